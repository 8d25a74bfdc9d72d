"""Back-fills of 5,000 records end the same on every engine, whatever dies and when."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import told
from test_engines import daemon, scheduler

from bench.processes import descendants
from bench.warcs import Kind, write_warcs
from cli.children import program_path
from db.store import store_path

pytestmark = pytest.mark.soak
RECORDS = 5_000
COMMAND = (sys.executable, "-m", "cli")


@pytest.fixture(scope="module")
def warcs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of the acceptance test."""
    return write_warcs(tmp_path_factory.mktemp("warcs"), records=RECORDS, kind=Kind(repeated=0.2))


@pytest.fixture(scope="module")
def serial(warcs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The digest of the record store that one process makes."""
    data = tmp_path_factory.mktemp("serial")
    line = [sys.executable, "-m", "bench.serially", "backfill", *map(str, warcs)]
    ran = subprocess.run([*line, "--data", str(data), "-q"], capture_output=True, check=False)
    assert ran.returncode == 1, ran.stderr
    return digest(data)


def digest(data: Path) -> str:
    """One short text for every derived row of the record store."""
    rows = told.contents(store_path(data))
    assert len(rows["announcements"]) > 50
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


@contextmanager
def running(data: Path, warcs: list[Path], *options: str) -> Iterator["subprocess.Popen[str]"]:
    """The command, begun."""
    line = [*COMMAND, "backfill", *map(str, warcs), "--data", str(data), "-q", *options]
    env = os.environ | {"PYTHONPATH": program_path()}
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, env=env) as process:
        yield process


def run(data: Path, warcs: list[Path], *options: str) -> int:
    """Its status at the end."""
    with running(data, warcs, *options) as process:
        process.communicate()
    return process.returncode


def some_shards(data: Path, number: int, process: "subprocess.Popen[str]") -> None:
    """Wait until so many files are read."""
    until = time.monotonic() + 600
    while len(list(data.glob("shards/*.parquet"))) < number:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_an_engine_ends_as_one_process_does(
    engine: str, warcs: list[Path], serial: str, tmp_path: Path
) -> None:
    assert run(tmp_path, warcs, "--engine", engine, "--workers", "2") == 1
    assert digest(tmp_path) == serial
    assert run(tmp_path, warcs[::-1], "--engine", engine) == 1
    assert digest(tmp_path) == serial


def test_a_scheduler_and_two_workers_over_tcp(
    warcs: list[Path], serial: str, tmp_path: Path
) -> None:
    shared = str(tmp_path / "shared")
    with scheduler() as address, dask_worker(address), dask_worker(address) as second:
        options = ("--engine", "dask", "--scheduler", address, "--shards", shared)
        with running(tmp_path / "data", warcs, *options) as process:
            while len(list((tmp_path / "shared").glob("*.parquet"))) < 2:
                time.sleep(0.02)
            os.killpg(second.pid, signal.SIGKILL)
            _, said = process.communicate()
        assert process.returncode == 1, said
        assert digest(tmp_path / "data") == serial


@contextmanager
def dask_worker(address: str) -> Iterator["subprocess.Popen[str]"]:
    """A worker of a scheduler."""
    with daemon("worker", address, "--nthreads", "1", "--no-dashboard") as process:
        yield process


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_workers_that_are_killed(
    engine: str, warcs: list[Path], serial: str, tmp_path: Path
) -> None:
    chance = random.Random(4)
    with running(tmp_path, warcs, "--engine", engine, "--workers", "2") as process:
        for number in range(3):
            some_shards(tmp_path, 2 * number, process)
            below = descendants(process.pid)
            if below:
                os.kill(chance.choice(below), signal.SIGKILL)
        _, said = process.communicate()
    assert process.returncode == 1, said
    assert digest(tmp_path) == serial


def test_the_command_is_killed_again_and_again(
    warcs: list[Path], serial: str, tmp_path: Path
) -> None:
    chance = random.Random(7)
    for _ in range(12):
        with running(tmp_path, warcs) as process:
            try:
                process.communicate(timeout=chance.uniform(2, 14))
                break
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
    assert run(tmp_path, warcs) == 1
    assert digest(tmp_path) == serial


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_when_it_is_asked_to(
    number: int, warcs: list[Path], serial: str, tmp_path: Path
) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background has it ignored
    with running(tmp_path, warcs) as process:
        some_shards(tmp_path, 1, process)
        process.send_signal(number)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said.count("\n")) == (130, 1), said
    assert descendants(process.pid) == []
    assert run(tmp_path, warcs) == 1
    assert digest(tmp_path) == serial
