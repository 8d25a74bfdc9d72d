"""Reads the sample stories: one JSON file in, one ``Story`` out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

from crawler.newsroom.addresses import OUTLETS, address

STORIES = Path(__file__).parent / "stories"
BEIJING = timezone(timedelta(hours=8))
KINDS = ("batch-1", "batch-2", "batch-3", "look-alike", "news", "reprint")
REQUIRED = frozenset({"slug", "outlet", "title", "published", "author", "kind", "paragraphs"})
TRAITS = frozenset(
    {"flash", "leading", "promoted", "paid", "unavailable", "post_guid", "row_undated", "undated"}
)
FIRST_DAY = datetime(2026, 7, 15, tzinfo=BEIJING)
LAST_DAY = datetime(2026, 7, 16, tzinfo=BEIJING)
"""The two days of the newest batch, which edition 0 does not know of yet."""
PASSED = ("promoted", "paid", "unavailable")
OPTIONAL = frozenset(
    {"id", "template", "section", "charset", "updated", "caption", "keywords", "revision", "of"}
    | {"traits", "breaks"}
)


class StoryError(ValueError):
    """A story file lacks a field, has an unknown one, or a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a story's body: a paragraph, a table or a bulleted list."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """The block as text, one line a row or item."""
        if self.kind == "table":
            return "\n".join(" | ".join(row) for row in self.rows)
        return "\n".join(self.items) if self.kind == "list" else self.text


@dataclass(frozen=True, slots=True)
class Story:
    """One sample story as one edition prints it."""

    slug: str
    outlet: str
    url: str
    title: str
    published: datetime
    updated: datetime | None
    author: str
    section: str
    kind: str
    blocks: tuple[Block, ...]
    charset: str = "utf-8"
    template: str = "new"
    caption: str = ""
    keywords: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()
    """How the outlet's interface treats it; see ``stories/README.md``."""
    breaks: tuple[int, ...] = ()
    """The blocks that further pages begin with; of outlets that cut long articles up."""
    of: str | None = None
    """For a reprint, the slug of the story it copies."""
    revision: "Story | None" = None
    """The same story as the second edition prints it."""

    @property
    def passed(self) -> str | None:
        """Why no crawler should fetch it: ``promoted``, ``paid`` or ``unavailable``."""
        return next((trait for trait in PASSED if trait in self.traits), None)

    @property
    def changed(self) -> datetime:
        """The instant of the last change, which ``Last-Modified`` gives."""
        return self.updated or self.published

    @property
    def summary(self) -> str:
        """The first paragraph, cut for feeds and lists."""
        text = next(block.text for block in self.blocks if block.kind == "text")
        return text if len(text) <= 160 else text[:157].rstrip() + "..."

    @property
    def text(self) -> str:
        """Title and body as plain text, for the search."""
        return "\n".join([self.title, *(block.plain for block in self.blocks)])

    @property
    def pages(self) -> "tuple[Story, ...]":
        """The story page by page, each at its own address."""
        ends = (0, *self.breaks, len(self.blocks))
        base, _, ending = self.url.rpartition(".")
        urls = (self.url, *(f"{base}_{n}.{ending}" for n in range(2, len(ends))))
        cut = zip(urls, ends, ends[1:], strict=False)
        return tuple(replace(self, url=url, blocks=self.blocks[a:b]) for url, a, b in cut)

    def edition(self, number: int) -> "Story":
        """The story as edition 1 or 2 prints it."""
        return self.revision if number > 1 and self.revision else self


def is_out(published: datetime, edition: int) -> bool:
    """Whether an edition has what is published at that moment."""
    return edition > 0 or not FIRST_DAY <= published < LAST_DAY + timedelta(days=1)


def read_story(path: Path) -> Story:
    """Reads one story file; raises StoryError where it is not usable."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    missing, unknown = REQUIRED - raw.keys(), raw.keys() - REQUIRED - OPTIONAL
    if missing or unknown:
        raise StoryError(f"{path.name}: missing {sorted(missing)}, unknown {sorted(unknown)}")
    if raw["outlet"] not in OUTLETS or raw["kind"] not in KINDS or raw["slug"] != path.stem:
        raise StoryError(f"{path.name}: outlet, kind or slug is not one of ours")
    traits = frozenset(raw.get("traits", ()))
    if traits - TRAITS or (traits and raw["outlet"] != "tmtpost"):
        raise StoryError(f"{path.name}: {sorted(traits)} are no traits of {raw['outlet']}")
    published = _instant(raw["published"])
    story = Story(
        slug=raw["slug"],
        outlet=raw["outlet"],
        url=address(raw, published),
        title=raw["title"],
        published=published,
        updated=_instant(raw["updated"]) if "updated" in raw else None,
        author=raw["author"],
        section=raw.get("section", ""),
        kind=raw["kind"],
        blocks=tuple(_block(block) for block in raw["paragraphs"]),
        charset=raw.get("charset", "utf-8"),
        template=raw.get("template", "new"),
        caption=raw.get("caption", ""),
        keywords=tuple(raw.get("keywords", ())),
        traits=traits,
        breaks=tuple(raw.get("breaks", ())),
        of=raw.get("of"),
    )
    return replace(story, revision=_revised(story, raw["revision"])) if "revision" in raw else story


@cache
def load_stories() -> tuple[Story, ...]:
    """All sample stories, newest first."""
    stories = [read_story(path) for path in sorted(STORIES.glob("*.json"))]
    return tuple(sorted(stories, key=lambda story: story.published, reverse=True))


def _revised(story: Story, raw: Mapping[str, Any]) -> Story:
    return replace(
        story,
        title=raw.get("title", story.title),
        updated=_instant(raw["updated"]),
        blocks=tuple(_block(block) for block in raw["paragraphs"]),
    )


def _block(raw: str | Mapping[str, Any]) -> Block:
    if isinstance(raw, str):
        return Block("text", text=raw)
    if "table" in raw:
        return Block("table", rows=tuple(tuple(row) for row in raw["table"]))
    return Block("list", items=tuple(raw["list"]))


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise StoryError(f"{text}: an instant needs its offset")
    return moment.astimezone(BEIJING)
