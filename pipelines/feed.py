"""Batches of the record store in, an Atom feed out: valid whatever their titles hold.

An entry's id is what the batch was first told or noted under, so it stays when the slug changes;
``updated`` follows the facts and not the clock, so an unchanged store gives the same feed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from feedgen.entry import FeedEntry
from feedgen.feed import FeedGenerator

from db import answers, queries
from db.days import china_day
from db.store import RecordStore
from pipelines.channels import Language
from pipelines.messages import headline, render
from pipelines.payload import batch_payload

Row = dict[str, Any]
ID: Final = "tag:batchwatch,2024:"
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When an empty feed was updated."""
_TITLES: Final[Mapping[Language, str]] = {
    "en": "batchwatch: registered generative-AI services in China",
    "zh": "batchwatch：生成式人工智能服务备案登记",
}
_LONGEST: Final = 20_000
_CHINA: Final = timedelta(hours=8)
_ILLEGAL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
"""What XML 1.0 forbids or advises against, and what turns the direction of a line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One batch in the feed; all texts are XML's characters only."""

    id: str
    url: str
    title: str
    text: str
    scheme: str | None
    published: datetime
    updated: datetime


def feed(
    store: RecordStore | None,
    base_url: str,
    *,
    language: Language = "en",
    since: str | None = None,
    until: str | None = None,
    scheme: str | None = None,
    limit: int | None = None,
) -> bytes:
    """The feed as a document of UTF-8 bytes, the batch that changed last first."""
    batches = answers.batches(store, since=since, until=until, scheme=scheme)["batches"]
    entries: list[Entry] = []
    if store is not None:
        marks = {row["slug"]: row for row in queries.run(store, "feed")}
        dated = [(*_times(batch, marks[batch["slug"]]), batch) for batch in batches]
        dated.sort(key=lambda one: (one[1], one[0], one[2]["slug"]), reverse=True)
        for published, updated, batch in dated[:limit]:
            mark = marks[batch["slug"]]
            payload = batch_payload(store, batch["slug"], base_url)
            entries.append(_entry(mark, payload, language, published, updated))
    return document(entries, base_url, language)


def _entry(
    mark: Row, payload: Row, language: Language, published: datetime, updated: datetime
) -> Entry:
    message = render("new_batch", payload, language)
    name = quote(mark["key"] or mark["slug"], safe="")
    text = message.text.partition("\n")[2]
    return Entry(
        id=f"{ID}batch:{name}",
        url=payload["url"],
        title=legal(headline(payload, language)),
        text=legal(text.strip()),
        scheme=payload["batch"].get("scheme"),
        published=published,
        updated=updated,
    )


def legal(text: str) -> str:
    """A text of characters that XML has, not longer than any reader takes."""
    return _ILLEGAL.sub("\ufffd", text)[:_LONGEST]


def _times(batch: Row, mark: Row) -> tuple[datetime, datetime]:
    """When a batch was published first, and when it was changed last.

    The day of its last change is known; the instant is that of the last article of this day.
    """
    day = mark["changed_on"]
    begins = _instant(day) if day else NEVER
    said = [article["published_at"] for article in batch["articles"]]
    until = [_instant(at) for at in said if at and (not day or (china_day(at) or "") <= day)]
    told = [_instant(mark["told_at"])] if mark["told_at"] else []
    updated = max([begins, *until, *told])
    first = _instant(batch["first_seen"]) if batch["first_seen"] else min([updated, *until])
    return first, max(first, updated)


def _instant(text: str) -> datetime:
    """An instant of the store, or the beginning of a day in China."""
    if len(text) > 10:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    return datetime.fromisoformat(text).replace(tzinfo=UTC) - _CHINA


def document(entries: Sequence[Entry], base_url: str, language: Language) -> bytes:
    """The Atom document of some entries, in their order."""
    made = FeedGenerator()
    made.id(f"{ID}batches")
    made.title(_TITLES[language])
    made.link(href=f"{base_url}/", rel="alternate")
    made.language(language)
    made.author({"name": "batchwatch"})
    made.updated(max((entry.updated for entry in entries), default=NEVER))
    for entry in entries:
        made.add_entry(_element(entry), order="append")
    written: bytes = made.atom_str(pretty=True)
    return written


def _element(entry: Entry) -> FeedEntry:
    made = FeedEntry()
    made.id(entry.id)
    made.title(entry.title.strip() or entry.id)
    made.link(href=entry.url, rel="alternate")
    made.published(entry.published)
    made.updated(entry.updated)
    made.content(entry.text, type="text")
    if entry.scheme:
        made.category(term=entry.scheme)
    return made
