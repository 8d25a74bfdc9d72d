"""Global Times' sitemap, lists and search: an address in, the sample newsroom's answer out."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import parse_qs, urlsplit

from crawler.newsroom.pages import Page, render
from crawler.newsroom.story import Story

SITE: Final = "https://www.globaltimes.cn"
SEARCH_HOST: Final = "search.globaltimes.cn"
SEARCH_FORMS: Final = {"/SearchCtrl": "tempkey", "/QuickSearchCtrl": "search_txt"}
SITEMAP_SIZE: Final = 12
SEARCH_ROWS: Final = 10
SECTIONS: Final = (
    "china",
    "china/scitech",
    "source",
    "source/gt-voice",
    "source/insight",
    "business/economy",
    "business/companies",
    "world",
    "opinion",
    "In-depth",
    "life",
    "sport",
)
ROBOTS: Final = {
    SITE: f"User-agent: *\nSitemap: {SITE}/sitemap.xml\n",
    f"https://{SEARCH_HOST}": "User-agent: *\nDisallow:\n",
}


class Lists:
    """What leads to the outlet's stories, newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories
        self._sections = {f"{SITE}/{section}/index.html": section for section in SECTIONS}
        self._sections |= {f"{SITE}/": "", f"{SITE}/index.html": ""}

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers, the search excepted."""
        return (f"{SITE}/sitemap.xml", *self._sections)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return urlsplit(url).netloc == SEARCH_HOST

    def page(self, url: str) -> Page | None:
        """The answer to an address; None where the outlet has none."""
        parts = urlsplit(url)
        if parts.netloc == SEARCH_HOST and parts.path in SEARCH_FORMS:
            return self._search(parts.path, parts.query)
        address = parts._replace(query="", fragment="").geturl()
        if address == f"{SITE}/sitemap.xml":
            newest = self._stories[:SITEMAP_SIZE]
            return render("global_times_sitemap.xml", newest, stories=newest)
        return self._list(self._sections[address]) if address in self._sections else None

    def _list(self, section: str) -> Page:
        found = [story for story in self._stories if not section or _within(story, section)]
        known = {"section": section, "stories": found, "sections": SECTIONS}
        return render("global_times_list.html", found, **known)

    def _search(self, path: str, query: str) -> Page:
        """One page of results, oldest first; a page number out of range repeats the last."""
        form = {name: values[-1] for name, values in parse_qs(query).items()}
        words = form.get(SEARCH_FORMS[path], "").lower().split()
        first, last = form.get("begin_date") or "0000", form.get("end_date") or "9999"
        found = [
            story
            for story in reversed(self._stories)
            if all(word in story.text.lower() for word in words)
            and first <= f"{story.published:%Y-%m-%d}" <= last
        ]
        pages = max(1, -(-len(found) // SEARCH_ROWS))
        number = min(max(1, _number(form.get("page_no", ""))), pages)
        rows = found[(number - 1) * SEARCH_ROWS : number * SEARCH_ROWS]
        return render("global_times_search.html", rows, rows=rows, number=number, pages=pages)


def _within(story: Story, section: str) -> bool:
    return story.section == section or story.section.startswith(section + "/")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 7 else 1
