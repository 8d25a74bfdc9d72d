"""The pages of search, outlets, named queries, charts and the feed."""

from time import perf_counter
from typing import Any, Final

from db import answers, charts, named
from db.errors import WrongQuestion
from db.named import NamedQuery, Rows
from db.pages.visit import Answer, Missing, Table, Visit
from db.search import KINDS, search
from db.store import RecordStore

HITS: Final = 20
"""Hits of one kind on its own page."""
FIRST: Final = 6
"""Hits of each kind where all are shown."""
DEEPEST: Final = 50
"""Pages of hits that are worth a look."""
LONGEST: Final = 200
"""Characters of a search."""
ROWS: Final = 500
MOST_ROWS: Final = 50_000
"""Rows of a named query on its page, and in a file."""
RUNS: Final = 30
_OPEN: Final = """
    SELECT subject, code, since, opened_at FROM incidents WHERE closed_at IS NULL
    ORDER BY opened_at DESC LIMIT 50
"""
CHARTS: Final = ("timeline", "schemes", "provinces", "lag")
WIDTHS: Final = (340, 720)
THEMES: Final = ("light", "dark", "auto")


def search_page(store: RecordStore, visit: Visit) -> Answer:
    """What fits the words, a few of each kind or a page of one kind."""
    asked = (visit.said("q") or "")[:LONGEST]
    kind = visit.said("kind") if visit.said("kind") in KINDS else None
    page = visit.number("page", 1, most=DEEPEST)
    context: Answer = {"asked": asked, "kind": kind, "page": page, "hits": {}, "totals": {}}
    if not asked:
        return context
    conn = store.db.conn
    if kind:
        found = search(conn, asked, kinds=(kind,), limit=HITS, offset=(page - 1) * HITS)
        shown = {kind: list(found.hits)}
        totals = found.totals
    else:
        parts = {one: search(conn, asked, kinds=(one,), limit=FIRST) for one in KINDS}
        shown = {one: list(part.hits) for one, part in parts.items() if part.hits}
        totals = {one: part.totals[one] for one, part in parts.items()}
    return context | {"hits": shown, "totals": totals, "size": HITS}


def outlets(store: RecordStore, visit: Visit) -> Answer:
    """How the outlets are, and what was run last."""
    return visit.doors.outlets(store) | {
        "runs": answers.runs(store, limit=RUNS)["runs"],
        "incidents": store.rows(_OPEN),
    }


def outlets_json(context: Answer) -> Answer:
    """As ``outlets --json``."""
    return {"outlets": context["outlets"]}


def queries(_store: RecordStore, _visit: Visit) -> Answer:
    """The questions that have a name."""
    return {"queries": list(named.named_queries().values())}


def queries_json(context: Answer) -> Answer:
    """Names, help and parameters."""
    return {"queries": [_described(query) for query in context["queries"]]}


def query(store: RecordStore, visit: Visit) -> Answer:
    """One named query with its answer."""
    known = named.named_queries()
    if visit.name not in known:
        near = [{"title": name, "href": visit.links.query(name)} for name in known]
        raise Missing("query", visit.name, near)
    asked = known[visit.name]
    params = {one.name: visit.query.get(one.name, "") for one in asked.parameters}
    began = perf_counter()
    rows, error = None, None
    try:
        rows = named.answer(store.db.conn, asked.name, params)
    except WrongQuestion as wrong:
        error = str(wrong)
    return {
        "query": asked,
        "asked": {one.name: params[one.name] or one.default for one in asked.parameters},
        "rows": rows,
        "error": error,
        "took_ms": (perf_counter() - began) * 1000,
        "chart": asked.name in CHARTS,
    }


def query_page(store: RecordStore, visit: Visit) -> Answer:
    """The same with as many rows as a page shows."""
    context = query(store, visit)
    rows: Rows | None = context["rows"]
    total = len(rows.rows) if rows else 0
    shown = Rows(rows.columns, rows.rows[:ROWS]) if rows else None
    return context | {"rows": shown, "total": total, "truncated": total > ROWS}


def query_json(context: Answer) -> Answer:
    """The query, what it was asked and its rows as objects."""
    rows: Rows | None = context["rows"]
    told = {"query": context["query"].name, "asked": context["asked"], "error": context["error"]}
    if rows is None:
        return told | {"rows": []}
    kept = rows.rows[:MOST_ROWS]
    return told | {"rows": [dict(zip(rows.columns, row, strict=True)) for row in kept]}


def query_csv(context: Answer) -> Table:
    """Its rows."""
    rows: Rows | None = context["rows"]
    return Table(rows.columns, rows.rows[:MOST_ROWS]) if rows else Table((), ())


def chart(store: RecordStore, visit: Visit) -> bytes:
    """A chart as SVG; drawn again only where its rows are others."""
    if visit.name not in CHARTS:
        raise Missing("chart", visit.name)
    known: dict[str, Any] = {"width": visit.number("width", WIDTHS[-1], most=2000)}
    known["width"] = min(WIDTHS, key=lambda width: abs(width - known["width"]))
    theme = visit.said("theme")
    drawn = draw(
        store, visit.name, visit.language, theme if theme in THEMES else "light", **known
    )
    return drawn.encode()


def draw(store: RecordStore, name: str, language: str, theme: str, width: int) -> str:
    """A chart of the store's rows."""
    rows = named.answer(store.db.conn, name, {})
    return charts.chart_svg(
        name, rows.columns, rows.rows, language=language, theme=theme, width=width
    )


def feed(store: RecordStore, visit: Visit) -> bytes:
    """The newest batches as Atom."""
    return visit.doors.feed(store, visit.language)


def _described(query: NamedQuery) -> Answer:
    return {
        "name": query.name,
        "help": query.help,
        "help_zh": query.help_zh,
        "parameters": [
            {"name": one.name, "type": one.type, "default": one.default, "help": one.help}
            for one in query.parameters
        ],
        "columns": [{"name": one.name, "help": one.help} for one in query.columns],
    }
