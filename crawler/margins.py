"""A parsed page in, what stands around its article out: asides, menus, feet, related stories."""

import re
from collections.abc import Iterator
from typing import Final

from turbohtml import Document, Element

from crawler.text import squeeze

_WORDS: Final = (
    *("sidebar", "side-bar", "aside", "related", "recommend", "popular", "trending", "mostread"),
    *("most-read", "latest", "ranking", "hotnews", "hot-news", "footer"),
)
_AROUND: Final = ", ".join(
    (
        *("aside", "nav", "footer", "[role=complementary]", "[role=navigation]"),
        *("[role=contentinfo]", "[class~=side i]", "[id=side i]"),
        *(f'[{name}*="{word}" i]' for name in ("class", "id") for word in _WORDS),
    )
)
_WHOLE: Final = frozenset({"html", "body", "article", "main", "h1", "time"})
"""What a class such as ``has-sidebar`` does not make a margin of."""
_MOST: Final = 2_000
_DIGIT: Final = re.compile(r"\d")


class Margins:
    """The texts of a page's margins, looked at when first asked for."""

    def __init__(self, tree: Document) -> None:
        self._tree = tree
        self._text: str | None = None
        self._held: dict[str, bool] = {}

    def hold(self, printed: str, page: str) -> bool:
        """Tell whether all that ``page``, the text of the whole, has of a date is in margins."""
        if self._text is None:
            self._text = "\n".join(self._texts())
        if printed not in self._held:
            found = self._text.count(printed)
            self._held[printed] = found > 0 and found >= page.count(printed)
        return self._held[printed]

    def around(self, element: Element) -> bool:
        """Tell whether an element stands in a margin."""
        return any(map(_is_margin, _around(element)))

    def own(self, element: Element) -> bool:
        """Tell whether an element is of the page's article: of the one that has the headline, or
        is alone, and in no entry of a list."""
        place = element.closest("article, main, [itemtype*=Article]")
        if place is None or element.closest("a, li") is not None or self.around(element):
            return False
        return place.select_one("h1") is not None or len(self._tree.select("article")) == 1

    def _texts(self) -> list[str]:
        found = self._tree.select(_AROUND)
        margins = [place for place in found[:_MOST] if _is_margin(place)]
        return [
            squeeze(" ".join(_visible(place)))
            for place in margins
            if not _inside_another(place) and _DIGIT.search(place.text)
        ]


def _is_margin(place: Element) -> bool:
    """Whether it holds no headline and no article, and is no article's own foot."""
    if place.tag in _WHOLE or place.select_one("h1") is not None:
        return False
    if len(place.select("article")) == 1:
        return False
    return place.tag not in ("footer", "nav") or place.closest("article") is None


def _inside_another(place: Element) -> bool:
    outer = place.parent
    return isinstance(outer, Element) and any(map(_is_margin, _around(outer)))


def _around(element: Element) -> Iterator[Element]:
    """Yield what may be a margin that an element stands in, from the inside out."""
    place = element.closest(_AROUND)
    while place is not None:
        yield place
        outer = place.parent
        place = outer.closest(_AROUND) if isinstance(outer, Element) else None


def _visible(place: Element) -> Iterator[str]:
    """Yield the texts of an element but those of its scripts."""
    hidden = {text for script in place.select("script, style, template") for text in script.strings}
    yield from (text for text in place.strings if text not in hidden)
