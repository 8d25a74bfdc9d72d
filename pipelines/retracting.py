"""Batches that were told and are no more in, what readers are told of that out.

A batch is no more when a person took it for no event, or when its articles take back what they
said. What was told of it last is told again, as withdrawn; once, and once that it is back.
"""

import json
from collections.abc import Collection, Sequence
from typing import Any, Final

from db.store import RecordStore
from pipelines.channels import Channel
from pipelines.outbox import Notice, put

Row = dict[str, Any]
_TOLD: Final = (
    "SELECT key, batch, payload, scheme, province, confidence FROM alerts"
    " WHERE key = 'new_batch:' || :key"
    " OR key BETWEEN 'correction:' || :key || ':' AND 'correction:' || :key || ';'"
    " ORDER BY id"
)
_REJECTED: Final = (
    "SELECT d.reason FROM decisions AS d JOIN batch_slugs AS s ON s.slug = :slug"
    " WHERE d.action = 'reject' AND d.state = 'applied' AND d.slug = coalesce(s.rejected, s.slug)"
    " ORDER BY d.place DESC LIMIT 1"
)


def retract(store: RecordStore, keys: Collection[str], channels: Sequence[Channel]) -> int:
    """Tells that the batches with some keys in ``told`` are no more; how many alerts that made."""
    written = 0
    for key in sorted(keys):
        told = store.rows(_TOLD, {"key": key})
        if not told:
            continue
        last = told[-1]
        reasons = [row["reason"] for row in store.rows(_REJECTED, {"slug": last["batch"]})]
        change = {"field": "withdrawn", "before": False, "after": True, "by": None}
        payload = json.loads(last["payload"])
        more = {"changes": [change], "reason": next(iter(reasons), None)}
        notice = Notice(
            key=withdrawal(key),
            kind="correction",
            batch=last["batch"],
            payload=payload | more,
            scheme=last["scheme"],
            province=last["province"],
            confidence=last["confidence"],
        )
        written += put(store, notice, channels)
    return written


def withdrawal(key: str) -> str:
    """The key of the alert that takes back what was told under a key."""
    return f"correction:{key}:withdrawn"


def was_withdrawn(store: RecordStore, key: str) -> bool:
    """Whether readers were told that a batch is no more."""
    return bool(store.rows("SELECT 1 FROM alerts WHERE key = ?", (withdrawal(key),)))
