"""Charts of the pages: drawn once for the same rows, never waited for where there was one."""

from threading import Event
from typing import Any

import pytest

from db.named import Rows
from db.pages.drawings import Drawings, kind_of
from db.painter import Painter

COLUMNS = ("month", "scheme")
KIND = kind_of("timeline", "en", "dark", 500)


class Drawer(Painter):
    """Draws its rows as text; the third drawing waits until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[Any] = []
        self.held = Event()

    def draw(self, name: str, columns: Any, rows: Any, **look: Any) -> str:
        if len(self.seen) == 2:
            self.held.wait(30)
        self.seen.append((name, look))
        return f"<svg>{rows}</svg>"


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


def test_the_same_rows_are_drawn_once(drawer: Drawer) -> None:
    drawings = Drawings(drawer)
    rows = Rows(COLUMNS, [("2024-01", "x")])
    first = drawings.of(KIND, rows)
    assert first == (b"<svg>[('2024-01', 'x')]</svg>", True)
    assert drawings.of(KIND, Rows(COLUMNS, [("2024-01", "x")])) == first
    assert len(drawer.seen) == 1
    assert drawer.seen[0][1] == {"language": "en", "theme": "dark", "width": 340}
    drawings.end()


def test_the_last_one_is_given_while_another_is_drawn(drawer: Drawer) -> None:
    drawings = Drawings(drawer)
    old, new = Rows(COLUMNS, [("1", "x")]), Rows(COLUMNS, [("2", "x")])
    drawings.of(kind_of("lag", "en", None, 720), old)
    first = drawings.of(KIND, old)
    svg, fresh = drawings.of(KIND, new)
    assert (svg, fresh) == (first[0], False)
    drawer.held.set()
    drawings.of(kind_of("lag", "zh", None, 720), new)
    assert drawings.of(KIND, new) == (b"<svg>[('2', 'x')]</svg>", True)
    drawings.end()


def test_looks_are_the_nearest_that_are_drawn() -> None:
    assert kind_of("lag", "zh", "nonsense", 99).theme == "light"
    assert [kind_of("lag", "en", None, width).width for width in (1, 529, 531, 9999)] == [
        340, 340, 720, 720,
    ]  # fmt: skip
