"""The rows and totals that ship in, the same in the record store out."""

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, get_args

import extract.register
from crawler.items import Document
from db import register
from db.store import RecordStore
from extract.extraction import Scheme
from extract.register.records import RegisterFile, RegisterRow
from pipelines.official.checking import keep_verdicts
from pipelines.official.keep import note_document, renew, within
from pipelines.official.sightings import BUNDLED

Row = dict[str, Any]
FOLDER = Path(extract.register.__file__).with_name("bundled")
_DETAILS = ("role", "category", "products", "swapped")
_NUMBERS = ("stated_new", "stated_cumulative")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What there was to load, and what of it was not there before."""

    lists: int
    rows: int
    new: int
    changed: int
    totals: int
    schemes: frozenset[str]
    """Those of which anything stored has changed."""


def load(store: RecordStore, *, as_of: str | None = None) -> Loaded:
    """Stores the rows and totals that ship; ``as_of`` leaves out what was published later."""
    with within(store):
        return _load(store, as_of)


@cache
def documents() -> tuple[tuple[Document, RegisterFile], ...]:
    """The lists that ship, each as a document."""
    sha256 = hashlib.sha256(FOLDER.joinpath("rows.csv").read_bytes()).hexdigest()
    urls = {row["list"]: row["url"] for row in totals() if row["list"]}
    rows = sorted(enumerate(_csv("rows.csv"), 1), key=lambda r: (r[1]["list"], r[0]))
    found = []
    for name, group in groupby(rows, key=lambda r: r[1]["list"]):
        told = list(group)
        entries = tuple(_entry(row, number) for number, row in told)
        document = Document(
            key=f"{BUNDLED}:{name}", url=None, page=urls.get(name), name=None, body=b"",
            sha256=sha256, outlet=None, published_at=told[0][1]["published"], fetched_at=None,
        )  # fmt: skip
        found.append((document, RegisterFile(BUNDLED, None, entries, ())))
    return tuple(found)


@cache
def totals() -> tuple[Row, ...]:
    """The totals that ship, as rows of ``register_totals``."""
    return tuple(_total(row) for row in _csv("totals.csv"))


def is_loaded(store: RecordStore) -> bool:
    """Whether the bundled rows were loaded."""
    return bool(register.documents_of_type(store, BUNDLED))


def _load(store: RecordStore, as_of: str | None) -> Loaded:
    known = [one for one in documents() if _is_known(one[0].published_at, as_of)]
    before = register.revisions_of(store, _schemes())
    schemes = _forget_others(store, {document.key for document, _ in known})
    for document, file in known:
        schemes |= note_document(store, document, file)
    changed = renew(store, schemes)
    told = [row for row in totals() if _is_known(row["published"], as_of)]
    store.sync("register_totals", told, where="origin = :origin", params={"origin": BUNDLED})
    keep_verdicts(store)
    after = register.revisions_of(store, _schemes())
    new = sum(key not in before for key in after)
    revised = sum(before.get(key, number) != number for key, number in after.items())
    rows = sum(len(file.rows) for _, file in known)
    return Loaded(len(known), rows, new, revised, len(told), frozenset(changed))


def _forget_others(store: RecordStore, keys: set[str]) -> set[str]:
    """Forgets lists that shipped with an earlier release; returns their schemes."""
    rows = register.documents_of_type(store, BUNDLED)
    gone = [row for row in rows if row["key"] not in keys]
    store.write("DELETE FROM register_documents WHERE key = ?", [(row["key"],) for row in gone])
    return {row["scheme"] for row in gone}


def _schemes() -> set[str]:
    return {row.scheme for _, file in documents() for row in file.rows}


def _is_known(published: str | None, as_of: str | None) -> bool:
    """A month is known at its end."""
    if as_of is None or published is None:
        return True
    return (published if len(published) > 7 else f"{published}-31") <= as_of


def _entry(row: dict[str, str], number: int) -> RegisterRow:
    return RegisterRow(
        scheme=_scheme(row["scheme"]),
        seq=int(row["seq"]) if row["seq"] else None,
        **{column: row[column] or None for column in ("province", "name", "company", "number")},
        date=row["date"] or None,
        date_note=row["date_note"] or None,
        list=row["list"],
        page=None,
        row=number,
        details={column: row[column] for column in _DETAILS if row[column]},
    )


def _total(row: dict[str, str]) -> Row:
    numbers = {column: int(row[column]) if row[column] else None for column in _NUMBERS}
    texts = {column: row[column] or None for column in ("includes", "list", "url", "published")}
    where = {"scheme": _scheme(row["scheme"]), "as_of": row["as_of"], "province": row["province"]}
    return where | numbers | texts | {"origin": BUNDLED}


def _scheme(text: str) -> Scheme:
    return next(scheme for scheme in get_args(Scheme) if scheme == text)


def _csv(name: str) -> Iterator[dict[str, str]]:
    with FOLDER.joinpath(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
