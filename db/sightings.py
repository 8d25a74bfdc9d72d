"""An article's versions in, the order in which they stood on its page out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from db.days import china_day


@dataclass(frozen=True, slots=True)
class Stand:
    """A version of an article, and the instant or day from which the page is known to show it."""

    version: str
    since: str | None
    """Publication of the first version, first fetch of a later one; None where it is not known."""

    @property
    def day(self) -> str | None:
        """The calendar day in China of ``since``."""
        return china_day(self.since)


def stands(current: Mapping[str, Any], earlier: Iterable[Mapping[str, Any]] = ()) -> list[Stand]:
    """The versions in their order; the last is ``current``, also where an edit was taken back.

    Of those of one instant ``current`` is the last.
    Rows have ``version``, ``published_at``, ``fetched_at`` and ``last_seen``.
    """
    last = current["version"]
    rows = (current, *earlier)
    ordered = sorted(rows, key=lambda r: (_seen(r) or "", r["version"] == last, r["version"]))
    found = [Stand(row["version"], _seen(row)) for row in ordered]
    if found[-1].version != last:
        found.append(Stand(last, current["last_seen"]))
    first = ordered[0]
    begun = first["published_at"] or first["fetched_at"]
    later = [Stand(v.version, max(v.since or "", begun or "") or None) for v in found[1:]]
    return [Stand(first["version"], begun), *later]


def _seen(row: Mapping[str, Any]) -> str | None:
    seen: str | None = row["fetched_at"] or row["last_seen"] or row["published_at"]
    return seen
