"""The same steps as Scrapy item pipelines: a spider's articles end as records, its run as a row."""

import json
from pathlib import Path
from typing import Any

import pytest
from prepared import Ended, Prepared

from db import answers
from db.store import open_for_reading, store_path

CRAWL = """
import json, sys
from pathlib import Path
from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from crawler.items import Article

class Sample(Spider):
    name = "sample"
    language = "en"
    every = "2h"

    async def start(self):
        for number in range(3):
            text = ("The Cyberspace Administration of China approved a batch of 14 large language"
                    " models for public use on January 17, 2024.") if number else " "
            yield Article(f"s{number}", f"sample.example/{number}", None, self.name, "en", "Batch",
                          text, f"2024-01-1{number + 7}")

    @classmethod
    def from_crawler(cls, crawler, *args, **kwargs):
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.judge, signal=signals.spider_closed)
        return spider

    def judge(self):
        outcome = json.loads(sys.argv[2])
        if outcome:
            self.crawler.stats.set_value("batchwatch/outcome", outcome)

steps = ("check.Check", "read.Read", "resolve.Resolve", "merge.Merge", "store.Store")
process = AsyncCrawlerProcess({
    "ITEM_PIPELINES": {f"pipelines.{step}": n for n, step in enumerate(steps)},
    "BATCHWATCH_DATA": sys.argv[1], "LOG_LEVEL": "WARNING",
    "REMOTE_CONTROL_ENABLED": False, "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Sample)
process.start()
"""


def crawl(commands: Prepared, data: Path, outcome: str | None) -> Ended:
    return commands(data, json.dumps(outcome), program=CRAWL)


@pytest.mark.parametrize(
    ("judged", "expected"),
    [pytest.param(None, "ok", marks=pytest.mark.soak), ("partial", "partial")],
)
def test_a_crawl_ends_in_records_and_a_run(
    commands: Prepared, tmp_path: Path, judged: str | None, expected: str
) -> None:
    ran = crawl(commands, tmp_path, judged)
    assert ran.status == 0, ran.err
    store = open_for_reading(tmp_path)
    assert store is not None
    with store:
        (run,) = answers.runs(store)["runs"]
        found: list[dict[str, Any]] = answers.articles(store)["articles"]
        (outlet,) = answers.outlets(store)["outlets"]
    assert (run["verb"], run["outlet"], run["outcome"]) == ("crawl", "sample", expected)
    assert run["counters"]["store/new"] == 2
    assert run["counters"]["check/no_text"] == 1
    assert [row["id"] for row in found] == ["s1", "s2"]
    assert (outlet["every"], outlet["new"], outlet["state"]) == ("2h", 2, "ok")


def test_a_damaged_store_stops_the_crawl(commands: Prepared, tmp_path: Path) -> None:
    store_path(tmp_path).write_bytes(b"")
    ran = crawl(commands, tmp_path, None)
    assert "DamagedStore" in ran.err
    assert store_path(tmp_path).read_bytes() == b""
