"""Resolving a store whole and in flushes, against 2 ms an article and a smaller store.

At a scale of 5 the stores have 10,000, 30,000 and 100,000 articles, the last of 2,000 batches. Most
are reprints of others, and as many come a day in each. What arrives in a flush is new and the
newest, as in a crawl; what changes is as old as any, with all that came before and after it.
"""

import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from bench.ratio import Ratio
from cli.main import GARBAGE
from crawler.items import Article
from db.store import RecordStore
from extract.extraction import Announcement, Extraction, Quantity, Role, Scheme, Service
from pipelines.flow import Flow
from pipelines.settle import mark_due, settle

BATCHES = 400
SIZES = (0.1, 0.3, 1.0)
"""Stores that are measured, as shares of the largest."""
STORIES = 50
REPRINTS = 0.7
FLUSH = 200
AIM = 500.0
GROWTH = 0.75
"""Of the rate at a tenth of the articles that a store keeps."""
UNIT = "articles/CPU-s"
TURNS = 5
FIRMS = 200_000
"""So many that few services are approved twice, as in the register."""
PLACES = ("北京", "上海", "广东", "浙江", "江苏", "四川", "山东", "湖北", None, None)
SCHEMES: tuple[Scheme, ...] = (
    "genai_filing",
    "genai_filing",
    "genai_registration",
    "deep_synthesis",
    "on_device",
)
ROLES: tuple[Role, ...] = ("main",) * 6 + ("background",)
FIRST_DAY = date(2023, 8, 15)
DAYS = 0.6
"""Days between the beginnings of two batches."""


Story = tuple[Article, Extraction]


@dataclass(frozen=True, slots=True)
class Made:
    """A store that was resolved whole."""

    path: Path
    articles: int
    whole: float
    """Articles in a second of CPU time, when an ``ingest`` or a ``replay`` closes."""
    late: Sequence[Story]
    """The newest, which have not come yet."""

    @property
    def named(self) -> str:
        """Its size, as it is printed."""
        return f"{self.articles:,}"


def measure(scale: float) -> Iterator[Ratio]:
    """The rates of each store against the aim, and of the largest against the smallest.

    Python looks for cycles as often as in a command.
    """
    gc.set_threshold(GARBAGE, 10, 10)
    with tempfile.TemporaryDirectory() as folder:
        sizes = [max(5, int(BATCHES * scale * share)) for share in SIZES]
        flush = min(FLUSH, sizes[0] * STORIES // 20)
        stores = [made(Path(folder) / f"{size}.db", size, TURNS * flush) for size in sizes]
        found = {"whole": [one.whole for one in stores]}
        found["changed"] = _flushes(stores, flush, _changed)
        found["arriving"] = _flushes(stores, flush, _arriving)
    for what, rates in found.items():
        for one, rate in zip(stores, rates, strict=True):
            name = f"{what}, {one.named}: {1000 / rate:.2f} ms"
            yield Ratio(name, rate, "2 ms an article", AIM, UNIT, 1.0)
        small = f"{stores[0].named} articles"
        yield Ratio(f"{what}, {stores[-1].named}", rates[-1], small, rates[0], UNIT, GROWTH)


def made(path: Path, batches: int, late: int) -> Made:
    """A store of so many batches, with what it cost to resolve; the last articles do not come."""
    told = sorted(stories(batches), key=lambda story: story[0].published_at or "")
    there = told[:-late]
    with _flow(path, there) as flow:
        for item, _ in there:
            flow.add(item)
        began = time.process_time()
    return Made(path, len(told), len(there) / (time.process_time() - began), told[-late:])


def _flow(path: Path, told: Sequence[Story]) -> Flow:
    readings = {item.text: extraction for item, extraction in told}
    return Flow(path, verb="ingest", reader=lambda item: readings[item.text])


def _flushes(
    stores: Sequence[Made], flush: int, work: Callable[[Made, int, int], float]
) -> list[float]:
    """Articles in a second of CPU time, in flushes of what was published together.

    The stores have their turns, so that a busy machine disturbs all alike.
    """
    spent = [0.0] * len(stores)
    for turn in range(TURNS):
        for place, one in enumerate(stores):
            spent[place] += work(one, flush, turn)
    return [TURNS * flush / seconds for seconds in spent]


def _changed(one: Made, flush: int, turn: int) -> float:
    """The seconds for so many articles, as if all that they state had changed."""
    with RecordStore.open(one.path) as store:
        docs = store.rows("SELECT doc FROM articles ORDER BY published_at, doc")
        first = turn * (len(docs) - flush) // TURNS
        with store.transaction():
            mark_due(store, [row["doc"] for row in docs[first : first + flush]])
            return _settled(store)


def _arriving(one: Made, flush: int, turn: int) -> float:
    """The seconds for so many of the articles that have not come yet, once they are stored."""
    come = one.late[turn * flush : (turn + 1) * flush]
    with _flow(one.path, come) as flow:
        for item, _ in come:
            flow.add(item)
        return flow.act(_settled)


def _settled(store: RecordStore) -> float:
    began = time.process_time()
    settle(store, slugs_printed=False)
    return time.process_time() - began


def stories(batches: int) -> Iterator[Story]:
    """Stories of invented batches: counts and names that some leave out, dates to the month."""
    chance = Random(1)
    for number in range(batches):
        day = FIRST_DAY + timedelta(days=chance.randrange(1 + int(DAYS * batches)))
        size = chance.randrange(3, 120)
        facts = announced(chance.choice(SCHEMES), chance.choice(PLACES))
        firms = [f"Firm{chance.randrange(FIRMS)}" for _ in range(min(size, 14))]
        told: list[tuple[Article, Extraction]] = []
        for telling in range(STORIES):
            name = f"{number}-{telling}"
            if told and chance.random() < REPRINTS:
                yield _reprint(chance, name, *chance.choice(told))
            else:
                told.append(_story(chance, name, facts, day, size, firms))
                yield told[-1]


def announced(scheme: Scheme, province: str | None) -> Announcement:
    """A batch of which nothing but its register and place is told."""
    return Announcement(
        role="main",
        kind="batch",
        scheme=scheme,
        authority=None,
        regulation=None,
        level=None,
        province=province,
        event_date=None,
        event_date_text=None,
        ordinal=None,
        period_start=None,
        period_end=None,
        services_in_batch=None,
        companies_in_batch=None,
        cumulative_services=None,
        start=0,
        end=7,
        text="Stories",
    )


def _story(
    chance: Random, name: str, facts: Announcement, day: date, size: int, firms: list[str]
) -> tuple[Article, Extraction]:
    published = (day + timedelta(days=chance.randrange(4))).isoformat()
    said = replace(
        facts,
        role=chance.choice(ROLES),
        scheme=chance.choice((facts.scheme,) * 9 + (None,)),
        province=chance.choice((facts.province,) * 6 + (None,)),
        event_date=chance.choice((day.isoformat(),) * 3 + (day.isoformat()[:7], None)),
        services_in_batch=chance.choice((Quantity(size),) * 4 + (None,)),
    )
    named = chance.sample(firms, chance.randrange(min(len(firms), 8)))
    services = tuple(
        Service(firm, f"{firm}GPT", None, 0, 0, 7, "Stories", "bench") for firm in named
    )
    words = " ".join(f"w{chance.randrange(10_000)}" for _ in range(80))
    article = Article(
        id=name,
        key=f"news.example/{name}",
        url=f"https://news.example/{name}",
        outlet=f"outlet-{chance.randrange(40)}",
        language="en",
        title=name,
        text=f"Stories {name} {words}",
        published_at=published,
    )
    return article, Extraction(True, (said,), services=services)


def _reprint(
    chance: Random, name: str, first: Article, read: Extraction
) -> tuple[Article, Extraction]:
    """The same text in another paper on the same day or one of the next."""
    day = date.fromisoformat(first.published_at or "") + timedelta(days=chance.randrange(3))
    copy = replace(
        first,
        id=name,
        key=f"news.example/{name}",
        url=f"https://news.example/{name}",
        outlet=f"outlet-{chance.randrange(40)}",
        published_at=day.isoformat(),
    )
    return copy, read
