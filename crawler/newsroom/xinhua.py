"""Xinhua's hub pages and the JSON lists that they name: an address in, the answer out."""

import hashlib
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from crawler.newsroom.pages import Page, as_json, render
from crawler.newsroom.story import Story

SITES: Final = {"xinhua_en": "https://english.news.cn", "xinhua_zh": "https://www.news.cn"}
HUBS: Final = {
    "xinhua_en": (
        "/",
        "/list/latestnews.htm",
        "/list/china-science.htm",
        "/list/china-business.htm",
    ),
    "xinhua_zh": ("/", "/politics/", "/fortune/", "/tech/", "/xhsxw.htm"),
}
SHOWN: Final = 2
"""Stories that a hub page itself links to; its list has them all."""
ROBOTS: Final = {SITES["xinhua_zh"]: "User-agent: *\nAllow: /\n"}
"""The English site has none."""


class Hubs:
    """The hub pages of one of the two sites; its stories are newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._outlet = stories[0].outlet
        site = SITES[self._outlet]
        self._hubs = {f"{site}{path}": _within(stories, path) for path in HUBS[self._outlet]}
        self._lists = {_list_of(url): found for url, found in self._hubs.items()}

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        return (*self._hubs, *self._lists)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return False

    def page(self, url: str) -> Page | None:
        """The answer to an address; None where the site has none."""
        url = urlsplit(url)._replace(query="", fragment="").geturl()
        if url in self._hubs:
            found = self._hubs[url]
            return render("xinhua_hub.html", found, stories=found[:SHOWN], list=_name_of(url))
        if url in self._lists:
            found = self._lists[url]
            return as_json({"datasource": [_row(story, url) for story in found]}, found)
        return None


def _within(stories: Sequence[Story], path: str) -> list[Story]:
    """The stories of a section, all of them on the pages that are of no section."""
    section = path.strip("/").removeprefix("list/china-").removesuffix(".htm")
    return [story for story in stories if story.section == section] or list(stories)


def _name_of(hub: str) -> str:
    return hashlib.md5(hub.encode(), usedforsecurity=False).hexdigest()


def _list_of(hub: str) -> str:
    return f"{hub.rpartition('/')[0]}/ds_{_name_of(hub)}.json"


def _row(story: Story, url: str) -> dict[str, Any]:
    """One row: the address is relative to the list's."""
    up = "../" * (urlsplit(url).path.count("/") - 1)
    return {
        "contentId": story.url.rpartition("/c")[0].rpartition("/")[2],
        "title": story.title,
        "publishUrl": up + urlsplit(story.url).path.removeprefix("/"),
        "publishTime": f"{story.published:%Y-%m-%d %H:%M:%S}",
        "summary": story.summary,
        "author": story.author,
        "keywords": ",".join(story.keywords),
    }
