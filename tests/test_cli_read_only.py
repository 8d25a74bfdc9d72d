"""A data directory that may only be read answers all the same, and is left as it is."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Batchwatch

GOLD = Path(__file__).parent / "scored"
READING = ("batches", "articles", "outlets", "runs", "search model", "query timeline", "alerts")


@pytest.fixture
def closed(batchwatch: Batchwatch, tmp_path: Path) -> Iterator[Path]:
    """A data directory without write rights, and without what SQLite keeps beside databases."""
    data = tmp_path / "data"
    assert batchwatch("ingest", GOLD / "en", "--data", data, "-q").status == 0
    for log in (*data.glob("*-wal"), *data.glob("*-shm")):
        assert not log.name.endswith("-wal") or not log.stat().st_size
        log.unlink()
    if os.geteuid():
        data.chmod(0o555)
        yield data
        data.chmod(0o755)
        return
    if shutil.which("mount") is None:
        pytest.skip("nothing is closed to root without a mount")
    bound = subprocess.run(
        ["mount", "--bind", data, data], capture_output=True, text=True, check=False
    )
    if bound.returncode:
        pytest.skip(f"nothing can be mounted here: {bound.stderr.strip()}")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", data], check=True, capture_output=True)
        yield data
    finally:
        subprocess.run(["umount", "-l", data], check=True)


def test_what_may_only_be_read_answers(batchwatch: Batchwatch, closed: Path) -> None:
    before = sorted(closed.iterdir())
    for verb in READING:
        ran = batchwatch(*verb.split(), "--json", "--data", closed)
        assert (verb, ran.status, ran.err) == (verb, 0, "")
        assert ran.out.startswith("{")
    doctor = batchwatch("doctor", "--data", closed)
    assert "ledger: sound" in doctor.out
    assert "error    data directory: " in doctor.out
    assert sorted(closed.iterdir()) == before


def test_a_backup_of_it_can_be_made(batchwatch: Batchwatch, closed: Path) -> None:
    ran = batchwatch("backup", closed.parent / "whole.zip", "--data", closed, "-q")
    assert (ran.status, ran.err) == (0, "")


def test_writing_into_it_is_one_line(batchwatch: Batchwatch, closed: Path) -> None:
    ran = batchwatch("ingest", GOLD / "zh", "--data", closed)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
