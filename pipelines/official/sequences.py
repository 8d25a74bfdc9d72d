"""Lists of one register in the order of time in, in that of their serial numbers out."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

Row = Mapping[str, Any]


def serials_of(rows: Iterable[Row]) -> tuple[int, ...]:
    """The serial numbers of a list's entries."""
    return tuple(row["seq"] for row in rows if row["seq"] is not None)


def running_on(names: Sequence[str], serials: Mapping[str, Sequence[int]]) -> list[str]:
    """The lists in the order of their serial numbers, where these run on from list to list.

    Lists that overlap count each for itself and stay as they are, as do those without numbers.
    """
    spans = {name: (min(found), max(found)) for name, found in serials.items() if found}
    ordered = sorted(spans, key=lambda name: spans[name])
    if any(spans[later][0] <= spans[earlier][1] for earlier, later in pairwise(ordered)):
        return list(names)
    following = iter(ordered)
    return [next(following) if name in spans else name for name in names]
