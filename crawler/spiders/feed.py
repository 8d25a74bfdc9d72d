"""Outlets made by the configuration: a feed, sitemap or list page, an authority's notices."""

from typing import Any, Final

from crawler.hosts import host
from crawler.outlet import Outlet
from crawler.outlet_config import SELECTORS, OutletConfig

FILES: Final = tuple(
    f"a[href*='.{ending}']" for ending in ("pdf", "doc", "xls", "PDF", "DOC", "XLS")
)
"""Links to files of the usual types, whatever follows the ending."""
MOST: Final = ("most_pages", "most_megabytes", "most_time")
WEEK: Final = "7d"
"""Authorities edit their lists in place: so long a page with files rests at most."""

_SAME: Final = (
    *("every", "enabled", "language", "timezone", "article"),
    *("watched", "title_filter", "metadata_only"),
)
"""Keys that are attributes of an outlet as they stand."""


def configured(name: str, own: OutletConfig, base: type[Outlet] | None) -> type[Outlet]:
    """Return the outlet ``name`` as ``[outlets.NAME]`` makes it, from a bundled one or anew."""
    changes: dict[str, Any] = {
        key: value for key in (*_SAME, *MOST) if (value := getattr(own, key)) is not None
    }
    for key in SELECTORS:
        if (value := getattr(own, key)) is not None:
            changes[key] = value
    if own.official is not None:
        changes["tables"] = own.official
        changes["revisit"] = WEEK if own.official else None
        changes.setdefault("documents", FILES if own.official else ())
    feeds, lists = (own.entry,) if own.entry else (), (own.list,) if own.list else ()
    if feeds or lists or (base is None and own.watched):
        changes.update(feeds=feeds, sitemaps=(), lists=lists, apis=(), hub=None)
        changes.update(pages="", sections="", search=None)
        changes["allowed_domains"] = tuple(
            dict.fromkeys(map(_domain, (*feeds, *lists, *(own.watched or ()))))
        )
    return type(name, (base or Outlet,), {"name": name, "__module__": __name__, **changes})


def _domain(url: str) -> str:
    """The registered domain, which the site's other hosts share."""
    from courlan import extract_domain

    return str(extract_domain(url) or host(url)).removeprefix("www.")
