"""The newsroom's web: an original URL and an edition in, the page the outlet would send out."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import parse_qs, urlsplit

from crawler.newsroom import cac, tmtpost
from crawler.newsroom.pages import Page, as_text, render
from crawler.newsroom.story import Story, load_stories

SITEMAP_SIZE = 12
FEED_SIZE = 60
SEARCH_ROWS = 10
FORM_SIZE = 10_000
SECTIONS = (
    "china",
    "china/scitech",
    "source",
    "source/gt-voice",
    "business/economy",
    "business/companies",
    "world",
    "opinion",
    "In-depth",
    "life",
    "sport",
)
GLOBAL_TIMES = "https://www.globaltimes.cn"
SEARCH_HOST = "search.globaltimes.cn"
SEARCH_FORMS = {"/SearchCtrl": "tempkey", "/QuickSearchCtrl": "search_txt"}
FEEDS = {"ithome": "https://www.ithome.com/rss/", "technode": "https://technode.com/feed/"}
ROBOTS = {
    GLOBAL_TIMES: f"User-agent: *\nSitemap: {GLOBAL_TIMES}/sitemap.xml\n",
    f"https://{SEARCH_HOST}": "User-agent: *\nDisallow:\n",
    "https://www.ithome.com": "User-agent: *\nDisallow: /search/\nDisallow: /*?utm_source=\n",
    "https://technode.com": "User-agent: *\nDisallow: /wp-admin/\n",
    tmtpost.SITE: "User-agent: *\nDisallow: /search\n",
    tmtpost.API: "User-agent: *\nDisallow: /v1/users/\n",
    **cac.ROBOTS,
}
HOSTS = frozenset(urlsplit(origin).netloc for origin in ROBOTS)


class Site:
    """Every page of every outlet, in the first or the second edition."""

    def __init__(self, edition: int = 1) -> None:
        self.stories = tuple(story.edition(edition) for story in load_stories())
        self.regulator = cac.Regulator(edition)
        self._tmtpost = tmtpost.Interface(self._of("tmtpost"))
        self._makers: dict[str, Callable[[], Page | None]] = dict(self._addresses())
        self._made: dict[str, Page | None] = {}

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers, the search excepted."""
        return tuple(self._makers)

    def page(self, url: str) -> Page | None:
        """The page at an original URL; None where the outlet has none."""
        parts = urlsplit(url)
        if parts.netloc == SEARCH_HOST and parts.path in SEARCH_FORMS:
            return self.search(parts.path, parts.query)
        if url.startswith(f"{tmtpost.API}/v1/"):
            return self._tmtpost.page(parts.path, parts.query)
        address = parts._replace(query="", fragment="").geturl()
        if (found := self.regulator.page(url)) is not None:
            return found
        if address not in self._makers:
            return None
        if address not in self._made:
            self._made[address] = self._makers[address]()
        return self._made[address]

    def search(self, path: str, query: str) -> Page:
        """One page of search results: oldest first; a page number out of range repeats the last."""
        form = {name: values[-1] for name, values in parse_qs(query).items()}
        words = form.get(SEARCH_FORMS[path], "").lower().split()
        first, last = form.get("begin_date") or "0000", form.get("end_date") or "9999"
        found = [
            story
            for story in reversed(self._of("global_times"))
            if all(word in story.text.lower() for word in words)
            and first <= f"{story.published:%Y-%m-%d}" <= last
        ]
        pages = max(1, -(-len(found) // SEARCH_ROWS))
        number = min(max(1, _number(form.get("page_no", ""))), pages)
        rows = found[(number - 1) * SEARCH_ROWS : number * SEARCH_ROWS]
        return render("global_times_search.html", rows, rows=rows, number=number, pages=pages)

    def _addresses(self) -> Iterator[tuple[str, Callable[[], Page | None]]]:
        for origin, text in ROBOTS.items():
            yield f"{origin}/robots.txt", partial(as_text, text)
        for story in self.stories:
            yield story.url, partial(self._article, story)
        stories = self._of("global_times")
        yield f"{GLOBAL_TIMES}/sitemap.xml", partial(self._sitemap, stories[:SITEMAP_SIZE])
        for path in ("/", "/index.html"):
            yield GLOBAL_TIMES + path, partial(self._list, "", stories)
        for section in SECTIONS:
            within = [story for story in stories if _in_section(story, section)]
            yield f"{GLOBAL_TIMES}/{section}/index.html", partial(self._list, section, within)
        for outlet, url in FEEDS.items():
            yield url, partial(self._feed, outlet)
        for path in self._tmtpost.paths:
            yield tmtpost.API + path, partial(self._tmtpost.page, path, "")
        for url in self.regulator.addresses():
            yield url, partial(self.regulator.page, url)

    def _of(self, outlet: str) -> list[Story]:
        return [story for story in self.stories if story.outlet == outlet]

    def _article(self, story: Story) -> Page:
        name = f"{story.outlet}_old" if story.template == "old" else story.outlet
        others = [other for other in self._of(story.outlet) if other.slug != story.slug]
        return render(f"{name}.html", [story], story.charset, story=story, related=others[:3])

    def _sitemap(self, stories: list[Story]) -> Page:
        return render("global_times_sitemap.xml", stories, stories=stories)

    def _list(self, section: str, stories: list[Story]) -> Page:
        return render(
            "global_times_list.html", stories, section=section, stories=stories, sections=SECTIONS
        )

    def _feed(self, outlet: str) -> Page:
        stories = self._of(outlet)[:FEED_SIZE]
        return render(f"{outlet}_feed.xml", stories, stories=stories)


def _in_section(story: Story, section: str) -> bool:
    return story.section == section or story.section.startswith(section + "/")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1
