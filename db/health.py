"""The runs of one outlet in, its state out: ok, broken, stale or off, since when and why."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Any, Final, Literal

from db.store import Row

State = Literal["ok", "broken", "stale", "off"]
RUNS_LOOKED_AT: Final = 500
"""Runs of an outlet from which its habits are read."""
_OURS: Final = frozenset({"killed", "stopped"})
"""Codes of what ended a run and says nothing of the outlet."""
_FEW: Final = 5
"""Arrivals of news after which an outlet's own habits count more than what it declares."""
_UNDECLARED: Final = timedelta(days=14)
"""How long an outlet may be silent of which neither habits nor a number of articles are known."""
_DAYS_KNOWN: Final = timedelta(days=14)
_ENOUGH: Final = 3
"""Articles that tell what an outlet's pages lack; a run may bring fewer."""
_LACKS: Final = "lacks/"
"""What the counters of what articles lack begin with."""
_LEAST: Final = timedelta(days=1)
"""No outlet is told silent within a day, whatever its habits: nights are quiet."""


@dataclass(frozen=True, slots=True)
class Health:
    """How an outlet is; instants in UTC, as text."""

    state: State
    since: str | None = None
    """When the state began; for ``stale`` when the silence became longer than usual."""
    why: str | None = None
    """One line of words, None where all is well."""
    reasons: tuple[dict[str, Any], ...] = ()
    """The same with codes."""
    last_run: str | None = None
    last_success: str | None = None
    last_new: str | None = None
    """The last run that brought something new."""
    counters: dict[str, int] | None = None
    """Of the last run."""


@dataclass(frozen=True)
class Look:
    """One run that looked at the outlet's entry points."""

    row: Row

    @cached_property
    def at(self) -> datetime:
        """When it began."""
        return instant(self.row["started_at"])

    @property
    def worked(self) -> bool:
        """Whether anything of use came of it."""
        return self.row["outcome"] in ("ok", "partial")

    @cached_property
    def counters(self) -> dict[str, int]:
        """What it counted."""
        return dict(json.loads(self.row["counters"] or "{}"))

    @cached_property
    def reasons(self) -> tuple[dict[str, Any], ...]:
        """What a person must look at."""
        return tuple(json.loads(self.row["reasons"] or "[]"))

    @property
    def new(self) -> int:
        """How many new articles and files it brought."""
        return sum(self.counters.get(name, 0) for name in ("new", "changed", "document/new"))

    @property
    def counts(self) -> bool:
        """Whether it tells of the outlet: not one for single pages, nor one that was ended."""
        ended = any(reason["code"] in _OURS for reason in self.reasons)
        return not ended and not self.counters.get("asked") and not self.counters.get("killed")


def state_of(outlet: Row, runs: Sequence[Row], now: datetime) -> Health:
    """The state of an outlet (name, every, enabled, listings) by its runs, the newest last."""
    looks = [look for look in map(Look, runs) if look.counts]
    worked = [look for look in looks if look.worked]
    news = [look for look in worked if look.new]
    state, since, reasons = _judged(outlet, looks, worked, news, now)
    return Health(
        state,
        since,
        "; ".join(str(reason["text"]) for reason in reasons) or None,
        reasons,
        looks[-1].row["started_at"] if looks else None,
        worked[-1].row["finished_at"] if worked else None,
        news[-1].row["finished_at"] if news else None,
        looks[-1].counters if looks else {},
    )


def patience(outlet: Row, looks: Sequence[Look]) -> timedelta:
    """How long an outlet may be silent: twice its longest silence so far, a day at least.

    While little is known of it also what its declared number of articles a day lets expect.
    """
    silences = list(_silences(looks))
    own = max(2 * max(silences, default=timedelta()), _LEAST)
    known = looks[-1].at - looks[0].at if looks else timedelta()
    if len(silences) >= _FEW and known >= _DAYS_KNOWN:
        return own
    return max(own, declared_patience(outlet["listings"]))


def declared_patience(listings: float | None) -> timedelta:
    """How long an outlet with so many articles a day may be silent: the time of ten of them, but
    a weekend at least.
    """
    return max(timedelta(days=3), timedelta(days=10 / listings)) if listings else _UNDECLARED


def instant(text: str) -> datetime:
    """An instant as the store writes it."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def written(moment: datetime) -> str:
    """The text of an instant in the store."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Judged = tuple[State, str | None, tuple[dict[str, Any], ...]]


def _judged(
    outlet: Row, looks: list[Look], worked: list[Look], news: list[Look], now: datetime
) -> Judged:
    if not outlet["enabled"]:
        return "off", None, ()
    if not looks:
        return "stale", None, (_reason("never_crawled", 0, "it was never crawled"),)
    if not looks[-1].worked:
        first = _first_of_last(looks, worked=False)
        return "broken", first.row["started_at"], _reasons_of(looks[-1])
    if lacking := _lacking(looks):
        return lacking
    return _silent(outlet, looks, news, worked[-1], now)


def _lacking(looks: list[Look]) -> Judged | None:
    """Whether the last articles lack what every article has, however few a run brought."""
    reading = [look for look in looks if look.counters.get("page/read")]
    some: list[Look] = []
    while reading and sum(look.counters["page/read"] for look in some) < _ENOUGH:
        some.insert(0, reading.pop())
    read = sum(look.counters["page/read"] for look in some)
    if read < _ENOUGH:
        return None
    for name in (name for name in some[-1].counters if name.startswith(_LACKS)):
        number = sum(look.counters.get(name, 0) for look in some)
        if number >= read * 2 / 3:
            code = name.removeprefix(_LACKS)
            text = f"{number} of the last {read} articles: {code.replace('_', ' ')}"
            return "broken", some[0].row["started_at"], (_reason(code, number, text),)
    return None


def _silent(outlet: Row, looks: list[Look], news: list[Look], last: Look, now: datetime) -> Judged:
    """Whether the silence since the last news is longer than usual."""
    usual = patience(outlet, looks)
    unseen, quiet = now - last.at, now - (news[-1] if news else looks[0]).at
    if unseen > usual:
        text = f"no crawl since {last.row['started_at']}"
        return "stale", written(last.at + usual), (_reason("not_crawled", unseen.days, text),)
    if quiet > usual:
        began = news[-1].row["started_at"] if news else "the first crawl"
        text = f"nothing new since {began}; up to {_days(usual)} are usual"
        since = (news[-1] if news else looks[0]).at + usual
        return "stale", written(since), (_reason("no_new", quiet.days, text),)
    return "ok", _first_of_last(looks, worked=True).row["started_at"], ()


def _silences(looks: Sequence[Look]) -> Iterator[timedelta]:
    """How long the outlet was seen to be silent before each arrival of news.

    The time that nobody looked is no silence of the outlet's.
    """
    steps = [(after.at - before.at).total_seconds() for before, after in pairwise(looks)]
    step = timedelta(seconds=median(steps) if steps else 0)
    began: datetime | None = None
    last: datetime | None = None
    for look in looks:
        if not look.worked:
            continue
        if look.new:
            if began is not None:
                yield (last or began) - began + step
            began, last = look.at, None
        else:
            last = look.at


def _first_of_last(looks: Sequence[Look], *, worked: bool) -> Look:
    """The first of the last looks that went alike."""
    first = looks[-1]
    for look in reversed(looks):
        if look.worked is not worked:
            break
        first = look
    return first


def _reasons_of(look: Look) -> tuple[dict[str, Any], ...]:
    return look.reasons or (_reason("failed", 1, "the last crawl failed"),)


def _reason(code: str, number: int, text: str) -> dict[str, Any]:
    return {"code": code, "number": number, "text": text}


def _days(span: timedelta) -> str:
    days = span / timedelta(days=1)
    return f"{days:.0f} days" if days >= 2 else f"{span / timedelta(hours=1):.0f} hours"
