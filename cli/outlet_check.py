"""The verb ``outlets check``: what the entry points and one article of each outlet give."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.configuration import checked
from cli.errors import DONE, LOOK
from cli.kinds import VIA
from cli.options import Globals, verb
from cli.output import moment, note, print_json, print_table

if TYPE_CHECKING:
    from crawler.checkup import Looked


@click.command()
@click.argument("outlets", nargs=-1, metavar="[OUTLET…]")
@VIA
@verb
def check(options: Globals, outlets: tuple[str, ...], via: str | None) -> int:
    """Visit the entry points of outlets and one article of each, and say what works.

    Politely, as a crawl does; nothing is stored.
    """
    from cli.crawling import OWN_LOGGING, crawl_progress
    from crawler.checkup import look
    from crawler.outlets import chosen
    from crawler.run import CrawlRequest
    from crawler.via import Via

    config, _ = checked(options)
    chosen(config, outlets, ())
    Via(via or "")
    with crawl_progress(quiet=options.verbosity < 0) as events:
        looked = look(
            CrawlRequest(
                data=Path(),
                outlets=outlets,
                config=config,
                via=via,
                on_event=events,
                settings=OWN_LOGGING,
            )
        )
    return _show(options, looked)


def _show(options: Globals, looked: "list[Looked]") -> int:
    if options.json:
        print_json({"outlets": [_as_json(one) for one in looked]})
    elif options.verbosity >= 0:
        print_table(_COLUMNS, [_row(one) for one in looked], empty="no outlet to look at")
    for one in looked:
        for reason in one.reasons:
            note(f"batchwatch: {one.name}: {reason}")
    return LOOK if any(one.reasons for one in looked) else DONE


_COLUMNS = ("outlet", "state", "robots", "entries", "listed", "newest (UTC)", "title", "date",
            "text", "reader")  # fmt: skip


def _row(one: "Looked") -> list[object]:
    told = _as_json(one)
    article = one.article or {}
    works = sum(entry.cause is None for entry in one.entries)
    return [
        one.name,
        told["state"],
        one.robots,
        f"{works} of {len(one.entries)}",
        told["listed"],
        moment(told["newest"]),
        bool(article.get("title")),
        moment(article.get("published_at")),
        article.get("text_length"),
        article.get("reader"),
    ]


def _as_json(one: "Looked") -> dict[str, Any]:
    entries = [
        {
            "url": entry.url,
            "works": entry.cause is None,
            "listed": entry.listed,
            "newest": entry.newest,
            "cause": entry.cause,
            "needed": entry.needed,
        }
        for entry in one.entries
    ]
    return {
        "name": one.name,
        "state": "look" if one.reasons else "ok",
        "robots": one.robots,
        "entries": entries,
        "listed": sum(entry.listed for entry in one.entries),
        "newest": max((entry.newest for entry in one.entries if entry.newest), default=None),
        "article": None if one.article is None else {"url": one.url, **one.article},
        "reasons": list(one.reasons),
    }
