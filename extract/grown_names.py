"""Gazetteer entries that ``make names`` does not write: of an earlier day, or of stored lists."""

from collections.abc import Sequence

from extract.alias_files import Kind
from extract.gazetteer import Name, squeezed
from extract.names_table import (
    DERIVED,
    OFFICIAL,
    REVIEWED,
    Owner,
    Owners,
    Row,
    made,
    owned,
    parted,
    printed,
    rows_of,
)  # fmt: skip
from extract.official import OfficialName

KINDS: tuple[Kind, ...] = ("company", "service")


def names_until(day: str) -> list[Name]:
    """The entries that the lists published by a day in China would have made."""
    return [name for kind, owners in made(day).items() for name in _names(kind, rows_of(owners))]


def added(stored: Sequence[OfficialName], shipped: Sequence[Name]) -> list[Name]:
    """The entries that the names of stored lists add; those that ship stay as they are."""
    there = {kind: _owners(kind, shipped) for kind in KINDS}
    all_: dict[Kind, Owners] = {}
    for kind in KINDS:
        official = (name.name for name in stored if name.kind == kind)
        all_[kind] = owned(kind, official, there[kind])
    found = []
    for kind, other in zip(KINDS, reversed(KINDS), strict=True):
        new = {alias: own for alias, own in all_[kind].items() if alias not in there[kind]}
        taken = {squeezed(name.alias) for name in shipped if name.kind == kind}
        found += _names(kind, rows_of(parted(new, all_[other]), taken))
    return found


def _names(kind: Kind, rows: Sequence[Row]) -> list[Name]:
    return [Name(kind, *row[:4], row[4] == 1) for row in rows]


def _owners(kind: Kind, shipped: Sequence[Name]) -> Owners:
    return {
        name.alias: Owner(name.canonical, name.origin, name.ambiguous, _sure(name))
        for name in shipped
        if name.kind == kind and name.origin != "pinyin"
    }


def _sure(name: Name) -> int:
    if name.origin != "register":
        return REVIEWED
    whole = name.kind == "company" or name.alias == printed(name.canonical)
    return OFFICIAL if whole else DERIVED
