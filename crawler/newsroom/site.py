"""The newsroom's web: an original URL and an edition in, the page the outlet would send out."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol
from urllib.parse import urlsplit

from crawler.newsroom import (
    bbt,
    cac,
    china_daily,
    feeds,
    global_times,
    ithome,
    stcn,
    tmtpost,
    xinhua,
)
from crawler.newsroom.pages import Page, as_text, render
from crawler.newsroom.story import Story, is_out, load_stories

FORM_SIZE: Final = 10_000
ROBOTS: Final = {
    origin: text
    for room in (bbt, cac, china_daily, feeds, global_times, ithome, stcn, tmtpost, xinhua)
    for origin, text in room.ROBOTS.items()
}
HOSTS: Final = frozenset(urlsplit(origin).netloc for origin in ROBOTS)


TEMPLATES: Final = {"cntechpost": "wordpress", "technode": "wordpress"}
"""Templates of articles' pages that are not called as the outlet."""


class Desk(Protocol):
    """What one outlet answers beside its articles: lists, feeds, searches."""

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers, searches excepted."""

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""

    def page(self, url: str) -> Page | None:
        """The answer to an address and what was posted to it, as its query; None without one."""


DESKS: Final[Mapping[str, Callable[[Sequence[Story]], Desk]]] = {
    "bbt": bbt.Channels,
    "china_daily": china_daily.Desk,
    "cntechpost": feeds.Feeds,
    "global_times": global_times.Lists,
    "ithome": ithome.Lists,
    "pandaily": feeds.Feeds,
    "stcn": stcn.Lists,
    "technode": feeds.Feeds,
    "tmtpost": tmtpost.Interface,
    "xinhua_en": xinhua.Hubs,
    "xinhua_zh": xinhua.Hubs,
}
"""By outlet."""


class Site:
    """Every page of every outlet, in the first or the second edition, or in the one before."""

    def __init__(self, edition: int = 1) -> None:
        out = (story for story in load_stories() if is_out(story.published, edition))
        self.stories = tuple(story.edition(edition) for story in out)
        self.regulator = cac.Regulator(edition)
        self._desks = (*(desk(self._of(name)) for name, desk in DESKS.items()), self.regulator)
        self._articles = {page.url: story for story in self.stories for page in story.pages}
        self._robots = {f"{origin}/robots.txt": text for origin, text in ROBOTS.items()}
        self._made: dict[str, Page | None] = {}

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers, searches excepted."""
        entries = (url for desk in self._desks for url in desk.urls)
        return (*self._robots, *self._articles, *entries)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return any(desk.takes_form(url) for desk in self._desks)

    def page(self, url: str) -> Page | None:
        """The page at an original URL; None where no outlet has it."""
        if "?" in url:
            return self._page(url)
        if url not in self._made:
            self._made[url] = self._page(url)
        return self._made[url]

    def _page(self, url: str) -> Page | None:
        answers = (desk.page(url) for desk in self._desks)
        found = next((page for page in answers if page is not None), None)
        if found is not None:
            return found
        address = urlsplit(url)._replace(query="", fragment="").geturl()
        if address in self._robots:
            return as_text(self._robots[address])
        return self._article(address) if address in self._articles else None

    def _of(self, outlet: str) -> list[Story]:
        return [story for story in self.stories if story.outlet == outlet]

    def _article(self, address: str) -> Page:
        whole = self._articles[address]
        story = next(page for page in whole.pages if page.url == address)
        name = story.outlet if story.template == "new" else f"{story.outlet}_{story.template}"
        others = [other for other in self._of(story.outlet) if other.slug != story.slug]
        known: dict[str, object] = {"story": story, "pages": whole.pages, "related": others[:3]}
        if (blog := feeds.BLOGS.get(name)) is not None:
            known |= {"label": blog.label, "site": blog.site}
        template = TEMPLATES.get(name, name)
        return render(f"{template}.html", [story], story.charset, **known)
