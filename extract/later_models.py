"""Approved companies named alone to their services that the text names elsewhere."""

from collections import defaultdict
from collections.abc import Sequence

from extract.facts import Draft, Facts
from extract.names import company_key, service_key
from extract.pairs import Pair

SILENT = ("none", "context", "approved")
"""Roles of a clause that says of a service neither that it waits nor that it was refused."""
WEAK = ("near", "only", "for_firm")
"""Links too weak to say whose a service is without an approval beside them."""


def add_later_models(facts: Facts, mains: Sequence[Draft]) -> None:
    """``C was approved. … C said its M would open``: M where C has but one, and none approved."""
    firms = defaultdict(list)
    for main in mains:
        for pair in main.named:
            if pair.company:
                firms[_firm(facts, pair)].append((main, pair))
    for firm, found in _elsewhere(facts).items():
        held = firms.get(firm, [])
        services = {service_key(_model(facts, p)) for p in found}
        if held and len(services) == 1 and not any(p.unit for _, p in held):
            held[0][0].named.append(found[0])


def _elsewhere(facts: Facts) -> dict[str, list[Pair]]:
    """The pairs of each company in clauses that say nothing against its service."""
    out: defaultdict[str, list[Pair]] = defaultdict(list)
    clauses = iter(facts.clauses)
    clause = next(clauses, None)
    for pair in sorted(facts.pairs, key=lambda p: p.start):
        while clause is not None and clause.end <= pair.start:
            clause = next(clauses, None)
        told = clause is not None and clause.start <= pair.start and clause.role in SILENT
        named = pair.company and pair.unit and pair.unit.model
        if told and named and not pair.rule.endswith(WEAK):
            out[_firm(facts, pair)].append(pair)
    return out


def _firm(facts: Facts, pair: Pair) -> str:
    return company_key(
        facts.form.text[pair.company.start : pair.company.end] if pair.company else ""
    )


def _model(facts: Facts, pair: Pair) -> str:
    model = pair.unit.model if pair.unit else None
    return facts.form.text[model.start : model.end] if model else ""
