"""Writes are whole: readers see a state before or after, a kill leaves the one before."""

import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from db import version
from db.copies import check_database
from db.errors import StoreFull, StoreLocked
from db.store import RecordStore, store_path

ROOT = Path(__file__).parent.parent
KILLED = """
import os, signal, sys
from pathlib import Path
from db.store import RecordStore
store = RecordStore.open(Path(sys.argv[1]))
with store.transaction():
    row = {"name": "X", "first_seen": None}
    store.upsert("companies", [row | {"id": f"x{n}"} for n in range(5000)])
    store.write("DELETE FROM companies WHERE id = ?", [("kept",)])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def company(identity: str) -> dict[str, str | None]:
    return {"id": identity, "name": identity.upper(), "first_seen": None}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = store_path(tmp_path)
    with RecordStore.open(found) as store, store.transaction():
        store.upsert("companies", [company("kept")])
    return found


def ids(path: Path) -> list[str]:
    with RecordStore.open_read_only(path) as store:
        return [row["id"] for row in store.rows("SELECT id FROM companies ORDER BY id")]


def test_an_error_inside_a_transaction_keeps_nothing_of_it(path: Path) -> None:
    with RecordStore.open(path) as store:
        with pytest.raises(sqlite3.IntegrityError), store.transaction():
            store.upsert("companies", [company("lost"), {"id": "bad", "name": None}])
        with store.transaction():
            store.upsert("companies", [company("later")])
    assert ids(path) == ["kept", "later"]


def test_a_kill_in_the_middle_of_a_transaction_leaves_the_old_state(path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -9
    with RecordStore.open(path) as store:
        assert store.integrity() == []
    assert ids(path) == ["kept"]


def test_a_reader_beside_a_writer_sees_whole_transactions(path: Path) -> None:
    seen: set[int] = set()
    done = threading.Event()

    def look() -> None:
        with RecordStore.open_read_only(path) as store:
            while not done.is_set():
                seen.add(store.rows("SELECT count(*) AS n FROM companies")[0]["n"])

    reader = threading.Thread(target=look)
    reader.start()
    try:
        with RecordStore.open(path) as store:
            for turn in range(30):
                with store.transaction():
                    for part in range(10):
                        store.upsert("companies", [company(f"c{turn}-{part}")])
    finally:
        done.set()
        reader.join()
    assert len(ids(path)) == 301
    assert {number % 10 for number in seen} == {1}


def test_a_second_writer_waits_its_turn(path: Path) -> None:
    def write(name: str) -> None:
        with RecordStore.open(path) as store:
            for turn in range(40):
                with store.transaction():
                    count = store.rows("SELECT count(*) AS n FROM companies")[0]["n"]
                    store.upsert("companies", [company(f"{name}{turn}-{count}")])

    writers = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(ids(path)) == 81


def test_a_lock_held_too_long_is_said_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.opening.BUSY_SECONDS", 0.1)
    with (
        RecordStore.open(path) as holder,
        RecordStore.open(path) as other,
        holder.transaction(),
        pytest.raises(StoreLocked, match="another process"),
        other.transaction(),
    ):
        pytest.fail("two writers at once")


def test_a_full_disk_keeps_what_was_committed(path: Path) -> None:
    with RecordStore.open(path) as store:
        pages = store.rows("PRAGMA page_count")[0]["page_count"]
        store.rows(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(StoreFull, match="no room"), store.transaction():
            store.upsert("companies", [company(f"c{n}" * 50) for n in range(2000)])
    assert ids(path) == ["kept"]


def test_syncing_writes_only_what_differs(path: Path) -> None:
    with RecordStore.open(path) as store:
        with store.transaction():
            assert store.sync("companies", [company("kept"), company("new")]) == 1
        with store.transaction():
            before = store.conn.total_changes
            assert store.sync("companies", [company("new"), company("kept")]) == 0
            assert store.conn.total_changes == before
        with store.transaction():
            assert store.sync("companies", [company("new")]) == 1
    assert ids(path) == ["new"]


def test_types_are_strict(path: Path) -> None:
    with RecordStore.open(path) as store, pytest.raises(sqlite3.IntegrityError):
        store.upsert("counts", [{
            "doc": 1, "idx": 0, "of": "services", "scope": "batch", "scheme": None, "value": "many",
            "qualifier": "exact", "start": 0, "end": 1, "text": "x", "rule": "r",
        }])  # fmt: skip


def test_a_second_store_in_the_process_leaves_the_log_to_the_first(tmp_path: Path) -> None:
    """Another process that closes last takes away the log only where nobody holds the database."""
    path = store_path(tmp_path)
    with RecordStore.open(path) as store:
        store.rows("SELECT count(*) AS articles FROM articles")
        RecordStore.open(path).close()
        RecordStore.open_read_only(path).close()
        check_database(
            path, application_id=version.APPLICATION_ID, newest_version=version.SCHEMA_VERSION
        )
        log = path.with_name(f"{path.name}-wal")
        before = log.stat().st_ino
        other = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('VACUUM')"
        subprocess.run([sys.executable, "-c", other, str(path)], check=True, timeout=60)
        assert log.stat().st_ino == before
