"""The reading verbs: each asks the record store one question and prints the answer."""

from collections.abc import Callable, Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import click

from cli.errors import LOOK, Failure
from cli.kinds import AS_OF, LIMIT, SCHEME, SINCE, UNTIL, day
from cli.options import Globals, verb
from cli.output import moment, print_json, print_table, quantity
from cli.own_names import use_own_names
from cli.store import reading

if TYPE_CHECKING:
    from db.names import Forms
    from db.store import RecordStore

Column = Callable[[dict[str, Any]], object]
Columns = dict[str, Column]
NOTHING = "nothing here yet; run batchwatch crawl, batchwatch ingest PATH or batchwatch demo"


def answer(
    options: Globals,
    ask: Callable[["RecordStore | None"], dict[str, Any]],
    key: str,
    columns: Columns,
    folds: str = "title",
    seldom: Collection[str] = (),
) -> None:
    """Print one list of the store, as JSON or as a table of ``columns``; those that are ``seldom``
    of use only where a row has something there.
    """
    with reading(options) as store:
        document = ask(store)
    if options.json:
        print_json(document)
        return
    listed = document[key]
    columns = {
        head: value
        for head, value in columns.items()
        if head not in seldom or any(map(value, listed))
    }
    rows = [[value(row) for value in columns.values()] for row in listed]
    empty = f"no {key}: {NOTHING}" if store is None else f"no {key} here that match"
    print_table(list(columns), rows, empty=empty, folds=folds)


def field(name: str) -> Column:
    return lambda row: row.get(name)


@click.command()
@SINCE
@UNTIL
@SCHEME
@LIMIT
@AS_OF
@verb
def batches(
    options: Globals,
    since: date | None,
    until: date | None,
    scheme: str | None,
    limit: int | None,
    as_of: date | None,
) -> None:
    """List the batches found, newest first."""
    from db import answers

    answer(
        options,
        lambda store: answers.batches(
            store,
            since=day(since),
            until=day(until),
            scheme=scheme,
            limit=limit,
            as_of=day(as_of),
        ),
        "batches",
        {
            "batch": field("slug"),
            "services": lambda row: quantity(row["services_stated"]),
            "companies": lambda row: quantity(row["companies_stated"]),
            "so far": lambda row: quantity(row["cumulative_stated"]),
            "named": field("services_found"),
            "listed": lambda row: "-" if row["services_listed"] is None else row["services_listed"],
            "voices": field("voices"),
            "status": lambda row: str(row["status"]).replace("_", " "),
        },
    )


@click.command()
@click.argument("slug")
@click.option("--why", is_flag=True, help="Also why its claims are taken for one event.")
@click.option("--history", is_flag=True, help="Also when what became known, and from whom.")
@AS_OF
@verb
def batch(options: Globals, slug: str, *, why: bool, history: bool, as_of: date | None) -> None:
    """Show one batch: claims, services, evidence."""
    from cli.batch_page import print_batch, print_rejected
    from cli.batch_story import print_history, print_why, print_why_listed
    from db import answers

    with reading(options) as store:
        document = answers.batch(store, slug, as_of=day(as_of))
        if document is None:
            raise Failure(_not_known(store, slug, as_of), LOOK)
        if options.json:
            print_json(document)
            return
        if "rejected" in document:
            print_rejected(document)
            return
        print_batch(document, lambda article: answers.article_text(store, article))
    if why:
        print_why(document)
        print_why_listed(document)
    if history:
        print_history(document)


def _not_known(store: "RecordStore | None", slug: str, as_of: date | None) -> str:
    from db import answers

    today = answers.batch(store, slug) if as_of else None
    if today is not None:
        first = moment(today["first_seen"]) or "an unknown day"
        return f"{slug} was not known on {day(as_of)}; its first report is of {first} UTC"
    return f"no batch {slug!r}{_offer(store, answers.near_slugs(store, slug))}"


@click.command()
@click.argument("name", nargs=-1, required=True)
@verb
def company(options: Globals, name: tuple[str, ...]) -> None:
    """Show one company: its names and what it registered."""
    _named(options, " ".join(name), "company")


@click.command()
@click.argument("name", nargs=-1, required=True)
@verb
def service(options: Globals, name: tuple[str, ...]) -> None:
    """Show one service (model, app) and its registrations."""
    _named(options, " ".join(name), "service")


def _named(options: Globals, name: str, kind: Literal["company", "service"]) -> None:
    from cli.name_page import print_named
    from db import answers

    with reading(options) as store:
        ask = answers.company if kind == "company" else answers.service
        document = ask(store, name)
        if document is None and store is not None:
            # Names take a while to be read for their sound; most are known by their characters.
            document = ask(store, name, _folded(name))
            document = document or ask(store, name, _forms(options, name, kind))
        if document is None:
            near = answers.near_names(store, name, kind=kind)
            raise Failure(f"no {kind} {name!r}{_offer(store, near)}", LOOK)
    if options.json:
        print_json(document)
    else:
        print_named(document)


def _folded(name: str) -> "Forms":
    """What tells a name in the other script or in other signs."""
    from db.names import Forms
    from extract.known.shipped import fold

    return Forms(fold(name), "")


def _forms(options: Globals, name: str, kind: Literal["company", "service"]) -> "Forms":
    """What tells a name in another spelling or its full legal form."""
    from db.names import Forms
    from extract.known.names import sound
    from extract.known.shipped import fold

    use_own_names(options)
    return Forms(fold(name), sound(kind, name))


def _offer(store: "RecordStore | None", near: list[str]) -> str:
    if store is None:
        return f": {NOTHING}"
    if near:
        return f"; did you mean {' or '.join(near)}?"
    return "; batchwatch batches shows what there is"


@click.command()
@SINCE
@UNTIL
@click.option("--outlet", help="Of this outlet only.")
@click.option("--language", type=click.Choice(["en", "zh"]), help="In this language only.")
@click.option("--relevant/--irrelevant", default=None, help="Only those that do (not) announce.")
@LIMIT
@verb
def articles(
    options: Globals,
    since: date | None,
    until: date | None,
    outlet: str | None,
    language: str | None,
    relevant: bool | None,
    limit: int | None,
) -> None:
    """List the articles read."""
    from db import answers

    def found(store: "RecordStore | None") -> dict[str, Any]:
        document = answers.articles(
            store,
            since=day(since),
            until=day(until),
            outlet=outlet,
            language=language,
            relevant=relevant,
            limit=limit,
        )
        if store is not None and outlet is not None and not document["articles"]:
            _refuse_unknown(options, store, outlet)
        return document

    answer(
        options,
        found,
        "articles",
        {
            "published (UTC)": lambda row: moment(row["published_at"]),
            "outlet": field("outlet"),
            "announces": lambda row: bool(row["relevant"]),
            "id": field("id"),
            "title": field("title"),
        },
    )


def _refuse_unknown(options: Globals, store: "RecordStore", outlet: str) -> None:
    """Refuse the name of an outlet that nobody knows and that no article is of."""
    from crawler.config import load_config
    from crawler.errors import UnknownOutlet
    from crawler.outlets import known
    from db import answers

    names = known(load_config(options.config))
    if outlet not in names and not answers.articles(store, outlet=outlet, limit=1)["articles"]:
        raise UnknownOutlet(outlet, tuple(names))
