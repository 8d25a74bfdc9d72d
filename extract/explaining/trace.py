"""What ``read`` notes on its way: nothing, unless a ``Recorder`` is given to explain a reading."""

from collections.abc import Sequence
from typing import Literal

from extract.facts import Draft, Facts
from extract.names.candidates import Candidate
from extract.names.pairs import Pair

Stop = Literal["gate", "cues", "facts"]
"""Where a reading ends that finds no announcement: before spaCy, before names, after all facts."""


class Trace:
    """The trace of a reading that nobody asked to explain."""

    stopped: Stop | None = None

    def stops(self, where: Stop) -> bool:
        """Does the reading end here, where nothing was found?"""
        return True

    def candidates(self, stage: str, found: Sequence[Candidate]) -> None:
        """The candidates that a stage leaves, in no certain order."""

    def facts(self, found: Sequence[Pair], facts: Facts) -> None:
        """All pairs, those that are not solid too, and the facts."""

    def drafts(self, drafts: Sequence[Draft]) -> None:
        """The announcements."""


SILENT = Trace()


class Recorder(Trace):
    """Keeps what a reading notes, and lets it go on where it would end."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, tuple[Candidate, ...]]] = []
        self.pairs: tuple[Pair, ...] = ()
        self.found: Facts | None = None
        self.drafted: tuple[Draft, ...] = ()

    def stops(self, where: Stop) -> bool:
        """No: the first place is kept, and what follows is read to be shown."""
        self.stopped = self.stopped or where
        return False

    def candidates(self, stage: str, found: Sequence[Candidate]) -> None:
        """Keep them under the stage's name."""
        self.stages.append((stage, tuple(found)))

    def facts(self, found: Sequence[Pair], facts: Facts) -> None:
        """Keep both."""
        self.pairs, self.found = tuple(found), facts

    def drafts(self, drafts: Sequence[Draft]) -> None:
        """Keep them."""
        self.drafted = tuple(drafts)
