"""Crawls on a Dask cluster, a worker of which is killed: no page is lost, no host hurried."""

import os
import signal
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from faults.pages import page, robots
from faults.serving import JITTER, Answer, FaultServer
from killing import captures, contents
from prepared import Desk, Prepared
from test_engines import daemon, scheduler

from crawler.newsroom.addresses import OUTLETS
from crawler.newsroom.server import Newsroom

pytestmark = pytest.mark.early

DELAY = 0.2
SLOW = 0.6
"""Crawl-delay of the first outlet's robots.txt."""


@dataclass(frozen=True)
class Press:
    """Outlets with so many pages each."""

    outlets: int
    pages: int

    def names(self) -> list[str]:
        return [f"paper{number}" for number in range(self.outlets)]

    def site(self, name: str) -> str:
        return f"https://{name}.example"

    def config(self) -> str:
        tables = (
            f'[outlets.{name}]\nurl = "{self.site(name)}/feed.xml"\nlanguage = "en"\n'
            'title = "h1"\ndate = ".date"\nbody = ".text"\n'
            for name in self.names()
        )
        manners = f'contact = "mailto:desk@reader.example"\ndelay = "{DELAY}s"\n'
        return f"[crawl]\n{manners}" + "".join(tables)

    def answers(self) -> dict[str, Answer | list[Answer]]:
        found: dict[str, Answer | list[Answer]] = {}
        for name in self.names():
            site = self.site(name)
            paths = [f"{site}/story/{number}" for number in range(self.pages)]
            items = "".join(f"<item><title>{url}</title><link>{url}</link></item>" for url in paths)
            feed = f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>'
            rules = f"User-agent: *\nCrawl-delay: {SLOW}\n" if name == "paper0" else ""
            found[f"{site}/robots.txt"] = robots(rules or "User-agent: *\nDisallow:\n")
            found[f"{site}/feed.xml"] = Answer(
                feed.encode(), headers={"Content-Type": "application/rss+xml"}
            )
            for url in paths:
                found[url] = Answer(page(url))
        return found


def crawl_and_kill(
    commands: Prepared,
    folder: Path,
    press: Press,
    after: int,
    *,
    workers: int,
    how: str,
    by: signal.Signals = signal.SIGKILL,
) -> None:
    """Crawl all outlets; end a worker, its nanny and all, after so many requests.

    Another one comes in its place where it was the only one.
    """
    with FaultServer(press.answers()) as server, scheduler() as address, ExitStack() as stack:
        words = ("worker", address, "--nthreads", "1", "--no-dashboard", how)
        first, *_ = [stack.enter_context(daemon(*words)) for _ in range(workers)]
        desk = Desk(commands, folder, server.prefix, press.config())
        engine = ("--engine", "dask", "--scheduler", address)
        running = commands.start(*desk.line(*press.names(), *engine))
        while len(server.arrivals) < after and not running.ended():
            time.sleep(0.1)
        os.killpg(first.pid, by)
        if workers == 1:
            stack.enter_context(daemon(*words))
        ended = running.wait()
        assert (ended.status, ended.err) == (0, "")
        titles = desk.titles()
    assert titles == sorted(
        f"{press.site(name)}/story/{number}"
        for name in press.names()
        for number in range(press.pages)
    )
    lost = sum(one["counters"].get("afar/workers_lost", 0) for one in ended.json["outlets"])
    assert lost == 1
    times: dict[str, list[float]] = defaultdict(list)
    for arrival in server.arrivals:
        times[urlsplit(arrival.url).hostname or ""].append(arrival.at)
    for host, at in times.items():
        gaps = [after - before for before, after in pairwise(at)]
        assert min(gaps) >= DELAY - JITTER, host
        # Crawl-delay counts from the answer on that states it.
        stated = SLOW if host == "paper0.example" else DELAY
        assert min(gaps[1:]) >= stated - JITTER, host
    asked = Counter(arrival.url for arrival in server.arrivals)
    again = {urlsplit(url).hostname for url, number in asked.items() if number > 1}
    assert len(again) <= 1


def test_a_killed_worker_costs_no_page(tmp_path: Path, commands: Prepared) -> None:
    crawl_and_kill(commands, tmp_path, Press(1, 8), 7, workers=1, how="--no-nanny")


@pytest.mark.soak
@pytest.mark.parametrize("after", [30, 90, 150])
def test_twenty_outlets_and_a_killed_worker(tmp_path: Path, commands: Prepared, after: int) -> None:
    crawl_and_kill(commands, tmp_path, Press(20, 10), after, workers=2, how="--nanny")


@pytest.mark.soak
def test_a_worker_that_is_told_to_end_gives_its_outlet_away(
    tmp_path: Path, commands: Prepared
) -> None:
    press = Press(2, 20)
    crawl_and_kill(commands, tmp_path, press, 16, workers=2, how="--no-nanny", by=signal.SIGTERM)


@pytest.mark.soak
def test_workers_leave_what_one_crawl_of_all_leaves(tmp_path: Path, commands: Prepared) -> None:
    """The newsroom, twice: new, and then with nothing new."""
    config = tmp_path / "quick.toml"
    manners = 'contact = "mailto:desk@reader.example"\ndelay = "10ms"\n'
    config.write_text(f"[crawl]\n{manners}", encoding="utf-8")
    with Newsroom() as newsroom:
        words = ["crawl", "cac", *OUTLETS, "--via", newsroom.prefix, "--config", str(config)]
        for _ in range(2):
            asked: list[int] = []
            for name, how in (("one", ()), ("workers", ("--engine", "local", "--workers", "2"))):
                before = len(newsroom.requests)
                ended = commands(*words, "--data", tmp_path / name, *how)
                assert (ended.status, ended.err) == (0, "")
                asked.append(len(newsroom.requests) - before)
            assert contents(tmp_path / "workers") == contents(tmp_path / "one")
            assert asked[0] == asked[1]
    for kind in ("page", "document", "entry"):
        assert captures(tmp_path / "workers", kind) == captures(tmp_path / "one", kind)
