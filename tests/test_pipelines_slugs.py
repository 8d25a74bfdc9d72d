"""Slugs follow the facts; those printed before keep answering."""

from pathlib import Path

from told import announcement, ingest, told

from db import answers
from db.store import RecordStore
from pipelines.slugs import base_slug, distinct


def test_a_slug_is_made_of_what_is_known() -> None:
    assert base_slug("genai_filing", None, "2024-01") == "genai-filing-2024-01"
    assert base_slug("genai_filing", "北京", "2024-01-29") == "genai-filing-beijing-2024-01-29"
    assert base_slug(None, None, None) == "unknown"
    assert base_slug("on_device", None, "2026-07", "Some Firm") == "on-device-some-firm-2026-07"


def test_equal_facts_get_numbers_in_a_lasting_order() -> None:
    given = [("x", "b"), ("y", "a"), ("x", "a"), ("x-n2", "a")]
    assert distinct(given) == ["x-n3", "y", "x", "x-n2"]
    assert distinct(given[::-1]) == ["x-n2", "x", "y", "x-n3"]


def test_a_printed_slug_forwards_to_todays_batch(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [told("a", announcement(services_in_batch=14, event_date="2024-01"))])
    ingest(path, [told("b", announcement(services_in_batch=14, event_date="2024-01-17"))])
    with RecordStore.open_read_only(path) as store:
        (living,) = answers.batches(store)["batches"]
        assert living["slug"] == "genai-filing-2024-01-17"
        forwarded = answers.batch(store, "genai-filing-2024-01")
        assert forwarded is not None
        assert forwarded["slug"] == "genai-filing-2024-01-17"
        assert forwarded["forwarded_from"] == "genai-filing-2024-01"
        assert answers.batch(store, "genai-filing-2023-01") is None


def test_a_slug_goes_with_most_of_its_announcements(tmp_path: Path) -> None:
    """Two firms' stories were one batch until better dates parted them."""
    path = tmp_path / "s.db"
    said = {"services_in_batch": 14}
    ingest(path, [told(n, announcement(event_date="2024-03", **said)) for n in "abc"])
    dated = [told(n, announcement(event_date="2024-03-02", **said)) for n in "ab"]
    ingest(path, [*dated, told("c", announcement(event_date="2024-05-28", **said))])
    with RecordStore.open_read_only(path) as store:
        forwarded = answers.batch(store, "genai-filing-2024-03")
        assert forwarded is not None
        assert forwarded["slug"] == "genai-filing-2024-03-02"
        assert len(answers.batches(store)["batches"]) == 2
