"""JSON-LD and microdata of a page in, what they say of its article out; the body never is."""

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from turbohtml import Document, MicrodataItem

from crawler.margins import Margins
from crawler.text import squeeze

_ARTICLES: Final = ("Article", "BlogPosting", "Report")
_OTHERS: Final = ("Review", "CreativeWork", "VideoObject")
_MOST_LOOSE: Final = 50
_MOST_NODES: Final = 5_000
_MOST_TEXT: Final = 500_000
_STRING: Final = r'"{}"\s*:\s*"((?:[^"\\]|\\.){{1,300}})"'
_HEADLINE: Final = re.compile(_STRING.format("headline"))
_PUBLISHED: Final = re.compile(_STRING.format("datePublished"))


@dataclass(frozen=True, slots=True)
class Linked:
    """What structured data says; empty where it says nothing."""

    headline: str = ""
    date: str = ""
    author: str = ""
    description: str = ""


def json_ld(tree: Document) -> Linked:
    """Return what the JSON-LD of an article says, else that of the page."""
    scripts = [script.text for script in tree.select('script[type="application/ld+json" i]')]
    nodes: list[dict[str, Any]] = []
    broken: list[str] = []
    for text in scripts:
        try:
            nodes.extend(_nodes(json.loads(text[:_MOST_TEXT].strip().rstrip(";"), strict=False)))
        except (ValueError, RecursionError):
            broken.append(text[:_MOST_TEXT])
    for kinds in (_ARTICLES, ("WebPage",), _OTHERS):
        for node in nodes:
            if _is(node, kinds) and (node.get("headline") or node.get("datePublished")):
                return _article(node)
    return _out_of("\n".join(broken))


def microdata(tree: Document) -> Linked:
    """Return what the microdata of an article says."""
    found = [item for item in tree.microdata() if str(item.type or "").endswith(_ARTICLES)]
    for item in found:
        if linked := Linked(
            headline=_first(item, "headline") or _first(item, "name"),
            date=_first(item, "datePublished"),
            author=_first(item, "author"),
            description=_first(item, "description"),
        ):
            return linked
    margins = Margins(tree)
    every = tree.select("[itemprop=datePublished]")[:_MOST_LOOSE]
    loose = next((one for one in every if not margins.around(one)), None)
    if loose is None:
        return Linked()
    printed = loose.attrs.get("content") or loose.attrs.get("datetime") or loose.text
    return Linked(date=squeeze(str(printed))[:100])


def _article(node: dict[str, Any]) -> Linked:
    return Linked(
        headline=_string(node.get("headline")),
        date=_string(node.get("datePublished")),
        author=_names(node.get("author")),
        description=_string(node.get("description")),
    )


def _out_of(broken: str) -> Linked:
    """Return what JSON that cannot be parsed says beyond doubt: it holds one article's date."""
    headline, date = _HEADLINE.search(broken), _PUBLISHED.search(broken)
    return Linked(
        headline=_unescaped(headline.group(1)) if headline else "",
        date=date.group(1) if date else "",
    )


def _unescaped(text: str) -> str:
    try:
        return _string(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return _string(text)


def _is(node: dict[str, Any], kinds: tuple[str, ...]) -> bool:
    named = node.get("@type")
    names = named if isinstance(named, list) else [named]
    return any(isinstance(name, str) and name.endswith(kinds) for name in names)


def _nodes(document: Any) -> Iterator[dict[str, Any]]:
    stack = [document]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, dict):
            yield node
            stack.extend(node.get(name) for name in ("@graph", "mainEntity") if name in node)
        elif isinstance(node, list):
            stack.extend(reversed(node[:200]))


def _names(value: Any) -> str:
    people = value if isinstance(value, list) else [value]
    names = [_string(one.get("name") if isinstance(one, dict) else one) for one in people[:20]]
    return ", ".join(name for name in names if name)


def _first(item: MicrodataItem, name: str) -> str:
    value = item.get(name)
    if isinstance(value, MicrodataItem):
        value = value.get("name")
    return _string(value)[:300]


def _string(value: Any) -> str:
    return squeeze(entities.unescape(value)) if isinstance(value, str) else ""
