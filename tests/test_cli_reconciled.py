"""A press batch is shown beside the official entries that it must be about."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Batchwatch

from extract import own
from extract.known.shipped import shipped_names

STORY = Path(__file__).parent / "outlets/global_times/vertical-models-join-register/expected.json"
NAMED = {
    "Beijing-AIWenDaJiQiRen-20240102": "北京值得买科技股份有限公司",
    "Beijing-MuXiaoXian-20240102": "北京衔远科技有限公司",
    "Beijing-LingYiWanWu-20240102": "北京零一万物科技有限公司",
    "Beijing-YueAiLiao-20240102": "掌阅科技股份有限公司",
    "Beijing-XinYiShiPin-20240102": "新壹（北京）科技有限公司",
}
SLUG = "genai-filing-2024-01"
LIST = "genai_filing/2024-04"


def story(folder: Path) -> Path:
    told = json.loads(STORY.read_text(encoding="utf-8"))
    facts = {key: told[key] for key in ("id", "url", "outlet", "title", "language", "text")}
    path = folder / "story.json"
    path.write_text(json.dumps(facts | {"published": told["published_at"]}), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the story, told as news, and the entries that ship."""
    from cli.main import main

    folder = tmp_path_factory.mktemp("reconciled")
    data = folder / "data"
    assert main(["ingest", "--live", str(story(folder)), "--data", str(data), "-q"]) == 0
    assert main(["register", "--bundled", "--data", str(data), "-q"]) == 0
    return data


def asked(batchwatch: Batchwatch, data: Path, *arguments: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(batchwatch(*arguments, "--json", "--data", data).out)
    return document


def linked(batch: dict[str, Any]) -> dict[str, str]:
    return {s["number"]: s["register_company"] for s in batch["services"] if s["status"] == "both"}


def test_fourteen_of_fourteen_services_and_all_named_ones(
    batchwatch: Batchwatch, shared: Path
) -> None:
    batch = asked(batchwatch, shared, "batch", SLUG)
    assert (batch["services_listed"], batch["companies_listed"]) == (14, 13)
    assert (batch["services_found"], batch["companies_found"]) == (5, 5)
    assert batch["status"] == "complete"
    assert linked(batch) == NAMED
    assert len(batch["services"]) == 14
    assert {service["date"] for service in batch["services"]} == {"2024-01-17"}
    assert {service["status"] for service in batch["services"]} == {"both", "listed"}


def test_the_entries_that_ship_confirm_what_was_told(batchwatch: Batchwatch, shared: Path) -> None:
    told = asked(batchwatch, shared, "alerts", "list")["alerts"]
    assert [alert["kind"] for alert in told] == ["confirmation", "new_batch"]


def test_the_running_total_stands_beside_the_registers_own(
    batchwatch: Batchwatch, shared: Path
) -> None:
    batch = asked(batchwatch, shared, "batch", SLUG)
    assert batch["cumulative_stated"] == {"value": 40, "qualifier": "more_than"}
    assert (batch["cumulative_listed"], batch["cumulative_listed_on"]) == (79, "2024-01-17")
    (row,) = [row for row in asked(batchwatch, shared, "batches")["batches"] if row["voices"]]
    assert (row["cumulative_listed"], row["services_listed"]) == (79, 14)


@pytest.fixture
def _only_official_names(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody has given any name to a company or service by hand."""
    shipped = shipped_names()
    given = {name.canonical for name in shipped if name.origin == "reviewed"}
    kept = tuple(name for name in shipped if name.canonical not in given)
    monkeypatch.setattr("extract.known.gazetteer.shipped_names", lambda: kept)
    own.forget_names()
    yield
    monkeypatch.undo()
    own.forget_names()


@pytest.mark.usefixtures("_only_official_names")
def test_they_are_found_without_any_name_given_by_hand(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    assert batchwatch("ingest", story(tmp_path), "--data", data, "-q").status == 0
    assert batchwatch("register", "--bundled", "--data", data, "-q").status == 0
    batch = asked(batchwatch, data, "batch", SLUG)
    assert linked(batch) == NAMED
    assert (batch["services_listed"], batch["companies_listed"], batch["status"]) == (
        14,
        13,
        "complete",
    )


def test_nothing_of_a_list_is_known_before_its_publication(
    batchwatch: Batchwatch, shared: Path
) -> None:
    before = asked(batchwatch, shared, "batch", SLUG, "--as-of", "2024-04-01")
    assert before["services_listed"] is before["cumulative_listed"] is None
    assert before["status"] == "stated_only"
    assert [service["status"] for service in before["services"]] == ["stated"] * 5
    assert {service["number"] for service in before["services"]} == {None}
    assert before["lists"] == []
    assert "listed" not in {entry["what"] for entry in before["history"]}
    on_the_day = asked(batchwatch, shared, "batch", SLUG, "--as-of", "2024-04-02")
    assert (on_the_day["services_listed"], on_the_day["status"]) == (14, "complete")
    told = asked(batchwatch, shared, "batches", "--as-of", "2024-04-01")["batches"]
    assert [row["slug"] for row in told] == [SLUG, "deep-synthesis-2023-06-20-list"]


def test_the_history_tells_when_a_list_came(batchwatch: Batchwatch, shared: Path) -> None:
    told = asked(batchwatch, shared, "batch", SLUG)["history"]
    (listed,) = [entry for entry in told if entry["what"] == "listed"]
    assert listed == told[-1]
    facts = {key: listed[key] for key in ("at", "field", "value", "text", "article")}
    assert facts == {
        "at": "2024-04-02",
        "field": "services",
        "value": 14,
        "text": LIST,
        "article": None,
    }


def test_the_page_has_both_sides(batchwatch: Batchwatch, shared: Path) -> None:
    page = batchwatch("batch", SLUG, "--why", "--history", "--data", shared).out
    assert "  register   14 of 14 services, 13 of 13 companies\n" in page
    assert "  so far     more than 40 stated, 79 in the register by 2024-01-17\n" in page
    assert f"  lists      {LIST}: 14 entries, public since 2024-04-02\n" in page
    assert "register: 摹小仙 of 北京衔远科技有限公司, Beijing-MuXiaoXian-20240102" in page
    assert f"{LIST} (14 entries): 14 services in the register" in page
    assert f"lists 14 services ({LIST})" in page
    table = batchwatch("batches", "--data", shared).out.splitlines()
    columns = table[0].replace("so far", "total").split()
    (row,) = [line for line in table if line.startswith(f"{SLUG} ")]
    assert row.split("more than 40")[1].split()[columns.index("listed") - 4] == "14"


def test_a_list_that_nobody_tells_of_is_a_batch_of_its_own(
    batchwatch: Batchwatch, shared: Path
) -> None:
    batch = asked(batchwatch, shared, "batch", "genai-filing-2025-07-11-list")
    assert (batch["status"], batch["voices"], batch["articles"]) == ("listed_only", 0, [])
    assert (batch["services_listed"], batch["services_found"]) == (93, 0)
    assert (batch["level"], batch["event_date"]) == ("national", "2025-07-11")
    assert batch["title"] == "Generative-AI service filing: 93 services, 2025-07-11"
    assert (batch["cumulative_listed"], batch["cumulative_listed_on"]) == (439, "2025-06-30")
    assert [row["relation"] for row in batch["lists"]] == ["is"]


def test_every_list_that_no_article_tells_of_has_a_batch(
    batchwatch: Batchwatch, shared: Path
) -> None:
    found = asked(batchwatch, shared, "batches")["batches"]
    assert len([row for row in found if row["slug"].endswith("-list")]) == len(found) - 1 == 30
