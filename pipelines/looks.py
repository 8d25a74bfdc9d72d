"""Claims in, where to look for the claims in the store that may share their events out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from pipelines.days import APART_DAYS, month_days
from pipelines.evidence import LONG, REPORT_DAYS, event_days
from pipelines.hosting import NEAR_DAYS, bare, uncounted
from pipelines.resolve import Claim
from pipelines.stored import Asking, Look
from pipelines.telling import Key, telling

EVER = (1, 4_000_000)
Window = tuple[int, int, int]
"""First and last ordinal of days that another event must reach, and how long it is at least."""


def tied(claims: Iterable[Claim]) -> Iterator[Look]:
    """What shares a number or a name with one of some claims, in its reach."""
    asked: dict[tuple[Window, Asking], set[Key]] = defaultdict(set)
    for claim in claims:
        keys, named = set(telling(claim)), _named(claim)
        for window in _reach(claim):
            asked[window, named] |= keys
        if totals := {("number", total.value) for total in claim.totals if total.value >= LONG}:
            asked[(*_span(claim, REPORT_DAYS), 0), named] |= totals
    for (window, named), keys in asked.items():
        for kind, value in keys:
            yield _look(kind, str(value), window, named)


def loose(claims: Iterable[Claim]) -> Iterator[Look]:
    """Claims without a number of services that are close in time to some claims."""
    yield from _close(claims, lambda claim: [("uncounted", claim.province or "")])


def bare_guests(claims: Iterable[Claim]) -> Iterator[Look]:
    """Paragraphs of which only the date tells their event, close in time to some claims."""
    yield from _close(claims, lambda claim: [("bare", "")])


def guests(claims: Iterable[Claim]) -> Iterator[Look]:
    """Paragraphs that recall and running totals that may be of the events of some claims."""
    given = list(claims)
    yield from tied(given)
    yield from bare_guests(given)


def hosts(claims: Iterable[Claim]) -> Iterator[Look]:
    """What opens the events that may be those of some claims."""
    given = list(claims)
    yield from tied(given)
    yield from _close(given, _places)


def _places(claim: Claim) -> list[tuple[str, str | None]]:
    """Where the days of a claim may tell its event."""
    if uncounted(claim):
        return [("day", claim.province or "")]
    if not bare(claim):
        return []
    return [("day", claim.province), ("day", "")] if claim.province else [("day", None)]


def _close(
    claims: Iterable[Claim], keys: Callable[[Claim], list[tuple[str, str | None]]]
) -> Iterator[Look]:
    """Looks for what is close in time to some claims, as far as they are dated."""
    for claim in claims:
        if event_days(claim) is not None:
            window = *_span(claim, NEAR_DAYS), 0
            for kind, value in keys(claim):
                yield _look(kind, value, window, _named(claim))


def _reach(claim: Claim) -> Iterator[Window]:
    """Further from an event than its days and their month only a report is in reach.

    The date of a report says no more than when it was told, so that it stands for many days.
    """
    days, (first, last) = event_days(claim), _span(claim, REPORT_DAYS)
    if days is None or days.source == "published" or claim.undated:
        yield first, last, 0
        return
    month = month_days(str(claim.event_date))
    yield min(days.first - APART_DAYS, month[0]), max(days.last + APART_DAYS, month[1]), 0
    yield first, last, APART_DAYS


def _span(claim: Claim, margin: int) -> tuple[int, int]:
    """First and last ordinal of days that another event must reach."""
    days = event_days(claim)
    if days is None:
        return EVER
    return days.first - margin, days.last + margin


def _named(claim: Claim) -> Asking:
    return claim.province, claim.scheme


def _look(kind: str, value: str | None, window: Window, named: Asking) -> Look:
    first, last, least = window
    return Look(kind, value, first, last, *named, least)
