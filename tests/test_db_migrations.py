"""A store of any earlier schema is brought up to date with its rows, and a copy is kept."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from db import migrations
from db.store import RecordStore, open_for_reading, store_path

STEPS = [migration.name for migration in migrations.migrations._migrations]


def older(path: Path, steps: int) -> None:
    """Makes a store that has had only the first steps."""
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA journal_mode = WAL")
        db = Database(conn)
        conn.execute(f"PRAGMA application_id = {migrations.APPLICATION_ID}")
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
    assert len(STEPS) == migrations.SCHEMA_VERSION
    assert [int(name[1:4]) for name in STEPS] == list(range(1, len(STEPS) + 1))


@pytest.mark.parametrize("steps", range(1, len(STEPS)))
def test_every_earlier_schema_is_migrated_with_its_rows(tmp_path: Path, steps: int) -> None:
    fresh, path = store_path(tmp_path / "fresh"), store_path(tmp_path)
    RecordStore.open(fresh).close()
    older(path, steps)
    with RecordStore.open(path) as store:
        assert store.schema_version == migrations.SCHEMA_VERSION
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
        assert store.schema_version == migrations.SCHEMA_VERSION


def test_every_table_is_strict(tmp_path: Path) -> None:
    with RecordStore.open(store_path(tmp_path)) as store:
        loose = store.rows(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
            " AND strict = 0 AND name NOT LIKE '%sqlite_%' AND name NOT LIKE 'articles_fts%'"
        )
    assert loose == []
