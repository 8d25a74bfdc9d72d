"""What was known of a batch on a day: only what was published by then, as it then was."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from told import Told, announcement, ingest, service, told

from db import answers
from db.store import RecordStore
from pipelines.states import DAYS

FIRMS = [service("Alpha"), service("Beta"), service("Gamma")]
DAY = "2024-03-01"


def story(name: str, count: int | None, published_at: str | None, **known: Any) -> Told:
    said = announcement(services_in_batch=count, event_date=DAY)
    return told(name, said, services=FIRMS, published_at=published_at, **known)


STORIES = [
    story("a", 8, "2024-03-01T15:30:00Z"),
    story("b", 11, "2024-03-01T16:30:00Z"),
    story("c", 11, "2024-03-04"),
    story("d", None, None, fetched_at="2024-03-09T20:00:00Z"),
]


def states(path: Path) -> list[tuple[Any, ...]]:
    with RecordStore.open_read_only(path) as store:
        rows = store.rows(
            "SELECT known_from, known_until, services_stated, voices, articles"
            " FROM v_batch_states ORDER BY batch, known_from"
        )
    return [tuple(row.values()) for row in rows]


def known(path: Path, day: str) -> list[dict[str, Any]]:
    with RecordStore.open_read_only(path) as store:
        found: list[dict[str, Any]] = answers.batches(store, as_of=day)["batches"]
    return found


def test_a_state_lasts_until_something_shown_changes(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", STORIES)
    assert states(tmp_path / "s.db") == [
        ("2024-03-01", "2024-03-02", 8, 1, 1),
        ("2024-03-02", "2024-03-04", 8, 2, 2),
        ("2024-03-04", "2024-03-10", 11, 3, 3),
        ("2024-03-10", None, 11, 4, 4),
    ]


@pytest.mark.parametrize(
    ("day", "services", "voices", "members"),
    [
        ("2024-03-01", 8, 1, ["a"]),
        ("2024-03-03", 8, 2, ["a", "b"]),
        ("2024-03-05", 11, 3, ["a", "b", "c"]),
        ("2030-01-01", 11, 4, ["a", "b", "c", "d"]),
    ],
)
def test_the_answer_of_a_day_knows_nothing_later(
    tmp_path: Path, day: str, services: int, voices: int, members: list[str]
) -> None:
    ingest(tmp_path / "s.db", STORIES)
    (batch,) = known(tmp_path / "s.db", day)
    assert batch["services_stated"] == {"value": services, "qualifier": "exact"}
    assert batch["voices"] == voices
    assert [one["id"] for one in batch["articles"]] == members


def test_the_last_state_is_the_batch_of_today(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", STORIES)
    with RecordStore.open_read_only(tmp_path / "s.db") as store:
        assert answers.batches(store) == answers.batches(store, as_of="2030-01-01")


def test_one_batch_on_a_day_has_that_days_claims_values_and_history(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", STORIES)
    with RecordStore.open_read_only(tmp_path / "s.db") as store:
        today = answers.batch(store, "genai-filing-2024-03-01")
        then = answers.batch(store, "genai-filing-2024-03-01", as_of="2024-03-02")
        assert answers.batch(store, "genai-filing-2024-03-01", as_of="2024-02-29") is None
    assert today is not None
    assert then is not None
    assert [claim["article"] for claim in then["claims"]] == ["a", "b"]
    assert [(v["value"], v["voices"]) for v in then["values"]["services"]] == [(8, 1), (11, 1)]
    assert {entry["article"] for entry in then["history"]} == {"a", "b"}
    assert then["history"] == [e for e in today["history"] if e["article"] in ("a", "b")]
    assert all(e["article"] in ("a", "b") for s in then["services"] for e in s["evidence"])
    assert then["as_of"] == "2024-03-02"


def test_before_the_first_report_nothing_is_known(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", STORIES)
    assert known(tmp_path / "s.db", "2024-02-29") == []


def test_an_article_counts_with_its_earlier_version_until_it_was_edited(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    first = story("a", 9, DAY, fetched_at="2024-03-01T05:00:00Z")
    said = announcement(services_in_batch=11, event_date=DAY)
    edit = told("a", said, services=[*FIRMS, service("Delta")], text="Eleven were added.",
                published_at=DAY, fetched_at="2024-03-06T05:00:00Z")  # fmt: skip
    ingest(path, [edit, first])
    assert states(path) == [
        (DAY, "2024-03-06", 9, 1, 1),
        ("2024-03-06", None, 11, 1, 1),
    ]
    assert [known(path, day)[0]["services_found"] for day in (DAY, "2024-03-06")] == [3, 4]
    with RecordStore.open_read_only(path) as store:
        then = answers.batch(store, "genai-filing-2024-03-01", as_of="2024-03-05")
    assert then is not None
    assert [c["services_in_batch"]["value"] for c in then["claims"]] == [9]
    assert [s["company"] for s in then["services"]] == ["Alpha", "Beta", "Gamma"]


def test_an_article_without_any_time_is_in_no_state(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", [story("a", 9, None)])
    assert states(tmp_path / "s.db") == []
    assert known(tmp_path / "s.db", "2030-01-01") == []


def test_a_paper_that_only_recalls_it_opens_no_state(tmp_path: Path) -> None:
    recalled = announcement(role="background", kind=None, services_in_batch=50, event_date=DAY)
    early = told("r", recalled, published_at="2024-03-02")
    ingest(tmp_path / "s.db", [early, story("a", 50, "2024-03-03")])
    assert [row[0] for row in states(tmp_path / "s.db")] == ["2024-03-03"]


def test_a_batch_that_is_recalled_for_ever_has_few_states(tmp_path: Path) -> None:
    days = [date(2024, 3, 1) + timedelta(days=n) for n in range(DAYS + 60)]
    stories = [story("n0", 50, days[0].isoformat())]
    said = announcement(role="background", kind=None, services_in_batch=50, event_date=DAY)
    stories += [told(f"n{n}", said, published_at=str(day)) for n, day in enumerate(days[1:], 1)]
    ingest(tmp_path / "s.db", stories)
    found = states(tmp_path / "s.db")
    assert len(found) == DAYS + 3
    assert found[-1] == (days[-1].isoformat(), None, 50, len(days), len(days))
    assert found[DAYS - 1][0] == days[DAYS - 1].isoformat()


def test_an_earlier_sighting_of_a_middle_version_moves_its_state(tmp_path: Path) -> None:
    path = tmp_path / "s.db"

    def version(count: int, day: int) -> Told:
        said = announcement(services_in_batch=count, event_date=DAY)
        return told("a", said, text=f"{count} were added.", published_at=DAY,
                    fetched_at=f"2024-03-{day:02}T05:00:00Z")  # fmt: skip

    ingest(path, [version(9, 1), version(11, 6), version(12, 8)])
    ingest(path, [version(11, 4)])
    assert [(row[0], row[2]) for row in states(path)] == [
        (DAY, 9), ("2024-03-04", 11), ("2024-03-08", 12),
    ]  # fmt: skip
