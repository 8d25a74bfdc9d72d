"""The book of deliveries: what is due, what was begun and how it ended, each in a transaction."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

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
    "SELECT d.alert, d.channel, d.attempts, d.failures, d.fault, a.* FROM deliveries AS d"
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
State = Literal["delivered", "failed", "set_aside"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One alert that one channel has not got yet."""

    alert: int
    channel: str
    attempts: int
    failures: int
    fault: Fault | None
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


def begin(
    store: RecordStore, some: Sequence[Delivery], posts: Sequence[float], now: datetime
) -> bool:
    """Writes down that a try of these begins, before anything is sent; False where all are done."""
    channel = some[0].channel
    with store.transaction():
        if not store.write(_BEGIN, [(instant(now), one.alert, channel) for one in some]):
            return False
        row = {"name": channel, "posts": json.dumps([round(post, 3) for post in posts])}
        store.upsert("channels", [row])
    return True


def end(store: RecordStore, some: Sequence[Delivery], answer: Answer, now: datetime) -> list[State]:
    """Writes down what came of one try of these and when the next one is; their new states."""
    channel = some[0].channel
    with store.transaction():
        before = channel_state(store, channel)
        outcomes = (*before.outcomes, (some[0].alert, answer.ok))[-REMEMBERED:]
        facts: dict[str, Any] = {
            "name": channel,
            "outcomes": json.dumps([[alert, int(ok)] for alert, ok in outcomes]),
        }
        if before.posts:
            # The rate counts from the end of a try: connecting may take longer than the post.
            posts = [*before.posts[:-1], round(now.timestamp(), 3)]
            facts["posts"] = json.dumps(posts)
        if answer.ok:
            facts |= {"last_success": instant(now), "pauses": 0, "next_at": None}
            states = _success(store, some, before, now)
        else:
            facts |= {"last_failure": instant(now), "error": answer.said}
            fault = blame(answer, some[0].alert, before.outcomes)
            pauses, rest = _rest(answer, fault, before, outcomes)
            facts |= {"pauses": pauses, "next_at": _after(now, rest)} if rest else {}
            states = [_failure(store, one, answer, fault, now) for one in some]
        store.upsert("channels", [facts])
    return states


def _success(
    store: RecordStore, some: Sequence[Delivery], before: ChannelState, now: datetime
) -> list[State]:
    """What waited for the endpoint to be back is due at once."""
    at = instant(now)
    store.write(
        _END,
        [("delivered", o.failures, None, at, None, None, o.alert, o.channel) for o in some],
    )
    if before.outcomes and not before.outcomes[-1][1]:
        store.write(_RELEASE, [(at, before.name)])
    return ["delivered"] * len(some)


def _failure(
    store: RecordStore, one: Delivery, answer: Answer, fault: Fault, now: datetime
) -> State:
    failures = one.failures + 1
    state: State = "set_aside" if failures >= LIMIT else "failed"
    next_at = _after(now, delay(failures, fault, answer.retry_after))
    final = state == "set_aside" and fault == "message"
    row = (state, failures, None if final else next_at, None, fault, answer.said)
    store.write(_END, [(*row, one.alert, one.channel)])
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


def _after(now: datetime, seconds: float) -> str:
    return instant(now + timedelta(seconds=seconds))


def _delivery(row: Row) -> Delivery:
    facts = {name: row.pop(name) for name in ("alert", "channel", "attempts", "failures", "fault")}
    return Delivery(row=row, **facts)
