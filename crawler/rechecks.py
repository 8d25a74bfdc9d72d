"""Pages that the archive has in, whether and which of them to look at again out."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from crawler.discovery import HINT
from crawler.ledger.page import Page

MOST, MOST_BLIND = 200, 20
"""Pages of one outlet that one run looks at again: with validators, and without."""
MOST_REVISITED: Final = 8
"""Pages of one outlet that one run looks at because files of theirs were had, named or not."""
_FIRST_DAY: Final = timedelta(days=1)
_TRIES: Final = 5
"""Days on which a page that could not be looked at again is tried, before it rests as others do."""
_SHARE: Final = 0.5
"""A page is looked at again once half as much time has passed as it is known to be stable."""


def changed(page: Page, mark: str | None) -> bool:
    """Tell whether the list says that the page was changed since it was fetched."""
    return _differs(page, mark) and not (mark or "").startswith(HINT)


def hinted(page: Page, mark: str | None, now: datetime) -> bool:
    """Tell whether what a feed tells of a page is another text, and the page has rested for half as
    long as it is known to be stable: some feeds print numbers of readers."""
    return _differs(page, mark) and _rested(page, now, timedelta(0))


def _differs(page: Page, mark: str | None) -> bool:
    return mark is not None and page.mark is not None and mark != page.mark


def due(page: Page, now: datetime) -> bool:
    """Tell whether to ask the server if a page was edited.

    At each run on the first day that the page is known, then at growing distances, so that a page
    is looked at some fifteen times in its first month and hardly ever after a year. Where no
    validator makes it cheap, the first day is left out. After a look in vain the next one is a day
    later.
    """
    if page.checked_at is None or page.changed_at is None:
        return False
    cheap = bool(page.etag or page.last_modified)
    if now - _instant(page.changed_at) < _FIRST_DAY:
        return cheap
    if 0 < page.attempts <= _TRIES:
        return now - _instant(page.checked_at) >= _FIRST_DAY
    return _rested(page, now, timedelta(0) if cheap else _FIRST_DAY)


def _rested(page: Page, now: datetime, least: timedelta) -> bool:
    if page.checked_at is None or page.changed_at is None:
        return False
    checked, since = _instant(page.checked_at), _instant(page.changed_at)
    return now - checked >= max(_SHARE * (checked - since), least)


def longest_unseen(pages: Iterable[Page], now: datetime, every: timedelta) -> list[Page]:
    """Return the pages that were not looked at for ``every``, those longest unseen first.

    After each failure in a row a page rests for ``every`` longer.
    """
    had = {page.key: (_instant(page.checked_at), page) for page in pages if page.checked_at}
    due = [one for one in had.values() if now - one[0] >= every * (1 + one[1].attempts)]
    return [page for _, page in sorted(due, key=lambda one: (one[0], one[1].key))]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
