"""Command lines as forks of one prepared process: each runs as in a process of its own, without
the two seconds that a new interpreter takes to import everything."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from crawler.ledger.opening import ledger_path, open_readable
from crawler.ledger.page import Page

ROOT = Path(__file__).parents[1]
SCRAPY = "import sys; from scrapy.cmdline import execute; execute(['scrapy', *sys.argv[1:]])"
"""The command line of Scrapy as a program."""
QUICK = '[crawl]\ndelay = "10ms"\n'
PRELUDE = """
import gc, json, os, pkgutil, sys
sys.path.insert(0, "tests")
import cli.crawling, cli.files, cli.keeping, cli.main, cli.replaying, crawler.handler, crawler.run
import cli.afar, crawler.generic, crawler.ledger.reading, db.health, db.migrations
import pipelines.check, pipelines.merge, pipelines.read, pipelines.resolve, pipelines.store
import pipelines.deliver, pipelines.incidents
import scrapy.downloadermiddlewares, scrapy.spidermiddlewares
import copied_stores
from courlan import extract_domain
from crawler.generic import read_generic
from crawler.items import Article
from crawler.newsroom.site import Site
from crawler.bundled import bundled
from extract.read import read

TEXT = "The Cyberspace Administration of China approved 14 large language models on January 17."
# What the rules of both languages compile at first need, no command line has to compile again.
for story in Site().stories[::6]:
    language = "zh" if any("\u4e00" <= character < "\ua000" for character in story.title) else "en"
    read(Article(story.slug, story.slug, None, None, language, story.title, story.text, None))
bundled()
copied_stores.copy_new_stores()
extract_domain("https://news.example/")
read_generic(f"<title>What was said</title><article><p>{TEXT}</p></article>", None)
for package in (scrapy.downloadermiddlewares, scrapy.spidermiddlewares):
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        __import__(module.name)
import scrapy.extensions.closespider, scrapy.extensions.feedexport, scrapy.extensions.logcount
import scrapy.extensions.memusage, scrapy.extensions.throttle
import scrapy.dupefilters, scrapy.logformatter, scrapy.pqueues, scrapy.squeues
import scrapy.statscollectors, twisted.internet.asyncioreactor
assert "twisted.internet.reactor" not in sys.modules
gc.freeze()


def act(order):
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    for stream, path in ((1, order["out"]), (2, order["err"])):
        os.dup2(os.open(path, flags), stream)
    cli.crawling.OWN_LOGGING.update(order["settings"])
    if order["blocks"]:
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["blocks"],) * 2)
    os.environ.update(order["environment"])
    status = 0
    if order["crawl"]:
        import faults.child
        faults.child.run(order["crawl"])
    elif order["program"]:
        sys.argv[1:] = order["arguments"]
        exec(order["program"], {"__name__": "__main__"})
        sys.exit()
    else:
        status = cli.main.main(order["arguments"])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


ended = {}
for line in sys.stdin:
    order = json.loads(line)
    if "poll" in order:
        pid, status = os.waitpid(order["poll"], os.WNOHANG)
        told = bool(pid)
        if pid:
            ended[pid] = status
    elif "wait" in order:
        pid = order["wait"]
        told = os.waitstatus_to_exitcode(ended.pop(pid) if pid in ended else os.waitpid(pid, 0)[1])
    else:
        told = os.fork()
        if not told:
            act(order)
    print(int(told), flush=True)
"""


@dataclass(frozen=True)
class Ended:
    """How one command line ended; a negative status is the signal that killed it."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What ``--json`` printed."""
        return json.loads(self.out)

    def outlet(self, name: str) -> dict[str, Any]:
        """The report of one outlet of a crawl with ``--json``."""
        (found,) = (one for one in self.json["outlets"] if one["name"] == name)
        return dict(found)

    def reasons(self, name: str) -> list[str]:
        """Why one outlet of a crawl with ``--json`` did not go well, in words."""
        return [reason["text"] for reason in self.outlet(name)["reasons"]]


@dataclass
class Prepared:
    """The prepared process; a call runs one command line and waits for its end."""

    process: "subprocess.Popen[str]"
    folder: Path
    number: int = field(default=0)

    def __call__(self, *arguments: object, **how: Any) -> Ended:
        return self.start(*arguments, **how).wait()

    def start(
        self,
        *arguments: object,
        settings: Mapping[str, Any] | None = None,
        blocks: int = 0,
        crawl: Mapping[str, Any] | None = None,
        program: str = "",
        environment: Mapping[str, str] | None = None,
    ) -> "Running":
        """Start a command line; ``settings`` are Scrapy's, ``blocks`` bytes the largest file.

        With ``crawl`` it is an order of ``faults.child`` in place of a command line, with
        ``program`` the source of one that is given the arguments.
        """
        self.number += 1
        out, err = (self.folder / f"{self.number}.{name}" for name in ("out", "err"))
        order: dict[str, Any] = {"out": str(out), "err": str(err), "blocks": blocks}
        order["arguments"] = [str(one) for one in arguments]
        order |= {"settings": dict(settings or {}), "crawl": dict(crawl or {})}
        order |= {"program": program, "environment": dict(environment or {})}
        return Running(self, self.tell(order), out, err)

    def tell(self, order: dict[str, Any]) -> int:
        """Give an order and return the number that answers it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps(order), file=self.process.stdin, flush=True)
        return int(self.process.stdout.readline())


@dataclass(frozen=True)
class Running:
    """A command line on its way."""

    prepared: Prepared
    pid: int
    out: Path
    err: Path

    def kill(self) -> None:
        """``kill -9``."""
        os.kill(self.pid, signal.SIGKILL)

    def ended(self) -> bool:
        """Whether it has come to its end."""
        return bool(self.prepared.tell({"poll": self.pid}))

    def memory(self) -> int | None:
        """The most memory that it has taken so far, in kilobytes; None where it is gone."""
        try:
            status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        except OSError:
            return None
        told = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
        return int(told[0]) if told else None

    def wait(self) -> Ended:
        """Wait for its end."""
        status = self.prepared.tell({"wait": self.pid})
        return Ended(status, _told(self.out), _told(self.err))


def _told(path: Path) -> str:
    """What was written; one that was killed at once has not opened its files."""
    return path.read_text("utf-8") if path.exists() else ""


@contextmanager
def prepared() -> Iterator[Prepared]:
    """Start the process, and end it with all that its pipes hold."""
    command = [sys.executable, "-W", "error", "-c", PRELUDE]
    environment = {name: value for name, value in os.environ.items() if "BATCHWATCH" not in name}
    with (
        TemporaryDirectory() as folder,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process,
    ):
        yield Prepared(process, Path(folder))
        assert process.stdin is not None
        process.stdin.close()


@dataclass(frozen=True)
class Desk:
    """A data directory whose crawls go through one server."""

    commands: Prepared
    folder: Path
    prefix: str
    config: str = QUICK

    @property
    def data(self) -> Path:
        """The data directory."""
        return self.folder / "data"

    def line(self, *arguments: object) -> list[object]:
        """The words of a crawl."""
        config = self.folder / "config.toml"
        config.write_text(self.config, encoding="utf-8")
        via = ["--via", self.prefix] if self.prefix else []
        return ["crawl", *arguments, *via, "--data", self.data, "--config", config, "--json"]

    def crawl(self, *arguments: object, **how: Any) -> Ended:
        """Crawl to the end."""
        return self.commands(*self.line(*arguments), **how)

    def ask(self, *arguments: object) -> Any:
        """What a reading verb answers."""
        return self.commands(*arguments, "--data", self.data, "--json").json

    def titles(self) -> list[str]:
        """The titles of the articles in the record store, sorted."""
        return sorted(row["title"] for row in self.ask("articles")["articles"])

    def rows(self, kind: str = "page") -> dict[str, Page]:
        """The rows of the ledger by the path of their URL, or by the URL for other kinds."""
        pages = self.pages(kind)
        return {urlsplit(page.url).path if kind == "page" else page.url: page for page in pages}

    def pages(self, kind: str = "page") -> list[Page]:
        """The rows of the ledger."""
        conn = open_readable(ledger_path(self.data))
        assert conn is not None
        with closing(conn):
            columns = ", ".join(Page.__dataclass_fields__)
            found = conn.execute(f"SELECT {columns} FROM pages WHERE kind = ?", (kind,))
            return [Page(*row) for row in found.fetchall()]

    def state(self, path: str) -> tuple[str, str | None]:
        """State and outcome of the page at a path."""
        page = self.rows()[path]
        return page.state, page.outcome
