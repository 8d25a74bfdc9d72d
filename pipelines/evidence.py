"""Two claims in, the evidence out that they tell of one event, in points with their reasons."""

from collections.abc import Sequence
from typing import NamedTuple

from extract.extraction import Quantity
from pipelines.days import APART_DAYS, When
from pipelines.resolve import Claim

CLOSE_DAYS = 3
"""Days that two papers may differ about one event without speaking against it."""
LONG = 20
"""Services of a batch of which a paper names but a few."""
TELLING = 5
"""Points of numbers from which a report without a date is of an event of weeks before."""
REPORT_DAYS = 45
"""How long after an event an article without a date of its own still counts as its report."""


class Evidence(NamedTuple):
    """What speaks for one event; ``conflict`` names what rules it out whatever the score."""

    score: int
    parts: tuple[tuple[int, str], ...]
    conflict: str | None = None
    disputed: bool = False
    """True where only numbers conflict: one wrong number does not part two groups that agree."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was found, with the points that it gives."""
        return tuple(f"{what} ({points:+d})" if points else what for points, what in self.parts)


def other_schemes(one: str | None, other: str | None) -> bool:
    """Whether two schemes are two, and none that papers take for one another."""
    return bool(one and other) and one != other and not {one, other} <= MIXED_UP


def event_days(claim: Claim) -> When | None:
    """The days of a claim's event, None where nothing dates it."""
    return claim.days


MIXED_UP = frozenset(("genai_filing", "genai_registration", "on_device"))
"""Schemes that papers take for one another."""


def weigh(a: Claim, b: Claim) -> Evidence:
    """The evidence for one event behind two claims; the same whichever comes first."""
    if a.province and b.province and a.province != b.province:
        return Evidence(0, (), f"provinces {a.province} and {b.province}")
    days, others = a.days, b.days
    gap = days.gap(others) if days and others else 0
    if gap > APART_DAYS and not in_reach(a, b):
        return Evidence(0, (), f"{gap} days apart")
    numbers = _numbers(a, b)
    agreed = sum([points for points, _ in numbers]) if numbers else 0
    if conflict := _conflict(a, b, agreed):
        return Evidence(0, (), conflict)
    same_month = agreed >= 7 and _same_month(a, b)
    if gap > APART_DAYS and not same_month and not _late(a, b, gap, agreed):
        may_be_late = gap <= REPORT_DAYS and _undated(a, b)
        return Evidence(0, (), None if may_be_late else f"{gap} days apart")
    dated = bool(days and others)
    if dispute := _counts_differ(a, b, close=dated and gap <= CLOSE_DAYS):
        return Evidence(0, (), dispute, disputed=True)
    when = _dates(days, others, gap) if days and others else []
    parts = [*numbers, *when, *_published(a, b), *_names(a, b), *_marks(a, b)]
    return Evidence(sum([points for points, _ in parts]), tuple(parts))


def _conflict(a: Claim, b: Claim, agreed: int) -> str | None:
    if a.scheme != b.scheme and _other_schemes(a, b) and not _mixed_up(a, b, agreed):
        return f"schemes {a.scheme} and {b.scheme}"
    if a.kind == b.kind == "single_service" and _other_firms(a, b):
        return "one service each, of two firms"
    if a.doc == b.doc and a.role == b.role == "main" and not _restated(a, b):
        return "two announcements of one article"
    return None


def _other_schemes(a: Claim, b: Claim) -> bool:
    return bool(a.scheme and b.scheme) and a.scheme != b.scheme


def _mixed_up(a: Claim, b: Claim, agreed: int) -> bool:
    """Whether two papers that name different schemes can still mean one event."""
    if a.doc == b.doc or not {a.scheme, b.scheme} <= MIXED_UP:
        return False
    named = len(a.company_keys & b.company_keys) + len(a.service_keys & b.service_keys)
    return named >= 2 or agreed >= 4


def _other_firms(a: Claim, b: Claim) -> bool:
    """Whether two name firms and share neither one nor a service."""
    named = a.company_keys and b.company_keys and a.company_keys.isdisjoint(b.company_keys)
    return bool(named) and a.service_keys.isdisjoint(b.service_keys)


def _restated(a: Claim, b: Claim) -> bool:
    """Whether an article that announces twice only says the same thing again."""
    pairs = (
        (a.services, b.services),
        (a.companies, b.companies),
        (a.cumulative, b.cumulative),
        (a.event_date, b.event_date),
        (a.ordinal, b.ordinal),
        (a.kind, b.kind),
    )
    if any(mine != other for mine, other in pairs if mine is not None and other is not None):
        return False
    apart = a.company_keys and b.company_keys and not a.company_keys & b.company_keys
    return not apart


def in_reach(a: Claim, b: Claim) -> bool:
    """Whether two claims are not too far apart in time to be one event whatever they share."""
    days, others = a.days, b.days
    if days is None or others is None:
        return True
    gap = days.gap(others)
    return gap <= APART_DAYS or _same_month(a, b) or _late(a, b, gap, TELLING)


def _late(a: Claim, b: Claim, gap: int, agreed: int) -> bool:
    """Whether one can be a late report of the other, or both reached the same total.

    ``agreed`` are the points of their numbers.
    """
    told_late = _reports(a, b) or (agreed >= TELLING and _undated(a, b))
    return gap <= REPORT_DAYS and (told_late or _same_total(a, b))


def _undated(a: Claim, b: Claim) -> bool:
    """Whether the later one is dated by the month of its report only."""
    days, others = a.days, b.days
    return days is not None and others is not None and (a if days.last > others.last else b).undated


def _reports(a: Claim, b: Claim) -> bool:
    """Whether one is dated by its publication only, which came after the other's event."""
    days, others = a.days, b.days
    if days is None or others is None or days.source == others.source:
        return False
    early, late = (days, others) if days.last <= others.last else (others, days)
    return late.source == "published" and early.source != "published"


def _same_month(a: Claim, b: Claim) -> bool:
    return bool(a.event_date and b.event_date and a.event_date[:7] == b.event_date[:7])


def _same_total(a: Claim, b: Claim) -> bool:
    """The same running total to the unit: a state that is reached once."""
    mine, other = a.cumulative, b.cumulative
    return bool(mine and other and mine == other and mine.qualifier == "exact" and mine.value >= 20)


def batch_count(claim: Claim) -> Quantity | None:
    """The batch's size as the claim states it; one service approved is not the size of a batch."""
    return claim.size


def _counts_differ(a: Claim, b: Claim, *, close: bool) -> str | None:
    found = None
    mine, other = a.size, b.size
    if mine and other and not _meet(a.sizes, b.sizes) and not (close and _miscounted(a, b)):
        found = f"{mine.value} and {other.value} services"
    mine, other = a.cumulative, b.cumulative
    if not found and mine and other and not _meet(a.totals, b.totals):
        found = f"totals of {mine.value} and {other.value}"
    return None if found and (_crossed(a, b) or _many_shared(a, b)) else found


def _many_shared(a: Claim, b: Claim) -> bool:
    shared = len(a.service_keys & b.service_keys) + len(a.company_keys & b.company_keys)
    smaller = min(
        len(a.service_keys) + len(a.company_keys), len(b.service_keys) + len(b.company_keys)
    )
    return shared >= 2 and shared * 2 >= smaller


def _miscounted(a: Claim, b: Claim) -> bool:
    """Whether two sizes that nearly agree can be one event's, as far as names say."""
    mine, other = a.size, b.size
    if mine is None or other is None:
        return False
    near = abs(mine.value - other.value) <= max(2, max(mine.value, other.value) // 5)
    return near and bool(a.service_keys & b.service_keys or a.company_keys & b.company_keys)


def _meet(mine: Sequence[Quantity], others: Sequence[Quantity]) -> bool:
    """Whether any number of one, now or before an edit, can be one with any of the other."""
    if mine[0].value == others[0].value:
        return True
    return any(_compatible(one, other) for one in mine for other in others)


def _compatible(mine: Quantity, other: Quantity) -> bool:
    """Whether two stated numbers can be one: 40 and "more than 40", 12 and "about 12"."""
    if mine.value == other.value:
        return True
    if mine.qualifier == other.qualifier == "exact":
        return False
    low, high = sorted((mine, other), key=lambda q: q.value)
    if low.qualifier in ("more_than", "at_least", "about"):
        return high.value <= low.value * 1.35
    if high.qualifier in ("nearly", "about", "up_to"):
        return low.value >= high.value * 0.75
    return False


def _numbers(a: Claim, b: Claim) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    if size := _common(a.sizes, b.sizes):
        points = 1 if size < 2 else 2 if size < 4 else 4 if size < 20 else 5
        found.append((points, f"both {size} services"))
    if total := _common(a.totals, b.totals):
        points = 6 if total >= 100 else 4 if total >= 20 else 3
        found.append((points, f"both {total} in total"))
    elif crossed := _crossed(a, b):
        found.append((4, f"{crossed} here the batch, there the total"))
    if a.companies and b.companies and a.companies.value == b.companies.value:
        points = 2 if a.companies.value >= 4 else 1
        found.append((points, f"both {a.companies.value} companies"))
    return found


def _common(mine: Sequence[Quantity], others: Sequence[Quantity]) -> int | None:
    """The number that both state, else the largest that both stated before or after an edit."""
    if mine and others and mine[0].value == others[0].value:
        return mine[0].value
    if len(mine) + len(others) < 3:
        return None
    shared = {one.value for one in mine} & {other.value for other in others}
    return max(shared, default=None)


def _crossed(a: Claim, b: Claim) -> int | None:
    """A number that one calls the batch and the other the total: papers often do not say which."""
    same = 0
    if a.cumulative and b.services and a.cumulative.value == b.services.value:
        same = a.cumulative.value
    if b.cumulative and a.services and b.cumulative.value == a.services.value:
        same = max(same, b.cumulative.value)
    return same if same >= 20 else None


def _dates(days: When, others: When, gap: int) -> list[tuple[int, str]]:
    if "published" in (days.source, others.source):
        return [(-1, "told long after")] if gap > APART_DAYS else []
    if days.source == others.source == "day":
        points = 3 if gap == 0 else 2 if gap <= CLOSE_DAYS else -3
        return [(points, "the same day" if gap == 0 else f"{gap} days apart")]
    return [(1, "the same month")] if gap == 0 else []


def _published(a: Claim, b: Claim) -> list[tuple[int, str]]:
    apart = _published_apart(a, b) if a.role == b.role else None
    if apart is None or apart > 4:
        return []
    return [(2, "published together") if apart <= 1 else (1, "published close together")]


def _published_apart(a: Claim, b: Claim) -> int | None:
    """Days between the two publications, None where one is unknown."""
    if a.told is None or b.told is None:
        return None
    return abs(a.told - b.told)


def _names(a: Claim, b: Claim) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    if not a.service_keys.isdisjoint(b.service_keys):
        services = len(a.service_keys & b.service_keys)
        found.append((min(2 + 2 * services, 8), f"{services} services shared"))
    if not a.company_keys.isdisjoint(b.company_keys):
        companies = len(a.company_keys & b.company_keys)
        points = 1 if companies == 1 else 3 if companies == 2 else 4
        found.append((points, f"{companies} companies shared"))
        if _one_of(a, b) or _one_of(b, a):
            found.append((2, "the one service is among the batch's"))
    if found:
        return found
    if "single_service" in (a.kind, b.kind):
        return [(-3, "a single approval that the other does not name")]
    smaller = min(len(a.company_keys), len(b.company_keys))
    if _few_of_many(a, b):
        return []
    if smaller and (smaller >= 3 or max(len(a.company_keys), len(b.company_keys)) >= 3):
        return [(-5 if smaller >= 3 else -2, "other companies")]
    return []


def _few_of_many(a: Claim, b: Claim) -> bool:
    """Whether both name so few of a long list that other names speak against nothing."""
    mine, other = a.size, b.size
    if mine is None or other is None or mine.value != other.value or mine.value < LONG:
        return False
    return 2 * (len(a.company_keys) + len(b.company_keys)) <= mine.value


def _one_of(a: Claim, b: Claim) -> bool:
    """Whether ``a`` tells of one service approved, whose firm ``b`` names among others."""
    few = a.kind == "single_service" and len(a.company_keys) == 1
    return few and b.kind in ("batch", "list") and a.company_keys < b.company_keys


def _marks(a: Claim, b: Claim) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    if a.scheme != b.scheme and _other_schemes(a, b):
        found.append((-3, f"{a.scheme} here, {b.scheme} there"))
    if a.province and a.province == b.province:
        found.append((2, f"both of {a.province}"))
    elif not a.province and not b.province:
        found.append((1, "both of no province"))
    elif "national" in (a.level, b.level):
        found.append((-2, "one national, one of a province"))
    if a.ordinal and b.ordinal:
        same = a.ordinal == b.ordinal
        found.append((1, f"both batch {a.ordinal}") if same else (-1, "other ordinals"))
    return found
