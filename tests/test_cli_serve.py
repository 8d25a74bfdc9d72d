"""The verb ``serve``: a real server on a real port, which says where it is and ends tidily."""

import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError

import pytest
from conftest import Batchwatch

from db.store import RecordStore, store_path

ROOT = Path(__file__).parents[1]


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server in a process of its own, and its address."""
    line = [sys.executable, "-m", "cli", "--data", str(data), "serve", "--port", "0"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stderr is not None
            told = process.stderr.readline()
            assert told.startswith(f"serving {data} on http://127.0.0.1:"), told
            yield process, told.split(" on ")[1].split()[0].rstrip("/")
        finally:
            process.kill()


def test_it_answers_and_ends_tidily(tmp_path: Path) -> None:
    RecordStore.open(store_path(tmp_path)).close()
    with serving(tmp_path) as (process, address):
        with urllib.request.urlopen(f"{address}/batches.json", timeout=60) as answer:
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")
            assert answer.headers["server"] is None
        with pytest.raises(HTTPError, match="405"):
            urllib.request.urlopen(f"{address}/batchwatch", data=b"sql=delete", timeout=60)
        assert list(tmp_path.glob(".batchwatch-unfinished-*/snapshot-1.db"))
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert list(tmp_path.glob(".batchwatch-unfinished-*")) == []


def test_a_port_that_is_taken_is_told_in_one_line(batchwatch: Batchwatch, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = batchwatch("serve", "--port", port, "--data", tmp_path)
    assert (ran.status, ran.out) == (1, "")
    told = f"batchwatch: cannot serve on 127.0.0.1 port {port}: Address already in use"
    assert ran.err == f"{told}; name another with --port\n"


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.9", "not a host"])
def test_an_address_of_another_machine_is_told(
    batchwatch: Batchwatch, tmp_path: Path, host: str
) -> None:
    ran = batchwatch("serve", "--host", host, "--port", 0, "--data", tmp_path)
    assert ran.status == 1
    assert ran.err.startswith(f"batchwatch: cannot serve on {host}")
    assert ran.err.count("\n") == 1


def test_a_store_that_cannot_be_used_is_told(batchwatch: Batchwatch, tmp_path: Path) -> None:
    store_path(tmp_path).write_bytes(b"no database")
    ran = batchwatch("serve", "--port", 0, "--data", tmp_path)
    assert ran.status == 4
    assert "is no SQLite database" in ran.err
    assert ran.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["batchwatch.db"]


@pytest.mark.parametrize("words", [["--port", "70000"], ["--port", "x"], ["--snapshots"]])
def test_wrong_usage_is_told(batchwatch: Batchwatch, words: list[str]) -> None:
    assert batchwatch("serve", *words).status == 2
