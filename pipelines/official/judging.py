"""Candidates in, the one out that a batch is about, with the points and reasons that say so."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.extraction import Quantity
from pipelines.merge import BatchRecord, single_company
from pipelines.official.candidates import Candidate, Time, candidates, time_of, window
from pipelines.official.register import Entry, Register
from pipelines.official.resemblance import entry_keys, named_keys
from pipelines.reconcile import agrees

LEAST = 7
"""Points from which a batch is taken to be about some entries."""
CERTAIN = 12
FEW = 5
Key = tuple[str, str]
Hits = Mapping[Key, Mapping[int, int]]
"""Entry to the services of the batch that it may be by its name: their place, and points."""
_SERVICE, _FIRM = 3, 2


@dataclass(frozen=True, slots=True)
class Judged:
    """The entries that a batch is about, and why."""

    candidate: Candidate
    score: int
    reasons: tuple[str, ...]
    certain: bool = False
    """Is the candidate the batch by its page?"""


def judge(batch: BatchRecord, register: Register) -> Judged | None:
    """The best candidate where enough speaks for it; of equals the nearest, then by name."""
    time = time_of(batch)
    entries = window(batch, register, time)
    found = hits(batch, entries)
    if _is_single(batch):
        return _single(batch, time, entries, found)
    judged = []
    for one in candidates(batch, register, time, entries):
        there = found if one.kind in ("day", "run") else hits(batch, one.entries)
        judged.append(_weigh(batch, register, time, one, there))
    best = min(
        judged, key=lambda j: (-j.score, time.gap(j.candidate.day), j.candidate.name), default=None
    )
    return best if best and best.score >= LEAST else None


def hits(batch: BatchRecord, entries: Sequence[Entry]) -> Hits:
    """Which entries share a name with which named services."""
    wanted: dict[tuple[int, str], set[int]] = defaultdict(set)
    for place, registered in enumerate(batch.registrations):
        for part, keys in enumerate(named_keys(registered)):
            for key in keys:
                wanted[part, key].add(place)
    found: dict[Key, dict[int, int]] = defaultdict(dict)
    if not wanted:
        return found
    for entry in entries:
        for part, keys in enumerate(entry_keys(entry)):
            for key in keys:
                for place in wanted.get((part, key), ()):
                    points = _FIRM if part else _SERVICE
                    found[entry.key][place] = max(points, found[entry.key].get(place, 0))
    return found


def _is_single(batch: BatchRecord) -> bool:
    return single_company([claim for claim in batch.claims if claim.opens]) is not None


def _single(batch: BatchRecord, time: Time, entries: Sequence[Entry], found: Hits) -> Judged | None:
    """The one entry of the firm and the service, else the firm's only one of those days."""
    ranked = sorted(
        (entry for entry in entries if found.get(entry.key)),
        key=lambda e: (-max(found[e.key].values()), time.gap(e.date or ""), e.number),
    )
    if not ranked:
        return None
    best = ranked[0]
    points = max(found[best.key].values())
    same = [entry for entry in ranked if max(found[entry.key].values()) == points]
    if points == _FIRM and len(same) > 1:
        return None
    one = Candidate("entry", best.number, best.scheme, (best,), best.date or "")
    why = "the service's name" if points == _SERVICE else "the firm's only entry of those days"
    gap = time.gap(best.date or "")
    return Judged(one, 2 * points + 3, (f"{why} (+{2 * points})", f"{gap} days apart (+3)"))


def _weigh(
    batch: BatchRecord, register: Register, time: Time, one: Candidate, found: Hits
) -> Judged:
    certain = _certain(batch, one)
    parts = [
        *certain,
        *_numbers(batch, one),
        *_total(batch, register, one),
        *_names(batch, one, found),
        *_near(batch, time, one),
        *_ordinal(batch, one),
    ]
    reasons = tuple(f"{why} ({points:+d})" for points, why in parts)
    return Judged(one, sum(points for points, _ in parts), reasons, bool(certain))


Parts = list[tuple[int, str]]


def _certain(batch: BatchRecord, one: Candidate) -> Parts:
    docs = {claim.doc for claim in batch.claims if claim.opens}
    page = any(official.docs & docs for official in one.lists)
    return [(CERTAIN, "an article of the batch is the list's own page")] if page else []


def _numbers(batch: BatchRecord, one: Candidate) -> Parts:
    found: Parts = []
    companies = len({entry.company for entry in one.entries})
    for stated, number, what in (
        (batch.services, len(one.entries), "services"),
        (batch.companies, companies, "companies"),
    ):
        if stated is None:
            continue
        said = f"{number} {what} in the register"
        if agrees(stated, number):
            found.append((_equal(stated) - (what == "companies"), said))
        else:
            found.append((-4 if what == "services" else -1, f"{said}, {stated.value} stated"))
    return found


def _equal(stated: Quantity) -> int:
    """What an equal number tells: little where it is small or not exact."""
    if stated.qualifier != "exact":
        return 1
    return 2 if stated.value < FEW else 4 if stated.value < 2 * FEW else 5


def _total(batch: BatchRecord, register: Register, one: Candidate) -> Parts:
    """The running total that is stated, to the unit, beside that of the register."""
    stated = batch.cumulative
    if stated is None or stated.qualifier != "exact" or stated.value < 2 * FEW:
        return []
    if one.lists:
        reached = {
            one.lists[0].stated_cumulative,
            sum(n for _, n in register.listed_by(one.lists[0])),
        }
    else:
        count = register.up_to(one.scheme, one.day, batch.province)
        reached = {sum(n for _, n in count)}
    return [(5, f"{stated.value} so far in both")] if stated.value in reached else []


def _names(batch: BatchRecord, one: Candidate, found: Hits) -> Parts:
    """The named services that are among the entries, and those that are not."""
    best: dict[int, int] = defaultdict(int)
    for entry in one.entries:
        for place, points in found.get(entry.key, {}).items():
            best[place] = max(best[place], points)
    named = len(batch.registrations)
    if best:
        said = f"{len(best)} of {named} named services among them"
        points = min(1 + sum(best.values()), 10)
        points -= 3 if 4 * len(best) < named else 0
        points -= 3 if batch.services is None and named == 1 else 0
        return [(points, said)]
    return [(-3 if named == 1 else -5, "no named service among them")] if named else []


def _near(batch: BatchRecord, time: Time, one: Candidate) -> Parts:
    gap = time.gap(one.day)
    if one.lists:
        points = 4 if gap <= 1 else 2 if gap <= 10 else 0
    elif one.kind == "year":
        points = 2
    else:
        points = 3 if gap <= 3 else 2 if gap <= 14 else 1 if gap <= 45 else 0 if gap <= 90 else -2
    points -= 2 if one.kind == "run" else 0
    return [
        (points, f"{gap} days apart"),
        *([(-1, "one province of several")] if one.partly else []),
        *([(3, "told of as a list")] if one.lists and _told_as_list(batch) else []),
    ]


def _told_as_list(batch: BatchRecord) -> bool:
    return any(claim.kind == "list" for claim in batch.claims if claim.opens)


def _ordinal(batch: BatchRecord, one: Candidate) -> Parts:
    """Numbers of lists are official for algorithms; of generative AI papers count by themselves."""
    number = one.name.rpartition("/batch-")[2]
    if not one.lists or batch.ordinal is None or not number.isdecimal():
        return []
    same = int(number) == batch.ordinal
    return [(6, f"both list {number}") if same else (-8, f"list {number}, not {batch.ordinal}")]
