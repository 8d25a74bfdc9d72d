"""Charts of the pages: drawn once for the same rows, never waited for where there was one."""

from collections.abc import Sequence
from threading import Event
from typing import Any

import pytest

from db.named import Rows
from db.pages.drawings import Drawings, kind_of

COLUMNS = ("month", "scheme")
KIND = kind_of("timeline", "en", "dark", 500)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was drawn; the third drawing waits until it is let go."""
    seen: list[Any] = []
    held = Event()

    def chart_svg(name: str, columns: Any, rows: Sequence[Any], **how: Any) -> str:
        if len(seen) == 2:
            held.wait(30)
        seen.append((name, how, held))
        return f"<svg>{rows}</svg>"

    monkeypatch.setattr("db.charts.chart_svg", chart_svg)
    return seen


def test_the_same_rows_are_drawn_once(drawn: list[Any]) -> None:
    drawings = Drawings()
    rows = Rows(COLUMNS, [("2024-01", "x")])
    first = drawings.of(KIND, rows)
    assert first == (b"<svg>[('2024-01', 'x')]</svg>", True)
    assert drawings.of(KIND, Rows(COLUMNS, [("2024-01", "x")])) == first
    assert len(drawn) == 1
    assert drawn[0][1] == {"language": "en", "theme": "dark", "width": 340}
    drawings.end()


def test_the_last_one_is_given_while_another_is_drawn(drawn: list[Any]) -> None:
    drawings = Drawings()
    old, new = Rows(COLUMNS, [("1", "x")]), Rows(COLUMNS, [("2", "x")])
    drawings.of(kind_of("lag", "en", None, 720), old)
    first = drawings.of(KIND, old)
    svg, fresh = drawings.of(KIND, new)
    assert (svg, fresh) == (first[0], False)
    drawn[0][2].set()
    drawings.of(kind_of("lag", "zh", None, 720), new)
    assert drawings.of(KIND, new) == (b"<svg>[('2', 'x')]</svg>", True)
    drawings.end()


def test_looks_are_the_nearest_that_are_drawn() -> None:
    assert kind_of("lag", "zh", "nonsense", 99).theme == "light"
    assert [kind_of("lag", "en", None, width).width for width in (1, 529, 531, 9999)] == [
        340, 340, 720, 720,
    ]  # fmt: skip
