"""Descriptions of services and the names that stand inside them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.windows import within


def cut(text: str, descs: Sequence[Candidate], names: Sequence[Candidate]) -> list[Candidate]:
    """Names and descriptions in order; a description begins behind the last name in it."""
    out = [*names]
    for desc in descs:
        out += _behind(text, desc, names)
    return sorted(out, key=lambda c: c.start)


def _behind(text: str, desc: Candidate, names: Sequence[Candidate]) -> Iterator[Candidate]:
    start = desc.start
    for name in within(names, desc.start - 60, desc.end):
        if name.end > start:
            start = name.end
    start += len(text[start : desc.end]) - len(text[start : desc.end].lstrip(" \"'"))
    whole = start == desc.start or text[start : desc.end][:1].islower()
    if whole and desc.end - start > 2:
        yield replace(desc, start=start)
