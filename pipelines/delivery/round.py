"""One round of deliveries: all channels at once, each one message at a time, every due one once.

Only the round's own thread touches the record store, and never while a transaction is open does
anything go over the network: a try is written down, sent, and its end is written down.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Final

from db.errors import StoreLocked
from db.store import RecordStore, Row
from pipelines.channels import Channel
from pipelines.delivery import book
from pipelines.delivery.answers import Answer
from pipelines.delivery.book import Delivery, State
from pipelines.delivery.packing import take
from pipelines.delivery.parcel import Parcel
from pipelines.delivery.patience import counted, room
from pipelines.delivery.sending import SECONDS, Sender, send, start

Prepare = Callable[[Row, Channel], Parcel]
_PATIENCE: Final = 5
"""Times that the record store's own ten seconds are waited for a writer."""
_logger = logging.getLogger(__name__)
_LOOK: Final = timedelta(seconds=2)
"""Between two looks for what became due while a channel's rate is waited for."""
_TICK: Final = 0.05
"""Seconds between two looks at what came back and whether to stop."""


@dataclass(frozen=True, slots=True)
class Try:
    """One try of this round and the state that the delivery has now."""

    channel: str
    key: str
    state: State
    said: str


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time comes from, and how it passes."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    stop: Callable[[], bool] = lambda: False


@dataclass(slots=True)
class Lane:
    """A channel's part of the round."""

    channel: Channel
    waiting: deque[Delivery] = field(default_factory=deque)
    current: list[Delivery] = field(default_factory=list)
    """What is being sent, more than one where several are told in one message."""
    since: float = 0.0
    """Monotonic seconds at which the current try began."""
    number: int = 0
    """Of the current try: an answer to one that was given up is not taken for the next one's."""
    free_at: float = 0.0
    """Instant from which the rate allows one more."""


class Round:
    """Tries what is due of some channels, once each."""

    def __init__(
        self,
        store: RecordStore,
        channels: Iterable[Channel],
        prepare: Prepare,
        clock: Clock,
        *,
        everything: bool = False,
        sender: Sender = send,
    ) -> None:
        self.store = store
        self.lanes = {channel.name: Lane(channel) for channel in channels}
        self.prepare = prepare
        self.clock = clock
        self.everything = everything
        self.sender = sender
        self.tries: list[Try] = []
        self._known: set[tuple[int, str]] = set()
        self._looked = datetime.min.replace(tzinfo=UTC)
        self._answers: SimpleQueue[tuple[str, int, Answer]] = SimpleQueue()

    def run(self) -> None:
        """Until nothing is due that was not tried, or the clock says stop."""
        while True:
            stopping = self.clock.stop()
            if not stopping:
                if self.clock.now() - self._looked >= _LOOK:
                    self._refill()
                for lane in self.lanes.values():
                    self._begin(lane)
            if any(lane.current for lane in self.lanes.values()):
                self._hear()
            elif stopping:
                return
            elif waits := [lane.free_at for lane in self.lanes.values() if lane.waiting]:
                left = min(waits) - self.clock.now().timestamp()
                self.clock.sleep(min(max(left, _TICK), 0.5))
            elif not self._refill():
                return

    def _refill(self) -> bool:
        """Takes up what has become due; whether there is any."""
        now = self._looked = self.clock.now()
        for one in book.due(self.store, self.lanes, now, all_of_them=self.everything):
            if (one.alert, one.channel) not in self._known:
                self._known.add((one.alert, one.channel))
                self.lanes[one.channel].waiting.append(one)
        return any(lane.waiting for lane in self.lanes.values())

    def _begin(self, lane: Lane) -> None:
        """Starts the lane's next try where it has one, is idle and within its rate."""
        now = self.clock.now()
        if lane.current or not lane.waiting or now.timestamp() < lane.free_at:
            return
        if not self.everything and book.set_aside_deadly(self.store, lane.waiting[0]):
            lane.waiting.popleft()
            return
        state = book.channel_state(self.store, lane.channel.name)
        if not self.everything and state.next_at and state.next_at > book.instant(now):
            lane.waiting.clear()
            return
        wait = room(lane.channel.rate, state.posts, now.timestamp())
        lane.free_at = now.timestamp() + wait
        if wait:
            return
        posts = counted(lane.channel.rate, state.posts, now.timestamp())
        some, parcel = take(lane.waiting, lane.channel, self._worded)
        if book.begin(self.store, some, posts, now):
            lane.current, lane.since, lane.number = some, time.monotonic(), lane.number + 1
            self._send(lane, parcel)

    def _worded(self, one: Delivery, channel: Channel) -> Parcel | None:
        try:
            return self.prepare(one.row, channel)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            _logger.debug("alert %s cannot be put into words", one.alert, exc_info=True)
            return None

    def _send(self, lane: Lane, parcel: Parcel | None) -> None:
        if parcel is None:
            self._end(lane, Answer(False, "cannot be put into words", fault="message"))
            return
        name, number = lane.channel.name, lane.number
        start(
            lane.channel,
            parcel,
            lambda answer: self._answers.put((name, number, answer)),
            self.sender,
        )

    def _hear(self) -> None:
        """Takes one answer, or gives up what has lasted too long."""
        try:
            name, number, answer = self._answers.get(timeout=_TICK)
        except Empty:
            for lane in self.lanes.values():
                if lane.current and time.monotonic() - lane.since > SECONDS:
                    self._end(lane, Answer(False, f"no end within {SECONDS:.0f} s"))
            return
        lane = self.lanes[name]
        if lane.current and lane.number == number:
            self._end(lane, answer)

    def _end(self, lane: Lane, answer: Answer) -> None:
        some, lane.current = lane.current, []
        for one, state in zip(some, self._write_down(some, answer), strict=True):
            self.tries.append(Try(one.channel, one.row["key"], state, answer.said))

    def _write_down(self, some: list[Delivery], answer: Answer) -> list[State]:
        """Keeps at it while another process writes: what was sent and not noted is sent again."""
        for _ in range(_PATIENCE):
            try:
                return book.end(self.store, some, answer, self.clock.now())
            except StoreLocked:
                continue
        return book.end(self.store, some, answer, self.clock.now())
