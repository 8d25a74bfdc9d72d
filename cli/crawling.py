"""The verb ``crawl``: outlets of the web, or of a replay of it, into the record store."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import click

from cli.children import of_watch
from cli.configuration import checked
from cli.delivering import delivered, sum_of, tell_of, told
from cli.errors import DONE, LOOK
from cli.incidents import look_after
from cli.intake import finish_ingest
from cli.kinds import LIMIT, SINCE, UNTIL, VIA, WORKERS, Day, day
from cli.options import Globals, verb
from cli.output import note, print_json, print_table, progress
from cli.own_names import use_own_names

if TYPE_CHECKING:
    from crawler.config import Config
    from crawler.run import CrawlReport, CrawlRequest, OutletReport

OWN_LOGGING = {"LOG_ENABLED": False}
"""The command line has set up logging; Scrapy adds no second handler."""
_CHINA = timezone(timedelta(hours=8))
_NAMELESS = (
    "batchwatch: no contact is configured: the sites cannot reach you"
    ' ([crawl] contact = "mailto:…" in batchwatch.toml)'
)
Events = Callable[[str, int, int, int], None]


@click.command()
@click.argument("outlets", nargs=-1, metavar="[OUTLET…]")
@SINCE
@UNTIL
@LIMIT
@click.option(
    "--url", "urls", multiple=True, help="Fetch this page, of whatever site; more may follow."
)
@VIA
@click.option(
    "--engine",
    type=click.Choice(("local", "dask")),
    help="Crawl each outlet in a process of its own, on this machine or on a Dask cluster.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster that runs already.")
@click.option("--workers", type=WORKERS, help="Processes that crawl at the same time, without one.")
@click.option("--lent", hidden=True, help="Descriptor of a watch's lock, and its process.")
@click.option("--afar", hidden=True, help="The worker's process, and the folder of its order.")
@click.option(
    "--alert-since",
    type=Day(),
    help="Alert of what was published since this day, in an outlet's first crawl or the past too.",
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
    engine: str | None,
    scheduler: str | None,
    workers: int | None,
    lent: str | None,
    afar: str | None,
    alert_since: date | None,
) -> int:
    """Fetch what is new from the outlets, read it, store it and alert of new batches.

    An outlet's first crawl, and one of days in the past, is history and raises no alert.
    """
    if afar:
        from cli.as_ordered import crawl_as_ordered

        return crawl_as_ordered(afar)
    crew = _crew(engine, scheduler, workers)
    # After --url people write several addresses in a row: those stand among the arguments.
    urls += tuple(name for name in outlets if "://" in name)
    outlets = tuple(name for name in outlets if "://" not in name)
    _refuse_days_to_come({"--since": since, "--alert-since": alert_since})
    with (
        of_watch(options.data, lent) if lent else nullcontext(),
        ready(options, outlets, urls, since=day(since), until=day(until), via=via) as request,
    ):
        if not lent:
            tell_nameless(options, request.config, request.via)
        with crawl_progress(quiet=options.verbosity < 0) as events:
            alerts = {"BATCHWATCH_ALERT_SINCE": day(alert_since)}
            settings = request.settings | alerts
            whole = replace(request, limit=limit, on_event=events, settings=settings)
            report = crew(options, whole) if crew else _crawl_here(whole, lent=bool(lent))
        if not lent:
            look_after(options, [outlet.name for outlet in report.outlets])
    status = show_report(options, report)
    # The watch that a crawl is part of delivers by itself.
    return status if lent else max(status, delivered(options))


def _refuse_days_to_come(days: dict[str, date | None]) -> None:
    for name, first in days.items():
        if first and first > datetime.now(_CHINA).date():
            raise click.UsageError(f"{name} {first} is yet to come: nothing was published then")


Crew = Callable[[Globals, "CrawlRequest"], "CrawlReport"]


def _crawl_here(request: "CrawlRequest", *, lent: bool = False) -> "CrawlReport":
    from cli.word import no_orphans
    from crawler.run import crawl as run_crawl

    # Of a stop, the watch has told for all its crawls.
    told = nullcontext() if lent else told_of_stop()
    with no_orphans(request.data, lasting=False), told:
        return run_crawl(request)


def _crew(engine: str | None, scheduler: str | None, workers: int | None) -> Crew | None:
    """What crawls on the workers of an engine, None for a crawl in this process."""
    if engine is None:
        if scheduler or workers:
            raise click.UsageError("--scheduler and --workers go with --engine")
        return None
    if scheduler and workers:
        raise click.UsageError(
            "--workers is for workers that are started here, without --scheduler"
        )
    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    from cli.engines import require

    require(engine)

    def crawl_on_it(options: Globals, request: "CrawlRequest") -> "CrawlReport":
        from cli.crawling_afar import Workers, crawl_afar

        crew = Workers(engine, scheduler, workers)
        return crawl_afar(options, request, crew, lambda: delivered(options))

    return crawl_on_it


@contextmanager
def ready(
    options: Globals,
    outlets: tuple[str, ...],
    urls: tuple[str, ...],
    *,
    since: str | None = None,
    until: str | None = None,
    via: str | None = None,
) -> Iterator["CrawlRequest"]:
    """A request in a locked data directory that has a store; wrong words leave no trace in it.

    Slow imports stand behind the lock: a second crawl is told at once that there is a first.
    """
    from crawler.lock import writing
    from crawler.outlets import chosen
    from crawler.via import Via
    from crawler.window import Window

    config, alerts = checked(options)
    chosen(config, outlets, urls)
    Window.of(since, until)
    Via(via or "")
    with writing(options.data):
        use_own_names(options)
        from crawler.run import CrawlRequest
        from db.store import RecordStore, store_path

        RecordStore.open(store_path(options.data)).close()
        finish_ingest(options)
        yield CrawlRequest(
            data=options.data,
            outlets=outlets,
            config=config,
            since=since,
            until=until,
            urls=urls,
            via=via,
            settings=OWN_LOGGING | {"BATCHWATCH_ALERTS": alerts},
        )


def tell_nameless(options: Globals, config: "Config", via: str | None) -> None:
    """Say that the sites which are about to be visited are not told whom to write to."""
    if options.verbosity >= 0 and not (config.contact or config.user_agent or via):
        note(_NAMELESS)


@contextmanager
def told_of_stop() -> Iterator[None]:
    """Say at the first Ctrl-C that it was heard, and what a second one does."""

    def heard(record: logging.LogRecord) -> bool:
        if record.getMessage().startswith("Received") and "again" in record.getMessage():
            note("batchwatch: stopping after the pages in hand; Ctrl-C again stops at once")
        return True

    # A filter stays where Scrapy sets up logging anew; a handler would be taken away.
    scrapy = logging.getLogger("scrapy.crawler")
    scrapy.addFilter(heard)
    try:
        yield
    finally:
        scrapy.removeFilter(heard)


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
    alerts = sum_of(told(outlet.counters) for outlet in report.outlets)
    if options.json:
        listed = [as_json(outlet) for outlet in report.outlets]
        print_json({"outlets": listed, "alerts": alerts})
    elif options.verbosity >= 0:
        rows = [
            [outlet.name, outlet.outcome, *numbers(outlet.counters)] for outlet in report.outlets
        ]
        print_table(["outlet", "outcome", *COUNTED], rows, empty="no outlet to crawl")
        tell_of(alerts, "with --alert-since DAY what was published since is news")
    bad = [outlet for outlet in report.outlets if outlet.outcome != "ok"]
    for outlet in bad:
        reasons = "; ".join(str(one["text"]) for one in outlet.reasons) or "see batchwatch runs"
        note(f"batchwatch: {outlet.name} {outlet.outcome}: {reasons}")
    return LOOK if bad else DONE


COUNTED = {
    "found": ("found", "taken_up"),
    "new": ("store/new",),
    "revised": ("store/revised",),
    "unchanged": ("store/unchanged", "page/unchanged", "page/known"),
    "left": (
        *("left/ceiling_pages", "left/ceiling_bytes", "left/ceiling_time", "left/host_rests"),
        "page/left",
        "page/put_off",
    ),
    "passed over": (
        *("page/passed_over", "page/not_for_us", "page/forbidden", "page/outside_dates"),
        *("page/redirected", "page/still_gone"),
        *(f"check/{why}" for why in ("no_text", "short_text", "long_text", "unknown_language")),
        *(f"check/{why}" for why in ("bad_date", "ancient", "future")),
    ),
    "failed": ("failed",),
}


def numbers(counters: dict[str, int]) -> list[int]:
    """The numbers of a run under the heads of ``COUNTED``."""
    return [sum(counters.get(key, 0) for key in keys) for keys in COUNTED.values()]


def summed(counters: dict[str, int]) -> dict[str, int]:
    """The counters as a run keeps them, with what they come to."""
    from pipelines.runs import with_sums

    return with_sums(counters)


def as_json(outlet: "OutletReport") -> dict[str, Any]:
    """What ``--json`` prints of one outlet."""
    return {
        "name": outlet.name,
        "started_at": outlet.started_at,
        "finished_at": outlet.finished_at,
        "outcome": outlet.outcome,
        "reasons": list(outlet.reasons),
        "counters": summed(outlet.counters),
        "alerts": told(outlet.counters),
    }
