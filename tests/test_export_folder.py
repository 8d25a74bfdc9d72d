"""An export is there whole or not at all; what stood there is replaced only if it is an export."""

import json
import random
import resource
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Batchwatch
from exported import SECRET, fill, from_excel, from_json, put, viewed
from prepared import Prepared

from cli.exporting import FORMATS
from db.exports.provenance import Asked
from db.exports.views import ORDER, views
from db.exports.workbook import Workbook
from db.exports.writing import write_export
from db.store import RecordStore, store_path
from db.workplace import PREFIX

ROOM = {"csv": 60_000, "jsonl": 60_000, "parquet": 33_000, "xlsx": 33_000, "sqlite": 60_000}
"""Bytes; a file that SQLite shares between processes needs 32 thousand to begin with."""
KILLED = -9
FEW = ("=1+1", "智谱", "nul\x00inside")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    fill(tmp_path / "data", FEW)
    return tmp_path / "data"


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_later_export_takes_the_place_of_an_earlier_one(
    batchwatch: Batchwatch, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert batchwatch("export", out, "--format", "csv,jsonl", "--data", data).status == 0
    assert batchwatch("export", out, "--view", "batches", "--data", data).status == 0
    assert {name for name in held(out) if name.startswith("v_")} == {"v_batches.csv"}
    assert {path.name for path in tmp_path.iterdir()} == {"data", "out"}


def test_a_disk_on_which_folders_cannot_change_places_will_do(
    batchwatch: Batchwatch, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.workplace._exchange", lambda one, other: False)
    out = tmp_path / "out"
    for view in ("v_batches", "v_slugs"):
        assert batchwatch("export", out, "--view", view, "--data", data).status == 0
        assert f"{view}.csv" in held(out)
    assert {path.name for path in tmp_path.iterdir()} == {"data", "out"}


def test_what_is_no_export_is_left_as_it_is(
    batchwatch: Batchwatch, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    batchwatch("export", out, "--data", data)
    (out / "my notes.txt").write_text("mine")
    other.mkdir()
    (other / "provenance.json").write_text('{"format": "another", "files": []}')
    (tmp_path / "file").write_text("mine")
    before = [held(out), held(other), held(data)]
    monkeypatch.chdir(other)
    for place, said in (
        (out, "my notes.txt"),
        (other, "present folder"),
        (data, "data directory"),
        (tmp_path, "data directory"),
        (data / "archive" / "x", "data directory"),
        (tmp_path / "no" / "out", "no folder"),
        (tmp_path / "file", "file"),
    ):
        ran = batchwatch("export", place, "--data", data)
        assert (ran.status, said in ran.err) == (2, True), ran.err
    assert [held(out), held(other), held(data)] == before


def test_a_full_disk_leaves_the_earlier_export(
    batchwatch: Batchwatch, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    fill(tmp_path / "large", [random.Random(1).randbytes(50_000).hex()])
    batchwatch("export", out, "--data", data)
    before = held(out)
    least, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for form in FORMATS:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM[form], most))
        try:
            ran = batchwatch("export", out, "--format", form, "--data", tmp_path / "large")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (least, most))
        assert (ran.status, ran.err.count("\n")) == (1, 1), ran.err
        assert f"cannot write {out}" in ran.err
        assert held(out) == before
    assert {path.name for path in tmp_path.iterdir()} == {"data", "large", "out"}


def test_a_killed_export_leaves_the_earlier_one_and_the_next_sweeps_up(
    commands: Prepared, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ["export", out, "--data", data]
    assert commands(*words).status == 0
    before = held(out)
    stopped = 0
    while stopped != KILLED:
        running = commands.start(*words)
        while not (left := list(tmp_path.glob(f"{PREFIX}*"))) and not running.ended():
            time.sleep(0.002)
        running.kill()
        stopped = running.wait().status
        assert held(out) == before
    assert left
    assert commands(*words).status == 0
    assert held(out) == before
    assert not list(tmp_path.glob(f"{PREFIX}*"))


def test_without_a_store_there_are_no_rows_and_no_store_is_made(
    batchwatch: Batchwatch, data: Path, tmp_path: Path
) -> None:
    none, out = tmp_path / "none", tmp_path / "out"
    ran = batchwatch("export", out, "--format", "csv,xlsx,parquet", "--data", none, "--json")
    told = json.loads(ran.out)
    assert (ran.status, set(told["rows"].values()), none.exists()) == (0, {0}, False)
    assert "no database" in ran.err
    assert (out / "v_batches.csv").read_text().startswith('"slug","scheme",')
    assert batchwatch("export", out, "--data", data).status == 0
    before = held(out)
    assert batchwatch("export", out, "--data", none).status == 1
    assert held(out) == before


def test_texts_are_in_when_they_are_asked_for(
    batchwatch: Batchwatch, data: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ["--format", "jsonl,sqlite", "--with-text", "--view", "v_articles"]
    ran = batchwatch("export", out, "--data", data, *words)
    assert ran.status == 0
    assert {SECRET in row["text"] for row in from_json(out, "texts")} == {True}
    assert set(from_json(out, "texts")[0]) > {"article", "language", "text"}
    assert "not to be passed on" in (out / "README.md").read_text("utf-8")
    with closing(sqlite3.connect(out / "batchwatch.db")) as conn:
        found = conn.execute("SELECT min(instr(text, ?)) FROM articles", (SECRET,)).fetchone()
    assert found == (1,)


def test_the_sqlite_file_answers_without_texts_and_without_the_operator(
    batchwatch: Batchwatch, data: Path, tmp_path: Path
) -> None:
    with RecordStore.open(store_path(data)) as store, store.transaction():
        alert = {"id": 1, "key": "k", "kind": "new_batch", "payload": "{}", "created_at": "2024"}
        put(store, "alerts", **alert)
        put(store, "deliveries", alert=1, channel="secret-desk", state="failed", attempts=1)
    out = tmp_path / "out"
    assert batchwatch("export", out, "--format", "sqlite", "--data", data).status == 0
    for view in ORDER:
        wanted = viewed(store_path(data), view)
        assert viewed(out / "batchwatch.db", view) == wanted
    held_now = (out / "batchwatch.db").read_bytes()
    assert (b"secret-desk" in held_now, SECRET.encode() in held_now) == (False, False)
    with closing(sqlite3.connect(out / "batchwatch.db")) as conn:
        asked = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
        assert conn.execute(asked, ("headline",)).fetchone() == (len(FEW),)
        assert conn.execute(asked, ("sentence",)).fetchone() == (0,)
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert batchwatch("batches", "--data", out, "--json").status == 0


def test_an_export_shows_one_state_while_others_write(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    added: list[str] = []

    def write(view: str, _: int) -> None:
        with RecordStore.open(store_path(data)) as other, other.transaction():
            number = len(added)
            put(other, "companies", id=f"late-{number}", name=view)
            put(other, "batch_slugs", slug=f"late-{number}", members="[]")
        added.append(view)

    with RecordStore.open_read_only(store_path(data)) as store, store.snapshot():
        asked = Asked(("csv", "sqlite"), ())
        told = write_export(store.conn, out, asked, write).provenance
    assert len(added) > len(ORDER)
    assert (told.rows["v_companies"], told.rows["v_slugs"]) == (len(FEW), len(FEW))
    assert len(viewed(out / "batchwatch.db", "v_companies")[1]) == len(FEW)


def test_wrong_words_are_named(batchwatch: Batchwatch, data: Path, tmp_path: Path) -> None:
    for words, said in (
        (["--format", "csv,excel"], "'excel'"),
        (["--view", "v_batch"], "'v_batch'"),
        (["--since", "yesterday"], "'yesterday'"),
    ):
        ran = batchwatch("export", tmp_path / "out", *words, "--data", data)
        assert (ran.status, said in ran.err) == (2, True), ran.err
    assert not (tmp_path / "out").exists()


def test_rows_that_a_sheet_has_no_room_for_go_on_in_another(tmp_path: Path) -> None:
    book = Workbook(tmp_path, longest=3)
    (view,) = views(("v_slugs",))
    book.begin(view)
    for number in range(5):
        book.row((f"s{number}", None, None))
    book.end()
    book.close()
    sheets = {name: rows for name, rows, _ in from_excel(tmp_path)}
    assert [len(rows) for rows in sheets.values()] == [3, 3, 2]
    assert list(sheets) == ["v_slugs", "v_slugs (2)", "v_slugs (3)"]
    assert book.notes
