"""The record store and a few facts of the machine in, what troubles alerting or storing out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from db.health import Look, written
from db.store import RecordStore
from pipelines.channels import Channel

LITTLE_ROOM: Final = 200 << 20
"""Bytes free on the disk of the data directory: a day of many outlets takes less."""
_LAST: Final = (
    "SELECT reasons FROM runs WHERE finished_at IS NOT NULL AND verb IN ('crawl', 'watch')"
    " ORDER BY finished_at DESC, id DESC LIMIT 1"
)
_LATEST: Final = (
    "SELECT id, outlet, started_at, finished_at, outcome, counters, reasons FROM runs"
    " WHERE finished_at IS NOT NULL AND outlet IS NOT NULL AND verb IN ('crawl', 'watch')"
    " ORDER BY finished_at DESC, id DESC LIMIT 60"
)
UNREACHED: Final = frozenset(
    {"no_such_host", "refused", "timeout", "connection_lost", "robots_unreachable", "no_listing"}
)
"""Codes of runs that reached nothing."""
_MANY: Final = 3
"""Outlets that fail alike, one after the other, where the fault is not theirs."""
_FEW: Final = 2
"""As many where there are no more."""
LATE: Final = timedelta(hours=1)
"""How long an alert may wait: rates and short faults of an endpoint are over by then."""
_WAITING: Final = (
    "SELECT d.channel, sum(d.state = 'set_aside') AS given_up,"
    " sum(d.state <> 'set_aside' AND a.created_at < ?) AS late, max(d.error) AS error"
    " FROM deliveries AS d JOIN alerts AS a ON a.id = d.alert"
    " WHERE d.state <> 'delivered' GROUP BY d.channel ORDER BY d.channel"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the machine outside the record store."""

    free: int
    """Bytes free on the disk of the data directory."""
    unstored: int = 0
    """Pages that have been in the archive for long and are not in the record store."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that may be wrong; neither ``wrong`` nor ``over`` where it is on the way."""

    what: str
    """``network``, ``disk``, ``database``, ``backlog`` or ``pages``."""
    wrong: bool
    over: bool
    text: str


def findings(
    store: RecordStore, channels: Sequence[Channel], facts: Facts | None, at: datetime
) -> list[Finding]:
    """All that is looked at, whether wrong or not."""
    backlog = _backlog(store, channels, at)
    return [_network(store), *_machine(facts), _database(store), backlog]


def _network(store: RecordStore) -> Finding:
    """Whether several outlets cannot be reached, all since the last time that one could be."""
    looks = [look for look in map(Look, store.rows(_LATEST)) if look.counts]
    outlets = _unreached(looks)
    known = {look.row["outlet"] for look in looks}
    wrong = len(outlets) >= min(_MANY, max(_FEW, len(known)))
    text = f"the last {len(outlets)} outlets could not be reached: the network here may be down"
    return Finding("network", wrong, not outlets, text if wrong else "outlets are reached again")


def _unreached(looks: Sequence[Look]) -> set[str]:
    """Outlets that nobody reached in a run which began when the last one that reached an outlet
    was over; without those that were not reached before it either, for the others could be.
    """
    failed = {look.row["id"] for look in looks if not look.worked and reached_nothing(look.reasons)}
    place = next((i for i, x in enumerate(looks) if x.row["id"] not in failed), len(looks))
    up = looks[place].row["finished_at"] if place < len(looks) else ""
    since = [x.row for x in looks[:place] if x.row["started_at"] >= up]
    before = [x.row for x in reversed(looks) if x.row["finished_at"] <= up and x.row not in since]
    last = {row["outlet"]: row["id"] for row in before}
    return {row["outlet"] for row in since if last.get(row["outlet"]) not in failed}


def reached_nothing(reasons: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a run's reasons, or an incident's, all say that nothing was reached."""
    codes = {str(reason["code"]) for reason in reasons}
    return bool(codes) and codes <= UNREACHED and codes != {"no_listing"}


def _machine(facts: Facts | None) -> Iterator[Finding]:
    if facts is None:
        return
    free = f"{facts.free >> 20} MB are free on the disk of the data directory"
    yield Finding("disk", facts.free < LITTLE_ROOM, facts.free > 2 * LITTLE_ROOM, free)
    left = f"{facts.unstored} pages are archived and not stored for a day"
    yield Finding("pages", facts.unstored > 0, not facts.unstored, left)


def _database(store: RecordStore) -> Finding:
    found = store.rows(_LAST)
    reasons = json.loads(found[0]["reasons"]) if found else []
    wrong = [str(one["text"]) for one in reasons if one["code"] == "store_failed"]
    text = wrong[0] if wrong else "the record store takes what is written"
    return Finding("database", bool(wrong), not wrong, text)


def _backlog(store: RecordStore, channels: Sequence[Channel], at: datetime) -> Finding:
    """Alerts that a configured channel does not get: those that are late, those given up."""
    names = {channel.name for channel in channels}
    said = []
    for row in store.rows(_WAITING, (written(at - LATE),)):
        if row["channel"] in names and (row["late"] or row["given_up"]):
            waits = f"{row['late']} alerts are late, {row['given_up']} were given up"
            why = f" ({row['error']})" if row["error"] else ""
            said.append(f"channel {row['channel']}: {waits}{why}")
    return Finding("backlog", bool(said), not said, "; ".join(said) or "no alert is late")
