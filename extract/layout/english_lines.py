"""Lines that are items of a list though no mark opens them: ``Haida — Lanhe`` below its like."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from extract.layout.english_headings import Kind, kind_of
from extract.matching.word_lists import compiled

WORD = r"[^\s:;|/()\u2013\u2014]"
NAME = (
    rf"[\"*]*(?-i:[A-Z0-9]{WORD}{{0,40}}"
    rf"(?: (?:{WORD}{{1,40}}|\([A-Z][a-z]{{1,20}}\))){{0,7}}?)[\"*]*"
)
SHAPES = {
    "dash": rf"{NAME} (?:-{{1,2}}|[\u2013\u2014]{{1,2}}|/|>|\|) {NAME}",
    "bracket": rf"{NAME} [(\[]{NAME}[)\]]",
    "bold": rf"\*\*{NAME}\*\*(?: ?[(:,\u2013\u2014-]| is| by) ?[^\n]{{1,100}}",
    "place": rf"(?-i:{{places}}|{{cities}})(?: \(\d+\))?: {NAME}[^\n]{{0,200}}",
}
"""What unmarked items look like, the whole line; more than one in a row are a list."""
FIELD = re.compile(
    r"(?:(?:^|[;|,])[ \"*-]*|^\W*\d+[.)] )(?P<label>[A-Za-z][^:;|,\n]{2,50}?)\*{0,2} ?: "
)
"""A label and what stands round it: ``Model name: Lanhe; filing entity: Haida``."""


OTHER_FIELD = re.compile(r"[A-Z][\w ]{1,30}: [^\n]{1,80}")
"""Any field, behind one of those."""


def items(lines: Sequence[str]) -> list[bool]:
    """Which of the lines, in order, are unmarked items of a list."""
    shapes = [_shape(line) for line in lines]
    alike = [bool(a) and a == b for a, b in pairwise(shapes)]
    beside = [x or y for x, y in zip([False, *alike], [*alike, False], strict=True)]
    fields = [s == "field" for s in shapes]
    more = [y and OTHER_FIELD.fullmatch(s) for y, s in zip([False, *fields], lines, strict=False)]
    return [bool(x or y or z) for x, y, z in zip(beside, fields, more, strict=False)]


def labelled(line: str) -> Iterator[tuple[Kind, int]]:
    """The fields of a line that hold companies and services, and where their values begin."""
    if ": " not in line:
        return
    for found in FIELD.finditer(line):
        kind = kind_of(found["label"])
        if kind in ("company", "service") and found["label"].lower() != "title":
            yield kind, found.end()


def _shape(line: str) -> str:
    if next(labelled(line), None):
        return "field"
    return next(_fitting(line), "") if len(line) <= 300 else ""


def _fitting(line: str) -> Iterator[str]:
    return (name for name, shape in _shapes().items() if shape.fullmatch(line))


@lru_cache
def _shapes() -> dict[str, re.Pattern[str]]:
    return {name: compiled(shape, "en") for name, shape in SHAPES.items()}
