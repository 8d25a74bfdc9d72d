"""Two articles in, whether one copies the other out.

Likeness alone would take all notices of one template for copies of each other, so facts, numbers
and what fills the blanks must agree as well.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from extract.dates.forms import MONTHS
from extract.printed.numbers import find_numbers
from pipelines.shingles import MASK, SHORTEST, Text, units

Facts = Mapping[str, frozenset[object]]
"""What an article announces, by kind: stated counts, schemes, provinces."""

ALIKE = 0.5
"""Shared shingles of both texts' shingles, from which one may be a copy."""
HELD, SHORTEST_PART, SMALLEST_PART = 0.8, 40, 0.4
"""Shared shingles of the shorter text's, from which it may be a part of the longer one; how many
it must have, and how many of the longer one's: a quoted notice makes no copy of an analysis."""

_BESIDE = {"zh": 4, "en": 2}
"""Characters or words on each side of a number that say what it is of."""
_BLANK = 6
"""Characters or words from which what was put in another's place is more than an edit."""
_MONTH = re.compile(r"\b(?:{})[a-z]*\b".format("|".join(m.capitalize() for m in MONTHS)))
_CLOCK = re.compile(r"\d:\d\d")
_DATE = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?")
_STAMP = 80


def agree(one: Facts, other: Facts) -> bool:
    """Whether of each kind one's facts are among the other's."""
    none: frozenset[object] = frozenset()
    kinds = one.keys() | other.keys()
    return all(_within(one.get(kind, none), other.get(kind, none)) for kind in kinds)


@dataclass(frozen=True, slots=True)
class Story:
    """A text with what extraction found its article to announce."""

    text: Text
    facts: Facts = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    """Companies and services as printed."""

    def copies(self, other: "Story") -> bool:
        """Whether one is a copy or a part of the other; the same whichever is asked."""
        mine, others = self.text, other.text
        return (
            mine.language == others.language
            and agree(self.facts, other.facts)
            and alike(mine, others)
            and same_blanks(mine, others)
            and same_numbers(mine, others)
            and (_prints(mine, other.names) or _prints(others, self.names))
        )


def alike(one: Text, other: Text) -> bool:
    """Whether two texts have enough in common."""
    shorter, longer = sorted((len(one.shingles), len(other.shingles)))
    shared = len(one.shingles & other.shingles)
    if shared >= ALIKE * (shorter + longer - shared):
        return shorter >= SHORTEST
    part = shorter >= max(SHORTEST_PART, SMALLEST_PART * longer)
    return part and shared >= HELD * shorter


def same_blanks(one: Text, other: Text) -> bool:
    """Whether no blank of a form that both have is filled with wholly other words, as by names."""
    shared = one.shingles & other.shingles
    if len(shared) in (len(one.shingles), len(other.shingles)):
        return True
    mine, others = _between(one, shared), _between(other, shared)
    return all(_resemble(filler, others[at]) for at, filler in mine.items() if at in others)


def _between(text: Text, shared: Collection[str]) -> dict[tuple[str, str], Sequence[str]]:
    """The longer stretches that stand between two shared shingles and are not shared."""
    found, last = {}, None
    size = len(text.units) - len(text.pieces) + 1
    for place, piece in enumerate(text.pieces):
        if piece not in shared:
            continue
        if last is not None and place - last >= size + _BLANK:
            found[text.pieces[last], piece] = text.units[last + size : place]
        last = place
    return found


def _resemble(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two fillers share half of their words, or of their pairs of characters."""
    mine, others = set(one), set(other)
    if isinstance(one, str) and isinstance(other, str):
        mine, others = ({a + b for a, b in pairwise(t)} for t in (one, other))
    return len(mine & others) >= ALIKE * min(len(mine), len(others))


def same_numbers(one: Text, other: Text) -> bool:
    """Whether numbers, days and months between the same words are the same."""
    mine, others = one.text.split("\n"), other.text.split("\n")
    same = {*mine} & {*others}
    found, known = (
        _numbers("\n".join(line for line in lines if line not in same), one.language)
        for lines in (mine, others)
    )
    return all(_within(found[key], known[key]) for key in found.keys() & known.keys())


def _prints(text: Text, names: Collection[str]) -> bool:
    """Whether a text has the names: all of a few, most of many, as an edit may touch one."""
    plain = "".join(text.units)
    found = sum("".join(units(name, text.language)) in plain for name in names)
    return found >= HELD * len(names)


def _within(one: frozenset[object], other: frozenset[object]) -> bool:
    return one <= other or other <= one


def _stamped(line: str) -> bool:
    """Whether a line says when and by whom its page was made, and is no sentence of the story."""
    line = line.strip()
    if not line or len(line) > _STAMP or line[-1] in ".!?。！？…":
        return False
    rest = _DATE.sub("", line)
    dated = len(rest) < len(line) and any(character.isalpha() for character in rest)
    return dated or _CLOCK.search(line) is not None


@lru_cache(maxsize=256)
def _numbers(text: str, language: str) -> Mapping[tuple[str, ...], frozenset[int]]:
    """The numbers of a text's sentences by the words beside them."""
    lines = text.replace(MASK, " ").split("\n")
    told = "\n".join(line for line in lines if not _stamped(line))
    found = [(n.start, n.end, n.value) for n in find_numbers(told, language)]
    if language == "en":
        named = ((m.start(), m.end(), m.group()[:3].lower()) for m in _MONTH.finditer(told))
        found += [(start, end, MONTHS.index(month) + 1) for start, end, month in named]
    return _by_context(told, sorted(found), language)


def _by_context(
    text: str, found: Sequence[tuple[int, int, int]], language: str
) -> dict[tuple[str, ...], frozenset[int]]:
    """The values under the units beside them, in which other numbers are masked."""
    parts, values, last = [], [], 0
    for start, end, value in found:
        if start < last:
            continue
        parts += [text[last:start], f" {MASK} "]
        values.append(value)
        last = end
    plain = units("".join(parts) + text[last:], language)
    beside = _BESIDE[language]
    places = (n for n, unit in enumerate(plain) if unit == MASK)
    contexts: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for place, value in zip(places, values, strict=True):
        key = (*plain[max(0, place - beside) : place], "", *plain[place + 1 : place + 1 + beside])
        contexts[key].add(value)
    return {key: frozenset(known) for key, known in contexts.items()}
