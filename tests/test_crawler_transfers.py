"""Broken transfers are retried and recorded; a part of a page is never taken for the page."""

import gzip
from pathlib import Path

import pytest
from faults.crawling import crawl_in_child
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer, cut_gzip, hang, reset, short_body

from crawler.handler import unpacked_size

GZIP = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
FAULTS = {
    "/reset": Answer(behaviour=reset),
    "/short": Answer(behaviour=short_body),
    "/hang": Answer(behaviour=hang),
    "/cut-gzip": cut_gzip(page()),
    "/no-gzip": Answer(b"plain bytes that claim to be packed", headers=GZIP),
    "/huge": Answer(page() + b" " * 11_000_000),
    "/bomb": Answer(gzip.compress(page() + b" " * 50_000_000), headers=GZIP),
    "/500": Answer(status=500),
    "/404": Answer(status=404),
    "/204": Answer(status=204),
    "/empty": Answer(b""),
    "/loop": Answer(status=302, headers={"Location": f"{SITE}/loop"}),
    "/file": Answer(status=302, headers={"Location": "file:///etc/hostname"}),
    "/data": Answer(status=302, headers={"Location": "data:text/html,<h1>x</h1>"}),
    "/offsite": Answer(status=302, headers={"Location": "https://elsewhere.example/x"}),
}


def test_every_fault_has_an_outcome_and_none_is_an_article(tmp_path: Path) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed("/good", *FAULTS),
        f"{SITE}/good": Answer(gzip.compress(page("Good")), headers=GZIP),
        **{SITE + path: answer for path, answer in FAULTS.items()},
    }
    settings = {"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 1}
    with FaultServer(answers) as server:
        outcome = crawl_in_child(
            tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG, settings=settings
        )
        asked = server.urls
    assert [article["title"] for article in outcome.articles] == ["Good"]
    assert asked.count(f"{SITE}/cut-gzip") == 2
    assert "https://elsewhere.example/x" not in asked
    report = outcome.outlet("sample")
    assert report["outcome"] == "partial"
    assert report["counters"]["page/requested"] == len(FAULTS) + 1
    assert report["counters"]["failed"] == len(FAULTS)


def test_a_feed_that_fails_fails_the_run(tmp_path: Path) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: Answer(status=404),
    }
    with FaultServer(answers) as server:
        outcome = crawl_in_child(tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG)
    report = outcome.outlet("sample")
    assert report["outcome"] == "failed"
    assert report["reasons"][0] == "no article was found"


@pytest.mark.parametrize("cut", [12, 40, -9, -1])
def test_a_gzip_body_without_its_end_is_noticed(cut: int) -> None:
    packed = gzip.compress(page())
    assert unpacked_size(packed, 10_000) == (len(page()), True)
    assert unpacked_size(packed[:cut], 10_000)[1] is False


def test_a_gzip_body_is_not_unpacked_much_further_than_allowed() -> None:
    size, _ = unpacked_size(gzip.compress(b" " * 50_000_000), 1_000_000)
    assert 1_000_000 < size < 1_100_000


def test_bytes_that_only_claim_to_be_gzip_are_no_whole_body() -> None:
    assert unpacked_size(b"plain bytes", 10_000) == (0, False)
