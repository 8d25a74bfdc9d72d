"""A page that comes without a URL in; the address it names itself and the outlet it is of out."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from parsel import Selector

from crawler.bundled import bundled
from crawler.layout import Layout
from crawler.metadata import own_urls
from crawler.outlets import by_url
from crawler.selecting import fits, may_find
from crawler.text import detect_language
from crawler.tree import page_tree


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a page is from, as far as it can be told; ``tree`` where the page was parsed."""

    url: str | None = None
    layout: Layout | None = None
    tree: Selector | None = None


def recognise(html: str) -> Origin:
    """Tell a page by its canonical link or ``og:url``, else by the one layout that fits it whole.

    The address of a site's front page tells the outlet only: every page may carry it.
    """
    for url in own_urls(html):
        outlet = by_url(url)
        article = url if _names_a_page(url) else None
        if outlet or article:
            return Origin(article, Layout.of(outlet) if outlet else None)
    return _by_layout(html)


def _by_layout(html: str) -> Origin:
    layouts = (Layout.of(outlet) for outlet in bundled().values())
    possible = [layout for layout in layouts if _may_fit(html, layout)]
    if not possible:
        return Origin()
    tree = page_tree(html)
    fitting = [layout for layout in possible if fits(tree, layout)]
    if len({layout.title + layout.body for layout in fitting}) == 1 < len(fitting):
        # One publisher's sites in two languages share their layout.
        language = detect_language(tree.xpath("string(//body)").get() or "")
        fitting = [layout for layout in fitting if layout.language == language]
    return Origin(layout=fitting[0], tree=tree) if len(fitting) == 1 else Origin()


def _may_fit(html: str, layout: Layout) -> bool:
    """Tell without parsing whether the classes and ids of all three fields are on the page."""
    fields = (layout.title, layout.date, layout.body)
    return all(any(may_find(selector, html) for selector in selectors) for selectors in fields)


def _names_a_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.hostname and (parts.path.strip("/") or parts.query))
