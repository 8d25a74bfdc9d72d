"""Named services and the entries near them in, the entries that are found one by one out."""

from collections import defaultdict
from collections.abc import Sequence

from pipelines.merge import BatchRecord, single_company
from pipelines.official.candidates import Candidate, Judged
from pipelines.official.listed import Entry
from pipelines.official.name_keys import FIRM_HIT, SERVICE_HIT, Hits
from pipelines.official.resemblance import (
    SPELT,
    Likeness,
    likeness,
    may_be_one,
)
from pipelines.official.times import Time

SOON = 14
"""Days within which a firm's only entry is the one that a report tells of."""
Fit = tuple[Entry, Likeness]


def is_single(batch: BatchRecord) -> bool:
    """Does it tell of one service approved?"""
    return single_company([claim for claim in batch.claims if claim.opens]) is not None


def single(batch: BatchRecord, time: Time, entries: Sequence[Entry], found: Hits) -> Judged | None:
    """The one entry of the service, else the firm's only one of the days near the report."""
    fits: dict[int, list[Fit]] = defaultdict(list)
    for entry in entries:
        for place in found.get(entry.key, ()):
            like = likeness(batch.registrations[place], entry)
            near = time.known and time.gap(entry.date or "") <= SOON
            if _is_service(like):
                fits[SERVICE_HIT].append((entry, like))
            elif like.firm and near and may_be_one(batch.registrations[place], entry):
                fits[FIRM_HIT].append((entry, like))
    points = max(fits, default=0)
    if not fits or (points == FIRM_HIT and len(fits[points]) > 1):
        return None
    return _judged([_best(fits[points], time)], time)


def each(batch: BatchRecord, time: Time, entries: Sequence[Entry], found: Hits) -> Judged | None:
    """The entries of services that are named without any number, where most of them have one.

    Papers gather approvals of several days under one headline.
    """
    if batch.services or batch.companies or not time.known:
        return None
    fits: dict[int, list[Fit]] = defaultdict(list)
    for entry in entries:
        for place in found.get(entry.key, ()):
            like = likeness(batch.registrations[place], entry)
            if _is_service(like):
                fits[place].append((entry, like))
    best = [_best(fits[place], time) for place in sorted(fits)]
    whole = {entry.key: (entry, like) for entry, like in best}
    if not whole or 2 * len(best) <= len(batch.registrations):
        return None
    return _judged(sorted(whole.values(), key=lambda f: (f[0].date or "", f[0].number)), time)


def _is_service(like: Likeness) -> bool:
    return like.service >= SPELT and not like.others_firm


def _best(fits: Sequence[Fit], time: Time) -> Fit:
    return min(fits, key=lambda f: (-f[1].points, time.gap(f[0].date or ""), f[0].number))


def _judged(fits: Sequence[Fit], time: Time) -> Judged:
    last = max(entry.date or "" for entry, _ in fits)
    entries = tuple(entry for entry, _ in fits)
    told = (*fits[0][1].reasons, f"{time.gap(last)} days apart")
    reasons = told if len(fits) == 1 else (f"{len(fits)} services found one by one",)
    one = Candidate("entry", entries[0].number, entries[0].scheme, entries, last)
    return Judged(one, sum(like.points for _, like in fits), reasons)
