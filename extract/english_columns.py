"""English tables whose columns only spaces or line ends part to the same text with ``|`` between.

The header tells the columns: ``No. Model name Filing entity Filing date``. Below it,
``1 Lanhe Shandong Haida Technology 2026/2/27`` is parted at its number, place, date and code and,
between the service and the company, where both read most like what they are.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, pairwise

from extract.english_split import parted
from extract.word_lists import compiled

Span = tuple[int, int]
"""Where a line or a cell begins and ends."""
Columns = tuple[str, ...]
"""What each column holds, a key of ``LABELS``."""
KIND = r"(?:AI|GenAI|generative AI|large(?:[- ]language)?|foundation|registered|filed|approved)"
LABELS = {
    "company": r"(?:name of (?:the )?)?(?:(?:filing|registering|registered|operating|responsible"
    r"|approved|service|model|product|app|algorithm|the) ){0,2}(?:company|developer|provider|firm"
    r"|applicant|operator|entity|filer|organi[sz]ation|institution|enterprise|maker|owner|unit"
    r"|registrant|submitter)(?: name|'s name)?|(?:submitted|filed|registered|developed) by",
    "service": rf"(?:name of (?:the )?)?(?:{KIND} ){{0,2}}(?:(?:model|product|service|app"
    r"|application|algorithm)(?: ?/ ?| ))?(?:model|product|service|application|app|algorithm|llm"
    r"|chatbot)(?: name)?|name",
    "number": r"no\.?|#|s/?n\.?|serial(?: no\.?| number)?|number|item|index",
    "place": r"(?:registered |filing )?(?:locality|location|region|province|city|territory|place"
    r"|area|jurisdiction|municipality|district)",
    "date": r"(?:filing |registration |approval |record(?:-filing)? )?(?:date|time)"
    r"|(?:date|time) of (?:filing|registration|approval)|(?:filed|registered|approved) on",
    "code": r"(?:filing|record|registration|record-filing|register) (?:number|no\.?|code|id)",
    "other": r"functions?|field|status|type|category|purpose|remarks?|notes?|industry|scenario"
    r"|(?:underlying|base|called|upstream) model|description|main (?:use|function)",
}
Head = tuple[Sequence[Span], Columns]
CELLS = {
    "number": r"\(?\d{1,4}[.)]?",
    "place": r"(?-i:{places}|{cities})(?: (?:Municipality|Province|City))?",
    "date": r"\d{4}(?:[-/.]\d{1,2}){1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}"
    r"|{month} \d{1,2}(?:, ?| )\d{4}|\d{1,2} {month} \d{4}|{month} \d{4}|{month} \d{1,2}"
    r"|\d{1,2} {month}",
    "code": r"[A-Za-z-]*\d[\w-]{4,40}",
}
"""What the cells of columns look like that hold no name."""
GAP = re.compile(r" +")
WORDS = 5
"""Words of the longest label, and one."""
WIDE = re.compile(r" {2,}")
PROSE = re.compile(r"(?<!\bNo)(?<!\bCo)(?<!Inc)(?<!Ltd)(?<!Corp)[.!?;:](?: |\Z)|\|")
LEGAL = r"(?:Co|Ltd|Limited|Inc|LLC|Corp)\b"
COMMA = re.compile(rf",(?! ?{LEGAL}| ?\d{{4}}\b)")
LONGEST, CELL = 140, 70
"""Characters of a row and of a cell."""
MOST = 9
"""Columns, and one."""
FEWEST = 2
"""Rows by which a table without numbers is known."""


def columns_parted(text: str) -> str:
    """The text with ``|`` for what parts the cells of a table; as long as before."""
    spans = list(_lines(text))
    heads = [_header(text, span) for span in spans]
    gaps: list[Span] = []
    index = 0
    while index < len(spans):
        found, used = _table(text, spans, heads, index)
        gaps += found
        index += used
    if not gaps:
        return text
    out = list(text)
    for start, end in gaps:
        out[start:end] = "|" + " " * (end - start - 1)
    return "".join(out)


def _lines(text: str) -> Iterator[Span]:
    """The lines that are not empty, without the spaces round them."""
    start = 0
    for line in text.split("\n"):
        said = line.strip()
        if said:
            first = start + line.index(said[0])
            yield first, first + len(said)
        start += len(line) + 1


@lru_cache
def _label(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{LABELS[kind]})(?=\s|\Z)", re.IGNORECASE)


def _header(text: str, line: Span) -> Head:
    """The cells of a header and what their columns hold; none where the line is no header."""
    start, end = line
    if end - start > LONGEST or not _any_label().match(text, start, end):
        return (), ()
    found = list(_readings(text, start, end))
    head = next((h for h in found if _tells(h[1])), ((), ()))
    return head if head[0] else next((h for h in found if len(h[0]) == 1), ((), ()))


@lru_cache
def _any_label() -> re.Pattern[str]:
    return re.compile("|".join(_label(kind).pattern for kind in LABELS), re.IGNORECASE)


def _readings(text: str, start: int, end: int, used: Columns = ()) -> Iterator[Head]:
    """Every way to read a stretch as labels: ``Service | Company``, ``Service company``."""
    if start >= end:
        yield (), ()
        return
    for kind in (k for k in LABELS if k not in used or k == "other"):
        for stop in _stops(text, start, end):
            if _label(kind).fullmatch(text, start, stop):
                gap = GAP.match(text, stop, end)
                for cells, kinds in _readings(text, gap.end() if gap else end, end, (*used, kind)):
                    yield ((start, stop), *cells), (kind, *kinds)


def _stops(text: str, start: int, end: int) -> list[int]:
    """Ends of the first words, the most words first."""
    stops = [m.start() for m in islice(GAP.finditer(text, start, end), WORDS - 1)]
    return [*reversed(stops), *([end] if len(stops) < WORDS - 1 else [])]


def _tells(kinds: Columns) -> bool:
    """May a line or a run of lines be a header: a company and a service, each column once?"""
    known = [k for k in kinds if k != "other"]
    return {"company", "service"} <= set(known) and len(set(known)) == len(known)


def _table(
    text: str,
    spans: Sequence[Span],
    heads: Sequence[Head],
    index: int,
) -> tuple[list[Span], int]:
    """What parts the cells of the table whose header stands here, and its lines; 1 without one."""
    cells, kinds = heads[index]
    if len(kinds) > 1 and _tells(kinds):
        rows = _rows(text, (spans[i] for i in range(index + 1, len(spans))), kinds)
        if rows:
            return [gap for row in (cells, *rows) for gap in _between(row)], 1 + len(rows)
    elif len(kinds) == 1:
        stacked = _stacked(text, spans, heads, index)
        if stacked:
            return [gap for row in stacked for gap in _between(row)], sum(map(len, stacked))
    return [], 1


def _between(row: Sequence[Span]) -> list[Span]:
    return [(a[1], b[0]) for a, b in pairwise(row)]


def _rows(text: str, spans: Iterable[Span], kinds: Columns) -> list[Sequence[Span]]:
    """The cells of the lines below a header as long as they are its rows."""
    rows: list[Sequence[Span]] = []
    for span in spans:
        cells = _cells(text, span, kinds)
        if not cells:
            break
        rows.append(cells)
    return rows if len(rows) >= FEWEST or (rows and kinds[0] == "number") else []


def _cells(text: str, line: Span, kinds: Columns) -> Sequence[Span]:
    start, end = line
    said = text[start:end]
    number = _cell("number").match(said)
    if len(said) > LONGEST or PROSE.search(said, number.end() if number else 0):
        return ()
    if COMMA.search(said):
        return ()
    wide = [start, *(start + x for m in WIDE.finditer(said) for x in m.span()), end]
    if len(wide) == 2 * len(kinds):
        return list(zip(wide[::2], wide[1::2], strict=True))
    return _told_apart(text, line, kinds)


def _told_apart(text: str, line: Span, kinds: Columns) -> Sequence[Span]:
    """The cells of a row without wide gaps: those without names first, from both ends."""
    start, end = line
    left: list[Span] = []
    right: list[Span] = []
    inner = list(kinds)
    if "number" not in inner and (m := _cell("number").match(text, start, end)):
        start = m.end() + 1
    while inner and (m := _cell(inner[0]).match(text, start, end)):
        left.append(m.span())
        start, inner = min(end, m.end() + 1), inner[1:]
    while inner and (m := _last_cell(inner[-1]).search(text, start, end)):
        right.insert(0, m.span("x"))
        end, inner = max(start, m.start()), inner[:-1]
    if set(inner) != {"company", "service"} or len(inner) != 2:
        return ()
    sure = bool(left or right)
    middle = parted(text, (start, end), company_first=inner[0] == "company", sure=sure)
    return [*left, *middle, *right] if middle else ()


@lru_cache
def _cell(kind: str) -> re.Pattern[str]:
    return compiled(rf"(?:{CELLS.get(kind, '(?!)')})(?= |\Z)", "en")


@lru_cache
def _last_cell(kind: str) -> re.Pattern[str]:
    return compiled(rf" (?P<x>{CELLS.get(kind, '(?!)')})\Z", "en")


def _stacked(
    text: str, spans: Sequence[Span], heads: Sequence[Head], index: int
) -> list[Sequence[Span]]:
    """Header and rows of a table that has one cell a line; empty where it is none."""
    labels = [found for _, found in heads[index : index + MOST]]
    width = next((i for i, found in enumerate(labels) if len(found) != 1), len(labels))
    kinds = tuple(k for found in labels[:width] for k in found)
    if not _tells(kinds):
        return []
    rows: list[Sequence[Span]] = [spans[index : index + width]]
    while _is_row(text, row := _next(spans, index + len(rows) * width, width), kinds):
        rows.append(row)
    return rows if len(rows) > FEWEST or (len(rows) > 1 and "number" in kinds) else []


def _next(spans: Sequence[Span], start: int, width: int) -> Sequence[Span]:
    return spans[start : start + width]


def _is_row(text: str, row: Sequence[Span], kinds: Columns) -> bool:
    """Is each line a cell of its column?"""
    return len(row) == len(kinds) and all(
        b - a <= CELL
        and not PROSE.search(text, a, b)
        and (kind not in CELLS or _cell(kind).fullmatch(text, a, b))
        for (a, b), kind in zip(row, kinds, strict=True)
    )
