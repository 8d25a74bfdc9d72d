"""Resolving only what an article may have changed gives what resolving every claim gives."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from told import Told, announcement, contents, ingest, service, told

from crawler.items import Article
from db.store import RecordStore
from extract.extraction import Announcement, Extraction, Quantity
from extract.own import use_folder
from pipelines.alike import Alike
from pipelines.batch_rows import write_batches
from pipelines.cluster import Event, with_guests
from pipelines.deciding import write_batch_decisions
from pipelines.decision_files import of_cells
from pipelines.forgetting import forget
from pipelines.merge import BatchRecord
from pipelines.settle import mark_due, settle
from pipelines.weighing import Weighed

PLACES = [None, None, "北京", "上海"]
SCHEMES = ["genai_filing", "genai_filing", "genai_registration", "on_device", None]
FIRMS = [f"Firm{letter}" for letter in "abcdefgh"]


def stories(seed: int, number: int = 40) -> list[Told]:
    """Stories of a few months that agree, contradict, recall and sum up at random.

    A few were edited later: they state other numbers then, or another event.
    """
    chance = Random(seed)
    told = [story(chance, f"s{n}") for n in range(number)]
    return told + [edit(chance, *one) for one in chance.sample(told, number // 5)]


def edit(chance: Random, item: Article, read: Extraction) -> Told:
    number = chance.choice([5, 6, 7, 14])
    said = [
        replace(one, services_in_batch=Quantity(number) if chance.random() < 0.7 else None)
        for one in read.announcements
    ]
    seen = f"2024-05-{chance.randrange(1, 29):02}T00:00:00Z"
    text = f"{item.text} Now {number}."
    return replace(item, text=text, fetched_at=seen), replace(read, announcements=tuple(said))


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


@pytest.mark.parametrize("seed", range(2))
def test_one_article_after_another_gives_what_all_at_once_give(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    compare(tmp_path, monkeypatch, seed)


@pytest.mark.parametrize("seed", range(20, 22))
def test_the_same_with_what_people_decided(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    use_folder(decisions(tmp_path, seed))
    compare(tmp_path, monkeypatch, seed)


@pytest.mark.soak
@pytest.mark.parametrize("decide", [False, True])
@pytest.mark.parametrize("seed", [2, 3, 22, 23, *range(100, 300)])
def test_many_more_orders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, *, decide: bool
) -> None:
    if decide:
        use_folder(decisions(tmp_path, seed))
    compare(tmp_path, monkeypatch, seed)


def decisions(folder: Path, seed: int) -> Path:
    """A folder with a dozen decisions at random."""
    chance = Random(seed)
    made = [of_cells(decision(chance, f"2024-06-{n:02}")) for n in range(1, 13)]
    write_batch_decisions(folder / "own", made)
    return folder / "own"


def decision(chance: Random, day: str) -> dict[str, str]:
    one, other = chance.sample([f"s{n}" for n in range(44)], 2)
    said = {"date": day, "article": one, "reason": "so it is"}
    action = chance.choice(["merge", "merge", "split", "split", "correct", "reject", "accept"])
    if action in ("merge", "split"):
        said["other_article"] = other
    elif action == "correct":
        field = chance.choice(["event_date", "scheme", "title"])
        said |= {
            "field": field,
            "value": {"event_date": "2024-02", "scheme": "other"}.get(field, "T"),
        }
    return said | {"action": action}


def compare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    given = stories(seed)
    expected = of_all(tmp_path, given)
    monkeypatch.setattr("pipelines.settle.NEARBY", 0)
    Random(seed + 100).shuffle(given)
    path = tmp_path / "near.db"
    while given:
        ingest(path, [given.pop() for _ in range(min(len(given), 1 + seed % 3))])
    assert contents(path) == expected


def test_a_paragraph_that_fits_its_own_batch_better_is_not_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = {"services_in_batch": 14, "event_date": "2024-01-10"}
    own, others = (announcement(cumulative_services=n, **days) for n in (40, 60))
    named = [service(firm, f"{firm}GPT") for firm in FIRMS[:3]]
    recalls = announcement(role="background", kind=None, **days)
    ingest(
        tmp_path / "s.db",
        [
            told("main", own, services=named, published_at="2024-01-10"),
            told("recalls", recalls, services=named, published_at="2024-02-20"),
        ],
    )
    monkeypatch.setattr("pipelines.settle.NEARBY", 0)
    asked: list[int] = []

    def spy(found: list[Event], guests: list[Alike], weighed: Weighed) -> object:
        asked.append(len(guests))
        return with_guests(found, guests, weighed)

    monkeypatch.setattr("pipelines.neighbourhood.with_guests", spy)
    ingest(tmp_path / "s.db", [told("other", others, published_at="2024-01-10")])
    ingest(tmp_path / "s.db", [told("again", own, services=named)])
    assert asked == [0, 1]


@pytest.mark.parametrize("seed", range(2))
def test_articles_that_go_leave_what_the_others_add_up_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    given = stories(seed)
    gone = {item.id for item, _ in given[:10]}
    expected = of_all(tmp_path, [one for one in given if one[0].id not in gone])
    path = tmp_path / "near.db"
    ingest(path, given)
    monkeypatch.setattr("pipelines.settle.NEARBY", 0)
    with RecordStore.open(path) as store:
        rows = store.rows("SELECT doc, id FROM articles")
        forget(store, [row["doc"] for row in rows if row["id"] in gone])
    assert contents(path) == expected


def test_a_batch_that_comes_out_as_it_was_is_told_of_but_not_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = announcement(services_in_batch=40, event_date="2024-01-17")
    other = replace(said, scheme="deep_synthesis")
    unnamed = replace(said, scheme=None)
    ingest(
        tmp_path / "s.db",
        [
            told("own", said, published_at="2024-01-17"),
            told("tied", unnamed, published_at="2024-01-17"),
            told("other", other, published_at="2024-01-27"),
        ],
    )
    monkeypatch.setattr("pipelines.settle.NEARBY", 0)
    written: list[str | None] = []

    def spy(store: RecordStore, batches: list[BatchRecord], replaced: set[str]) -> None:
        written.extend(batch.scheme for batch in batches)
        write_batches(store, batches, replaced)

    monkeypatch.setattr("pipelines.settle.write_batches", spy)
    with RecordStore.open(tmp_path / "s.db") as store, store.transaction():
        (own,) = store.rows("SELECT doc FROM articles WHERE id = 'own'")
        mark_due(store, [own["doc"]])
        settled = settle(store, slugs_printed=False)
    assert written == ["genai_filing"]
    assert settled.changed == {"genai-filing-2024-01-17", "deep-synthesis-2024-01-17"}
