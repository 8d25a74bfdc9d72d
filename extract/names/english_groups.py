"""English candidates to lists: companies, or units, that stand beside one another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.layout.form import Form
from extract.matching.windows import start_of
from extract.names.candidates import Candidate
from extract.names.english_chain import Gap, gap
from extract.names.pairs import Unit, units

APPOSITION = 40
"""Characters of the words between a company's comma and what it is said to be."""
APPOSED = re.compile(r", (?:which is |once )?(?:an?|the|one of the|China's) (?:[\w-]+ ){0,4}\Z")
ASIDE = re.compile(r"(?:\.?(?: ?\([^()\n]{1,80}\)){0,3})")
"""What may stand between a company and that comma: its code, how it is called from here on."""
FIRM = 1.0
"""Points of a link that parts two names of one list."""


@dataclass(frozen=True, slots=True)
class Group:
    """Companies, or units, of one list."""

    companies: tuple[Candidate, ...]
    units: tuple[Unit, ...]

    @property
    def start(self) -> int:
        return (self.companies or self.units)[0].start

    @property
    def end(self) -> int:
        return (self.companies or self.units)[-1].end


def grouped(form: Form, candidates: Sequence[Candidate]) -> list[Group]:
    """Lists of companies and lists of units, in order."""
    nodes: list[Candidate | Unit] = [c for c in candidates if c.kind == "company"]
    nodes += _unless_apposed(form, nodes, units(form, candidates))
    single = [
        Group((n,), ()) if isinstance(n, Candidate) else Group((), (n,))
        for n in sorted(nodes, key=start_of)
    ]
    bound = [_bound(form, a, b) for a, b in pairwise(single)]
    out: list[Group] = []
    for i, new in enumerate(single):
        last = out[-1] if out else None
        parted = 2 <= i < len(single) and bound[i - 2] and i < len(bound) and bound[i]
        alike = last and bool(last.units) == bool(new.units)
        if last and alike and not parted and between(form, last, new).listed:
            out[-1] = Group(last.companies + new.companies, last.units + new.units)
        else:
            out.append(new)
    return out


def _unless_apposed(
    form: Form, companies: Sequence[Candidate | Unit], made: Sequence[Unit]
) -> Iterator[Unit]:
    """The units but descriptions of a company itself: ``C, a social media platform, filed``."""
    ends = sorted(c.end for c in companies)
    for unit in made:
        lead = APPOSED.search(form.text, max(0, unit.start - APPOSITION), unit.start)
        if unit.model is not None or lead is None:
            yield unit
            continue
        end = max((e for e in ends if e <= lead.start()), default=0)
        if not (end and ASIDE.fullmatch(form.text, end, lead.start())):
            yield unit


def _bound(form: Form, first: Group, second: Group) -> bool:
    """Does a link tie two neighbours of different kinds?"""
    order = "CM" if first.companies else "MC"
    bond = between(form, first, second).bonds.get(order)
    return bool(first.units) != bool(second.units) and bond is not None and bond[0] >= FIRM


def between(form: Form, first: Group, second: Group) -> Gap:
    """What stands between two lists and the links that it makes."""
    return gap(form, _edge(first, -1), _edge(second, 0))


def _edge(group: Group, index: int) -> Candidate:
    if group.companies:
        return group.companies[index]
    unit = group.units[index]
    return Candidate("model", unit.start, unit.end, unit.rule, 0)


def nameless(group: Group) -> bool:
    """Is a group one description alone?"""
    return not group.companies and len(group.units) == 1 and group.units[0].model is None
