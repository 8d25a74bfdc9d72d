"""What the press names and an official entry in, how surely they are one thing out."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from extract import own
from extract.known.alias_files import Kind
from extract.known.forms import HAN, service_forms
from extract.known.names import are_apart, owner, parts
from extract.known.parts import LEAST_HAN, LEAST_LATIN
from extract.known.shipped import squeezed
from pipelines.official.listed import Entry
from pipelines.official.name_keys import Keys, named_keys, official_keys
from pipelines.registration import Printed, Registered

SAME, SPELT, COMMON, PARTLY = 10, 9, 7, 6
"""Points of a service that is the same by name, by how it is spelt, by how it is spelt though the
name is of everyday words, or by a part of its name."""
FIRM, FIRM_SPELT, FIRM_PARTLY = 5, 4, 3
"""Points of a firm, likewise."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much speaks for a named service being an official entry."""

    service: int
    firm: int
    reasons: tuple[str, ...]
    others_firm: bool = False
    """Is the firm that the press names certainly another one?"""
    weak: bool = False
    """Is it a resemblance that only tells among few entries?"""

    @property
    def points(self) -> int:
        """All of it; a service of another firm is the weaker for it."""
        return self.service + self.firm - (1 if self.others_firm else 0)


class _Official(NamedTuple):
    """The names of an entry; nothing else of it tells what it is."""

    name: str | None
    number: str
    company: str | None


def likeness(found: Registered, entry: Entry) -> Likeness:
    """What speaks for a named service being an entry; no points where nothing does.

    It is kept: each settling of a batch near the entry asks for it again.
    """
    return _likeness(found.printed, _Official(entry.name, entry.number, entry.company))


@lru_cache(maxsize=100_000)
def _likeness(printed: Printed, entry: _Official) -> Likeness:
    service, why = _service(printed, entry)
    firm, who = _firm(printed, entry)
    weak = service in (COMMON, PARTLY) and not firm
    if weak and service == PARTLY and not _translated(printed, entry):
        service, weak = 0, False
    other = bool(service) and not firm and _certainly_other(printed, entry)
    told = [reason for points, reason in ((service, why), (firm, who)) if points]
    if other:
        told.append(f"the register has it of {entry.company}")
    return Likeness(service, firm, tuple(told), other, weak)


def may_be_one(found: Registered, entry: Entry) -> bool:
    """Can unlike names of a firm's services be one service's? Not if both are of one script."""
    official = bool(HAN.search(entry.name or ""))
    return all(bool(HAN.search(model)) != official for _, model in found.printed if model)


def _translated(printed: Printed, entry: _Official) -> bool:
    """Can the firm's names be translations of each other? Only those of two scripts can."""
    official = bool(HAN.search(entry.company or ""))
    return all(bool(HAN.search(firm)) != official for firm, _ in printed if firm)


def _service(printed: Printed, entry: _Official) -> tuple[int, str]:
    mine, theirs = named_keys(printed)[0], official_keys(*entry)[0]
    shared = mine & theirs
    if _apart("service", (model for _, model in printed), entry.name):
        return 0, ""
    if any(key.startswith("name ") for key in shared):
        return SAME, f"the name {entry.name}"
    if any(key.startswith("known ") for key in shared):
        return SAME, f"a known name of {entry.name}"
    if shared:
        return SPELT, f"spelt as {entry.name}"
    models = [model for _, model in printed if model]
    if entry.name and any(
        _sounds("service", model) & _sounds("service", entry.name) for model in models
    ):
        return COMMON, f"spelt as {entry.name}"
    part = next((model for model in models if _within("service", model, entry.name)), None)
    return (PARTLY, f"{part} in part of {entry.name}") if part else (0, "")


def _firm(printed: Printed, entry: _Official) -> tuple[int, str]:
    mine, theirs = named_keys(printed)[1], official_keys(*entry)[1]
    shared = mine & theirs
    if _apart("company", (firm for firm, _ in printed), entry.company):
        return 0, ""
    if any(key.startswith(("name ", "known ")) for key in shared):
        return FIRM, f"the firm {entry.company}"
    if shared:
        return FIRM_SPELT, f"a firm spelt as {entry.company}"
    for firm in (firm for firm, _ in printed if firm):
        if entry.name and _begins(firm, entry.name):
            return FIRM_SPELT, f"{entry.name} bears the firm's name"
        alike = entry.company and _sounds("company", firm) & _sounds("company", entry.company)
        if alike or _within("company", firm, entry.company):
            return FIRM_PARTLY, f"a firm in part named as {entry.company}"
    for model in (model for _, model in printed if model):
        if entry.company and _begins(entry.company, model):
            return FIRM_SPELT, f"{model} bears the name of {entry.company}"
    return 0, ""


@lru_cache(maxsize=50_000)
def _sounds(kind: Kind, name: str) -> Keys:
    """How a name is spelt, be its words as common as they may."""
    forms = {name, *service_forms(name)} if kind == "service" else {name}
    spelt = {parts(kind, form).sound for form in forms}
    return frozenset(one for one in spelt if len(one) >= LEAST_LATIN)


def _apart(kind: Kind, names: Iterable[str | None], official: str | None) -> bool:
    return official is not None and any(are_apart(kind, n, official) for n in names if n)


def _within(kind: Kind, name: str, official: str | None) -> bool:
    """Is the core of one name a part of the other's?"""
    if not official:
        return False
    cores = [parts(kind, name), parts(kind, official)]
    if not all(core.core and core.distinctive for core in cores):
        return False
    if cores[0].version != cores[1].version:
        return False
    texts = [core.core if cores[0].han == cores[1].han else core.sound for core in cores]
    short, long = sorted(texts, key=len)
    least = LEAST_HAN if HAN.search(short) else LEAST_LATIN + 1
    return len(short) >= least and short in long


def _begins(firm: str, service: str) -> bool:
    """Does a service's name begin with the core of a firm's?"""
    core = parts("company", firm)
    long_enough = len(core.core) >= (LEAST_HAN if core.han else LEAST_LATIN)
    return core.distinctive and long_enough and squeezed(service).startswith(core.core)


def _certainly_other(printed: Printed, entry: _Official) -> bool:
    """Is the firm that the press names surely not the entry's?

    Papers name brands, parents and subsidiaries: other words alone do not tell. Two full legal
    names do, and names that people gave to two owners.
    """
    if not entry.company:
        return False
    theirs, owns = parts("company", entry.company), _owner(entry.company)
    for firm in (firm for firm, _ in printed if firm):
        mine = parts("company", firm)
        if mine.whole and theirs.whole and mine.core != theirs.core:
            return True
        if owns and (_owner(firm) or owns) != owns:
            return True
    return False


def _owner(firm: str) -> str | None:
    """Whom people gave a firm's name or its core to."""
    return owner("company", firm) or owner("company", parts("company", firm).core)


for _cached in (_likeness, _sounds):
    own.when_names_change(_cached.cache_clear)
