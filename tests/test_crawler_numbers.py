"""All numbers of some days are found, whatever gaps they have, by few looks elsewhere."""

from datetime import date, timedelta

import pytest

from crawler.numbers import Calendar, numbers_of

FIRST = date(2023, 7, 19)
KNOWN = ((1_216_000, "2021-02-20"), (1_306_359, "2024-01-30"))


def given(gap: int) -> dict[int, str]:
    """Numbers from 1,290,000 on: 84 a day, two of three an article, and none for a while."""
    numbers = (n for n in range(1_290_000, 1_290_000 + 84 * 400) if n % 3)
    days = {n: (FIRST + timedelta(days=(n - 1_290_000) // 84)).isoformat() for n in numbers}
    return {n: day for n, day in days.items() if not 0 < (n - 1_292_000) < gap}


def walked(days: dict[int, str], since: str, until: str) -> list[int]:
    """The numbers that are looked at."""
    calendar, looked = Calendar(KNOWN), []
    numbers = numbers_of(since, until, calendar)
    number = next(numbers, None)
    while number is not None:
        looked.append(number)
        if number in days:
            calendar.learn(number, days[number])
        try:
            number = numbers.send(days.get(number))
        except StopIteration:
            break
    return looked


@pytest.mark.parametrize("gap", [0, 30])
@pytest.mark.parametrize(
    ("since", "until"), [("2023-08-01", "2023-08-13"), ("2024-01-29", "2024-02-01")]
)
def test_all_articles_of_the_days_are_met(since: str, until: str, gap: int) -> None:
    days = given(gap)
    wanted = {number for number, day in days.items() if since <= day <= until}
    looked = walked(days, since, until)
    assert wanted <= set(looked)
    assert len(looked) <= 84 * (date.fromisoformat(until) - date.fromisoformat(since)).days + 450


def test_the_newest_articles_are_met_and_little_beyond() -> None:
    days = given(0)
    newest = max(days)
    looked = walked(days, days[newest - 300], days[newest])
    assert {n for n in days if n > newest - 300} <= set(looked)
    assert max(looked) <= newest + 60


def test_where_nothing_is_it_ends_soon() -> None:
    assert len(walked({}, "2023-08-01", "2023-08-31")) < 100


def test_the_month_of_a_number_is_that_of_its_neighbours() -> None:
    calendar = Calendar(KNOWN)
    calendar.learn(1_291_000, "2023-08-15")
    calendar.learn(1_293_000, "2023-09-02")
    assert calendar.months(1_291_010) == ["202308"]
    assert calendar.months(1_293_001) == ["202309", "202308"]
    assert calendar.months(1_250_000)[1:] == [
        f"{calendar.day(1_250_000) + timedelta(31 * s):%Y%m}" for s in (-1, 1)
    ]
