"""A recorded reading gives the answer of one that nobody records, and goes on where it ends."""

from pathlib import Path

import pytest

from crawler.files import read_path
from crawler.items import Article
from extract.explaining.trace import Recorder
from extract.read import read

GOLD = Path(__file__).parent / "scored"


def article(name: str) -> Article:
    (found,) = read_path(GOLD / name)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("name", "stopped"),
    [
        ("en/batch.json", None),
        ("en/pending.json", "gate"),
        ("zh/batch.json", None),
        ("zh/howto.json", "gate"),
    ],
)
def test_the_answer_is_the_same(name: str, stopped: str | None) -> None:
    trace = Recorder()
    found = article(name)
    assert read(found, trace=trace) == read(found)
    assert trace.stopped == stopped
    assert trace.found is not None
    assert [stage for stage, _ in trace.stages] == ["proposed", "refined", "chosen", "classified"]


def test_a_text_that_the_gate_stops_is_read_on_but_not_relevant() -> None:
    plain = Article("a", "a", None, None, "en", None, "Rain fell in Oslo. " * 3, None)
    trace = Recorder()
    assert not read(plain, trace=trace).relevant
    assert trace.stopped == "gate"
