"""The book of deliveries: what is due, what was begun and how it ended, each in a transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from db.store import RecordStore, Row
from pipelines.delivery.answers import Answer, Fault
from pipelines.delivery.patience import (
    DEATHS,
    LIMIT,
    REMEMBERED,
    ChannelState,
    blame,
    delay,
    failing_alike,
    pause,
)

_DUE = (
    "SELECT d.alert, d.channel, d.attempts, d.failures, a.* FROM deliveries AS d"
    " JOIN alerts AS a ON a.id = d.alert WHERE d.channel IN (?) AND d.state <> 'delivered'"
)
_BEGIN = (
    "UPDATE deliveries SET attempts = attempts + 1, tried_at = ?"
    " WHERE alert = ? AND channel = ? AND state <> 'delivered'"
)
_END = (
    "UPDATE deliveries SET state = ?, failures = ?, next_at = ?, delivered_at = ?, fault = ?,"
    " error = ? WHERE alert = ? AND channel = ? AND state <> 'delivered'"
)
_RELEASE = (
    "UPDATE deliveries SET next_at = ? WHERE channel = ? AND fault = 'endpoint'"
    " AND state IN ('failed', 'set_aside')"
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert that one channel has not got yet."""

    alert: int
    channel: str
    attempts: int
    failures: int
    row: Row
    """The alert's row."""


def instant(moment: datetime) -> str:
    """An instant as the store writes it, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def due(
    store: RecordStore, names: Iterable[str], now: datetime, *, all_of_them: bool
) -> list[Delivery]:
    """What is to be tried now, new messages before those that failed; ``all_of_them`` at once."""
    sql = _DUE if all_of_them else f"{_DUE} {_ripe(instant(now))}"
    found = [_delivery(row) for row in store.rows_for(sql, names)]
    return sorted(found, key=lambda one: (one.attempts, one.alert))


def _ripe(now: str) -> str:
    """A set-aside message has an instant where its endpoint, not itself, is to blame."""
    return (
        f"AND (d.next_at <= '{now}' OR (d.next_at IS NULL AND d.state <> 'set_aside'))"
        " AND NOT EXISTS (SELECT 1 FROM channels AS c"
        f" WHERE c.name = d.channel AND c.next_at > '{now}')"
    )


def begin(store: RecordStore, one: Delivery, posts: Sequence[float], now: datetime) -> bool:
    """Writes down that a try begins, before anything is sent; False where another was quicker."""
    with store.transaction():
        if not store.write(_BEGIN, [(instant(now), one.alert, one.channel)]):
            return False
        row = {"name": one.channel, "posts": json.dumps([round(post, 3) for post in posts])}
        store.upsert("channels", [row])
    return True


def end(store: RecordStore, one: Delivery, answer: Answer, now: datetime) -> str:
    """Writes down what came of a try and when the next one is; the delivery's new state."""
    with store.transaction():
        before = channel_state(store, one.channel)
        outcomes = (*before.outcomes, (one.alert, answer.ok))[-REMEMBERED:]
        if answer.ok:
            return _success(store, one, before, outcomes, now)
        return _failure(store, one, answer, before, outcomes, now)


def _success(
    store: RecordStore,
    one: Delivery,
    before: ChannelState,
    outcomes: tuple[tuple[int, bool], ...],
    now: datetime,
) -> str:
    """What waited for the endpoint to be back is due at once."""
    at = instant(now)
    store.write(_END, [("delivered", one.failures, None, at, None, None, one.alert, one.channel)])
    if before.outcomes and not before.outcomes[-1][1]:
        store.write(_RELEASE, [(at, one.channel)])
    _remember(store, one.channel, outcomes, last_success=at, pauses=0, next_at=None)
    return "delivered"


def _failure(
    store: RecordStore,
    one: Delivery,
    answer: Answer,
    before: ChannelState,
    outcomes: tuple[tuple[int, bool], ...],
    now: datetime,
) -> str:
    at, failures = instant(now), one.failures + 1
    fault = blame(answer, one.alert, before.outcomes)
    state = "set_aside" if failures >= LIMIT else "failed"
    next_at = _after(now, delay(failures, fault, answer.retry_after))
    final = state == "set_aside" and fault == "message"
    row = (state, failures, None if final else next_at, None, fault, answer.said)
    store.write(_END, [(*row, one.alert, one.channel)])
    pauses, rest = _rest(answer, fault, before, outcomes)
    until = {"pauses": pauses, "next_at": _after(now, rest)} if rest else {}
    _remember(store, one.channel, outcomes, last_failure=at, error=answer.said, **until)
    return state


def _rest(
    answer: Answer,
    fault: Fault,
    before: ChannelState,
    outcomes: tuple[tuple[int, bool], ...],
) -> tuple[int, float]:
    """How often in a row the channel is left alone, and for how many seconds now."""
    if answer.status in (429, 503) and answer.retry_after:
        return before.pauses, delay(1, "endpoint", answer.retry_after)
    if fault == "endpoint" and (before.pauses or failing_alike(outcomes)):
        return before.pauses + 1, pause(before.pauses)
    return before.pauses, 0.0


def set_aside_deadly(store: RecordStore, one: Delivery) -> bool:
    """Sets a message aside at which the process died again and again; whether it was one."""
    if one.attempts - one.failures < DEATHS:
        return False
    said = f"the process ended during {one.attempts - one.failures} tries"
    row = ("set_aside", one.failures, None, None, "message", said, one.alert, one.channel)
    with store.transaction():
        store.write(_END, [row])
    return True


def channel_state(store: RecordStore, name: str) -> ChannelState:
    """What is remembered of a channel."""
    for row in store.rows("SELECT * FROM channels WHERE name = ?", (name,)):
        posts = tuple(float(one) for one in json.loads(row.pop("posts")))
        outcomes = tuple((int(alert), bool(ok)) for alert, ok in json.loads(row.pop("outcomes")))
        return ChannelState(posts=posts, outcomes=outcomes, **row)
    return ChannelState(name)


def _remember(
    store: RecordStore, name: str, outcomes: tuple[tuple[int, bool], ...], **rest: Any
) -> None:
    told = json.dumps([[alert, int(ok)] for alert, ok in outcomes])
    store.upsert("channels", [{"name": name, "outcomes": told, **rest}])


def _after(now: datetime, seconds: float) -> str:
    return instant(now + timedelta(seconds=seconds))


def _delivery(row: Row) -> Delivery:
    facts = {name: row.pop(name) for name in ("alert", "channel", "attempts", "failures")}
    return Delivery(row=row, **facts)
