"""``--via``: everything is fetched through the prefix, everything goes by the original URL."""

from pathlib import Path

import pytest
from faults.crawling import crawl_in_child
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Prepared
from scrapy import Request
from scrapy.http import Response

from crawler.errors import CrawlerError
from crawler.via import Via

PREFIX = "http://127.0.0.1:8765/"
SEED = "https://www.globaltimes.cn/page/202401/1306359.shtml"


@pytest.mark.parametrize(
    "url",
    [
        SEED,
        "https://search.globaltimes.cn/SearchCtrl?tempkey=large%20model&page_no=2&end_date=",
        "https://news.example/%E6%B5%8B%E8%AF%95?a=b&c=%26d",
        "http://news.example//double//slash?x=http://other.example/",
    ],
)
def test_the_whole_original_url_follows_the_prefix(url: str) -> None:
    assert Via(PREFIX).request(Request(url)).url == PREFIX + url


def test_a_prefix_without_a_path_gets_its_slash() -> None:
    assert Via("http://127.0.0.1:8765").prefix == PREFIX
    assert Via("http://127.0.0.1/fetch?url=").prefix == "http://127.0.0.1/fetch?url="


@pytest.mark.parametrize("prefix", ["127.0.0.1:8765/", "file:///tmp/", "http:///"])
def test_a_prefix_that_is_no_address_is_refused(prefix: str) -> None:
    with pytest.raises(CrawlerError, match="prefix must be an http or https URL"):
        Via(prefix)


def test_a_form_keeps_its_method_body_and_headers() -> None:
    form = Request(SEED, method="POST", body=b"a=1", headers={"Referer": SITE})
    sent = Via(PREFIX).request(form)
    assert (sent.method, sent.body, sent.headers) == ("POST", b"a=1", form.headers)


def test_without_a_prefix_requests_stay_as_they_are() -> None:
    request = Request(SEED)
    assert Via("").request(request) is request


@pytest.mark.parametrize(
    ("location", "seen"),
    [
        (PREFIX + SEED, SEED),
        ("/" + SEED, SEED),
        (SEED, SEED),
        ("/page/202401/2.shtml", "/page/202401/2.shtml"),
    ],
)
def test_redirect_targets_become_original_urls(location: str, seen: str) -> None:
    response = Response(PREFIX + SEED, status=302, headers={"Location": location})
    restored = Via(PREFIX).response(response, SEED)
    assert restored.url == SEED
    assert restored.headers["Location"] == seen.encode()


def test_a_crawl_through_a_prefix_goes_by_the_originals(commands: Prepared, tmp_path: Path) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots("User-agent: *\nDisallow: /private/\n"),
        FEED: feed("/a?x=1&y=%20", "/moved", "/relative", "/private/b", "/gone"),
        f"{SITE}/a?x=1&y=%20": Answer(
            page("Plain"),
            headers={
                "Content-Type": "text/html",
                "Memento-Datetime": "Wed, 31 Jan 2024 01:02:03 GMT",
                "Set-Cookie": "k=v",
            },
        ),
        f"{SITE}/relative": Answer(status=302, headers={"Location": "/target"}),
        f"{SITE}/target": Answer(page("Target")),
    }
    with FaultServer(answers) as server:
        server.answers[f"{SITE}/moved"] = [
            Answer(status=301, headers={"Location": f"{server.prefix}{SITE}/new"})
        ]
        server.answers[f"{SITE}/new"] = [Answer(page("New"))]
        outcome = crawl_in_child(
            commands, tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG
        )
        asked = server.urls
        agents = {arrival.headers.get("User-Agent") for arrival in server.arrivals}
        cookies = [arrival for arrival in server.arrivals if "Cookie" in arrival.headers]
    assert asked[0] == f"{SITE}/robots.txt"
    assert asked.count(f"{SITE}/robots.txt") == 1
    assert f"{SITE}/private/b" not in asked
    assert not cookies
    assert agents == {"batchwatch/0.1 (news monitor; +mailto:desk@reader.example)"}
    found = {article["title"]: article for article in outcome.articles}
    assert {title: article["url"] for title, article in found.items()} == {
        "Plain": f"{SITE}/a?x=1&y=%20",
        "New": f"{SITE}/new",
        "Target": f"{SITE}/target",
    }
    assert found["Plain"]["fetched_at"] == "2024-01-31T01:02:03Z"
    assert found["Plain"]["published_at"] == "2024-01-30T12:20:00Z"
    report = outcome.outlet("sample")
    assert report["outcome"] == "partial"
    assert report["counters"]["found"] == 5
    assert outcome.stdout == ""


def test_links_that_a_replay_has_rewritten_are_made_original(
    commands: Prepared, tmp_path: Path
) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        f"{SITE}/1": Answer(page("One")),
    }
    with FaultServer(answers) as server:
        item = f"<item><link>{server.prefix}{SITE}/1</link></item>"
        body = f"<rss><channel>{item}</channel></rss>".encode()
        server.answers[FEED] = [Answer(body)]
        outcome = crawl_in_child(
            commands, tmp_path, outlets=["sample"], via=server.prefix, config=CONFIG
        )
    assert [article["url"] for article in outcome.articles] == [f"{SITE}/1"]
