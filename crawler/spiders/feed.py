"""Outlets made by the configuration: a feed, sitemap or list page, selectors where they help."""

from typing import Any

from crawler.config import OutletConfig
from crawler.errors import ConfigError
from crawler.outlet import Outlet
from crawler.urls import host


def configured(name: str, own: OutletConfig, base: type[Outlet] | None) -> type[Outlet]:
    """Return the outlet ``name`` as ``[outlets.NAME]`` makes it, from a bundled one or anew."""
    changes: dict[str, Any] = {
        key: value
        for key in ("every", "enabled", "language", "timezone", "article")
        if (value := getattr(own, key)) is not None
    }
    for key in ("title", "date", "author", "body", "strip"):
        if (value := getattr(own, key)) is not None:
            changes[key] = (value,)
    if own.entry is not None:
        changes.update(feeds=(own.entry,), sitemaps=(), lists=(), apis=())
        from courlan import extract_domain

        domain = extract_domain(own.entry) or host(own.entry)
        changes["allowed_domains"] = (domain.removeprefix("www."),)
    elif base is None:
        raise ConfigError(f'outlets.{name} needs url = "…", the address of its feed or sitemap')
    return type(name, (base or Outlet,), {"name": name, "__module__": __name__, **changes})
