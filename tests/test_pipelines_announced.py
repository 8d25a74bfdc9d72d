"""What an official announcement states is held against the entries of the time that it counts."""

from pathlib import Path
from typing import Any

import pytest
from beside import settled
from official import Given, entry, keep, official
from told import Told, announcement, ingest, told

from db import answers
from db.store import RecordStore, store_path
from extract.register.records import RegisterRow

MASTER = "https://www.cac.gov.cn/2024-04/02/c_1.htm"
CRAWLED: dict[str, Any] = {"published": None, "fetched": "2025-03-20T01:00:00Z", "page": MASTER}


def rows(numbers: range, month: str, **known: Any) -> list[RegisterRow]:
    """Entries of one list, all of one month."""
    facts = {"date": f"{month}-15", "list": f"genai_filing/{month}", "province": None}
    return [entry(n, **(facts | known)) for n in numbers]


FIRST = official(rows(range(1, 31), "2023-12"), page=MASTER, published="2024-01-02")
SECOND = official(rows(range(31, 71), "2024-06"), **CRAWLED)
THIRD = official(rows(range(71, 91), "2024-12"), **CRAWLED)
LISTS = [FIRST, SECOND, THIRD]


def page(**said: Any) -> Told:
    facts = {"event_date": "2024-12-31", "level": "national"}
    when = said.pop("published_at", "2025-01-08T09:00:00Z")
    outlet = said.pop("outlet", "cac")
    return told("page", announcement(**(facts | said)), outlet=outlet, published_at=when)


def found(folder: Path, stories: list[Told], *lists: Given) -> dict[str, dict[str, Any]]:
    """All batches by their slugs."""
    keep(folder, *lists)
    ingest(store_path(folder), stories)
    settled(store_path(folder))
    with RecordStore.open_read_only(store_path(folder)) as store:
        slugs = [row["slug"] for row in answers.batches(store)["batches"]]
        told_of = [answers.batch(store, slug) for slug in slugs]
    return {batch["slug"]: batch for batch in told_of if batch}


def links(batch: dict[str, Any]) -> dict[str, str]:
    return {row["list"]: row["relation"] for row in batch["lists"]}


def test_a_page_that_only_links_back_is_the_list_that_ends_with_its_total(tmp_path: Path) -> None:
    batches = found(tmp_path, [page(services_in_batch=20, cumulative_services=90)], *LISTS)
    batch = batches["genai-filing-2024-12-31"]
    assert links(batch) == {"genai_filing/2024-12": "is"}
    assert (batch["services_listed"], batch["status"]) == (20, "complete")
    assert [slug for slug in batches if "2024-12" in slug] == ["genai-filing-2024-12-31"]


def test_a_whole_year_is_held_against_the_entries_of_the_year(tmp_path: Path) -> None:
    batches = found(tmp_path, [page(services_in_batch=60, cumulative_services=90)], *LISTS)
    batch = batches["genai-filing-2024-12-31"]
    assert links(batch) == {"genai_filing/2024-06": "within", "genai_filing/2024-12": "is"}
    assert (batch["services_listed"], batch["status"]) == (60, "complete")
    assert len(batches) == 3


def test_a_stated_period_is_held_against_its_entries(tmp_path: Path) -> None:
    said: dict[str, Any] = {"services_in_batch": 60, "cumulative_services": 90}
    period = {"period_start": "2024-06-01", "period_end": "2024-12-30", "event_date": "2024-12-30"}
    (batch,) = [
        b for b in found(tmp_path, [page(**said, **period)], *LISTS).values() if b["voices"]
    ]
    assert (batch["services_listed"], batch["status"]) == (60, "complete")


@pytest.mark.parametrize("far", [{"cumulative_services": 91}, {"scheme": "genai_registration"}])
def test_another_total_or_register_is_not_the_list(tmp_path: Path, far: dict[str, Any]) -> None:
    said = {"services_in_batch": 66, "cumulative_services": 90, "outlet": "paper"} | far
    (batch,) = [b for b in found(tmp_path, [page(**said)], *LISTS).values() if b["voices"]]
    assert batch["services_listed"] is None
    assert batch["lists"] == []


def test_entries_that_came_late_are_not_those_that_are_stated_as_new(tmp_path: Path) -> None:
    late = rows(range(91, 95), "2024-10", date_note="补登", list="genai_filing/2025-01")
    address = "https://www.cac.gov.cn/2025-01/20/c_2.htm"
    given = official(late, page=address, published="2025-01-20", fetched="2025-01-21T01:00:00Z")
    article = told(
        "page", announcement(services_in_batch=9, event_date="2025-01-19", level="national"),
        url=address, key="cac.gov.cn/2025-01/20/c_2.htm", outlet="cac",
        published_at="2025-01-20T09:00:00Z",
    )  # fmt: skip
    batches = found(tmp_path, [article], given)
    (batch,) = batches.values()
    assert (batch["services_listed"], batch["status"]) == (None, "stated_only")
    assert links(batch) == {"genai_filing/2025-01": "is"}
    assert {service["status"] for service in batch["services"]} == {"listed"}


def test_the_running_total_counts_entries_by_their_days(tmp_path: Path) -> None:
    """Whenever their lists were met: the first one and the last have pages of their own."""
    own = "https://www.cac.gov.cn/2025-01/08/c_3.htm"
    last = official(rows(range(71, 91), "2024-12"), page=own, published="2025-01-08")
    batches = found(tmp_path, [], FIRST, SECOND, last)
    reached = {
        slug: (batch["cumulative_listed"], batch["cumulative_listed_on"])
        for slug, batch in batches.items()
    }
    assert reached == {
        "genai-filing-2024-01-02-list": (30, "2023-12-15"),
        "genai-filing-2024-06-15-list": (70, "2024-06-15"),
        "genai-filing-2025-01-08-list": (90, "2024-12-15"),
    }


def test_registrations_that_came_late_count_with_their_list(tmp_path: Path) -> None:
    known: dict[str, Any] = {"scheme": "genai_registration", "list": "genai_registration/2024-06"}
    before = official(rows(range(1, 6), "2024-06", **known), published="2024-07-01")
    known["list"] = "genai_registration/2024-12"
    late = rows(range(6, 8), "2024-05", date_note="补登", **known)
    after = official([*rows(range(8, 12), "2024-12", **known), *late], published="2025-01-08")
    batches = found(tmp_path, [], before, after)
    assert [batch["cumulative_listed"] for batch in batches.values()] == [11, 5]


def test_a_list_without_a_publication_is_of_the_day_up_to_which_it_counts(tmp_path: Path) -> None:
    batches = found(tmp_path, [], *LISTS)
    assert {slug: batch["event_date"] for slug, batch in batches.items()} == {
        "genai-filing-2024-12-15-list": "2024-12-15",
        "genai-filing-2024-06-15-list": "2024-06-15",
        "genai-filing-2024-01-02-list": "2024-01-02",
    }
    assert batches["genai-filing-2024-12-15-list"]["first_seen"] == "2025-03-20"


def test_one_without_days_is_of_the_month_of_its_name(tmp_path: Path) -> None:
    known: dict[str, Any] = {"scheme": "deep_synthesis", "list": "deep_synthesis/2024-06"}
    given = official(rows(range(1, 5), "2024-06", date=None, **known), **CRAWLED)
    (batch,) = found(tmp_path, [], given).values()
    assert (batch["slug"], batch["event_date"]) == ("deep-synthesis-2024-06-list", "2024-06")


def test_what_an_office_states_of_a_list_ties_a_report_to_it(tmp_path: Path) -> None:
    """Few of its entries are known, but both state how many are new, and the total."""
    said: dict[str, Any] = {"services_in_batch": 60, "cumulative_services": 130}
    address = "https://www.cac.gov.cn/2025-01/08/c_4.htm"
    own = official(rows(range(71, 91), "2024-12"), page=address, published="2025-01-08")
    office = told(
        "office", announcement(event_date="2024-12-15", level="national", **said), outlet="cac",
        url=address, key="cac.gov.cn/2025-01/08/c_4.htm", published_at="2025-01-08T09:00:00Z",
    )  # fmt: skip
    paper = told(
        "paper", announcement(event_date="2025-01-09", **said), published_at="2025-01-09T09:00:00Z"
    )
    batches = found(tmp_path, [office, paper], FIRST, own)
    linked = [b for b in batches.values() if b["voices"]]
    assert {row["list"] for batch in linked for row in batch["lists"]} == {"genai_filing/2024-12"}
    assert {batch["status"] for batch in linked} == {"partial"}
    assert [slug for slug in batches if slug.endswith("-list")] == ["genai-filing-2024-01-02-list"]
