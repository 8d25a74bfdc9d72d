"""What an explanation says of one span: kept, dropped or a cue, by which rule and why."""

from dataclasses import dataclass
from typing import Literal

from extract.layout.form import Form

State = Literal["kept", "dropped", "cue"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A labelled span of the article's text and what became of it."""

    label: str
    """``COMPANY``, ``MODEL``, ``DESC``, ``NAME``, ``SIDE``, ``COUNT``, ``NUMBER``, ``DATE`` or a
    rule's label."""
    state: State
    text: str
    start: int
    end: int
    rule: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Placing:
    """From spans of the form to the article's own text."""

    original: str
    form: Form

    def slice(self, start: int, end: int) -> tuple[int, int, str]:
        """Offsets into the article's text, and the text between them."""
        low, high = self.form.origin(start, end)
        return low, high, self.original[low:high]

    def said(self, start: int, end: int) -> str:
        """The words of a span on one line, as they are quoted in a reason."""
        words = " ".join(self.slice(start, end)[2].split())
        return f"“{words}”" if len(words) <= LONGEST else f"“{words[: LONGEST - 1]}…”"

    def finding(
        self, label: str, state: State, span: tuple[int, int], rule: str | None, why: str
    ) -> Finding:
        """A finding from a span of the form."""
        start, end, text = self.slice(*span)
        return Finding(label, state, text, start, end, rule, why)


LONGEST = 60
"""Characters of a quotation in a reason."""
