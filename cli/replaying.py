"""The verb ``replay``: the record store anew from the archive, with today's rules, offline."""

from datetime import date
from typing import TYPE_CHECKING

import click

from cli.configuration import checked
from cli.delivering import tell_of, told
from cli.errors import DONE, LOOK
from cli.kinds import SINCE, Day, day
from cli.options import Globals, verb
from cli.output import counted, note, print_json, print_table, progress
from cli.own_names import use_own_names
from cli.writer import without_deliveries

if TYPE_CHECKING:
    from crawler.outlet import Outlet


@click.command()
@SINCE
@click.option("--outlet", help="Read this outlet's articles again; the others stay.")
@click.option(
    "--as-of", type=Day(last=True), help="Know only what was published up to and on this day."
)
@verb
def replay(options: Globals, since: date | None, outlet: str | None, as_of: date | None) -> int:
    """Build the record store anew from the archive; runs, alerts and printed slugs are kept.

    The new store takes the old one's place in one step, when it is whole.
    """
    from cli.backfill.shelf import shards_of
    from cli.rebuilding import Rebuild, Selection
    from crawler.archive.capture import archive_files
    from crawler.keeper import keeping
    from crawler.outlets import known as outlets_of
    from db.store import store_path

    selection = Selection(day(since), outlet, day(as_of))
    config, alerts = checked(options)
    known = outlets_of(config)
    use_own_names(options, as_of=selection.as_of)
    if outlet is not None:
        _refuse_unknown(outlet, known)
    if not options.data.exists() or not (
        archive_files(options.data) or shards_of(options.data) or store_path(options.data).exists()
    ):
        note(f"batchwatch: {options.data} has no archive, so there is nothing to replay")
        return LOOK
    with keeping(options.data) as keeper, without_deliveries(options.data):
        rebuild = Rebuild(keeper, known, selection, alerts)
        with progress("replay, MB of the archive", quiet=options.verbosity < 0) as bar:
            counters = rebuild.run(bar)
    for damaged in rebuild.damaged:
        note(f"batchwatch: {damaged}; the rest was read")
    if selection.as_of is not None and options.verbosity >= 0:
        note(
            f"batchwatch: the database now knows nothing of after {selection.as_of};"
            " the next crawl or batchwatch replay brings the rest back"
        )
    if rebuild.anew and options.verbosity >= 0:
        note("batchwatch: there was no database: runs, alerts and deliveries of before are lost")
    if rebuild.aside:
        lost = f"; {', '.join(rebuild.lost)} could not be carried over" if rebuild.lost else ""
        note(f"batchwatch: the damaged database is now {rebuild.aside}{lost}")
    if rebuild.carried:
        kept = counted(rebuild.carried, "article is", "articles are")
        note(f"batchwatch: {kept} not in the archive and kept as stored")
    if options.json:
        print_json({"counters": counters, "alerts": told(counters)})
    elif options.verbosity >= 0:
        print_table(["what", "number"], sorted(counters.items()), empty="nothing was read")
        tell_of(told(counters), "what was told before stays told")
    return LOOK if rebuild.damaged or rebuild.lost else DONE


def _refuse_unknown(outlet: str, known: dict[str, type["Outlet"]]) -> None:
    from crawler.errors import UnknownOutlet

    # The archive may hold pages of hosts that have no outlet; their names are hosts.
    if outlet not in known and "." not in outlet:
        raise UnknownOutlet(outlet, tuple(known))
