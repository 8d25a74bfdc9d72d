"""The verb ``demo``: the bundled sample newsroom, crawled by the real spiders over loopback."""

import json
import shlex
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import click

from cli.errors import LOOK, USAGE, Failure
from cli.options import Globals, verb
from cli.output import counted, plain, print_heading, print_json

MARK = "SAMPLE"
MARK_TEXT = "Sample newsroom: the prose, people and quotes of these records are invented.\n"
EVIDENCE = 96
"""Characters of a sentence shown in the demo: one line of a terminal."""
LOOPBACK_DELAY = 0.01
"""Seconds between two requests to the sample newsroom, which is ours and on this machine."""


@click.command()
@verb
def demo(options: Globals) -> None:
    """Crawl the bundled sample newsroom and show what is found."""
    from crawler.lock import writing

    began = time.monotonic()
    data = options.data if options.data_given else options.data / "demo"
    _refuse_records(data)
    talk = not options.json and options.verbosity >= 0
    with writing(data):
        _prepare(data)
        if talk:
            print_heading("batchwatch demo: a sample newsroom on this machine, nothing leaves it")
            print(f"crawling {', '.join(_outlets())} into {data}", flush=True)
        outlets = _crawls(data, talk=talk)
    if _ended_badly(outlets):
        raise Failure(f"the demo ended early: {_reasons(outlets)}; run it again", LOOK)
    batches, texts = _found(data)
    if options.json:
        print_json({"data": str(data), "batches": batches, "alerts": _alerts(data)})
    else:
        _show(outlets, batches, texts)
        _show_next(data, batches, time.monotonic() - began)


def _outlets() -> tuple[str, ...]:
    from crawler.newsroom.addresses import OUTLETS

    return ("cac", *OUTLETS)


def _refuse_records(data: Path) -> None:
    """A directory with records and without the mark of a sample is never used."""
    from crawler.archive.capture import archive_path
    from db.store import store_path

    used = store_path(data).exists() or archive_path(data).exists()
    if used and not (data / MARK).exists():
        raise Failure(
            f"{data} holds records that are not the demo's; name an empty directory with --data",
            USAGE,
        )


def _prepare(data: Path) -> None:
    """No records of an earlier demo in a directory that is marked as a sample and locked."""
    from crawler.archive.capture import archive_path
    from crawler.ledger.opening import LEDGER_NAME
    from db.store import DATABASE_NAME

    (data / MARK).write_text(MARK_TEXT, encoding="utf-8")
    shutil.rmtree(archive_path(data), ignore_errors=True)
    for name in (DATABASE_NAME, LEDGER_NAME):
        for leftover in data.glob(f"{name}*"):
            leftover.unlink()


def _crawls(data: Path, *, talk: bool) -> list[dict[str, Any]]:
    """The newsroom as it was on one day, quietly, for that is history; then what came since.

    A first crawl that was stopped, or failed, is all there is.
    """
    from cli.crawling import told_of_stop
    from crawler.newsroom.server import Newsroom

    with Newsroom(edition=0) as newsroom:
        with told_of_stop():
            outlets = _crawl_history(data, newsroom.prefix, quiet=not talk)
        if _ended_badly(outlets):
            return outlets
        newsroom.edition = 1
        if talk:
            print("two days later, the same outlets again: a batch that is new is told, once")
        outlets += _crawl_live(data, newsroom.prefix)
    if talk:
        for text in _messages(data):
            print(f"\n{text}")
        print()
    return outlets


def _crawl_history(data: Path, prefix: str, *, quiet: bool) -> list[dict[str, Any]]:
    from cli.crawling import OWN_LOGGING, as_json, crawl_progress
    from crawler.config import Config
    from crawler.run import CrawlRequest, crawl

    with crawl_progress(quiet=quiet) as events:
        report = crawl(
            CrawlRequest(
                outlets=_outlets(),
                data=data,
                config=Config(delay=LOOPBACK_DELAY),
                via=prefix,
                on_event=events,
                settings=OWN_LOGGING,
            )
        )
    return [as_json(outlet) for outlet in report.outlets]


def _crawl_live(data: Path, prefix: str) -> list[dict[str, Any]]:
    """The second crawl, in a process of its own, for a reactor starts only once.

    Some outlets of the newsroom have articles of weeks later already: the first day of what came
    since is told to it.
    """
    from cli.children import crawl_beside
    from crawler.newsroom.story import FIRST_DAY

    config = data / "demo.toml"
    config.write_text(f'[crawl]\ndelay = "{LOOPBACK_DELAY * 1000:.0f}ms"\n', encoding="utf-8")
    options = ("--data", str(data), "--config", str(config), "--via", prefix, "-q")
    since = ("--alert-since", f"{FIRST_DAY:%Y-%m-%d}")
    return crawl_beside(data, [*_outlets(), *options, *since])


def _alerts(data: Path) -> list[dict[str, Any]]:
    """What was told, as ``alerts list`` has it."""
    from db import answers
    from db.store import open_for_reading

    store = open_for_reading(data)
    if store is None:
        return []
    with store:
        return list(answers.alerts(store)["alerts"])


def _messages(data: Path) -> list[str]:
    """The full texts of what was told."""
    from db.store import open_for_reading
    from pipelines.messages import render

    store = open_for_reading(data)
    if store is None:
        return []
    with store:
        rows = store.rows("SELECT kind, payload FROM alerts ORDER BY id")
    return [render(row["kind"], json.loads(row["payload"])).text for row in rows]


def _found(data: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Every batch with its details, and the texts of the articles that they quote."""
    from db import answers
    from db.store import open_for_reading

    store = open_for_reading(data)
    if store is None:
        return [], {}
    with store:
        slugs = [row["slug"] for row in answers.batches(store)["batches"]]
        batches = [found for slug in slugs if (found := answers.batch(store, slug))]
        named = sorted({row["id"] for batch in batches for row in batch["articles"]})
        texts = {article: answers.article_text(store, article) or "" for article in named}
    return batches, texts


def _show(
    outlets: list[dict[str, Any]], batches: list[dict[str, Any]], texts: dict[str, str]
) -> None:
    from cli.batch_page import print_summary

    articles = sum(outlet["counters"].get("store/new", 0) for outlet in outlets)
    press = [batch for batch in batches if batch["status"] != "listed_only"]
    found = counted(len(press), "batch", "batches")
    print(f"{articles} articles of {len(_outlets())} outlets, {found} among them")
    for batch in press:
        print()
        print_summary(batch, texts.get, longest=EVIDENCE)
    print_heading("\nOfficial lists, attached to the regulator's pages")
    for batch in batches:
        if batch["status"] == "listed_only":
            print(f"  {batch['title']}")


def _show_next(data: Path, batches: list[dict[str, Any]], seconds: float) -> None:
    print_heading("\nWhat to type next")
    for command in _next(data, [one for one in batches if one["status"] != "listed_only"]):
        print(f"  {command}")
    print(f"\ndone in {seconds:.0f} s; delete {data} when you have seen enough")


def _next(data: Path, batches: list[dict[str, Any]]) -> list[str]:
    """Commands that work on what was just found, as this person can type them."""
    door = "batchwatch" if shutil.which("batchwatch") else sys.argv[0]
    where = f"--data {shlex.quote(str(data))}"
    companies = [row["company"] for batch in batches for row in batch["services"]]
    asked = [f"batch {batch['slug']}" for batch in batches[:1]]
    known = [name for name in companies if name][:1]
    asked += [f"company {shlex.quote(plain(name))}" for name in known]
    own = [f"{door} {verb} {where}" for verb in ("batches", *asked, "articles", "alerts list")]
    return [*own, f"{door} crawl global_times    (the real outlet, politely)"]


def _ended_badly(outlets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [outlet for outlet in outlets if outlet["outcome"] != "ok"]


def _reasons(outlets: list[dict[str, Any]]) -> str:
    """Why the first outlet that did not go well did not, and how many others are like it."""
    bad = _ended_badly(outlets)
    why = "; ".join(reason["text"] for reason in bad[0]["reasons"]) or "see batchwatch runs"
    others = f", and {counted(len(bad) - 1, 'more outlet', 'more outlets')}" if bad[1:] else ""
    return f"{bad[0]['name']}: {why}{others}"
