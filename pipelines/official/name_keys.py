"""Names in, keys out that other spellings of the same thing share; entries are found by them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from extract import own
from extract.known.alias_files import Kind
from extract.known.forms import service_forms
from extract.known.gazetteer import aliases
from extract.known.names import parts
from extract.known.parts import LEAST_LATIN
from extract.known.shipped import fold, squeezed
from pipelines.official.listed import Entry
from pipelines.registration import Printed, Registered

Keys = frozenset[str]
Hits = Mapping[tuple[str, str], Mapping[int, int]]
"""Entry to the services that share a name with it: their places, and points."""
SERVICE_HIT, FIRM_HIT = 3, 2

QUOTED = re.compile(r"[“\"「『《]([^”\"」』》]+)[”\"」』》]")
_IN_NUMBER = re.compile(r"^[A-Za-z]+-(.+?)-\d{8}", re.ASCII)
_LATIN = re.compile(r"[0-9a-z]+", re.ASCII)


@lru_cache(maxsize=50_000)
def service_keys(name: str) -> Keys:
    """What all distinctive forms of a service's name have in common with other spellings."""
    return frozenset(_keys("service", {*service_forms(name), *QUOTED.findall(name), name}))


@lru_cache(maxsize=50_000)
def firm_keys(name: str) -> Keys:
    """The same of a firm's name."""
    return frozenset(_keys("company", [name]))


def _keys(kind: Kind, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        found = parts(kind, name)
        yield f"name {fold(name)}{found.version}"
        if found.core and found.distinctive:
            yield f"name {found.core}{found.version}"
            yield f"sound {found.sound}{found.version}"
        for known in (aliases().get((kind, found.core)), aliases().get((kind, squeezed(name)))):
            if known and not known.ambiguous:
                yield f"known {known.canonical}{found.version}"


@lru_cache(maxsize=50_000)
def number_key(number: str) -> str | None:
    """The service's spelling within an official number, where it is long enough to tell."""
    found = _IN_NUMBER.match(number)
    spelt = squeezed(found[1]) if found else ""
    return f"sound {spelt}" if len(spelt) > LEAST_LATIN and _LATIN.fullmatch(spelt) else None


def entry_keys(entry: Entry) -> tuple[Keys, Keys]:
    """Keys of the entry's service and of its firm."""
    return official_keys(entry.name, entry.number, entry.company)


@lru_cache(maxsize=50_000)
def official_keys(name: str | None, number: str, company: str | None) -> tuple[Keys, Keys]:
    """The same of an entry's names and its number."""
    spelt = number_key(number)
    service = service_keys(name) if name else frozenset()
    firm = firm_keys(company) if company else frozenset()
    return service | ({spelt} if spelt else set()), firm


@lru_cache(maxsize=5_000)
def named_keys(printed: Printed) -> tuple[Keys, Keys]:
    """Keys of a named service and of its firm, of all names that are printed for them."""
    models = [service_keys(model) for _, model in printed if model]
    firms = [firm_keys(firm) for firm, _ in printed if firm]
    return frozenset().union(*models), frozenset().union(*firms)


def hits(named: Sequence[Registered], entries: Sequence[Entry]) -> Hits:
    """Which entries share a name with which services, by their places."""
    wanted: dict[tuple[int, str], set[int]] = defaultdict(set)
    for place, registered in enumerate(named):
        for part, keys in enumerate(named_keys(registered.printed)):
            for key in keys:
                wanted[part, key].add(place)
    found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for entry in entries if wanted else ():
        for part, points in enumerate((SERVICE_HIT, FIRM_HIT)):
            for key in entry_keys(entry)[part]:
                for place in wanted.get((part, key), ()):
                    found[entry.key][place] = max(points, found[entry.key].get(place, 0))
    return found


for _cached in (service_keys, firm_keys, official_keys, named_keys):
    own.when_names_change(_cached.cache_clear)
