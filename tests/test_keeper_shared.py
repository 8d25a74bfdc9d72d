"""Processes that share one lock keep their pages in one archive and one ledger, kills or not."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from killing import captures, unsound

from crawler.archive.capture import archive_files
from crawler.archive.checking import check_files
from crawler.errors import CrawlBusy
from crawler.keeper import keeping
from crawler.ledger.opening import ledger_path, open_readable
from crawler.ledger.reading import file_sizes
from crawler.lock import LOCK_NAME, borrowing, lent, writing

ROOT = Path(__file__).parents[1]
WRITER = """
import sys
from pathlib import Path
from crawler.archive.capture import About, Capture
from crawler.keeper import keeping
from crawler.lock import borrowing

data, handle, name, pages = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
with borrowing(data, handle), keeping(data) as keeper:
    for number in range(pages):
        url = f"https://{name}.example.org/{number}"
        about = About("page", outlet=name, listed=True)
        body = f"{name} {number} ".encode() * 50
        keeper.keep(Capture(url, "2024-01-30T00:00:00Z", body, status=200, about=about))
        print(number, flush=True)
"""


def start(data: Path, name: str, pages: int) -> "subprocess.Popen[str]":
    handle = lent(data)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(data), str(handle), name, str(pages)],
        cwd=ROOT,
        pass_fds=(handle,),
        stdout=subprocess.PIPE,
        text=True,
    )


def accounted(data: Path) -> bool:
    conn = open_readable(ledger_path(data))
    assert conn is not None
    sizes = file_sizes(conn)
    conn.close()
    return sizes == {path.name: path.stat().st_size for path in archive_files(data)}


def test_three_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    with writing(tmp_path):
        running = [start(tmp_path, name, 30) for name in ("one", "two", "three")]
        assert [process.communicate()[0].count("\n") for process in running] == [30] * 3
    assert set(captures(tmp_path, "page").values()) == {1}
    assert len(captures(tmp_path, "page")) == 90
    assert len(archive_files(tmp_path)) == 1
    assert accounted(tmp_path)
    with keeping(tmp_path) as keeper:
        assert sum(len(keeper.ledger.waiting(name)) for name in ("one", "two", "three")) == 90


def test_a_killed_writer_takes_nothing_from_the_others(tmp_path: Path) -> None:
    chance = random.Random(7)
    told = 0
    with writing(tmp_path):
        steady = start(tmp_path, "steady", 200)
        for number in range(4):
            doomed = start(tmp_path, f"doomed{number}", 10_000)
            assert doomed.stdout is not None
            doomed.stdout.readline()
            time.sleep(chance.uniform(0, 0.1))
            doomed.send_signal(signal.SIGKILL)
            told += 1 + doomed.communicate()[0].count("\n")
        assert steady.communicate()[0].count("\n") == 200
    with keeping(tmp_path) as keeper:
        names = ["steady", *(f"doomed{number}" for number in range(4))]
        kept = [len(keeper.ledger.waiting(name)) for name in names]
    assert kept[0] == 200
    assert told <= sum(kept[1:]) <= told + 4
    assert accounted(tmp_path)
    assert unsound(tmp_path) == []
    assert [check.state for check in check_files(archive_files(tmp_path), {})] == ["sound"]


def test_the_lock_is_free_when_the_last_child_has_ended(tmp_path: Path) -> None:
    with writing(tmp_path):
        child = start(tmp_path, "late", 10_000)
        assert child.stdout is not None
        child.stdout.readline()
    with pytest.raises(CrawlBusy, match="writes into"), writing(tmp_path):
        pass
    child.kill()
    child.communicate()
    with writing(tmp_path):
        pass


def test_a_descriptor_that_is_no_lock_is_refused(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).touch()
    handle = os.open(tmp_path / "other", os.O_CREAT | os.O_RDWR)
    try:
        with pytest.raises(CrawlBusy, match="is not the lock"), borrowing(tmp_path, handle):
            pass
    finally:
        os.close(handle)
