"""Serving for as long as it is wanted: a socket in, pages out, the copies kept up with the data."""

import asyncio
import logging
import signal
import socket
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeVar
from urllib.parse import urlsplit

import uvicorn

from cli.errors import Failure
from cli.output import note
from db.errors import StoreError
from db.pages.app import AHEAD, application
from db.pages.guard import LOOPBACK, Hosts
from db.pages.keeper import Keeper
from db.pages.visit import Doors

LOOK: Final = 1.0
"""Seconds between two looks for changes of the data."""
GRACE: Final = 3
"""Seconds that answers get to end when the server does."""
T = TypeVar("T")
logger = logging.getLogger("batchwatch.serve")


@dataclass(frozen=True, slots=True)
class Served:
    """What is served, and to whom."""

    keeper: Keeper
    doors: Doors
    hosts: Hosts
    quiet: bool = False
    browser: bool = False


@contextmanager
def bound(host: str, port: int) -> Iterator[socket.socket]:
    """A socket at an address of this machine; one line where it cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.socket(family, kind, protocol)
    except OSError as error:
        raise Failure(f"cannot serve on {host}: {error.strerror or error}") from error
    with taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(address)
        except OSError as error:
            hint = "; name another with --port" if port else ""
            raise Failure(f"cannot serve on {host} port {port}: {error.strerror}{hint}") from error
        yield taken


def address(at: socket.socket) -> str:
    """Where a browser of this machine finds what is served at a socket."""
    host, port = at.getsockname()[:2]
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{near}]' if ':' in near else near}:{port}"


def hosts_for(host: str, names: Iterable[str]) -> Hosts:
    """The names that may be asked for: this machine's own, and those given, bare or in a URL."""
    given = {(urlsplit(name).hostname if "//" in name else name) or "" for name in names}
    local = host in ("localhost", "::1") or host.startswith("127.")
    own = {host, f"[{host}]"} if local else {host}
    return Hosts(LOOPBACK | own | {name.lower() for name in given}, addresses=not local)


def run(served: Served, at: socket.socket) -> int:
    """Serves until a signal asks for the end; the exit status."""
    # Datasette leaves coroutines behind where a facet asks for a column that is not there.
    warnings.filterwarnings("ignore", message="coroutine .* was never awaited")
    with ThreadPoolExecutor(1, thread_name_prefix="snapshots") as alone:
        try:
            return asyncio.run(_run(served, at, alone))
        finally:
            alone.submit(served.keeper.end).result()


async def _run(served: Served, at: socket.socket, alone: ThreadPoolExecutor) -> int:
    app, desk = await application(served.keeper, served.doors, served.hosts, AHEAD)
    await _in(alone, served.keeper.begin)
    server = _Server(
        uvicorn.Config(
            app,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
    )
    with _told_by_signals(server.stop):
        watching = asyncio.create_task(_follow(served.keeper, alone))
        telling = asyncio.create_task(_tell(server, served, at))
        try:
            await server.serve(sockets=[at])
        finally:
            for task in (watching, telling):
                task.cancel()
            await asyncio.gather(watching, telling, return_exceptions=True)
            desk.end()
    return 0


class _Server(uvicorn.Server):
    """uvicorn's server, whose signals are ours: it would end the process before it is tidy."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals alone."""
        yield

    def stop(self) -> None:
        """Lets the answers at hand end; at the second call leaves them."""
        self.force_exit = self.should_exit
        self.should_exit = True


async def _follow(keeper: Keeper, alone: ThreadPoolExecutor) -> None:
    """Has the copy taken anew whenever the data changed; a failure is told once."""
    last = ""
    while True:
        await asyncio.sleep(LOOK)
        try:
            if await _in(alone, keeper.look):
                last = ""
        except (StoreError, OSError) as error:
            if str(error) != last:
                logger.warning("the pages stay as they were: %s", error)
            last = str(error)


async def _tell(server: uvicorn.Server, served: Served, at: socket.socket) -> None:
    """Says where the pages are, once they are there."""
    while not server.started:
        await asyncio.sleep(0.01)
    url = f"{address(at)}/"
    if not served.quiet:
        note(f"serving {served.keeper.data} on {url} (Ctrl-C ends it)")
    if served.browser:
        import webbrowser

        webbrowser.open(url)


async def _in(threads: ThreadPoolExecutor, function: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, function)


@contextmanager
def _told_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        yield
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
