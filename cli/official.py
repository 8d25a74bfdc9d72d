"""Paths to the bytes of official files: files, directories, stdin."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

STDIN = Path("-")
KINDS = (".docx", ".xlsx", ".xls", ".pdf", ".html", ".htm", "")
MAGIC = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Of PDF, office and old office files: their names need not tell it."""
HEAD = 8


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that may hold official lists."""

    path: Path
    name: str | None
    """What it is called, as far as that tells of its content."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A file or directory that gives none, and why in one phrase."""

    path: Path
    reason: str


def handed_in(paths: Iterable[Path], name: str | None = None) -> Iterator[Handed | Refused]:
    """The files of the paths in order of names; what is too large is refused before it is read."""
    for path in paths:
        if path != STDIN and path.is_dir():
            yield from _directory(path)
        else:
            yield _guarded(path, name)


def _directory(folder: Path) -> Iterator[Handed | Refused]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and _wanted(path))
    if not found:
        yield Refused(folder, "holds no HTML, docx, xlsx or PDF file")
    for path in found:
        yield _guarded(path, None)


def _wanted(path: Path) -> bool:
    """By its name or its first bytes; hidden files are nobody's lists."""
    if path.name.startswith("."):
        return False
    if path.suffix.lower() in KINDS:
        return True
    try:
        with path.open("rb") as file:
            return file.read(HEAD).startswith(MAGIC)
    except OSError:
        return False


def _guarded(path: Path, name: str | None) -> Handed | Refused:
    from extract.errors import NotAList

    try:
        return _read(path, name)
    except NotAList as error:
        return Refused(path, str(error))
    except OSError as error:
        return Refused(path, error.strerror or str(error))


def _read(path: Path, name: str | None) -> Handed:
    from extract.register.kinds import LARGEST, too_large

    if path == STDIN:
        return Handed(path, name, sys.stdin.buffer.read(LARGEST + 1))
    size = path.stat().st_size
    if size > LARGEST:
        raise too_large(size)
    return Handed(path, name or path.name, path.read_bytes())
