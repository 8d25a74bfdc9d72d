"""HTML fragments and raw strings in, clean text with paragraphs as lines out."""

import re
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
SILENT: Final = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "svg",
        "math",
        "button",
        "select",
        "textarea",
        "input",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "head",
        "title",
    ]
)
CELL_SEPARATOR: Final = " | "

HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_WIDE: Final = (
    r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_BREAK_IN_HAN: Final = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_SPACES: Final = re.compile(r"\s+")
_BAD: Final = {
    code: " "
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
    if code not in (0x09, 0x0A)
}


def clean_text(text: str) -> str:
    """Replace C0 and C1 controls (not tab or line feed) and lone surrogates by spaces, one each."""
    return text.translate(_BAD)


def detect_language(text: str) -> str:
    """Return ``zh`` where Han characters outnumber Latin words, else ``en``."""
    sample = text[:20_000]
    han = len(HAN.findall(sample))
    return "zh" if han and han >= sum(1 for _ in _LATIN_WORD.finditer(sample)) else "en"


def fragment_text(html: str) -> str:
    """Return the text of an HTML fragment: a line a paragraph, a table row as ``cell | cell``."""
    return tree_text(BeautifulSoup(html, "lxml"))


def tree_text(root: Tag) -> str:
    """Return the text below ``root``, walked with a stack so that deep nesting is harmless."""
    lines: list[str] = []
    current: list[str] = []

    def close_line() -> None:
        line = squeeze("".join(current))
        if line:
            lines.append(line)
        current.clear()

    stack: list[Tag | NavigableString | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            close_line()
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                current.append(str(node))
        elif node.name in SILENT or _hidden(node):
            continue
        elif node.name == "tr" and (cells := _data_row(node)) is not None:
            close_line()
            current.append(CELL_SEPARATOR.join(cells))
            close_line()
        else:
            if node.name in BLOCKS:
                close_line()
                stack.append(None)
            stack.extend(
                child
                for child in reversed(node.contents)
                if isinstance(child, (Tag, NavigableString))
            )
    close_line()
    return clean_text("\n".join(lines))


def squeeze(text: str) -> str:
    """Return ``text`` as one line: single spaces, no invisible characters, no break inside Han."""
    return _SPACES.sub(" ", _BREAK_IN_HAN.sub("", _INVISIBLE.sub("", text))).strip()


def _hidden(node: Tag) -> bool:
    style = node.get("style")
    return isinstance(style, str) and "display:none" in style.replace(" ", "").lower()


def _data_row(row: Tag) -> list[str] | None:
    """Return the cells' texts, or None where the row only lays out blocks (a nested table)."""
    if row.find("table") is not None:
        return None
    cells = [cell for cell in row.contents if isinstance(cell, Tag) and cell.name in ("td", "th")]
    if len(cells) < 2:
        return None
    return [squeeze(tree_text(cell)) for cell in cells]
