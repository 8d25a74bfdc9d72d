"""A folder of a user's own names and rules, into use once all of it is right."""

from pathlib import Path

from extract import own

Stamp = tuple[tuple[str, int, int], ...]
_read: list[Stamp] = []
"""The state of the chosen folder's files when they were read."""


def use_folder(path: Path | None) -> None:
    """Reads names and rules of ``path`` beside the package's, and before them, from now on.

    Everything is read and checked at once: RuleError names the file, the line and the reason, and
    what was in use stays. A worker process that is not forked calls this itself.
    """
    before, stamp = own.folder(), _stamp(path)
    if path == before and stamp == _read[:1]:
        return
    own.choose(path)
    try:
        if path is not None:
            _check()
    except BaseException:
        own.choose(before)
        _read.clear()
        raise
    _read[:] = stamp


def _stamp(path: Path | None) -> list[Stamp]:
    """Names, times and sizes of a folder's files, by which a change is known."""
    if path is None or not path.is_dir():
        return []
    found = ((str(file), file.stat()) for file in sorted(path.rglob("*")) if file.is_file())
    return [tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)]


def _check() -> None:
    from extract.known.gazetteer import aliases, refused
    from extract.known.names import apart
    from extract.rule_check import check_file_names, check_own_rules

    check_file_names()
    aliases()
    refused()
    apart()
    check_own_rules()
