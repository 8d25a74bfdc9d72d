"""What cannot be used is refused in one line, with its exit status, and left as it is."""

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import Batchwatch, Ran
from prepared import Prepared

from crawler.ledger.opening import ledger_path, open_ledger
from db.store import RecordStore, open_for_reading, store_path

STORY = Path(__file__).parent / "scored" / "en"
READING = ("batches", "articles")
WRITING = ("ingest", "doctor", "backup")


def run(batchwatch: Batchwatch, verb: str, data: Path) -> Ran:
    given = {"ingest": [STORY], "backup": [data.parent / "x.zip"]}
    return batchwatch(verb, *given.get(verb, []), "--data", data)


def digests(data: Path) -> dict[str, str]:
    """The content of the database and of whatever log belongs to it."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in data.glob("batchwatch.db*")
        if path.is_file() and not path.name.endswith("-shm") and path.stat().st_size
    }


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("whole")
    with RecordStore.open(store_path(data)) as store, store.transaction():
        text = "Fourteen services were registered. " * 40
        store.insert(
            "articles",
            [
                {
                    "doc": n, "id": f"a{n}", "key": f"k{n}", "language": "en", "title": "Story",
                    "text": text, "text_length": len(text), "text_sha256": f"{n:064}",
                    "version": "v", "reading": "r",
                }
                for n in range(1, 200)
            ],
        )  # fmt: skip
    return data


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "data"))


def overwrite(path: Path, start: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(content)


def execute(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(sql)


def make_foreign(path: Path) -> None:
    path.unlink()
    execute(path, "CREATE TABLE articles (id)")


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILT: dict[str, Callable[[Path], object]] = {
    "cut to half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "cut to a page": lambda path: os.truncate(path, 4096),
    "cut inside the header": lambda path: os.truncate(path, 60),
    "empty": lambda path: os.truncate(path, 0),
    "header overwritten": lambda path: overwrite(path, 0, random.Random(4).randbytes(100)),
    "first page overwritten": lambda path: overwrite(path, 100, random.Random(4).randbytes(3996)),
    "newer": lambda path: execute(path, "PRAGMA user_version = 99"),
    "foreign": make_foreign,
    "a text": lambda path: path.write_text("not a database, only some text"),
    "a folder": make_folder,
    "gone, with a log": lambda path: path.rename(f"{path}-wal"),
    "replaced and gone": lambda path: path.rename(f"{path}.replaced-20240130T101500Z"),
}


@pytest.mark.parametrize("verb", READING + WRITING)
@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_database_that_cannot_be_used_is_refused(
    data: Path, batchwatch: Batchwatch, spoilt: str, verb: str
) -> None:
    SPOILT[spoilt](store_path(data))
    before = digests(data)
    ran = run(batchwatch, verb, data)
    assert ran.status == 4
    if verb == "doctor":
        assert [line for line in ran.out.splitlines() if line.startswith("damaged  database")]
    else:
        assert (ran.out, ran.err.count("\n")) == ("", 1)
        assert "batchwatch" in ran.err
    assert "unexpected" not in ran.err
    assert digests(data) == before
    assert not (data.parent / "x.zip").exists()


@pytest.mark.parametrize("verb", READING + WRITING)
def test_a_garbled_page_is_damage_wherever_it_is_met(
    data: Path, whole: Path, batchwatch: Batchwatch, verb: str
) -> None:
    """Readers look at no more than they need: they may answer, but only with what is there."""
    path, rng = store_path(data), random.Random(verb)
    answers = {name: run(batchwatch, name, whole).out for name in READING}
    refused = 0
    for _ in range(12 if verb in READING else 4):
        shutil.copyfile(store_path(whole), path)
        size = path.stat().st_size
        overwrite(path, rng.randrange(1, size // 4096) * 4096, rng.randbytes(4096))
        before = digests(data)
        ran = run(batchwatch, verb, data)
        assert "unexpected" not in ran.err
        assert digests(data) == before
        if ran.status == 0 and verb in READING:
            assert ran.out == answers[verb]
            continue
        refused += 1
        assert ran.status == 4
        assert ran.err.count("\n") == (verb != "doctor")
    assert refused or verb == "batches"  # the store has none, so that few pages are read


def test_text_that_is_no_utf8_is_damage(data: Path, batchwatch: Batchwatch) -> None:
    execute_and_commit(store_path(data), "UPDATE articles SET title = CAST(x'ff41' AS TEXT)")
    ran = run(batchwatch, "articles", data)
    assert (ran.status, ran.err.count("\n")) == (4, 1)
    assert "damaged" in ran.err


def execute_and_commit(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute(sql)


@pytest.mark.parametrize("left", ["archive/2024/x.warc.gz", "ledger.db"])
@pytest.mark.parametrize("verb", READING + WRITING)
def test_an_archive_without_its_database_is_no_first_run(
    tmp_path: Path, batchwatch: Batchwatch, verb: str, left: str
) -> None:
    data = tmp_path / "data"
    (data / left).parent.mkdir(parents=True)
    if left == "ledger.db":
        open_ledger(ledger_path(data)).close()
    else:
        (data / left).write_bytes(b"pages")
    ran = run(batchwatch, verb, data)
    assert ran.status == 4
    said = ran.out if verb == "doctor" else ran.err
    assert "but no database" in said
    assert "batchwatch replay" in said
    assert not store_path(data).exists()


@pytest.mark.parametrize("verb", READING)
def test_readers_of_an_empty_directory_answer_and_create_nothing(
    tmp_path: Path, batchwatch: Batchwatch, verb: str
) -> None:
    (tmp_path / "archive").mkdir()
    assert run(batchwatch, verb, tmp_path).status == 0
    assert [path.name for path in tmp_path.iterdir()] == ["archive"]


def test_a_ledger_that_cannot_be_used_is_damage(data: Path, batchwatch: Batchwatch) -> None:
    ledger_path(data).write_bytes(b"no ledger")
    ran = batchwatch("doctor", "--data", data)
    assert ran.status == 4
    assert "damaged  ledger" in ran.out
    assert run(batchwatch, "batches", data).status == 0


def test_doctor_finds_ledger_and_lock_well(data: Path, batchwatch: Batchwatch) -> None:
    assert "ledger: none yet" in batchwatch("doctor", "--data", data).out
    open_ledger(ledger_path(data)).close()
    ran = batchwatch("doctor", "--data", data)
    assert (ran.status, "ledger: sound" in ran.out) == (0, True)


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_beside_a_writer_readers_answer_and_writers_give_up(
    data: Path, batchwatch: Batchwatch, begin: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.opening.BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(store_path(data))) as holder:
        holder.execute(begin)
        holder.execute("UPDATE articles SET title = 'changed'")
        for verb in (*READING, "doctor", "backup"):
            assert run(batchwatch, verb, data).status == 0
        ran = run(batchwatch, "ingest", data)
        assert ran.status == 3
        assert [line for line in ran.err.splitlines() if "another process" in line]
        assert "unexpected" not in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable for root")
def test_an_unreadable_database_is_one_line(data: Path, batchwatch: Batchwatch) -> None:
    store_path(data).chmod(0)
    for verb in READING:
        ran = run(batchwatch, verb, data)
        assert (ran.status, ran.err.count("\n")) == (1, 1)


@pytest.fixture
def small(data: Path, tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """A data directory that soon is full; the bytes of its largest file where no disk can be."""
    disk = tmp_path / "disk"
    disk.mkdir()
    # A log and its index need some 100 kB beside the database.
    size = store_path(data).stat().st_size
    room = size + 200_000
    mount = ["mount", "-t", "tmpfs", "-o", f"size={room // 1024}k", "tmpfs", str(disk)]
    mounted = (
        os.geteuid() == 0
        and shutil.which("mount") is not None
        and subprocess.run(mount, check=False, capture_output=True).returncode == 0
    )
    try:
        yield Path(shutil.copytree(data, disk / "data")), 0 if mounted else size // 2
    finally:
        if mounted:
            subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_stops_a_run_and_keeps_what_was_committed(
    commands: Prepared, small: tuple[Path, int], tmp_path: Path
) -> None:
    data, blocks = small
    for verb, given in (("ingest", many(tmp_path)), ("backup", data.parent / "x.zip")):
        ran = commands(verb, given, "--quiet", "--data", data, blocks=blocks)
        assert ran.status == 1, ran.err
        assert ran.err.count("\n") == 1
        assert "unexpected" not in ran.err
        store = open_for_reading(data)
        assert store is not None
        with store:
            assert store.integrity() == []
            assert store.rows("SELECT count(*) AS n FROM articles WHERE version = 'v'") == [
                {"n": 199}
            ]
    assert sorted(path.name for path in data.parent.iterdir()) == ["data"]


def many(folder: Path) -> Path:
    """More text than the small disk has room for."""
    rng = random.Random(2)
    words = [f"{rng.randrange(10**9):x}" for _ in range(5000)]
    file = folder / "many.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        for n in range(60):
            text = " ".join(rng.choices(words, k=2000))
            print(f'{{"id": "m{n}", "language": "en", "text": "{text}"}}', file=lines)
    return file
