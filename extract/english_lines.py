"""Lines that are items of a list though no mark opens them: ``Haida — Lanhe`` below its like."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from extract.word_lists import compiled

WORD = r"[^\s:;|/()\u2013\u2014]"
NAME = rf"[\"*]*(?-i:[A-Z0-9]{WORD}{{0,40}}(?: {WORD}{{1,40}}){{0,7}}?)[\"*]*"
SHAPES = {
    "dash": rf"{NAME} (?:-{{1,2}}|[\u2013\u2014]{{1,2}}|/|>|\|) {NAME}",
    "bracket": rf"{NAME} [(\[]{NAME}[)\]]",
    "bold": rf"\*\*{NAME}\*\*(?: ?[(:,\u2013\u2014-]| is| by) ?[^\n]{{1,100}}",
    "place": rf"(?-i:{{places}}|{{cities}})(?: \(\d+\))?: {NAME}[^\n]{{0,200}}",
}
"""What unmarked items look like, the whole line; more than one in a row are a list."""
LABEL = (
    r"(?:(?:filing|registered|registering|operating|generative AI|AI|large|large language|service"
    r"|product|model|app|company|name of(?: the)?) ){0,2}"
    r"(?P<x>name|compan(?:y|ies)|developer|provider|firm|applicant|operator|entity|filer"
    r"|organi[sz]ation|institution|enterprise|maker|owner|unit|product|service|model|app"
    r"|application|algorithm|chatbot|llm)(?:'s)?(?: name)?"
)
"""What names a column or a field that holds a company or a service."""
FIELD = re.compile(rf"(?:(?:^|[;|,])[ \"*-]*|^\W*\d+[.)] ){LABEL}\*{{0,2}} ?: ", re.IGNORECASE)
"""A field of a record: ``Model name: Lanhe; filing entity: Haida``."""


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


def _shape(line: str) -> str:
    if FIELD.match(line):
        return "field"
    return next(_fitting(line), "") if len(line) <= 300 else ""


def _fitting(line: str) -> Iterator[str]:
    return (name for name, shape in _shapes().items() if shape.fullmatch(line))


@lru_cache
def _shapes() -> dict[str, re.Pattern[str]]:
    return {name: compiled(shape, "en") for name, shape in SHAPES.items()}
