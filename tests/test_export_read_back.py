"""Exports read back with pandas, DuckDB and two readers of Excel equal the views, row for row."""

import csv
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from each import each
from exported import (
    SECRET,
    fill,
    from_csv,
    from_duckdb_csv,
    from_excel,
    from_json,
    from_pandas_csv,
    from_parquet,
    in_excel,
    viewed,
)

from cli.exporting import FORMATS
from cli.main import main
from db.exports.views import ORDER, dictionary
from db.store import store_path

TYPES = {"integer": "BIGINT", "text": "VARCHAR", "any": "VARCHAR"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory, and in it the folder ``out``."""
    made = tmp_path_factory.mktemp("export")
    fill(made / "data")
    asked = ["export", str(made / "out"), "--format", ",".join(FORMATS)]
    assert main([*asked, "--data", str(made / "data"), "-q"]) == 0
    return made


def same(found: Any, wanted: Any) -> None:
    """Rows are the same, however often each is there; the first that differ are told."""
    assert Counter(wanted) - Counter(found) == Counter()
    assert len(found) == len(wanted)


def types(view: str) -> dict[str, str]:
    return {one.name: TYPES[one.type] for one in dictionary() if one.view == view}


@each("view", ORDER)
def test_every_row_of_a_view_is_read_back(folder: Path, view: str) -> None:
    columns, rows = viewed(store_path(folder / "data"), view)
    out = folder / "out"
    assert rows
    written = [tuple("" if cell is None else str(cell) for cell in row) for row in rows]
    heading, plain = from_csv(out, view)
    assert heading == columns == list(types(view))
    same([tuple(row) for row in plain], written)
    heading, by_pandas = from_pandas_csv(out, view)
    assert heading == columns
    same(by_pandas, written)
    texts = [tuple(_as_typed(view, columns, row)) for row in rows]
    same(from_duckdb_csv(out, view, types(view)), texts)
    objects = from_json(out, view)
    assert {tuple(one) for one in objects} == {tuple(columns)}
    same([tuple(one.values()) for one in objects], rows)
    heading, by_pandas, by_duckdb = from_parquet(out, view)
    assert heading == columns
    same(by_pandas, texts)
    same(by_duckdb, texts)
    assert by_pandas == [tuple(_as_typed(view, columns, tuple(one.values()))) for one in objects]


def _as_typed(view: str, columns: list[str], row: tuple[Any, ...]) -> list[Any]:
    """Numbers in columns that hold texts as well are texts."""
    kinds = types(view)
    return [
        str(cell) if kinds[name] == "VARCHAR" and cell is not None else cell
        for name, cell in zip(columns, row, strict=True)
    ]


def test_every_row_is_in_the_workbook_and_none_is_a_formula(folder: Path) -> None:
    sheets = {name: (one, other) for name, one, other in from_excel(folder / "out")}
    assert list(sheets) == [*ORDER, "about", "dictionary"]
    for view in ORDER:
        columns, rows = viewed(store_path(folder / "data"), view)
        wanted = [tuple(in_excel(cell) for cell in row) for row in rows]
        for heading, *cells in sheets[view]:
            assert list(heading) == columns
            same([tuple(row) for row in cells], wanted)


def test_no_cell_of_csv_begins_a_formula(folder: Path) -> None:
    begun = set()
    for view in ORDER:
        with (folder / "out" / f"{view}.csv").open(encoding="utf-8", newline="") as lines:
            cells = {cell for row in csv.reader(lines) for cell in row} - {"-5", "-5+"}
            begun |= {cell.lstrip()[:1] for cell in cells}
    assert "'" in begun
    assert not begun & set("=+-@|＝＋－＠")


def test_texts_are_nowhere_and_evidence_is_there(folder: Path) -> None:
    for file in (folder / "out").iterdir():
        assert SECRET.encode() not in file.read_bytes()
    assert from_json(folder / "out", "v_claims")[0]["text"]


def test_the_same_records_give_the_same_bytes_and_sums(folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    asked = ["export", str(again), "--format", ",".join(FORMATS)]
    assert main([*asked, "--data", str(folder / "data"), "-q"]) == 0
    for file in again.iterdir():
        if file.name not in ("batchwatch.db", "SHA256SUMS"):
            assert file.read_bytes() == (folder / "out" / file.name).read_bytes(), file.name
    sums = (again / "SHA256SUMS").read_text("utf-8").splitlines()
    told = {line[66:]: line[:64] for line in sums}
    assert set(told) == {file.name for file in again.iterdir()} - {"SHA256SUMS"}
    for name, digest in told.items():
        assert hashlib.sha256((again / name).read_bytes()).hexdigest() == digest


def test_the_provenance_tells_what_is_there(folder: Path) -> None:
    told = json.loads((folder / "out" / "provenance.json").read_text("utf-8"))
    assert told["rows"] == {
        view: len(viewed(store_path(folder / "data"), view)[1]) for view in ORDER
    }
    assert told["changed"] == "2024-02-28T01:02:03Z"
    assert any("longer than a cell" in note for note in told["notes"])
    assert set(told["files"]) | {"provenance.json", "SHA256SUMS"} == {
        file.name for file in (folder / "out").iterdir()
    }
