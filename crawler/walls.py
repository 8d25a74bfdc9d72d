"""Pages on which an outlet's selectors found nothing in, those that say the same as others out.

A wall that nobody recognises (a question about cookies, a notice) stands in the place of many
articles and looks like one. What one page alone says is held back until others have come.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from crawler.archive.capture import Capture
from crawler.captured import Read
from crawler.items import WALL_NOTE
from crawler.keeper import Keeper
from crawler.outcomes import MANY, Outcome

WALL: Final = "wall"
_FEW: Final = 5
"""Texts that are held back: where more pages say different things the site was rebuilt."""


@dataclass(frozen=True, slots=True)
class Held:
    """A page that was read, and how it was asked for."""

    capture: Capture
    read: Read
    asked: str
    key: str
    by: Collection[str] = ()
    had: str | None = None
    """When an earlier run had it, which did not live to store it."""


class Walls:
    """Knows what the pages of one run say on which the selectors found nothing."""

    def __init__(self) -> None:
        self._said: dict[str, Held | str] = {}
        """By title and text: the page that is held back, else the key of the first."""
        self._holds = True

    def twin(self, page: Held) -> Held | str | None:
        """Return the first page that said the same, or its key where it was let go; None where
        none did, or the page was had before.
        """
        if not page.read.blind or not page.capture.about.listed:
            return None
        first = self._said.get(_mark(page.read))
        if first is None or page.key == (first if isinstance(first, str) else first.key):
            return None
        self._said[_mark(page.read)] = first if isinstance(first, str) else first.key
        return first

    def holds(self, page: Held) -> bool:
        """Tell whether a page without a twin is kept back for now."""
        if not page.read.blind or not page.capture.about.listed:
            return False
        held = self._holds and len(self._said) < _FEW and _mark(page.read) not in self._said
        self._said.setdefault(_mark(page.read), page if held else page.key)
        return held

    def let_go(self, *, ever: bool) -> list[Held]:
        """Return what was held back and has no twin; with ``ever`` nothing is from now on."""
        held = [one for one in self._said.values() if isinstance(one, Held)]
        self._said |= {_mark(one.read): one.key for one in held}
        self._holds = not ever
        return held


def like(other: str) -> Outcome:
    """Say that a page is no article, for it says what that of another key does."""
    cause = f"the outlet's selectors find nothing on it, and it says the same as {other}"
    return Outcome(WALL, cause, MANY)


def remember(keeper: Keeper, key: str) -> None:
    """Note in the archive, for those who read it later, that the content of a page is no article;
    ask again for one that was stored.
    """
    row = keeper.ledger.find(key)
    if row is None or row.digest is None:
        return
    keeper.keep_note(WALL_NOTE, row.digest, "{}")
    if row.state == "stored":
        keeper.ledger.lost(key)


def _mark(read: Read) -> str:
    said = f"{read.article.title}\n{read.article.text}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
