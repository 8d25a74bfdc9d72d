"""A backup holds one consistent state; a restore brings it back whole or changes nothing."""

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from conftest import Batchwatch
from forks import forks
from sqlite_utils import Database, Migrations
from warcio.warcwriter import WARCWriter

from cli.backup_format import Kind, kinds
from crawler.ledger.opening import ledger_path, open_ledger
from crawler.lock import writing
from db import migrations, version
from db.store import RecordStore, store_path
from db.workplace import PREFIX

ROOT = Path(__file__).parent.parent
GOLD = Path(__file__).parent / "scored"
DOOR = [sys.executable, "-m", "cli"]
# As a crawl does: the ledger says stored only after the record store has committed.
WRITER = """
import sys
from pathlib import Path
from crawler.ledger.opening import ledger_path, open_ledger
from db.store import RecordStore, store_path
data = Path(sys.argv[1])
with RecordStore.open(store_path(data)) as store:
    ledger = open_ledger(ledger_path(data))
    for n in range(int(sys.argv[2]), 10**9):
        with store.transaction():
            store.upsert("companies", [{"id": f"k{n}", "name": "n" * 200, "first_seen": None}])
        ledger.execute(
            "INSERT INTO pages (key, url, kind, state, found_at)"
            " VALUES (?, '', 'page', 'stored', '')",
            (f"k{n}",),
        )
        if n % 10 == 0:
            print(n, flush=True)
"""


WARC = "2024-01.warc.gz"


def fill(data: Path, *keys: str, ledger: bool = True) -> Path:
    """A data directory in which each key is a company, and stored according to the ledger."""
    with RecordStore.open(store_path(data), anew=True) as store, store.transaction():
        store.write("DELETE FROM companies", [()])
        rows = [{"id": key, "name": key, "first_seen": None} for key in keys]
        store.upsert("companies", rows)
    if ledger:
        with closing(open_ledger(ledger_path(data))) as conn:
            conn.execute("DELETE FROM pages")
            conn.executemany(
                "INSERT INTO pages (key, url, kind, state, found_at)"
                " VALUES (?, '', 'page', 'stored', '')",
                [(key,) for key in keys],
            )
    return data


def stored(data: Path) -> set[str]:
    with RecordStore.open_read_only(store_path(data)) as store:
        assert store.integrity() == []
        return {row["id"] for row in store.rows("SELECT id FROM companies")}


def marked(data: Path) -> set[str]:
    """What the ledger calls stored."""
    if not ledger_path(data).exists():
        return set()
    with closing(open_ledger(ledger_path(data))) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {row[0] for row in conn.execute("SELECT key FROM pages WHERE state = 'stored'")}


def listing(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes; not what readers leave."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not (path.name.endswith("-shm") or empty_log(path))
    }


def empty_log(path: Path) -> bool:
    return path.name.endswith("-wal") and not path.stat().st_size


def rewritten(backup: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Packs a backup anew with changed databases and a manifest that agrees with them."""
    with zipfile.ZipFile(backup) as packed:
        contents = {name: packed.read(name) for name in packed.namelist()}
    manifest = json.loads(contents.pop("manifest.json"))
    with zipfile.ZipFile(backup, "w") as packed:
        for entry in manifest["databases"]:
            content = change(entry["name"], contents[entry["name"]])
            entry |= {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            packed.writestr(entry["name"], content)
        packed.writestr("manifest.json", json.dumps(manifest))


def changed(content: bytes, sql: str, folder: Path) -> bytes:
    """The bytes of a database after a statement."""
    path = folder / "changed.db"
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(sql)
        conn.commit()
    return path.read_bytes()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    found = fill(tmp_path / "data", "a", "b")
    (found / "archive").mkdir()
    with (found / "archive" / WARC).open("wb") as pages:
        writer = WARCWriter(pages, gzip=True)
        writer.write_record(writer.create_warcinfo_record(WARC, {"software": "a test"}))
    return found


@pytest.fixture
def file(data: Path, tmp_path: Path, batchwatch: Batchwatch) -> Path:
    found = tmp_path / "night.zip"
    assert batchwatch("backup", found, "--data", data).status == 0
    return found


def test_a_backup_says_what_it_holds(data: Path, tmp_path: Path, batchwatch: Batchwatch) -> None:
    ran = batchwatch("backup", tmp_path / "night.zip", "--data", data)
    assert (ran.status, ran.err) == (0, "")
    for wanted in ("batchwatch.db", "ledger.db", "night.zip", "1 file"):
        assert wanted in ran.out
    assert listing(tmp_path).keys() >= {"night.zip"}
    assert not list(tmp_path.glob(f"{PREFIX}*"))


def test_the_manifest_describes_the_databases(data: Path, file: Path) -> None:
    with zipfile.ZipFile(file) as packed:
        assert packed.testzip() is None
        manifest = json.loads(packed.read("manifest.json"))
        for entry, kind in zip(manifest["databases"], kinds(), strict=True):
            content = packed.read(entry["name"])
            assert entry == {
                "name": kind.name,
                "sha256": hashlib.sha256(content).hexdigest(),
                "application_id": kind.application_id,
                "user_version": kind.newest,
                "size": len(content),
            }
    assert manifest["archive"] == [{"name": WARC, "size": (data / "archive" / WARC).stat().st_size}]
    assert manifest["created_at"].endswith("Z")
    assert manifest["program_version"]


def test_both_verbs_answer_programs_with_one_document(
    data: Path, tmp_path: Path, batchwatch: Batchwatch
) -> None:
    ran = batchwatch("backup", tmp_path / "x.zip", "--json", "--data", data)
    document = json.loads(ran.out)
    assert document["size"] == (tmp_path / "x.zip").stat().st_size
    assert document["archive"]["files"] == 1
    ran = batchwatch("restore", tmp_path / "x.zip", "--json", "--data", tmp_path / "new")
    assert [entry["name"] for entry in json.loads(ran.out)["databases"]] == [
        "ledger.db",
        "batchwatch.db",
    ]
    assert json.loads(ran.out)["moved_aside"] == {}


def test_a_backup_takes_the_place_of_an_earlier_one(
    data: Path, file: Path, tmp_path: Path, batchwatch: Batchwatch
) -> None:
    fill(data, "a", "b", "c")
    assert batchwatch("backup", file, "--data", data).status == 0
    assert batchwatch("restore", file, "--data", tmp_path / "new").status == 0
    assert stored(tmp_path / "new") == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("text.txt", 2),
        ("empty.zip", 2),
        ("other.zip", 2),
        ("", 2),
        ("no/folder.zip", 2),
        ("data/archive/x.zip", 2),
        ("data/ledger.db", 2),
        ("data/batchwatch.db-wal", 2),
        ("linked.zip", 2),
    ],
)
def test_nothing_else_is_overwritten(
    data: Path, tmp_path: Path, batchwatch: Batchwatch, name: str, status: int
) -> None:
    (tmp_path / "text.txt").write_text("a text")
    (tmp_path / "empty.zip").touch()
    (tmp_path / "linked.zip").symlink_to(data / "archive" / WARC)
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as packed:
        packed.writestr("manifest.json", "{}")
    before = listing(tmp_path)
    ran = batchwatch("backup", tmp_path / name, "--data", data)
    assert (ran.status, ran.err.count("\n"), ran.out) == (status, 1, "")
    assert listing(tmp_path) == before


def test_a_place_that_cannot_be_written_is_one_line(data: Path, batchwatch: Batchwatch) -> None:
    ran = batchwatch("backup", "/proc/night.zip", "--data", data)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "cannot write" in ran.err


def test_without_a_database_there_is_nothing_to_back_up(
    tmp_path: Path, batchwatch: Batchwatch
) -> None:
    ran = batchwatch("backup", tmp_path / "x.zip", "--data", tmp_path / "none")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "x.warc").write_bytes(b"x")
    ran = batchwatch("backup", tmp_path / "x.zip", "--data", tmp_path)
    assert (ran.status, ran.err.count("\n")) == (4, 1)
    assert listing(tmp_path).keys() == {"archive/x.warc"}


@pytest.mark.parametrize("name", ["batchwatch.db", "ledger.db"])
def test_a_damaged_database_is_not_backed_up(
    data: Path, file: Path, batchwatch: Batchwatch, name: str
) -> None:
    before = file.read_bytes()
    content = bytearray((data / name).read_bytes())
    content[4096:8192] = os.urandom(4096)
    (data / name).write_bytes(content)
    ran = batchwatch("backup", file, "--data", data)
    assert (ran.status, ran.err.count("\n")) == (4, 1)
    assert name in ran.err
    assert file.read_bytes() == before


def test_a_restore_brings_back_what_was(data: Path, file: Path, batchwatch: Batchwatch) -> None:
    fill(data, "b", "later")
    ran = batchwatch("restore", file, "--data", data)
    assert (ran.status, ran.err) == (0, "")
    assert stored(data) == marked(data) == {"a", "b"}
    assert not list(data.glob("*.replaced-*"))
    assert batchwatch("doctor", "--data", data).status == 0


def test_a_restore_into_nothing(file: Path, tmp_path: Path, batchwatch: Batchwatch) -> None:
    new = tmp_path / "some" / "where"
    assert batchwatch("restore", file, "--data", new).status == 0
    assert stored(new) == marked(new) == {"a", "b"}
    with RecordStore.open(store_path(new)) as store:
        assert store.rows("PRAGMA journal_mode") == [{"journal_mode": "wal"}]


@pytest.mark.parametrize("content", [None, b"", b"no database", "half", "newer"])
def test_what_was_unusable_is_kept_under_another_name(
    data: Path, file: Path, batchwatch: Batchwatch, content: bytes | str | None
) -> None:
    path = store_path(data)
    if content == "newer":
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA user_version = 99")
    elif content == "half":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    elif isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.unlink()
    before = path.read_bytes() if path.exists() else None
    ran = batchwatch("restore", file, "--data", data)
    assert (ran.status, ran.err) == (0, "")
    assert stored(data) == {"a", "b"}
    aside = list(data.glob("*.replaced-*Z"))
    assert [name.read_bytes() for name in aside] == ([] if before is None else [before])
    assert all(name.name in ran.out for name in aside)


def test_a_ledger_that_the_backup_has_not_is_moved_aside(
    tmp_path: Path, batchwatch: Batchwatch
) -> None:
    data = fill(tmp_path / "data", "a", ledger=False)
    batchwatch("backup", tmp_path / "x.zip", "--data", data)
    fill(data, "a", "later")
    ran = batchwatch("restore", tmp_path / "x.zip", "--data", data)
    assert (ran.status, stored(data), marked(data)) == (0, {"a"}, set())
    assert [path.name.partition("-")[0] for path in data.glob("ledger.db*")] == [
        "ledger.db.replaced"
    ]


def test_a_restore_waits_for_no_crawl(data: Path, file: Path, batchwatch: Batchwatch) -> None:
    code = (
        "import sys; from pathlib import Path; from crawler.lock import writing\n"
        "with writing(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, data], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder:
        holder.stdout.readline()
        fill(data, "present")
        before = listing(data)
        ran = batchwatch("restore", file, "--data", data)
        assert (ran.status, ran.err.count("\n")) == (3, 1)
        assert batchwatch("backup", file, "--data", data).status == 0
        ran = batchwatch("doctor", "--data", data)
        assert (ran.status, "a crawl writes now" in ran.out) == (0, True)
        assert listing(data) == before
        holder.kill()
    assert batchwatch("restore", file, "--data", data).status == 0
    assert "a crawl writes now" not in batchwatch("doctor", "--data", data).out


def test_the_lock_is_free_again_after_a_restore(
    data: Path, file: Path, batchwatch: Batchwatch
) -> None:
    assert batchwatch("restore", file, "--data", data).status == 0
    with writing(data):
        pass


SPOILT: dict[str, tuple[int, Callable[[Path, Path], object]]] = {
    "text": (2, lambda file, _: file.write_text("no zip at all")),
    "empty": (2, lambda file, _: file.write_bytes(b"")),
    "cut": (2, lambda file, _: os.truncate(file, file.stat().st_size - 40)),
    "half": (2, lambda file, _: os.truncate(file, file.stat().st_size // 2)),
    "other zip": (2, lambda file, _: zipfile.ZipFile(file, "w").close()),
    "flipped": (4, lambda file, _: flip(file)),
    "garbage page": (4, lambda file, _: rewritten(file, garbage)),
    "swapped": (4, lambda file, tmp: rewritten(file, foreign(tmp))),
    "newer": (4, lambda file, tmp: rewritten(file, newer(tmp))),
    "truncated database": (4, lambda file, _: rewritten(file, lambda name, old: old[:9000])),
    "no database": (4, lambda file, _: rewritten(file, lambda name, old: b"text")),
}


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


def garbage(name: str, old: bytes) -> bytes:
    return old[:8192] + random.Random(1).randbytes(4096) + old[12288:]


def foreign(folder: Path) -> Callable[[str, bytes], bytes]:
    return lambda name, old: changed(old, "PRAGMA application_id = 5", folder)


def newer(folder: Path) -> Callable[[str, bytes], bytes]:
    return lambda name, old: changed(old, "PRAGMA user_version = 99", folder)


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_wrong_file_changes_nothing(
    data: Path, file: Path, tmp_path: Path, batchwatch: Batchwatch, spoilt: str
) -> None:
    fill(data, "present")
    before = listing(data)
    status, spoil = SPOILT[spoilt]
    spoil(file, tmp_path)
    ran = batchwatch("restore", file, "--data", data)
    assert (ran.status, ran.err.count("\n"), ran.out) == (status, 1, "")
    assert "unexpected" not in ran.err
    assert listing(data) == before
    assert not list(data.glob(f"{PREFIX}*"))


def test_any_spoilt_byte_is_one_line(
    data: Path, file: Path, tmp_path: Path, batchwatch: Batchwatch
) -> None:
    rng, whole = random.Random(7), file.read_bytes()
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(rng.randrange(1, 6)):
            content[rng.randrange(len(content))] = rng.randrange(256)
        file.write_bytes(content[: rng.choice([len(content), rng.randrange(len(content))])])
        ran = batchwatch("restore", file, "--data", data)
        assert ran.status in (0, 2, 4)
        assert ran.err.count("\n") == (ran.status > 0)
        assert "unexpected" not in ran.err
        assert stored(data) == marked(data) == {"a", "b"}


def test_a_backup_of_an_older_schema_is_migrated(
    tmp_path: Path, batchwatch: Batchwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = fill(tmp_path / "data", "a")
    batchwatch("backup", tmp_path / "x.zip", "--data", data)
    added = "CREATE TABLE later (id TEXT PRIMARY KEY) STRICT"
    newer = version.SCHEMA_VERSION + 1
    steps = Migrations("batchwatch")
    steps._migrations.extend(migrations.migrations._migrations)

    @steps()
    def m_later(db: Database) -> None:
        db.conn.execute(added)
        db.conn.execute(f"PRAGMA user_version = {newer}")

    monkeypatch.setattr(migrations, "migrations", steps)
    monkeypatch.setattr(version, "SCHEMA_VERSION", newer)
    assert batchwatch("restore", tmp_path / "x.zip", "--data", data).status == 0
    with RecordStore.open_read_only(store_path(data)) as store:
        assert store.schema_version == newer
        assert store.rows("SELECT count(*) AS n FROM later") == [{"n": 0}]
    assert stored(data) == {"a"}


@contextmanager
def running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that is killed at the end."""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_backups_beside_a_writer_have_no_ledger_that_is_ahead(
    tmp_path: Path, batchwatch: Batchwatch
) -> None:
    data, file, new = (tmp_path / name for name in ("data", "x.zip", "new"))
    sizes = []
    with running([sys.executable, "-c", WRITER, str(data), "1"]) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        for _ in range(4):
            assert batchwatch("backup", file, "--data", data).status == 0
            assert batchwatch("restore", file, "--data", new).status == 0
            assert marked(new) <= stored(new)
            sizes.append(len(marked(new)))
        assert writer.poll() is None
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0] > 0


@pytest.mark.soak
def test_backups_beside_an_ingest_are_sound(tmp_path: Path, batchwatch: Batchwatch) -> None:
    data, file, new = (tmp_path / name for name in ("data", "x.zip", "new"))
    taken = 0
    paths = [str(GOLD / "en"), str(GOLD / "zh")]
    with running([*DOOR, "ingest", "--quiet", *paths, "--data", str(data)]) as ingest:
        while ingest.poll() is None:
            if store_path(data).exists():
                assert batchwatch("backup", file, "--data", data).status == 0
                taken += 1
            time.sleep(0.02)
        assert ingest.returncode == 0
    assert taken
    assert batchwatch("restore", file, "--data", new).status == 0
    assert stored(new) <= stored(data)


def test_a_killed_backup_leaves_the_earlier_one(data: Path, file: Path) -> None:
    rng = random.Random(3)
    for _ in range(2):
        with subprocess.Popen([*DOOR, "backup", file, "-q", "--data", data], cwd=ROOT) as process:
            time.sleep(rng.uniform(0.15, 0.4))
            process.send_signal(signal.SIGKILL)
        with zipfile.ZipFile(file) as packed:
            assert packed.testzip() is None
    done = subprocess.run([*DOOR, "backup", file, "-q", "--data", data], cwd=ROOT, check=True)
    assert done.returncode == 0
    assert not list(file.parent.glob(f"{PREFIX}*"))


# A restore that is killed at its nth step: before a database is replaced, or after it.
RESTORES = """
import os, signal, sys
import cli.keeping, crawler.ledger.opening, crawler.lock, db.copies as copies, db.store
from cli.main import main
left = 0
def die():
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
def around(whole):
    def watched(*given):
        die()
        found = whole(*given)
        die()
        return found
    return watched
for name in ("replace_database", "set_aside", "move_into_place"):
    setattr(copies, name, around(getattr(copies, name)))
def act(step):
    global left
    left = step
    return main(["restore", sys.argv[1], "-q", "--data", sys.argv[2]])
"""


@pytest.mark.parametrize(
    "present",
    ["sound", *(pytest.param(one, marks=pytest.mark.soak) for one in ("none", "damaged"))],
)
def test_a_killed_restore_is_completed_by_the_next(
    data: Path, file: Path, batchwatch: Batchwatch, tmp_path: Path, present: str
) -> None:
    shutil.copytree(fill(data, "a", "b", "present"), tmp_path / "saved")
    statuses: list[int] = []
    with forks(RESTORES, file, data) as act:
        while 0 not in statuses:
            shutil.rmtree(data)
            shutil.copytree(tmp_path / "saved", data)
            for kind in kinds() if present != "sound" else ():
                path = data / kind.name
                path.unlink() if present == "none" else os.truncate(path, 5000)
            statuses.append(act(len(statuses) + 1).status)
            if present == "sound":
                assert marked(data) <= stored(data)
            assert batchwatch("batches", "--data", data).status in (0, 4)
            assert batchwatch("restore", file, "-q", "--data", data).status == 0
            assert stored(data) == marked(data) == {"a", "b"}
    assert statuses == [-signal.SIGKILL] * (4 if present == "sound" else 12) + [0]
    assert not list(data.glob(f"{PREFIX}*"))


def test_the_ledger_is_the_first_of_the_databases() -> None:
    first, second = kinds()
    assert isinstance(first, Kind)
    assert (first.name, second.name) == ("ledger.db", "batchwatch.db")
