"""The measurements run, and a ratio says what it is of."""

from bench import copies, feed, storing
from bench.__main__ import line
from bench.ratio import Ratio, alternate


def test_a_ratio_in_words() -> None:
    ratio = Ratio("upsert", 70.0, "raw", 100.0, "rows/s", 0.65)
    assert ratio.met
    assert "0.70x" in line(ratio)
    assert "reached" in line(ratio)
    assert not Ratio("upsert", 60.0, "raw", 100.0, "rows/s", 0.65).met
    assert Ratio("upsert", 60.0, "raw", 0.0, "rows/s").value == 0.0


def test_both_are_measured_in_turn() -> None:
    order: list[str] = []

    def one(name: str, figure: float) -> float:
        order.append(name)
        return figure

    assert alternate(lambda: one("ours", 2.0), lambda: one("reference", 4.0)) == (2.0, 4.0)
    assert order == ["reference", "ours"] * 3


def test_storing_stores_what_the_reference_stores() -> None:
    (ratio,) = storing.measure(0.02)
    assert ratio.value > 0.1


def test_copies_are_found_and_templated_notices_are_not() -> None:
    (ratio,) = copies.measure(0.02)
    assert ratio.value > 0.05


def test_no_two_items_of_the_feed_are_alike() -> None:
    texts = [article.text for first in (0, 700) for article in feed.items(700, first)]
    assert len(set(texts)) == 1400
