"""Rows of stored pages as they were before new content came, kept until that is judged."""

import json
from dataclasses import replace
from typing import Final

from crawler.ledger.ledger import Ledger
from crawler.ledger.page import Page

_BEFORE: Final = "before:"


def remember(ledger: Ledger, page: Page, at: str) -> None:
    """Keep the row of a page as it is, before new content is noted in it."""
    if page.kind != "page" or page.place is None or page.state not in ("stored", "fetched"):
        return
    if page.state == "stored" or before(ledger, page.key) is None:
        ledger.note_mark(_BEFORE + page.key, json.dumps(page.values), at=at)


def before(ledger: Ledger, key: str) -> Page | None:
    """Return the row as it was before content came that nobody has judged yet."""
    known = ledger.mark(_BEFORE + key)
    return Page(*json.loads(known[0])) if known and known[0] else None


def take_back(ledger: Ledger, key: str, at: str) -> bool:
    """Let the row say again what it said before new content came; False where it said nothing."""
    page = before(ledger, key)
    if page is None:
        return False
    ledger.put(replace(page, checked_at=at))
    ledger.note_mark(_BEFORE + key, "", at=at)
    return True


def accept(ledger: Ledger, key: str, at: str) -> None:
    """Note that new content has taken the place of what was stored."""
    for mark in (_BEFORE + key, withheld(key)):
        if (known := ledger.mark(mark)) is not None and known[0]:
            ledger.note_mark(mark, "", at=at)


def withheld(key: str) -> str:
    """The name of the mark that says which content of a page was not taken, and since when."""
    return f"withheld:{key}"
