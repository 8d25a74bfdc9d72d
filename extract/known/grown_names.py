"""Gazetteer entries that ``make names`` does not write: of an earlier day, or of stored lists."""

from collections.abc import Sequence
from functools import lru_cache

from extract.known.alias_files import Kind
from extract.known.official import OfficialName
from extract.known.shipped import Name, shipped_names, squeezed
from extract.known.table import (
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

KINDS: tuple[Kind, ...] = ("company", "service")


@lru_cache(maxsize=4)
def names_until(day: str | None) -> tuple[Name, ...]:
    """The entries that the lists published by a day in China would have made; None: all."""
    if day is None:
        return shipped_names()
    found = (_names(kind, rows_of(owners)) for kind, owners in _owners_until(day).items())
    return tuple(name for names in found for name in names)


def added(stored: Sequence[OfficialName], day: str | None) -> list[Name]:
    """The entries that the names of stored lists add; those that ship stay as they are."""
    there = _owners_until(day)
    all_: dict[Kind, Owners] = {}
    for kind in KINDS:
        official = (name.name for name in stored if name.kind == kind)
        all_[kind] = owned(kind, official, there[kind])
    found = []
    for kind, other in zip(KINDS, reversed(KINDS), strict=True):
        new = {alias: own for alias, own in all_[kind].items() if alias not in there[kind]}
        taken = {squeezed(name.alias) for name in names_until(day) if name.kind == kind}
        found += _names(kind, rows_of(parted(new, all_[other]), taken))
    return found


def _names(kind: Kind, rows: Sequence[Row]) -> list[Name]:
    return [Name(kind, *row[:4], row[4] == 1) for row in rows]


@lru_cache(maxsize=4)
def _owners_until(day: str | None) -> dict[Kind, Owners]:
    """Whose name an alias is among those that ship."""
    if day is not None:
        return made(day)
    found: dict[Kind, Owners] = {kind: {} for kind in KINDS}
    for name in shipped_names():
        if name.origin != "pinyin":
            owner = Owner(name.canonical, name.origin, name.ambiguous, _sure(name))
            found[name.kind][name.alias] = owner
    return found


def _sure(name: Name) -> int:
    if name.origin != "register":
        return REVIEWED
    whole = name.kind == "company" or name.alias == printed(name.canonical)
    return OFFICIAL if whole else DERIVED
