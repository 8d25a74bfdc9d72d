"""An HTML fragment in, its text out: a line a paragraph, a table row as ``cell | cell``."""

from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from crawler.text import clean_text, squeeze

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
