"""A headline to the numbers that it gives as new and as how many there are by now."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.layout.form import normalise
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number, find_numbers

REACH = 70
"""Characters before a number of a headline that may govern it."""
HAN_NEW = re.compile(r"关于(?:发布|公布|公开|公示)[^，。；;\d]{0,12}$")
HAN_BEHIND = re.compile(r"\s*[款项个]")
NEW = compiled(
    r"\b(?:among|another|a further|new(?:ly)?|additional|adds) (?:(?:the|its|new|these) ){0,2}$",
    "en",
)
DONE = compiled(
    r"\b(?:approves|clears|files|registers|greenlights|licen[cs]es|admits|okays) (?:its )?$", "en"
)
"""``approves 99``: news as a rule, but ``registers 346`` may tell of all that there are."""
NEW_BEHIND = re.compile(r" (?:more(?! than\b)|new|newly|additional|further|fresh|extra)\b")
PASSED = compiled(
    r"\b(?:tops?|topped|exceed(?:s|ed)?|surpass(?:es|ed)?|cross(?:es|ed)?"
    r"|(?:list|register|registry|roster|roll|total|tally|count|number|filings|registrations"
    r"|approvals|services|models|apps)\b[^.;:,\d]{0,40} (?:pass(?:es|ed)?|goes past|moves past"
    r"|go past))"
    r" (?:the )?$",
    "en",
)
"""What a total has gone past: it is a little more."""
TOTAL = compiled(
    r"\b(?:hits?|reach(?:es|ed)|(?:rises?|grows?|grew|rose|climbs?|swells?|expands?|jumps?"
    r"|lengthens?|mounts?) to|(?:stands?|now) at"
    r"|(?:closes|ends|begins|starts|enters) [\w ]{2,16} at|now(?: (?:has|holds|counts"
    r"|numbers|lists))?|total(?:s|ling| of all)?:?) {approx}$",
    "en",
)
"""What a total has come to: ``closes 2025 at 748``, ``now 346``."""
HOLDS = compiled(r"\b(?:has|have|holds|counts|boasts|with|full list:|list of all) {approx}$", "en")
FILED = re.compile(r" (?:filed|registered|approved|licen[cs]ed|cleared)\b(?! (?:in|on|by|for)\b)")
"""``has over 600 filed services``: what a place or a register has by now."""
IN_BATCH = re.compile(
    r"[^.;:,\d]{0,50}? in (?:(?:the|its|a|an|one|this|their|a single) )?(?:[\w-]+ )?"
    r"(?:batch|round|day|go)\b"
)
"""``has 11 approved services in the latest batch``: no total, whatever stands before it."""
IN_ALL = re.compile(r"(?: [\w-]+){0,4}? in (?:all|total)$")
LIST_IN_ALL = re.compile(
    r"\b(?:list|table|register|roster|catalogue) of (?!(?:new|latest|fresh|further|additional)"
    r"|newly)[^.;\d]{2,60}, $"
)
"""``publishes its list of filed AI services, 23 in all``."""


@dataclass(frozen=True, slots=True)
class Headline:
    """What a headline counts; offsets are its own."""

    new: frozenset[int] = frozenset()
    done: frozenset[int] = frozenset()
    """What is only said to be approved."""
    totals: tuple[Number, ...] = ()
    listed: frozenset[int] = frozenset()
    """What a list is said to hold in all."""


def headline(title: str, language: str) -> Headline:
    """Which numbers of a title are of what is new, and which are totals.

    ``关于发布7款…已备案信息的公告``; ``approves 99 services as total tops 530``.
    """
    text = normalise(title, language).text
    numbers = list(find_numbers(text, language))
    if language == "zh":
        return Headline(frozenset(_han_new(text, numbers)))
    exact = [n for n in numbers if n.qualifier == "exact"]
    new = frozenset(
        n.value
        for n in exact
        if NEW.search(text[: n.outer_start]) or NEW_BEHIND.match(text, n.outer_end)
    )
    done = frozenset(n.value for n in exact if DONE.search(text[: n.outer_start]))
    listed = frozenset(
        n.value
        for n in exact
        if LIST_IN_ALL.search(text[: n.outer_start]) and IN_ALL.match(text, n.end)
    )
    return Headline(new, done, tuple(_totals(text, numbers)), listed)


def _han_new(text: str, numbers: Sequence[Number]) -> Iterator[int]:
    for number in numbers:
        if HAN_NEW.search(text[: number.outer_start]) and HAN_BEHIND.match(text, number.end):
            yield number.value


def _totals(text: str, numbers: Sequence[Number]) -> Iterator[Number]:
    for number in numbers:
        if IN_BATCH.match(text, number.end):
            continue
        head = text[max(0, number.start - REACH) : number.start]
        if PASSED.search(head):
            yield replace(number, qualifier="more_than")
        elif (
            TOTAL.search(head)
            or IN_ALL.match(text, number.end)
            or (HOLDS.search(head) and FILED.match(text, number.end))
        ):
            yield number
