"""A number that outlets put right one after the other is one batch's, and outranks the old one."""

from itertools import islice, permutations
from pathlib import Path
from typing import Any

import pytest
from told import Told, announcement, contents, ingest, told

from db import answers
from db.store import RecordStore

DAY = "2024-03-01"
EDITED = "2024-03-02T00:00:00Z"


def story(name: str, number: int, since: str = "2024-03-01T00:00:00Z", **known: Any) -> Told:
    """An outlet's story of so many services, with the running total that goes with it."""
    facts = {"province": "北京", "event_date": DAY, "cumulative_services": 100 + number}
    said = announcement(services_in_batch=number, **(facts | known))
    about: dict[str, Any] = {"published_at": "2024-03-01T00:00:00Z", "fetched_at": since}
    text = f"A story called {name} of {number} services that were registered."
    return told(name, said, text=text, **about)


OLD = [story(name, 12) for name in "abcd"]


def batches(path: Path) -> list[dict[str, Any]]:
    with RecordStore.open_read_only(path) as store:
        found: list[dict[str, Any]] = answers.batches(store)["batches"]
    return found


@pytest.mark.parametrize("edited", ["a", "ab", "abc", "abcd", "d"])
def test_those_that_have_and_those_that_have_not_are_one_batch(tmp_path: Path, edited: str) -> None:
    ingest(tmp_path / "s.db", [*OLD, *(story(name, 13, EDITED) for name in edited)])
    (batch,) = batches(tmp_path / "s.db")
    assert batch["services_stated"]["value"] == 13
    assert batch["cumulative_stated"]["value"] == 113
    assert len(batch["articles"]) == 4


def test_any_order_of_arrival_gives_the_same(tmp_path: Path) -> None:
    stories = [*OLD[:2], story("a", 13, EDITED), story("e", 13, EDITED)]
    found = []
    for number, order in enumerate(islice(permutations(stories), 0, None, 3)):
        path = tmp_path / f"{number}.db"
        for one in order:
            ingest(path, [one])
        found.append(contents(path))
    assert all(one == found[0] for one in found)
    assert len(found[0]["batches"]) == 1


def test_who_tells_the_new_number_first_joins_by_the_one_that_was_edited(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", [*OLD, story("e", 13, EDITED), story("f", 13, EDITED)])
    assert len(batches(tmp_path / "s.db")) == 2
    ingest(tmp_path / "s.db", [story("a", 13, EDITED)])
    assert len(batches(tmp_path / "s.db")) == 1


def test_what_is_published_after_the_edit_speaks_against_it(tmp_path: Path) -> None:
    late = [story(name, 12) for name in "xy"]
    ingest(tmp_path / "s.db", [*OLD, story("a", 13, EDITED)])
    ingest(
        tmp_path / "s.db",
        [told(i.id, *e.announcements, text=i.text, published_at="2024-03-03") for i, e in late],
    )
    (batch,) = batches(tmp_path / "s.db")
    assert batch["services_stated"]["value"] == 12


def test_a_page_that_tells_of_the_next_batch_now_is_of_that_alone(tmp_path: Path) -> None:
    """Its earlier version was of another day."""
    page = story("a", 5, "2024-05-03T00:00:00Z", event_date="2024-05-02")
    ingest(tmp_path / "s.db", [*OLD, page])
    sizes = [batch["services_stated"]["value"] for batch in batches(tmp_path / "s.db")]
    assert sorted(sizes) == [5, 12]


def test_a_day_knows_what_was_put_right_by_then(tmp_path: Path) -> None:
    again = [story("a", 13, EDITED), story("a", 14, "2024-03-05T00:00:00Z")]
    ingest(tmp_path / "s.db", [*OLD, *again])
    sql = "SELECT known_from, services_stated FROM batch_states ORDER BY known_from"
    with RecordStore.open_read_only(tmp_path / "s.db") as store:
        known = [tuple(row.values()) for row in store.rows(sql)]
    assert known == [("2024-03-01", 12), ("2024-03-02", 13), ("2024-03-05", 14)]
