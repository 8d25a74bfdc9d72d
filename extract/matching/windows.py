"""A sorted sequence and two places in, the items that begin between them out."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything with an offset into the form."""

    @property
    def start(self) -> int:
        """Where it begins."""
        ...


Item = TypeVar("Item", bound=Placed)
start_of = attrgetter("start")
"""The offset of an item, for searches and sorts."""


def within(items: Sequence[Item], low: int, high: int) -> Sequence[Item]:
    """The items, sorted by ``start``, with ``low <= start < high``."""
    first = bisect_left(items, low, key=start_of)
    return items[first : bisect_left(items, high, lo=first, key=start_of)]
