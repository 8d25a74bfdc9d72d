"""Candidates in, the one out that a batch is about, with the points and reasons that say so."""

from collections import defaultdict
from collections.abc import Sequence

from extract.extraction import Quantity
from pipelines.merge import BatchRecord
from pipelines.official.candidates import Candidate, Judged, candidates, window
from pipelines.official.matching import MANY
from pipelines.official.name_keys import SERVICE_HIT, Hits, hits
from pipelines.official.register import Register
from pipelines.official.singles import each, is_single, single
from pipelines.official.times import Time, time_of
from pipelines.reconcile import agrees

LEAST = 7
"""Points from which a batch is taken to be about some entries."""
CERTAIN = 12
FEW = 5
NEARLY = 0.05
"""By how much the entries of a list's whole time may differ from the stated number."""


def judge(batch: BatchRecord, register: Register) -> Judged | None:
    """The best candidate where enough speaks for it; of equals the nearest, then by name."""
    time = time_of(batch)
    if not time.known and not batch.registrations:
        return None
    entries = window(batch, register, time)
    found = hits(batch.registrations, entries)
    if is_single(batch):
        return single(batch, time, entries, found)
    judged = []
    for one in candidates(batch, register, time, entries):
        there = found if one.kind in ("day", "run") else hits(batch.registrations, one.entries)
        judged.append(_weigh(batch, register, time, one, there))
    judged.sort(key=lambda j: (-j.score, time.gap(j.candidate.day), j.candidate.name))
    if not judged or judged[0].score < LEAST:
        return each(batch, time, entries, found)
    return judged[0] if time.known or _stands_out(judged) else None


def _stands_out(judged: Sequence[Judged]) -> bool:
    """Is the best of undated candidates better than all that have none of its entries?"""
    keys = {entry.key for entry in judged[0].candidate.entries}
    others = (j for j in judged[1:] if keys.isdisjoint(e.key for e in j.candidate.entries))
    return all(other.score < judged[0].score - 2 for other in others)


def _weigh(
    batch: BatchRecord, register: Register, time: Time, one: Candidate, found: Hits
) -> Judged:
    certain = _certain(batch, one)
    parts = [
        *certain,
        *_numbers(batch, one),
        *_total(batch, register, one),
        *_new(batch, one),
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
    counted = one.counted(batch.services)
    companies = len({entry.company for entry in counted})
    for stated, number, what in (
        (batch.services, len(counted), "services"),
        (batch.companies, companies, "companies"),
    ):
        if stated is None:
            continue
        said = f"{number} {what} in the register"
        if agrees(stated, number):
            found.append((_equal(stated) - (what == "companies"), said))
        else:
            points = _unequal(stated, number, one) if what == "services" else -1
            found.append((points, f"{said}, {stated.value} stated"))
    return found


def _equal(stated: Quantity) -> int:
    """What an equal number tells: little where it is small or not exact."""
    if stated.qualifier != "exact":
        return 1
    return 2 if stated.value < FEW else 4 if stated.value < 2 * FEW else 5


def _unequal(stated: Quantity, number: int, one: Candidate) -> int:
    """Entries may be missing; more of them than are stated rather are another batch's.

    The entries of a year are hardly ever as many as are stated to the unit.
    """
    share = number / stated.value if stated.value else 0
    if one.kind == "period" and abs(1 - share) <= NEARLY:
        return 1
    return -2 if 0.5 <= share < 1 else -3 if 1 <= share <= 1.5 else -4


def _total(batch: BatchRecord, register: Register, one: Candidate) -> Parts:
    """The running total that is stated, to the unit, beside that of the register."""
    stated = batch.cumulative
    if stated is None or stated.qualifier != "exact" or stated.value < 2 * FEW:
        return []
    if one.lists:
        last = one.lists[0]
        reached = {last.stated_cumulative, last.last, sum(n for _, n in register.listed_by(last))}
    else:
        count = register.up_to(one.scheme, one.day, batch.province)
        reached = {sum(n for _, n in count)}
    return [(5, f"{stated.value} so far in both")] if stated.value in reached else []


def _new(batch: BatchRecord, one: Candidate) -> Parts:
    """The number that is stated with the list itself, however many of its entries are known."""
    number = one.lists[0].stated_new if one.lists else None
    exact = batch.services if batch.services and batch.services.qualifier == "exact" else None
    if number is None or number < FEW or exact is None or exact.value != number:
        return []
    return [(3, f"{number} stated with the list too")]


def _names(batch: BatchRecord, one: Candidate, found: Hits) -> Parts:
    """The named services that are among the entries, and those that are not."""
    best: dict[int, int] = defaultdict(int)
    for entry in one.entries:
        for place, points in found.get(entry.key, {}).items():
            best[place] = max(best[place], points)
    named = len(batch.registrations)
    if best:
        said = f"{len(best)} of {named} named services among them"
        few = len(one.entries) <= MANY
        points = min(1 + (SERVICE_HIT * len(best) if few else sum(best.values())), 10)
        least = named / 4 if batch.services else max(named / 2, 2)
        points -= 3 if len(best) < least else 0
        return [(points, said)]
    return [(-3 if named == 1 else -5, "no named service among them")] if named else []


def _near(batch: BatchRecord, time: Time, one: Candidate) -> Parts:
    gap = time.gap(one.day)
    found: Parts = [(_nearness(one, gap), f"{gap} days apart")] if time.known else []
    if batch.province and not one.lists:
        found.append((1, f"both of {batch.province}"))
    if one.partly:
        found.append((-1, "one province of several"))
    if one.lists and _told_as_list(batch):
        found.append((3, "told of as a list"))
    return found


def _nearness(one: Candidate, gap: int) -> int:
    """Of a list the day is that of its publication."""
    if one.kind in ("period", "year"):
        return 2
    steps = ((1, 4), (10, 2)) if one.lists else ((0, 4), (3, 3), (14, 2), (45, 1), (90, 0))
    points = next((points for days, points in steps if gap <= days), 0 if one.lists else -2)
    return points - (2 if one.kind == "run" else 0)


def _told_as_list(batch: BatchRecord) -> bool:
    return any(claim.kind == "list" for claim in batch.claims if claim.opens)


def _ordinal(batch: BatchRecord, one: Candidate) -> Parts:
    """Numbers of lists are official for algorithms; of generative AI papers count by themselves."""
    number = one.name.rpartition("/batch-")[2]
    if not one.lists or batch.ordinal is None or not number.isdecimal():
        return []
    same = int(number) == batch.ordinal
    return [(6, f"both list {number}") if same else (-8, f"list {number}, not {batch.ordinal}")]
