"""Approved services without a company to the one that the text says elsewhere to be theirs."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extract.announcing.han_owners import headed
from extract.announcing.han_told import filed_by, without_speakers
from extract.facts import Draft, Facts
from extract.names.candidates import Candidate
from extract.names.han_lines import TRAIL
from extract.names.pairs import Pair

OWNED = "zh.link.elsewhere"
"""The link to a company that another sentence names as the service's."""


def add_owners(facts: Facts, drafts: Sequence[Draft]) -> None:
    """``C推出M。… M通过备案``: M is C's, where no sentence gives it to another."""
    owners = _owners(facts)
    for made in drafts:
        named = [headed(facts, _owned(facts, pair, owners)) for pair in made.named]
        made.named = without_speakers(facts, filed_by(facts, named))


def _owners(facts: Facts) -> dict[str, Candidate]:
    """Each service's name to its company, where all sentences name the same."""
    found: defaultdict[str, dict[str, Candidate]] = defaultdict(dict)
    for pair in facts.pairs:
        name = _model(facts, pair)
        if name and pair.company and pair.linked:
            company = facts.form.text[pair.company.start : pair.company.end]
            found[name].setdefault(company, pair.company)
    return {name: next(iter(c.values())) for name, c in found.items() if len(c) == 1}


def _owned(facts: Facts, pair: Pair, owners: dict[str, Candidate]) -> Pair:
    company = None if pair.company else owners.get(_model(facts, pair))
    return replace(pair, company=company, rule=OWNED) if company else pair


def _model(facts: Facts, pair: Pair) -> str:
    """A service's name without the words for a model behind it."""
    model = pair.unit.model if pair.unit else None
    return TRAIL.sub("", facts.form.text[model.start : model.end]) if model else ""
