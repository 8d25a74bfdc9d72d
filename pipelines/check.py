"""Articles in, sane Articles out; the others are dropped, each with a counted reason."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar, TypeVar

from scrapy.exceptions import DropItem

from crawler.items import Article, Document
from pipelines.step import Step

SHORTEST = 6
"""Characters of text, white space apart, below which a page holds no statement."""
LONGEST = 1_000_000
"""Characters from which a text is no article but a dump."""
LONGEST_TITLE = 1_000
EARLIEST = "1990-01-01"
FAR_DAYS = 3650
"""A date further ahead is a misreading; a nearer one may be a slow clock of this machine."""
LANGUAGES = ("en", "zh")

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_SAYS_ENOUGH = re.compile(rf"\s*+(?:\S\s*+){{{SHORTEST}}}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?$")


Item = TypeVar("Item", Article, Document)


class Check(Step):
    """The step that lets only sane articles through; documents are judged when they are read."""

    name: ClassVar[str] = "check"

    def process_item(self, item: Item) -> Item:
        """The article, cleaned; DropItem with the reason's name for one that says nothing."""
        return item if isinstance(item, Document) else self._checked(item)

    def _checked(self, item: Article) -> Article:
        article = cleaned(item)
        today = datetime.now(UTC).date()
        reason = fault(article, today=today)
        if reason:
            self.count(reason)
            raise DropItem(reason)
        self.count("passed")
        if article.published_at is None:
            self.count("undated")
        elif article.published_at[:10] > (today + timedelta(days=2)).isoformat():
            self.count("ahead_of_clock")
        return article


def cleaned(article: Article) -> Article:
    """The article without control characters and lone surrogates, replaced one for one."""
    title = _plain(article.title)
    return replace(
        article,
        text=_CONTROLS.sub(" ", article.text),
        title=title[:LONGEST_TITLE] if title else None,
        author=_plain(article.author),
        published_text=_plain(article.published_text),
        outlet=_plain(article.outlet),
        url=_plain(article.url),
    )


def fault(article: Article, *, today: date) -> str | None:
    """Why an article cannot be stored, in one word that is counted; None where it can."""
    if not _SAYS_ENOUGH.match(article.text):
        return "short_text" if article.text.strip() else "no_text"
    if len(article.text) > LONGEST:
        return "long_text"
    if article.language not in LANGUAGES:
        return "unknown_language"
    return _date_fault(article.published_at, today)


def _date_fault(published_at: str | None, today: date) -> str | None:
    if published_at is None:
        return None
    if not _DATE.match(published_at):
        return "bad_date"
    if published_at[:10] < EARLIEST:
        return "ancient"
    if published_at[:10] > (today + timedelta(days=FAR_DAYS)).isoformat():
        return "future"
    return None


def _plain(text: str | None) -> str | None:
    return _CONTROLS.sub(" ", text).strip() or None if text else None
