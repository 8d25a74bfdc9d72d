"""The verb for official lists: ``register`` prints their rows."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.errors import DONE, LOOK
from cli.files import PATH
from cli.official import Handed, handed_in
from cli.options import Globals, verb
from cli.output import note, print_json_line

if TYPE_CHECKING:
    from extract.register.records import RegisterFile, RegisterRow, Unread


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH…", type=PATH)
@click.option("--name", metavar="TEXT", help="What the file is called, where its own name is none.")
@verb
def register(options: Globals, paths: tuple[Path, ...], name: str | None) -> int:
    """Print the rows of official lists as JSON Lines; stores nothing.

    PATH is an HTML page, a docx, xlsx or PDF file, told by its bytes, a directory of such files, or
    - for stdin. What cannot be read is named on stderr.
    """
    if not paths:
        raise click.UsageError("Missing argument 'PATH…'")
    if name and len(paths) > 1:
        raise click.UsageError("--name names one file: give one PATH with it")
    status = DONE
    for found in handed_in(paths, name):
        if isinstance(found, Handed):
            status = max(status, _print(found))
        else:
            status = _refused(found.path, found.reason)
    return status


def _print(handed: Handed) -> int:
    """Every row of one file, and what of it could not be read."""
    from extract.errors import NotAList
    from extract.register import read_file

    try:
        file = read_file(handed.body, name=handed.name)
    except NotAList as error:
        return _refused(handed.path, str(error))
    for row in file.rows:
        print_json_line(as_contract(row))
    return tell_unread(handed.path, file)


def _refused(path: Path, reason: str) -> int:
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


def as_contract(row: "RegisterRow") -> dict[str, Any]:
    """The object of a row; ``details`` only where there are any."""
    told = {
        name: getattr(row, name)
        for name in (
            *("scheme", "seq", "province", "name", "company", "number"),
            *("date", "date_note", "list", "page", "row"),
        )
    }
    return told | ({"details": dict(row.details)} if row.details else {})
