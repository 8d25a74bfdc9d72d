"""The verbs ``outlets`` and ``runs``: how crawls went, as the record store has it."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from cli.answers import Column, Columns, answer, field
from cli.configuration import checked
from cli.kinds import LIMIT, SINCE, UNTIL, day
from cli.options import Globals, verb
from cli.outlet_check import check
from cli.output import moment

if TYPE_CHECKING:
    from db.store import RecordStore


@click.group(invoke_without_command=True)
@verb
def outlets(options: Globals) -> None:
    """List the outlets, how their last crawls went and when the next are due.

    ``outlets check`` visits their entry points and says what works.
    """
    if click.get_current_context().invoked_subcommand is None:
        _list_outlets(options)


outlets.add_command(check)


def _list_outlets(options: Globals) -> None:
    checked(options)
    answer(
        options,
        outlets_due,
        "outlets",
        {
            "outlet": field("name"),
            "language": field("language"),
            "every": field("every"),
            "state": field("state"),
            "since (UTC)": lambda row: moment(row["since"]),
            "success (UTC)": lambda row: moment(row["last_success"]),
            "next (UTC)": lambda row: moment(row["next_due"]),
            "found": field("found"),
            "new": field("new"),
            "failed": field("failed"),
            "why": field("why"),
        },
        folds="why",
    )


def outlets_due(store: "RecordStore | None") -> dict[str, Any]:
    """The outlets as the record store has them, each with the instant at which it is due next."""
    from crawler.schedule import next_due
    from db import answers, queries

    document = answers.outlets(store)
    if store is not None:
        due = {row["name"]: next_due(row) for row in queries.run(store, "due")}
        for row in document["outlets"]:
            row["next_due"] = due.get(row["name"])
    return document


@click.command()
@SINCE
@UNTIL
@LIMIT
@verb
def runs(options: Globals, since: date | None, until: date | None, limit: int | None) -> None:
    """List what was run, newest first, with how it ended."""
    from db import answers

    answer(
        options,
        lambda store: answers.runs(store, since=day(since), until=day(until), limit=limit),
        "runs",
        _columns_of_runs(),
        folds="why",
        seldom=("left", "passed over"),
    )


def _columns_of_runs() -> Columns:
    from cli.crawling import COUNTED, numbers

    def number(head: str) -> Column:
        at = list(COUNTED).index(head)
        return lambda row: numbers(row["counters"])[at]

    counted = ("new", "revised", "unchanged", "left", "passed over", "failed")
    return {
        "started (UTC)": lambda row: moment(row["started_at"]),
        "finished (UTC)": lambda row: moment(row["finished_at"]),
        "verb": field("verb"),
        "outlet": field("outlet"),
        "outcome": field("outcome"),
        **{head: number(head) for head in counted},
        "why": lambda row: "; ".join(reason["text"] for reason in row["reasons"]),
    }
