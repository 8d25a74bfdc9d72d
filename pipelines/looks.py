"""A claim in, where to look for the claims in the store that may share its event out."""

from collections.abc import Iterator

from pipelines.candidates import telling
from pipelines.evidence import CLOSE_DAYS, REPORT_DAYS, event_days
from pipelines.hosting import BLOCK_DAYS, bare, uncounted
from pipelines.resolve import Claim
from pipelines.stored import Look

EVER = (1, 4_000_000)
_CLOSE = CLOSE_DAYS + 1 + BLOCK_DAYS


def tied(claim: Claim) -> Iterator[Look]:
    """What shares a number or a name with a claim."""
    first, last = _span(claim, REPORT_DAYS)
    for kind, value in telling(claim):
        yield Look(kind, str(value), first, last, *_named(claim))


def loose(claim: Claim) -> Iterator[Look]:
    """Claims without a number of services that may be of this one's event."""
    yield from tied(claim)
    if event_days(claim) is not None:
        yield Look(
            "uncounted", claim.province or "", *_span(claim, _CLOSE), claim.province, claim.scheme
        )


def guests(claim: Claim) -> Iterator[Look]:
    """Paragraphs that recall and running totals that may be of this one's event."""
    yield from tied(claim)
    if event_days(claim) is not None:
        yield Look("bare", "", *_span(claim, _CLOSE), *_named(claim))


def hosts(claim: Claim) -> Iterator[Look]:
    """What opens the events that may be this one's."""
    yield from tied(claim)
    if event_days(claim) is None:
        return
    if uncounted(claim):
        yield Look("day", claim.province or "", *_span(claim, _CLOSE), *_named(claim))
    elif bare(claim):
        for place in (claim.province, "") if claim.province else (None,):
            yield Look("day", place, *_span(claim, _CLOSE), *_named(claim))


def _span(claim: Claim, margin: int) -> tuple[int, int]:
    """First and last ordinal of days that another event must reach."""
    days = event_days(claim)
    if days is None:
        return EVER
    return days.first - margin, days.last + margin


def _named(claim: Claim) -> tuple[str | None, str | None]:
    return claim.province, claim.scheme
