"""The gazetteer as identities: whose name a known name is, and which known names sound alike."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from extract import own
from extract.known import official
from extract.known.alias_files import Kind, read_apart
from extract.known.gazetteer import aliases
from extract.known.parts import LEAST_HAN, Parts, parts_of
from extract.known.shipped import NAMES, Name, fold, squeezed
from extract.known.words import HAN

DECIDED = ("reviewed", "user")
"""Origins of an alias that a person gave to its owner."""
SOUNDS = NAMES / "sounds.csv"


@lru_cache
def apart() -> dict[tuple[Kind, str], tuple[str, tuple[str, ...]]]:
    """(kind, folded name) to the name and the others that it is not, as the user decided."""
    path = own.own_file(own.APART)
    found: dict[tuple[Kind, str], tuple[str, tuple[str, ...]]] = {}
    for kind, name, other in read_apart(path) if path else ():
        first, others = found.get((kind, fold(name)), (name, ()))
        found[kind, fold(name)] = first, (*others, other)
    return found


@lru_cache
def decided(kind: Kind) -> frozenset[str]:
    """The canonical names to which people gave aliases."""
    given = (n for n in aliases().values() if n.origin in DECIDED)
    return frozenset(name.canonical for name in given if name.kind == kind)


def owner(kind: Kind, name: str) -> str | None:
    """The canonical name that people gave a name to; None where nobody did.

    A name that is kept apart from another of the same owner, or of none, owns itself.
    """
    given = _given(kind, name)
    own_name, others = apart().get((kind, fold(name)), (name, ()))
    if any(_given(kind, other) == given for other in others):
        return own_name
    return given


def _given(kind: Kind, name: str) -> str | None:
    known = aliases().get((kind, fold(name)))
    if known and (known.origin in DECIDED or known.canonical in decided(kind)):
        return known.canonical
    return None


def are_apart(kind: Kind, one: str, other: str) -> bool:
    """Did the user say that two names are not one?"""
    pairs = ((one, other), (other, one))
    return any(fold(b) in map(fold, apart().get((kind, fold(a)), ("", ()))[1]) for a, b in pairs)


@lru_cache
def alike(kind: Kind) -> dict[str, tuple[str, ...]]:
    """Sound to the known names of it: what people decided and, of companies, official names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for of, key, joined in sounds() if official.horizon() else _shipped_sounds():
        if of == kind:
            found[key].update(n for n in joined.split("|") if (kind, squeezed(n)) in aliases())
    mine = [n.alias for n in aliases().values() if n.kind == kind and n.origin == "user"]
    mine += [n.name for n in official.stored() if n.kind == kind and _is_known(n)]
    mine += [printed for (of, _), (printed, _) in apart().items() if of == kind]
    for name in mine:
        found[sound(kind, name)].add(name)
    return {key: tuple(sorted(names)) for key, names in found.items()}


@lru_cache
def _shipped_sounds() -> tuple[tuple[str, ...], ...]:
    with SOUNDS.open(encoding="utf-8", newline="") as file:
        return tuple(map(tuple, list(csv.reader(file))[1:]))


def sounds() -> list[tuple[Kind, str, str]]:
    """The rows of ``sounds.csv``: kind, sound, and the known names of it, parted by ``|``."""
    held: defaultdict[tuple[Kind, str], set[str]] = defaultdict(set)
    for name in aliases().values():
        if name.origin != "pinyin" and known(name):
            held[name.kind, sound(name.kind, name.alias)].add(name.alias)
    return [(kind, key, "|".join(sorted(names))) for (kind, key), names in sorted(held.items())]


def known(name: Name) -> bool:
    """Is a name of the gazetteer more than a shorter form of an official one?"""
    official = name.kind == "company" and squeezed(name.canonical) == squeezed(name.alias)
    return official or name.origin in DECIDED or name.canonical in decided(name.kind)


def _is_known(stored: official.OfficialName) -> bool:
    found = aliases().get((stored.kind, fold(stored.name)))
    return found is not None and known(found)


@lru_cache(maxsize=50_000)
def parts(kind: Kind, name: str) -> Parts:
    """The parts of a name; a version counts only where the gazetteer has no such name without.

    What people gave to a company or service without reserve is distinctive, however common.
    """
    found = parts_of(kind, name)
    if kind == "service" and not _given(kind, name):
        found = without_firm(found, name)
    known = aliases().get((kind, found.core))
    if known and known.origin in DECIDED and not known.ambiguous:
        found = replace(found, named=True)
    whole = (kind, found.core + found.version) in aliases()
    return replace(found, version="") if known and found.version and not whole else found


def without_firm(found: Parts, name: str) -> Parts:
    """A service's parts without the known company that its name begins with, as its place."""
    begun = _begun(found, name)
    if begun is None:
        return found
    goes_on = found.core[len(squeezed(begun.alias)) :]
    rest = replace(found, core=goes_on, place=squeezed(begun.canonical))
    return rest if rest.distinctive else found


def brand_of(service: str) -> str | None:
    """The owner of the company's name that a service's name begins with; None where none does."""
    begun = _begun(parts_of("service", service), service)
    return owner("company", begun.alias) if begun else None


def _begun(found: Parts, name: str) -> Name | None:
    """The longest company's name that a service's name begins with and goes on behind."""
    words = name.split()
    ends = {len(squeezed(" ".join(words[:n]))) for n in range(1, len(words))}
    for length in range(len(found.core) - LEAST_HAN, LEAST_HAN - 1, -1):
        firm = aliases().get(("company", found.core[:length]))
        parted = length in ends or HAN.search(found.core[length - 1 : length + 1])
        if firm and parted and not firm.ambiguous and firm.origin != "pinyin":
            return firm
    return None


@lru_cache(maxsize=50_000)
def sound(kind: Kind, name: str) -> str:
    """What all spellings of a name have in common; names of other sounds are never one by rule.

    A Latin spelling whose Chinese characters the gazetteer knows sounds as these are read.
    """
    found = parts(kind, name)
    if not found.han:
        known = aliases().get((kind, found.core))
        if known and known.origin == "pinyin":
            read = parts_of(kind, known.canonical)
            return read.sound if read.han else found.core
    return found.sound


@lru_cache
def owner_keys(kind: Kind) -> dict[str, str]:
    """Canonical name to the readable key of its owner; no two share one."""
    kept = [name for (k, _), (name, _) in apart().items() if k == kind]
    return unique((name, readable(parts(kind, name))) for name in sorted(decided(kind) | set(kept)))


def readable(found: Parts) -> tuple[str, str]:
    """A short and a full key of a name's parts."""
    short = found.sound + found.version
    return short, "-".join(part for part in (found.place, short, *found.words) if part)


def unique(keys: Iterable[tuple[str, tuple[str, str]]]) -> dict[str, str]:
    """The short key where it is one name's only, else the full one, else one with a mark."""
    given = dict(keys)
    short = _times(short for short, _ in given.values())
    full = _times(full for _, full in given.values())
    return {
        name: one if short[one] == 1 else all_ if full[all_] == 1 else f"{all_}-{mark(name)}"
        for name, (one, all_) in given.items()
    }


def mark(name: str) -> str:
    """Four characters that tell a name from others of its sound."""
    return hashlib.sha256(fold(name).encode()).hexdigest()[:4]


def _times(values: Iterable[str]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for value in values:
        found[value] += 1
    return found


for _cached in (apart, decided, alike, parts, sound, owner_keys):
    own.when_names_change(_cached.cache_clear)
