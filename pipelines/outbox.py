"""Notices in, rows of ``alerts`` and ``deliveries`` out, in the transaction of what causes them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.store import RecordStore
from pipelines.channels import Channel, Kind, wants
from pipelines.runs import now

_ALERT = (
    "INSERT INTO alerts"
    " (key, kind, batch, payload, created_at, scheme, province, confidence, later)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING"
)
_DELIVERY = (
    "INSERT INTO deliveries (alert, channel, state) SELECT id, ?, 'pending' FROM alerts"
    " WHERE key = ? ON CONFLICT DO NOTHING"
)
_WAITING = (
    "SELECT key, kind, scheme, province, later FROM alerts"
    " WHERE later IS NOT NULL AND confidence < :confidence"
    " AND (key IN ('new_batch:' || :about, 'confirmation:' || :about)"
    " OR key BETWEEN 'correction:' || :about || ':' AND 'correction:' || :about || ';')"
    " ORDER BY id"
)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be told once; ``key`` is its own among all notices of all times."""

    key: str
    kind: Kind
    batch: str | None
    """Slug of the batch as it is when this is told."""
    payload: dict[str, Any]
    """What ``messages.render`` makes the texts of."""
    scheme: str | None = None
    province: str | None = None
    confidence: float | None = None
    """Between 0 and 1, of a notice about a batch."""


def put(
    store: RecordStore, notice: Notice, channels: Sequence[Channel], *, at: str | None = None
) -> bool:
    """Writes a notice and a delivery for each channel that wants it; False where it is known.

    To be called inside a transaction. A channel that is configured later is not told of it; one
    that wants a higher confidence than there is yet is told when there is, see ``grown``.
    """
    asked = [channel for channel in channels if _wants(channel, notice, 1.0)]
    ready = [channel for channel in asked if _wants(channel, notice, notice.confidence)]
    later = [channel.name for channel in asked if channel not in ready]
    row = (
        notice.key,
        notice.kind,
        notice.batch,
        json.dumps(notice.payload, ensure_ascii=False),
        at or now(),
        notice.scheme,
        notice.province,
        notice.confidence,
        json.dumps(later) if later else None,
    )
    if not store.write(_ALERT, [row]):
        return False
    store.write(_DELIVERY, [(channel.name, notice.key) for channel in ready])
    return True


def grown(store: RecordStore, about: str, confidence: float, channels: Sequence[Channel]) -> int:
    """Writes the deliveries to channels that waited for so much confidence; their number.

    ``about`` is the key in ``told``: with the batch goes what was corrected and confirmed of it.
    """
    new = 0
    for row in store.rows(_WAITING, {"about": about, "confidence": confidence}):
        names = json.loads(row["later"])
        facts = row["kind"], row["scheme"], row["province"], confidence
        ready = [c.name for c in channels if c.name in names and wants(c, *facts)]
        later = [name for name in names if name not in ready]
        new += store.write(_DELIVERY, [(name, row["key"]) for name in ready])
        store.write(
            "UPDATE alerts SET later = ?, confidence = ? WHERE key = ?",
            [(json.dumps(later) if later else None, confidence, row["key"])],
        )
    return new


def _wants(channel: Channel, notice: Notice, confidence: float | None) -> bool:
    return wants(channel, notice.kind, notice.scheme, notice.province, confidence)
