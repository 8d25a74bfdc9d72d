"""ITHome's feed, its list and what a script posts for: an address in, the answer out."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qs

from crawler.newsroom.pages import TEMPLATES, Page, as_json, render
from crawler.newsroom.story import Story

SITE: Final = "https://www.ithome.com"
FEED, LIST, MORE = f"{SITE}/rss/", f"{SITE}/list/", f"{SITE}/category/listpage"
FEED_SIZE: Final = 60
ROWS: Final = 12
"""Rows of a page; the outlet has some sixty."""
ROBOTS: Final = {SITE: "User-agent: *\nDisallow: /search/\nDisallow: /*?utm_source=\n"}


class Lists:
    """What leads to the outlet's stories, newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        return (FEED, LIST, MORE)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return url.partition("?")[0] == MORE

    def page(self, url: str) -> Page | None:
        """The answer to an address and what was posted to it, as its query; None without one."""
        address, _, query = url.partition("?")
        if address == FEED:
            stories = self._stories[:FEED_SIZE]
            return render("ithome_feed.xml", stories, stories=stories)
        if address == LIST:
            return render("ithome_list.html", self._rows(1), stories=self._rows(1), whole=True)
        if address != MORE:
            return None
        shown = self._rows(int(parse_qs(query).get("page", ["1"])[-1]))
        html = TEMPLATES.get_template("ithome_list.html").render(stories=shown, whole=False)
        return as_json({"success": True, "content": {"html": html}}, shown)

    def _rows(self, number: int) -> Sequence[Story]:
        return self._stories[(number - 1) * ROWS : number * ROWS]
