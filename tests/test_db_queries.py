"""Every named query says what it answers and which parameters it has, and runs."""

import re
from pathlib import Path

import pytest
from each import each

from db import queries
from db.store import RecordStore, store_path

OF_GIVEN = (
    "alert_deliveries",
    "batch_members",
    "claims",
    "earlier_claims",
    "named_services",
    "versions",
)
"""Queries whose ``IN (?)`` takes the rows asked for."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> RecordStore:
    return RecordStore.open(store_path(tmp_path_factory.mktemp("queries")))


@each("name", queries.names())
def test_a_query_says_what_it_answers(name: str) -> None:
    assert re.match(r"[A-Z].{20,}\.$", queries.about(name))
    sql = re.sub("^--.*$", "", queries.text(name), flags=re.MULTILINE)
    assert set(re.findall(r"(?<!:):(\w+)", sql)) == set(queries.parameters(name))


@each("name", [n for n in queries.names() if n not in OF_GIVEN])
def test_a_query_runs_without_parameters(store: RecordStore, name: str) -> None:
    assert queries.run(store, name) == []


def test_unknown_names_and_parameters_are_errors(store: RecordStore) -> None:
    with pytest.raises(KeyError):
        queries.text("nobody")
    with pytest.raises(TypeError, match="no parameter colour"):
        queries.run(store, "batches", colour="red")


def test_queries_are_files_of_the_folder() -> None:
    folder = Path(queries.__file__).with_name("queries")
    assert {path.suffix for path in folder.iterdir() if path.is_file()} == {".sql"}
    assert "batches" in queries.names()
