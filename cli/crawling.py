"""The verb ``crawl``: outlets of the web, or of a replay of it, into the record store."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import click

from cli.errors import DONE, LOOK
from cli.kinds import LIMIT, SINCE, UNTIL, day
from cli.options import Globals, verb
from cli.output import note, print_json, print_table, progress
from cli.store import reading

if TYPE_CHECKING:
    from crawler.run import CrawlReport, OutletReport

OWN_LOGGING = {"LOG_ENABLED": False}
"""The command line has set up logging; Scrapy adds no second handler."""
Events = Callable[[str, int, int, int], None]


@click.command()
@click.argument("outlets", nargs=-1, metavar="[OUTLET…]")
@SINCE
@UNTIL
@LIMIT
@click.option(
    "--url", "urls", multiple=True, help="Fetch this page, of whatever site; more may follow."
)
@click.option(
    "--via",
    metavar="PREFIX",
    help="Fetch every URL as PREFIX followed by the whole URL (BATCHWATCH_VIA).",
)
@verb
def crawl(
    options: Globals,
    outlets: tuple[str, ...],
    since: date | None,
    until: date | None,
    limit: int | None,
    urls: tuple[str, ...],
    via: str | None,
) -> int:
    """Fetch what is new from the outlets, read it and store it."""
    from crawler.config import load_config
    from crawler.run import CrawlRequest
    from crawler.run import crawl as run_crawl

    # After --url people write several addresses in a row: those stand among the arguments.
    urls += tuple(name for name in outlets if "://" in name)
    outlets = tuple(name for name in outlets if "://" not in name)
    if since and until and since > until:
        raise click.UsageError(f"--since {since} is after --until {until}")
    with reading(options):
        pass  # a store that cannot be used is refused before anything is fetched
    with crawl_progress(quiet=options.verbosity < 0) as events:
        report = run_crawl(
            CrawlRequest(
                outlets=outlets,
                data=options.data,
                config=load_config(options.config),
                since=day(since),
                until=day(until),
                limit=limit,
                urls=urls,
                via=via or os.environ.get("BATCHWATCH_VIA") or None,
                on_event=events,
                settings=OWN_LOGGING,
            )
        )
    return show_report(options, report)


@contextmanager
def crawl_progress(*, quiet: bool) -> Iterator[Events]:
    """A bar over all outlets; the callback takes outlet, fetched, listed and stored."""
    numbers: dict[str, tuple[int, int, int]] = {}
    with progress("crawl", quiet=quiet) as bar:

        def on_event(outlet: str, fetched: int, listed: int, stored: int) -> None:
            numbers[outlet] = (fetched, listed, stored)
            fetched_all, listed_all, stored_all = map(sum, zip(*numbers.values(), strict=True))
            bar.reach(fetched_all, max(listed_all, fetched_all))
            bar.say(f"{outlet}, {stored_all} articles stored")

        yield on_event


def show_report(options: Globals, report: "CrawlReport") -> int:
    """Print how each outlet went; 1 where any did not go well."""
    if options.json:
        print_json({"outlets": [_as_json(outlet) for outlet in report.outlets]})
    elif options.verbosity >= 0:
        rows = [
            [outlet.name, outlet.outcome, *(outlet.counters.get(key, 0) for key in _COUNTED)]
            for outlet in report.outlets
        ]
        print_table(["outlet", "outcome", *_COUNTED.values()], rows, empty="no outlet to crawl")
    bad = [outlet for outlet in report.outlets if outlet.outcome != "ok"]
    for outlet in bad:
        reasons = "; ".join(outlet.reasons) or "see batchwatch runs"
        note(f"batchwatch: {outlet.name} {outlet.outcome}: {reasons}")
    return LOOK if bad else DONE


_COUNTED = {
    "found": "found",
    "store/new": "new",
    "store/revised": "revised",
    "store/unchanged": "unchanged",
    "failed": "failed",
}


def _as_json(outlet: "OutletReport") -> dict[str, object]:
    return {
        "name": outlet.name,
        "started_at": outlet.started_at,
        "finished_at": outlet.finished_at,
        "outcome": outlet.outcome,
        "reasons": list(outlet.reasons),
        "counters": dict(outlet.counters),
    }
