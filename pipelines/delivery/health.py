"""How each channel does: what it was sent, what waits, and whether a person must look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from db.store import RecordStore, Row
from pipelines.channels import Channel
from pipelines.delivery.book import channel_state, instant

State = Literal["ok", "failing", "stuck", "unused", "gone"]
STUCK_AFTER: Final = timedelta(hours=1)
"""Longest time that an alert waits where all is well: rates and short faults are over by then."""
_COUNTS = (
    "SELECT d.channel, sum(d.state = 'delivered') AS delivered,"
    " sum(d.state = 'pending') AS pending, sum(d.state = 'failed') AS failed,"
    " sum(d.state = 'set_aside') AS set_aside,"
    " min(CASE WHEN d.state IN ('pending', 'failed') THEN a.created_at END) AS oldest"
    " FROM deliveries AS d JOIN alerts AS a ON a.id = d.alert GROUP BY d.channel"
)
_NOTHING: Final[Row] = dict.fromkeys(("delivered", "pending", "failed", "set_aside"), 0)


@dataclass(frozen=True, slots=True)
class Health:
    """One channel; ``gone`` where alerts wait for one that is not configured any more."""

    name: str
    state: State
    delivered: int
    pending: int
    failed: int
    set_aside: int
    oldest: str | None
    """Instant of the oldest alert that waits."""
    last_success: str | None
    last_failure: str | None
    error: str | None
    """What came back last, where that was a failure."""

    @property
    def waiting(self) -> int:
        """Alerts that it has not got, and that are not set aside."""
        return self.pending + self.failed


def health(store: RecordStore | None, channels: Iterable[Channel], now: datetime) -> list[Health]:
    """All configured channels, then those that alerts wait for in vain."""
    configured = [channel.name for channel in channels]
    if store is None:
        return [_health(name, _NOTHING, None, now, configured) for name in configured]
    with store.snapshot():
        counts = {row["channel"]: row for row in store.rows(_COUNTS)}
        lost = [n for n, row in counts.items() if n not in configured and _undelivered(row)]
        return [
            _health(name, counts.get(name, _NOTHING), store, now, configured)
            for name in [*configured, *sorted(lost)]
        ]


def _undelivered(row: Row) -> int:
    return int(row["pending"] + row["failed"] + row["set_aside"])


def _health(
    name: str, row: Row, store: RecordStore | None, now: datetime, configured: list[str]
) -> Health:
    counts = {key: row[key] for key in _NOTHING}
    known = None if store is None else channel_state(store, name)
    last_success = known.last_success if known else None
    failing = bool(known and known.outcomes and not known.outcomes[-1][1])
    oldest = row.get("oldest")
    state: State = "ok" if last_success or _undelivered(row) else "unused"
    if name not in configured:
        state = "gone"
    elif failing:
        state = "failing"
    elif oldest and oldest < instant(now - STUCK_AFTER):
        state = "stuck"
    return Health(
        name=name,
        state=state,
        oldest=oldest,
        last_success=last_success,
        last_failure=known.last_failure if known else None,
        error=known.error if known and failing else None,
        **counts,
    )
