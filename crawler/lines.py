"""The text of a whole page in, its lines and their letters out."""

import re
from dataclasses import dataclass
from typing import Final

from crawler.agreement import letters
from crawler.tables import Row, in_rows
from crawler.text import clean_text, squeeze

_CELLS: Final = re.compile(r"\t\t+")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page's whole text, a table row as ``cell | cell``, and their letters."""

    texts: list[str]
    letters: list[str]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Take the text as Resiliparse gives it."""
        rows = (_CELLS.sub(" | ", line.strip("\t")) for line in clean_text(text).split("\n"))
        both = [(line, key) for row in rows if (key := letters(line := squeeze(row)))]
        return cls([line for line, _ in both], [key for _, key in both])

    def with_rows(self, rows: frozenset[Row]) -> "Lines":
        """Make one line of the cells of a table's row that are a line each."""
        texts = [*in_rows(self.texts, self.letters, rows)] if rows else self.texts
        return Lines(texts, [*map(letters, texts)]) if len(texts) < len(self.texts) else self
