"""The pages of search, outlets, named queries, charts and the feed."""

from collections.abc import Mapping
from dataclasses import asdict
from time import perf_counter
from typing import Final
from xml.sax.saxutils import escape

from db import answers, named
from db.errors import WrongQuestion
from db.hits import Hit
from db.named import NamedQuery, Rows
from db.pages.drawings import CHARTS, WIDTHS, kind_of
from db.pages.visit import Answer, Missing, Sheet, Table, Visit
from db.pages.wording import Language, Speech
from db.painter import NotDrawn
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
ROWS: Final = 200
MOST_ROWS: Final = 50_000
"""Rows of a named query on its page, and in a file."""
RUNS: Final = 30
_OPEN: Final = """
    SELECT subject, code, since, opened_at FROM incidents WHERE closed_at IS NULL
    ORDER BY opened_at DESC LIMIT 50
"""


def search_page(store: RecordStore, visit: Visit) -> Answer:
    """What fits the words, a few of each kind or a page of one kind."""
    asked = (visit.said("q") or "")[:LONGEST]
    kind = visit.said("kind") if visit.said("kind") in KINDS else None
    page = visit.number("page", 1, most=DEEPEST)
    kinds = (kind,) if kind else KINDS
    size, start = (HITS, (page - 1) * HITS) if kind else (FIRST * len(KINDS), 0)
    found = visit.snapshot.keep(
        ("search", asked, kinds, start),
        lambda: search(store.conn, asked, kinds=kinds, limit=size, offset=start),
    )
    hits: dict[str, list[Hit]] = {}
    for hit in found.hits:
        some = hits.setdefault(hit.kind, [])
        if kind or len(some) < FIRST:
            some.append(hit)
    return {
        "asked": asked,
        "find": asked,
        "kind_asked": kind,
        "page": page,
        "size": HITS,
        "hits": hits,
        "totals": found.totals,
    }


def search_json(context: Answer) -> Answer:
    """What was found, by kind."""
    hits = {kind: [asdict(hit) for hit in some] for kind, some in context["hits"].items()}
    return {key: context[key] for key in ("asked", "page", "size", "totals")} | {"hits": hits}


def outlets(store: RecordStore, visit: Visit) -> Answer:
    """How the outlets are, and what was run last."""
    return visit.outlets(store) | {
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
    names = [one.name for one in asked.parameters]
    given = {key: value for key, value in visit.query.items() if value and key != "lang"}
    params = dict.fromkeys(names, "") | given
    began = perf_counter()
    rows, error = None, None
    try:
        rows = visit.asked(store, asked.name, params)
    except WrongQuestion as wrong:
        error = str(wrong)
    return {
        "query": asked,
        "asked": {one.name: params[one.name] or one.default for one in asked.parameters},
        "rows": rows,
        "given": bool(given),
        "error": error,
        "status": 400 if error else 200,
        "took_ms": (perf_counter() - began) * 1000,
        "chart": asked.name in CHARTS,
    }


def query_page(store: RecordStore, visit: Visit) -> Answer:
    """The same with as many rows as a page shows."""
    context = query(store, visit)
    rows: Rows | None = context["rows"]
    if not context["given"]:
        # Who comes to a question that must be told something has done nothing wrong yet.
        context["status"] = 200
    total = len(rows.rows) if rows else 0
    shown = Rows(rows.columns, rows.rows[:ROWS]) if rows else None
    return context | {"rows": shown, "total": total, "truncated": total > ROWS}


def query_json(context: Answer) -> Answer:
    """The query, what it was asked and its rows as objects."""
    rows: Rows | None = context["rows"]
    told = {"query": context["query"].name, "asked": context["asked"]}
    kept = rows.rows[:MOST_ROWS] if rows else []
    columns = rows.columns if rows else ()
    return told | {"rows": [dict(zip(columns, row, strict=True)) for row in kept]}


def query_csv(context: Answer) -> Table:
    """Its rows."""
    rows: Rows | None = context["rows"]
    return Table(rows.columns, rows.rows[:MOST_ROWS]) if rows else Table((), ())


def chart(store: RecordStore, visit: Visit) -> Sheet:
    """A chart of a named query's rows as SVG."""
    name = visit.name
    if name not in CHARTS:
        raise Missing("chart", name)
    known = named.named_queries()[name].parameters
    asked = {one.name: visit.query.get(one.name, "") for one in known}
    width = visit.number("width", WIDTHS[-1], most=5000)
    given = sorted((key, value.strip()) for key, value in asked.items() if value.strip())
    told = repr(given) if given else ""
    kind = kind_of(name, visit.language, visit.said("theme"), width, told)
    rows = _asked(store, visit, asked)
    try:
        return Sheet(*visit.drawings.of(kind, rows))
    except NotDrawn:
        return Sheet(_in_its_place(visit.language, kind.width), fresh=False, status=503)


def _in_its_place(language: Language, width: int) -> bytes:
    """What stands where a chart could not be drawn: the numbers are in the table on the page."""
    said = escape(Speech(language).t("chart.failed"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="48" role="img">'
        f'<title>{said}</title><rect width="100%" height="100%" fill="none" stroke="#767676"/>'
        '<text x="12" y="29" font-family="sans-serif" font-size="13" fill="#767676">'
        f"{said}</text></svg>"
    ).encode()


def _asked(store: RecordStore, visit: Visit, params: Mapping[str, str]) -> Rows:
    try:
        return visit.asked(store, visit.name, params)
    except WrongQuestion as wrong:
        raise Missing("chart", str(wrong)) from wrong


def feed(store: RecordStore, visit: Visit) -> Sheet:
    """The newest batches as Atom."""
    key = ("feed", visit.language)
    return Sheet(visit.snapshot.keep(key, lambda: visit.doors.feed(store, visit.language)))


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
