"""Lists that a run leaves before their end in; where the next run goes on, out.

A gap is noted before anything that lies above it, and stays until a run has read the list to its
end. What was found from its instant on lies above it, and ends no reading.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Self

from crawler.keeper import Keeper
from crawler.tally import now

NEWEST: Final = "newest"
"""What the keys of the marks begin with that say how new a list was when it was read last."""
UNDATED: Final = "undated"
"""The mark of a list that was followed and gives no dates."""
_FIRST: Final = "first"
_CLOSED: Final = "closed"


@dataclass(frozen=True, slots=True)
class Gap:
    """What was known when a list was left."""

    at: str | None
    """What was found before; None where no run has read its first pages."""
    since: str | None = None
    """The newest publication; None where it is not known."""

    @classmethod
    def of(cls, mark: str) -> Self | None:
        """Read a mark; None where it says that there is no gap."""
        if mark in (_FIRST, _CLOSED):
            return cls(None) if mark == _FIRST else None
        at, _, since = mark.partition(" ")
        return cls(at, since or None)

    @property
    def mark(self) -> str:
        """What the ledger notes of it."""
        return f"{self.at} {self.since or ''}".strip() if self.at is not None else _FIRST

    def with_one(self, since: str | None) -> "Gap":
        """Return this gap with another of the same list: both are to be closed."""
        return Gap(self.at, min(self.since, since) if self.since and since else None)


class Gaps:
    """The gaps in the lists of one outlet, as earlier runs and this one have left them."""

    def __init__(self, keeper: Keeper, outlet: str) -> None:
        self._keeper, self._outlet = keeper, outlet
        self._begun = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        marks = keeper.ledger.marks()
        own = f"{NEWEST} {outlet} "
        self._read = {key: (value, at) for key, value, at in marks if key.startswith(own)}
        """How new each list was when an earlier run had read it, and when that was."""

    def of(self, key: str) -> Gap | None:
        """Return the gap in the list of a key."""
        mark = self._keeper.ledger.mark(self._key(key))
        return Gap.of(mark[0]) if mark else None

    def begin(self, key: str) -> None:
        """Note that a list is read for the first time."""
        if self.of(key) is None:
            self._note(key, Gap(None))

    def open(self, key: str, since: str | None) -> None:
        """Note, for good, that a list is left with unread pages; ``since`` was known before."""
        gap = self.of(key)
        if gap is None:
            self._note(key, Gap(self._begun, since))
        elif gap.at is not None and gap.since != gap.with_one(since).since:
            self._note(key, gap.with_one(since))

    def begun(self, key: str) -> None:
        """Note that a reading of the past goes on with a list that was read for the first time."""
        gap = self.of(key)
        if gap is not None and gap.at is None:
            self.close(key)

    def close(self, key: str) -> None:
        """Note that a list was read to its end, and all that it named is noted."""
        if self.of(key) is not None:
            self._keeper.ledger.note_mark(self._key(key), _CLOSED, at=now())

    def known_with(self, key: str) -> str | None:
        """Return the newest publication that the outlet's lists had named when the one of a mark
        was read last."""
        noted = self._read.get(key)
        if noted is None:
            return None
        values = (value for value, at in self._read.values() if at <= noted[1])
        return max((value for value in values if value != UNDATED), default=None)

    def _note(self, key: str, gap: Gap) -> None:
        self._keeper.ledger.note_mark(self._key(key), gap.mark, at=now())
        self._keeper.commit()

    def _key(self, key: str) -> str:
        return f"gap {self._outlet} {key}"
