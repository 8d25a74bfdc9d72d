"""A file of a named query is read strictly; what it is asked is checked with one clear error."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from each import each

from db import named_values
from db.errors import WrongQuestion
from db.named import BadQueryFile, Rows, answer, named_queries, named_query, parse
from db.schemes import SCHEMES
from db.store import RecordStore, store_path
from extract.extraction import Scheme

GOOD = """\
-- help: What there is.
-- help_zh: 有什么。
-- param: since first_day "" from this day on
-- column: day the day
SELECT :since AS day
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    with RecordStore.open(store_path(tmp_path_factory.mktemp("named"))) as store:
        yield store.conn


@each("name", named_queries())
def test_an_empty_store_answers_with_no_rows(empty: sqlite3.Connection, name: str) -> None:
    query = named_query(name)
    told = tuple(column.name for column in query.columns)
    assert answer(empty, name, dict(query.example)) == Rows(told, [])


def test_a_question_that_needs_a_word_asks_for_it(empty: sqlite3.Connection) -> None:
    for params in ({}, {"company": " "}, {"company": None}):
        with pytest.raises(WrongQuestion, match="company-history needs company: its name"):
            answer(empty, "company-history", params)


@each(
    ("line", "instead"),
    [
        ("-- help: What there is.", "-- help: One.\n-- help: Two."),
        ("-- help_zh: 有什么。\n", ""),
        ("-- param: since", "-- parameter: since"),
        ('first_day ""', 'weekday ""'),
        ("-- param: since", "-- param: until"),
        ("-- column: day the day\n", ""),
        ("-- column: day the day", "-- column: day the day\n-- column: day again"),
        ("-- column: day the day", "-- column: day"),
        ("-- help: What", "--help: What"),
        ("-- column: day", "-- example: since\n-- column: day"),
        ("-- column: day", "-- example: until=2024\n-- column: day"),
        ('first_day ""', 'first_day! ""'),
        ('first_day ""', 'first_day! "2024"'),
    ],
)
def test_a_file_that_is_written_otherwise_is_refused(line: str, instead: str) -> None:
    assert parse("good", GOOD).columns[0].name == "day"
    with pytest.raises(BadQueryFile, match="good"):
        parse("good", GOOD.replace(line, instead))


@each(
    ("params", "words"),
    [
        ({"sinc": "2024"}, "no parameter 'sinc'; did you mean since?"),
        ({"colour": "red"}, "it has scheme, since, until"),
        ({"since": "yesterday"}, "since: 'yesterday' is not a day"),
        ({"since": "2024-02-30"}, "no day of the calendar"),
        ({"since": "0000"}, "no day of the calendar"),
        ({"until": "2024-1\n"}, None),
        ({"until": "２０２４"}, "is not a day"),
        ({"scheme": "genai-filling"}, "did you mean genai_filing"),
    ],
)
def test_what_cannot_be_asked_is_one_clear_error(
    empty: sqlite3.Connection, params: dict[str, str], words: str | None
) -> None:
    if words is None:
        assert answer(empty, "lag", params).rows == []
        return
    with pytest.raises(WrongQuestion) as caught:
        answer(empty, "lag", params)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_query_is_answered_with_near_ones(empty: sqlite3.Connection) -> None:
    with pytest.raises(WrongQuestion, match="did you mean timeline"):
        answer(empty, "timelines", {})
    with pytest.raises(WrongQuestion, match="batchwatch query lists all"):
        answer(empty, "§", {})


def test_a_province_is_known_by_each_of_its_names(empty: sqlite3.Connection) -> None:
    for name in ("北京", "北京市", "beijing"):
        assert named_values.read_value(empty, "province", "province", name) == "北京"
    with pytest.raises(WrongQuestion, match="did you mean"):
        named_values.read_value(empty, "province", "province", "Bejing")


def test_the_schemes_are_those_of_the_extraction() -> None:
    assert get_args(Scheme) == SCHEMES


def test_queries_are_files_with_lower_case_names() -> None:
    folder = Path(named_values.__file__).parent / "queries" / "named"
    assert {path.name for path in folder.iterdir()} == {f"{name}.sql" for name in named_queries()}
    assert all(name == name.lower() and "_" not in name for name in named_queries())
