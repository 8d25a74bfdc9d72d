"""Whatever a server does, each URL that a list names ends in one row with one outcome."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
from each import each
from faults.kinds import Kind, at, kinds, to
from faults.pages import CONFIG, FEED, SENTENCE, SITE, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared, Running
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError
from twisted.python.failure import Failure

from crawler.ledger.page import Page
from crawler.outcomes import Outcome, outcome_of

SILENT = "https://silent.news.example"
"""A host whose robots.txt fails."""
LOOP = [f"/loop{number}" for number in range(25)]
"""More redirects than any server means."""
OWN: dict[str, Kind] = {
    "loop0": Kind(to("/loop1"), "redirect_loop"),
    "private/1": Kind(Answer(page()), "forbidden"),
    "future": Kind(Answer(page(date="2099-01-30 20:20")), "future", "settled"),
    "short-text": Kind(
        Answer(page().replace(SENTENCE.encode() * 6, b"Go.")), "short_text", "settled"
    ),
}
KINDS = {**kinds(), **OWN}
GOOD = {name for name, kind in KINDS.items() if kind.outcome == "article"}
NO_FAILURE = {"forbidden", "no_article", "future", "short_text", "article"}
FAULTS = {"DOWNLOAD_TIMEOUT": 4, "RETRY_TIMES": 1, "DOWNLOAD_DELAY": 0}
MEMORY = 400_000
"""Kilobytes that a crawl may take, whatever it is sent."""


def address(name: str, number: int = 0) -> str:
    """Where a kind is served for the so-manieth time."""
    host = f"https://slow{number}-{name}.news.example" if KINDS[name].slow else SITE
    return f"{host}/{name}" + (f"-{number}" if number else "")


class Crawled:
    """One crawl of so many pages of each kind."""

    def __init__(self, commands: Prepared, folder: Path, each: int) -> None:
        self.kinds = {
            address(name, number): kind
            for number in range(each)
            for name, kind in KINDS.items()
            # All of one chain of redirects would be one page.
            if not number or name not in OWN
        }
        self.urls = list(self.kinds)
        answers = {url: at(kind, url) for url, kind in self.kinds.items()}
        hosts = {"/".join(url.split("/")[:3]) for url in self.urls}
        answers |= {f"{host}/robots.txt": robots() for host in hosts}
        answers[f"{SITE}/robots.txt"] = robots("User-agent: *\nDisallow: /private/\n")
        answers[f"{SILENT}/robots.txt"] = Answer(status=500)
        answers |= {SITE + path: to(after) for path, after in pairwise(LOOP)}
        named = [*self.urls, f"{SILENT}/unreached"]
        items = "".join(f"<item><link>{url}</link></item>" for url in named)
        answers[FEED] = Answer(f"<rss><channel>{items}</channel></rss>".encode())
        with FaultServer(answers) as server:
            desk = Desk(commands, folder, server.prefix, CONFIG)
            running = commands.start(*desk.line("sample"), settings=FAULTS)
            self.memory = Memory(running)
            self.ended: Ended = running.wait()
            self.rows: dict[str, Page] = {row.url: row for row in desk.pages()}
            self.asked = Counter(server.urls)
            self.titles = desk.titles()

    @property
    def counters(self) -> dict[str, int]:
        """What the report counts."""
        found: dict[str, int] = self.ended.outlet("sample")["counters"]
        return found


class Memory:
    """The most memory that a command line has taken so far, in kilobytes."""

    def __init__(self, running: Running) -> None:
        self.most = 0
        self._running = running
        Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        while (now := self._running.memory()) is not None:
            self.most = max(self.most, now)
            sleep(0.05)


@pytest.fixture(scope="module")
def crawled(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    return Crawled(commands, tmp_path_factory.mktemp("faults"), 1)


@each("name", KINDS)
def test_each_fault_has_its_outcome(crawled: Crawled, name: str) -> None:
    row = crawled.rows[address(name)]
    assert (row.state, row.outcome) == (KINDS[name].state, KINDS[name].outcome)


@each("name", [n for n, k in KINDS.items() if k.outcome not in NO_FAILURE])
def test_each_failure_is_told_once_with_its_cause(crawled: Crawled, name: str) -> None:
    row = crawled.rows[address(name)]
    assert row.attempts == 1
    assert row.cause
    assert "<twisted" not in row.cause
    told = [line for line in crawled.ended.err.splitlines() if line.startswith("WARNING sample:")]
    assert len([line for line in told if f"page {address(name)} " in line]) == 1


def test_a_host_without_robots_txt_is_not_asked_for_pages(crawled: Crawled) -> None:
    row = crawled.rows[f"{SILENT}/unreached"]
    assert (row.state, row.outcome) == ("queued", "robots_unreachable")
    assert not [url for url in crawled.asked if url.startswith(f"{SILENT}/u")]


def test_nothing_is_unaccounted_for(crawled: Crawled) -> None:
    by_themselves = crawled.rows.keys() - {SITE + path for path in LOOP[1:]}
    assert by_themselves == {*map(address, KINDS), f"{SILENT}/unreached"}
    assert None not in {row.outcome for row in crawled.rows.values()}
    counters = crawled.counters
    assert counters["found"] == counters["page/requested"] == len(KINDS) + 1
    failed = sum(k.outcome not in NO_FAILURE - {"no_article"} for k in KINDS.values())
    assert counters["failed"] == failed + 1
    assert counters["page/forbidden"] == 1


def test_faults_make_a_crawl_partial_and_only_whole_pages_are_stored(crawled: Crawled) -> None:
    assert crawled.ended.status == 1
    assert crawled.ended.outlet("sample")["outcome"] == "partial"
    assert crawled.titles == ["Ferries leave on the hour"] * len(GOOD)


def test_what_is_forbidden_is_not_asked_for_and_what_is_cut_is_asked_for_again(
    crawled: Crawled,
) -> None:
    assert crawled.asked[address("private/1")] == 0
    twice = ("short-body", "cut-gzip", "no-gzip", "status-500", "hang", "cut-brotli")
    assert {name: crawled.asked[address(name)] for name in twice} == dict.fromkeys(twice, 2)
    once = ("status-404", "gzip-bomb", "large", "endless-headers", "empty", "304", "to-itself")
    assert {name: crawled.asked[address(name)] for name in once} == dict.fromkeys(once, 1)


def test_memory_stays_below_its_cap(crawled: Crawled) -> None:
    assert 0 < crawled.memory.most < MEMORY


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_twenty_of_each_kind_have_one_outcome_each(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    crawled = Crawled(commands, tmp_path_factory.mktemp("soak"), 20)
    found = {url: (crawled.rows[url].state, crawled.rows[url].outcome) for url in crawled.urls}
    wanted = {url: (kind.state, kind.outcome) for url, kind in crawled.kinds.items()}
    assert {url: told for url, told in found.items() if told != wanted[url]} == {}
    assert crawled.ended.status == 1
    assert len(crawled.titles) == 20 * len(GOOD)
    assert 0 < crawled.memory.most < MEMORY


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (CannotResolveHostError("no name"), Outcome("no_such_host", "no name", None)),
        (DownloadConnectionRefusedError(""), Outcome("refused", "refused", None)),
    ],
)
def test_a_host_that_cannot_be_reached_is_never_given_up(
    error: Exception, expected: Outcome
) -> None:
    assert outcome_of(Failure(error)) == expected  # type: ignore[no-untyped-call]
