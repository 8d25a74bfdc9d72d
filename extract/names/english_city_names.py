"""A city's name in English text: is it a service's that is called so?"""

import re
from functools import lru_cache

from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate

PLACED_LIKE = re.compile(
    r"[A-Z][\w.&'-]* (?P<by>with|for) [A-Z][\w.-]*(?: [A-Z][\w.-]*)?(?:, and|,| and) "
    r"(?:[A-Z][\w.&-]* ){1,3}(?P=by) \Z"
)
"""Before a service that is called as a city is: ``Haida with Lanhe and Minfeng with Zhuhai``."""
BRACKETED_LIKE = re.compile(
    r"\((?P<x>[A-Z][^()]{1,30})\)(?:,|[,;]? and|;) (?:[a-z-]+ ){0,3}[A-Z][\w.&-]*"
    r"(?: [A-Z][\w.-]*){0,2} \(\Z"
)
"""Before one in brackets: ``Haida (Lanhe), Minfeng (Zhuhai)``, where the other is no place."""
BRACKETED = re.compile(r"[A-Z][\w.&-]*\w \((?P<x>[A-Z][\w'-]*(?: [A-Z][\w'-]*)?)\)(?! [A-Z])")
IN_BRACKETS = compiled(
    r"(?-i:(?:\A|[.,;:\n] |\band |\bto |\bof |\bby )(?!(?:{places})\b)[A-Z][\w&-]*[a-z]) \(\Z", "en"
)
"""Before one that stands behind a firm's one word, below such pairs."""
CALLED_LIKE = compiled(
    r"\b(?:{offering}(?:,| is| was|,? which is)? (?:simply )?(?:called|named|dubbed|known as)"
    r"|(?:with|for|its|the|an?) (?:{lc} ){0,3}(?:{offering})(?:,| is| was)?"
    r"|goes (?:by|under) the name(?: of)?|by the name of|under the name(?: of)?) [\"']?\Z",
    "en",
)
"""Before one that is told by its kind: ``a model called Zhuhai``, ``its dialogue model Zhuhai``."""
ENDS = re.compile(r"[\"']?(?:[.,;)]|\Z| and [A-Z]| \()")
"""Behind it."""
TABLED = 400
"""Characters before a name in which such pairs stand."""


def like_a_place(text: str, candidate: Candidate) -> bool:
    """Does a city's name stand where those of services do?"""
    start, end = candidate.start, candidate.end
    if not place().fullmatch(text, start, end):
        return False
    near = max(0, start - 90), start
    beside = BRACKETED_LIKE.search(text, *near)
    if beside is not None:
        return place().fullmatch(beside["x"]) is None
    if PLACED_LIKE.search(text, *near):
        return True
    if text.startswith(")", end) and IN_BRACKETS.search(text, *near):
        told = BRACKETED.finditer(text, max(0, start - TABLED), start)
        return any(not place().fullmatch(m["x"]) for m in told)
    return bool(ENDS.match(text, end) and CALLED_LIKE.search(text, *near))


@lru_cache
def place() -> re.Pattern[str]:
    """What is a place's name and no more."""
    return compiled(r"(?-i:{places}|{cities})(?:'s)?", "en")
