"""An edited article replaces its facts and keeps the version before."""

import json
from pathlib import Path

import pytest
from told import Told, announcement, article, contents, ingest, service, told

from db import answers
from db.sightings import stands
from db.store import RecordStore


def version(count: int, text: str, fetched_at: str) -> Told:
    said = announcement(services_in_batch=count, event_date="2024-03-01")
    return told("a", said, services=[service("Alpha")], text=text, fetched_at=fetched_at)


FIRST = version(9, "Nine services were added today.", "2024-03-01T05:00:00Z")
EDIT = version(11, "Eleven services were added today.", "2024-03-01T09:00:00Z")


def test_an_edit_of_a_count_changes_the_batch_and_keeps_both(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [FIRST])
    assert ingest(path, [EDIT])["store/revised"] == 1
    with RecordStore.open_read_only(path) as store:
        (batch,) = answers.batches(store)["batches"]
        (row,) = answers.articles(store)["articles"]
        (old,) = store.rows("SELECT * FROM article_revisions")
    assert batch["services_stated"] == {"value": 11, "qualifier": "exact"}
    assert row["revision"] == 2
    assert old["text"] == "Nine services were added today."
    assert old["last_seen"] == "2024-03-01T05:00:00Z"
    facts = json.loads(old["facts"])
    assert facts["announcements"][0]["services_in_batch"] == 9
    assert facts["service_mentions"][0]["company"] == "Alpha"


def test_a_version_that_comes_late_stands_behind_the_newer_one(tmp_path: Path) -> None:
    path, other = tmp_path / "s.db", tmp_path / "o.db"
    ingest(path, [EDIT])
    assert ingest(path, [FIRST])["store/older"] == 1
    ingest(other, [FIRST, EDIT])
    assert contents(path) == contents(other)


@pytest.mark.parametrize("number", range(4))
def test_of_two_versions_of_one_instant_the_longer_counts_whichever_comes_first(
    tmp_path: Path, number: int
) -> None:
    moment = "2024-03-01T05:00:00Z"
    less = version(9, f"Page 1 of {number}.", moment)
    more = version(9, f"Page 1 of {number}.\nPage 2 of {number}.", moment)
    ingest(tmp_path / "s.db", [less])
    ingest(tmp_path / "s.db", [more])
    ingest(tmp_path / "o.db", [more, less])
    assert contents(tmp_path / "s.db") == contents(tmp_path / "o.db")
    with RecordStore.open_read_only(tmp_path / "s.db") as store:
        (row,) = store.rows("SELECT text, revision FROM articles")
        (old,) = store.rows("SELECT * FROM article_revisions")
    assert row == {"text": more[0].text, "revision": 2}
    current = {**old, "version": "0"}
    assert [stand.version for stand in stands(current, [old])] == [old["version"], "0"]


def test_an_edit_taken_back_makes_the_first_version_count_again(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    back = version(9, "Nine services were added today.", "2024-03-02T05:00:00Z")
    ingest(path, [FIRST, EDIT, back])
    with RecordStore.open_read_only(path) as store:
        assert store.rows("SELECT text, fetched_at, last_seen, revision FROM articles") == [
            {
                "text": "Nine services were added today.",
                "fetched_at": "2024-03-01T05:00:00Z",
                "last_seen": "2024-03-02T05:00:00Z",
                "revision": 2,
            }
        ]
        assert [r["text"] for r in store.rows("SELECT text FROM article_revisions")] == [
            "Eleven services were added today."
        ]


def test_new_rules_replace_the_facts_without_a_revision(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [FIRST])
    item, _ = FIRST
    reread = told("a", announcement(services_in_batch=9, event_date="2024-03-01", ordinal=3))
    assert ingest(path, [(item, reread[1])])["store/reread"] == 1
    with RecordStore.open_read_only(path) as store:
        assert store.rows("SELECT revision FROM articles") == [{"revision": 1}]
        assert store.rows("SELECT ordinal FROM batches") == [{"ordinal": 3}]
        assert store.rows("SELECT * FROM companies") == []


def test_an_edit_that_takes_the_announcement_back_closes_its_batch(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [FIRST])
    ingest(path, [told("a", text="Withdrawn by the editors.", fetched_at="2024-03-05T00:00:00Z")])
    with RecordStore.open_read_only(path) as store:
        assert answers.batches(store) == {"batches": []}
        assert store.rows("SELECT slug, batch FROM batch_slugs") == [
            {"slug": "genai-filing-2024-03-01", "batch": None}
        ]
        assert answers.batch(store, "genai-filing-2024-03-01") is None


def test_variants_of_one_address_are_one_article_with_its_plainest_url(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    plain = "https://news.example/a"
    urls = [f"{plain}?utm_source={n}" for n in range(5)] + [plain]
    said = FIRST[1]
    ingest(path, [(article("a", url=url), said) for url in urls])
    with RecordStore.open_read_only(path) as store:
        (row,) = answers.articles(store)["articles"]
    assert (row["url"], row["revision"]) == (plain, 1)


def test_a_page_in_two_languages_is_two_articles(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [told("a"), told("a2", key="news.example/a", language="zh")])
    with RecordStore.open_read_only(path) as store:
        assert len(answers.articles(store)["articles"]) == 2


def test_copies_name_the_one_published_first(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    text = "The same words in two papers."
    late = told("late", text=text, published_at="2024-03-05T00:00:00Z")
    early = told("early", text=text, published_at="2024-03-04T00:00:00Z")
    ingest(path, [late])
    ingest(path, [early])
    with RecordStore.open_read_only(path) as store:
        found = {row["id"]: row["copy_of"] for row in answers.articles(store)["articles"]}
    assert found == {"early": None, "late": "early"}
