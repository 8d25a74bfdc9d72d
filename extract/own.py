"""The folder of a user's own names and rules; chosen once, where a program starts."""

from collections.abc import Callable
from pathlib import Path

from extract.errors import RuleError

ALIASES, REFUSED = "aliases.csv", "refused.csv"
LANGUAGES = ("en", "zh")
_chosen: list[Path] = []
_forgetting: list[Callable[[], None]] = []


def folder() -> Path | None:
    """The folder in use; None where the package's own data is all there is."""
    return _chosen[0] if _chosen else None


def use_folder(path: Path | None) -> None:
    """Reads names and rules of ``path`` beside the package's, and before them, from now on.

    Everything is read and checked at once: RuleError names the file, the line and the reason, and
    what was in use stays. A worker process that is not forked calls this itself.
    """
    before = folder()
    if path == before:
        return
    _choose(path)
    try:
        if path is not None:
            _refuse_strange(path)
            _check()
    except BaseException:
        _choose(before)
        raise


def when_changed(forget: Callable[[], None]) -> None:
    """Has ``forget`` called whenever another folder comes into use."""
    _forgetting.append(forget)


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


def _refuse_strange(path: Path) -> None:
    """Refuses what is named so that nothing would ever read it."""
    if not path.is_dir():
        raise RuleError(str(path), None, "there is no such folder; make it, it may be empty")
    for found in sorted(path.iterdir()):
        if found.suffix == ".csv" and found.name not in (ALIASES, REFUSED):
            raise RuleError(str(found), None, f"unknown file; known are {ALIASES} and {REFUSED}")
        if found.suffix == ".jsonl":
            raise RuleError(str(found), None, "rules stand in the folders en and zh")
    for language in LANGUAGES:
        for name in ("words.jsonl", "links.jsonl"):
            if (path / language / name).exists():
                said = "word lists and links belong to the package; rules may have any other name"
                raise RuleError(str(path / language / name), None, said)


def _check() -> None:
    from extract.gazetteer import aliases, refused
    from extract.rule_check import check_own_rules

    aliases()
    refused()
    check_own_rules()
