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

from bench.generated import ARTICLES, BATCHES, OUTLETS, generate
from bench.ratio import Ratio
from db.pages.visit import Doors, Visit
from db.pages.wording import Language
from db.store import RecordStore, store_path

T = TypeVar("T")

ROUNDS = 20
SINGLE = (
    "/", "/batches.json", "/outlets", "/province/%E5%8C%97%E4%BA%AC", "/query/timeline",
    "/query/provinces", "/about", "/feed.xml", "/batchwatch", "/batchwatch/v_batches",
)  # fmt: skip
DRAWN = [
    f"/chart/timeline.svg?lang={tag}&theme={theme}"
    for tag in ("en", "zh")
    for theme in ("light", "dark")
]
"""What a server draws when it starts."""
WORDS = ("备案", "services", "大模型", "北京 备案", "announced", "生成式人工智能")
PAGE_MS, SEARCH_MS = 300, 100
UNIT = "answers/min"
"""What the slowest twentieth of the answers would come to."""


def measure(scale: float) -> Iterator[Ratio]:
    """Of every kind of page the 95th percentile, against its own SQL and against the limit."""
    with tempfile.TemporaryDirectory() as directory:
        data = Path(directory)
        generate(data, max(500, int(ARTICLES * scale)), max(25, int(BATCHES * scale)))
        kinds = asked(data)
        with served(data) as port, written(data):
            answered(port, DRAWN)
            took = {kind: answered(port, paths) for kind, paths in kinds.items()}
        for kind, paths in kinds.items():
            reference = rate([plain(data, path) for path in paths])
            yield Ratio(kind, rate(took[kind]), "its SQL in sqlite3", reference, UNIT)
    searched = took.pop("search")
    slowest = max(took, key=lambda kind: worst(took[kind]))
    told = f"{PAGE_MS} ms ({slowest})"
    yield Ratio("the slowest page", rate(took[slowest]), told, 60_000 / PAGE_MS, UNIT, 1.0)
    told = f"{SEARCH_MS} ms"
    yield Ratio("search", rate(searched), told, 60_000 / SEARCH_MS, UNIT, 1.0)


def asked(data: Path) -> dict[str, list[str]]:
    """Every kind of page: of different records, each once; those that are one, again and again."""
    with closing(sqlite3.connect(data / "batchwatch.db")) as conn:
        rows = conn.execute(
            "SELECT batch, company_id, service_id, company FROM registrations"
            " WHERE rank = 0 ORDER BY date, id LIMIT ?",
            (ROUNDS,),
        ).fetchall()
        docs = conn.execute(
            "SELECT id FROM articles WHERE relevant ORDER BY doc DESC LIMIT ?", (ROUNDS,)
        ).fetchall()
    slugs, firms, services, names = (
        [quote(c, safe="") for c in column] for column in zip(*rows, strict=True)
    )
    words = [*(name[: 9 * (2 + place % 3)] for place, name in enumerate(names)), *map(quote, WORDS)]
    found = {
        "batch": [f"/batch/{slug}" for slug in slugs],
        "batch as JSON": [f"/batch/{slug}.json" for slug in slugs],
        "company": [f"/company/{firm}" for firm in firms],
        "service": [f"/service/{service}" for service in services],
        "article": [f"/article/{quote(doc, safe='')}" for (doc,) in docs],
        "batches": [f"/batches?page={page}" for page in range(1, ROUNDS + 1)],
        "table": [f"/batchwatch/articles?_size=50&outlet={o}" for o in OUTLETS[:ROUNDS]],
        "search": [f"/search?q={word}" for word in words],
    }
    return found | {path: [path] * ROUNDS for path in SINGLE}


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
            while not over.wait(0.1):
                row = {"id": f"bench-{time.time_ns()}", "verb": "crawl", "outlet": "cac"}
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


def answered(port: int, paths: list[str]) -> list[float]:
    """Milliseconds of each answer."""
    conn = http.client.HTTPConnection("127.0.0.1", port)
    took = []
    for path in paths:
        began = time.perf_counter()
        conn.request("GET", path)
        reply = conn.getresponse()
        reply.read()
        took.append((time.perf_counter() - began) * 1000)
        assert reply.status == 200, (path, reply.status)
    return took


def plain(data: Path, path: str) -> float:
    """Milliseconds of the page's own statements with sqlite3 alone."""
    with closing(sqlite3.connect(f"file:{data / 'batchwatch.db'}?mode=ro", uri=True)) as conn:
        statements = asks(conn, data, path)
        began = time.perf_counter()
        for sql in statements:
            conn.execute(sql).fetchall()
        return (time.perf_counter() - began) * 1000


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
    from cli.crawled import outlets_due
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
