"""Chinese counts of one article beside each other: totals told besides, parts that add up."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.counting import MAIN, Counting
from extract.form import Form

BESIDES = re.compile(r"(?:另|还|此外|同时)[外有]?有?$")
"""What stands before a number that is given besides another."""


def told_besides(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``共27款；另有6款应用``: what a sentence of totals counts besides is a total."""
    out: list[Counting] = []
    for c in found:
        scopes = set()
        if c.of == "services" and c.scope == "batch" and BESIDES.search(_ahead(form, c)):
            start = max(form.text.rfind(mark, 0, c.start) for mark in "。\n")
            scopes = {p.scope for p in out if p.start > start and p.scope in MAIN}
        out.append(replace(c, scope="cumulative") if scopes == {"cumulative"} else c)
    return out


def _ahead(form: Form, counting: Counting) -> str:
    return form.text[max(0, counting.start - 4) : counting.start]


def parts_told(found: Sequence[Counting]) -> list[Counting]:
    """Neighbouring counts of companies that add up to another are parts: ``五家…三家…`` of 8."""
    firms = [c for c in found if c.of == "companies" and c.scope == "batch"]
    wholes = {c.number.value for c in found if c.of != "other" and c.scope == "batch"}
    parts = {
        id(part)
        for one, other in pairwise(firms)
        if one.number.value + other.number.value in wholes
        for part in (one, other)
    }
    return [replace(c, scope="breakdown") if id(c) in parts else c for c in found]
