"""A batch in, the days on which its entries may have been approved out."""

from dataclasses import dataclass
from datetime import date, timedelta

from pipelines.days import When, when
from pipelines.merge import BatchRecord

BEFORE, AFTER = timedelta(days=120), timedelta(days=3)
"""How long before its first report a batch may have been approved, and how long after it."""


@dataclass(frozen=True, slots=True)
class Time:
    """When a batch was, as far as its reports tell."""

    event: When | None
    first: date | None
    """The first report."""

    @property
    def known(self) -> bool:
        """Whether anything dates it."""
        return self.event is not None or self.first is not None

    @property
    def earliest(self) -> date | None:
        """The first day on which its entries may have been approved."""
        days = [*([date.fromordinal(self.event.first)] if self.event else []), *self._reported]
        return min(days) - BEFORE if days else None

    @property
    def latest(self) -> date | None:
        """The last such day."""
        days = [*([date.fromordinal(self.event.last)] if self.event else []), *self._reported]
        return max(days) + AFTER if days else None

    @property
    def _reported(self) -> list[date]:
        return [self.first] if self.first else []

    def gap(self, day: str) -> int:
        """Days between a day and the event, or the first report where that is nearer."""
        number = date.fromisoformat(day).toordinal()
        gaps = [abs(number - one.toordinal()) for one in self._reported]
        if self.event:
            gaps.append(max(0, self.event.first - number, number - self.event.last))
        return min(gaps, default=0)


def time_of(batch: BatchRecord) -> Time:
    """The event's days and the first day on which a claim that opens the batch was published."""
    days = [claim.published for claim in batch.claims if claim.opens and claim.published]
    first = min(days, default=None)
    return Time(
        when(batch.event_date, None, main=True), date.fromisoformat(first) if first else None
    )
