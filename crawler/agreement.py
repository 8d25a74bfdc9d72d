"""The lines of a page and what several readers took of it in, the lines most agree on out."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

LONGEST: Final = 400_000
"""Letters of a page that are compared."""
_PIECE: Final = 30
"""Letters of the pieces in which a line is sought that the page does not hold as a whole."""
_MISSES: Final = 300
"""Lines and pieces of one reader's text that may be sought in the whole page in vain."""
_NEAR: Final = 5_000
_NO_LETTER: Final = re.compile(r"[\W_]+")
_NO_ASCII: Final = {code: None for code in range(128) if not chr(code).isalnum()}
"""The same for ASCII, where a table is faster."""
_SPEAKS: Final = 60
"""Letters; a reader that finds less has no opinion on a page."""

Kept = list[bool]
"""One answer a line."""


def letters(text: str) -> str:
    """Return letters and digits only: what readers leave of a line whatever they do to spaces."""
    return text.translate(_NO_ASCII) if text.isascii() else _NO_LETTER.sub("", text)


class Agreement:
    """Finds the texts of readers in the lines of a page; lines are compared by their letters."""

    def __init__(self, lines: Sequence[str]) -> None:
        """Take the letters of the page's lines."""
        self._spans: list[tuple[int, int]] = []
        start, parts = 0, []
        for line in lines:
            part = line[: LONGEST - start]
            parts.append(part)
            self._spans.append((start, start + len(part)))
            start += len(part)
        self._page = "".join(parts)
        self._lines = parts

    def lines_of(self, text: str, *, once: bool = False) -> Kept:
        """Tell which lines of the page a reader's text holds more than half of.

        ``once`` for a reader that leaves repetitions out: it has a long line wherever it stands.
        """
        covered = bytearray(len(self._page))
        for start, end in self._found(text):
            covered[start:end] = b"\1" * (end - start)
        kept = [2 * covered.count(1, start, end) > end - start for start, end in self._spans]
        pairs = [*zip(self._lines, kept, strict=True)]
        held = {line for line, yes in pairs if once and yes and len(line) >= _PIECE}
        return [yes or line in held for line, yes in pairs]

    def weight(self, kept: Kept) -> int:
        """Return the letters of the kept lines."""
        return sum(end - start for (start, end), yes in zip(self._spans, kept, strict=True) if yes)

    def majority(self, votes: Mapping[str, Kept], weights: Mapping[str, int], leads: Kept) -> Kept:
        """Tell which lines have more than half the votes of the readers with an opinion.

        A lead, which the page itself calls its summary, has two votes more once a reader has it.
        Where they agree on nothing the first of them is followed.
        """
        voices = [name for name, kept in votes.items() if self.weight(kept) >= _SPEAKS]
        voices = voices or [name for name, kept in votes.items() if any(kept)]
        total = sum(weights[name] for name in voices)
        kept = []
        for at, lead in enumerate(leads):
            cast = sum(weights[name] for name in voices if votes[name][at])
            kept.append(2 * (cast + 2 * (lead and cast > 0)) > total)
        return kept if any(kept) or not voices else votes[voices[0]]

    def _found(self, text: str) -> list[tuple[int, int]]:
        """Return where the page holds the lines of ``text``, or pieces of them, in their order."""
        found, at, misses = [], 0, 0
        for line in text.replace(" | ", "\n").split("\n"):
            for sought in self._whole_or_pieces(letters(line), at, misses):
                start = self._seek(sought, at, misses)
                misses += start < 0
                if start >= 0:
                    at = start + len(sought)
                    found.append((start, at))
        return found

    def _whole_or_pieces(self, line: str, at: int, misses: int) -> list[str]:
        if len(line) < 2 * _PIECE or self._seek(line, at, misses) >= 0:
            return [line] if line else []
        pieces = [line[begin : begin + _PIECE] for begin in range(0, len(line), _PIECE)]
        return [piece for piece in pieces if 2 * len(piece) > _PIECE]

    def _seek(self, sought: str, at: int, misses: int) -> int:
        """Return where the page goes on with what is sought, else where it stands before that;
        after many misses only near by, for each takes the length of the page."""
        if misses > _MISSES:
            return self._page.find(sought, at, at + _NEAR)
        start = self._page.find(sought, at)
        return start if start >= 0 else self._page.find(sought, 0, at + len(sought))
