"""The verbs ``query`` and ``search``: a named question, and one box for any words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from cli.errors import USAGE, Failure
from cli.kinds import MOST
from cli.options import Globals, verb
from cli.output import print_json, print_table
from cli.store import reading

if TYPE_CHECKING:
    from db.named import NamedQuery, Rows
    from db.store import RecordStore

KINDS = ("company", "service", "batch", "entry", "article")
NOTHING = "run batchwatch crawl, batchwatch ingest PATH or batchwatch demo first"
USUAL = 30
"""Hits that are told where nobody asks for more or fewer: some of each kind."""


class _Query(click.Command):
    """Its help is that of the named query, where one is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Show the help of the query that is named beside ``--help``."""
        if set(args) & set(ctx.help_option_names):
            told, _, _ = self.make_parser(ctx).parse_args(args=list(args))
            if isinstance(name := told.get("name"), str):
                from cli.query_page import print_query
                from db.named import named_query

                print_query(named_query(name))
                ctx.exit()
        return super().parse_args(ctx, args)


@click.command(cls=_Query)
@click.argument("name", required=False)
@click.option(
    "--param", "params", multiple=True, metavar="KEY=VALUE", help="A parameter; may be repeated."
)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option("--sql", is_flag=True, help="Print the question's SQL, and ask nothing.")
@verb
def query(
    options: Globals, name: str | None, params: tuple[str, ...], *, as_csv: bool, sql: bool
) -> None:
    """Ask a named question; without a name, list them.

    ``batchwatch query NAME --help`` tells what one means and takes.
    """
    from cli.query_page import print_queries, print_sql
    from db.named import named_queries, named_query

    if name is None:
        if params or sql or as_csv:
            raise Failure("name the question: batchwatch query lists them", USAGE)
        print_queries(named_queries(), as_json=options.json)
        return
    if as_csv and options.json:
        raise Failure("--csv and --json are two answers; choose one", USAGE)
    found = named_query(name)
    told = dict(map(_pair, params))
    if sql:
        print_sql(found, as_json=options.json)
        return
    with reading(options) as store:
        rows = _asked(store, found, told)
    _print(options, found, told, rows, as_csv=as_csv)


def _pair(text: str) -> tuple[str, str]:
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise Failure(f"--param {text!r} is not KEY=VALUE", USAGE)
    return key.strip(), value


def _asked(store: "RecordStore | None", query: "NamedQuery", told: dict[str, str]) -> "Rows":
    from db.errors import told_clearly
    from db.named import Rows, answer, values

    if store is None:
        values(None, query, told)
        return Rows(tuple(column.name for column in query.columns), [])
    with told_clearly(store.path):
        return answer(store.conn, query.name, told)


def _print(
    options: Globals, query: "NamedQuery", told: dict[str, str], rows: "Rows", *, as_csv: bool
) -> None:
    if as_csv:
        from cli.query_page import print_csv

        print_csv(rows)
    elif options.json:
        listed = [dict(zip(rows.columns, row, strict=True)) for row in rows.rows]
        print_json({"query": query.name, "params": told, "columns": rows.columns, "rows": listed})
    else:
        print_table(rows.columns, rows.rows, empty="no rows", folds=_widest(rows))


def _widest(rows: "Rows") -> str:
    """The column whose longest text is the longest."""
    widths = {
        name: max((len(str(row[at])) for row in rows.rows), default=0)
        for at, name in enumerate(rows.columns)
    }
    return max(widths, key=lambda name: widths[name])


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Of this kind only.")
@click.option(
    "--limit", type=click.IntRange(1, MOST), default=USUAL, show_default=True, metavar="N",
    help="At most N, the best of each kind first.",
)  # fmt: skip
@verb
def search(options: Globals, words: tuple[str, ...], kinds: tuple[str, ...], limit: int) -> None:
    """Find companies, services, batches, official entries and articles by any words.

    Names may be Chinese (simplified or traditional), pinyin or English. All words must be found.
    """
    if not any(letter.isalnum() for word in words for letter in word):
        raise Failure("search for what? Give a word with a letter or a digit in it", USAGE)
    with reading(options) as store:
        document = _found(store, " ".join(words), kinds or KINDS, limit)
    from cli.hits_page import print_hits, tell_more

    if options.json:
        print_json(document)
    else:
        print_hits(document, f"nothing found: {NOTHING}" if store is None else "nothing found")
    if options.verbosity >= 0:
        tell_more(document)


def _found(
    store: "RecordStore | None", text: str, kinds: Sequence[str], limit: int
) -> dict[str, Any]:
    from db.asked import asked
    from db.errors import told_clearly
    from db.hits import Hit
    from db.search import search as look

    if store is None:
        return {"query": asked(text).text, "totals": dict.fromkeys(kinds, 0), "more": 0, "hits": []}
    with told_clearly(store.path), store.snapshot():
        hits = look(store.conn, text, kinds=kinds, limit=limit)
    listed = [{name: getattr(hit, name) for name in Hit.__slots__} for hit in hits.hits]
    more = sum(hits.totals.values()) - len(listed)
    return {"query": hits.asked, "totals": hits.totals, "more": more, "hits": listed}
