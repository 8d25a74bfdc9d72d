"""``since`` and ``until`` are days in China, both included."""

import pytest
from each import each

from crawler.errors import CrawlerError
from crawler.window import Window


def test_months_stand_for_all_their_days() -> None:
    assert Window.of("2024-01", "2024-02") == Window("2024-01-01", "2024-02-29")


@pytest.mark.parametrize("text", ["2024", "yesterday", "2024-13", "2024-02-30", "24-01-01"])
def test_a_wrong_day_is_refused(text: str) -> None:
    with pytest.raises(CrawlerError, match="since must be a day"):
        Window.of(text, None)


@each(
    ("published", "inside"),
    [
        ("2024-01-28", False),
        ("2024-01-29", True),
        ("2024-01-28T15:59:00Z", False),
        ("2024-01-28T16:00:00Z", True),
        ("2024-01-30T15:59:59Z", True),
        ("2024-01-30T16:00:00Z", False),
        (None, True),
    ],
)
def test_what_lies_inside(published: str | None, inside: bool) -> None:
    assert Window("2024-01-29", "2024-01-30").holds(published) is inside


def test_a_url_with_a_month_is_passed_over_only_for_certain() -> None:
    window = Window("2024-01-29", None)
    assert window.may_hold(year="2024", month="01")
    assert not window.may_hold(year="2023", month="12")
    assert not window.may_hold(year="2024", month="01", day="28")
    assert window.may_hold(year="2024")
    assert window.may_hold()


def test_an_open_window_is_false() -> None:
    assert not Window()
    assert Window("2024-01-29")
