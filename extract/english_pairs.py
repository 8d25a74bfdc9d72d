"""English candidates to services: companies and units joined by what stands between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from extract.candidates import Candidate
from extract.english_anaphors import with_antecedents
from extract.english_chain import Gap, gap
from extract.english_issuer import issuer, with_issuer
from extract.english_items import item_pairs, lists
from extract.english_kinds import passages
from extract.english_referred import referred
from extract.english_short import in_short
from extract.form import Form
from extract.gazetteer import aliases, fold
from extract.pairs import ANAPHORS, MENTIONS, Pair, Unit, units
from extract.windows import start_of, within
from extract.word_lists import compiled

EACH = re.compile(r"\b(?:each|both|joint|jointly|together)\b")
NEAR = 120
"""Characters between a company and a model behind it that nothing else links."""
APPOSITION = 40
"""Characters of the words between a company's comma and what it is said to be."""
APPOSED = re.compile(r", (?:which is |once )?(?:an?|the|one of the|China's) (?:[\w-]+ ){0,4}\Z")
ASIDE = re.compile(r"(?:\.?(?: ?\([^()\n]{1,80}\)){0,3})")
"""What may stand between a company and that comma: its code, how it is called from here on."""
SAME_NAME = re.compile(
    r"(?:of|under|by|carries|bears|has|its) the (?:\w+(?:'s)? )?(?:company of the )?"
    r"(?:same|own|company's own|firm's own) name|(?:the|its) (?:company's |firm's )?own name"
)
STOP = re.compile(r"[.!?][\"')]* [A-Z]")
"""The end of a sentence, behind which a name is another's."""
ANOTHER = compiled(r"\b{offering} \Z", "en")
"""Before ``of the same name`` where that is one more: ``Lanhe, and an app of the same name``."""
ONE_BY = compiled(
    r"\b(?:one|another)(?: of (?:the|them|these|those)(?: {numeral}[\w-]{0,12})?)?,?"
    r" (?:by|from) (?:the )?(?:{lc} ){0,4}\Z",
    "en",
)
"""Before a company, a service of which is left unnamed."""
ONE_REACH = 70
OF_ITS = re.compile(r"\b(?:operator|owner|maker|parent|publisher|provider)s? of [^.;\n]{0,60}\Z")
"""Before it where it is said of what a firm is known for: ``Haida, owner of the site of the …``."""
OWNED = re.compile(r"'s? (?:[a-z-]+ ){0,3}(?=[A-Z])")
FIRM = 1.0
"""Points of a link that parts two names of one list."""
SHARED = (".of", ".from", ".by")
"""Links that may hold for the last of a list alone."""
BESIDE = (".adjacent", ".possessive")
LISTING = (
    "en.link.colon",
    "en.link.handed",
    "en.link.goes_by",
    "en.link.filed_is",
)
"""The links of ``two models by Haida: Lanhe``, whose company has its description already."""
NAMING = ("en.link.whose", "en.link.bracket_model", "en.link.and_named")
"""Those of ``a tutor by Haida (Lanhe)``, where it has no more than that."""
RESPECTIVELY = "en.link.respectively"
RELATIVE = re.compile(r",? (?:which|who|whose) ")
"""Behind the company that all which follows is said of."""
CLOSED = re.compile(r"[^,.;\n]{0,80}, (?!and |or |which |whose )")
"""Behind a company of an aside, up to the comma that ends it."""
PAST = 9.0
"""Points of a link over such an aside, which no nearer one outweighs."""
WITH_ITS = re.compile(
    r"[^.;:,\n]{0,60}, (?:with|after|when|as|and|while) its (?:[a-z-]+ ){0,5}[\"']?"
)
"""Between one service of a company and another."""
EACH_ITS_OWN = re.compile(r"(?:\W+\w+){0,4}?\W+(?:respectively|in that order)\b")
"""Behind the second of two lists whose names go together one by one."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Companies, or units, of one list."""

    companies: tuple[Candidate, ...]
    units: tuple[Unit, ...]

    @property
    def start(self) -> int:
        return (self.companies or self.units)[0].start

    @property
    def end(self) -> int:
        return (self.companies or self.units)[-1].end


def english_pairs(
    form: Form, candidates: Sequence[Candidate], records: Mapping[int, list[Pair]]
) -> list[Pair]:
    """By structure in tables and labelled lists, by the passage elsewhere; none in headings."""
    out: list[Pair] = []
    firms = {form.text[c.start : c.end] for c in candidates if c.kind == "company"}
    known = sorted(firms, key=len, reverse=True)
    held = dict(records)
    for place, labelled in item_pairs(form, lists(form, records), candidates):
        held[place] = [labelled]
    headings = {s.start for s in form.sentences if s.kind == "heading"}
    before: list[Pair] = []
    own = issuer(form, candidates)
    for low, high in passages(form):
        if low in headings:
            continue
        found = held.get(low)
        if found is None:
            found = with_issuer(form, _passage(form, within(candidates, low, high), known), own)
            found = with_antecedents(form, low, sorted(found, key=start_of), before, out)
            found = referred(form, (low, high), found, before)
        out += found
        before = found if any(map(_names, found)) else before
    by_name = {form.text[c.start : c.end]: c for c in candidates if c.kind == "company"}
    return [_as_owned(form, pair, by_name) for pair in out]


def _as_owned(form: Form, pair: Pair, firms: Mapping[str, Candidate]) -> Pair:
    """``Minfeng's Yun`` elsewhere in the text: ``Haida's tutor and Yun`` gives Haida no Yun."""
    model, company = pair.unit.model if pair.unit else None, pair.company
    if model is None or company is None or not pair.rule.endswith(MENTIONS):
        return pair
    name, firm = (form.text[c.start : c.end] for c in (model, company))
    if form.text.endswith((f"{firm}'s ", f"{firm} "), 0, model.start):
        return pair
    owner = next((f for f in firms if f != firm and f"{f}'s {name}" in form.text), None)
    if owner is None or f"{firm}'s {name}" in form.text:
        return pair
    return replace(pair, company=firms[owner], rule=ANAPHORS[0])


def _names(pair: Pair) -> bool:
    """Does a pair hold a name, not only a description?"""
    return pair.company is not None or (pair.unit is not None and pair.unit.model is not None)


def _passage(form: Form, candidates: Sequence[Candidate], known: Sequence[str]) -> list[Pair]:
    groups = _groups(form, candidates)
    made: list[Pair] = []
    taken: set[int] = set()
    for index, group in enumerate(groups):
        if group.units:
            made += _linked(form, groups, index, taken)
    made = _undescribed(made) + list(_namesakes(form, groups))
    made = [_with_prefix(p, form, known) for p in made]
    held = {id(p.company) for p in made}
    loose = [c for g in groups for c in g.companies if id(c) not in held]
    loose = [c for c in loose if not _owns_next(form, c, candidates)]
    made += [Pair(c, None, c.rule) for c in loose]
    return [replace(p, company=in_short(form, p.company)) if p.company else p for p in made]


def _undescribed(made: Sequence[Pair]) -> list[Pair]:
    """``A tutor by Haida, Lanhe, …``: the company's description goes to its one name."""
    named = {
        id(p.company): p
        for p in made
        if p.rule in (*LISTING[1:], *NAMING) and p.unit and p.unit.model
    }
    descs = {
        id(p.company): p.unit.desc
        for p in made
        if p.unit and p.unit.model is None and p.unit.desc and id(p.company) in named
    }
    out: list[Pair] = []
    for pair in made:
        desc, unit = descs.get(id(pair.company)), pair.unit
        if desc is None or unit is None:
            out.append(pair)
        elif unit.model is not None:
            out.append(replace(pair, unit=replace(unit, desc=unit.desc or desc)))
    return out


def _owns_next(form: Form, firm: Candidate, candidates: Sequence[Candidate]) -> bool:
    """``Haida's Minfeng said``: is a company without a service only the next one's owner?"""
    owned = OWNED.match(form.text, firm.end)
    return owned is not None and any(
        c.kind == "company" and c.start == owned.end() for c in candidates
    )


def _groups(form: Form, candidates: Sequence[Candidate]) -> list[_Group]:
    """Lists of companies and lists of units, in order."""
    nodes: list[Candidate | Unit] = [c for c in candidates if c.kind == "company"]
    nodes += _unless_apposed(form, nodes, units(form, candidates))
    single = [
        _Group((n,), ()) if isinstance(n, Candidate) else _Group((), (n,))
        for n in sorted(nodes, key=start_of)
    ]
    bound = [_bound(form, a, b) for a, b in pairwise(single)]
    out: list[_Group] = []
    for i, new in enumerate(single):
        last = out[-1] if out else None
        parted = 2 <= i < len(single) and bound[i - 2] and i < len(bound) and bound[i]
        alike = last and bool(last.units) == bool(new.units)
        if last and alike and not parted and _between(form, last, new).listed:
            out[-1] = _Group(last.companies + new.companies, last.units + new.units)
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


def _bound(form: Form, first: _Group, second: _Group) -> bool:
    """Does a link tie two neighbours of different kinds?"""
    order = "CM" if first.companies else "MC"
    bond = _between(form, first, second).bonds.get(order)
    return bool(first.units) != bool(second.units) and bond is not None and bond[0] >= FIRM


def _between(form: Form, first: _Group, second: _Group) -> Gap:
    return gap(form, _edge(first, -1), _edge(second, 0))


def _edge(group: _Group, index: int) -> Candidate:
    if group.companies:
        return group.companies[index]
    unit = group.units[index]
    return Candidate("model", unit.start, unit.end, unit.rule, 0)


def _linked(form: Form, groups: Sequence[_Group], index: int, taken: set[int]) -> Iterator[Pair]:
    """The units of a group with the companies that the best link before or behind it names."""
    group = groups[index]
    facing = _facing(form, groups, index)
    if facing is not None:
        other, told = facing
        owners = groups[other].companies
        yield from (Pair(c, u, RESPECTIVELY) for c, u in zip(owners, told, strict=True))
        return
    best = _past_firm(form, groups, index)
    for other, order in ((index + 1, "MC"), (index - 1, "CM")):
        if not 0 <= other < len(groups) or not groups[other].companies:
            continue
        first, second = sorted((group, groups[other]), key=start_of)
        bond = _between(form, first, second).bonds.get(order)
        if bond and other in taken and not _goes_on(groups[other - 1], bond[1]):
            continue
        if bond and (best is None or bond[0] > best[0]):
            best = (*bond, other)
    best = best or _across(form, groups, index)
    best = best or _near(form, groups, index, taken) or _only(form, groups, index)
    if best is None:
        yield from (Pair(None, u, u.rule) for u in group.units)
        return
    owner = groups[best[2]]
    if best[2] > index:
        taken.add(best[2])
    yield from _distributed(form, owner, group, best[1])


def _goes_on(held: _Group, rule: str) -> bool:
    """May a company have a second unit by a rule: one that names what ``held`` only describes?"""
    return rule in LISTING or (rule in NAMING and _nameless(held))


def _facing(form: Form, groups: Sequence[_Group], index: int) -> tuple[int, Sequence[Unit]] | None:
    """The list of as many companies as there are units, where each has its own, and the units."""
    last = groups[index].units
    for told in (last, _parted(form, last)):
        others = (i for i, g in enumerate(groups) if len(g.companies) == len(told) > 1)
        other = min(others, key=lambda i: abs(i - index), default=None)
        if other is not None:
            end = groups[max(index, other)].end
            return (other, told) if EACH_ITS_OWN.match(form.text, end) else None
    return None


def _parted(form: Form, told: Sequence[Unit]) -> list[Unit]:
    """The units, where a list's comma stands before a name two: ``a research assistant, Lanhe``."""
    out: list[Unit] = []
    for unit in told:
        model, desc = unit.model, unit.desc
        if model and desc and form.text[desc.end : model.start] == ", ":
            out += [
                Unit(None, desc, desc.start, desc.end),
                Unit(model, None, model.start, unit.end),
            ]
        else:
            out.append(unit)
    return out


def _across(form: Form, groups: Sequence[_Group], index: int) -> tuple[float, str, int] | None:
    """``C, which had M approved in May, this time filed N``: the company before the aside.

    Likewise ``C registered a service, with its N approved first``.
    """
    if index < 2 or not groups[index - 2].companies or not groups[index - 1].units:
        return None
    firm, aside = groups[index - 2], groups[index - 1]
    end = groups[index].start
    if len(firm.companies) == 1 and WITH_ITS.fullmatch(form.text, aside.end, end):
        return (0.0, "en.link.with", index - 2)
    if not RELATIVE.match(form.text, firm.end):
        return None
    if not _then().fullmatch(form.text, aside.end, end):
        return None
    return (0.0, "en.link.acts", index - 2)


def _past_firm(form: Form, groups: Sequence[_Group], index: int) -> tuple[float, str, int] | None:
    """``C, whose affiliate D was cleared last month, now has M``: the company before the aside."""
    if index < 2 or not (groups[index - 1].companies and groups[index - 2].companies):
        return None
    if not RELATIVE.match(form.text, groups[index - 2].end):
        return None
    end = groups[index - 1].end
    if not CLOSED.match(form.text, end) or not _then().fullmatch(
        form.text, end, groups[index].start
    ):
        return None
    return (PAST, "en.link.acts", index - 2)


@lru_cache
def _then() -> re.Pattern[str]:
    return compiled(
        r"[^.;\n]{0,80}, (?:(?:this time|also|now|then|later|in turn|has|had|have|was|is) )*"
        r"(?:{deed}|{launch}|{act})[^.;,\n]{0,40}? ",
        "en",
    )


def _near(
    form: Form, groups: Sequence[_Group], index: int, taken: set[int]
) -> tuple[float, str, int] | None:
    """The company before a named unit, where nothing stands between them."""
    before = groups[index - 1] if index else None
    if before is None or not before.companies or index - 1 in taken:
        return None
    named = groups[index].units[0].model is not None
    text = form.text[before.end : groups[index].start]
    if not named or len(text) > NEAR or re.search(r"[;:]|\. ", text):
        return None
    return (0.0, "en.link.near", index - 1)


def _only(form: Form, groups: Sequence[_Group], index: int) -> tuple[float, str, int] | None:
    """The one company of a passage, a list item say, that has one unit.

    Not where the company has another one: ``refused a tutor while approving one from Haida``.
    """
    if len(groups) == 2 and len(groups[1 - index].companies) == 1:
        (firm,) = groups[1 - index].companies
        if ONE_BY.search(form.text, max(0, firm.start - ONE_REACH), firm.start):
            return None
        return (0.0, "en.link.only", 1 - index)
    return None


def _distributed(form: Form, owner: _Group, group: _Group, rule: str) -> Iterator[Pair]:
    """One company has all units, as many as there are units have one each, else the nearest all."""
    companies, made = owner.companies, group.units
    if owner.start < group.start and RELATIVE.match(form.text, owner.end):
        companies = companies[-1:]
    if len(companies) == len(made) > 1:
        yield from (Pair(c, u, RESPECTIVELY) for c, u in zip(companies, made, strict=True))
        return
    low, high = (
        sorted((owner.end, group.start))
        if owner.start < group.start
        else (made[0].model.end if made[0].model else group.start, owner.start)
    )
    shared = len(made) == 1 and EACH.search(form.text, low, high)
    together = (
        rule.endswith(("made_by", "belongs", ".by", "from", "bracket_company")) and len(made) == 1
    )
    if shared or together:
        yield from (Pair(c, made[0], rule) for c in companies)
        return
    if rule.endswith((".of", ".from")) and _apart(form, made):
        yield from (Pair(None, u, u.rule) for u in made[:-1])
        made = made[-1:]
    company = companies[-1] if owner.start < group.start else companies[0]
    yield from (Pair(company, u, rule) for u in made)


def _apart(form: Form, made: Sequence[Unit]) -> bool:
    """Has only the last unit an article: ``Lanhe Talk and the Yun Assistant of Haida``?"""
    last = form.text[made[-2].end : made[-1].start] if len(made) > 1 else ""
    return last.endswith(" the ") and not form.text.endswith(("the ", "The "), 0, made[0].start)


def _namesakes(form: Form, groups: Sequence[_Group]) -> Iterator[Pair]:
    """``C has a model of the same name``: the company's name is the model's as well."""
    for index, group in enumerate(groups):
        after = groups[index + 1 :]
        if group.companies and after and _nameless(after[0]):
            after = after[1:]
        end = after[0].start if after else group.end + NEAR
        said = SAME_NAME.search(form.text, group.end, end)
        name = group.companies[-1] if group.companies else group.units[-1].model
        if name is None or said is None or STOP.search(form.text, group.end, said.start()):
            continue
        if OF_ITS.search(form.text, group.end, said.start()):
            continue
        if group.units and ANOTHER.search(form.text, group.end, said.start()):
            continue
        yield Pair(
            name,
            Unit(replace(name, kind="model"), None, name.start, name.end),
            "en.link.namesake",
        )


def _nameless(group: _Group) -> bool:
    """Is a group one description alone?"""
    return not group.companies and len(group.units) == 1 and group.units[0].model is None


def _shared(pair: Pair) -> bool:
    """May a link hold for the last of a list alone (``of Haida``) or its first (``Haida Yun``)?"""
    company, unit = pair.company, pair.unit
    if company is None or unit is None or pair.rule.endswith(SHARED):
        return True
    return pair.rule.endswith(BESIDE) and unit.start > company.end + 3


def _known(model: Candidate, name: str) -> str | None:
    """The known company that the name of a known service begins with."""
    head = name.split(" ", 1)[0]
    listed = model.rule.startswith("names.") and head != name
    return head if listed and ("company", fold(head)) in aliases() else None


def _with_prefix(pair: Pair, form: Form, companies: Sequence[str]) -> Pair:
    """A model without a company whose name begins with one's: ``Galaxy Assistant``.

    One of a list before ``of Haida`` is no service of Haida: ``Galaxy Assistant and a tool of``.
    """
    model = pair.unit.model if pair.unit else None
    if model is None or (pair.company is not None and not _shared(pair)):
        return pair
    text = form.text[model.start : model.end]
    head = next((c for c in companies if text.startswith((f"{c} ", f"{c}-"))), None)
    if not pair.company or pair.rule.endswith(".adjacent"):
        head = head or _known(model, text)
    firm = form.text[pair.company.start : pair.company.end] if pair.company else ""
    if head is None or (firm and {head, *head.split()} & {firm, *firm.split()}):
        return pair
    company = Candidate("company", model.start, model.start + len(head), "en.link.prefix", 0)
    return replace(pair, company=company, rule="en.link.prefix")
