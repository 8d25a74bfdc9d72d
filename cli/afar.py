"""An order of home in, one crawl of one outlet out: the job that a worker does.

It follows a process that crawls (``cli.as_ordered``), in a data directory of its own that goes when
it ends. What that archives goes home meanwhile, piece by piece.
"""

import asyncio
import os
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict

from cli.children import SPARE, Child, Limits
from cli.engines.post import Post

if TYPE_CHECKING:
    from crawler.afar.order import Order
    from crawler.afar.parcel import Parcel
    from crawler.outlet import Outlet

GO, STOP, KILL = "go", "stop", "kill"
"""What home says, behind a number that grows: go on, finish the pages in hand, end at once."""
ALONE: Final = 30.0
"""Seconds after which home is taken to be gone where it says nothing new."""
SHIPS: Final = 2.0
"""Seconds between two looks for what is new."""
ORDER: Final = "order"
"""The file in which the child finds it."""
_LOOK: Final = 0.25
_SAID: Final = 20_000
"""Bytes of what the child says that go home: the last ones."""
How = Literal["ended", "stopped", "too_long", "too_big", "died", "lost", "alone", "other", "failed"]


class Told(TypedDict):
    """How a job ended.

    ``lost`` where it was begun before by a worker that is dead, ``alone`` where home was not heard
    or the worker is to end, ``other`` where another batchwatch is installed, ``failed`` where this
    side could not go on; else what became of the process that crawls.
    """

    how: How
    report: dict[str, Any] | None
    """What the child says of the outlet."""
    said: str
    """What it wrote to stderr, or why it could not be started."""
    where: str


def crawl_for_home(order: bytes, crawl: str, post: Post) -> Told:
    """Do one crawl; a job of an engine, in the process that dies with the worker."""
    from crawler.afar.order import Order
    from crawler.errors import CrawlerError
    from db.workplace import workplace

    if not post.begin():
        return _told("lost")
    try:
        unpacked = Order.of_bytes(order)
    except ValueError as error:
        return _told("other", said=str(error))
    try:
        with workplace(Path(tempfile.gettempdir())) as place:
            return asyncio.run(Trip(unpacked, crawl, post, place).run())
    except (OSError, CrawlerError) as error:
        return _told("failed", said=_of_system(error))


def _of_system(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'a file'}: {error.strerror}"
    return " ".join(str(error).split())


def _told(how: How, report: dict[str, Any] | None = None, said: str = "") -> Told:
    return Told(how=how, report=report, said=said, where=socket.gethostname())


class Trip:
    """One crawl as its job follows it."""

    def __init__(self, order: "Order", crawl: str, post: Post, place: Path) -> None:
        from crawler.afar.sending import Sending
        from crawler.afar.settling_in import settle_in

        self._post, self._place = post, place
        self._data = place / "data"
        self._data.mkdir()
        settle_in(order, self._data)
        (place / ORDER).write_bytes(order.packed())
        self._sending = Sending(crawl, self._data)
        self._child = Child(order.outlet, _limits(order))
        self._verbosity = order.verbosity
        self._word = ""
        self._heard = self._shipped = self._asked = time.monotonic()
        self._rests: dict[str, float] = {}
        self.alone = False

    async def run(self) -> Told:
        """Start the child, send what it has until it ends, and say how it did."""
        with (self._place / "said").open("w+b") as said:
            crawl = asyncio.create_task(self._child.follow(self._words(), said=said))
            await self._ship(at_any_rate=True)
            while not (await asyncio.wait({crawl}, timeout=_LOOK))[0]:
                await self._listen()
                await self._ship_if_due()
            ended = await crawl
            await self._ship(at_any_rate=True)
            told = self._said(said.name)
        if self.alone:
            return _told("alone", said=told)
        return _told(ended.how, ended.report, told)

    def _words(self) -> list[str]:
        words = ["--afar", f"{os.getpid()},{self._place}", "--data", str(self._data)]
        return words + {-1: ["-q"], 1: ["-v"], 2: ["-vv"]}.get(self._verbosity, [])

    async def _listen(self) -> None:
        """Do what home says; end where it says nothing any more, and with the worker."""
        if self._post.closing():
            self.alone = True
            self._child.kill()
            return
        now = time.monotonic()
        if now - self._asked < SHIPS:
            return
        self._asked = now
        word = await asyncio.to_thread(self._post.word)
        if word is not None and word != self._word:
            self._word, self._heard = word, now
        if word is not None and word.endswith((STOP, KILL)):
            self._child.stop()
        if word is not None and word.endswith(KILL):
            self._child.kill()
        if now - self._heard > ALONE:
            self.alone = True
            self._child.kill()

    async def _ship_if_due(self) -> None:
        from crawler.afar.resting import rests_of

        rests = rests_of(self._data)
        if rests != self._rests or time.monotonic() - self._shipped >= SHIPS:
            await self._ship(at_any_rate=rests != self._rests)

    async def _ship(self, *, at_any_rate: bool = False) -> None:
        for parcel in self._parcels(at_any_rate=at_any_rate):
            packed = parcel.packed()
            while not self.alone and not await asyncio.to_thread(self._post.put, packed):
                await asyncio.sleep(_LOOK)
                await self._listen()
        self._shipped = time.monotonic()

    def _parcels(self, *, at_any_rate: bool) -> "Iterator[Parcel]":
        from crawler.afar.resting import rests_of

        self._rests = rests_of(self._data)
        yield from self._sending.parcels({"rests": self._rests}, at_any_rate=at_any_rate)

    @staticmethod
    def _said(path: str | bytes) -> str:
        text = Path(str(path)).read_bytes()[-_SAID:].decode("utf-8", "replace")
        return text.strip()


def _limits(order: "Order") -> Limits:
    from crawler.config_values import seconds

    return Limits(seconds(_outlet(order).most_time) + SPARE)


def _outlet(order: "Order") -> "type[Outlet]":
    from crawler.config import config_of
    from crawler.outlets import chosen

    (outlet,) = chosen(config_of(order.config), () if order.urls else (order.outlet,), order.urls)
    return outlet
