"""``ingest`` stores articles from files; the reading verbs answer from what is stored."""

import json
import sqlite3
from pathlib import Path

import pytest
from conftest import Batchwatch

GOLD = Path(__file__).parent / "scored"


@pytest.fixture
def data(batchwatch: Batchwatch, tmp_path: Path) -> Path:
    """A data directory that holds the gold articles."""
    directory = tmp_path / "data"
    ran = batchwatch("ingest", GOLD / "en", GOLD / "zh", "--data", directory)
    assert (ran.status, ran.err) == (0, "")
    return directory


def test_a_second_time_changes_nothing(batchwatch: Batchwatch, data: Path) -> None:
    before = batchwatch("batches", "--json", "--data", data).out
    again = batchwatch("ingest", GOLD / "zh", GOLD / "en", "--data", data, "--json")
    assert again.status == 0
    assert json.loads(again.out)["counters"]["store/unchanged"] == 4
    assert batchwatch("batches", "--json", "--data", data).out == before


def test_batches_for_programs(batchwatch: Batchwatch, data: Path) -> None:
    ran = batchwatch("--json", "batches", "--data", data)
    batches = json.loads(ran.out)["batches"]
    assert {batch["services_stated"]["value"] for batch in batches} == {10, 12}
    only = batchwatch("batches", "--json", "--data", data, "--since", "2025-06", "--limit", "5")
    assert [b["services_stated"]["value"] for b in json.loads(only.out)["batches"]] == [12]


def test_batches_for_people(batchwatch: Batchwatch, data: Path) -> None:
    out = batchwatch("batches", "--data", data).out.splitlines()
    assert out[0].split()[:3] == ["batch", "services", "companies"]
    assert len(out) == 3
    assert "more than 120" in out[2]


def test_a_batch_shows_its_evidence(batchwatch: Batchwatch, data: Path) -> None:
    batches = json.loads(batchwatch("batches", "--json", "--data", data).out)["batches"]
    slug = next(b["slug"] for b in batches if b["services_stated"]["value"] == 10)
    ran = batchwatch("batch", slug, "--data", data)
    assert ran.status == 0
    for words in ("Willow Talk", "Harbour Lantern Technology", "Among them are", "10 services"):
        assert words in ran.out
    document = json.loads(batchwatch("batch", slug, "--json", "--data", data).out)
    assert document["slug"] == slug
    assert {"services", "claims", "reasons", "history"} <= set(document)


def test_a_company_and_a_service_by_name(batchwatch: Batchwatch, data: Path) -> None:
    company = batchwatch("company", "Harbour", "Lantern", "Technology", "--data", data)
    service = batchwatch("service", "Willow Talk", "--json", "--data", data)
    assert (company.status, service.status) == (0, 0)
    assert "Willow Talk" in company.out
    assert json.loads(service.out)["registrations"]


@pytest.mark.parametrize(
    "line", ["batch no-such-batch", "company Nobody Anywhere", "service Nothing"]
)
def test_what_is_unknown_is_said(batchwatch: Batchwatch, data: Path, line: str) -> None:
    ran = batchwatch(*line.split(), "--data", data, "--json")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert line.split()[1] in ran.err


def test_articles_and_runs(batchwatch: Batchwatch, data: Path) -> None:
    articles = json.loads(batchwatch("articles", "--json", "--data", data).out)["articles"]
    assert [a["relevant"] for a in articles] == [True, False, False, True]
    relevant = batchwatch("articles", "--json", "--relevant", "--data", data).out
    assert len(json.loads(relevant)["articles"]) == 2
    runs = json.loads(batchwatch("runs", "--json", "--data", data).out)["runs"]
    assert [(run["verb"], run["outcome"]) for run in runs] == [("ingest", "ok")]


@pytest.mark.parametrize("verb", ["batches", "articles", "outlets", "runs"])
def test_an_absent_directory_answers_empty(
    batchwatch: Batchwatch, tmp_path: Path, verb: str
) -> None:
    data = tmp_path / "none"
    ran = batchwatch(verb, "--json", "--data", data)
    assert (ran.status, json.loads(ran.out), ran.err) == (0, {verb: []}, "")
    assert batchwatch(verb, "--data", data).status == 0
    assert not data.exists()


@pytest.mark.parametrize("line", ["batch x", "company 小米", "service Rubik"])
def test_an_absent_directory_knows_nobody(
    batchwatch: Batchwatch, tmp_path: Path, line: str
) -> None:
    ran = batchwatch(*line.split(), "--data", tmp_path / "none")
    assert (ran.status, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "nothing here yet; run batchwatch crawl" in ran.err
    assert not (tmp_path / "none").exists()


def test_an_unreadable_file_among_others(batchwatch: Batchwatch, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("[", encoding="utf-8")
    data = tmp_path / "data"
    ran = batchwatch(
        "ingest", tmp_path / "broken.json", GOLD / "en" / "batch.json", "--data", data, "-q"
    )
    assert (ran.status, ran.out) == (1, "")
    assert "broken.json" in ran.err
    assert len(json.loads(batchwatch("articles", "--json", "--data", data).out)["articles"]) == 1
    runs = json.loads(batchwatch("runs", "--json", "--data", data).out)["runs"]
    assert runs[0]["outcome"] == "partial"


def test_an_article_that_says_nothing_is_named(batchwatch: Batchwatch, tmp_path: Path) -> None:
    (tmp_path / "short.json").write_text('{"id": "a-7", "text": "Hi."}', encoding="utf-8")
    ran = batchwatch("ingest", tmp_path / "short.json", "--data", tmp_path / "data", "-q")
    assert (ran.status, ran.err) == (1, "batchwatch: left out a-7: short text\n")
    runs = json.loads(batchwatch("runs", "--json", "--data", tmp_path / "data").out)["runs"]
    assert runs[0]["outcome"] == "partial"


def test_a_directory_without_articles(batchwatch: Batchwatch, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = batchwatch("ingest", tmp_path / "empty", "--data", tmp_path / "data", "-q")
    assert ran.status == 1
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("verb", ["batches", "ingest", "doctor"])
def test_a_damaged_database_is_status_4(batchwatch: Batchwatch, tmp_path: Path, verb: str) -> None:
    (tmp_path / "batchwatch.db").write_bytes(b"no database, " * 1000)
    paths = [GOLD / "en"] if verb == "ingest" else []
    ran = batchwatch(verb, *paths, "--data", tmp_path)
    assert ran.status == 4
    assert "batchwatch.db" in ran.out + ran.err
    assert (tmp_path / "batchwatch.db").read_bytes().startswith(b"no database")


def test_a_foreign_database_is_status_4(batchwatch: Batchwatch, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "batchwatch.db")
    connection.execute("CREATE TABLE mine (x)")
    connection.commit()
    connection.close()
    ran = batchwatch("batches", "--data", tmp_path)
    assert (ran.status, ran.out, ran.err.count("\n")) == (4, "", 1)


def test_a_data_path_that_is_a_file(batchwatch: Batchwatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = batchwatch("ingest", GOLD / "en", "--data", tmp_path / "file")
    assert (ran.status, ran.err.count("\n")) == (2, 1)


def test_articles_of_an_outlet_that_nobody_knows(batchwatch: Batchwatch, data: Path) -> None:
    ran = batchwatch("articles", "--outlet", "nobody", "--data", data)
    assert (ran.status, ran.out) == (2, "")
    assert "unknown outlet 'nobody'" in ran.err
    for outlet in ("example", "xinhua_en"):
        assert batchwatch("articles", "--outlet", outlet, "--data", data).status == 0
    elsewhere = batchwatch("articles", "--outlet", "nobody", "--data", data / "none", "--json")
    assert (elsewhere.status, json.loads(elsewhere.out)) == (0, {"articles": []})


def test_what_was_too_short_is_not_counted_as_unreadable(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    texts = ("ok", "fine", "The harbour office moved to the northern quay. " * 6)
    lines = [json.dumps({"text": text}) for text in texts]
    file = tmp_path / "half.jsonl"
    file.write_text("\n".join([*lines, "no JSON"]), encoding="utf-8")
    ran = batchwatch("ingest", file, "--data", tmp_path / "data", "--json")
    counters = json.loads(ran.out)["counters"]
    assert (ran.status, ran.err.count("\n")) == (1, 3)
    assert (counters["read/unreadable"], counters["check/short_text"]) == (1, 2)


def test_a_date_that_is_none_is_told_and_its_article_kept(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    file = tmp_path / "a.jsonl"
    text = "The harbour office moved to the northern quay. " * 6
    file.write_text(json.dumps({"text": text, "published": "yesterday"}), encoding="utf-8")
    ran = batchwatch("ingest", file, "--data", tmp_path / "data")
    assert ran.status == 1
    assert f"batchwatch: {file}: line 1: published is no day or instant" in ran.err
    assert batchwatch("extract", file).status == 1
    rows = json.loads(batchwatch("articles", "--json", "--data", tmp_path / "data").out)["articles"]
    assert [row["published_at"] for row in rows] == [None]
    run = json.loads(batchwatch("runs", "--json", "--data", tmp_path / "data").out)["runs"][0]
    assert (run["outcome"], run["counters"]["read/undated"]) == ("partial", 1)
