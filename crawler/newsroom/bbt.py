"""Beijing Business Today's channel lists: an address in, a page of rows out."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from crawler.newsroom.pages import Page, render
from crawler.newsroom.story import Story

SITE: Final = "https://www.bbtnews.com.cn"
ALL: Final = "news/Recommend"
CHANNELS: Final = ("chanjingzx/jiaoyupd", "chanjingzx/kejipd")
ROWS: Final = 2
"""Rows of a page; the outlet has some thirty."""
ROBOTS: Final = {SITE: "User-agent: *\nDisallow: /search/\n"}
_PAGE: Final = re.compile(r"(.*/)(?:(\d+)\.shtml)?")


class Channels:
    """The recommended articles and two channels, newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._lists = {f"{SITE}/{ALL}/": list(stories)}
        for channel in CHANNELS:
            found = [story for story in stories if story.section == channel]
            self._lists[f"{SITE}/chuizhipd/{channel}/"] = found

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        return tuple(self._addresses())

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return False

    def page(self, url: str) -> Page | None:
        """One page of a list; the first has the list's own address only."""
        if url not in self.urls:
            return None
        found = _PAGE.fullmatch(url)
        assert found is not None
        stories, number = self._lists[found[1]], int(found[2] or 1)
        shown = stories[(number - 1) * ROWS : number * ROWS]
        known = {"number": number, "pages": -(-len(stories) // ROWS), "channels": CHANNELS}
        return render("bbt_list.html", shown, channel=found[1], stories=shown, **known)

    def _addresses(self) -> Iterator[str]:
        for address, stories in self._lists.items():
            yield address
            yield from (f"{address}{n}.shtml" for n in range(2, -(-len(stories) // ROWS) + 1))
