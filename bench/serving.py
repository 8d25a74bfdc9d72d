"""Pages of a large store while somebody writes into it, beside SQLite on the same queries."""

import http.client
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from bench.generated import ARTICLES, BATCHES, generate
from bench.ratio import Ratio
from db.pages.visit import Doors, Visit
from db.pages.wording import Language
from db.store import RecordStore, store_path

T = TypeVar("T")

ROUNDS = 12
PAGE_MS, SEARCH_MS = 300, 100
UNIT = "answers/min"
"""What the slowest twentieth of the answers would come to."""


def measure(scale: float) -> Iterator[Ratio]:
    """Of every page the 95th percentile, against its own SQL in sqlite3 and against the limit."""
    with tempfile.TemporaryDirectory() as directory:
        data = Path(directory)
        generate(data, max(500, int(ARTICLES * scale)), max(25, int(BATCHES * scale)))
        paths = asked(data)
        with served(data) as port, written(data):
            took = {path: answered(port, path) for path in paths}
        for path in paths:
            reference = rate(plain(data, path))
            yield Ratio(unquote(path)[:23], rate(took[path]), "its SQL in sqlite3", reference, UNIT)
    for what, limit, some in (
        ("the slowest page", PAGE_MS, [p for p in paths if "/search" not in p]),
        ("the slowest search", SEARCH_MS, [p for p in paths if "/search" in p]),
    ):
        slowest = max(some, key=lambda path: worst(took[path]))
        told = f"{limit} ms ({slowest[:16]})"
        yield Ratio(what, rate(took[slowest]), told, 60_000 / limit, UNIT, 1.0)


def asked(data: Path) -> list[str]:
    """Every kind of page, of records in the middle of the store; searches that differ."""
    with sqlite3.connect(data / "batchwatch.db") as conn:
        one = conn.execute(
            "SELECT batch, company_id, service_id FROM registrations"
            " LIMIT 1 OFFSET (SELECT count(*) / 2 FROM registrations)"
        ).fetchone()
        article = conn.execute(
            "SELECT id FROM articles WHERE relevant ORDER BY doc DESC"
        ).fetchone()
        names = conn.execute(
            "SELECT name FROM aliases WHERE kind = 'company' ORDER BY entity, name LIMIT 400"
        ).fetchall()
    slug, company, service = (quote(text, safe="") for text in one)
    searches = [f"/search?q={quote(name[:12])}" for (name,) in names[:: len(names) // 6]]
    return [
        "/", "/batches", "/batches?page=9&scheme=genai_filing", "/batches.json", "/outlets",
        f"/batch/{slug}", f"/batch/{slug}.json", f"/company/{company}", f"/service/{service}",
        "/province/%E5%8C%97%E4%BA%AC", f"/article/{article[0]}", "/queries", "/query/timeline",
        "/query/provinces", "/about", "/feed.xml", "/batchwatch", "/batchwatch/v_batches",
        "/batchwatch/articles", *searches, f"/search?q={quote('备案')}", "/search?q=services",
    ]  # fmt: skip


@contextmanager
def served(data: Path) -> Iterator[int]:
    """The port of a server in a process of its own."""
    line = [sys.executable, "-m", "cli", "--data", str(data), "serve", "--port", "0"]
    with subprocess.Popen(line, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            told = process.stderr.readline()
            yield urlsplit(told.split(" on ")[1].split()[0]).port or 0
        finally:
            process.terminate()
            process.wait()


@contextmanager
def written(data: Path) -> Iterator[None]:
    """Somebody writes ten transactions a second."""
    over = threading.Event()

    def write() -> None:
        with RecordStore.open(store_path(data)) as store:
            number = 0
            while not over.wait(0.1):
                number += 1
                row = {"id": f"bench-{number}", "verb": "crawl", "outlet": "cac"}
                row |= {"started_at": "2026-11-29T00:00:00Z", "counters": "{}", "reasons": "[]"}
                with store.transaction():
                    store.insert("runs", [row])

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def answered(port: int, path: str) -> list[float]:
    """Milliseconds of each answer; the first warms what a server that runs has warm."""
    conn = http.client.HTTPConnection("127.0.0.1", port)
    took = []
    for _ in range(ROUNDS + 1):
        began = time.perf_counter()
        conn.request("GET", path)
        reply = conn.getresponse()
        reply.read()
        took.append((time.perf_counter() - began) * 1000)
        assert reply.status == 200, (path, reply.status)
    return took[1:]


def plain(data: Path, path: str) -> list[float]:
    """Milliseconds of the page's own statements with sqlite3 alone."""
    with closing(sqlite3.connect(f"file:{data / 'batchwatch.db'}?mode=ro", uri=True)) as conn:
        statements = asks(conn, data, path)
        took = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            for sql in statements:
                conn.execute(sql).fetchall()
            took.append((time.perf_counter() - began) * 1000)
    return took


def asks(conn: sqlite3.Connection, data: Path, path: str) -> list[str]:
    """The statements that a page asks, with their values in them; a table's are its first rows."""
    from db.pages.routes import FILES, PAGES, File, Page

    route, _, query = path.partition("?")
    if route.startswith("/batchwatch"):
        table = route.removeprefix("/batchwatch").strip("/") or "sqlite_master"
        return [f"SELECT * FROM {table} LIMIT 101"]
    told: list[str] = []
    routes: list[Page | File] = [*PAGES, *FILES]
    page, found = next((one, m) for one in routes if (m := one.pattern.match(route)))
    name = unquote(found.groupdict().get("name") or "")
    conn.set_trace_callback(told.append)
    page.handler(
        RecordStore(data / "batchwatch.db", conn), visit(data, name, dict(parse_qsl(query)))
    )
    conn.set_trace_callback(None)
    bare = (re.sub(r"^(?:\s*--[^\n]*(?:\n|$))+", "", sql) for sql in told)
    return [sql for sql in bare if sql.lstrip().upper().startswith(("SELECT", "WITH"))]


def visit(data: Path, name: str, query: dict[str, str]) -> Visit:
    """A visit that finds nothing kept."""
    from cli.answers import outlets_due
    from db.pages.drawings import Drawings
    from db.pages.links import Links
    from db.pages.snapshot import Facts, Snapshot
    from pipelines import feed

    class Fresh(Snapshot):
        def keep(self, key: object, make: Callable[[], T]) -> T:
            return make()

    def fed(store: RecordStore, language: Language) -> bytes:
        return feed.feed(store, "", language=language, limit=50)

    here = Fresh(data, Facts("", "2026-11-28T00:00:00Z", 0))
    return Visit(name, query, "en", Links(), Doors(fed, outlets_due), Drawings(), here)


def worst(took: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(took, n=20, method="inclusive")[-1]


def rate(took: list[float]) -> float:
    """The 95th percentile as answers a minute."""
    return 60_000 / max(worst(took), 0.01)
