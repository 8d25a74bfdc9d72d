"""China Daily's search in JSON and its lists: an address in, the sample newsroom's answer out."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from crawler.newsroom.pages import Page, as_json, render
from crawler.newsroom.story import Story

SITE, SEARCH = "https://www.chinadaily.com.cn", "https://newssearch.chinadaily.com.cn"
SECTIONS: Final = ("china/scitech", "business/tech")
ROWS: Final = 10
LANGUAGES: Final = {"/rest/en/search": False, "/rest/cn/search": True}
"""By path, whether the Chinese pages are searched."""
REFUSAL: Final = (403, "text/plain", b"")
"""What comes without a Referer."""
ROBOTS: Final = {SEARCH: "User-agent: *\nDisallow:\n"}
"""The site itself has none."""


class Desk:
    """What leads to the outlet's stories, newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers, the searches excepted."""
        return tuple(f"{SITE}/{section}" for section in SECTIONS)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return False

    def page(self, url: str) -> Page | None:
        """The answer to an address; None where the outlet has none."""
        parts = urlsplit(url)
        if url.startswith(SEARCH) and parts.path in LANGUAGES:
            return self._search(LANGUAGES[parts.path], parts.query)
        address = parts._replace(query="", fragment="").geturl().removesuffix("/page_1.html")
        section = address.removeprefix(f"{SITE}/")
        if section not in SECTIONS:
            return None
        found = [story for story in self._stories if story.section == section]
        return render("china_daily_list.html", found, stories=found, section=section)

    def _search(self, chinese: bool, query: str) -> Page:
        """One page of results of all words, newest first, perhaps of certain days only."""
        form = {name: values[-1] for name, values in parse_qs(query).items()}
        words = f"{form.get('keywords', '')} {form.get('fullMust', '')}".lower().split()
        first = form.get("publishedDateFrom") or "0000"
        last = form.get("publishedDateTo") or "9999"
        found = [
            story
            for story in self._stories
            if (story.template == "zh") is chinese
            and all(word in story.text.lower() for word in words)
            and first <= f"{story.published:%Y-%m-%d}" <= last
        ]
        number = int(form.get("page", "0")) if form.get("page", "0").isdecimal() else 0
        rows = found[number * ROWS : (number + 1) * ROWS]
        pages = -(-len(found) // ROWS)
        answer = {"content": [_row(story) for story in rows], "totalPages": pages, "number": number}
        return as_json(answer, rows, "Referer", REFUSAL)


def _row(story: Story) -> dict[str, Any]:
    return {
        "id": story.url.rpartition("/")[2].removesuffix(".html"),
        "url": story.url,
        "title": story.title,
        "plainText": story.text,
        "pubDateStr": f"{story.published:%Y-%m-%d %H:%M}",
        "publishTime": int(story.published.timestamp() * 1000),
        "source": {"name": "chinadaily.com.cn"},
        "contentType": "story",
    }
