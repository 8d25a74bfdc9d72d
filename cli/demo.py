"""The verb ``demo``: the bundled sample newsroom, crawled by the real spiders over loopback."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.errors import DONE, LOOK, USAGE, Failure
from cli.options import Globals, verb
from cli.output import note, plain, print_heading, print_json

if TYPE_CHECKING:
    from crawler.run import CrawlReport

MARK = "SAMPLE"
MARK_TEXT = "Sample newsroom: the prose, people and quotes of these records are invented.\n"
OUTLETS = ("global_times", "ithome", "technode")
LOOPBACK_DELAY = 0.01
"""Seconds between two requests to the sample newsroom, which is ours and on this machine."""


@click.command()
@verb
def demo(options: Globals) -> int:
    """Crawl the bundled sample newsroom and show what is found."""
    began = time.monotonic()
    data = options.data if options.data_given else options.data / "demo"
    _prepare(data)
    talk = not options.json and options.verbosity >= 0
    if talk:
        print_heading("batchwatch demo: a sample newsroom on this machine, nothing leaves it")
    report = _crawl(data, quiet=not talk)
    found = _found(data)
    if options.json:
        print_json({"data": str(data), "batches": [batch for batch, _ in found]})
    else:
        _show(data, report, found, time.monotonic() - began)
    return _judge(report)


def _prepare(data: Path) -> None:
    """An empty data directory that is marked as a sample; never one with real records in it."""
    from db.store import store_path

    database, mark = store_path(data), data / MARK
    if database.exists() and not mark.exists():
        raise Failure(
            f"{data} holds records that are not the demo's; name an empty directory with --data",
            USAGE,
        )
    data.mkdir(parents=True, exist_ok=True)
    mark.write_text(MARK_TEXT, encoding="utf-8")
    for leftover in data.glob(f"{database.name}*"):
        leftover.unlink()


def _crawl(data: Path, *, quiet: bool) -> "CrawlReport":
    from cli.crawling import OWN_LOGGING, crawl_progress
    from crawler.config import Config
    from crawler.newsroom.server import Newsroom
    from crawler.run import CrawlRequest, crawl

    with Newsroom() as newsroom, crawl_progress(quiet=quiet) as events:
        return crawl(
            CrawlRequest(
                outlets=OUTLETS,
                data=data,
                config=Config(delay=LOOPBACK_DELAY),
                via=newsroom.prefix,
                on_event=events,
                settings=OWN_LOGGING,
            )
        )


def _found(data: Path) -> list[tuple[dict[str, Any], dict[str, str]]]:
    """Each batch with its details, and the texts of the articles that it quotes."""
    from db import answers
    from db.store import open_for_reading

    store = open_for_reading(data)
    if store is None:
        return []
    with store:
        slugs = [row["slug"] for row in answers.batches(store)["batches"]]
        details = [found for slug in slugs if (found := answers.batch(store, slug))]
        return [(batch, _texts(store, batch)) for batch in details]


def _texts(store: Any, batch: dict[str, Any]) -> dict[str, str]:
    from db import answers

    named = {e["article"] for row in batch["services"] for e in row["evidence"]}
    texts = {article: answers.article_text(store, article) for article in sorted(named)}
    return {article: text for article, text in texts.items() if text is not None}


def _show(
    data: Path,
    report: "CrawlReport",
    found: list[tuple[dict[str, Any], dict[str, str]]],
    seconds: float,
) -> None:
    from cli.batch_page import print_service, stated

    articles = sum(outlet.counters.get("store/new", 0) for outlet in report.outlets)
    print(f"{articles} articles read from {len(report.outlets)} outlets, {len(found)} batches:\n")
    for batch, texts in found:
        print_heading(f"{batch['event_date']}  {batch['title'] or batch['slug']}")
        print(f"  stated: {stated(batch)}")
        print(f"  told by {len(batch['articles'])} articles, {_outlets(batch)}")
        for row in batch["services"]:
            print_service(row, texts.get)
        print()
    print_heading("What to type next")
    for command in _next(data, found):
        print(f"  {command}")
    print(f"\ndone in {seconds:.0f} s; delete {data} when you have seen enough")


def _outlets(batch: dict[str, Any]) -> str:
    outlets = sorted({row["outlet"] for row in batch["articles"] if row["outlet"]})
    return plain(f"{batch['voices']} independent voices, in {', '.join(outlets)}")


def _next(data: Path, found: list[tuple[dict[str, Any], dict[str, str]]]) -> list[str]:
    where = f"--data {data}"
    slug = found[0][0]["slug"] if found else "SLUG"
    companies = [row["company"] for batch, _ in found for row in batch["services"]]
    name = next((name for name in companies if name), "NAME")
    return [
        f"batchwatch batches {where}",
        f"batchwatch batch {slug} {where}",
        f"batchwatch company {plain(name)} {where}",
        f"batchwatch articles {where}",
        "batchwatch crawl global_times      (the real site, politely)",
    ]


def _judge(report: "CrawlReport") -> int:
    bad = [outlet for outlet in report.outlets if outlet.outcome != "ok"]
    for outlet in bad:
        note(f"batchwatch: {outlet.name} {outlet.outcome}: {'; '.join(outlet.reasons)}")
    return LOOK if bad else DONE
