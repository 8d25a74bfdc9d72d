"""Candidates of a sentence to services: which model or description belongs to which company."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extract.layout.form import Form
from extract.matching.links import GOES_ON, JOINED, joining
from extract.matching.windows import start_of
from extract.names.candidates import Candidate
from extract.names.kinds import facing, with_kinds
from extract.quick import quick

FAR = {"en": 120, "zh": 40}
"""Characters between a company and the next model that nothing else links."""
MENTIONS = ("possessive", "adjacent", "near", "only", "prefix", "launches")
"""Links by which a text names a service without saying more of it."""
ANAPHORS = (
    "en.link.anaphor", "zh.link.topic", "zh.link.elsewhere", "en.link.issuer", "zh.link.issuer",
)  # fmt: skip
"""The links to a company told of before: such a pair stands where its service does."""
NEAR = "zh.link.near"
TOLD_BEHIND = (NEAR, "en.link.near")
"""Mere nearness: what is said of such a pair is said where its service stands."""
HEAD = "zh.model.owner"
"""The rule for a company that only the name of its own service begins with."""
UNIT_GAP = {
    "en": re.compile(
        r"(?: of (?:its|their) own)?"
        r"(?: (?:is|was|are|were)(?=[ :])(?:(?: not|n't) [^.;,\n]{2,60} but(?= ))?)?"
        r"(?:(?:, (?:one|the first)(?: of them)?|,)?"
        r" (?:called|named|dubbed|known as|christened|listed as|filed as|registered as"
        r"|under the names?(?: of)?|by the names?(?: of)?|with the names?(?: of)?"
        r"|,? ?(?:that|which) goes? by the names?(?: of)?"
        r"|(?:that |which )?(?:it|they|the (?:firm|company|group|start-?up))"
        r" (?:calls?|called|named?|names)))?"
        r"(?::| \(| [-\u2013\u2014]+)? ?[\"',]{0,2} ?(?:an? |the |its )?[\"']?"
    ),
    "zh": re.compile(r"[”\"》，]{0,2}(?:名为|叫做|叫|是|为)?(?:一[款个])?[“\"《]?"),
}
OWN_MAKER = re.compile(
    r"[\"']? (?:(?:from|by|of) (?:the )?"
    r"|(?:from|by) (?:the )?(?:(?!late|early|end|mid|next|last)[a-z-]+ ){1,3})(?=[A-Z])"
)
"""Behind a name that is no other's service: ``Haida's chatbot, "Lanhe" from Minfeng``."""
ASIDE = re.compile(
    r"\((?:以下|下文|下)?(?:简称|下称|统称)[^()\n]{1,40}\)|\([\u4e00-\u9fff]{2,3}\)(?=的|旗下)"
)
"""A short name in brackets behind a company's, which no link knows."""
PAUSE = re.compile(r"[、，。；;:]")


@quick
@dataclass(frozen=True, slots=True)
class Unit:
    """A model's name, a description, or both side by side."""

    model: Candidate | None
    desc: Candidate | None
    start: int
    end: int

    @property
    def rule(self) -> str:
        """The rule of the name, of the description where there is none."""
        named = self.model or self.desc
        return named.rule if named else ""


NOWHERE = Unit(None, None, 0, 0)


@quick
@dataclass(frozen=True, slots=True)
class Pair:
    """A unit with its company; either may be missing, not both."""

    company: Candidate | None
    unit: Unit | None
    rule: str

    @property
    def start(self) -> int:
        """Where the first of both begins."""
        company, unit = self.company, self.unit
        if self.rule in ANAPHORS and unit:
            return unit.start
        if company is None or unit is None:
            return (company or unit or NOWHERE).start
        return min(company.start, unit.start)

    @property
    def end(self) -> int:
        """Where the last of both ends."""
        company, unit = self.company, self.unit
        if company is None or unit is None:
            return (company or unit or NOWHERE).end
        return max(company.end, unit.end)

    @property
    def place(self) -> int:
        """Where its role is told: at the service, where mere nearness makes it the company's."""
        return self.unit.start if self.unit and self.rule in TOLD_BEHIND else self.start

    @property
    def linked(self) -> bool:
        """Does a rule, not mere nearness, link company and service?"""
        return bool(self.company and self.unit) and self.rule != NEAR

    @property
    def telling(self) -> bool:
        """Is the link more than a mention such as ``C's M``?"""
        return self.linked and not self.rule.endswith(MENTIONS)

    @property
    def solid(self) -> bool:
        """May it be a service: no lone description, no weak name without a company?"""
        if self.unit is None or self.company is not None:
            return True
        return self.unit.model is not None and not self.unit.model.weak


def units(form: Form, candidates: Sequence[Candidate]) -> list[Unit]:
    """Models and descriptions in order; the two become one where they stand side by side."""
    out: list[Unit] = []
    for c in candidates:
        if c.kind not in ("model", "desc"):
            continue
        model, desc = (c, None) if c.kind == "model" else (None, c)
        last = out[-1] if out else None
        if last and _completes(form, last, c):
            out[-1] = Unit(model or last.model, desc or last.desc, last.start, c.end)
        else:
            out.append(Unit(model, desc, c.start, c.end))
    return out


def _completes(form: Form, unit: Unit, candidate: Candidate) -> bool:
    """Is the candidate what the unit before it lacks, and beside it?"""
    held = unit.model if candidate.kind == "model" else unit.desc
    between = form.text[unit.end : candidate.start]
    if unit.model is None and between.startswith(",") and OWN_MAKER.match(form.text, candidate.end):
        return False
    return held is None and UNIT_GAP[form.language].fullmatch(between) is not None


def pairs(form: Form, candidates: Sequence[Candidate]) -> list[Pair]:
    """Every company and unit of one sentence, linked where the text links them."""
    if not candidates:
        return []
    faced = facing(form, candidates)
    kinds = {i: kind for pair in faced for i, kind in zip(pair, ("company", "model"), strict=True)}
    sure = [replace(c, kind=kinds[i]) if i in kinds else c for i, c in enumerate(candidates)]
    owners = {sure[model].start: sure[company] for company, model in faced}
    resolved = with_kinds(form, sure)
    companies = [c for c in resolved if c.kind == "company"]
    made = units(form, resolved)
    found: list[Pair] = []
    for unit, following in zip_longest(made, made[1:]):
        owner = owners.get(unit.model.start) if unit.model else None
        if owner:
            found.append(Pair(owner, unit, f"{form.language}.link.respectively"))
        else:
            found.append(_link(form, unit, following, companies, found))
    found = _described(_shared(form, _without_plain(found, owners.values())))
    taken = {p.company.start for p in found if p.company}
    found += [Pair(c, None, c.rule) for c in companies if c.start not in taken]
    return sorted(found, key=start_of)


def _without_plain(found: list[Pair], owners: Iterable[Candidate]) -> list[Pair]:
    """``甲、乙的大模型获批，依次为小甲、小乙``: what is named says all of what is described."""
    named = {owner.start for owner in owners}
    return [p for p in found if not (_plain(p) and p.company and p.company.start in named)]


def _plain(pair: Pair) -> bool:
    return pair.unit is not None and pair.unit.model is None


def _shared(form: Form, found: list[Pair]) -> list[Pair]:
    """``M1 and M2 are made by C``: the first shares the company behind the second."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        pair, after = out[index], out[index + 1]
        if pair.company or not (pair.unit and after.unit and after.company):
            continue
        between = form.text[pair.unit.end : after.unit.start]
        behind = after.company.start > after.unit.end and not after.rule.endswith("bracket_company")
        if behind and between.strip() and JOINED[form.language].fullmatch(between):
            out[index] = Pair(after.company, pair.unit, f"{form.language}.link.joined")
    return out


def _described(found: list[Pair]) -> list[Pair]:
    """``“M” is C's tool``: the description behind the company belongs to M."""
    out: list[Pair] = []
    for pair in found:
        last = out[-1] if out else None
        if last and last.unit and pair.unit and _describes(last, pair):
            unit = Unit(last.unit.model, pair.unit.desc, last.unit.start, pair.unit.end)
            out[-1] = Pair(last.company, unit, last.rule)
        else:
            out.append(pair)
    return out


def _describes(last: Pair, pair: Pair) -> bool:
    """Is a pair no more than the description that the one before it lacks?"""
    return (
        pair.company is last.company
        and last.rule.endswith(".is_of")
        and pair.unit is not None
        and pair.unit.model is None
        and last.unit is not None
        and last.unit.desc is None
    )


def _link(
    form: Form,
    unit: Unit,
    following: Unit | None,
    companies: Sequence[Candidate],
    before: Sequence[Pair],
) -> Pair:
    """By a rule for the text between first, by sharing the last unit's company, by nearness."""
    previous = next((c for c in reversed(companies) if c.end <= unit.start), None)
    after = next((c for c in companies if c.start >= unit.end), None)
    if after and following and following.start < after.start and following.model and unit.model:
        after = None
    last = before[-1] if before and before[-1].unit else None
    return (
        _ruled(form, unit, previous, after, last)
        or _joined(form, unit, last)
        or _near(form, unit, previous, last)
        or Pair(None, unit, unit.rule)
    )


def _ruled(
    form: Form, unit: Unit, previous: Candidate | None, after: Candidate | None, last: Pair | None
) -> Pair | None:
    behind = form.text[unit.end : after.start] if after else ""
    ahead = ASIDE.sub("", form.text[previous.end : unit.start]) if previous else ""
    crossed = last and last.unit and previous and last.unit.start >= previous.end
    fits = [(link, after) for link in joining(behind, form.language) if link.order == "MC"]
    if not crossed:
        fits += [(link, previous) for link in joining(ahead, form.language) if link.order == "CM"]
    named = [(link, company) for link, company in fits if company]
    if not named:
        return None
    link, company = min(named, key=lambda x: x[0].place)
    return Pair(company, unit, link.id)


def _joined(form: Form, unit: Unit, last: Pair | None) -> Pair | None:
    """``C's M1 and M2``: the second name shares the first one's company."""
    if last is None or last.unit is None or last.company is None:
        return None
    if last.company.rule == HEAD:
        return None
    between = form.text[last.unit.end : unit.start]
    goes_on = form.language == "zh" and GOES_ON.fullmatch(between)
    if not (goes_on or JOINED[form.language].fullmatch(between)):
        return None
    if last.company.end > last.unit.start and unit.model is not None:
        return None
    return Pair(last.company, unit, f"{form.language}.link.joined")


def _near(form: Form, unit: Unit, previous: Candidate | None, last: Pair | None) -> Pair | None:
    if previous is None or unit.model is None:
        return None
    if form.language == "zh":
        paused = PAUSE.search(form.text, previous.end, unit.start) is not None
        headed = last is not None and last.company is previous and previous.rule == HEAD
        taken = unit.model.weak or paused or headed
    else:
        taken = (
            last is not None
            and last.company is previous
            and last.rule.endswith(("by", "of", "bracket_company"))
        )
    if taken or unit.start - previous.end > FAR[form.language]:
        return None
    return Pair(previous, unit, f"{form.language}.link.near")
