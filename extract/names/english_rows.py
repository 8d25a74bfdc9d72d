"""English table rows without a header to their columns: which names firms, which services.

``Haida Tools | Lanhe (for ads)`` above its like: what the cells of a column say together decides.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from extract.layout.form import Form, Sentence
from extract.matching.word_lists import compiled
from extract.names.english_items import TURNED, lean_of_name

Columns = tuple[int, int]
"""Index of the company column and of the service column."""
NAME = re.compile(r"[\"'*]*(?:[A-Z0-9\u3400-\u9fff]|[a-z]+[A-Z]).{1,59}")
NO_NAME = re.compile(
    r"\(?\d[\d,./-]*\)?|(?:[A-Za-z]+-)?\d[\w-]*|.*\b\d{4}\b.*|[^A-Za-z\u3400-\u9fff]*"
    r"|.*(?<!Ltd)(?<!Inc)(?<!Corp)[.!?;:]"
    r"|(?:\S+ ){8,}\S+|(?-i:\d[\d,.]* [a-z].*)"
    r"|(?:un)?(?:filed|registered|approved|pending|listed|yes|no)\b.*",
    re.IGNORECASE,
)
"""A number, a code, a date, a sentence or a state."""
RULE = re.compile(r"[\s|:=-]+")
"""What parts a header from its rows."""
FEWEST = 2
"""Rows."""
SEVERAL = 2 / 3
"""Share of the rows whose cell in a column of names may be one, and another one each time."""


def headless(form: Form) -> dict[int, Columns]:
    """Start of each row to the columns that the rows one after another vote for."""
    out: dict[int, Columns] = {}
    for rows in _blocks(form):
        columns = _columns([_cells(form, row) for row in rows])
        if columns:
            out.update((row.start, columns) for row in rows)
    return out


def _blocks(form: Form) -> Iterator[list[Sentence]]:
    """Rows of as many cells that stand one after another and below no header."""
    for kind, run in groupby(form.sentences, key=lambda s: s.kind):
        rows = list(run) if kind == "row" else []
        if any(RULE.fullmatch(form.text, s.start, s.end) for s in rows):
            continue
        for _, alike in groupby(rows, key=lambda s: form.text.count("|", s.start, s.end)):
            found = list(alike)
            if len(found) >= FEWEST:
                yield found


def _cells(form: Form, row: Sentence) -> list[str]:
    return [part.strip() for part in form.text[row.start : row.end].split("|")]


def _columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The company column leans most to firms, the service column least; the left one of equals."""
    named = [i for i in range(len(rows[0])) if _names([row[i] for row in rows])]
    if len(named) < 2:
        return None
    points = {i: sum(lean_of_name(row[i]) for row in rows) for i in named}
    company = max(named, key=lambda i: points[i])
    service = min((i for i in named if i != company), key=lambda i: (points[i], abs(i - company)))
    if len(named) > 2 and points[company] - points[service] < TURNED:
        return None
    return company, service


def _names(cells: Sequence[str]) -> bool:
    """May the cells of a column be names?"""
    fit = {c for c in cells if NAME.fullmatch(c) and not NO_NAME.fullmatch(c)}
    return len({c for c in fit if not _place().fullmatch(c)}) >= max(FEWEST, SEVERAL * len(cells))


@lru_cache
def _place() -> re.Pattern[str]:
    return compiled("{places}|{cities}", "en")
