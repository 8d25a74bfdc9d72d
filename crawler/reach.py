"""The rows of a page of a list in, whether it reaches what an earlier run had found out."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from crawler.dates import day_in_china
from crawler.discovery import Listed
from crawler.frontier import Frontier
from crawler.gaps import Gaps

_PINNED: Final = 10
"""Rows that are pinned to the top of a list at most, if they are no more than half of its page."""
_DAY: Final = len("2024-01-30")
_BAND: Final = 2
"""Known rows in a row that are no accident, where no date tells."""


class Reach:
    """What is known of one list: all that was found before, or before it was left."""

    def __init__(self, frontier: Frontier, gaps: Gaps, key: str, mark: str | None) -> None:
        self._frontier, self._gaps = frontier, gaps
        self._key, self._mark = key, mark

    @property
    def since(self) -> str | None:
        """The newest publication that was known; None where the list gives no dates."""
        gap = self._gaps.of(self._key)
        return self._mark if gap is None or gap.at is None else gap.since

    def knew(self, listed: Listed) -> bool:
        """Whether a row is known, and was before the list was left."""
        gap = self._gaps.of(self._key)
        return self._frontier.knew(listed, gap.at if gap is not None else None)

    def ends(self, number: int, rows: Sequence[Listed]) -> bool:
        """Whether a page needs no further one: its last row is known, or older than what was known
        and so are all the others, or several known rows stand before it.

        One row that is older may be an article that went live late. Where no date tells, several
        known rows in a row are enough, but not those on top of the first page: they may be pinned
        there.
        """
        asked = [one for one in rows if one.passed is None] or list(rows)
        if self._counts(asked[-1]):
            return True
        if self._is_old(asked[-1]) is False:
            return False
        return self._names_known(number, asked) or all(map(self._is_old, asked))

    def without_older(self, rows: Sequence[Listed]) -> list[Listed]:
        """Leave out the rows behind all that is known that are older or have no date."""
        last = len(rows)
        while last and not self.knew(rows[last - 1]) and self._is_old(rows[last - 1]) is not False:
            last -= 1
        return list(rows[:last])

    def _names_known(self, number: int, rows: Sequence[Listed]) -> bool:
        at = 0
        for known, same in groupby(rows, self._counts):
            size = len(list(same))
            pinned = not (number or at) and size <= min(_PINNED, len(rows) / 2)
            if known and size >= _BAND and not pinned:
                return True
            at += size
        return False

    def _counts(self, listed: Listed) -> bool:
        """Whether a row is known, and not from a reading of the past alone."""
        moment, since = self._frontier.published(listed), self.since
        return self.knew(listed) and not (moment and since and _older(since, moment))

    def _is_old(self, listed: Listed) -> bool | None:
        """Whether a row is older than what was known; None where that is not told, as by the same
        day."""
        moment, since = self._frontier.published(listed), self.since
        if not moment or not since:
            return None
        exact = min(len(moment), len(since)) > _DAY
        return _older(moment, since) or (False if exact or _older(since, moment) else None)


def _older(moment: str, than: str) -> bool:
    """Whether one publication is before another; of a day and an instant their days count."""
    if len(moment) != len(than):
        moment, than = day_in_china(moment), day_in_china(than)
    return moment < than
