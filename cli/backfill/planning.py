"""Files in, what reading them will take out, by a sample of one of them."""

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cli.backfill.errors import FetchFailed
from cli.backfill.fetching import at_hand, head_of
from cli.backfill.reading import Pages, warm
from cli.backfill.shard import Account
from cli.backfill.task import Choice, Source

SECONDS: Final = 6.0
"""Processor time of a sample."""
SAMPLE: Final = 8 << 20
"""Bytes of a file of the web that are fetched for it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do; numbers of bytes and seconds are estimates where sizes are not known."""

    files: int
    done: int
    bytes_known: int
    """Of the files that are to be read and whose size is known."""
    bytes: int | None
    seconds: float | None
    records_per_second: float | None
    """That one worker reads."""
    share_read: float | None
    """Share of the sample's records that pass the gate."""
    sampled: str | None
    no_sample: str | None = None
    """Why there is no estimate; None where there is one, or nothing to read."""


def plan(files: int, waiting: Sequence[Source], choice: Choice, workers: int) -> Plan:
    """Estimate the work; only a part of one file is read."""
    known = [one.size for one in waiting if one.size is not None]
    total = sum(known) if len(known) == len(waiting) else None
    if not waiting:
        return Plan(files, files, 0, 0, None, None, None, None)
    sample = _sampled(waiting[len(waiting) // 2], choice)
    if isinstance(sample, str):
        done = files - len(waiting)
        return Plan(files, done, sum(known), total, None, None, None, None, no_sample=sample)
    if total is None and sample.size:
        total = sum(known) + sample.size * (len(waiting) - len(known))
    seconds = total / sample.speed / workers if total is not None and sample.speed else None
    return Plan(
        files,
        files - len(waiting),
        sum(known),
        total,
        seconds,
        sample.records / sample.seconds,
        sample.passed / sample.records if sample.records else None,
        sample.place,
    )


@dataclass(frozen=True, slots=True)
class _Sample:
    place: str
    size: int | None
    seconds: float
    bytes: int
    records: int
    passed: int

    @property
    def speed(self) -> float:
        """Bytes a second."""
        return self.bytes / self.seconds


def _sampled(source: Source, choice: Choice) -> _Sample | str:
    """The sample, or why there is none."""
    try:
        if source.on_the_web:
            with head_of(source, SAMPLE) as (path, size):
                return _measured(path, source.place, size, choice)
        with at_hand(source) as path:
            return _measured(path, source.place, source.size, choice)
    except FetchFailed as error:
        return str(error)
    except OSError as error:
        return f"cannot read {source.place}: {error.strerror or error}"


def _measured(path: Path, place: str, size: int | None, choice: Choice) -> _Sample:
    warm()
    account, watch = Account(), _Watch()
    with suppress(_Enough):
        for _ in Pages(path.name, choice, account, watch).rows(path):
            pass
        watch.at = path.stat().st_size
    records = account.counters.get("scan/records", 0)
    passed = records - account.counters.get("scan/kept_out", 0)
    return _Sample(place, size, watch.seconds, watch.at, records, passed)


class _Enough(Exception):
    """The sample is large enough."""


class _Watch:
    """Stands in for the journal of a job: keeps nothing, ends the reading after a while."""

    deadly: frozenset[int] = frozenset()

    def __init__(self) -> None:
        self.at = 0
        self._began = time.process_time()

    @property
    def seconds(self) -> float:
        """Processor time since the beginning."""
        return max(time.process_time() - self._began, 1e-3)

    def reach(self, at: int, records: int, relevant: int) -> None:
        """Raise when it is enough."""
        self.at = at
        if self.seconds > SECONDS:
            raise _Enough

    def take(self, at: int) -> None:
        """Nothing is kept."""

    def release(self) -> None:
        """Nothing is kept."""
