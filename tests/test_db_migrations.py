"""A store of any earlier schema is brought up to date with its rows, and a copy is kept."""

import shutil
import sqlite3
import threading
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from forks import KILLED, forks, moments
from sqlite_utils import Database

from db import migrations, version
from db.errors import StoreFull
from db.store import RecordStore, open_for_reading, store_path
from db.workplace import PREFIX

KILLS = 15
ROWS = 3000
# A program one schema ahead, whose step takes its time.
AHEAD = """
import sys
from pathlib import Path
from db import migrations, version
from db.store import RecordStore

@migrations.migrations()
def m999_later(db):
    db.conn.execute("ALTER TABLE companies ADD COLUMN later TEXT")
    db.conn.execute("UPDATE companies SET later = upper(name)")
    db.conn.execute("CREATE TABLE moved (id TEXT PRIMARY KEY, name TEXT) STRICT")
    db.conn.execute("INSERT INTO moved SELECT id, name FROM companies")
    db.conn.execute("CREATE INDEX moved_name ON moved (name)")
    db.conn.execute(f"PRAGMA user_version = {version.SCHEMA_VERSION}")

version.SCHEMA_VERSION += 1

def act(_):
    RecordStore.open(Path(sys.argv[1])).close()
"""
STEPS = [migration.name for migration in migrations.migrations._migrations]


def older(path: Path, steps: int) -> None:
    """Makes a store that has had only the first steps."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        db = Database(conn)
        conn.execute(f"PRAGMA application_id = {version.APPLICATION_ID}")
        migrations.migrations.apply(db, stop_before=STEPS[steps])
        conn.execute(
            "INSERT INTO articles (doc, id, key, language, text, text_length, text_sha256,"
            " version, reading) VALUES (7, 'a', 'k', 'en', 'text', 4, 'h', 'v', 'r')"
        )
        conn.commit()


def schema(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute(
            "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE '%_sqlite_%' ORDER BY name"
        ).fetchall()


def test_the_number_of_steps_is_the_schema_version() -> None:
    assert len(STEPS) == version.SCHEMA_VERSION
    assert [int(name[1:4]) for name in STEPS] == list(range(1, len(STEPS) + 1))


@pytest.mark.parametrize("steps", range(1, len(STEPS)))
def test_every_earlier_schema_is_migrated_with_its_rows(tmp_path: Path, steps: int) -> None:
    fresh, path = store_path(tmp_path / "fresh"), store_path(tmp_path)
    RecordStore.open(fresh).close()
    older(path, steps)
    with RecordStore.open(path) as store:
        assert store.schema_version == version.SCHEMA_VERSION
        assert store.rows("SELECT id FROM articles") == [{"id": "a"}]
        assert store.integrity() == []
    assert schema(path) == schema(fresh)
    assert path.with_name(f"batchwatch.db.schema{steps}").exists()


def test_a_reader_migrates_an_older_store_first(tmp_path: Path) -> None:
    older(store_path(tmp_path), 2)
    store = open_for_reading(tmp_path)
    assert store is not None
    with store:
        assert store.rows("SELECT count(*) AS n FROM v_batches") == [{"n": 0}]


def test_a_failing_step_leaves_the_old_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store_path(tmp_path)
    older(path, 3)
    before = schema(path)
    last = migrations.migrations._migrations[-1]

    def fails(_: Database) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as patched:
        patched.setattr(last, "fn", fails)
        with pytest.raises(RuntimeError, match="power cut"):
            RecordStore.open(path)
    assert schema(path) == before
    with RecordStore.open(path) as store:
        assert store.schema_version == version.SCHEMA_VERSION


def test_a_migration_killed_at_any_moment_loses_no_row(tmp_path: Path) -> None:
    base, path = tmp_path / "base.db", store_path(tmp_path / "data")
    copy = path.with_name(f"batchwatch.db.schema{version.SCHEMA_VERSION}")
    with RecordStore.open(base) as store, store.transaction():
        rows = [{"id": f"c{n}", "name": "n" * 200, "first_seen": None} for n in range(ROWS)]
        store.insert("companies", rows)
    path.parent.mkdir()
    killed = 0
    with forks(AHEAD, path) as act:
        shutil.copyfile(base, path)
        longest = act().seconds
        for wait in islice(moments(longest, 19), KILLS):
            if number_of(path) > version.SCHEMA_VERSION:
                path.unlink()
                shutil.copyfile(base, path)
            killed += act(wait=wait).status == KILLED
            number_of(path)
            assert counted(path) == counted(copy) == ROWS
            assert number_of(copy) == version.SCHEMA_VERSION
        assert act().status == 0
    assert killed
    assert number_of(path) == version.SCHEMA_VERSION + 1
    assert not list(path.parent.glob(f"{PREFIX}*"))


def number_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        number: int = conn.execute("PRAGMA user_version").fetchone()[0]
        assert (number > version.SCHEMA_VERSION) == bool(
            conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'moved_name'").fetchall()
        )
    return number


def counted(path: Path) -> int:
    with closing(sqlite3.connect(path)) as conn:
        number: int = conn.execute("SELECT count(*) FROM companies").fetchone()[0]
    return number


def test_a_copy_that_cannot_be_made_stops_the_migration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store_path(tmp_path)
    older(path, 3)
    kept = path.with_name("batchwatch.db.schema3")
    kept.write_bytes(b"an earlier copy")
    before = path.read_bytes()

    def full(source: Path, target: Path) -> None:
        raise StoreFull(f"no room to write {target}")

    monkeypatch.setattr("db.opening.copy_database", full)
    with pytest.raises(StoreFull, match="schema3"):
        RecordStore.open(path)
    assert (path.read_bytes(), kept.read_bytes()) == (before, b"an earlier copy")


def test_two_that_migrate_at_once_keep_the_old_schemas_copy(tmp_path: Path) -> None:
    path = store_path(tmp_path)
    older(path, 2)
    openers = [threading.Thread(target=lambda: RecordStore.open(path).close()) for _ in range(4)]
    for opener in openers:
        opener.start()
    for opener in openers:
        opener.join()
    with closing(sqlite3.connect(path.with_name("batchwatch.db.schema2"))) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (2,)
    assert not list(tmp_path.glob("batchwatch.db.schema[3-9]"))


def test_every_table_is_strict(tmp_path: Path) -> None:
    with RecordStore.open(store_path(tmp_path)) as store:
        loose = store.rows(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
            " AND strict = 0 AND name NOT LIKE '%sqlite_%' AND name NOT LIKE 'articles_fts%'"
        )
    assert loose == []
