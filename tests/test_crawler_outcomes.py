"""Whatever a server does, each URL that a list names ends in one row with one outcome."""

import gzip
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import pytest
from faults.pages import CONFIG, FEED, SENTENCE, SITE, page, robots
from faults.serving import Answer, FaultServer, cut_gzip, hang, reset, short_body
from prepared import Desk, Ended, Prepared
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError
from twisted.python.failure import Failure

from crawler.ledger.page import Page
from crawler.outcomes import Outcome, outcome_of

GZIP = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
SILENT, SLOW = "https://silent.news.example", "https://slow.news.example"
"""A host whose robots.txt fails, and one that is waited for while the others answer."""
LOOP = [f"/loop{number}" for number in range(25)]
"""More redirects than any server means."""


def address(path: str) -> str:
    """Where a fault is."""
    return (SLOW if path == "/hang" else SITE) + path


def to(location: str) -> Answer:
    """A redirect."""
    return Answer(status=302, headers={"Location": location})


FAULTS: dict[str, tuple[Answer, str, str]] = {
    "/404": (Answer(page(), status=404), "queued", "http_404"),
    "/410": (Answer(page(), status=410), "failed", "http_410"),
    "/403": (Answer(page(), status=403), "queued", "http_403"),
    "/429": (Answer(page(), status=429), "queued", "http_429"),
    "/500": (Answer(page(), status=500), "queued", "http_500"),
    "/304": (Answer(status=304), "queued", "http_304"),
    "/204": (Answer(status=204), "queued", "empty"),
    "/206": (Answer(page(), status=206), "queued", "no_article"),
    "/empty": (Answer(b""), "queued", "empty"),
    "/reset": (Answer(behaviour=reset), "queued", "connection_lost"),
    "/hang": (Answer(behaviour=hang), "queued", "timeout"),
    "/short": (Answer(behaviour=short_body), "queued", "cut_off"),
    "/cut-gzip": (cut_gzip(page()), "queued", "cut_off"),
    "/no-gzip": (Answer(page(), headers=GZIP), "queued", "cut_off"),
    "/large": (Answer(page() + b" " * 11_000_000), "queued", "too_large"),
    "/bomb": (
        Answer(gzip.compress(page() + b" " * 50_000_000), headers=GZIP),
        "queued",
        "too_large",
    ),
    "/self": (to("/self"), "queued", "redirect_loop"),
    "/loop0": (to("/loop1"), "queued", "redirect_loop"),
    "/offsite": (to("https://elsewhere.example/"), "queued", "off_site"),
    "/file": (to("file:///etc/hostname"), "queued", "unsupported"),
    "/nowhere": (Answer(status=302), "queued", "http_302"),
    "/private/1": (Answer(page()), "queued", "forbidden"),
    "/blank": (Answer(b"<html><body></body></html>"), "queued", "no_article"),
    "/future": (Answer(page(date="2099-01-30 20:20")), "settled", "future"),
    "/short-text": (Answer(page().replace(SENTENCE.encode() * 6, b"Go.")), "settled", "short_text"),
    "/good": (Answer(page()), "stored", "article"),
}
NO_FAILURE = {"forbidden", "no_article", "future", "short_text", "article"}


@dataclass(frozen=True)
class Crawled:
    """A crawl of all faults at once."""

    ended: Ended
    rows: dict[str, Page]
    asked: Counter[str]
    titles: list[str]

    @property
    def counters(self) -> dict[str, int]:
        """What the report counts."""
        found: dict[str, int] = self.ended.outlet("sample")["counters"]
        return found


@pytest.fixture(scope="module")
def crawled(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots("User-agent: *\nDisallow: /private/\n"),
        f"{SILENT}/robots.txt": Answer(status=500),
        f"{SLOW}/robots.txt": robots(),
        **{address(path): answer for path, (answer, _, _) in FAULTS.items()},
        **{SITE + path: to(after) for path, after in pairwise(LOOP)},
    }
    urls = [*map(address, FAULTS), f"{SILENT}/unreached"]
    items = "".join(f"<item><link>{url}</link></item>" for url in urls)
    answers[FEED] = Answer(f"<rss><channel>{items}</channel></rss>".encode())
    settings = {"DOWNLOAD_TIMEOUT": 2, "RETRY_TIMES": 1}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("faults"), server.prefix, CONFIG)
        ended = desk.crawl("sample", settings=settings)
        return Crawled(ended, desk.rows(), Counter(server.urls), desk.titles())


@pytest.mark.parametrize("path", FAULTS)
def test_each_fault_has_its_outcome(crawled: Crawled, path: str) -> None:
    _, state, outcome = FAULTS[path]
    assert (crawled.rows[path].state, crawled.rows[path].outcome) == (state, outcome)


@pytest.mark.parametrize("path", [path for path in FAULTS if FAULTS[path][2] not in NO_FAILURE])
def test_each_failure_is_told_once_with_its_cause(crawled: Crawled, path: str) -> None:
    row = crawled.rows[path]
    assert row.attempts == 1
    assert row.cause
    assert "<twisted" not in row.cause
    told = [line for line in crawled.ended.err.splitlines() if line.startswith("WARNING sample:")]
    assert len([line for line in told if f"page {address(path)} " in line]) == 1


def test_a_host_without_robots_txt_is_not_asked_for_pages(crawled: Crawled) -> None:
    row = crawled.rows["/unreached"]
    assert (row.state, row.outcome) == ("queued", "robots_unreachable")
    assert not [url for url in crawled.asked if url.startswith(f"{SILENT}/u")]


def test_nothing_is_unaccounted_for(crawled: Crawled) -> None:
    by_themselves = {path for path in crawled.rows if path not in LOOP[1:]}
    assert by_themselves == {*FAULTS, "/unreached"}
    assert None not in {row.outcome for row in crawled.rows.values()}
    counters = crawled.counters
    assert counters["found"] == counters["page/requested"] == len(FAULTS) + 1
    failures = [outcome for _, _, outcome in FAULTS.values() if outcome not in NO_FAILURE]
    barren = [outcome for _, _, outcome in FAULTS.values() if outcome == "no_article"]
    assert counters["failed"] == len(failures) + len(barren) + 1
    assert counters["page/forbidden"] == 1


def test_faults_make_a_crawl_partial_and_the_good_page_is_stored(crawled: Crawled) -> None:
    assert crawled.ended.status == 1
    assert crawled.ended.outlet("sample")["outcome"] == "partial"
    assert crawled.titles == ["Ferries leave on the hour"]


def test_what_is_forbidden_is_not_asked_for_and_what_is_cut_is_asked_for_again(
    crawled: Crawled,
) -> None:
    assert crawled.asked[f"{SITE}/private/1"] == 0
    retried = ("/short", "/cut-gzip", "/no-gzip", "/500", "/hang")
    assert {path: crawled.asked[address(path)] for path in retried} == dict.fromkeys(retried, 2)
    once = ("/404", "/bomb", "/large", "/empty", "/304")
    assert {path: crawled.asked[address(path)] for path in once} == dict.fromkeys(once, 1)


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
