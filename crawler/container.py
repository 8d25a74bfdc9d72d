"""A parsed page of unknown layout in, its densest block of running text under the headline out."""

import re
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from lxml.etree import XPath
from lxml.html import HtmlElement, tostring

from crawler.fragment import BLOCKS, SILENT, fragment_text
from crawler.text import HAN

SHORTEST: Final = 250
"""Weight of a container: characters, a Han character as three."""
_SHORTEST_RUN: Final = 12
_LONG_RUN: Final = 60
_COVERED: Final = 0.3
"""Share of the container that a text must hold to be about the same article."""
_MOST: Final = 0.7
"""Share of the page's long runs from which on no block can be both long enough and missed."""
_LONG_RUNS: Final = XPath(
    "//body//text()[string-length() > 40][not(ancestor::a or ancestor::script or ancestor::style)]",
    smart_strings=False,
)
_LENGTH: Final = 0.7
"""A container shorter than this share of the other text is no better."""
_PARAGRAPHS: Final = frozenset(["p", "pre", "blockquote"])
_ASIDE: Final = SILENT | {"a", "nav", "aside", "footer", "form", "figure", "figcaption", "dialog"}
_ASIDE_NAME: Final = re.compile(
    r"comment|footer|cookie|consent|gdpr|sidebar|related|recommend|popup|modal|disclaimer|newsletter"
    r"|subscri|promo|teaser|menu|share|most[-_]?(?:read|view)|widget|caption|copyright|hidden|xgyd",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Container:
    """An element that holds running text, and that text as it stands between the tags."""

    element: HtmlElement
    runs: list[str]


def densest(tree: HtmlElement) -> Container | None:
    """Return the element with most text outside links after the first h1, None where it is short.

    A block's text counts whole for itself or, of a paragraph, for its parent; half one level up.
    """
    weights: dict[HtmlElement, float] = defaultdict(float)
    runs: dict[HtmlElement, list[str]] = defaultdict(list)
    for block, run in _runs(tree):
        if block.tag in _PARAGRAPHS and block is not tree:
            block = block.getparent()
        weight = _weight(run)
        for element, share in ((block, 1.0), (block.getparent(), 0.5)):
            if element is not None:
                weights[element] += weight * share
                runs[element].append(run)
    best = max(weights, key=lambda element: weights[element], default=None)
    return Container(best, runs[best]) if best is not None and weights[best] >= SHORTEST else None


def holds_most(tree: HtmlElement, found: str) -> bool:
    """Tell in a millisecond whether ``found`` has so much of the page that no block is missed."""
    whole = _dense(found)
    long = _LONG_RUNS(tree)
    assert isinstance(long, list)
    runs = [_dense(str(run)) for run in long]
    return bool(runs) and sum(len(run) for run in runs if run in whole) >= _MOST * sum(
        map(len, runs)
    )


def container_text(container: Container) -> str:
    """Return the container's text without what stands beside it: related stories, share bars."""
    own = deepcopy(container.element)
    for element in list(own.iterdescendants()):
        if isinstance(element.tag, str) and element.tag != "a" and _no_text(element):
            element.drop_tree()
    return fragment_text(tostring(own, encoding="unicode", with_tail=False))


def missed(container: Container, found: str) -> bool:
    """Tell whether ``found`` holds hardly anything of the container, nor a text before it."""
    runs = [_dense(run) for run in container.runs if _weight(run) >= _LONG_RUN]
    total = sum(map(len, runs))
    whole = _dense(found)
    if not total or sum(map(len, container.runs)) < _LENGTH * len(found):
        return False
    if sum(len(run) for run in runs if run in whole) >= _COVERED * total:
        return False
    return _weight(found) < 2 * SHORTEST or not _stands_before(container, found, runs[0])


def _stands_before(container: Container, found: str, first: str) -> bool:
    """Tell whether the page prints a long text ``found`` before the container begins."""
    page = _dense("".join(run for _, run in _runs(container.element.getroottree().getroot())))
    start = page.find(first)
    lines = (_dense(line) for line in found.split("\n") if _weight(line) >= _LONG_RUN)
    return any(0 <= page.find(line) < start for line in lines)


def _runs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, str]]:
    """Yield every run of text outside links with the block that it stands in."""
    headline = next(tree.iter("h1"), None)
    after = headline is None
    stack: list[tuple[HtmlElement | str | None, HtmlElement]] = [(tree, tree)]
    while stack:
        node, block = stack.pop()
        if isinstance(node, str):
            if after and len(node) >= _SHORTEST_RUN and len(run := node.strip()) >= _SHORTEST_RUN:
                yield block, run
        elif node is not None:
            after = after or node is headline
            for child in reversed(node):
                stack.append((child.tail, block))
                if isinstance(child.tag, str) and not _beside(child):
                    inner = child.tag in BLOCKS and child.tag != "br"
                    stack.append((child, child if inner else block))
            stack.append((node.text, block))


def _beside(element: HtmlElement) -> bool:
    if element.tag in _ASIDE:
        return True
    if element.tag in ("body", "html", "main", "article"):
        return False
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_ASIDE_NAME.search(names))


def _no_text(element: HtmlElement) -> bool:
    """Tell whether an element of the container is its headline, a list of links or beside it."""
    if element.tag in ("ul", "ol"):
        items = element.findall("li")
        return bool(items) and all(item.find(".//a") is not None for item in items)
    return element.tag == "h1" or _beside(element)


def _weight(text: str) -> int:
    return len(text) + 2 * len(HAN.findall(text))


def _dense(text: str) -> str:
    return re.sub(r"\s+", "", text)
