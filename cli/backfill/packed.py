"""An Extraction in, one JSON object out, and back."""

import json
from dataclasses import asdict
from typing import Any

from extract.extraction import (
    Announcement,
    CitedSource,
    Count,
    Extraction,
    Mention,
    Person,
    Quantity,
    Service,
)

_QUANTITIES = ("services_in_batch", "companies_in_batch", "cumulative_services")


def pack(extraction: Extraction) -> str:
    """JSON of everything that was found; an empty text where that is nothing."""
    return json.dumps(asdict(extraction), ensure_ascii=False) if extraction.relevant else ""


def unpack(text: str) -> Extraction:
    """The same Extraction; ValueError, TypeError or KeyError for what is none."""
    if not text:
        return Extraction(relevant=False)
    told = json.loads(text)
    return Extraction(
        relevant=told["relevant"],
        announcements=tuple(_announcement(one) for one in told["announcements"]),
        counts=tuple(Count(**one) for one in told["counts"]),
        services=tuple(Service(**one) for one in told["services"]),
        cited_sources=tuple(CitedSource(**one) for one in told["cited_sources"]),
        people=tuple(Person(**one) for one in told["people"]),
        mentions=tuple(Mention(**one) for one in told["mentions"]),
    )


def _announcement(told: dict[str, Any]) -> Announcement:
    stated = {name: Quantity(**told[name]) if told[name] else None for name in _QUANTITIES}
    return Announcement(**(told | stated))
