"""Candidates of a sentence to services: which model or description belongs to which company."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.candidates import Candidate
from extract.errors import RuleError
from extract.form import Form
from extract.rules import RULES, compiled, read_lines

KEYS = {"id", "order", "regex", "yes", "no"}
STRONG = ("made_by", "with", "for", "colon", "possessive", "bracket_model", "maker_of", "whose")
"""Links that classify both their ends where neither is known."""
FAR = {"en": 120, "zh": 40}
JOINED = {
    "en": re.compile(r"[\"']?(?:,? and|,| or|, as well as| as well as| plus)(?: (?:the|an?|its))? ?[\"']?"),
    "zh": re.compile(r"[”\"》)]*(?:大模型|模型|服务|产品)?[、和与及以]*(?:以及|还有)?[“\"《]*"),
}  # fmt: skip
RESPECTIVELY = re.compile(r"\brespectively\b|分别|依次")
UNIT_GAP = {
    "en": re.compile(r"(?: (?:is |was |are )?(?:called|named|dubbed|known as|,? ?that goes by the name(?: of)?))? ?[\"',]{0,2} ?(?:an? |the |its )?[\"']?"),
    "zh": re.compile(r"[”\"》，]{0,2}(?:名为|叫做|叫|是|为)?(?:一[款个])?[“\"《]?"),
}  # fmt: skip


PAUSE = re.compile(r"[、，。；;:]")


@dataclass(frozen=True, slots=True)
class Link:
    """A rule for the text between a company and a model, in one order."""

    id: str
    order: str
    regex: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A model's name, a description, or both side by side."""

    model: Candidate | None
    desc: Candidate | None
    start: int
    end: int

    @property
    def rule(self) -> str:
        named = self.model or self.desc
        return named.rule if named else ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit with its company; either may be missing, not both."""

    company: Candidate | None
    unit: Unit | None
    rule: str

    @property
    def start(self) -> int:
        return min(p.start for p in (self.company, self.unit) if p)

    @property
    def end(self) -> int:
        return max(p.end for p in (self.company, self.unit) if p)


@lru_cache
def links(language: str) -> tuple[Link, ...]:
    """The link rules of a language in order of precedence."""
    out = []
    for number, record in read_lines(RULES / language / "links.jsonl"):
        if set(record) != KEYS or record["order"] not in ("CM", "MC"):
            raise RuleError("links.jsonl", number, f"wants the keys {', '.join(sorted(KEYS))}")
        regex = compiled(record["regex"], language)
        out.append(
            Link(record["id"], record["order"], regex, tuple(record["yes"]), tuple(record["no"]))
        )
    return tuple(out)


def units(form: Form, candidates: Sequence[Candidate]) -> list[Unit]:
    """Models and descriptions in order; the two become one where they stand side by side."""
    out: list[Unit] = []
    gap = UNIT_GAP[form.language]
    for c in candidates:
        if c.kind not in ("model", "desc"):
            continue
        last = out[-1] if out else None
        between = form.text[last.end : c.start] if last else ""
        if (
            last
            and gap.fullmatch(between)
            and (
                (c.kind == "model" and last.model is None)
                or (c.kind == "desc" and last.desc is None)
            )
        ):
            model = c if c.kind == "model" else last.model
            desc = c if c.kind == "desc" else last.desc
            out[-1] = Unit(model, desc, last.start, c.end)
        else:
            out.append(
                Unit(
                    c if c.kind == "model" else None,
                    c if c.kind == "desc" else None,
                    c.start,
                    c.end,
                )
            )
    return out


def pairs(form: Form, candidates: Sequence[Candidate]) -> list[Pair]:
    """Every company and unit of one sentence, linked where the text links them."""
    resolved = _name_kinds(form, candidates)
    companies = [c for c in resolved if c.kind == "company"]
    found: list[Pair] = _respectively(form, resolved, companies)
    for unit in units(form, resolved) if not found else ():
        found.append(_link(form, unit, companies, found))
    found = _described(found)
    taken = {id(p.company) for p in found if p.company}
    found += [Pair(c, None, c.rule) for c in companies if id(c) not in taken]
    return sorted(found, key=lambda p: p.start)


def _described(found: list[Pair]) -> list[Pair]:
    """``“M” is C's tool``: the description behind the company belongs to M."""
    out: list[Pair] = []
    for pair in found:
        last = out[-1] if out else None
        if (
            last and last.unit and pair.unit and pair.company is last.company
            and last.rule.endswith(".is_of") and pair.unit.model is None and last.unit.desc is None
        ):  # fmt: skip
            unit = Unit(last.unit.model, pair.unit.desc, last.unit.start, pair.unit.end)
            out[-1] = Pair(last.company, unit, last.rule)
        else:
            out.append(pair)
    return out


def _respectively(
    form: Form, resolved: Sequence[Candidate], companies: list[Candidate]
) -> list[Pair]:
    """``OPPO and Honor … AndesGPT and YOYO respectively``: the first with the first."""
    made = [u for u in units(form, resolved) if u.model]
    if len(companies) < 2 or len(made) != len(companies) or companies[-1].end > made[0].start:
        return []
    around = form.text[companies[0].start : made[-1].end + 24]
    if not RESPECTIVELY.search(around):
        return []
    return [
        Pair(c, u, f"{form.language}.link.respectively")
        for c, u in zip(companies, made, strict=True)
    ]


def _link(form: Form, unit: Unit, companies: list[Candidate], before: list[Pair]) -> Pair:
    text, language = form.text, form.language
    left = [c for c in companies if c.end <= unit.start]
    right = [c for c in companies if c.start >= unit.end]
    after = right[0] if right else None
    previous = left[-1] if left else None
    last = before[-1] if before and before[-1].unit else None
    clear_left = not (last and last.unit and previous and last.unit.start >= previous.end)
    for link in links(language):
        if link.order == "MC" and after and link.regex.fullmatch(text[unit.end : after.start]):
            return Pair(after, unit, link.id)
        if (
            link.order == "CM"
            and previous
            and clear_left
            and link.regex.fullmatch(text[previous.end : unit.start])
        ):
            return Pair(previous, unit, link.id)
    if (
        last
        and last.unit
        and last.company
        and last.company.rule != "zh.model.owner"
        and JOINED[language].fullmatch(text[last.unit.end : unit.start])
    ):
        if last.company.end <= last.unit.start or unit.model is None:
            return Pair(last.company, unit, f"{language}.link.joined")
    taken = (
        last is not None
        and last.company is previous
        and last.rule.endswith(("by", "of", "bracket_company"))
    )
    if previous and language == "zh":
        taken = (
            unit.model is None
            or unit.model.weak
            or PAUSE.search(text, previous.end, unit.start) is not None
        )
    if previous and not taken and unit.start - previous.end <= FAR[language] and unit.model:
        return Pair(previous, unit, f"{language}.link.near")
    return Pair(None, unit, unit.rule)


def _name_kinds(form: Form, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Unclassified names take the kind of what they are listed with or linked to."""
    out = list(candidates)
    for _ in range(2):
        for index, c in enumerate(out):
            if c.kind == "name":
                kind = _kind_beside(form, out, index)
                if kind:
                    out[index] = replace(c, kind=kind)
    return [c for c in out if c.kind != "name"]


def _kind_beside(form: Form, candidates: list[Candidate], index: int) -> str | None:
    """By a link to a neighbour first, by standing in one list with it second."""
    c = candidates[index]
    for other in _beside(candidates, index):
        kind = _linked_kind(form, c, other)
        if kind:
            return kind
    joined = JOINED[form.language]
    for other in _beside(candidates, index):
        first, second = sorted((c, other), key=lambda x: x.start)
        between = form.text[first.end : second.start]
        if other.kind in ("company", "model") and between.strip() and joined.fullmatch(between):
            return other.kind
    return None


def _linked_kind(form: Form, c: Candidate, other: Candidate) -> str | None:
    first, second = sorted((c, other), key=lambda x: x.start)
    between = form.text[first.end : second.start]
    for link in links(form.language):
        if link.regex.fullmatch(between) and between.strip():
            c_is_company = (first is c) == (link.order == "CM")
            if other.kind == "company" and not c_is_company:
                return "model"
            if other.kind in ("model", "desc") and c_is_company:
                return "company"
            if other.kind == "name" and link.id.endswith(STRONG):
                return "company" if c_is_company else "model"
    return None


def _beside(candidates: list[Candidate], index: int) -> Iterator[Candidate]:
    if index:
        yield candidates[index - 1]
    if index + 1 < len(candidates):
        yield candidates[index + 1]
