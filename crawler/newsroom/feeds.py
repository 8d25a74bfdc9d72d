"""RSS feeds: an address in, the feed of the outlet's newest stories out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from crawler.newsroom.pages import Page, render
from crawler.newsroom.story import Story

FEED_SIZE: Final = 60


@dataclass(frozen=True, slots=True)
class Blog:
    """A site that WordPress, or something like it, writes."""

    label: str
    site: str
    tags: tuple[str, ...] = ()
    """Keywords that have a feed of their own."""

    @property
    def feeds(self) -> dict[str, str | None]:
        """The keyword of each feed by its address, None for the one of all."""
        tagged = {f"{self.site}/tag/{tag.lower()}/feed/": tag for tag in self.tags}
        return {f"{self.site}/feed/": None, **tagged}


BLOGS: Final[Mapping[str, Blog]] = {
    "cntechpost": Blog("CnTechPost", "https://cntechpost.com"),
    "pandaily": Blog("Pandaily", "https://pandaily.com"),
    "technode": Blog("TechNode", "https://technode.com", ("AI",)),
}
ITHOME: Final = "https://www.ithome.com/rss/"
ROBOTS: Final = {
    "https://www.ithome.com": "User-agent: *\nDisallow: /search/\nDisallow: /*?utm_source=\n",
    **{blog.site: "User-agent: *\nDisallow: /wp-admin/\n" for blog in BLOGS.values()},
}


class Feeds:
    """The feeds of one outlet; its stories are newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories
        self._blog = BLOGS.get(stories[0].outlet)

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        return tuple(self._blog.feeds) if self._blog else (ITHOME,)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return False

    def page(self, url: str) -> Page | None:
        """A feed, None for any other address."""
        address = urlsplit(url)._replace(query="", fragment="").geturl()
        if address not in self.urls:
            return None
        if self._blog is None:
            stories = self._stories[:FEED_SIZE]
            return render("ithome_feed.xml", stories, stories=stories)
        tag = self._blog.feeds[address]
        found = [story for story in self._stories if tag is None or tag in story.keywords]
        known = {"label": self._blog.label, "site": self._blog.site, "feed": address}
        return render("wordpress_feed.xml", found, stories=found[:FEED_SIZE], **known)
