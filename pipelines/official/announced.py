"""Announcements of the authorities in, what they state of the registers up to a day out."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from crawler.items import Article
from db import register
from db.days import china_day
from db.store import RecordStore
from pipelines.official.places import is_authority, is_national

Row = dict[str, Any]
_EXACT = frozenset({"exact", None})


@dataclass(slots=True)
class Said:
    """What one announcement states of one register."""

    article: str
    scheme: str
    province: str
    """Empty for the whole country."""
    as_of: str | None
    since: str | None
    new: int | None
    cumulative: int | None
    published: str | None
    """Its day in China."""
    lists: set[str] = field(default_factory=set)
    """Those that its page published."""

    @property
    def weight(self) -> tuple[bool, str, bool]:
        """What makes one statement of an announcement fuller than another."""
        return self.cumulative is not None, self.as_of or "", self.new is not None

    @property
    def until(self) -> str:
        """The day after which nothing can be in what it counts."""
        return self.as_of or self.published or "9999"


def announced(store: RecordStore) -> list[Said]:
    """What the authorities state, the fullest of each announcement on each register.

    Of one day there is one statement: that of the page that published a list, else the earliest.
    An announcement without a total counts where its page has a list, or another register's total.
    """
    fullest: dict[tuple[str, str, str], Said] = {}
    for said in _statements(register.stated_on_pages(store)):
        key = said.article, said.scheme, said.province
        if key not in fullest or fullest[key].weight < said.weight:
            fullest[key] = said
    totals = {said.article for said in fullest.values() if said.cumulative is not None}
    told = [said for said in fullest.values() if said.lists or said.article in totals]
    of_day: dict[tuple[object, ...], Said] = {}
    for said in sorted(told, key=_rank):
        of_day.setdefault((said.scheme, said.province, said.as_of or said.article), said)
    return list(of_day.values())


def may_state(store: RecordStore, article: Article) -> bool:
    """Whether an article may state something of the stored register."""
    if is_authority(article.url, article.outlet):
        return True
    asked = "SELECT 1 FROM register_documents WHERE page_key = ? OR outlet = ? LIMIT 1"
    return bool(store.rows(asked, (article.key, article.outlet)))


def last_day(date: str | None) -> str | None:
    """The last day of a month, the day of a day."""
    if date is None or len(date) != 7:
        return date if date is None or len(date) == 10 else None
    year, month = int(date[:4]), int(date[5:7])
    return f"{date}-{calendar.monthrange(year, month)[1]:02}"


def _rank(said: Said) -> tuple[object, ...]:
    return not said.lists, said.cumulative is None, said.published or "9", said.article


def _statements(rows: Iterable[Row]) -> Iterable[Said]:
    """The statements, each with all lists of its page."""
    found: dict[tuple[object, ...], Said] = {}
    for row in rows:
        province = _province(row)
        new = row["services_in_batch"] if row["services_qualifier"] in _EXACT else None
        total = row["cumulative_services"] if row["cumulative_qualifier"] in _EXACT else None
        if province is None or (new is None and total is None):
            continue
        key = row["article"], row["scheme"], province, row["event_date"], new, total
        said = found.setdefault(key, _said(row, province, new, total))
        said.lists |= {row["list"]} - {None}
    return found.values()


def _said(row: Row, province: str, new: int | None, total: int | None) -> Said:
    return Said(
        article=row["article"],
        scheme=row["scheme"],
        province=province,
        as_of=last_day(row["event_date"] or row["period_end"]),
        since=row["period_start"],
        new=new,
        cumulative=total,
        published=china_day(row["published_at"]),
    )


def _province(row: Row) -> str | None:
    """Of what a statement tells, empty for the country; None where the voice cannot say so."""
    place: str | None = row["province"] or row["place"]
    if row["level"] in ("province", None) and place:
        return place
    if row["level"] not in ("national", None):
        return None
    lists_of_country = row["list"] and not row["place"]
    return "" if lists_of_country or is_national(row["url"], row["outlet"]) else None
