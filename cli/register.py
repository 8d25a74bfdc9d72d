"""The verb for official lists: ``register`` prints their rows, keeps and checks them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.errors import DONE
from cli.files import PATH
from cli.kinds import Address, Moment
from cli.official import Handed, handed_in
from cli.options import Globals, verb
from cli.output import print_json_line
from cli.unread import refused, tell_unread

if TYPE_CHECKING:
    from extract.register.records import RegisterRow


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]", type=PATH)
@click.option("--store", is_flag=True, help="Keep the rows in the data directory.")
@click.option("--bundled", is_flag=True, help="Keep the rows and totals that ship.")
@click.option("--check", is_flag=True, help="Compare the kept rows with the stated totals.")
@click.option("--name", metavar="TEXT", help="What the file is called, where its own name is none.")
@click.option("--url", type=Address(), help="With --store: the page that publishes the file.")
@click.option("--published", type=Moment(), help="With --store: when that was.")
@verb
def register(
    options: Globals,
    paths: tuple[Path, ...],
    store: bool,
    bundled: bool,
    check: bool,
    name: str | None,
    url: str | None,
    published: str | None,
) -> int:
    """Print the rows of official lists as JSON Lines; without --store it stores nothing.

    PATH is an HTML page, a docx, xlsx or PDF file, told by its bytes, a directory of such files, or
    - for stdin. What cannot be read is named on stderr.
    """
    _refuse_odd(paths, store=store, others=bundled or check, one=name or url, told=url or published)
    status = DONE
    if store or bundled:
        from cli.delivering import delivered
        from cli.documents import Told
        from cli.registering import keep, tell

        kept = keep(options, paths, Told(name, url, _instant(published)), bundled=bundled)
        status = max(kept.status, delivered(options))
        if not check:
            tell(options, kept)
    elif paths:
        return _print_all(paths, name)
    if check:
        from cli.register_check import check as check_stored

        check_stored(options)
    return status


def _refuse_odd(
    paths: tuple[Path, ...], *, store: bool, others: bool, one: str | None, told: str | None
) -> None:
    """A usage error where options and paths do not go together."""
    if not paths and store and others:
        raise click.UsageError(
            "--store is for PATH…, lists to keep; --bundled and --check need it not"
        )
    if not paths and (store or not others):
        raise click.UsageError("Missing argument 'PATH…'")
    if paths and others and not store:
        raise click.UsageError("PATH… beside --bundled or --check needs --store")
    if told and not store:
        raise click.UsageError(
            "--url and --published say where a file that is kept is from: --store"
        )
    if one and len(paths) > 1:
        raise click.UsageError("--name and --url are about one file: give one PATH with them")


def _instant(published: str | None) -> str | None:
    from crawler.dates import published_from_user

    return published_from_user(published) if published else None


def _print_all(paths: tuple[Path, ...], name: str | None) -> int:
    status = DONE
    for found in handed_in(paths, name):
        if isinstance(found, Handed):
            status = max(status, _print(found))
        else:
            status = refused(found.path, found.reason)
    return status


def _print(handed: Handed) -> int:
    """Every row of one file, and what of it could not be read."""
    from extract.errors import NotAList
    from extract.register import read_file

    try:
        file = read_file(handed.body, name=handed.name)
    except NotAList as error:
        return refused(handed.path, str(error))
    for row in file.rows:
        print_json_line(as_contract(row))
    return tell_unread(handed.path, file)


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
