"""Alerts of the outbox in, messages out through the channels: at least once, each try recorded."""

import fcntl
import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from db.store import RecordStore, Row
from pipelines.channels import AlertConfig, Channel
from pipelines.delivery.book import due
from pipelines.delivery.parcel import Parcel
from pipelines.delivery.round import Clock, Round, Try
from pipelines.messages import render, webhook_body

LOCK_NAME: Final = "deliver.lock"
LOCK_SECONDS: Final = 5.0
"""Who delivers looks for new alerts before it ends; a second one need not wait longer than this."""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What one call of ``deliver`` did."""

    tries: tuple[Try, ...] = ()
    busy: bool = False
    """True where another process delivers; it takes up what is due."""
    waiting: int = 0
    """Deliveries of the configured channels that are not delivered yet."""

    @property
    def states(self) -> Counter[str]:
        """How many tries ended in which state: ``delivered``, ``failed``, ``set_aside``."""
        return Counter(one.state for one in self.tries)

    @property
    def failed(self) -> tuple[Try, ...]:
        """Tries that delivered nothing."""
        return tuple(one for one in self.tries if one.state != "delivered")


def deliver(
    store_path: Path,
    config: AlertConfig,
    *,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    stop: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], None] = time.sleep,
    everything: bool = False,
    to_stdout: bool = True,
) -> DeliveryReport:
    """Try every delivery that is due, once; it returns when all of them were tried.

    A channel's rate is waited for. A channel whose endpoint fails one message after the other is
    left alone for a while. ``everything`` tries all that is undelivered, due or not, what was set
    aside too. Without ``to_stdout`` what goes to stdout waits. ``now``, ``sleep`` and ``stop`` are
    the clock. Only one process delivers at a time.
    """
    channels = [one for one in config.channels if to_stdout or one.endpoint.type != "stdout"]
    if not channels or not store_path.exists():
        return DeliveryReport()
    # A store that is opened for writing is read whole: not at every look of a watch.
    with RecordStore.open_read_only(store_path) as store:
        names = [channel.name for channel in channels]
        if not due(store, names, now(), all_of_them=everything):
            return DeliveryReport(waiting=undelivered(store, channels))
    with delivering(store_path) as mine:
        if not mine:
            return DeliveryReport(busy=True)
        with RecordStore.open(store_path, create=False) as store:
            work = Round(store, channels, parcel, Clock(now, sleep, stop), everything=everything)
            work.run()
            return DeliveryReport(tuple(work.tries), waiting=undelivered(store, channels))


def parcel(row: Row, channel: Channel) -> Parcel:
    """An alert's row in the channel's language."""
    message = render(row["kind"], json.loads(row["payload"]), channel.language)
    return Parcel(
        key=row["key"],
        body=webhook_body(row, channel.language),
        title=message.title,
        short=message.short,
        text=message.text.removeprefix(message.title).strip(),
    )


def undelivered(store: RecordStore, channels: list[Channel]) -> int:
    """How many deliveries these channels wait for."""
    sql = "SELECT count(*) AS n FROM deliveries WHERE state <> 'delivered' AND channel IN (?)"
    return sum(row["n"] for row in store.rows_for(sql, [channel.name for channel in channels]))


@contextmanager
def delivering(store_path: Path, seconds: float | None = None) -> Iterator[bool]:
    """Holds the lock of the one deliverer; False where another process has it for ``seconds``.

    The system frees it when the process ends, however it ends.
    """
    handle = os.open(store_path.with_name(LOCK_NAME), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        wait = LOCK_SECONDS if seconds is None else seconds
        yield _locked(handle, time.monotonic() + wait)
    finally:
        os.close(handle)


def _locked(handle: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.1)
        else:
            return True
