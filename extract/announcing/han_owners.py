"""Chinese services that no sentence gives to a company but whose names begin with one's."""

from collections.abc import Container
from dataclasses import replace

from extract.facts import Facts
from extract.known.gazetteer import aliases
from extract.known.shipped import fold
from extract.names.candidates import Candidate
from extract.names.han_glued import function
from extract.names.han_words import is_name
from extract.names.pairs import Pair

HEADED = "zh.link.headed"
"""The link to the company at the head of a service's own name."""
SHARED = 2
"""Characters by which two names of one service begin alike."""
SHORTEST = 4
"""Characters of a company's name that the text does not show by itself, unless what stands
behind it only says what the service is: ``宜家文本智能助手``."""


def headed(facts: Facts, pair: Pair) -> Pair:
    """``邮储银行智能客服``: the service of 邮储银行, where text or gazetteer have that name.

    Not where the text also has what is left of it as a service's name: that one has its owner.
    """
    model = pair.unit.model if pair.unit else None
    if model is None or (pair.company and not pair.rule.endswith(".joined")):
        return pair
    head = _head(facts, model, _companies(facts))
    if not head or _told_apart(facts, model, head):
        return pair
    company = Candidate("company", model.start, model.start + head, HEADED, 1)
    rest = facts.form.text[model.start + head : model.end]
    if function().fullmatch(rest) and pair.unit:
        desc = model.spanning(model.start + head, model.end)
        return replace(pair, company=company, unit=replace(pair.unit, model=None, desc=desc))
    return replace(pair, company=company, rule=HEADED)


def _told_apart(facts: Facts, model: Candidate, head: int) -> bool:
    """Does another service's name share its beginning with what stands behind the company's?"""
    rest = facts.form.text[model.start + head : model.end].strip()
    return any(
        facts.form.text.startswith(rest[:SHARED], m.start)
        for m in (p.unit.model for p in facts.pairs if p.unit)
        if m and m.start != model.start
    )


def _companies(facts: Facts) -> set[str]:
    """The companies of the text, as printed."""
    return {facts.form.text[p.company.start : p.company.end] for p in facts.pairs if p.company}


def _head(facts: Facts, model: Candidate, told: Container[str]) -> int:
    """Characters of the longest company's name that the service's begins with; 0 for none."""
    name = facts.form.text[model.start : model.end]
    known = model.rule.startswith("names.")
    for length in range(len(name) - 2, 1, -1):
        head = name[:length]
        split = head[-1].isascii() and name[length].isascii() and name[length].isalnum()
        rest = name[length:]
        enough = length >= SHORTEST or (len(rest) >= SHORTEST and not is_name(rest))
        listed = known and enough and ("company", fold(head)) in aliases()
        if not split and (head in told or listed):
            return length
    return 0
