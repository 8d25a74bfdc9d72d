"""Approved companies named alone to their services that the text names elsewhere."""

import re
from collections import defaultdict
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.facts import Draft, Facts
from extract.known.identity import identities
from extract.matching.windows import start_of
from extract.names.pairs import Pair

SILENT = ("none", "context", "approved")
"""Roles of a clause that says of a service neither that it waits nor that it was refused."""
WEAK = ("near", "only", "for_firm")
"""Links too weak to say whose a service is without an approval beside them."""

OLD = re.compile(
    r"\b(?:(?:monthly|daily|active|registered) (?:\w+ )?users"
    r"|million (?:\w+ )?(?:users|visits|people|times|downloads|installs)"
    r"|(?:most|more) (?:popular|used|downloaded|visited)|downloaded"
    r"|(?:was|were|had been) (?:first )?(?:shown|presented|launched|unveiled|introduced|released)"
    r"|(?:launched|introduced|unveiled|released|presented|opened) (?:its|the|their|an?) )"
)
"""What is told of a service that people know."""
TO_COME = re.compile(
    r"\b(?:will|would|plans?|due|aims?|aimed|intended|expected|set|is to|are to|soon|can now)\b"
)
"""What is told of one that is to come."""


def add_later_models(facts: Facts, mains: Sequence[Draft]) -> None:
    """``C was approved. … C said its M would open``: M where C has but one, and none approved."""
    later = _elsewhere(facts)
    approved = [(main, pair) for main in mains for pair in main.named if pair.company]
    known = identities("company", (_firm(facts, p) for p in [*later, *(p for _, p in approved)]))
    firms, held = defaultdict(list), defaultdict(list)
    for main, pair in approved:
        firms[known[_firm(facts, pair)].key].append((main, pair))
    for pair in later:
        held[known[_firm(facts, pair)].key].append(pair)
    for firm, found in held.items():
        models = identities("service", (_model(facts, pair) for pair in found)).values()
        one = len({identity.key for identity in models}) == 1
        if firm in firms and one and not any(p.unit for _, p in firms[firm]):
            firms[firm][0][0].named.append(found[0])


def _elsewhere(facts: Facts) -> list[Pair]:
    """The pairs of a company and a service in clauses that say nothing against the service."""
    out = []
    clauses = iter(facts.clauses)
    clause = next(clauses, None)
    for pair in sorted(facts.pairs, key=start_of):
        while clause is not None and clause.end <= pair.start:
            clause = next(clauses, None)
        told = clause is not None and clause.start <= pair.start and clause.role in SILENT
        named = pair.company and pair.unit and pair.unit.model
        if told and named and not (pair.rule.endswith(WEAK) or _is_old(facts, clause)):
            out.append(pair)
    return out


def _is_old(facts: Facts, clause: Clause | None) -> bool:
    """``Haida's Lanhe has 26 million users``: is the service one that the public has long had?"""
    if clause is None or facts.form.language != "en":
        return False
    span = clause.start, clause.end
    return bool(OLD.search(facts.form.text, *span)) and not TO_COME.search(facts.form.text, *span)


def _firm(facts: Facts, pair: Pair) -> str:
    company = pair.company
    return facts.form.text[company.start : company.end] if company else ""


def _model(facts: Facts, pair: Pair) -> str:
    model = pair.unit.model if pair.unit else None
    return facts.form.text[model.start : model.end] if model else ""
