"""However many hosts a person names, so many at a time are crawled, and none is kept after it."""

import gc
import weakref
from pathlib import Path

from faults.crawling import crawl_in_child
from faults.pages import page, robots
from faults.serving import Answer, FaultServer
from prepared import Prepared
from scrapy.utils.test import get_crawler

from crawler.run import _follow

HOSTS = [f"https://www.harbour{number}.example" for number in range(6)]


def most_at_once(urls: list[str]) -> int:
    """The most hosts that were asked for robots.txt and not yet for their page."""
    begun, most = 0, 0
    for url in urls:
        begun += 1 if url.endswith("/robots.txt") else -1
        most = max(most, begun)
    return most


def test_hosts_wait_for_their_turn(commands: Prepared, tmp_path: Path) -> None:
    pages = [f"{host}/ferries" for host in HOSTS]
    answers = {f"{host}/robots.txt": robots() for host in HOSTS}
    with FaultServer(answers | {url: Answer(page()) for url in pages}) as server:
        outcome = crawl_in_child(
            commands,
            tmp_path,
            via=server.prefix,
            urls=pages,
            settings={"BATCHWATCH_AT_ONCE": 2},
        )
    assert sorted(article["url"] for article in outcome.articles) == pages
    assert [one["name"] for one in outcome.report["outlets"]] == [host[8:] for host in HOSTS]
    assert most_at_once(server.urls) <= 2


def test_what_follows_a_crawl_does_not_keep_it() -> None:
    crawler = get_crawler()
    follows = _follow(crawler, "sample", lambda *_: None)
    ended = weakref.ref(crawler)
    del crawler, follows
    gc.collect()
    assert ended() is None
