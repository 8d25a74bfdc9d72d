"""English sentences on a number told before, whoever was told of since: ``The ten include``."""

import re
from collections.abc import Sequence

from extract.clauses.clause import CARRIED, Clause

COUNTED = "en.list.counted"
"""The rule for ``The ten include``, ``These nine come from``."""
NUMBER = re.compile(r"(?:the|these|those|all)(?: the)? (?:new )?([\w,-]+)", re.IGNORECASE)
REACH = 6
"""Clauses before it in which the number is looked for."""


def meant(text: str, clause: Clause, before: Sequence[Clause]) -> Clause | None:
    """The last clause that tells of as many, where another has been told since; else None."""
    said = next((m for m in clause.matches if m.rule == COUNTED), None)
    number = NUMBER.match(text, said.start, said.end) if said else None
    if number is None or clause.role not in ("none", "context"):
        return None
    of_it = re.compile(rf"\b{re.escape(number[1])}\b", re.IGNORECASE)
    told = [c for c in before[-REACH:] if c.role in CARRIED and not c.carried]
    return next((c for c in reversed(told) if of_it.search(text, c.start, c.end)), None)
