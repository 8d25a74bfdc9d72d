"""How long to wait and whom to blame: pure functions of what was seen."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pipelines.delivery.answers import Answer, Fault
from pipelines.delivery.endpoints import Rate

LIMIT: Final = 8
"""Failures after which a message is set aside."""
DEATHS: Final = 24
"""Tries that ended neither well nor badly, for the process died: then it is set aside as well."""
REMEMBERED: Final = 24
"""Outcomes that are kept of a channel."""
IN_A_ROW: Final = 5
"""Messages that fail one after the other before the channel is left alone for a while."""
UNRELIABLE: Final = 0.2
"""Share of other messages that fail, from which on no message is blamed for failing."""
LONGEST_ASKED: Final = 3600.0
"""Seconds that an endpoint may have us wait by Retry-After."""
_MARGIN: Final = 1.01
"""Posts do not all take the same time to arrive."""
_FIRST: Final = 5.0
_LONGEST: Final[dict[Fault, float]] = {"endpoint": 240.0, "message": 21_600.0}
"""An endpoint that is back is noticed within four minutes; a message alone may wait for hours."""
_GROWTH: Final[dict[Fault, float]] = {"endpoint": 2.0, "message": 3.0}
_HOPELESS: Final = 40
"""Failures of an endpoint after which it is asked once an hour."""


@dataclass(frozen=True, slots=True)
class ChannelState:
    """What is remembered of one channel between two processes."""

    name: str
    posts: tuple[float, ...] = ()
    """Instants of the posts that the rate still counts."""
    outcomes: tuple[tuple[int, bool], ...] = ()
    """The last tries: number of the alert, delivered or not."""
    pauses: int = 0
    next_at: str | None = None
    last_success: str | None = None
    last_failure: str | None = None
    error: str | None = field(default=None, repr=False)


def blame(answer: Answer, alert: int, outcomes: Sequence[tuple[int, bool]]) -> Fault:
    """What a failure is owed to; where the answer is silent, other messages' luck tells."""
    if answer.fault is not None:
        return answer.fault
    last = {other: ok for other, ok in outcomes if other != alert}
    if not last or not any(last.values()):
        return "endpoint"
    failing = sum(not ok for ok in last.values()) / len(last)
    return "endpoint" if failing >= UNRELIABLE else "message"


def delay(failures: int, fault: Fault, asked: float | None) -> float:
    """Seconds until a message that failed so often is tried again, a fifth of it by chance."""
    if fault == "endpoint" and failures > _HOPELESS:
        wait = 3600.0
    else:
        wait = min(_FIRST * _GROWTH[fault] ** min(failures - 1, 20), _LONGEST[fault])
    return max(wait * random.uniform(0.8, 1.0), min(asked or 0.0, LONGEST_ASKED))


def failing_alike(outcomes: Sequence[tuple[int, bool]]) -> bool:
    """Whether the last tries failed, each of another message."""
    last = outcomes[-IN_A_ROW:]
    return len({alert for alert, ok in last if not ok}) == IN_A_ROW


def pause(pauses: int) -> float:
    """Seconds for which a channel that fails all messages is left alone, longer each time."""
    return min(5.0 * 2.0 ** min(pauses, 10), 60.0) * random.uniform(0.8, 1.0)


def room(rate: Rate | None, posts: Sequence[float], now: float) -> float:
    """Seconds until one more post is within the rate; 0 where it is now."""
    if rate is None or len(posts) < rate.number:
        return 0.0
    return max(0.0, sorted(posts)[-rate.number] + rate.seconds * _MARGIN - now)


def counted(rate: Rate | None, posts: Sequence[float], now: float) -> tuple[float, ...]:
    """The posts that the rate counts, the one of now among them.

    A clock that was put back leaves posts of the future; they count as of now.
    """
    if rate is None:
        return ()
    kept = [min(post, now) for post in posts if post > now - rate.seconds * _MARGIN]
    return tuple([*kept, now][-rate.number :])
