"""The verb ``serve``: the records as pages, on this machine unless told otherwise."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.configuration import checked
from cli.kinds import Folder
from cli.options import Globals, verb

if TYPE_CHECKING:
    from db.pages.visit import Doors
    from db.pages.wording import Language
    from db.store import RecordStore

FEED_ENTRIES = 50


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, metavar="N",
    help="Port; 0 takes a free one.",
)  # fmt: skip
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS",
    help="Address of this machine to serve on; 0.0.0.0 is all of them.",
)  # fmt: skip
@click.option(
    "--allow-host", "names", multiple=True, metavar="NAME",
    help="Another name under which the pages may be asked for, such as a proxy's.",
)  # fmt: skip
@click.option(
    "--snapshots", type=Folder(), metavar="DIR",
    help="Where the copies that are served are kept (default: the data directory).",
)  # fmt: skip
@click.option("--open", "browser", is_flag=True, help="Open the pages in a browser.")
@verb
def serve(
    options: Globals,
    port: int,
    host: str,
    names: tuple[str, ...],
    snapshots: Path | None,
    *,
    browser: bool,
) -> int:
    """Serve the records as web pages, read-only, on a copy that follows them.

    Ends with Ctrl-C or SIGTERM.
    """
    from cli.server import Served, address, bound, hosts_for, run
    from db.pages.keeper import Keeper

    with bound(host, port) as socket:
        doors = _doors(options, address(socket))
        served = Served(
            Keeper(options.data, folder=snapshots),
            doors,
            hosts_for(host, [*names, doors.base_url]),
            quiet=options.verbosity < 0,
            browser=browser,
        )
        return run(served, socket)


def _doors(options: Globals, served_at: str) -> "Doors":
    """What the pages get from rooms that the records do not know.

    Where the configuration does not say at which address they are found, it is ``served_at``.
    """
    from importlib.metadata import version

    from cli.crawled import outlets_due
    from db.pages.visit import Doors
    from pipelines.channels import BASE_URL

    base_url = checked(options)[1].base_url
    if base_url == BASE_URL:
        base_url = served_at

    def feed(store: "RecordStore", language: "Language") -> bytes:
        from pipelines import feed as feeds

        return feeds.feed(store, base_url, language=language, limit=FEED_ENTRIES)

    def outlets(store: "RecordStore") -> dict[str, Any]:
        return outlets_due(store)

    return Doors(feed, outlets, base_url, version("batchwatch"))
