"""Characters at their places on a page to lines of text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from pdfplumber.page import Page

from extract.register.cells import clean

GAP = 0.25
"""Of a character's size: so far apart there is a space between Latin characters."""
LINE = 0.5
"""Of a character's size: so far below begins another line."""

APART = 0.8
"""Of a character's size: so far apart text belongs to two columns."""
SLANT = 0.1
"""Rise of a line of text that counts as level."""
GLYPHLESS = "(cid:"
"""How a character begins whose font does not tell which one it is."""
TOUCH = 0.05
"""Points between characters that were printed as one text."""
SLACK = 0.5
"""Points that do not count."""


class Char(NamedTuple):
    """One printed character and the box around it, in points from the top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.top + self.bottom) / 2


class Printed(NamedTuple):
    """One line of text."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    first: float
    """Width of its first character."""
    word: float
    """Width of its first word, where that is a Latin one."""


def chars_of(page: Page) -> list[Char]:
    """The level characters, no watermark; a text printed twice to look bold counts once."""
    upright = (char for char in page.chars if _is_level(char["matrix"]))
    chars = (Char(c["text"], c["x0"], c["x1"], c["top"], c["bottom"]) for c in upright)
    found: dict[tuple[str, int, int], list[Char]] = {}
    for run in runs(chars):
        text = "".join(char.text for char in run)
        found.setdefault((text, round(run[0].x0), round(run[0].top)), run)
    return [char for run in found.values() for char in run]


def _is_level(matrix: Sequence[float]) -> bool:
    return abs(matrix[1]) <= SLANT * abs(matrix[0])


def runs(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Characters that were printed one directly after the other."""
    run: list[Char] = []
    for char in chars:
        if run and not (
            abs(char.x0 - run[-1].x1) <= TOUCH and abs(char.middle - run[-1].middle) <= TOUCH
        ):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def printed_lines(chars: Iterable[Char]) -> list[Printed]:
    """Lines from the top, each from left to right."""
    return [line for chars in _rows(chars) if (line := _line(chars)).text]


def pieces(chars: Iterable[Char]) -> list[tuple[Printed, list[Char]]]:
    """Lines broken where the distance is that of columns; from the top, then from the left."""
    parts: list[list[Char]] = []
    for row in _rows(chars):
        parts.append([])
        for char in (char for char in row if not char.text.isspace()):
            if parts[-1] and char.x0 - parts[-1][-1].x1 > APART * (char.bottom - char.top):
                parts.append([])
            parts[-1].append(char)
    found = [(_line(part), part) for part in parts if part]
    return [pair for pair in found if pair[0].text]


def joined(lines: Sequence[Printed], room: float) -> str:
    """One text; between two lines is a break where only the next whole word had no room left.

    Lines that break within words are full to the last character.
    """
    parts: list[str] = []
    before: Printed | None = None
    for line in lines:
        left = room - (before.x1 - before.x0) + SLACK if before else 0.0
        if before is not None and line.first <= left < line.word:
            parts.append("\n")
        parts.append(line.text)
        before = line
    return "".join(parts)


def _rows(chars: Iterable[Char]) -> list[list[Char]]:
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda c: c.middle):
        size = char.bottom - char.top
        if lines and char.middle - lines[-1][0].middle < LINE * size:
            lines[-1].append(char)
        else:
            lines.append([char])
    return [sorted(line, key=lambda c: c.x0) for line in lines]


def _line(chars: Sequence[Char]) -> Printed:
    parts: list[str] = []
    before: Char | None = None
    for char in chars:
        if before is not None and _apart(before, char):
            parts.append(" ")
        parts.append(char.text)
        before = char
    solid = [char for char in chars if not char.text.isspace()] or chars
    return Printed(
        clean("".join(parts)),
        min(char.x0 for char in solid),
        max(char.x1 for char in solid),
        min(char.top for char in chars),
        max(char.bottom for char in chars),
        solid[0].x1 - solid[0].x0,
        _word(chars),
    )


def _word(chars: Sequence[Char]) -> float:
    own = list(takewhile(lambda char: char.text.isascii() and not char.text.isspace(), chars))
    return own[-1].x1 - own[0].x0 if own else 0.0


def _apart(before: Char, char: Char) -> bool:
    gap = char.x0 - before.x1
    latin = before.text.isascii() and char.text.isascii()
    return latin and gap > GAP * (char.bottom - char.top)
