"""Two states of a batch in, what of the facts that readers were told has changed out.

A number that agrees with the one told, a first number, a first scheme and further names of
further articles complete what was told: that is no correction.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from db.statements import Statement, agree
from db.store import RecordStore
from extract.extraction import Quantity
from extract.gazetteer import squeezed
from pipelines.rows import quantity_of

Row = dict[str, Any]
_NAMED = (
    "SELECT r.batch, s.doc, s.company, s.model AS service, s.company_id, s.service_id"
    " FROM registrations AS r JOIN service_mentions AS s ON s.registration = r.id"
    " WHERE r.batch IN (?) ORDER BY r.batch, r.rank, s.doc, s.idx"
)
_DOCS = "SELECT DISTINCT batch, doc FROM announcements WHERE batch IN (?)"


@dataclass(frozen=True, slots=True)
class Name:
    """A service as one article names it."""

    doc: int
    company: str | None
    service: str | None
    company_id: str | None = None
    service_id: str | None = None

    def is_one(self, other: "Name") -> bool:
        """Whether both can be the same service, as far as the names tell."""
        if self.service and other.service:
            same = self.service_id is not None and self.service_id == other.service_id
            return same or squeezed(self.service) == squeezed(other.service)
        if self.company and other.company:
            same = self.company_id is not None and self.company_id == other.company_id
            return same or squeezed(self.company) == squeezed(other.company)
        return False

    @property
    def printed(self) -> str:
        """Firm and service in one line."""
        return " ".join(part for part in (self.company, self.service) if part)


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that is not what was told; texts, numbers in words or lists of names."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader was told of a batch, and is told anew where it changes."""

    scheme: str | None
    province: str | None
    services: Quantity | None
    companies: Quantity | None
    listed: int | None
    """Entries of an official list that no article tells of; None of other batches."""
    found: int = 0
    """Distinct services that were named."""
    names: tuple[Name, ...] = ()

    @classmethod
    def read(cls, row: Row) -> Self:
        """Facts from what ``text`` made of them."""
        numbers = {part: Quantity(**row[part]) if row[part] else None for part in _NUMBERS}
        return cls(**(row | numbers | {"names": tuple(Name(**name) for name in row["names"])}))

    def text(self) -> str:
        """The facts as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def whole(self) -> bool:
        """Whether as many services were named as there are."""
        return self.services is not None and self.found >= self.services.value

    def completed(self, now: "Facts") -> "Facts":
        """What readers know after ``now``, which corrects nothing of it."""
        known = {
            part: getattr(self, part) or getattr(now, part)
            for part in ("scheme", "province", *_NUMBERS)
        }
        return replace(now, **known)


_NUMBERS = ("services", "companies")


def facts_of(store: RecordStore, batches: Collection[Row]) -> dict[str, Facts]:
    """The facts of some rows of ``batches``, by slug."""
    slugs = [row["slug"] for row in batches]
    names: dict[str, list[Name]] = defaultdict(list)
    for row in store.rows_for(_NAMED, slugs):
        names[row.pop("batch")].append(Name(**row))
    return {row["slug"]: _facts(row, names[row["slug"]]) for row in batches}


def docs_of(store: RecordStore, slugs: Collection[str]) -> dict[str, set[int]]:
    """The articles that tell of some batches, by slug."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in store.rows_for(_DOCS, sorted(slugs)):
        found[row["batch"]].add(row["doc"])
    return found


def _facts(row: Row, names: Sequence[Name]) -> Facts:
    return Facts(
        scheme=row["scheme"],
        province=row["province"],
        services=quantity_of(row["services_stated"], row["services_qualifier"]),
        companies=quantity_of(row["companies_stated"], row["companies_qualifier"]),
        listed=None if row["voices"] else row["services_listed"],
        found=row["services_found"],
        names=tuple(dict.fromkeys(names)),
    )


def changes(told: Facts, now: Facts, docs: Collection[int]) -> list[Change]:
    """What is not as it was told; ``docs`` are the articles that tell of the batch now."""
    found = [*_words(told, now), *_numbers(told, now)]
    gone = _gone(told, now, docs)
    new = _new(told, now) if told.whole else []
    if gone or new:
        found.append(Change("names", _printed(gone), _printed(new or _instead(told, now, gone))))
    return found


def state_of(found: Iterable[Change]) -> str:
    """A short hash of what some changes lead to."""
    after = json.dumps([[change.field, change.after] for change in found], ensure_ascii=False)
    return hashlib.sha256(after.encode()).hexdigest()[:12]


def _words(told: Facts, now: Facts) -> Iterator[Change]:
    for part in ("scheme", "province"):
        before, after = getattr(told, part), getattr(now, part)
        if before and after and before != after:
            yield Change(part, before, after)


def _numbers(told: Facts, now: Facts) -> Iterator[Change]:
    for part in _NUMBERS:
        before, after = getattr(told, part), getattr(now, part)
        if before and after and not agree(_said(part, before), _said(part, after)):
            yield Change(part, asdict(before), asdict(after))
    if told.listed and now.listed and told.listed != now.listed:
        yield Change("listed", told.listed, now.listed)


def _said(part: str, quantity: Quantity) -> Statement:
    return Statement(part, quantity.value, quantity.qualifier)


def _gone(told: Facts, now: Facts, docs: Collection[int]) -> list[Name]:
    """Names told by articles that are still of the batch and that none of them has any more."""
    known = [name for name in told.names if name.doc in docs]
    return [name for name in known if not any(name.is_one(other) for other in now.names)]


def _new(told: Facts, now: Facts) -> list[Name]:
    """Names that articles which were told of have now, in a list that was whole."""
    docs = {name.doc for name in told.names}
    there = [name for name in now.names if name.doc in docs]
    return [name for name in there if not any(name.is_one(other) for other in told.names)]


def _instead(told: Facts, now: Facts, gone: Iterable[Name]) -> list[Name]:
    """What the articles whose names are gone name for the first time."""
    docs = {name.doc for name in gone}
    there = [name for name in now.names if name.doc in docs]
    return [name for name in there if not any(name.is_one(other) for other in told.names)]


def _printed(names: Iterable[Name]) -> list[str]:
    return list(dict.fromkeys(name.printed for name in names))
