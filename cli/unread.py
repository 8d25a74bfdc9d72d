"""A file of official lists in, on stderr what of it could not be read, its exit status out."""

from pathlib import Path
from typing import TYPE_CHECKING

from cli.errors import DONE, LOOK
from cli.output import note

if TYPE_CHECKING:
    from extract.register.records import RegisterFile, Unread


def refused(path: Path, reason: str) -> int:
    """Name a file that is no list on stderr; the exit status of the file."""
    note(f"batchwatch: refused {path}: {reason}")
    return LOOK


def tell_unread(path: Path, file: "RegisterFile") -> int:
    """Name what was not read on stderr; the exit status of the file."""
    for unread in file.unread:
        note(f"batchwatch: cannot read {path}, {_place(unread)}: {unread.reason}: {unread.text}")
    if not file.rows:
        note(f"batchwatch: no row of an official list in {path}")
    return DONE if file.rows and not file.unread else LOOK


def _place(unread: "Unread") -> str:
    page = f"page {unread.page}" if unread.page is not None else "no page"
    return page if unread.row is None else f"{page}, row {unread.row}"
