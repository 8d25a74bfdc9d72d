"""``doctor`` says what is well and what is not, and its exit status with it."""

import json
from pathlib import Path

import pytest
from archived import PAGE, repacked, response, sound
from conftest import Batchwatch

from crawler.archive.capture import archive_files
from crawler.archive.records import capture_record
from crawler.keeper import keeping

GOLD = Path(__file__).parent / "scored"


def test_nothing_yet_is_no_fault(batchwatch: Batchwatch, tmp_path: Path) -> None:
    ran = batchwatch("doctor", "--data", tmp_path / "none")
    assert ran.status == 0
    assert "not there yet" in ran.out
    assert not (tmp_path / "none").exists()


def test_a_sound_store(batchwatch: Batchwatch, tmp_path: Path) -> None:
    batchwatch("ingest", GOLD / "en", "--data", tmp_path)
    ran = batchwatch("doctor", "--json", "--data", tmp_path)
    document = json.loads(ran.out)
    assert (ran.status, document["ok"]) == (0, True)
    checks = {finding["check"]: finding["state"] for finding in document["findings"]}
    assert checks["database"] == "ok"
    assert "backlog" in checks


def test_a_wrong_configuration(batchwatch: Batchwatch, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text('[crawl]\ndelai = "1s"\n', encoding="utf-8")
    ran = batchwatch("doctor", "--config", config, "--data", tmp_path)
    assert ran.status == 1
    assert "delai" in ran.out


def test_a_database_cut_short(batchwatch: Batchwatch, tmp_path: Path) -> None:
    batchwatch("ingest", GOLD / "en", "--data", tmp_path)
    database = tmp_path / "batchwatch.db"
    database.write_bytes(database.read_bytes()[: 4096 * 3])
    ran = batchwatch("doctor", "--data", tmp_path)
    assert ran.status == 4
    assert "damaged" in ran.out


@pytest.fixture
def data(batchwatch: Batchwatch, tmp_path: Path) -> Path:
    """A data directory with an archive of one file."""
    assert batchwatch("ingest", GOLD / "en", "--data", tmp_path, "-q").status == 0
    return tmp_path


def archive(data: Path) -> Path:
    (path,) = archive_files(data)
    return path


def examined(batchwatch: Batchwatch, data: Path, check: str) -> tuple[int, list[tuple[str, str]]]:
    """The exit status, and what is said of one thing."""
    ran = batchwatch("doctor", "--json", "--data", data)
    found = json.loads(ran.out)["findings"]
    return ran.status, [(one["state"], one["text"]) for one in found if one["check"] == check]


def test_a_sound_archive(batchwatch: Batchwatch, data: Path) -> None:
    records = len(sound(archive(data)))
    status, ((state, said),) = examined(batchwatch, data, "archive")
    assert (status, state) == (0, "ok")
    assert said.startswith(f"1 of 1 file sound, {records} ")


def test_no_archive_yet(batchwatch: Batchwatch, tmp_path: Path) -> None:
    status, (found,) = examined(batchwatch, tmp_path, "archive")
    assert (status, found[0]) == (0, "ok")


def test_a_damaged_archive(batchwatch: Batchwatch, data: Path) -> None:
    path = archive(data)
    member = sound(path)[1]
    content = bytearray(path.read_bytes())
    content[(member.start + member.end) // 2] ^= 0xFF
    path.write_bytes(content)
    status, (damage, count) = examined(batchwatch, data, "archive")
    assert status == 4
    assert damage == ("damaged", f"{path}: damaged at byte {member.start} of {len(content)}")
    assert count[0] == "damaged"
    assert count[1].startswith("0 of 1 file sound")


def test_a_record_that_is_not_what_it_was(batchwatch: Batchwatch, data: Path) -> None:
    path = archive(data)
    member = sound(path)[1]
    content = path.read_bytes()
    record = repacked(content[member.start : member.end], b"services", b"servants")
    path.write_bytes(content[: member.start] + record + content[member.end :])
    status, found = examined(batchwatch, data, "archive")
    assert status == 4
    said = f"{path}: the record at byte {member.start} is not what its digest says"
    assert ("damaged", said) in found


def test_an_archive_shorter_than_it_was(batchwatch: Batchwatch, data: Path) -> None:
    path = archive(data)
    path.write_bytes(path.read_bytes()[: sound(path)[-1].start])
    status, found = examined(batchwatch, data, "archive")
    assert status == 4
    assert "bytes shorter than it was" in found[0][1]


def test_an_archive_that_a_kill_cut(batchwatch: Batchwatch, data: Path) -> None:
    path = archive(data)
    with path.open("ab") as file:
        file.write(capture_record(response())[:-7])
    status, (cut, count) = examined(batchwatch, data, "archive")
    assert status == 0
    assert cut == ("warning", f"{path} ends in half a record, which the next run cuts off")
    assert count[0] == "ok"
    batchwatch("ingest", GOLD / "zh", "--data", data, "-q")
    status, found = examined(batchwatch, data, "archive")
    assert (status, [state for state, _ in found]) == (0, ["ok"])


def test_an_archive_file_that_is_gone(batchwatch: Batchwatch, data: Path) -> None:
    path = archive(data)
    path.unlink()
    status, found = examined(batchwatch, data, "archive")
    assert status == 1
    assert found[0][0] == "error"
    assert path.name in found[0][1]


def test_all_pages_stored(batchwatch: Batchwatch, data: Path) -> None:
    status, (found,) = examined(batchwatch, data, "pages")
    files = len(list((GOLD / "en").iterdir()))
    said = f"{files} stored, 0 archived and not stored yet, 0 to be fetched, 0 given up"
    assert (status, found) == (0, ("ok", said))


def test_pages_on_their_way(batchwatch: Batchwatch, data: Path) -> None:
    with keeping(data) as keeper:
        keeper.keep(response("archived"))
        for name, tries in (("queued", None), ("given up", 1)):
            keeper.ledger.found(name, f"https://news.example/{name}", PAGE, "2024-01-30T10:00:00Z")
            keeper.ledger.failed(name, "gone", "410", at="2024-01-30T10:00:00Z", tries=tries)
    status, (found,) = examined(batchwatch, data, "pages")
    assert (status, found[0]) == (0, "warning")
    assert "1 archived and not stored yet, 1 to be fetched, 1 given up; " in found[1]
