"""The page of a day is found in a long list by few looks, whatever its days look like."""

from datetime import date, timedelta

import pytest

from crawler.seek import Seek

FIRST = date(2026, 9, 1)


def pages(number: int, *, crowded: bool = False) -> list[str]:
    """The last day of each page of a list: a page a day, or a hundred on each third day."""
    days = (n // 300 * 3 if crowded else n for n in range(number))
    return [(FIRST - timedelta(days=n)).isoformat() for n in days]


def looked(list_of: list[str], day: str) -> tuple[int, int]:
    """The page found, and how many were looked at."""
    seek, looks = Seek(day), 0
    while seek.found is None:
        number, looks = seek.ask(), looks + 1
        end = number >= len(list_of)
        seek.learn(number, None if end else list_of[number], end=end)
    return seek.found, looks


@pytest.mark.parametrize("size", [1, 2, 7, 130, 5_000])
def test_the_first_page_that_reaches_back_to_the_day(size: int) -> None:
    days = pages(size)
    for number in {0, 1, size // 3, size // 2, size - 1} & set(range(size)):
        assert looked(days, days[number])[0] == number


def test_a_day_that_no_row_has_lies_on_the_page_after_it() -> None:
    days = ["2026-09-05", "2026-09-03", "2026-08-20", "2026-08-01"]
    assert looked(days, "2026-08-25")[0] == 2


def test_a_day_before_the_list_begins_is_its_end() -> None:
    assert looked(pages(40), "2020-01-01")[0] == 40


def test_few_looks_are_enough() -> None:
    days = pages(130)
    assert max(looked(days, day)[1] for day in days) <= 8
    crowded = pages(6_000, crowded=True)
    assert max(looked(crowded, day)[1] for day in crowded[::97]) <= 30


def test_days_that_make_no_sense_end_the_search() -> None:
    seek, looks = Seek("2024-01-01"), 0
    while seek.found is None and looks < 500:
        looks += 1
        seek.learn(seek.ask(), "2026-01-01")
    assert seek.found is not None
    assert looks < 100


def test_rows_without_days_are_read_from_the_first_page() -> None:
    seek = Seek("2024-01-01")
    seek.learn(seek.ask(), None)
    assert seek.found == 0
