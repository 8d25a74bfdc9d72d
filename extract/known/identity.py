"""Printed names to identities: one a real company or service, never by a weak resemblance.

A name means what people gave it to. Any other is short for the one longer name that fits it, of
all names at hand and all that are known; where two fit, it stands for itself. Fitting is: the same
core, no other place, and descriptive words of which the shorter name leaves some out. Names in
other Chinese characters of the same sound never fit; a Latin spelling fits each of them.
The result is a function of the set of names.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract import own
from extract.known.alias_files import Kind
from extract.known.gazetteer import aliases
from extract.known.names import (
    alike,
    are_apart,
    mark,
    owner,
    owner_keys,
    parts,
    readable,
    sound,
    unique,
)  # fmt: skip
from extract.known.parts import Parts
from extract.known.shipped import fold


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom or what a printed name means."""

    key: str
    """The same for all names of one; readable; ``""`` where a name holds nothing comparable."""
    canonicals: frozenset[str]
    """The gazetteer's names for it."""


@dataclass(frozen=True, slots=True)
class Node:
    """A name in its group."""

    name: str
    parts: Parts
    owner: str | None


Home = tuple[str, str]
"""``("owner", canonical)``, or ``("own", name)`` of the first of the names that are one."""


def identities(kind: Kind, names: Iterable[str]) -> dict[str, Identity]:
    """Each name's identity; companies of all names at hand, services of one company's."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names)):
        groups[sound(kind, name)].append(name)
    found: dict[str, Identity] = {}
    for key, printed in groups.items():
        if key:
            found |= _group(kind, key, tuple(printed))
        else:
            found |= dict.fromkeys(printed, Identity("", frozenset()))
    return found


@lru_cache(maxsize=20_000)
def _group(kind: Kind, key: str, printed: tuple[str, ...]) -> Mapping[str, Identity]:
    """The identities of the names of one sound: the same few recur from page to page."""
    known = alike(kind).get(key, ())
    nodes = [Node(n, parts(kind, n), owner(kind, n)) for n in sorted({*known, *printed})]
    homes = _homes(kind, nodes)
    keys = _keys(kind, nodes, homes)
    canonicals: defaultdict[Home, set[str]] = defaultdict(set)
    for node in nodes:
        canonicals[homes[node.name]] |= _canonicals(kind, node)
    return {
        name: Identity(keys[homes[name]], frozenset(canonicals[homes[name]])) for name in printed
    }


def _canonicals(kind: Kind, node: Node) -> set[str]:
    if node.owner is not None:
        return {node.owner}
    known = aliases().get((kind, fold(node.name)))
    official = known is not None and parts(kind, known.canonical).core == node.parts.core
    whole = kind == "service" or (known is not None and fold(known.canonical) == fold(node.name))
    return {known.canonical} if known is not None and official and whole else set()


def _homes(kind: Kind, nodes: Sequence[Node]) -> dict[str, Home]:
    """Where each name belongs: Chinese names by their characters, then Latin ones among them."""
    cores = {node.parts.core for node in nodes if node.parts.han}
    if len(cores) <= 1:
        return _lattice(kind, nodes)
    homes: dict[str, Home] = {}
    for core in sorted(cores):
        homes |= _lattice(kind, [node for node in nodes if node.parts.core == core])
    han = [node for node in nodes if node.parts.han]
    latin = [node for node in nodes if not node.parts.han]
    left = [node for node in latin if node.owner or not _fitting(kind, node, han, homes)]
    homes |= _lattice(kind, left)
    for node in latin:
        if node.name not in homes:
            fits = _fitting(kind, node, han, homes)
            homes[node.name] = fits.pop() if len(fits) == 1 else ("own", node.name)
    return homes


def _lattice(kind: Kind, nodes: Sequence[Node]) -> dict[str, Home]:
    """Longer names first: each shorter one goes where all that it can be short for went."""
    homes: dict[str, Home] = {n.name: ("owner", n.owner) for n in nodes if n.owner is not None}
    bound, free = [n for n in nodes if n.owner], [n for n in nodes if not n.owner]
    for node in sorted(free, key=_length):
        above = [n for n in free if n.name in homes and _shortens(kind, node, n)]
        highest = [n for n in above if not any(_longer(kind, n, other) for other in above)]
        fits = {homes[n.name] for n in highest} | _fitting(kind, node, bound, homes)
        homes[node.name] = fits.pop() if len(fits) == 1 else ("own", node.name)
    return homes


def _length(node: Node) -> tuple[int, bool, bool, str]:
    """Longest first; of equals the Chinese and the full legal name."""
    long = len(node.parts.words) + bool(node.parts.place)
    return (-long, not node.parts.whole, not node.parts.han, node.name)


def _longer(kind: Kind, node: Node, other: Node) -> bool:
    return _shortens(kind, node, other) and not _shortens(kind, other, node)


def _fitting(kind: Kind, node: Node, others: Sequence[Node], homes: dict[str, Home]) -> set[Home]:
    """The homes of names that a name can be short or long for and that nothing parts it from."""
    held: defaultdict[Home, list[Node]] = defaultdict(list)
    for other in others:
        held[homes[other.name]].append(other)
    return {
        home
        for home, those in held.items()
        if any(_comparable(kind, node, n) for n in those) and not _contradicts(node.parts, those)
    }


def _comparable(kind: Kind, node: Node, other: Node) -> bool:
    return _shortens(kind, node, other) or _shortens(kind, other, node)


def _shortens(kind: Kind, node: Node, other: Node) -> bool:
    return shortens(node.parts, other.parts) and not are_apart(kind, node.name, other.name)


def shortens(short: Parts, long: Parts) -> bool:
    """Can one name be what is left of the other, or the same in other letters?"""
    if short.version != long.version or (short.han and long.han and short.core != long.core):
        return False
    if not (short.distinctive and long.distinctive):
        return (short.place, short.words) == (long.place, long.words)
    if short.place not in ("", long.place):
        return False
    return short.words == long.words or (not short.whole and _within(short.words, long.words))


def _within(some: Sequence[str], all_: Sequence[str]) -> bool:
    """Do some words stand among all in their order?"""
    rest = iter(all_)
    return all(word in rest for word in some)


def _contradicts(found: Parts, those: Sequence[Node]) -> bool:
    """Does a name give another place or other words than all names of one owner?"""
    places = {node.parts.place for node in those} - {""}
    if found.place and places and found.place not in places:
        return True
    words = {node.parts.words for node in those}
    if found.words in words:
        return False
    return not all(_within(found.words, w) or _within(w, found.words) for w in words)


def _keys(kind: Kind, nodes: Sequence[Node], homes: dict[str, Home]) -> dict[Home, str]:
    """A readable key a home; plain where the sound is one's alone."""
    owned, taken = owner_keys(kind), _taken(kind)
    own = sorted({home for home in homes.values() if home[0] == "own"})
    given = unique((home[1], readable(parts(kind, home[1]))) for home in own)
    keys = {("own", n): f"{key}-{mark(n)}" if key in taken else key for n, key in given.items()}
    return keys | {home: owned[home[1]] for home in homes.values() if home[0] == "owner"}


@lru_cache
def _taken(kind: Kind) -> frozenset[str]:
    """The keys that owners have, and no other home may."""
    return frozenset(owner_keys(kind).values())


def akin(kind: Kind, one: str, other: str) -> bool:
    """May two names be one by their form, whoever else has a name like theirs?"""
    if sound(kind, one) != sound(kind, other) or not sound(kind, one):
        return False
    owners = owner(kind, one), owner(kind, other)
    if None not in owners:
        return owners[0] == owners[1]
    nodes = [Node(name, parts(kind, name), None) for name in (one, other)]
    return _comparable(kind, nodes[0], nodes[1])


for _cached in (_group, _taken):
    own.when_names_change(_cached.cache_clear)
