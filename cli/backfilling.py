"""The verb ``backfill``: archives of others into the record store, on one machine or many."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.delivering import tell_of, told
from cli.errors import BUSY, DONE, LOOK, Failure
from cli.kinds import SINCE, UNTIL, WORKERS, Folder
from cli.options import Globals, verb
from cli.output import note, plain, print_json, print_table, progress
from cli.own_names import use_own_names

if TYPE_CHECKING:
    from cli.backfill.driver import Done, Driver
    from cli.backfill.merging import Merging
    from cli.backfill.task import Source

PATIENCE = 60.0
"""Seconds that another writer is waited for when all is read."""
MOST_LINES = 20
"""Lines about single files on stderr; ``runs --json`` has all."""


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option("--base", metavar="URL|DIR", help="What the paths of a list are relative to.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Processes of this machine, or Dask workers.",
)
@click.option("--scheduler", metavar="URL", help="A Dask scheduler that runs, as tcp://host:8786.")
@click.option("--workers", type=WORKERS, metavar="N", help="Default: one a processor.")
@click.option(
    "--shards",
    type=Folder(),
    metavar="DIR",
    help="Where workers write; a folder that all machines share. Default: shards in --data.",
)
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Of this outlet or host.")
@SINCE
@UNTIL
@click.option("--plan", is_flag=True, help="Say what there is to do and how long it takes.")
@click.option("--all-pages", is_flag=True, help="Store ordinary news too: slower, much larger.")
@click.option("--no-names", is_flag=True, help="Without the gazetteer of known names.")
@verb
def backfill(
    options: Globals,
    sources: tuple[str, ...],
    base: str | None,
    engine: str,
    scheduler: str | None,
    workers: int | None,
    shards: Path | None,
    outlets: tuple[str, ...],
    since: date | None,
    until: date | None,
    plan: bool,
    all_pages: bool,
    no_names: bool,
) -> int:
    """Read archives of others: WARC files, folders of them, lists of their paths.

    A SOURCE is a file, a folder, an address, a list of such (warc.paths.gz of Common Crawl, with
    --base https://data.commoncrawl.org/) or - for a list on standard input. It is history: no alert
    is raised. The same command goes on where it was ended, however that was.
    """
    from cli.backfill.driver import Driver
    from cli.backfill.shelf import shelf_path
    from cli.backfill.sources import missing_within, sources_of, within
    from cli.backfill.task import Choice
    from cli.engines.choosing import processors

    if scheduler and engine != "dask":
        raise click.UsageError("--scheduler goes with --engine dask")
    found = sources_of(sources, base)
    files = within(found.files, since, until)
    missing = missing_within(found.missing, since, until)
    use_own_names(options)
    driver = Driver(
        shards or shelf_path(options.data), Choice(not no_names, not all_pages, outlets)
    )
    if plan:
        return _plan(options, driver, files, missing, workers or processors())
    _refuse_unusable(options)
    with _stopped_by_a_signal():
        done = _read(options, driver, files, engine, scheduler, workers or processors())
        done.failed += missing
        return _merge(options, driver, done, since, until, names=not no_names)


def _refuse_unusable(options: Globals) -> None:
    """Say at once what would keep the articles from being stored hours later."""
    from db.opening import refuse_missing
    from db.store import RecordStore, store_path

    path = store_path(options.data)
    refuse_missing(path)
    if path.exists():
        RecordStore.open(path).close()


def _read(
    options: Globals,
    driver: "Driver",
    files: "list[Source]",
    engine: str,
    scheduler: str | None,
    workers: int,
) -> "Done":
    from cli.backfill.driver import engine_for

    quiet = options.verbosity < 0
    with progress("backfill, files", len(files), quiet=quiet) as bar:
        waiting = driver.waiting(files)
        if not waiting:
            return driver.done
        return driver.run(waiting, engine_for(engine, scheduler, workers), bar, quiet=quiet)


def _merge(
    options: Globals,
    driver: "Driver",
    done: "Done",
    since: date | None,
    until: date | None,
    *,
    names: bool,
) -> int:
    from cli.backfill.merging import Merging, bring_home

    if not done.shards and done.stop is not None:
        raise Failure(f"{done.stop}; the same command goes on from here")
    shards = list(bring_home(sorted(done.shards), options.data))
    with _its_turn(Merging(options, driver.rules, names=names)) as merging:
        with progress("merge, shards", len(shards), quiet=options.verbosity < 0) as bar:
            wrong = merging.take(shards, since, until, bar)
        for place, why in [*done.failed, *done.wrong, *wrong]:
            merging.flow.failed(place, why)
        merging.flow.counted(done.counters)
    done.wrong += wrong
    _tell(done)
    _summary(options, merging.flow.counters, done)
    return LOOK if done.wrong or done.failed or done.stop else DONE


@contextmanager
def _its_turn(merging: "Merging") -> Iterator["Merging"]:
    """Wait a while for a crawl that writes; what was read is not lost by it."""
    from crawler.errors import CrawlBusy

    until = time.monotonic() + PATIENCE
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(merging)
                break
            except CrawlBusy as error:
                if time.monotonic() > until:
                    told = f"{error}; what was read is kept, the same command stores it"
                    raise Failure(told, BUSY) from error
            time.sleep(1.0)
        yield merging


def _tell(done: "Done") -> None:
    """The files with something that a person should know of, on stderr."""
    lines = [f"cannot read {place}: {why}" for place, why in done.failed]
    lines += [f"{place}: {why}; the rest was read" for place, why in done.wrong]
    for line in lines[:MOST_LINES]:
        note(f"batchwatch: {line}")
    if len(lines) > MOST_LINES:
        note(f"batchwatch: and {len(lines) - MOST_LINES} more; batchwatch runs --json has all")
    if done.stop is not None:
        note(f"batchwatch: {done.stop}; the same command goes on from here")


def _summary(options: Globals, counters: dict[str, int], done: "Done") -> None:
    alerts = told(counters)
    if options.json:
        failed = [{"source": place, "reason": why} for place, why in done.failed]
        wrong = [{"source": place, "reason": why} for place, why in done.wrong]
        print_json({"counters": counters, "alerts": alerts, "failed": failed, "damaged": wrong})
    elif options.verbosity >= 0:
        rows = [(plain(name), value) for name, value in counters.items()]
        print_table(["step/what", "number"], rows, empty="nothing was read")
        tell_of(alerts, "batchwatch ingest --live raises them")


def _plan(
    options: Globals,
    driver: "Driver",
    files: "list[Source]",
    missing: list[tuple[str, str]],
    workers: int,
) -> int:
    from dataclasses import asdict

    from cli.backfill.pace import spoken
    from cli.backfill.planning import plan

    waiting = driver.waiting(files)
    made = plan(len(files), waiting, driver.choice, workers)
    for place, why in missing:
        note(f"batchwatch: cannot read {place}: {why}")
    if made.no_sample is not None:
        note(f"batchwatch: no estimate: {made.no_sample}")
    if options.json:
        print_json(asdict(made) | {"workers": workers, "missing": [place for place, _ in missing]})
    else:
        size = f"{made.bytes / 1e6:,.1f} MB" if made.bytes is not None else "not known"
        rows: list[tuple[str, object]] = [
            ("files", made.files),
            ("read already", made.done),
            ("bytes to read", size),
            ("workers", workers),
            (
                "records a second and worker",
                made.records_per_second and f"{made.records_per_second:,.0f}",
            ),
            (
                "share that is read in full",
                f"{made.share_read:.1%}" if made.share_read is not None else None,
            ),
            (
                "time, estimated",
                spoken(max(1.0, made.seconds)) if made.seconds is not None else None,
            ),
            ("measured on", made.sampled),
        ]
        print_table(["what", "value"], rows, empty="nothing to read")
    return LOOK if missing or made.no_sample else DONE


@contextmanager
def _stopped_by_a_signal() -> Iterator[None]:
    """Say, where a signal ends the work, that what is done is kept and how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        told = "stopped; what was read is kept, the same command goes on from here"
        raise Failure(told, 130) from None
