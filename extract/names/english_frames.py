"""Two English names to the order that the words before and between them give: whose is which.

``From Haida, Lanhe``, ``With Lanhe, Haida`` and ``The firm behind Lanhe is Haida`` say by what
stands before the first name what the words between the two leave open.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.matching.word_lists import compiled

REACH = 70
"""Characters before the first name in which a frame begins."""
LONGEST = 70
"""Characters between the two names of a frame."""
BEGINS = re.compile(
    r"[,:]| (?:that|to|comes?|came|on|in|now|approved|cleared|through|among|is|are|was|were|st[ao])"
)
"""How the words between two names of a frame begin."""
WORDS = r"(?:the )?(?-i:(?!and |but |while )[a-z][a-z-]* |AI ){0,5}"
START = r"(?:\A|[.;:\n] ?)[\"']?"
OPENING = r"(?:\A|[.;:\n] ?|, (?:and |while )?|\band |\bwhile )[\"']?"
ROLE = r"(?:{firm}|teams?|creators?|authors?|names?)"


@dataclass(frozen=True, slots=True)
class Frame:
    """What ends before the first name, what stands between, and the order of both."""

    order: str
    rule: str
    before: str
    between: str
    listing: bool = False
    """May the comma between them be a list's: ``products of Haida, Minfeng and Yun Bank``?"""


FRAMES = (
    Frame(
        "CM",
        "en.link.handed",
        rf"{OPENING}(?:also |then |next )?(?:from|for) {WORDS}",
        r",|:",
        listing=True,
    ),
    Frame(
        "CM", "en.link.handed", rf"{OPENING}(?:also )?from {WORDS}", rf" (?:comes?|came) {WORDS}"
    ),
    Frame(
        "CM",
        "en.link.handed",
        r"\b(?:belongs?|comes?|came|goes|go|went|fell|are|were|is|was|filed|submitted|registered)"
        rf" (?:to|from|by) {WORDS}",
        r"(?:, [^;:.]{2,60})?:",
    ),
    Frame(
        "CM",
        "en.link.handed",
        r"\b(?:two|three|four|five|one|pair)"
        r"(?: (?!(?:are|is|were|was)\b)(?-i:[a-z][a-z-]*)){0,4} (?:of|from|by) " + WORDS,
        r",|:",
        listing=True,
    ),
    Frame(
        "CM",
        "en.link.handed",
        r"\b(?:services|models|apps|products|tools|entries) (?:of|from|by) " + WORDS,
        r":",
    ),
    Frame(
        "CM",
        "en.link.handed",
        r"\b(?:an?|one|another|its|the)"
        r" (?:(?!includes?\b|are\b|were\b|ha(?:s|ve|d)\b)[\w-]+ ){0,5}?"
        rf"{{offering}} (?:(?:{{made}}) )?(?:of|from|by) {WORDS}",
        r"(?: in (?:{places}|{cities}))?,",
    ),
    Frame(
        "CM",
        "en.link.handed",
        rf"\b(?:that|those|the (?:one|ones)) (?:of|from|by) {WORDS}",
        r" (?:is|are|was|were) (?:called |named )?",
    ),
    Frame(
        "CM",
        "en.link.made_by_first",
        rf"{OPENING}(?:{{made}}) (?:solely |jointly |in-house )?by {WORDS}",
        rf", {WORDS}",
    ),
    Frame(
        "MC",
        "en.link.with_it",
        rf"{START}(?:with|thanks to|through|by way of|under the names?(?: of)?|as)"
        rf" (?:its |{WORDS})",
        rf"(?: (?:on|in|now|approved|cleared|through|among)\b[^,;.]{{0,30}})?, {WORDS}",
    ),
    Frame(
        "MC",
        "en.link.behind",
        rf"{OPENING}behind {WORDS}",
        rf" (?:is|are|was|were|stands?|stood) (?:an? )?{WORDS}",
    ),
    Frame(
        "MC",
        "en.link.belongs",
        rf"\b(?:work|product|property|creation) of [^.;\n]{{2,60}}(?:,|,? and|,? while) {WORDS}",
        r" that of ",
    ),
    Frame(
        "MC",
        "en.link.belongs",
        rf"\b(?:belongs?|went|goes?|fell) to [^.;\n]{{2,60}}(?:,|,? and|,? while) {WORDS}",
        r" to (?:the )?",
    ),
    Frame(
        "MC",
        "en.link.developer_of",
        rf"{START}(?:the |an? )?(?:[\w-]+ ){{0,3}}{ROLE}"
        r" (?:behind|of|that (?:built|made|developed|trained|filed))"
        rf" (?!(?:them|these|those|it)\b){WORDS}",
        rf"(?:,| is| are| was|, {WORDS}| is {WORDS})",
    ),
)


def framed(text: str, first: tuple[int, int], second: int) -> Frame | None:
    """The frame in which a name at ``first`` and one that begins at ``second`` stand."""
    start, end = first
    if second - end > LONGEST:
        return None
    between = text[end:second].strip("\"'")
    if not BEGINS.match(between):
        return None
    for frame, opens, parts in _frames():
        if parts.fullmatch(between) and opens.search(text, max(0, start - REACH), start):
            return frame
    return None


@lru_cache
def _frames() -> tuple[tuple[Frame, re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (f, compiled(rf"(?:{f.before})[\"']?\Z", "en"), compiled(rf"(?:{f.between}) *", "en"))
        for f in FRAMES
    )
