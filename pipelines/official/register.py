"""The store's official rows in, read by scheme, day and list; each stretch is read once."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import Any

from db.store import RecordStore
from pipelines.official.checking import BY_LIST
from pipelines.official.listed import Entry, OfficialList, Reached
from pipelines.slugs import PROVINCES

Row = dict[str, Any]
_ENTRY = (
    "SELECT r.scheme, r.number, r.seq, r.province, r.name, r.company, r.date, r.list,"
    " coalesce(r.known_from, l.known_from, l.published, '') AS known_from,"
    " r.company_id, r.service_id, r.cancelled_on, instr(coalesce(r.date_note, ''), '补') AS late"
    " FROM register_rows AS r LEFT JOIN register_lists AS l ON l.list = r.list"
)
_MONTH = f"{_ENTRY} WHERE r.scheme = ? AND r.date BETWEEN ? AND ? ORDER BY r.date, r.number"
_LIST = f"{_ENTRY} WHERE r.list = ? ORDER BY r.seq IS NULL, r.seq, r.row, r.number"
_LISTS = (
    "SELECT l.list, l.scheme, l.title, l.url, l.page, l.published,"
    " coalesce(t.as_of, l.as_of) AS as_of,"
    " coalesce(l.stated_new, t.stated_new) AS stated_new,"
    " coalesce(l.stated_cumulative, t.stated_cumulative) AS stated_cumulative, t.includes,"
    " coalesce(l.known_from, l.published, substr(l.first_seen, 1, 10), '') AS known_from"
    " FROM register_lists AS l LEFT JOIN register_totals AS t"
    " ON t.list = l.list AND t.scheme = l.scheme AND t.province = ''"
    " ORDER BY known_from, l.list, t.as_of"
)
_KEYS = (
    "SELECT DISTINCT scheme, list, page_key FROM register_documents WHERE page_key IS NOT NULL"
    " AND NOT repeats"
)
_UP_TO = (
    "SELECT province, coalesce(known_from, '') AS known_from, count(*) AS n FROM register_rows"
    " WHERE scheme = ? AND date <= ? GROUP BY 1, 2"
)
_LATE_BY_LIST = (
    "SELECT r.province, coalesce(r.known_from, '') AS known_from, count(*) AS n"
    " FROM register_rows AS r LEFT JOIN register_lists AS l ON l.list = r.list"
    " WHERE r.scheme = ? AND CASE WHEN instr(coalesce(r.date_note, ''), '补')"
    " THEN max(r.date, coalesce(l.as_of, l.known_from, '')) ELSE r.date END <= ? GROUP BY 1, 2"
)
_LAST = "SELECT list, max(seq) AS last FROM register_rows GROUP BY list"
_OF_LISTS = (
    "SELECT list, coalesce(known_from, '') AS known_from, count(*) AS n FROM register_rows"
    " WHERE scheme = ? GROUP BY 1, 2"
)
_NAMES = (
    "SELECT DISTINCT name, list FROM register_documents WHERE name IS NOT NULL AND list IS NOT NULL"
)
_BARE = (
    "SELECT DISTINCT a.doc, a.text FROM articles AS a JOIN announcements AS n ON n.doc = a.doc"
    " WHERE a.outlet IN (SELECT DISTINCT outlet FROM register_documents) AND n.role = 'main'"
    " AND n.services_in_batch IS NULL AND n.cumulative_services IS NULL"
)
_DATED = re.compile(r"[\u4e00-\u9fff]{8,}.*\d{4}年")
_PAGES = "SELECT doc, url, key FROM articles WHERE {} IN (?)"


class Register:
    """The official entries of a store."""

    def __init__(self, store: RecordStore) -> None:
        self._store = store
        self._months: dict[tuple[str, str], list[Entry]] = {}
        self._lists: dict[str, tuple[Entry, ...]] = {}
        self._up_to: dict[tuple[str, str], list[Row]] = {}
        self._reached: dict[tuple[str, str, str | None], Reached] = {}
        self._of_lists: dict[str, list[Row]] = {}

    @cached_property
    def empty(self) -> bool:
        """Whether there is no entry at all."""
        return not self._store.rows("SELECT 1 FROM register_rows LIMIT 1")

    @cached_property
    def schemes(self) -> tuple[str, ...]:
        """Those with entries that have a day."""
        asked = "SELECT DISTINCT scheme FROM register_rows WHERE date IS NOT NULL ORDER BY scheme"
        return tuple(row["scheme"] for row in self._store.rows(asked))

    @cached_property
    def span(self) -> tuple[date, date]:
        """The first and the last day of any entry."""
        asked = "SELECT min(date) AS first, max(date) AS last FROM register_rows"
        (row,) = self._store.rows(asked)
        first, last = row["first"] or "2023-08-15", row["last"] or "2023-08-15"
        return date.fromisoformat(first), date.fromisoformat(last)

    @cached_property
    def lists(self) -> tuple[OfficialList, ...]:
        """All lists, by the day from which they are known."""
        rows = {row["list"]: row for row in self._store.rows(_LISTS)}
        docs = self._articles(rows.values())
        last = {row["list"]: row["last"] for row in self._store.rows(_LAST)}
        none: frozenset[int] = frozenset()
        return tuple(
            OfficialList(**row, docs=docs.get(name, none), last=last.get(name))
            for name, row in rows.items()
        )

    @cached_property
    def filled(self) -> tuple[OfficialList, ...]:
        """The lists that have entries today."""
        rows = self._store.rows("SELECT DISTINCT list FROM register_rows")
        there = {row["list"] for row in rows}
        return tuple(one for one in self.lists if one.list in there)

    @cached_property
    def pages(self) -> dict[int, frozenset[str]]:
        """The articles from which files of lists were taken or that name them, with their lists.

        A file that is known is not taken again from a page that has it as well: there its name
        tells. Only pages of outlets that have such files, and that state no number, are read.
        """
        lists: dict[str, set[str]] = defaultdict(set)
        for row in self._store.rows(_KEYS):
            lists[row["page_key"]].add(row["list"])
        found: dict[int, set[str]] = defaultdict(set)
        for doc, key in self._docs(lists):
            found[doc] |= lists[key]
        names = [row for row in self._store.rows(_NAMES) if _DATED.search(row["name"])]
        for page in self._store.rows(_BARE):
            found[page["doc"]] |= {row["list"] for row in names if row["name"] in page["text"]}
        return {doc: frozenset(those) for doc, those in found.items() if those}

    def dated(self, scheme: str, first: date, last: date) -> Iterator[Entry]:
        """The entries of some days, by day."""
        span = first.isoformat(), last.isoformat()
        month = first.replace(day=1)
        while month <= last:
            for entry in self._month(scheme, month.isoformat()[:7]):
                if span[0] <= (entry.date or "") <= span[1]:
                    yield entry
            month = (month + timedelta(days=32)).replace(day=1)

    def of_list(self, name: str) -> tuple[Entry, ...]:
        """The entries of a list, in its order."""
        if name not in self._lists:
            found = self._store.rows(_LIST, (name,))
            self._lists[name] = tuple(map(_entry, found))
        return self._lists[name]

    def up_to(self, scheme: str, day: str, province: str | None) -> Reached:
        """How many entries of a scheme are dated by a day, of one province or of all.

        Late ones of registers that count by list are of the day of their list.
        """
        asked = scheme, day, province
        if asked not in self._reached:
            if asked[:2] not in self._up_to:
                counted = _LATE_BY_LIST if scheme in BY_LIST else _UP_TO
                self._up_to[asked[:2]] = self._store.rows(counted, asked[:2])
            rows = self._up_to[asked[:2]]
            there = (row for row in rows if province in (None, _province(row["province"])))
            self._reached[asked] = _reached(there)
        return self._reached[asked]

    def listed_by(self, one: OfficialList) -> Reached:
        """How many entries there are up to a list, with those of a register that it includes.

        They count by their days, whenever their lists were met, or by the lists before it where
        late entries carry old days, or none has a day.
        """
        if one.scheme not in BY_LIST and one.scheme in self.schemes:
            schemes = [one.scheme, one.includes] if one.includes else [one.scheme]
            found = [
                day for scheme in schemes for day in self.up_to(scheme, one.until, one.province)
            ]
            return _reached({"known_from": day, "n": number} for day, number in found)
        before = {other.list for other in self.lists if other.until <= one.until}
        return _reached(row for row in self._counted(one.scheme) if row["list"] in before)

    def within(self, scheme: str, first: date, last: date) -> tuple[Entry, ...]:
        """The entries that came in a period: by their days, or by the lists that count to one.

        Entries that were entered late are of none.
        """
        if scheme not in BY_LIST:
            return tuple(self.dated(scheme, first, last))
        span = first.isoformat(), last.isoformat()
        lists = [
            other
            for other in self.lists
            if other.scheme == scheme and span[0] <= other.until <= span[1]
        ]
        found = (entry for one in lists for entry in self.of_list(one.list))
        return tuple(entry for entry in found if not entry.late)

    def _counted(self, scheme: str) -> list[Row]:
        if scheme not in self._of_lists:
            self._of_lists[scheme] = self._store.rows(_OF_LISTS, (scheme,))
        return self._of_lists[scheme]

    def _month(self, scheme: str, month: str) -> list[Entry]:
        if (scheme, month) not in self._months:
            found = self._store.rows(_MONTH, (scheme, f"{month}-01", f"{month}-31"))
            self._months[scheme, month] = [_entry(row) for row in found]
        return self._months[scheme, month]

    def _articles(self, rows: Collection[Row]) -> dict[str, frozenset[int]]:
        """List to the articles that are its page; a page of several of a scheme is none's."""
        pages: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in rows:
            for address in {row["url"], row["page"]} - {None}:
                for form in _forms(address):
                    pages[form].add((row["scheme"], row["list"]))
        for row in self._store.rows(_KEYS):
            pages[row["page_key"]].add((row["scheme"], row["list"]))
        own = {
            address: lists
            for address, lists in pages.items()
            if max(Counter(scheme for scheme, _ in lists).values()) == 1
        }
        found: dict[str, set[int]] = defaultdict(set)
        for doc, address in self._docs(own):
            for _, name in own[address]:
                found[name].add(doc)
        return {name: frozenset(docs) for name, docs in found.items()}

    def _docs(self, addresses: Iterable[str]) -> Iterator[tuple[int, str]]:
        """The articles at some addresses or under some keys, each with it."""
        asked = sorted(addresses)
        for column in ("url", "key"):
            for row in self._store.rows_for(_PAGES.format(column), asked):
                yield row["doc"], row[column]


def _entry(row: Row) -> Entry:
    return Entry(**(row | {"province": _province(row["province"]), "late": bool(row["late"])}))


def _forms(address: str) -> tuple[str, str, str]:
    """How articles may have an address, whichever protocol it was fetched by."""
    bare = address.partition("://")[2] or address
    return f"https://{bare}", f"http://{bare}", bare.removeprefix("www.").rstrip("/")


@lru_cache(maxsize=1000)
def _province(printed: str | None) -> str | None:
    return next((name for name in PROVINCES if (printed or "").startswith(name)), None)


def _reached(rows: Iterable[Row]) -> Reached:
    days: Counter[str] = Counter()
    for row in rows:
        days[row["known_from"]] += row["n"]
    return tuple(sorted(days.items()))
