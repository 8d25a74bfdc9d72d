"""The pages follow the records: one copy at a time, taken beside writers, gone at the end."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from serving import pages
from small_disk import disk

from cli.main import main
from db.errors import DamagedStore, StoreError, StoreFull
from db.pages.keeper import Keeper
from db.store import RecordStore, store_path

RUN = {"id": "r", "verb": "crawl", "outlet": "x", "started_at": "2024-01-01T00:00:00Z"}
RUNS = "SELECT count(*) FROM runs"


def write(data: Path, number: int) -> None:
    """One more row, by another connection."""
    with RecordStore.open(store_path(data)) as store, store.transaction():
        store.insert("runs", [RUN | {"id": f"r{number}", "counters": "{}", "reasons": "[]"}])


def copies(data: Path) -> list[Path]:
    return sorted(data.glob(".batchwatch-unfinished-*/*.db"))


def test_a_change_is_on_the_pages_after_a_look(tmp_path: Path) -> None:
    write(tmp_path, 1)
    with pages(tmp_path) as site:
        tag = site.ask("/runs").headers.get("etag"), site.ask("/").headers["etag"]
        assert site.sql(RUNS).json()["rows"] == [[1]]
        assert not site.look()
        write(tmp_path, 2)
        assert site.sql(RUNS).json()["rows"] == [[1]]
        assert site.look()
        assert site.sql(RUNS).json()["rows"] == [[2]]
        assert site.ask("/").headers["etag"] != tag[1]
        assert len(copies(tmp_path)) == 1
        assert not site.look()
    assert copies(tmp_path) == []
    assert {path.name for path in tmp_path.iterdir()} <= {
        "batchwatch.db", "batchwatch.db-shm", "batchwatch.db-wal",
    }  # fmt: skip


def test_records_appear_where_there_were_none(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with pages(data) as site:
        assert not site.look()
        assert not data.exists()
        write(data, 1)
        assert site.look()
        assert site.sql(RUNS).json()["rows"] == [[1]]


def test_a_request_is_answered_from_one_copy(tmp_path: Path) -> None:
    write(tmp_path, 1)
    keeper = Keeper(tmp_path, every=0, share=0)
    keeper.begin()
    with keeper.used() as old:
        write(tmp_path, 2)
        assert keeper.look()
        with old.store() as store, keeper.used() as new, new.store() as newer:
            assert store.rows(RUNS)[0] != newer.rows(RUNS)[0]
        assert len(copies(tmp_path)) == 2
    assert len(copies(tmp_path)) == 1
    keeper.end()


def test_a_writer_is_neither_waited_for_nor_kept_waiting(tmp_path: Path) -> None:
    write(tmp_path, 1)
    with RecordStore.open(store_path(tmp_path)) as store, store.transaction():
        store.insert("runs", [RUN | {"id": "open", "counters": "{}", "reasons": "[]"}])
        with pages(tmp_path) as site:
            assert site.sql(RUNS).json()["rows"] == [[1]]


def test_copies_do_not_follow_each_other_at_once(tmp_path: Path) -> None:
    write(tmp_path, 1)
    with pages(tmp_path, every=3600) as site:
        write(tmp_path, 2)
        assert not site.look()


def test_a_store_that_is_replaced_is_noticed(tmp_path: Path) -> None:
    for name, rows in (("one", 1), ("two", 3)):
        for number in range(rows):
            write(tmp_path / name, number)
    with pages(tmp_path / "one") as site:
        for end in ("-wal", "-shm"):
            (tmp_path / "one" / f"batchwatch.db{end}").unlink(missing_ok=True)
        store_path(tmp_path / "two").replace(store_path(tmp_path / "one"))
        assert site.look()
        assert site.sql(RUNS).json()["rows"] == [[3]]


def test_the_last_copy_stays_where_the_disk_is_full(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "copies"
    write(data, 1)
    folder.mkdir()
    size = store_path(data).stat().st_size // 1024
    with disk(folder, 3 * size) as resize, pages(data, folder=folder) as site:
        resize(size + size // 2)
        write(data, 2)
        with pytest.raises(StoreFull, match="no room to write"):
            site.look()
        assert site.sql(RUNS).json()["rows"] == [[1]]
        assert len(copies(folder)) == 1
        assert not site.look(), "it is not tried again at once"
        resize(3 * size)
        site.keeper.rest(0)
        assert site.look()
        assert site.sql(RUNS).json()["rows"] == [[2]]


def test_a_damaged_store_leaves_the_pages_as_they_were(tmp_path: Path) -> None:
    write(tmp_path, 1)
    with pages(tmp_path) as site:
        for end in ("", "-wal", "-shm"):
            (tmp_path / f"batchwatch.db{end}").unlink(missing_ok=True)
        store_path(tmp_path).write_bytes(b"no database at all")
        with pytest.raises(DamagedStore):
            site.look()
        assert site.sql(RUNS).json()["rows"] == [[1]]


def test_what_is_damaged_is_the_store_and_not_its_copy(tmp_path: Path) -> None:
    write(tmp_path, 200)
    path = store_path(tmp_path)
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found = store.execute("SELECT rootpage FROM sqlite_master WHERE name = 'runs'").fetchone()
    content = bytearray(path.read_bytes())
    content[(found[0] - 1) * 4096 : found[0] * 4096] = bytes(4096)
    path.write_bytes(content)
    with pytest.raises(DamagedStore) as damaged, pages(tmp_path):
        pass
    assert str(damaged.value).startswith(f"{path} is damaged")


def test_what_a_killed_server_left_is_removed(tmp_path: Path) -> None:
    write(tmp_path, 1)
    left = tmp_path / ".batchwatch-unfinished-dead"
    left.mkdir()
    shutil.copy(store_path(tmp_path), left / "snapshot-1.db")
    with pages(tmp_path):
        assert not left.exists()


def test_copies_can_be_kept_elsewhere(tmp_path: Path) -> None:
    data, folder = tmp_path / "data", tmp_path / "copies"
    write(data, 1)
    folder.mkdir()
    with pages(data, folder=folder) as site:
        assert len(copies(folder)) == 1
        assert copies(data) == []
        assert site.sql(RUNS).json()["rows"] == [[1]]
    assert list(folder.iterdir()) == []
    with pytest.raises(StoreError, match="--snapshots"), pages(data, folder=tmp_path / "none"):
        pass


def test_a_slug_of_earlier_leads_to_the_batch_of_today(tmp_path: Path) -> None:
    told = {"id": "a", "url": "https://www.example.org/1", "published": "2024-01-29"}
    told["text"] = "Chinese regulators on Monday approved 14 large language models of Baidu."
    (tmp_path / "a.json").write_text(json.dumps(told), "utf-8")
    assert main(["ingest", str(tmp_path / "a.json"), "--data", str(tmp_path / "data"), "-q"]) == 0
    with RecordStore.open(store_path(tmp_path / "data")) as store, store.transaction():
        slug = store.rows("SELECT slug FROM batches")[0]["slug"]
        store.insert("batch_slugs", [{"slug": "old-name", "batch": slug, "members": "[]"}])
    with pages(tmp_path / "data") as site:
        for end in ("", ".json", ".csv"):
            answer = site.ask(f"/batch/old-name{end}?lang=zh")
            told_at = answer.headers["location"]
            assert (answer.status_code, told_at) == (302, f"/batch/{slug}{end}?lang=zh")
