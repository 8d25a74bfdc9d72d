"""RSS feeds: an address in, the feed of the outlet's newest stories out."""

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from crawler.newsroom.pages import Page, render
from crawler.newsroom.story import Story

FEED_SIZE: Final = 60
FEEDS: Final[Mapping[str, tuple[str, str]]] = {
    "ithome": ("https://www.ithome.com/rss/", "ithome_feed.xml"),
    "technode": ("https://technode.com/feed/", "technode_feed.xml"),
}
"""By outlet: the feed's address and its template."""
ROBOTS: Final = {
    "https://www.ithome.com": "User-agent: *\nDisallow: /search/\nDisallow: /*?utm_source=\n",
    "https://technode.com": "User-agent: *\nDisallow: /wp-admin/\n",
}


class Feed:
    """The feed of one outlet; its stories are newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories[:FEED_SIZE]
        self._url, self._template = FEEDS[stories[0].outlet]

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        return (self._url,)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return False

    def page(self, url: str) -> Page | None:
        """The feed, None for any other address."""
        if urlsplit(url)._replace(query="", fragment="").geturl() != self._url:
            return None
        return render(self._template, self._stories, stories=self._stories)
