"""A record store is made whole or not at all; what is not ours or not sound is refused."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from forks import KILLED, forks, moments

from crawler.ledger import opening as ledger
from db import version
from db.errors import DamagedStore, ForeignStore, MissingStore, NewerStore, StoreError
from db.opening import ARCHIVE_NAME, LEDGER_NAME
from db.store import RecordStore, open_for_reading, store_path

ROOT = Path(__file__).parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = store_path(tmp_path / "data")
    RecordStore.open(found).close()
    return found


def test_a_new_store_is_sound_and_marked_as_ours(path: Path) -> None:
    with RecordStore.open(path) as store:
        assert store.integrity() == []
        assert store.schema_version == version.SCHEMA_VERSION
        pragmas = {
            name: store.rows(f"PRAGMA {name}")[0][column]
            for name, column in (
                ("journal_mode", "journal_mode"),
                ("synchronous", "synchronous"),
                ("foreign_keys", "foreign_keys"),
                ("busy_timeout", "timeout"),
                ("application_id", "application_id"),
            )
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "application_id": version.APPLICATION_ID,
    }
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_reading_where_nothing_is_creates_nothing(tmp_path: Path) -> None:
    assert open_for_reading(tmp_path / "absent") is None
    assert open_for_reading(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="no record store"):
        RecordStore.open(store_path(tmp_path), create=False)


def test_a_reader_cannot_write(path: Path) -> None:
    with RecordStore.open_read_only(path) as store, pytest.raises(StoreError):
        store.upsert("companies", [{"id": "a", "name": "A", "first_seen": None}])


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize("content", [b"", b"not a database, only some text", b"\0" * 4096])
def test_an_empty_or_alien_file_is_damaged(tmp_path: Path, mode: str, content: bytes) -> None:
    path = store_path(tmp_path)
    path.write_bytes(content)
    with pytest.raises(DamagedStore, match=r"batchwatch\.db"):
        (RecordStore.open_read_only if mode == "read" else RecordStore.open)(path)
    assert path.read_bytes() == content


def test_overwritten_pages_are_damage(path: Path) -> None:
    with RecordStore.open(path) as store, store.transaction():
        rows = [{"id": f"c{n}", "name": "n" * 300, "first_seen": None} for n in range(500)]
        store.upsert("companies", rows)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    with pytest.raises(DamagedStore):
        RecordStore.open(path)


def test_a_newer_store_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {version.SCHEMA_VERSION + 1}")
    for opened in (RecordStore.open, RecordStore.open_read_only):
        with pytest.raises(NewerStore, match="update batchwatch"):
            opened(path)


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    path = store_path(tmp_path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE articles (id)")
    for opened in (RecordStore.open, RecordStore.open_read_only):
        with pytest.raises(ForeignStore):
            opened(path)


def test_two_processes_that_create_one_store_both_get_it(tmp_path: Path) -> None:
    path = store_path(tmp_path / "data")
    script = (
        "import sys; from pathlib import Path; from db.store import RecordStore;"
        "RecordStore.open(Path(sys.argv[1])).close()"
    )
    command = [sys.executable, "-c", script, str(path)]
    started = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [process.wait(60) for process in started] == [0, 0]
    with RecordStore.open(path) as store:
        assert store.integrity() == []
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def leave(data: Path, name: str) -> None:
    """Puts beside a store that is not there what would stand beside one."""
    (data / name).parent.mkdir(parents=True, exist_ok=True)
    (data / name).write_bytes(b"something")


LEFT = [
    "ledger.db",
    "archive/2024/a.warc.gz",
    "batchwatch.db-wal",
    "batchwatch.db.replaced-20240130T101500Z",
]


@pytest.mark.parametrize("left", LEFT)
def test_a_store_that_is_gone_is_no_first_run(tmp_path: Path, left: str) -> None:
    leave(tmp_path, left)
    for opened in (RecordStore.open, RecordStore.open_read_only):
        with pytest.raises(MissingStore, match=r"no database.*batchwatch replay"):
            opened(store_path(tmp_path))
    with pytest.raises(MissingStore):
        open_for_reading(tmp_path)
    assert not store_path(tmp_path).exists()


@pytest.mark.parametrize("left", LEFT)
def test_replay_may_make_a_store_that_is_gone(tmp_path: Path, left: str) -> None:
    leave(tmp_path, left)
    with RecordStore.open(store_path(tmp_path), anew=True) as store:
        assert store.integrity() == []
    content = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert b"something" in content


@pytest.mark.parametrize("name", ["lock", "archive", "batchwatch.db-shm", "batchwatch.db-wal"])
def test_what_holds_no_records_hinders_no_first_run(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir() if name == "archive" else (tmp_path / name).touch()
    assert open_for_reading(tmp_path) is None
    RecordStore.open(store_path(tmp_path)).close()


def test_the_names_beside_the_store_are_the_crawlers() -> None:
    assert ledger.LEDGER_NAME == LEDGER_NAME
    assert ARCHIVE_NAME == "archive"


def test_a_folder_in_the_stores_place_is_damage(tmp_path: Path) -> None:
    store_path(tmp_path).mkdir()
    for opened in (RecordStore.open, RecordStore.open_read_only):
        with pytest.raises(DamagedStore, match="is no file"):
            opened(store_path(tmp_path))


CREATES = """
import sys
from pathlib import Path
from db.store import RecordStore
def act(_):
    RecordStore.open(Path(sys.argv[1])).close()
"""


def test_creation_killed_at_any_moment_leaves_a_store_or_none(tmp_path: Path) -> None:
    path, killed = store_path(tmp_path), 0
    with forks(CREATES, path) as act:
        longest = act().seconds
        path.unlink()
        for wait in islice(moments(longest, 11), 8):
            killed += act(wait=wait).status == KILLED
            if path.exists():
                with RecordStore.open(path) as store:
                    assert store.integrity() == []
                path.unlink()
            for left in tmp_path.glob(f"{path.name}-*"):
                left.unlink()
    assert killed
    RecordStore.open(path).close()
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]
