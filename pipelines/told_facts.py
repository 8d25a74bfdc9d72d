"""Two states of a batch in, what of the facts that readers were told has changed out.

A number that agrees with the one told, a first number, a first scheme and further names of
further articles complete what was told: that is no correction. An article that changes its own
number is one, though others have not followed yet.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from db.statements import Statement, agree
from db.store import RecordStore
from extract.extraction import Quantity
from extract.known.shipped import squeezed
from pipelines.rows import parts, quantity_of

Row = dict[str, Any]
Key = tuple[str, str]
_NAMED = (
    "SELECT r.batch, s.doc, s.company, s.model AS service, s.company_id, s.service_id"
    " FROM registrations AS r JOIN service_mentions AS s ON s.registration = r.id"
    " WHERE r.batch IN (?) ORDER BY r.batch, r.rank, s.doc, s.idx"
)
_DOCS = "SELECT DISTINCT batch, doc FROM announcements WHERE batch IN (?)"
_CLAIMS = (
    "SELECT n.batch, n.doc, a.outlet, n.services_in_batch, n.services_qualifier,"
    " n.companies_in_batch, n.companies_qualifier FROM announcements AS n"
    " JOIN articles AS a ON a.doc = n.doc WHERE n.role = 'main'"
    " AND n.kind IN ('batch', 'list') AND n.batch IN (?) ORDER BY n.batch, n.doc, n.idx DESC"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A service as one article names it."""

    doc: int
    company: str | None
    service: str | None
    company_id: str | None = None
    service_id: str | None = None

    @property
    def printed(self) -> str:
        """Firm and service in one line."""
        return " ".join(part for part in (self.company, self.service) if part)


class Known:
    """Names to look others up in: those of which one can be the same service."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._services: set[Key] = set()
        self._companies: set[Key] = set()
        self._alone: set[Key] = set()
        """Companies of names without a service."""
        for name in names:
            if name.service:
                self._services.update(_keys(name.service, name.service_id))
            if name.company:
                keys = _keys(name.company, name.company_id)
                self._companies.update(keys)
                self._alone.update(() if name.service else keys)

    def has(self, name: Name) -> bool:
        """Whether one of them can be the same service, as far as the names tell.

        By service where both name one, else by company.
        """
        service = _keys(name.service, name.service_id) if name.service else ()
        company = _keys(name.company, name.company_id) if name.company else ()
        companies = self._alone if name.service else self._companies
        return not self._services.isdisjoint(service) or not companies.isdisjoint(company)


def _keys(name: str, identity: str | None) -> tuple[Key, ...]:
    """By what a name is found: how it is spelt, and its identity."""
    spelt = "name", squeezed(name)
    return (spelt,) if identity is None else (spelt, ("id", identity))


@dataclass(frozen=True, slots=True)
class Claimed:
    """The numbers that one article states."""

    doc: int
    outlet: str | None
    services: Quantity | None
    companies: Quantity | None


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that is not what was told; texts, numbers in words or lists of names."""

    field: str
    before: Any
    after: Any
    by: str | None = None
    """The outlet that alone changed it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a reader was told of a batch, and is told anew where it changes."""

    scheme: str | None
    province: str | None
    services: Quantity | None
    companies: Quantity | None
    seen_services: Quantity | None
    """The batch's own number, which may be another than the one that was told last."""
    seen_companies: Quantity | None
    listed: int | None
    """Entries of an official list that no article tells of; None of other batches."""
    found: int = 0
    """Distinct services that were named."""
    names: tuple[Name, ...] = ()
    claims: tuple[Claimed, ...] = ()

    @classmethod
    def read(cls, row: Row) -> Self:
        """Facts from what ``text`` made of them."""
        numbers = (*_NUMBERS, *(f"seen_{part}" for part in _NUMBERS))
        known: Row = {part: _number(row[part]) for part in numbers}
        known["names"] = tuple(Name(**name) for name in row["names"])
        known["claims"] = tuple(
            Claimed(**(one | {part: _number(one[part]) for part in _NUMBERS}))
            for one in row["claims"]
        )
        return cls(**(row | known))

    def text(self) -> str:
        """The facts as JSON."""
        return json.dumps(self, ensure_ascii=False, default=parts)

    @property
    def whole(self) -> bool:
        """Whether as many services were named as there are."""
        return self.services is not None and self.found >= self.services.value

    def beside(self, parts: Iterable["Facts"]) -> "Facts":
        """The facts with what the articles of some parts state."""
        return replace(self, claims=(*self.claims, *(c for part in parts for c in part.claims)))

    def has(self, found: Iterable["Change"]) -> bool:
        """Whether the batch has the numbers that some changes lead to."""
        new = ((c.field, _number(c.after)) for c in found if c.field in _NUMBERS)
        return all(getattr(self, part) == number for part, number in new)

    def completed(self, now: "Facts") -> "Facts":
        """What readers know after ``now``, which corrects nothing of it."""
        kept = ("scheme", "province", "listed", *_NUMBERS)
        return replace(now, **{part: getattr(self, part) or getattr(now, part) for part in kept})

    def corrected(self, now: "Facts", found: Iterable[Change]) -> "Facts":
        """What readers know after they were told of some changes that lead to ``now``."""
        told: Row = {part: getattr(self, part) or getattr(now, part) for part in _NUMBERS}
        told |= {c.field: _number(c.after) for c in found if c.field in _NUMBERS}
        return replace(now, **told)


_NUMBERS = ("services", "companies")


def facts_of(store: RecordStore, batches: Collection[Row]) -> dict[str, Facts]:
    """The facts of some rows of ``batches``, by slug."""
    slugs = [row["slug"] for row in batches]
    names: dict[str, list[Name]] = defaultdict(list)
    for row in store.rows_for(_NAMED, slugs):
        names[row.pop("batch")].append(Name(**row))
    claims: dict[str, dict[int, Claimed]] = defaultdict(dict)
    for row in store.rows_for(_CLAIMS, slugs):
        claims[row["batch"]][row["doc"]] = _claimed(row)
    return {
        row["slug"]: _facts(row, names[row["slug"]], claims[row["slug"]].values())
        for row in batches
    }


def docs_of(store: RecordStore, slugs: Collection[str]) -> dict[str, set[int]]:
    """The articles that tell of some batches, by slug."""
    found: dict[str, set[int]] = defaultdict(set)
    for row in store.rows_for(_DOCS, sorted(slugs)):
        found[row["batch"]].add(row["doc"])
    return found


def _claimed(row: Row) -> Claimed:
    return Claimed(
        doc=row["doc"],
        outlet=row["outlet"],
        services=quantity_of(row["services_in_batch"], row["services_qualifier"]),
        companies=quantity_of(row["companies_in_batch"], row["companies_qualifier"]),
    )


def _number(row: Row | None) -> Quantity | None:
    return Quantity(**row) if row else None


def _facts(row: Row, names: Sequence[Name], claims: Iterable[Claimed]) -> Facts:
    services, companies = (
        quantity_of(row[f"{part}_stated"], row[f"{part}_qualifier"]) for part in _NUMBERS
    )
    return Facts(
        scheme=row["scheme"],
        province=row["province"],
        services=services,
        companies=companies,
        seen_services=services,
        seen_companies=companies,
        listed=None if row["voices"] else row["services_listed"],
        found=row["services_found"],
        names=tuple(dict.fromkeys(names)),
        claims=tuple(claims),
    )


def changes(
    told: Facts,
    now: Facts,
    docs: Collection[int],
    stand: Callable[[Name], bool] = lambda name: False,
) -> list[Change]:
    """What is not as it was told; ``docs`` are the articles that tell of the batch now.

    Names whose passages ``stand`` as they were come and go with our reading alone.
    """
    found = [*_words(told, now), *_numbers(told, now)]
    gone = [name for name in _gone(told, now, docs) if not stand(name)]
    new = [name for name in _new(told, now) if not stand(name)] if told.whole else []
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
        before, seen = getattr(told, part), getattr(told, f"seen_{part}")
        after = getattr(now, part)
        if _differ(part, before, after) and _differ(part, seen or before, after):
            yield Change(part, asdict(before), asdict(after), _alone(part, now))
        elif edit := _edited(part, told, now):
            yield Change(part, asdict(before), asdict(getattr(edit, part)), edit.outlet)
    if told.listed and now.listed and told.listed != now.listed:
        yield Change("listed", told.listed, now.listed)


def _alone(part: str, now: Facts) -> str | None:
    """The outlet that alone states a number that the batch has now, beside others."""
    stated = [(one.outlet, number) for one in now.claims if (number := getattr(one, part))]
    after = getattr(now, part)
    by = {outlet for outlet, number in stated if not _differ(part, number, after)}
    others = {outlet for outlet, number in stated if _differ(part, number, after)}
    return next(iter(by)) if len(by) == 1 and others - by else None


def _edited(part: str, told: Facts, now: Facts) -> Claimed | None:
    """What an article states now that stated another number before, if it was not told."""
    before = {one.doc: getattr(one, part) for one in told.claims}
    return next(
        (
            one
            for one in now.claims
            if _differ(part, before.get(one.doc), getattr(one, part))
            and _differ(part, getattr(told, part), getattr(one, part))
        ),
        None,
    )


def _differ(part: str, one: Quantity | None, other: Quantity | None) -> bool:
    """Whether two numbers cannot both be true."""
    if one is None or other is None:
        return False
    said = (Statement(part, quantity.value, quantity.qualifier) for quantity in (one, other))
    return not agree(*said)


def _gone(told: Facts, now: Facts, docs: Collection[int]) -> list[Name]:
    """Names told by articles that are still of the batch and that none of them has any more."""
    known = [name for name in told.names if name.doc in docs]
    return _lacking(known, now.names)


def _new(told: Facts, now: Facts) -> list[Name]:
    """Names that articles which were told of have now, in a list that was whole."""
    docs = {name.doc for name in told.names}
    there = [name for name in now.names if name.doc in docs]
    return _lacking(there, told.names)


def _instead(told: Facts, now: Facts, gone: Iterable[Name]) -> list[Name]:
    """What the articles whose names are gone name for the first time."""
    docs = {name.doc for name in gone}
    there = [name for name in now.names if name.doc in docs]
    return _lacking(there, told.names)


def _lacking(names: Iterable[Name], others: Iterable[Name]) -> list[Name]:
    """Those that none of the others can be."""
    known = Known(others)
    return [name for name in names if not known.has(name)]


def _printed(names: Iterable[Name]) -> list[str]:
    return list(dict.fromkeys(name.printed for name in names))
