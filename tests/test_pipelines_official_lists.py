"""Which list a document is of: what it holds decides, whatever came first."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from official import Given, contents, entry, keep, official, rows

from extract.register.records import RegisterRow

FIRST = [entry(n) for n in range(1, 9)]
LATER = "genai_filing/2024-08"


def later(numbers: range, name: str = LATER, date: str = "2024-07-01") -> list[RegisterRow]:
    return [entry(n, list=name, date=date) for n in numbers]


def lists(folder: Path) -> dict[str, int]:
    sql = (
        "SELECT l.list, count(r.number) AS n FROM register_lists AS l"
        " LEFT JOIN register_rows AS r ON r.list = l.list GROUP BY l.list ORDER BY l.list"
    )
    return {row["list"]: row["n"] for row in rows(folder, sql)}


AGAIN = {
    "at another address": {"url": "https://www.cac.gov.cn/other"},
    "on another page": {"page": "https://www.cac.gov.cn/2024-08/08/c_2.htm"},
    "published again": {"published": "2026-01-07"},
    "fetched again": {"fetched": "2026-01-07T00:00:00Z"},
    "in other bytes": {"body": b"other", "type": "pdf"},
}


@pytest.mark.parametrize("how", AGAIN.values(), ids=AGAIN.keys())
def test_the_same_rows_are_the_same_list(tmp_path: Path, how: dict[str, Any]) -> None:
    keep(tmp_path, official(FIRST), official(FIRST, **how))
    assert lists(tmp_path) == {"genai_filing/2024-04": 8}
    assert len(rows(tmp_path, "SELECT key FROM register_documents")) == 2
    assert rows(tmp_path, "SELECT * FROM register_row_revisions") == []


def test_rows_under_another_name_are_the_same_list(tmp_path: Path) -> None:
    renamed = [entry(n, list=LATER) for n in range(1, 9)]
    keep(tmp_path, official(FIRST), official(renamed, published="2024-08-08"))
    assert lists(tmp_path) == {"genai_filing/2024-04": 8}


def test_a_list_of_other_rows_with_one_name_gets_a_name_of_its_own(tmp_path: Path) -> None:
    other = [entry(n) for n in range(20, 25)]
    keep(tmp_path, official(FIRST), official(other, published="2024-04-05"))
    assert lists(tmp_path) == {"genai_filing/2024-04": 8, "genai_filing/2024-04.2": 5}


def test_a_row_added_in_place_is_of_the_list(tmp_path: Path) -> None:
    grown = [*FIRST, entry(9)]
    keep(tmp_path, official(FIRST), official(grown, fetched="2024-06-01T00:00:00Z"))
    assert lists(tmp_path) == {"genai_filing/2024-04": 9}
    known = "SELECT known_from FROM register_rows ORDER BY seq DESC LIMIT 1"
    assert rows(tmp_path, known) == [{"known_from": "2024-06-01"}]


@pytest.mark.parametrize("size", [9, 12, 30])
def test_a_row_belongs_to_the_earliest_list_that_has_it(tmp_path: Path, size: int) -> None:
    cumulative = official(later(range(1, size + 1)), published="2024-08-08")
    keep(tmp_path, cumulative, official(FIRST))
    assert lists(tmp_path) == {"genai_filing/2024-04": 8, LATER: size - 8}


def test_an_excerpt_of_a_list_is_of_it(tmp_path: Path) -> None:
    keep(tmp_path, official(FIRST), official(later(range(2, 4)), published="2024-05-01"))
    assert lists(tmp_path) == {"genai_filing/2024-04": 8}


def test_a_file_of_known_rows_of_several_lists_is_no_list(tmp_path: Path) -> None:
    whole = official(later(range(1, 13), "genai_filing/2024-12"), published="2024-12-01")
    keep(tmp_path, official(FIRST), official(later(range(9, 13)), published="2024-08-08"), whole)
    assert lists(tmp_path) == {"genai_filing/2024-04": 8, LATER: 4}
    asked = "SELECT list, rows FROM register_documents WHERE repeats = 1"
    assert rows(tmp_path, asked) == [{"list": LATER, "rows": 12}]


def test_two_tables_of_a_file_are_two_lists(tmp_path: Path) -> None:
    registered = [entry(1, scheme="genai_registration", list="genai_registration/2024-04")]
    keep(tmp_path, official([*FIRST, *registered]))
    assert lists(tmp_path) == {"genai_filing/2024-04": 8, "genai_registration/2024-04": 1}


SEEN: list[Given] = [
    official(FIRST),
    official([entry(1, "改名"), *FIRST[1:]], fetched="2024-06-01T00:00:00Z"),
    official(later(range(1, 13)), published="2024-08-08", fetched="2024-08-08T09:00:00Z"),
    official(later(range(9, 13)), published="2024-08-08", fetched="2025-01-01T00:00:00Z"),
    official(later(range(20, 24), "genai_filing/2024-04"), published=None),
    official(later(range(1, 24), "genai_filing/2026-12"), published="2026-12-05"),
]


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(permutations(SEEN)):
        if number % 101:
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        keep(folder, *order)
        found.append(contents(folder))
    assert len(found) > 6
    assert all(one == found[0] for one in found)


def test_what_is_kept_twice_changes_nothing(tmp_path: Path) -> None:
    keep(tmp_path, *SEEN)
    before = contents(tmp_path)
    again = keep(tmp_path, *SEEN)
    assert contents(tmp_path) == before
    assert not any(one.schemes or any(kept.new for kept in one.lists) for one in again)
