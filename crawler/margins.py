"""A parsed page in, what stands around its article out: asides, menus, feet, related stories."""

import re
from collections.abc import Iterator
from typing import Final

from turbohtml import Document, Element

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
_REMARKS: Final = ", ".join(
    f'[{name}{how}="{word}" i]'
    for name in ("class", "id")
    for how, words in (
        ("~", ("comment", "comments")),
        ("*", ("comment-", "comment_", "commentlist", "commentbody", "comments-")),
    )
    for word in words
)
_WHOLE: Final = frozenset({"html", "body", "article", "main", "h1", "time"})
"""What a class such as ``has-sidebar`` does not make a margin of."""
_MOST: Final = 2_000
_DIGIT: Final = re.compile(r"\d")


class Margins:
    """The texts of a page's margins, looked at when first asked for."""

    def __init__(self, tree: Document) -> None:
        self._tree = tree
        self._texts: dict[bool, str] = {}
        self._held: dict[tuple[bool, str], bool] = {}

    def hold(self, printed: str, page: str) -> bool:
        """Tell whether all that ``page``, the text of the whole, has of a date is in margins."""
        return self._all_in(printed, page, only_remarks=False)

    def remark(self, printed: str, page: str) -> bool:
        """Tell whether all that ``page`` has of a date is in readers' comments."""
        return self._all_in(printed, page, only_remarks=True)

    def remarked(self, element: Element) -> bool:
        """Tell whether an element stands in readers' comments."""
        return any(map(_is_remark, _around(element, _REMARKS)))

    def _all_in(self, printed: str, page: str, *, only_remarks: bool) -> bool:
        if only_remarks not in self._texts:
            self._texts[only_remarks] = "\n".join(self._read(only_remarks=only_remarks))
        key = only_remarks, printed
        if key not in self._held:
            found = self._texts[only_remarks].count("".join(printed.split()))
            self._held[key] = found > 0 and found >= page.count(printed)
        return self._held[key]

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

    def _read(self, *, only_remarks: bool) -> list[str]:
        """Return the margins' texts without spaces: tags part what a line has in one."""
        places = [one for one in self._tree.select(_REMARKS)[:_MOST] if _is_remark(one)]
        if not only_remarks:
            around = self._tree.select(_AROUND)[:_MOST]
            places = [*(one for one in around if _is_margin(one)), *places]
        return [
            "".join("".join(_visible(place)).split())
            for place in places
            if not _inside_another(place, only_remarks=only_remarks) and _DIGIT.search(place.text)
        ]


def _is_margin(place: Element) -> bool:
    """Whether it holds no headline and no article, and is no article's own foot."""
    if place.tag in _WHOLE or place.select_one("h1") is not None:
        return False
    if len(place.select("article")) == 1:
        return False
    return place.tag not in ("footer", "nav") or place.closest("article") is None


def _is_remark(place: Element) -> bool:
    """Whether it is of readers' comments: it holds no headline."""
    return place.tag not in ("html", "body", "main") and place.select_one("h1") is None


def _inside_another(place: Element, *, only_remarks: bool) -> bool:
    outer = place.parent
    if not isinstance(outer, Element):
        return False
    if any(map(_is_remark, _around(outer, _REMARKS))):
        return True
    return not only_remarks and any(map(_is_margin, _around(outer)))


def _around(element: Element, kind: str = _AROUND) -> Iterator[Element]:
    """Yield what may be a margin that an element stands in, from the inside out."""
    place = element.closest(kind)
    while place is not None:
        yield place
        outer = place.parent
        place = outer.closest(kind) if isinstance(outer, Element) else None


def _visible(place: Element) -> Iterator[str]:
    """Yield the texts of an element but those of its scripts."""
    hidden = {text for script in place.select("script, style, template") for text in script.strings}
    yield from (text for text in place.strings if text not in hidden)
