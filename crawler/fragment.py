"""An element in, its text out: a line a paragraph, a table row as ``cell | cell``."""

from typing import Final

from lxml.html import HtmlElement

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


def tree_text(root: HtmlElement) -> str:
    """Return the text of ``root``, walked with a stack so that deep nesting is harmless."""
    lines: list[str] = []
    current: list[str] = []

    def close_line() -> None:
        line = squeeze("".join(current))
        if line:
            lines.append(line)
        current.clear()

    stack: list[HtmlElement | str | None] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            close_line()
        elif isinstance(node, str):
            current.append(node)
        elif node.tag in SILENT or _hidden(node):
            continue
        elif node.tag == "tr" and (cells := _data_row(node)) is not None:
            close_line()
            current.append(CELL_SEPARATOR.join(cells))
            close_line()
        else:
            if node.tag in BLOCKS:
                close_line()
                stack.append(None)
            _push_content(stack, node)
    close_line()
    return clean_text("\n".join(lines))


def _push_content(stack: list[HtmlElement | str | None], node: HtmlElement) -> None:
    """Put what an element holds on the stack, the first on top; comments are no content."""
    for child in node.iterchildren(reversed=True):
        if child.tail:
            stack.append(child.tail)
        if isinstance(child.tag, str):
            stack.append(child)
    if node.text:
        stack.append(node.text)


def _hidden(node: HtmlElement) -> bool:
    style = node.get("style")
    return style is not None and "display:none" in style.replace(" ", "").lower()


def _data_row(row: HtmlElement) -> list[str] | None:
    """Return the cells' texts, or None where the row only lays out blocks (a nested table)."""
    if next(row.iterdescendants("table"), None) is not None:
        return None
    cells = list(row.iterchildren("td", "th"))
    if len(cells) < 2:
        return None
    return [squeeze(tree_text(cell)) for cell in cells]
