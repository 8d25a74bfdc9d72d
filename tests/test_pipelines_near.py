"""Resolving only what an article may have changed gives what resolving every claim gives."""

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from told import Told, announcement, contents, ingest, service, told

from db.store import RecordStore
from extract.extraction import Announcement
from pipelines.forgetting import forget

PLACES = [None, None, "北京", "上海"]
SCHEMES = ["genai_filing", "genai_filing", "genai_registration", "on_device", None]
FIRMS = [f"Firm{letter}" for letter in "abcdefgh"]


def stories(seed: int, number: int = 40) -> list[Told]:
    """Stories of a few months that agree, contradict, recall and sum up at random."""
    chance = Random(seed)
    return [story(chance, f"s{n}") for n in range(number)]


def story(chance: Random, name: str) -> Told:
    day = date(2024, 1, 1) + timedelta(days=chance.randrange(80))
    said = [claim(chance, day, "main")]
    if chance.random() < 0.5:
        said.append(claim(chance, day, chance.choice(["main", "background"])))
    firms = chance.sample(FIRMS, chance.randrange(4))
    named = [service(firm, f"{firm}GPT", chance.randrange(len(said))) for firm in firms]
    published = None if chance.random() < 0.1 else day.isoformat()
    return told(name, *said, services=named, published_at=published, outlet=f"o{chance.random()}")


def claim(chance: Random, published: date, role: str) -> Announcement:
    day = (published - timedelta(days=chance.randrange(20))).isoformat()
    kind = chance.choice(["batch", "batch", "list", "single_service", "cumulative", None])
    return announcement(
        role=role,
        kind=kind,
        scheme=chance.choice(SCHEMES),
        province=chance.choice(PLACES),
        event_date=chance.choice([day, day, day[:7], None]),
        ordinal=chance.choice([None, None, 1, 2]),
        services_in_batch=chance.choice([None, 5, 6, 14]),
        cumulative_services=chance.choice([None, None, 40, 60]),
    )


def of_all(folder: Path, given: list[Told]) -> dict[str, list[str]]:
    ingest(folder / "all.db", given)
    return contents(folder / "all.db")


@pytest.mark.parametrize("seed", range(8))
def test_one_article_after_another_gives_what_all_at_once_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    compare(tmp_path, monkeypatch, seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 300))
def test_many_more_orders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    compare(tmp_path, monkeypatch, seed)


def compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    given = stories(seed)
    expected = of_all(tmp_path, given)
    monkeypatch.setattr("pipelines.settle.NEARBY", 0)
    Random(seed + 100).shuffle(given)
    path = tmp_path / "near.db"
    while given:
        ingest(path, [given.pop() for _ in range(min(len(given), 1 + seed % 3))])
    assert contents(path) == expected


@pytest.mark.parametrize("seed", range(4))
def test_articles_that_go_leave_what_the_others_add_up_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    given = stories(seed)
    expected = of_all(tmp_path, given[10:])
    path = tmp_path / "near.db"
    ingest(path, given)
    monkeypatch.setattr("pipelines.settle.NEARBY", 0)
    gone = {item.id for item, _ in given[:10]}
    with RecordStore.open(path) as store:
        rows = store.rows("SELECT doc, id FROM articles")
        forget(store, [row["doc"] for row in rows if row["id"] in gone])
    assert contents(path) == expected
