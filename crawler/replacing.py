"""New content of a page that was stored in, whether it may take the place of what is stored out.

What a server sends in an outage may look like an article: much less text than before, or another.
Such content is taken when the same text comes again on another day. Until then the page's row of
the ledger is as it was.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from crawler.archive.capture import Capture, Place, archive_path
from crawler.archive.reading import read_at
from crawler.captured import Read, read_capture
from crawler.items import Article
from crawler.keeper import Keeper
from crawler.ledger.before import withheld
from crawler.ledger.page import Page
from crawler.outlet import Outlet

TEXT_LOST: Final = "text_lost"
STAYS: Final = timedelta(hours=20)
"""A text that is there again after so long is no outage's."""
_PIECE, _PIECES = 12, 400
"""Characters of the pieces that two versions of a text share, and two texts hardly do; and how
many of them are compared."""
_FEW: Final = 0.1
_WHOLE: Final = 0.9


def against(
    keeper: Keeper, row: Page, capture: Capture, found: Read, outlets: Mapping[str, type[Outlet]]
) -> str | None:
    """Return why content may not take the place of what is stored, None where it may; what stays
    may. ``row`` is the page's as it was before."""
    key, content = row.key, keeper.content(row)
    stored = read_capture(content, outlets) if content is not None else None
    why = loss(stored.article, found.article) if stored is not None else None
    if why is None:
        return None
    told, known = _told(found.article), keeper.ledger.mark(withheld(key))
    if known is not None and known[0] == told:
        return None if _stays(known[1], capture.fetched_at) else why
    keeper.ledger.note_mark(withheld(key), told, at=capture.fetched_at)
    return why


class Succession:
    """Tells out of the archive alone which content of a page took the place of the one before."""

    def __init__(self, keeper: Keeper, outlets: Mapping[str, type[Outlet]]) -> None:
        self._keeper, self._outlets = keeper, outlets
        self._taken: dict[str, Place] = {}
        self._withheld: dict[str, tuple[str, str]] = {}

    def took(self, key: str, place: Place) -> None:
        """Note content that was taken, whatever it is."""
        self._taken[key] = place

    def takes(self, key: str, place: Place, capture: Capture, found: Read) -> bool:
        """Whether content took the place of the one before; to be asked in order of arrival."""
        last, article = self._taken.get(key), found.article
        if last is not None and not self._is_present(key, place):
            content = read_at(archive_path(self._keeper.data), last)
            read = read_capture(content, self._outlets) if content else None
            if read is not None and loss(read.article, article) is not None:
                told, known = _told(article), self._withheld.get(key)
                if known is None or known[0] != told:
                    self._withheld[key] = told, capture.fetched_at
                    return False
                if not _stays(known[1], capture.fetched_at):
                    return False
        self._withheld.pop(key, None)
        self._taken[key] = place
        return True

    def _is_present(self, key: str, place: Place) -> bool:
        page = self._keeper.ledger.find(key)
        return page is not None and page.place == place


def loss(earlier: Article, later: Article) -> str | None:
    """Return what a later version of an article lacks so much of that it may be none."""
    had, has = earlier.text.strip(), later.text.strip()
    left = f"{len(has)} of {len(had)} characters"
    if 2 * len(has) < len(had):
        return f"less than half of its text is left ({left})"
    if had.startswith(has) and len(has) < _WHOLE * len(had):
        return f"the end of its text is missing ({left})"
    if _shared(had, has) < _FEW and _shared(earlier.title or "", later.title or "") < _FEW:
        return f"title and text are others ({left})"
    return None


def _shared(one: str, other: str) -> float:
    """Which share of the pieces of a text is in another; of none all."""
    starts = range(0, max(1, len(one) - _PIECE + 1), max(1, len(one) // _PIECES))
    pieces = [one[at : at + _PIECE] for at in starts] if one else []
    return sum(piece in other for piece in pieces) / len(pieces) if pieces else 1.0


def _told(article: Article) -> str:
    return hashlib.sha256(article.text.encode("utf-8", "replace")).hexdigest()


def _stays(since: str, now: str) -> bool:
    return datetime.fromisoformat(now) - datetime.fromisoformat(since) >= STAYS
