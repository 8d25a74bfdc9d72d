"""What goes wrong in a back-fill is named, the rest is done, and the same command completes it."""

import errno
import json
import os
import shutil
import signal
import struct
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import told
from conftest import Batchwatch

from bench.inline import Inline
from bench.warcs import Kind, write_warcs
from cli.backfill.files import beside, tidy
from cli.backfill.journal import Journal
from cli.backfill.shard import Writer
from cli.engines import Job
from crawler.archive.capture import Capture
from crawler.captured import Read, read_capture
from crawler.lock import writing
from db.store import store_path
from extract.errors import TooSlow

Reader = Callable[[Capture, Mapping[str, Any]], Read | None]


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three small files, in which all pages announce."""
    folder = tmp_path_factory.mktemp("warcs")
    return write_warcs(folder, files=3, records=9, kind=Kind(1.0, 0.0, 1), harmed=False)


@pytest.fixture
def line(warcs: list[Path], tmp_path: Path) -> list[object]:
    """The command."""
    return ["backfill", *warcs, "--data", tmp_path / "data", "-q"]


@pytest.fixture(autouse=True)
def engine(monkeypatch: pytest.MonkeyPatch) -> Inline:
    """Do the jobs here."""
    return use(Inline(), monkeypatch)


def use(engine: Inline, monkeypatch: pytest.MonkeyPatch) -> Inline:
    """Do the jobs with an engine."""
    monkeypatch.setattr("cli.backfill.driver.engine_for", lambda *_: engine)
    return engine


def articles(data: Path) -> int:
    """How many are stored."""
    return len(told.contents(store_path(data))["articles"])


def reading(monkeypatch: pytest.MonkeyPatch, instead: Reader) -> None:
    """Have pages read by something else."""
    monkeypatch.setattr("crawler.gathering.read_capture", instead)


@pytest.mark.parametrize(
    ("error", "why"), [(TooSlow(10.0), "10"), (KeyError("x"), "broke a reader (KeyError")]
)
def test_a_page_that_cannot_be_read_is_passed_over(
    error: Exception,
    why: str,
    batchwatch: Batchwatch,
    line: list[object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(capture: Capture, outlets: Mapping[str, Any]) -> Read | None:
        if capture.url.endswith("/4.html"):
            raise error
        return read_capture(capture, outlets)

    reading(monkeypatch, breaks)
    ran = batchwatch(*line)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert why in ran.err
    assert articles(tmp_path / "data") == 8


def test_a_page_that_is_too_large_is_passed_over(
    batchwatch: Batchwatch, line: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.backfill.reading.LARGEST", 1_000)
    ran = batchwatch(*line)
    assert ran.status == 1
    assert ran.err.count("too large") == 9
    assert articles(tmp_path / "data") == 0


def test_a_record_that_kills_its_reader_twice_is_passed_over(tmp_path: Path) -> None:
    shard = tmp_path / "a.parquet"
    for deaths in range(3):
        journal = Journal(shard)
        assert journal.deadly == (frozenset() if deaths < 2 else {4711})
        journal.take(4711)
        os.close(journal._handle)  # as a kill does
    journal = Journal(shard)
    journal.take(7)
    journal.release()
    journal.close(finished=True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a.at").write_bytes(struct.pack("<q", 1))
    assert Journal(shard).deadly == frozenset()


def test_a_full_disk_ends_it_and_the_same_command_completes_it(
    batchwatch: Batchwatch, line: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Writer) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Writer, "_flush", full)
        ran = batchwatch(*line)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "no room for the shards" in ran.err
    assert batchwatch(*line).status == 0
    assert articles(tmp_path / "data") == 9


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_the_same_command_completes_it(
    number: int,
    batchwatch: Batchwatch,
    line: list[object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(job: Job) -> None:
        if list((tmp_path / "data" / "shards").glob("*.parquet")):
            os.kill(os.getpid(), number)

    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
    with monkeypatch.context() as patch:
        use(Inline(stop), patch)
        ran = batchwatch(*line)
    assert (ran.status, ran.err.count("\n")) == (130, 1)
    assert "the same command goes on" in ran.err
    assert {path.suffix for path in (tmp_path / "data" / "shards").iterdir()} == {
        ".parquet",
        ".json",
    }
    assert batchwatch(*line).status == 0
    assert articles(tmp_path / "data") == 9


def test_a_lost_folder_ends_it_and_the_same_command_completes_it(
    batchwatch: Batchwatch, line: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    seen: list[str] = []

    def lose(job: Job) -> None:
        seen.append(job.key)
        if len(seen) == 2:
            shutil.rmtree(shared)

    with monkeypatch.context() as patch:
        use(Inline(lose), patch)
        ran = batchwatch(*line, "--shards", shared)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert str(shared) in ran.err
    assert batchwatch(*line, "--shards", shared).status == 0
    assert articles(tmp_path / "data") == 9


def test_a_worker_that_writes_elsewhere_is_told(
    batchwatch: Batchwatch, line: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    monkeypatch.setattr("cli.backfill.shard.settle", lambda new, _: Path(new).unlink())
    ran = batchwatch(*line, "--shards", shared)
    assert ran.status == 1
    assert "all machines share" in ran.err


def test_a_crawl_that_writes_is_waited_for_then_told(
    batchwatch: Batchwatch, line: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.backfilling.PATIENCE", 0.0)
    other = tmp_path / "data" / "lock"
    pid = os.fork()
    if not pid:
        with writing(other.parent):
            (tmp_path / "held").touch()
            signal.pause()
    try:
        while not (tmp_path / "held").exists():
            pass
        ran = batchwatch(*line)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
    assert (ran.status, ran.err.count("\n")) == (3, 1)
    assert "what was read is kept" in ran.err
    assert batchwatch(*line).status == 0


def test_a_file_that_vanishes_is_named(
    batchwatch: Batchwatch, warcs: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "list").write_text(f"{warcs[0]}\n{tmp_path}/gone.warc.gz\n")
    ran = batchwatch("backfill", tmp_path / "list", "--data", tmp_path / "data", "--json")
    assert ran.status == 1
    assert ran.err.count("gone.warc.gz: no such file") == 1
    assert json.loads(ran.out)["counters"]["files/read"] == 1


def test_what_killed_processes_were_writing_is_deleted(tmp_path: Path) -> None:
    ours = beside(tmp_path / "a.parquet")
    dead = ours.with_name(ours.name.replace(f"-{os.getpid()}.", "-99999999."))
    for path in (ours, dead):
        path.touch()
    tidy(tmp_path)
    assert list(tmp_path.iterdir()) == [ours]
