"""Intervals and instants in, the instants at which outlets are due out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from crawler.config_values import seconds

_SHARE: Final = 20
"""An outlet's crawls may vary by a twentieth of its interval."""
_JITTER: Final = 30.0
_EARLY: Final = 300.0


@dataclass(frozen=True, slots=True)
class Timetable:
    """When one outlet is crawled."""

    name: str
    every: float
    """Seconds from one crawl to the next."""
    began: datetime | None = None
    """Start of the last crawl that counts: a whole one, come to its end."""

    @classmethod
    def of(cls, name: str, every: str, began: str | None) -> "Timetable":
        """Take the words of the outlet's declaration and of the record store."""
        return cls(name, seconds(every, f"{name}.every"), _instant(began) if began else None)

    def due(self, now: datetime) -> datetime:
        """The instant at which the next crawl is due; ``now`` where none counts so far."""
        return now if self.began is None else self.began + timedelta(seconds=self.every)

    def is_due(self, now: datetime) -> bool:
        """Whether a timer that fires now is meant for it, though it may fire a little early."""
        return self.due(now) <= now + timedelta(seconds=min(self.every / _SHARE, _EARLY))

    @property
    def jitter(self) -> float:
        """Seconds by which each crawl may be early or late, so that not all outlets meet."""
        return min(self.every / _SHARE, _JITTER)


def next_due(row: Mapping[str, Any], now: datetime | None = None) -> str | None:
    """The instant at which an outlet of the store (``name``, ``every``, ``enabled``, ``began``) is
    due, as JSON has it; None for one that is off or has no interval.
    """
    if not row["enabled"] or not row["every"]:
        return None
    moment = Timetable.of(row["name"], row["every"], row["began"]).due(now or datetime.now(UTC))
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
