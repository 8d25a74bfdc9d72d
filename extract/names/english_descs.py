"""Descriptions of services and the names that stand inside them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.matching.windows import start_of, within
from extract.names.candidates import Candidate

FOR = re.compile(r" for (?:the )?")
DENIED = re.compile(
    r"\b(?:is|are|was|were)(?: not|n't) (?:the|an?|its|that) \Z"
    r"|\b(?:which|that) (?:also )?(?:runs?|powers?|drives?|underpins?|supports?) (?:the|an?|its) \Z"
)
"""Before what a service is not, or what it runs: ``Lanhe, which runs the voice assistant``."""
REACH = 30
"""Characters of that."""


def cut(text: str, descs: Sequence[Candidate], names: Sequence[Candidate]) -> list[Candidate]:
    """Names and descriptions in order; a description begins behind the last name in it."""
    out = [*names]
    for desc in descs:
        out += _behind(text, desc, names)
    return sorted(out, key=start_of)


def _behind(text: str, desc: Candidate, names: Sequence[Candidate]) -> Iterator[Candidate]:
    start, end = desc.start, desc.end
    if DENIED.search(text, max(0, start - REACH), start):
        return
    for name in within(names, desc.start - 60, desc.end):
        lead = FOR.search(text, start, max(start, name.start))
        if lead and lead.end() == name.start:
            end = min(end, lead.start())
        elif name.end > start and name.start < end:
            start = name.end
    start += len(text[start:end]) - len(text[start:end].lstrip(" \"'"))
    whole = start == desc.start or text[start:end][:1].islower()
    if whole and end - start > 2:
        yield replace(desc, start=start, end=end)
