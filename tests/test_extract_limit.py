"""An article that takes too long to read is refused, and nothing else with it."""

import re
from pathlib import Path

import pytest
from reading import article

from crawler.items import Article
from extract import limit
from extract.errors import TooSlow
from extract.extraction import Extraction
from pipelines.flow import Flow

CATASTROPHE = re.compile(r"(?:a+)+$")


def test_a_regex_without_end_is_stopped() -> None:
    with pytest.raises(TooSlow, match="more than"), limit.time_limit(0.1):
        CATASTROPHE.match("a" * 60 + "b")


def test_the_limit_ends_with_its_block() -> None:
    with limit.time_limit(0.05):
        pass
    assert sum(range(3_000_000)) > 0


def test_a_refused_article_is_dropped_and_the_next_one_stored(tmp_path: Path) -> None:
    slow, quick = article("A page without end. " * 20), article("A page of news. " * 20)

    def reader(found: Article) -> Extraction:
        if found.text == slow.text:
            raise TooSlow(4)
        return Extraction(relevant=False)

    with Flow(tmp_path / "x.db", verb="ingest", reader=reader) as flow:
        assert not flow.add(slow)
        assert flow.last_drop == "reading it took more than 4 s of processor time"
        assert flow.add(quick), flow.last_drop
    assert flow.counters["read/refused"] == 1
