"""A copy is one whole state of a database; a database is replaced in one step or not at all."""

import os
import sqlite3
import threading
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from forks import KILLED, forks, moments

from db import copies
from db.copies import check_database, copy_database, replace_database
from db.errors import DamagedStore, ForeignStore, NewerStore, StoreError, StoreFull, StoreLocked
from db.store import RecordStore
from db.version import APPLICATION_ID, SCHEMA_VERSION
from db.workplace import PREFIX, workplace

KILLS = 15
ACTS = """
import sys
from pathlib import Path
from db.copies import copy_database, replace_database
paths = [Path(name) for name in sys.argv[2:]]
def act(turn):
    {"copy": copy_database, "replace": replace_database}[sys.argv[1]](*paths[2 * turn:][:2])
"""


def filled(path: Path, state: str, rows: int = 400) -> Path:
    """A store whose every company is named after one state."""
    with RecordStore.open(path) as store, store.transaction():
        store.upsert(
            "companies",
            [{"id": f"c{n}", "name": state * 300, "first_seen": None} for n in range(rows)],
        )
    return path


def states(path: Path) -> set[tuple[str, int]]:
    with RecordStore.open_read_only(path) as store:
        found = store.rows(
            "SELECT substr(name, 1, 1) AS s, count(*) AS n FROM companies GROUP BY s"
        )
    return {(row["s"], row["n"]) for row in found}


def sound(path: Path) -> bool:
    return check_database(path, application_id=APPLICATION_ID, newest_version=SCHEMA_VERSION) > 0


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return filled(tmp_path / "live" / "batchwatch.db", "o")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return filled(tmp_path / "new" / "batchwatch.db", "n", 600)


def test_a_copy_is_one_file_with_the_committed_rows(old: Path, tmp_path: Path) -> None:
    with RecordStore.open(old) as store, store.transaction():
        store.write("DELETE FROM companies WHERE id = ?", [("c0",)])
        copy_database(old, tmp_path / "copy.db")
    assert sound(tmp_path / "copy.db")
    assert states(tmp_path / "copy.db") == {("o", 400)}
    assert sorted(tmp_path.glob("copy*")) == [tmp_path / "copy.db"]


def test_copies_beside_a_writer_hold_whole_transactions(old: Path, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        with RecordStore.open(old) as store:
            for turn in range(10_000):
                if done.is_set():
                    break
                with store.transaction():
                    for part in range(10):
                        row = {"id": f"w{turn}-{part}", "name": "w", "first_seen": None}
                        store.upsert("companies", [row])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = []
        for _ in range(8):
            copy_database(old, tmp_path / "copy.db")
            assert sound(tmp_path / "copy.db")
            seen.append(dict(states(tmp_path / "copy.db")).get("w", 0))
    finally:
        done.set()
        writer.join()
    assert {number % 10 for number in seen} == {0}
    assert seen == sorted(seen)
    assert seen[-1] > seen[0]


def test_a_copy_tells_how_far_it_is(old: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    copy_database(old, tmp_path / "copy.db", lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1] > 0


def test_a_copy_that_fails_leaves_the_earlier_one(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    copy_database(old, copy)
    before = copy.read_bytes()
    whole = sqlite3.connect

    def small(path: Path, **named: Any) -> sqlite3.Connection:
        conn: sqlite3.Connection = whole(path, **named)
        conn.execute("PRAGMA max_page_count = 20")
        return conn

    with monkeypatch.context() as patched:
        patched.setattr("db.copies.sqlite3.connect", small)
        with pytest.raises(StoreFull, match=r"copy\.db"):
            copy_database(old, copy)
    assert copy.read_bytes() == before
    assert not list(tmp_path.glob(f"{PREFIX}*"))


def test_a_sound_database_is_replaced_under_its_readers(old: Path, new: Path) -> None:
    with RecordStore.open_read_only(old) as reader:
        with reader.snapshot():
            assert reader.rows("SELECT count(*) AS n FROM companies") == [{"n": 400}]
            assert replace_database(old, new) is None
            assert reader.rows("SELECT count(*) AS n FROM companies") == [{"n": 400}]
        assert reader.rows("SELECT count(*) AS n FROM companies") == [{"n": 600}]
    assert states(new) == {("n", 600)}


def test_readers_beside_replacements_see_one_state_or_the_other(old: Path, new: Path) -> None:
    other = old.with_name("other.db")
    copy_database(old, other)
    seen: set[frozenset[tuple[str, int]]] = set()
    done = threading.Event()
    failed: list[Exception] = []

    def look() -> None:
        try:
            while not done.is_set():
                seen.add(frozenset(states(old)))
        except Exception as error:
            failed.append(error)

    readers = [threading.Thread(target=look) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(20):
        assert replace_database(old, (new, other)[turn % 2]) is None
    done.set()
    for reader in readers:
        reader.join()
    assert failed == []
    assert seen == {frozenset({("o", 400)}), frozenset({("n", 600)})}


def test_another_page_size_is_no_hindrance(old: Path, new: Path) -> None:
    with closing(sqlite3.connect(new)) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute("PRAGMA page_size = 8192")
        conn.execute("VACUUM")
    assert replace_database(old, new) is None
    assert sound(old)
    assert states(old) == {("n", 600)}


@pytest.mark.parametrize("found", [None, b"", b"some text", "foreign", "newer", "damaged", "dir"])
def test_what_cannot_be_used_is_moved_aside_whole(
    old: Path, new: Path, found: bytes | str | None
) -> None:
    match found:
        case bytes():
            old.write_bytes(found)
        case "foreign" | "newer":
            with closing(sqlite3.connect(old)) as conn:
                pragma = "application_id" if found == "foreign" else "user_version"
                conn.execute(f"PRAGMA {pragma} = 77")
        case "damaged":
            old.write_bytes(old.read_bytes()[: old.stat().st_size // 2])
        case _:
            old.unlink()
            if found:
                old.mkdir()
    old.with_name(f"{old.name}-wal").write_bytes(b"a log of another file")
    before = old.read_bytes() if old.is_file() else None
    aside = replace_database(old, new)
    assert aside is not None
    assert aside.name.startswith("batchwatch.db.replaced-2")
    assert (aside.read_bytes() if aside.is_file() else None) == before
    assert aside.with_name(f"{aside.name}-wal").exists()
    assert states(old) == {("n", 600)}
    with RecordStore.open(old) as store:
        assert store.rows("PRAGMA journal_mode") == [{"journal_mode": "wal"}]


def test_nothing_is_overwritten_when_moved_aside_twice_in_a_second(old: Path, new: Path) -> None:
    moved = set()
    for turn in range(3):
        old.write_bytes(b"unusable %d" % turn)
        moved.add(replace_database(old, new))
    assert len(moved) == 3


def test_a_database_that_is_being_written_is_not_replaced(
    old: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copies.connect
    monkeypatch.setattr(copies, "connect", lambda path, mode: whole(path, mode, 0.1))
    with (
        RecordStore.open(old) as holder,
        holder.transaction(),
        pytest.raises(StoreLocked, match="another process"),
    ):
        replace_database(old, new)
    assert states(old) == {("o", 400)}


@pytest.mark.parametrize("act", ["copy", "replace"])
def test_a_kill_at_any_moment_leaves_the_old_state_or_the_new(
    old: Path, new: Path, tmp_path: Path, act: str
) -> None:
    place = tmp_path / "place" / "batchwatch.db"
    place.parent.mkdir()
    other = tmp_path / "other.db"
    copy_database(old, other)
    both = {frozenset({("o", 400)}), frozenset({("n", 600)})}
    pairs = [(other, place), (new, place)]
    if act == "replace":
        pairs = [pair[::-1] for pair in pairs]
    killed = 0
    with forks(ACTS, act, *(path for pair in pairs for path in pair)) as run:
        longest = max(run(turn).seconds for turn in (0, 1, 0))
        for turn, wait in enumerate(islice(moments(longest, 20), KILLS)):
            killed += run(turn % 2, wait=wait).status == KILLED
            assert sound(place)
            assert frozenset(states(place)) in both
        assert run(0).status == 0
    assert killed
    assert states(place) == {("o", 400)}
    assert not list(place.parent.glob(f"{PREFIX}*"))


def test_a_workplace_of_the_living_is_not_swept(tmp_path: Path) -> None:
    left = tmp_path / f"{PREFIX}left"
    left.mkdir()
    with workplace(tmp_path) as first:
        with workplace(tmp_path) as second:
            assert first.is_dir()
            assert first != second
        assert not second.exists()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        ("PRAGMA application_id = 77", ForeignStore),
        (f"PRAGMA user_version = {SCHEMA_VERSION + 1}", NewerStore),
        ("", DamagedStore),
    ],
)
def test_a_check_names_what_is_wrong(old: Path, spoil: str, error: type[StoreError]) -> None:
    if spoil:
        with closing(sqlite3.connect(old)) as conn:
            conn.execute(spoil)
    else:
        with old.open("r+b") as file:
            file.seek(old.stat().st_size // 8192 * 4096)
            file.write(os.urandom(4096))
    with pytest.raises(error, match=r"^the copy "):
        check_database(
            old,
            application_id=APPLICATION_ID,
            newest_version=SCHEMA_VERSION,
            told_as=Path("the copy"),
        )
