"""Official rows and reviewed aliases to the rows of the two gazetteer files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from extract.known.alias_files import Kind, read_aliases
from extract.known.forms import (
    company_forms,
    is_common,
    is_core,
    needs_support,
    service_forms,
    usable,
)
from extract.known.official import of_bundled
from extract.known.pinyin_names import pinyin_of
from extract.known.shipped import NAMES, fold
from extract.layout.form import normalise

FORMS: dict[Kind, Callable[[str], Iterator[str]]] = {
    "company": company_forms,
    "service": service_forms,
}
REVIEWED, OFFICIAL, DERIVED = 3, 2, 1
"""How surely a string names something of a kind."""


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose name an alias is."""

    canonical: str
    origin: str
    ambiguous: bool
    sure: int


Owners = dict[str, Owner]
Row = tuple[str, str, str, str, int]
"""Canonical name, alias, language, origin, and 1 where the alias is ambiguous."""


def printed(name: str) -> str:
    """A name as the form of a Chinese text has it."""
    return normalise(name.strip(), "zh").text


def reviewed(kind: Kind, until: str | None = None) -> Owners:
    """Alias to its owner as people decided it.

    Up to a day, without what people wrote of an official name that no list had by then.
    """
    known = {fold(name) for name in of_bundled(kind, until)}
    later = {fold(name) for name in of_bundled(kind, None)} - known if until else set()
    return {
        printed(alias): Owner(row.canonical, "reviewed", alias in row.ambiguous, REVIEWED)
        for row in read_aliases(NAMES / "aliases.csv")
        if row.kind == kind and fold(row.canonical) not in later
        for alias in row.names
    }


def owned(kind: Kind, official: Iterable[str], known: Owners) -> Owners:
    """Every alias has one owner: who is known for it, else the first official name that yields it.

    An official name whose shorter form people reviewed belongs to that form's owner, unless the
    form is an everyday word.
    """
    owners = dict(known)
    for name in official:
        forms = list(dict.fromkeys(printed(form) for form in FORMS[kind](name)))
        claimed = (
            known[form].canonical
            for form in forms
            if form in known
            and known[form].sure == REVIEWED
            and (form == forms[0] or not is_common(form))
        )
        canonical = next(claimed, name)
        for form in forms:
            if form and usable(form, forms[0]):
                owners.setdefault(form, _registered(kind, canonical, form, forms[0]))
    return owners


def made(until: str | None = None) -> dict[Kind, Owners]:
    """The gazetteer from the rows that ship; up to a day, as it would have been made then."""
    companies, services = (
        owned(kind, of_bundled(kind, until), reviewed(kind, until)) for kind in FORMS
    )
    return {"company": parted(companies, services), "service": parted(services, companies)}


def _registered(kind: Kind, canonical: str, form: str, whole: str) -> Owner:
    """The owner of a form of an official name; a company's with its trade is never ambiguous."""
    plain = kind == "company" and not is_core(form)
    sure = OFFICIAL if kind == "company" or form == whole else DERIVED
    return Owner(canonical, "register", not plain and needs_support(form), sure)


def parted(owners: Owners, other: Owners) -> Owners:
    """What is less surely of this kind than of the other goes; of equals both are ambiguous."""
    weight = {alias: owner.sure for alias, owner in other.items()}
    return {
        alias: replace(owner, ambiguous=owner.ambiguous or owner.sure == weight.get(alias))
        for alias, owner in owners.items()
        if owner.sure >= weight.get(alias, 0)
    }


def rows_of(owners: Owners, taken: Iterable[str] = ()) -> list[Row]:
    """The rows of a kind, with the pinyin spellings that belong to one owner only.

    ``taken`` are folded names that no spelling may be.
    """
    rows = [
        (owner.canonical, alias, language_of(alias), owner.origin, int(owner.ambiguous))
        for alias, owner in owners.items()
    ]
    cores = {alias: owner for alias, owner in owners.items() if is_core(alias)}
    pairs = ((alias, owner.canonical) for alias, owner in cores.items())
    spelt = pinyin_of(pairs, {fold(alias) for alias in owners}.union(taken))
    rows += [
        (owners[alias].canonical, spelling, "en", "pinyin", int(owners[alias].ambiguous))
        for spelling, alias in spelt.items()
    ]
    return sorted(rows, key=lambda row: (row[1], row[0]))


def language_of(form: str) -> str:
    """``zh`` for a form with a Han character."""
    return "zh" if any("\u3400" <= c <= "\u9fff" for c in form) else "en"
