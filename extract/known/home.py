"""Names of the gazetteer in an English text: whoever tells of Chinese firms need not name China."""

import csv
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extract.known.hits import Hit, gazetteer
from extract.known.shipped import NAMES
from extract.matching.rules import Match, in_order

CHINA, FIELD = "china", "ai"
"""Values of the TOPIC that a firm, and a service, stands for."""


def at_home(text: str) -> bool:
    """Is a firm or service of the country named?"""
    return bool(_hits(text))


def with_known(text: str, cues: Sequence[Match]) -> Sequence[Match]:
    """Cues of a text, and its known names as cues of the country or field that is not named."""
    topics = {m.value for m in cues if m.label == "TOPIC"}
    hits = _hits(text) if not {CHINA, FIELD} <= topics else ()
    found = [_topic(hit, CHINA) for hit in hits if CHINA not in topics]
    found += [_topic(h, FIELD) for h in hits if FIELD not in topics and h.kind == "service"]
    return in_order([*cues, *found]) if found else cues


def _topic(hit: Hit, value: str) -> Match:
    return Match("TOPIC", value, 1, hit.start, hit.end, f"names.{hit.kind}")


@lru_cache(maxsize=4)
def _hits(text: str) -> tuple[Hit, ...]:
    """The unambiguous names; a text is asked about more than once."""
    return tuple(_chinese(gazetteer("en").find(text)))


def _chinese(hits: Iterable[Hit]) -> Iterable[Hit]:
    return (hit for hit in hits if not (hit.ambiguous or hit.canonical in _guests()))


@lru_cache
def _guests() -> frozenset[str]:
    """Firms from abroad that have registered something here."""
    with (NAMES / "guests.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["company"] for row in csv.DictReader(file))
