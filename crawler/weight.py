"""The source of a page in, whether parsers would take too long for it out: a look at its tags."""

import re
from collections.abc import Iterator
from typing import Final

DEEPEST: Final = 2_000
"""Open elements; a deeper page is no article (libxml2 slows down quadratically)."""
MOST_TAGS: Final = 120_000
"""Tags of a page that is read: the readers take many seconds for a million."""
MOST_ATTRIBUTES: Final = 500
"""Attributes of one element: libxml2 goes through all of them to add the next."""
_NESTED: Final = re.compile(
    r"<(/?)(?:div|span|font|b|i|em|ul|ol|li|table|blockquote|section)\b", re.I
)
_ATTRIBUTE: Final = (
    r"""[\s/]*+=?+[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+|[\s/=]++"""
)
_TAG: Final = re.compile(rf"<(?:([a-zA-Z][^\s/>]*+)((?:{_ATTRIBUTE})*+)|!--)")
"""A start tag, to its end as HTML tells it (a quote is one behind ``=`` only), or a comment's
beginning. No character is looked at twice."""
_ONE: Final = re.compile(_ATTRIBUTE)
_MANY: Final = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES + 1}}}")
"""What may be a tag of too many; in a script or a comment it is none."""
_RAW: Final = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes"]
"""Elements in which there are no tags."""
_ENDS: Final = {name: re.compile(f"</{name}", re.I) for name in _RAW}
_COMMENT_ENDS: Final = re.compile("--!?>")


def too_complex(html: str) -> bool:
    """Tell whether a page has too many tags, too deep ones, or one with too many attributes."""
    return html.count("<") > MOST_TAGS or overloaded(html)


def overloaded(html: str) -> bool:
    """Tell whether the elements of a page nest too deeply, or one has too many attributes."""
    if _depth(html) > DEEPEST:
        return True
    return _MANY.search(html) is not None and any(
        len(tag) > 2 * MOST_ATTRIBUTES and len(_ONE.findall(tag)) > MOST_ATTRIBUTES
        for tag in _attributes(html)
    )


def _attributes(html: str) -> Iterator[str]:
    """Yield the attributes of each start tag as they stand."""
    at = 0
    while (tag := _TAG.search(html, at)) is not None:
        at = tag.end()
        if tag[1] is None:
            # ``<!-->`` is a whole comment.
            end = _COMMENT_ENDS.search(html, at - 2)
        else:
            yield tag[2]
            if (ends := _ENDS.get(tag[1].lower())) is None:
                continue
            end = ends.search(html, at)
        if end is None:
            return
        at = end.end()


def _depth(html: str) -> int:
    """Return about how deeply elements nest, without parsing."""
    if html.count("<") < DEEPEST:
        return 0
    depth = deepest = 0
    for tag in _NESTED.finditer(html):
        depth = max(0, depth - 1) if tag.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest
