"""RSS feeds: an address in, the feed of the outlet's newest stories out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, urlsplit

from crawler.newsroom.pages import TEMPLATES, Page, as_json, render
from crawler.newsroom.story import Story

FEED_SIZE: Final = 60


@dataclass(frozen=True, slots=True)
class Blog:
    """A site that WordPress, or something like it, writes."""

    label: str
    site: str
    tags: tuple[str, ...] = ()
    """Keywords that have a feed of their own."""
    blocks: bool = False
    """Whether older articles come by Newspack's interface."""

    @property
    def feeds(self) -> dict[str, str | None]:
        """The keyword of each feed by its address, None for the one of all."""
        tagged = {f"{self.site}/tag/{tag.lower()}/feed/": tag for tag in self.tags}
        return {f"{self.site}/feed/": None, **tagged}


BLOGS: Final[Mapping[str, Blog]] = {
    "cntechpost": Blog("CnTechPost", "https://cntechpost.com"),
    "pandaily": Blog("Pandaily", "https://pandaily.com"),
    "technode": Blog("TechNode", "https://technode.com", ("AI",), blocks=True),
}
ROBOTS: Final = {blog.site: "User-agent: *\nDisallow: /wp-admin/\n" for blog in BLOGS.values()}
BLOCKS: Final = "/wp-json/newspack-blocks/v1/articles"


class Feeds:
    """The feeds of one outlet; its stories are newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories
        self._blog = BLOGS[stories[0].outlet]

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        return (*self._blog.feeds, *([self._blog.site + BLOCKS] if self._blog.blocks else []))

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return False

    def page(self, url: str) -> Page | None:
        """A feed, None for any other address."""
        parts = urlsplit(url)
        address = parts._replace(query="", fragment="").geturl()
        if address not in self.urls:
            return None
        if parts.path == BLOCKS:
            return self._blocks(parse_qs(parts.query))
        tag = self._blog.feeds[address]
        found = [story for story in self._stories if tag is None or tag in story.keywords]
        known = {"label": self._blog.label, "site": self._blog.site, "feed": address}
        return render("wordpress_feed.xml", found, stories=found[:FEED_SIZE], **known)

    def _blocks(self, asked: dict[str, list[str]]) -> Page:
        """A page of older articles: HTML in JSON."""
        number, size = int(asked["page"][-1]), int(asked["postsToShow"][-1])
        shown = self._stories[(number - 1) * size : number * size]
        block = TEMPLATES.get_template("wordpress_block.html")
        items = [{"html": block.render(story=story)} for story in shown]
        return as_json({"items": items, "ids": list(range(len(shown))), "next": ""}, shown)
