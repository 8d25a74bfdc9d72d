"""What claims state in, the value that most voices state out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeVar

from extract.extraction import Quantity
from pipelines.resolve import Claim

Part = Literal["services", "companies", "cumulative"]
Value = TypeVar("Value")


def voices_of(claims: Iterable[Claim]) -> dict[tuple[int, int], str]:
    """Who speaks in each claim: the outlet of its story, whoever prints a copy of it."""
    return {claim.order: claim.voice for claim in claims}


def place(
    claims: Sequence[Claim], voices: Mapping[tuple[int, int], str]
) -> tuple[str | None, str | None] | None:
    """Level and province as most voices give them together; None where nobody does."""
    stated = (
        ((c.level or "province", c.province) if c.level or c.province else None, c) for c in claims
    )
    return ballot(stated, voices)


def ballot(
    stated: Iterable[tuple[Value | None, Claim]], voices: Mapping[tuple[int, int], str]
) -> Value | None:
    """The value that most voices state; of equals the one published first."""
    heard: dict[Value, set[str]] = defaultdict(set)
    earliest: dict[Value, str] = {}
    for value, claim in stated:
        if value is None:
            continue
        heard[value].add(voices[claim.order])
        earliest[value] = min(earliest.get(value, "9"), claim.published_at or "9")
    return min(heard, key=lambda v: (-len(heard[v]), earliest[v], str(v)), default=None)


def tally(
    stated: Iterable[tuple[Quantity | None, Claim]],
    voices: Mapping[tuple[int, int], str],
    part: Part,
) -> Quantity | None:
    """The number that most voices state, an exact one before others, with its usual qualifier.

    What an outlet put right outranks what was published before it did.
    """
    known = _standing([(q, claim) for q, claim in stated if q is not None], part)
    heard: dict[int, set[str]] = defaultdict(set)
    usual: dict[int, Counter[str]] = defaultdict(Counter)
    earliest: dict[int, str] = {}
    for quantity, claim in known:
        heard[quantity.value].add(voices[claim.order])
        usual[quantity.value][quantity.qualifier] += 1
        earliest[quantity.value] = min(earliest.get(quantity.value, "9"), claim.published_at or "9")
    if not heard:
        return None
    value = min(heard, key=lambda v: (-len(heard[v]), "exact" not in usual[v], earliest[v], v))
    qualifiers = [q for q, _ in known if q.value == value]
    return min(
        qualifiers, key=lambda q: (-usual[value][q.qualifier], q.qualifier != "exact", q.qualifier)
    )


def _standing(known: list[tuple[Quantity, Claim]], part: Part) -> list[tuple[Quantity, Claim]]:
    """The numbers that no outlet took back after they were stated."""
    taken: dict[int, str] = {}
    for quantity, claim in known:
        for numbers in claim.was:
            before: Quantity | None = getattr(numbers, part)
            if before is not None and before.value != quantity.value and claim.since:
                taken[before.value] = max(taken.get(before.value, ""), claim.since)
    return [(q, c) for q, c in known if _said_at(c) >= taken.get(q.value, "")] or known


def _said_at(claim: Claim) -> str:
    """When an article began to state what it states, as far as that is known."""
    return (claim.since if claim.was else claim.published_at) or ""


def best_date(claims: Sequence[Claim], voices: Mapping[tuple[int, int], str]) -> str | None:
    """The day that most voices give within the month that most voices give, else that month.

    An event that was already reported is not of a later day, and a day that is a claim's own day
    of publication is often that of the report: it needs half of the month's voices.
    """
    reported = min((c.published for c in claims if c.published), default="9")
    dated = [(c.event_date, c) for c in claims if c.event_date]
    known = [(date, c) for date, c in dated if date <= reported] or dated
    month = ballot(((date[:7], c) for date, c in known), voices)
    within = [(date, c) for date, c in known if date[:7] == month]
    days = [(date, c) for date, c in within if len(date) >= 10]
    if day := ballot(((date, c) for date, c in days if date != c.published), voices):
        return day
    same_day = ballot(days, voices)
    heard = {voices[c.order] for date, c in days if date == same_day}
    return same_day if len(heard) * 2 >= len({voices[c.order] for _, c in within}) else month
