"""Extraction against spaCy's blank tokenizer of the same language."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from bench.feed import items
from bench.ratio import Ratio, alternate, per_cpu_second

if TYPE_CHECKING:
    from crawler.items import Article

TIMES = 10
CHINESE = Path(__file__).parent / "articles" / "zh.json"
TRAINED = Ratio(
    "en_core_web_sm, noted",
    44,
    "spaCy blank('en'), same trial",
    3_290,
    "articles/s",
)
"""Context, not measured here: a small trained NER on English articles of 821 characters."""
FEED_ITEMS = 2000
FEED_TARGET = 2000
"""Items a second that the gate is meant to let by; printed beside the tokenizer's own speed."""


def measure(scale: float) -> Iterator[Ratio]:
    """Articles a second of CPU time; every sample article, announcements and others."""
    rounds = max(1, int(TIMES * scale))
    for name, language, sample, target in (
        ("en", "en", _english, 0.15),
        ("zh", "zh", _chinese, 0.30),
        ("zh, short", "zh", _short_chinese, None),
    ):
        articles = sample() * rounds
        ours, reference = alternate(
            partial(extracted, articles), partial(tokenized, articles, language)
        )
        blank = f"spaCy blank({language!r})"
        yield Ratio(f"extraction, {name}", ours, blank, reference, "articles/CPU-s", target)

    yield TRAINED
    yield _feed(scale)


def _feed(scale: float) -> Ratio:
    """A general feed through the gate, against the goal itself."""
    number = max(200, int(FEED_ITEMS * scale))
    unread = count(step=number)
    ours, reference = alternate(
        lambda: extracted(items(number, next(unread))),
        partial(tokenized, items(number), "zh"),
    )
    name = f"spaCy blank('zh'), goal {FEED_TARGET}/s"
    return Ratio("feed behind the gate", ours, name, reference, "items/CPU-s", 1.0)


def extracted(articles: Sequence["Article"]) -> float:
    """Through ``extract.read.read``."""
    from extract.read import read

    read(replace(articles[0], text=articles[0].text + "\n"))
    return per_cpu_second(len(articles), lambda: [read(article) for article in articles])


def tokenized(articles: Sequence["Article"], language: str) -> float:
    """Through spaCy's own tokenizer for the language, and no other part of it."""
    import spacy

    tokenizer = spacy.blank(language).tokenizer
    tokenizer(articles[0].text)
    return per_cpu_second(len(articles), lambda: [tokenizer(a.text) for a in articles])


def _english() -> list["Article"]:
    """The sample newsroom's stories, 1,150 characters in the mean; three of eight announce."""
    return _stories("en", {"global_times", "technode"})


def _chinese() -> list["Article"]:
    """Articles of 800 characters, as the target is stated for; one of three announces."""
    from crawler.items import Article

    rows = json.loads(CHINESE.read_text(encoding="utf-8"))
    return [
        Article(
            id=row["slug"],
            key=row["slug"],
            url=None,
            outlet=row["outlet"],
            language="zh",
            title=row["title"],
            text=row["text"],
            published_at=row["published"],
        )
        for row in rows
    ]


def _short_chinese() -> list["Article"]:
    """The sample newsroom's stories, 340 characters in the mean; one of three announces."""
    return _stories("zh", {"ithome"})


def _stories(language: str, outlets: set[str]) -> list["Article"]:
    from crawler.items import Article
    from crawler.newsroom.story import load_stories

    return [
        Article(
            id=story.slug,
            key=story.slug,
            url=story.url,
            outlet=story.outlet,
            language=language,
            title=story.title,
            text=story.text,
            published_at=f"{story.published:%Y-%m-%d}",
        )
        for story in load_stories()
        if story.outlet in outlets
    ]
