"""The folder of a user's own names and rules; chosen once, where a program starts."""

from collections.abc import Callable
from pathlib import Path

ALIASES, REFUSED, APART = "aliases.csv", "refused.csv", "apart.csv"
BATCHES = "batches.csv"
FILES = (ALIASES, REFUSED, APART, BATCHES)
LANGUAGES = ("en", "zh")
Stamp = tuple[tuple[str, int, int], ...]
_chosen: list[Path] = []
_read: list[Stamp] = []
"""The state of the chosen folder's files when they were read."""
_forgetting: list[Callable[[], None]] = []
_forgetting_names: list[Callable[[], None]] = []


def folder() -> Path | None:
    """The folder in use; None where the package's own data is all there is."""
    return _chosen[0] if _chosen else None


def use_folder(path: Path | None) -> None:
    """Reads names and rules of ``path`` beside the package's, and before them, from now on.

    Everything is read and checked at once: RuleError names the file, the line and the reason, and
    what was in use stays. A worker process that is not forked calls this itself.
    """
    before, stamp = folder(), _stamp(path)
    if path == before and stamp == _read[:1]:
        return
    _choose(path)
    try:
        if path is not None:
            _check()
    except BaseException:
        _choose(before)
        _read.clear()
        raise
    _read[:] = stamp


def _stamp(path: Path | None) -> list[Stamp]:
    """Names, times and sizes of a folder's files, by which a change is known."""
    if path is None or not path.is_dir():
        return []
    found = ((str(file), file.stat()) for file in sorted(path.rglob("*")) if file.is_file())
    return [tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)]


def when_changed(forget: Callable[[], None]) -> None:
    """Has ``forget`` called whenever another folder comes into use."""
    _forgetting.append(forget)


def when_names_change(forget: Callable[[], None]) -> None:
    """Has ``forget`` called whenever other names are known: by a folder, a day or a list."""
    _forgetting_names.append(forget)


def forget_names() -> None:
    """Has everything that was made of the known names made anew when it is asked for."""
    for forget in _forgetting_names:
        forget()


def own_file(name: str) -> Path | None:
    """A file of the folder in use, where there is one."""
    here = folder()
    path = here / name if here else None
    return path if path is not None and path.is_file() else None


def own_rule_files(language: str) -> list[Path]:
    """The rule files of the folder in use."""
    here = folder()
    return sorted((here / language).glob("*.jsonl")) if here else []


def _choose(path: Path | None) -> None:
    _chosen[:] = [] if path is None else [path]
    for forget in _forgetting:
        forget()
    forget_names()


def _check() -> None:
    from extract.gazetteer import aliases, refused
    from extract.known_names import apart
    from extract.rule_check import check_file_names, check_own_rules

    check_file_names()
    aliases()
    refused()
    apart()
    check_own_rules()
