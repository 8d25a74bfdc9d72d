"""``batch`` tells what is disputed, why and since when; ``--as-of`` answers as on a day."""

import json
from pathlib import Path

import pytest
from conftest import Batchwatch

SLUG = "genai-filing-2024-01-17"
NAMED = (
    "Harbour Lantern Technology's chatbot Willow Talk, Northwind Robotics Technology's assistant"
    " Cedar Desk and Red Maple Technology's writing tool Quill"
)
STORIES = {
    "a": "The Cyberspace Administration of China on January 17 approved {count} large language"
    " models for public use. Among them are {named}.",
    "b": "China approved {count} large language models on January 17, its internet regulator said,"
    " the first time this year that anyone was let in. The models include {named}.",
    "c": "Users in China will soon have more to choose from, as {count} large language models were"
    " approved on January 17, the Cyberspace Administration of China said in a short note.",
    "d": "Investors had waited for this list. {count} large language models won approval from the"
    " Cyberspace Administration of China on January 17, such as {named}.",
}


def write(folder: Path, name: str, count: int, published: str) -> Path:
    folder.mkdir(exist_ok=True)
    facts = {
        "id": name,
        "url": f"https://news.example/{name}",
        "outlet": f"paper-{name}",
        "title": f"{count} models approved",
        "language": "en",
        "published": published,
        "text": STORIES[name].format(count=count, named=NAMED),
    }
    path = folder / f"{name}-{count}.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    return path


@pytest.fixture
def data(batchwatch: Batchwatch, tmp_path: Path) -> Path:
    """Three papers say 14, then one says 11."""
    files = tmp_path / "files"
    for name, day in (("a", 18), ("b", 19), ("c", 20)):
        write(files, name, 14, f"2024-01-{day}T04:00:00Z")
    write(files, "d", 11, "2024-01-22T04:00:00Z")
    assert batchwatch("ingest", files, "--data", tmp_path / "data", "-q").status == 0
    return tmp_path / "data"


def test_a_page_says_what_is_disputed_and_stays_short(batchwatch: Batchwatch, data: Path) -> None:
    out = batchwatch("batch", SLUG, "--data", data).out
    assert "disputed   services 14 (3 voices) against 11 (1 voice: paper-d)\n" in out
    assert "History" not in out
    assert "Why" not in out


def test_why_prints_what_joined_each_claim(batchwatch: Batchwatch, data: Path) -> None:
    lines = batchwatch("batch", SLUG, "--why", "--data", data).out.splitlines()
    at = lines.index("Why these claims are one event")
    assert lines[at + 1] == "  paper-a 2024-01-18 04:00: services 14, date 2024-01-17"
    assert "the first report" in lines[at + 2]
    assert lines[at + 4].startswith("    joins paper-a 2024-01-18 04:00, score ")
    assert "both 14 services (+" in lines[at + 4]
    assert lines[-1] == "    says services 11, not 14"


def test_history_has_a_line_an_article(batchwatch: Batchwatch, data: Path) -> None:
    lines = batchwatch("batch", SLUG, "--history", "--data", data).out.splitlines()
    told = lines[lines.index("History") + 2 :]
    assert told[0].startswith("2024-01-18 04:00  paper-a  first report; states services 14, date")
    assert told[1] == "2024-01-19 04:00  paper-b  confirms services 14, date 2024-01-17 (2 voices)"
    assert told[3].startswith("2024-01-22 04:00  paper-d  differs: services 11, not 14")


def test_an_edited_count_is_in_the_history_with_both_values(
    batchwatch: Batchwatch, data: Path, tmp_path: Path
) -> None:
    later = write(tmp_path / "later", "d", 14, "2024-01-23T04:00:00Z")
    assert batchwatch("ingest", later, "--data", data, "-q").status == 0
    ran = batchwatch("batch", SLUG, "--history", "--json", "--data", data)
    entries = [
        (entry["what"], entry["value"], entry["before"])
        for entry in json.loads(ran.out)["history"]
        if entry["article"] == "d" and entry["field"] == "services"
    ]
    assert entries == [("disputed", 11, 14), ("edited", 14, 11)]
    out = batchwatch("batch", SLUG, "--history", "--data", data).out
    assert "edited: services 14, before 11" in out
    assert "disputed" not in out


@pytest.mark.parametrize(("day", "voices"), [("2024-01-18", 1), ("2024-01-21", 3), ("2024", 4)])
def test_batches_as_of_a_day(batchwatch: Batchwatch, data: Path, day: str, voices: int) -> None:
    ran = batchwatch("batches", "--as-of", day, "--json", "--data", data)
    assert [b["voices"] for b in json.loads(ran.out)["batches"]] == [voices]


def test_before_the_first_report_the_list_is_empty(batchwatch: Batchwatch, data: Path) -> None:
    ran = batchwatch("batches", "--as-of", "2024-01-17", "--json", "--data", data)
    assert (ran.status, json.loads(ran.out)) == (0, {"batches": []})


def test_one_batch_as_of_a_day(batchwatch: Batchwatch, data: Path) -> None:
    out = batchwatch("batch", SLUG, "--as-of", "2024-01-19", "--history", "--data", data).out
    assert "  as of      2024-01-19\n" in out
    assert "2 articles, 2 independent voices" in out
    assert "paper-c" not in out


def test_one_batch_before_its_first_report_is_said(batchwatch: Batchwatch, data: Path) -> None:
    ran = batchwatch("batch", SLUG, "--as-of", "2024-01-17", "--data", data)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == (
        f"batchwatch: {SLUG} was not known on 2024-01-17;"
        " its first report is of 2024-01-18 04:00 UTC\n"
    )


def test_without_a_store_there_was_nothing(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("batches", "--as-of", "2024-01-17", "--json", "--data", tmp_path / "none")
    assert (ran.status, json.loads(ran.out)) == (0, {"batches": []})
    assert not (tmp_path / "none").exists()
