"""The verb ``feed``: the batches as an Atom file."""

import sys
from datetime import date
from pathlib import Path
from typing import Literal

import click

from cli.configuration import checked
from cli.kinds import LIMIT, SCHEME, SINCE, UNTIL, day
from cli.options import Globals, verb
from cli.store import reading
from cli.whole_files import refuse_other, write_whole

ATOM = b"http://www.w3.org/2005/Atom"
"""What every Atom feed begins with, and no database."""


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@click.option(
    "--language", type=click.Choice(["en", "zh"]), default="en", help="Of titles and texts."
)
@SINCE
@UNTIL
@SCHEME
@LIMIT
@verb
def feed(
    options: Globals,
    file: Path,
    language: Literal["en", "zh"],
    since: date | None,
    until: date | None,
    scheme: str | None,
    limit: int | None,
) -> None:
    """Write an Atom feed of the batches to FILE (- for stdout).

    FILE is replaced whole, and left alone where nothing has changed or where it is no feed.
    """
    from pipelines import feed as feeds

    if str(file) != "-":
        refuse_other(file, ATOM, "Atom feed")
    base_url = checked(options)[1].base_url
    with reading(options) as store:
        document = feeds.feed(
            store,
            base_url,
            language=language,
            since=day(since),
            until=day(until),
            scheme=scheme,
            limit=limit,
        )
    if str(file) == "-":
        sys.stdout.buffer.write(document)
    elif not file.exists() or file.read_bytes() != document:
        write_whole(file, document)
