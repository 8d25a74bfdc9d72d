"""The numbers of a text that may count services: no date, year, share, name or list item."""

import re
from collections.abc import Iterator, Sequence

from extract.dates.read import DateMention
from extract.layout.form import Form
from extract.layout.named_places import right_before
from extract.matching.rules import Match
from extract.printed.numbers import Number, find_numbers
from extract.printed.places import provinces

YEARS = range(1990, 2051)
YEAR_BEFORE = re.compile(
    r"\b(?:in|by|of|since|until|year|for|late|early|end|from)\s*$", re.IGNORECASE
)

ONE_ONLY = re.compile(r"\b(?:only|just|but|exactly|by) $", re.IGNORECASE)
ONE_DONE = re.compile(
    r"\b(?:approved|cleared|registered|passed|licen[cs]ed|added|filed|accepted) $", re.IGNORECASE
)
ONE_ENDS = re.compile(r"[.,;)]|$| (?:and|while|on|in|last|this|from|with)\b")
ONE_SERVICE = re.compile(r" (?:[\w-]+ ){0,4}?(?:service|model|app|application)\b")
ONE_THEN = re.compile(
    r" (?:[\w-]+ ){0,3}?(?:service|model|app|application|LLM|algorithm) (?:was|has been|had been)"
    r" (?:also |newly )?(?:filed|registered|approved|cleared|recorded|added)"
    r" (?:in|during|over|within) (?:the same|that|those|these|the) (?:\w+ )?(?:period|time|weeks?"
    r"|months?|quarter|year)\b"
)
"""``One application was registered in the same period``."""
IN_PLACE = re.compile(r"\b[Ii]n (?:[a-z]+ )?[A-Z][\w ]{2,20}, $")
"""``In neighbouring Ningxia, one service``: where it is told of."""
PLACE_REACH = 60
"""Characters before ``one`` in which it has its place, and what stands around it then."""
ONE_NEW = re.compile(r" (?:additional|new|more|further|newly|such)\b")
"""``one`` that counts: ``one additional service``."""
SHARE = re.compile(
    r"\b(?:out of(?: every)?|in every|(?:one|two|three|four|five|\d) in) $", re.IGNORECASE
)
"""What stands before the second number of a share: ``one in ten``, ``eight out of every ten``."""
WHOLE_DONE = re.compile(
    r" (?:[\w-]+ ){0,4}?(?:models|services|apps|applications|products|LLMs|chatbots|algorithms) "
    r"(?:that |which )?(?:were |was |had been |have been )?(?:approved|cleared|filed|registered"
    r"|listed|passed|licen[cs]ed|put|added)\b"
)
"""Behind a number that is the whole of a share: ``out of nine services cleared``."""
NAMED = re.compile(r"'s\b|\.[A-Za-z]{2,4}\b")
"""What makes a number a firm's name: ``360's algorithm``, ``58.com``."""
MARKER = re.compile(r"[.)] ")
"""What makes a number at the beginning of a line that of a list item."""
MANY = 40
"""Numbers of one sentence that are read."""


def free_numbers(
    form: Form, matches: Sequence[Match], dates: Sequence[DateMention]
) -> Iterator[Number]:
    """Numbers that are no part of a date or ordinal, no year and no ``one``."""
    taken = bytearray(len(form.text))
    blocked = [(m.start, m.end) for m in matches if m.label in ("ORDINAL", "NOTCOUNT")]
    for start, end in [(d.start, d.end) for d in dates] + blocked:
        taken[start:end] = b"\1" * (end - start)
    for number in _few_a_sentence(form, taken):
        if taken[number.start]:
            continue
        head = form.text[max(0, number.start - 6) : number.start]
        year = number.value in YEARS and YEAR_BEFORE.search(head)
        one = number.value == 1 and form.text[number.start : number.end].lower() == "one"
        share = _is_of_share(form, number)
        one = one and not ONE_NEW.match(form.text, number.end)
        one = one and not ONE_ONLY.search(form.text, max(0, number.start - 12), number.start)
        one = one and not ONE_THEN.match(form.text, number.end)
        one = one and not _one_of_a_place(form, number)
        item = head.endswith(("\n", "\n ")) and MARKER.match(form.text, number.end)
        named = NAMED.match(form.text, number.end)
        if not (year or one or item or share or named):
            yield number


def _is_of_share(form: Form, number: Number) -> bool:
    """``one in ten``; not ``out of nine services cleared``."""
    share = SHARE.search(form.text, max(0, number.start - 16), number.start)
    return share is not None and WHOLE_DONE.match(form.text, number.end) is None


def _one_of_a_place(form: Form, number: Number) -> bool:
    """``Shaanxi approved four and Xinjiang one.``, ``Guizhou cleared one``."""
    low = max(0, number.start - PLACE_REACH)
    return (
        form.language == "en"
        and (
            ONE_ENDS.match(form.text, number.end) is not None
            or ONE_SERVICE.match(form.text, number.end) is not None
        )
        and (
            right_before(form, low, number.start) is not None
            or (
                IN_PLACE.search(form.text, low, number.start) is not None
                and bool(provinces(form.text[low : number.start]))
            )
            or (
                ONE_DONE.search(form.text, low, number.start) is not None
                and bool(provinces(form.text[low : number.start]))
            )
        )
    )


def _few_a_sentence(form: Form, taken: bytearray) -> Iterator[Number]:
    """The numbers of prose: what holds more of them in one sentence is a table of figures."""
    ends = iter([*(s.end for s in form.sentences), len(form.text)])
    end, seen = 0, 0
    for number in find_numbers(form.text, form.language, taken):
        while number.start >= end and end < len(form.text):
            end, seen = next(ends), 0
        seen += 1
        if seen <= MANY:
            yield number
