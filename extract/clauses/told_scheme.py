"""A clause to the register that it tells of."""

import re
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.clauses.schemes import CALLS, GENAI, LISTED, named_scheme
from extract.extraction import Scheme
from extract.facts import Facts
from extract.matching.rules import Match

FILED = re.compile(r"\b(?:filed|filings?)\b")
FILED_ACT = re.compile(r"\b(?:was|were|been|has|have|had|is|are) (?:\w+ly |also )?filed\b")
REGISTERED = re.compile(r"\bregist(?:ered|ration)\b")
ONLY_REGISTERED = re.compile(
    r"\bregist\w+\b[^.;,]{0,60}\binstead\b|\bregistration (?:only|alone|rather than)\b"
    r"|\b(?:only|merely|just|instead) (?:(?:to|had|has|needed|needs|required|completed|passed|by"
    r"|an?|the|local) ){0,3}regist(?:er|ration)\b"
)
OF_OTHERS = re.compile(
    r"\b(?:rel(?:y|ies|ied|ying) on|runs? on|running on|built on|based on|powered by|leases?"
    r"|borrows?|uses?|using|calls?|calling) (?:(?:an?|another|other|some|the) )?"
    r"(?:domestic|Chinese|outside|external|third-party|partner's|supplier's|models? (?:from|of|by)"
    r"|[A-Z][\w.&-]*(?: [A-Z][\w.&-]*)?'s )"
)
FILED_FIRST = re.compile(r"\b(?:filed|filings?)\b[^.;]{0,40}\band (?:of )?$")
"""How a clause tells of filings before it goes on to registrations."""
LIST_OF_THOSE = re.compile(
    r"\b(?:lists?|batch(?:es)?|rounds?|sets?|catalogues?|rosters?) of"
    r" (?:(?:those|these|such|the same) (?:\w+ )?(?:algorithms?|kind|filings?)\b|the latter\b"
    r"|those\b|them\b)"
    r"|\b(?:lists?|batch|round) of the (?:other|older|second) (?:kind|sort|type)\b"
)
"""How an English clause speaks of a list of the algorithms that were named before it."""
ALSO = re.compile(r"，[^，。；;\n]{0,12}(?:也|还|亦|同时|另)")
"""How a Chinese clause goes on with something besides."""


def scheme_told(facts: Facts, clause: Clause) -> Scheme | None:
    """The scheme of a clause; where it recalls something at its end, what it names before that.

    One that tells of filings and then of registrations or lists besides is of the first.
    """
    past = next((m.start for m in clause.matches if m.label == "EARLIER"), clause.end)
    before = named_scheme(m for m in clause.matches if m.start < past)
    scheme = before or named_scheme(clause.matches)
    if facts.form.language == "zh":
        if scheme == "genai_filing" and facts.scheme == "on_device" and _bare_act(clause):
            return None
        return _first_told(facts, clause) if scheme in LISTED else scheme
    if facts.form.language == "en" and scheme is None and lists_those(facts, clause):
        named = [m for m in facts.matches if m.label == "SCHEME" and m.start < clause.start]
        return named_scheme([m for m in named if m.value in LISTED][-1:])
    if facts.form.language == "en" and scheme is None and facts.scheme in LISTED:
        genai = any(m.label == "TOPIC" and m.value == "genai" for m in clause.matches)
        return "genai_filing" if genai and clause.has("APPROVED") else None
    if facts.form.language == "en" and scheme is None and files(facts, clause):
        return "genai_filing"
    if facts.form.language == "en" and scheme is None and _only_registers(facts, clause):
        return "genai_registration"
    if facts.form.language == "en" and scheme == "genai_registration":
        named = [m for m in clause.matches if m.value == scheme]
        if FILED_FIRST.search(facts.form.text, clause.start, named[0].start):
            return "genai_filing"
        if all(m.rule == CALLS for m in named) and _files(facts, clause, named):
            return None
    return scheme


def lists_those(facts: Facts, clause: Clause) -> bool:
    """``released the third list of those algorithms``: does a clause tell of a numbered list?"""
    told = clause.has("ORDINAL") and clause.has("NOTICE")
    return told and LIST_OF_THOSE.search(facts.form.text, clause.start, clause.end) is not None


def _only_registers(facts: Facts, clause: Clause) -> bool:
    """In an English story of filings: what is registered instead, or as it runs on a model of
    others?

    ``passed registration only, as it runs on Haida's Lanhe``
    """
    if facts.scheme != "genai_filing" or clause.carried or clause.role != "approved":
        return False
    said = facts.form.text[clause.start : clause.end]
    if not REGISTERED.search(said) or FILED.search(said):
        return False
    told = facts.form.text[: clause.start]
    if ONLY_REGISTERED.search(said):
        return True
    return OF_OTHERS.search(said) is not None and FILED.search(told) is not None


def files(facts: Facts, clause: Clause) -> bool:
    """In an English story of registrations: is what a clause names filed, and not registered?"""
    if facts.scheme != "genai_registration" or clause.carried or clause.role != "approved":
        return False
    said = facts.form.text[clause.start : clause.end]
    return FILED_ACT.search(said) is not None and "regist" not in said.lower()


def _first_told(facts: Facts, clause: Clause) -> Scheme | None:
    """``大模型完成备案，其算法也出现在第十一批深度合成清单中``: the register told of first."""
    named = [m for m in clause.matches if m.label == "SCHEME"]
    genai, listed = named[0], next(m for m in named if m.value in LISTED)
    besides = ALSO.search(facts.form.text, genai.end, max(genai.end, listed.start))
    return named_scheme([genai]) if genai.value in GENAI and besides else named_scheme(named)


def _bare_act(clause: Clause) -> bool:
    """Does a clause tell that something was filed, and not that it is generative AI?"""
    return not any(m.label == "TOPIC" and m.value == "genai" for m in clause.matches)


def _files(facts: Facts, clause: Clause, calls: Sequence[Match]) -> bool:
    """Does a clause tell of a filing outside the words for services that call a model?"""
    acts = (m for m in clause.matches if m.label in ("APPROVED", "NOTICE"))
    apart = (m for m in acts if all(m.end <= c.start or c.end <= m.start for c in calls))
    return any(FILED.search(facts.form.text, m.start, m.end) for m in apart)
