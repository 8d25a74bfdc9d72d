"""The history of a batch tells when what became known from whom, edits and old slugs included."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from told import Told, announcement, ingest, service, told

from db import answers
from db.store import RecordStore

SLUG = "genai-filing-2024-03-01"
Line = tuple[Any, ...]


def history(path: Path, slug: str = SLUG) -> list[dict[str, Any]]:
    with RecordStore.open_read_only(path) as store:
        batch = answers.batch(store, slug)
    assert batch is not None
    entries: list[dict[str, Any]] = batch["history"]
    return entries


def lines(entries: list[dict[str, Any]], field: str | None = "services") -> list[Line]:
    columns = ("at", "outlet", "what", "value", "before", "voices")
    return [tuple(e[column] for column in columns) for e in entries if e["field"] == field]


def version(count: int, fetched_at: str, *names: str) -> Told:
    said = announcement(services_in_batch=count, event_date="2024-03-01", ordinal=4)
    text = f"{count} services were added today."
    services = [service(name) for name in names]
    known: dict[str, Any] = {"published_at": "2024-03-01T04:00:00Z", "fetched_at": fetched_at}
    return told("a", said, services=services, text=text, **known)


FIRST = version(9, "2024-03-01T05:00:00Z", "Alpha")
EDIT = version(11, "2024-03-03T09:00:00Z", "Alpha", "Beta")
BACK = version(9, "2024-03-05T09:00:00Z", "Alpha")


@pytest.fixture(scope="module")
def told_by_four(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    path = tmp_path_factory.mktemp("history") / "s.db"
    facts: dict[str, Any] = {"event_date": "2024-03-01"}
    firms = [service("Alpha"), service("Beta"), service("Gamma")]
    stories = [
        told("a", announcement(services_in_batch=9, **facts), services=firms[:2],
             published_at="2024-03-01T04:00:00Z"),
        told("b", announcement(services_in_batch=9, companies_in_batch=7, **facts),
             services=firms, published_at="2024-03-02T04:00:00Z"),
        told("c", announcement(services_in_batch=8, **facts), services=firms,
             published_at="2024-03-03T04:00:00Z"),
        told("again", announcement(services_in_batch=9, **facts), services=firms,
             outlet="outlet-a", published_at="2024-03-04T04:00:00Z"),
        told("late", announcement(role="background", kind=None, services_in_batch=9, **facts),
             published_at="2024-06-01T04:00:00Z"),
    ]  # fmt: skip
    ingest(path, stories)
    return history(path)


def test_the_first_report_opens_it(told_by_four: list[dict[str, Any]]) -> None:
    first = told_by_four[0]
    assert (first["at"], first["outlet"], first["what"]) == (
        "2024-03-01T04:00:00Z", "outlet-a", "reported",
    )  # fmt: skip
    assert first["text"] == "A story"


def test_each_number_is_stated_confirmed_or_disputed(told_by_four: list[dict[str, Any]]) -> None:
    assert lines(told_by_four) == [
        ("2024-03-01T04:00:00Z", "outlet-a", "stated", 9, None, 1),
        ("2024-03-02T04:00:00Z", "outlet-b", "confirmed", 9, None, 2),
        ("2024-03-03T04:00:00Z", "outlet-c", "disputed", 8, 9, 1),
        ("2024-06-01T04:00:00Z", "outlet-late", "confirmed", 9, None, 3),
    ]


def test_a_fact_that_a_later_article_adds_is_its_own(told_by_four: list[dict[str, Any]]) -> None:
    assert lines(told_by_four, "companies") == [
        ("2024-03-02T04:00:00Z", "outlet-b", "stated", 7, None, 1)
    ]
    named = [(e["article"], e["value"]) for e in told_by_four if e["field"] == "service"]
    assert named == [("a", "Alpha"), ("a", "Beta"), ("b", "Gamma")]


def test_every_article_has_its_line(told_by_four: list[dict[str, Any]]) -> None:
    told = [(e["article"], e["what"]) for e in told_by_four if e["field"] is None]
    assert told == [
        ("a", "reported"), ("b", "reported"), ("c", "reported"), ("again", "reported"),
        ("late", "recalled"),
    ]  # fmt: skip


@pytest.mark.parametrize("order", [[FIRST, EDIT], [EDIT, FIRST]], ids=["in order", "late"])
def test_an_edit_of_a_count_leaves_both_values_with_their_times(
    tmp_path: Path, order: list[Told]
) -> None:
    ingest(tmp_path / "s.db", order)
    entries = history(tmp_path / "s.db")
    assert lines(entries) == [
        ("2024-03-01T04:00:00Z", "outlet-a", "stated", 9, None, 1),
        ("2024-03-03T09:00:00Z", "outlet-a", "edited", 11, 9, 1),
    ]
    assert [e["what"] for e in entries if e["field"] == "event_date"] == ["stated"]


def test_what_an_undated_article_said_first_stands_before_its_edit(tmp_path: Path) -> None:
    undated = replace(FIRST[0], published_at=None, fetched_at=None), FIRST[1]
    ingest(tmp_path / "s.db", [undated, (replace(EDIT[0], published_at=None), EDIT[1])])
    assert lines(history(tmp_path / "s.db")) == [
        ("2024-03-03T09:00:00Z", "outlet-a", "edited", 11, 9, 1),
        (None, "outlet-a", "stated", 9, None, 1),
    ]


def test_a_service_that_an_edit_adds_is_known_from_the_edit_on(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", [FIRST, EDIT])
    entries = [e for e in history(tmp_path / "s.db") if e["field"] == "service"]
    assert [(e["at"], e["value"]) for e in entries] == [
        ("2024-03-01T04:00:00Z", "Alpha"),
        ("2024-03-03T09:00:00Z", "Beta"),
    ]


def test_an_edit_taken_back_is_two_edits(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", [FIRST, EDIT, BACK])
    assert lines(history(tmp_path / "s.db"))[1:] == [
        ("2024-03-03T09:00:00Z", "outlet-a", "edited", 11, 9, 1),
        ("2024-03-05T09:00:00Z", "outlet-a", "edited", 9, 11, 1),
    ]


def test_an_edit_of_other_words_is_no_entry(tmp_path: Path) -> None:
    ingest(tmp_path / "s.db", [FIRST])
    before = history(tmp_path / "s.db")
    item, said = version(9, "2024-03-02T05:00:00Z", "Alpha")
    ingest(tmp_path / "s.db", [told("a", *said.announcements, services=said.services,
                                    text="Nine were added.", published_at=item.published_at,
                                    fetched_at=item.fetched_at)])  # fmt: skip
    assert history(tmp_path / "s.db") == before


def test_an_earlier_slug_is_told_last(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [told("a", announcement(services_in_batch=90, event_date="2024-03"))])
    ingest(path, [told("b", announcement(services_in_batch=90, event_date="2024-03-01"))])
    last = history(path)[-1]
    assert (last["what"], last["field"], last["before"], last["value"]) == (
        "renamed", "slug", "genai-filing-2024-03", SLUG,
    )  # fmt: skip
