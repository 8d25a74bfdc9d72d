"""A watch's crawls: at the same time, each within its limits, none in the way of another."""

import asyncio
import fcntl
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import cli.children
from cli.children import Child, Ended, Limits
from cli.watch import Watch, Watched
from crawler.lock import LOCK_NAME
from crawler.outlet import Outlet
from crawler.schedule import Timetable

STUB = """
import json, signal, sys, time

name, how = sys.argv[2], sys.argv[3]
if how == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if how == "polite":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(told("failed")))
if how == "big":
    much = b"x" * (200 << 20)

def told(outcome):
    print(json.dumps({"outlets": [{"name": name, "outcome": outcome}]}), flush=True)
    return outcome != "ok"

if how in ("deaf", "polite", "big"):
    print(end="", flush=True)
    time.sleep(60)
if how == "dies":
    import os
    os.kill(os.getpid(), signal.SIGKILL)
time.sleep(0.1)
sys.exit(4 if how == "damaged" else told("ok"))
"""
"""Takes the words of a crawl and behaves as its fourth says."""


def outlet(name: str, domain: str) -> type[Outlet]:
    return type(name, (Outlet,), {"name": name, "allowed_domains": (domain,)})


@dataclass
class Board:
    """What a watch did."""

    watch: Watch
    ended: list[Ended] = field(default_factory=list)
    deliveries: int = 0
    told: list[str] = field(default_factory=list)

    def names(self) -> list[str]:
        return [one.outlet for one in self.ended]


@pytest.fixture(autouse=True)
def _stub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = tmp_path / "stub.py"
    stub.write_text(STUB, encoding="utf-8")
    monkeypatch.setattr(cli.children, "COMMAND", (sys.executable, str(stub)))


def board(
    data: Path,
    how: str = "well",
    tables: tuple[Timetable, ...] = (),
    *,
    limits: Limits | None = None,
    at_once: int = 4,
    same_site: bool = False,
) -> Board:
    names = [table.name for table in tables]
    found: list[Board] = []

    def deliver() -> None:
        found[0].deliveries += 1

    watched = Watched(
        data=data,
        outlets=tuple(outlet(name, "x.org" if same_site else f"{name}.org") for name in names),
        arguments=(how,),
        deliver=deliver,
        after=lambda ended: found[0].ended.append(ended),
        tell=lambda text: found[0].told.append(text),
        limits=limits,
        at_once=at_once,
    )
    found.append(Board(Watch(watched, lambda: list(tables))))
    return found[0]


def tables(
    *names: str, every: float = 3600.0, began: datetime | None = None
) -> tuple[Timetable, ...]:
    return tuple(Timetable(name, every, began) for name in names)


async def until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        await asyncio.sleep(0.02)
    assert true()


def forever(watching: Board, done: Callable[[], bool]) -> None:
    """Watch until something is so."""

    async def act() -> None:
        running = asyncio.create_task(watching.watch.forever())
        await until(done)
        watching.watch.stop()
        await running

    asyncio.run(act())


@contextmanager
def another_writes(data: Path) -> Iterator[None]:
    """Hold the lock as another process would: through a descriptor that this one does not know."""
    handle = os.open(data / LOCK_NAME, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def is_free(data: Path) -> bool:
    handle = os.open(data / LOCK_NAME, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def test_once_crawls_what_is_due_and_delivers_at_the_end(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    due, later = tables("due", "due_too"), tables("later", began=now)
    found = board(tmp_path, tables=due + later)
    asyncio.run(found.watch.once())
    assert sorted(found.names()) == ["due", "due_too"]
    assert [one.how for one in found.ended] == ["ended"] * 2
    assert found.deliveries == 1
    assert is_free(tmp_path)


def test_one_that_dies_stops_nobody(tmp_path: Path) -> None:
    found = board(tmp_path, "dies", tables("a", "b"))
    asyncio.run(found.watch.once())
    assert [(one.how, one.status, one.report) for one in found.ended] == [("died", -9, None)] * 2
    assert found.deliveries == 1


def test_one_that_takes_too_long_is_asked_to_end(tmp_path: Path) -> None:
    found = board(tmp_path, "polite", tables("a"), limits=Limits(ceiling=0.5))
    asyncio.run(found.watch.once())
    (ended,) = found.ended
    assert (ended.how, ended.status) == ("too_long", 1)
    assert ended.report == {"name": "a", "outcome": "failed"}


def test_one_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    found = board(tmp_path, "deaf", tables("a"), limits=Limits(ceiling=0.5, grace=0.2))
    asyncio.run(found.watch.once())
    assert [(one.how, one.status) for one in found.ended] == [("too_long", -9)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how big a process is")
def test_one_that_swells_is_killed(tmp_path: Path) -> None:
    found = board(tmp_path, "big", tables("a"), limits=Limits(60.0, memory=100 << 20))
    asyncio.run(found.watch.once())
    assert [(one.how, one.status) for one in found.ended] == [("too_big", -9)]


def test_outlets_of_one_site_are_crawled_one_after_another(tmp_path: Path) -> None:
    found = board(tmp_path, tables=tables("a", "b", "c"), same_site=True)
    asyncio.run(found.watch.once())
    seen = [text for text in found.told if "crawling" in text]
    assert len(found.ended) == 3
    assert all("," not in text for text in seen)


def test_at_most_so_many_at_once(tmp_path: Path) -> None:
    found = board(tmp_path, tables=tables("a", "b", "c", "d"), at_once=2)
    asyncio.run(found.watch.once())
    crowds = [text.count(",") + 1 for text in found.told if "crawling" in text]
    assert len(found.ended) == 4
    assert max(crowds) == 2


def test_what_was_missed_is_made_up_once(tmp_path: Path) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=3)
    found = board(tmp_path, tables=tables("a", began=long_ago))
    forever(found, lambda: bool(found.ended) and "next a at" in found.watch.status())
    assert found.names() == ["a"]


def test_again_and_again(tmp_path: Path) -> None:
    found = board(tmp_path, tables=tables("a", every=0.5))
    forever(found, lambda: len(found.ended) >= 3)
    assert found.deliveries >= 3


def test_another_writer_is_waited_for(tmp_path: Path) -> None:
    found = board(tmp_path, tables=tables("a"))

    async def act() -> None:
        with another_writes(tmp_path):
            running = asyncio.create_task(found.watch.forever())
            await asyncio.sleep(0.3)
            assert found.ended == []
        await until(lambda: bool(found.ended))
        found.watch.stop()
        await running

    asyncio.run(act())
    assert is_free(tmp_path)


def test_a_watch_that_waits_for_another_writer_can_be_stopped(tmp_path: Path) -> None:
    found = board(tmp_path, tables=tables("a"))
    with another_writes(tmp_path):
        forever(found, lambda: bool(found.told))
    assert found.ended == []


def test_stopping_lets_the_crawls_finish(tmp_path: Path) -> None:
    found = board(tmp_path, "polite", tables("a"))
    forever(found, lambda: any("crawling" in text for text in found.told))
    (ended,) = found.ended
    assert ended.how == "stopped"
    assert is_free(tmp_path)


def test_stopping_twice_waits_for_nobody(tmp_path: Path) -> None:
    found = board(tmp_path, "deaf", tables("a"))

    async def act() -> None:
        running = asyncio.create_task(found.watch.forever())
        await until(lambda: any("crawling" in text for text in found.told))
        await asyncio.sleep(0.3)
        found.watch.stop()
        found.watch.stop()
        await running

    asyncio.run(act())
    assert [(one.how, one.status) for one in found.ended] == [("stopped", -9)]


def test_a_damaged_directory_ends_the_watch(tmp_path: Path) -> None:
    found = board(tmp_path, "damaged", tables("a", every=0.5))
    asyncio.run(found.watch.forever())
    assert found.watch.unusable
    assert len(found.ended) == 1


def test_how_a_crawl_ended_is_known_though_a_signal_comes_at_that_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cli.children, "COMMAND", ("sh", "-c", "exec sleep 60"))

    async def signalled_as_it_ends() -> int:
        child = Child("a", Limits(60))
        following = asyncio.create_task(child.follow(["a"]))
        await until(lambda: child.process is not None)
        os.kill(child.process or 0, signal.SIGKILL)
        for _ in range(1000):
            child.kill()
        return (await following).status

    async def often() -> set[int]:
        return {await signalled_as_it_ends() for _ in range(40)}

    assert asyncio.run(often()) == {-signal.SIGKILL}
