"""Tables of an HTML page."""

import re
from collections.abc import Iterator

from lxml import html
from lxml.etree import ParserError, _Element

from extract.errors import NotAList
from extract.register.cells import clean, flowing
from extract.register.grids import WIDEST, Cell, Grid, Grids, bounded, lines_of, narrow
from extract.register.titles import heading

CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
BREAKING = frozenset(("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "table", "section"))
SKIPPED = frozenset(("script", "style", "noscript", "template", "head", "textarea", "select"))
SITE = re.compile(r"_中央网络安全和信息化委员会办公室.*|_中国网信网.*")
SCRIPT = re.compile(r"<script|http-equiv=[\"']?refresh", re.IGNORECASE)
SPACE = re.compile(r"\s*\n\s*")
ABOVE = 3
FEW = 200
"""Characters of text; a page with fewer and with scripts is a challenge or an empty frame."""


def grids(body: bytes) -> Grids:
    """Every table with what stands above it; NotAList where the page has none."""
    text = decoded(body)
    try:
        page = html.fromstring(text)
    except (ParserError, ValueError):
        raise NotAList("an HTML page without content") from None
    root = page.getroottree().getroot()
    found: list[Grid] = []
    above: list[str] = []
    cells = 0
    for element, words in _flow(root):
        if element is None:
            above = [*above, words][-ABOVE:]
            continue
        rows = _rows(element, cells)
        cells += sum(map(len, rows))
        caption = element.find("caption")
        told = "\n".join([*above, _text(caption) if caption is not None else ""]).strip()
        found.append(Grid(len(found) + 1, told, lines_of(rows)))
        above = []
    if not found:
        raise NotAList(_without_table(root, text))
    return Grids(tuple(found), _heading(root) or heading(found[0].above))


def decoded(body: bytes) -> str:
    """The page's text: UTF-8 where it is that, whatever the page declares; else as declared."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _without_declaration(body.decode("utf-16", "replace"))
    declared = CHARSET.search(body[:4096])
    for code in ("utf-8-sig", declared.group(1).decode() if declared else "gb18030", "gb18030"):
        wide = "gb18030" if code.lower() in ("gb2312", "gbk") else code
        try:
            return _without_declaration(body.decode(wide))
        except (UnicodeDecodeError, LookupError):
            continue
    return _without_declaration(body.decode("utf-8", "replace"))


def _without_declaration(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))


def _without_table(root: _Element, text: str) -> str:
    if len(_text(root)) < FEW and SCRIPT.search(text):
        return "an HTML page of scripts without a table: a challenge page, or a frame"
    return "an HTML page without a table"


def _heading(root: _Element) -> str | None:
    """The first heading, else the page's title without the site's name."""
    for path in (".//h1", ".//title"):
        for element in root.iterfind(path):
            text = SITE.sub("", flowing(_text(element, skipped=frozenset())))
            if text:
                return text
    return None


def _flow(root: _Element) -> Iterator[tuple[_Element | None, str]]:
    """Tables, and the lines of text outside of them, in their order."""
    held: list[str] = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in SKIPPED:
            continue
        if element.tag in BREAKING:
            yield from _said(held)
            held = []
        if element.tag == "table":
            yield element, ""
        elif next(element.iterancestors("table", *SKIPPED), None) is None:
            held.append(element.text or "")
        if element.tail and next(element.iterancestors("table", *SKIPPED), None) is None:
            held.append(element.tail)


def _said(held: list[str]) -> Iterator[tuple[None, str]]:
    text = flowing("".join(held))
    if text:
        yield None, text


def _rows(table: _Element, count: int) -> list[list[Cell]]:
    """Cells by place; one that covers lines stands in each, one that covers columns once."""
    rows: list[list[Cell]] = []
    held: dict[int, tuple[Cell, int]] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        placed = {column: cell for column, (cell, _) in held.items()}
        left = {column: (cell, more - 1) for column, (cell, more) in held.items() if more > 1}
        column = 0
        for element in row.iterchildren("td", "th"):
            column = _free(placed, column)
            cell = Cell(column, _span(element, "colspan"), clean(_text(element)))
            placed[column] = cell
            lines = _span(element, "rowspan")
            if lines > 1:
                left[column] = (cell, lines - 1)
            column += cell.span
            narrow(column)
        held, count = left, count + len(placed)
        bounded(count)
        rows.append([placed[at] for at in sorted(placed)])
    return rows


def _free(placed: dict[int, Cell], column: int) -> int:
    """The next column that no cell from above covers."""
    while True:
        covering = [c for c in placed.values() if c.column <= column < c.column + c.span]
        if not covering:
            return column
        column = max(cell.column + cell.span for cell in covering)


def _span(element: _Element, name: str) -> int:
    """As browsers have it: what is no number is 1; a span wider than any list is cut."""
    value = (element.get(name) or "").strip()
    span = int(value) if value.isascii() and value.isdigit() and len(value) < 7 else 1
    return max(1, min(span, WIDEST) if name == "colspan" else span)


def _text(element: _Element, skipped: frozenset[str] = SKIPPED) -> str:
    """The text of a cell; nested tables stand for themselves."""
    parts: list[str] = []
    _gather(element, parts, skipped)
    return "".join(parts).strip()


def _gather(element: _Element, parts: list[str], skipped: frozenset[str]) -> None:
    parts.append(SPACE.sub("\n", element.text or ""))
    for child in element.iterchildren():
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag in BREAKING and parts[-1:] != ["\n"]:
            parts.append("\n")
        if tag and tag != "table" and tag not in skipped:
            _gather(child, parts, skipped)
        if tag in BREAKING and tag != "br":
            parts.append("\n")
        parts.append(SPACE.sub("\n", child.tail or ""))
