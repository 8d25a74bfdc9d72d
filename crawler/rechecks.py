"""A page that the archive has in, whether a list that names it again is a reason to look again."""

from datetime import UTC, datetime, timedelta
from typing import Final

from crawler.ledger.page import Page

MOST, MOST_BLIND = 200, 20
"""Pages of one outlet that one run looks at again: with validators, and without."""
_FIRST_DAY: Final = timedelta(days=1)
_SHARE: Final = 0.5
"""A page is looked at again once half as much time has passed as it is known to be stable."""


def changed(page: Page, mark: str | None) -> bool:
    """Tell whether the list says that the page was changed since it was fetched."""
    return mark is not None and page.mark is not None and mark != page.mark


def due(page: Page, now: datetime) -> bool:
    """Tell whether to ask the server if a page was edited.

    At each run on the first day that the page is known, then at growing distances, so that a page
    is looked at some fifteen times in its first month and hardly ever after a year. Where no
    validator makes it cheap, the first day is left out.
    """
    if page.checked_at is None or page.changed_at is None:
        return False
    checked, since = _instant(page.checked_at), _instant(page.changed_at)
    cheap = bool(page.etag or page.last_modified)
    if now - since < _FIRST_DAY:
        return cheap
    return now - checked >= max(_SHARE * (checked - since), timedelta(0) if cheap else _FIRST_DAY)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
