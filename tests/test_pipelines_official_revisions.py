"""What an entry was and is: revisions, completions and cancellations."""

import json
from pathlib import Path
from typing import Any

import pytest
from official import entry, keep, official, rows

FIRST = [entry(n) for n in range(1, 5)]
LATE: dict[str, Any] = {"fetched": "2024-09-01T00:00:00Z"}
REVISIONS = "SELECT * FROM register_row_revisions"
ROW = "SELECT * FROM register_rows WHERE seq = 1"


def changed(**cells: Any) -> list[Any]:
    return [entry(1, **cells), *FIRST[1:]]


@pytest.mark.parametrize("order", [1, -1])
def test_a_changed_cell_is_a_revision(tmp_path: Path, order: int) -> None:
    keep(tmp_path, *[official(FIRST), official(changed(name="改名"), **LATE)][::order])
    (row,) = rows(tmp_path, ROW)
    assert (row["name"], row["revision"]) == ("改名", 2)
    assert (row["known_from"], row["stands_from"]) == ("2024-04-02", "2024-09-01")
    (old,) = rows(tmp_path, REVISIONS)
    assert (old["number"], old["revision"]) == (row["number"], 1)
    assert (old["known_from"], old["list"]) == ("2024-04-02", "genai_filing/2024-04")
    assert json.loads(old["content"])["name"] == "模型1"


def test_all_revisions_are_kept(tmp_path: Path) -> None:
    documents = [
        official(changed(name=f"改名{n}"), published=f"2024-0{n}-02", fetched=None)
        for n in range(4, 8)
    ]
    keep(tmp_path, *documents)
    found = rows(tmp_path, f"{REVISIONS} ORDER BY revision")
    assert [json.loads(row["content"])["name"] for row in found] == ["改名4", "改名5", "改名6"]
    assert rows(tmp_path, ROW)[0]["revision"] == 4


def test_a_remark_that_is_gained_is_a_revision(tmp_path: Path) -> None:
    known: dict[str, Any] = {"scheme": "deep_synthesis", "list": "deep_synthesis/batch-1"}
    plain = [entry(1, **known, details={"products": "钉钉（APP）", "purpose": "生成"})]
    remarked = {"products": "钉钉（APP）", "purpose": "生成", "remark": "2024年8月，新增关联产品"}
    keep(tmp_path, official(plain), official([entry(1, **known, details=remarked)], **LATE))
    assert json.loads(rows(tmp_path, ROW)[0]["details"])["remark"] == remarked["remark"]
    assert len(rows(tmp_path, REVISIONS)) == 1


def test_print_is_no_change(tmp_path: Path) -> None:
    keep(tmp_path, official(FIRST), official(changed(name="模 型１"), **LATE))
    assert rows(tmp_path, REVISIONS) == []


def test_a_column_that_a_later_list_has_completes_the_entries(tmp_path: Path) -> None:
    fuller = [entry(n, details={"scenario": "办公"}) for n in range(1, 5)]
    keep(tmp_path, official(FIRST), official(fuller, **LATE))
    assert rows(tmp_path, REVISIONS) == []
    assert json.loads(rows(tmp_path, ROW)[0]["details"]) == {"scenario": "办公"}


def test_a_column_that_a_later_list_lacks_takes_nothing_away(tmp_path: Path) -> None:
    bare = [entry(n, province=None) for n in range(1, 5)]
    keep(tmp_path, official(FIRST), official(bare, **LATE))
    assert rows(tmp_path, ROW)[0]["province"] == "北京市"
    assert rows(tmp_path, REVISIONS) == []


def test_entries_without_a_number_have_keys_that_stay(tmp_path: Path) -> None:
    unnumbered = [entry(n, number=None) for n in range(1, 4)]
    keep(tmp_path, official(unnumbered), official(unnumbered[::-1], **LATE))
    found = rows(tmp_path, "SELECT number FROM register_rows ORDER BY seq")
    assert len({row["number"] for row in found}) == 3
    assert all(row["number"].startswith("unnumbered:") for row in found)
    assert rows(tmp_path, REVISIONS) == []


def test_one_number_at_two_services_loses_neither(tmp_path: Path) -> None:
    twice = [*FIRST, entry(5, number=FIRST[0].number)]
    keep(tmp_path, official(twice))
    found = rows(tmp_path, "SELECT number FROM register_rows WHERE seq IN (1, 5) ORDER BY seq")
    assert [row["number"] for row in found] == [FIRST[0].number, f"{FIRST[0].number}#2"]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("date", ["2025-07-01", None])
def test_a_cancelled_entry_stays_and_is_marked(
    tmp_path: Path, order: int, date: str | None
) -> None:
    known = {"scheme": "deep_synthesis", "list": "deep_synthesis/batch-1"}
    notice = {"scheme": "algorithm_cancelled", "list": "algorithm_cancelled/2025-07"}
    documents = [
        official([entry(n, **known) for n in range(1, 4)]),
        official([entry(2, **notice, date=date)], published="2025-07-14"),
    ]
    keep(tmp_path, *documents[::order])
    sql = "SELECT seq, cancelled_on FROM register_rows WHERE scheme = 'deep_synthesis' ORDER BY seq"
    marks = {row["seq"]: row["cancelled_on"] for row in rows(tmp_path, sql)}
    assert marks == {1: None, 2: date or "2025-07-14", 3: None}
    assert rows(tmp_path, "SELECT scheme FROM register_due ORDER BY scheme") == [
        {"scheme": "algorithm_cancelled"},
        {"scheme": "deep_synthesis"},
    ]


def test_a_page_that_gains_lists_does_not_date_them(tmp_path: Path) -> None:
    gained = [entry(n, list="genai_filing/2024-08", date="2024-07-25") for n in range(9, 12)]
    keep(tmp_path, official(FIRST), official(gained, fetched="2024-08-09T20:00:00Z"))
    known = {row["known_from"] for row in rows(tmp_path, "SELECT known_from FROM register_lists")}
    assert known == {"2024-04-02", "2024-08-10"}
