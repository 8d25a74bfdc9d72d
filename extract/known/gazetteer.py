"""The gazetteer: every known name of companies and services, without spaCy."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extract import own
from extract.known import official
from extract.known.alias_files import Kind, read_aliases, read_refused
from extract.known.pinyin_names import pinyin_of
from extract.known.shipped import FILES, Name, fold, shipped_names, squeezed
from extract.layout.form import normalise


@lru_cache
def names() -> tuple[Name, ...]:
    """Every alias: the user's, then others that no decision of his is about.

    These are the package's, as of the day up to which anything is known, and those of stored lists.
    """
    mine = list(_own_names())
    decided = {squeezed(name.alias) for name in mine}
    gone = refused()
    shipped = (
        name
        for name in _official()
        if not (decided or gone)
        or (squeezed(name.alias) not in decided and (name.kind, squeezed(name.alias)) not in gone)
    )
    return (*mine, *shipped)


def _official() -> tuple[Name, ...]:
    """The package's names and those of stored lists, as far as they are known."""
    day, stored = official.horizon(), official.stored()
    if not (day or stored):
        return shipped_names()
    from extract.known.grown_names import added, names_until

    known = names_until(day)
    return (*known, *added(stored, day)) if stored else known


def _own_names() -> Iterator[Name]:
    """The aliases of the user's folder, and how English texts spell them."""
    path = own.own_file(own.ALIASES)
    if path is None:
        return
    found = []
    for row in read_aliases(path):
        for printed in row.names:
            alias = normalise(printed, "zh").text
            language = "zh" if re.search(r"[\u3400-\u9fff]", alias) else "en"
            weak = printed in row.ambiguous
            found.append(Name(row.kind, row.canonical, alias, language, "user", weak))
    kinds = {(name.kind, squeezed(name.alias)) for name in found}
    for name in found:
        other: Kind = "service" if name.kind == "company" else "company"
        yield replace(name, ambiguous=name.ambiguous or (other, squeezed(name.alias)) in kinds)
    for kind in FILES:
        mine = {name.alias: name for name in found if name.kind == kind}
        pairs = ((alias, name.canonical) for alias, name in mine.items())
        for spelling, alias in pinyin_of(pairs, set(map(squeezed, mine))).items():
            yield replace(mine[alias], alias=spelling, language="en", origin="pinyin")


@lru_cache
def aliases() -> dict[tuple[Kind, str], Name]:
    """(kind, folded alias) to its entry."""
    return {(name.kind, squeezed(name.alias)): name for name in reversed(names())}


@lru_cache
def refused() -> frozenset[tuple[Kind, str]]:
    """(kind, folded name) of what the user refused and did not accept as well."""
    path = own.own_file(own.REFUSED)
    accepted = {(name.kind, squeezed(name.alias)) for name in _own_names()} if path else set()
    said = read_refused(path) if path else ()
    return frozenset((kind, fold(name)) for kind, name in said) - accepted


own.when_names_change(names.cache_clear)
own.when_names_change(aliases.cache_clear)
own.when_names_change(refused.cache_clear)
