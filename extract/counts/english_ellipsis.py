"""An English number with no noun behind it to what it counts: that stands before or is left out."""

import re
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.counts.counting import Noun
from extract.counts.english_elided import (
    ACTED,
    BARE_TOTAL,
    DID,
    ENDS,
    FRAMES,
    GAPPED,
    HOLDS,
    NUMBER_OF,
    PLACED,
    REACH,
)
from extract.layout.form import Form
from extract.layout.named_places import right_before
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number

NUMBERED = re.compile(
    r"\b(?:batch|list|round|group|wave|register|record) (?:no\. ?|number |#)?$", re.IGNORECASE
)
"""Before the number of a batch: ``Deep synthesis, batch 18``."""
BARE = re.compile(
    r"\s*(?:[.,;:)\]]|$|(?:from|on|in|by|since|this|last|and|or|at|as|so|were|was|are|is|had|have"
    r"|has|during|over|between|yesterday|today|after|while|when|compared|more|new|newly|joined"
    r"|altogether|through|followed|{weekday})\b)".replace(
        "{weekday}", "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    )
)
"""What follows a number that has no noun of its own."""
BY_FIRM = re.compile(r"\b(?:by|and|then|or|than|of|,) [A-Z][\w.&' -]{1,30} with \Z")
"""``followed by Haida with 7``: what one firm has of them."""
STRONG = 4
"""Weight of a cue that says by itself that the number beside it counts what is told of."""
MOST = 100_000
"""Services and firms that no register has more of."""
NEXT_WORD = re.compile(r"\s*(?P<w>%|\w+\b)?")
NO_NOUN = re.compile(
    r"\s+(?:by|and|in|on|under|up|as|from|so|since|at|that|which|includ(?:es?|ed)|covers?|is|was|are|were"
    r"|has|had|comes?|came|contains?|brings?|brought|takes?|took|lifts?|lifted|makes?|compared|against"
    r"|versus|after)\b"
)
JOINED = re.compile(
    r"[,;]? (?:and|plus|while|versus|against)(?: (?:about|some|over|more than))?"
    r"(?: (?:the )?(?:filings|registrations|approvals|algorithms|applications|apps)"
    r"(?:(?: (?:of|with|for|in|by) [^.;,\d]{3,50}?)? (?:by|to|at|of))?)?"
    r"(?: another| a further)? \Z"
    r"|,? and (?:that )?of (?:\w+ ){1,3}(?:at|to|by) \Z"
)
ENDS_HERE = compiled(
    r"\s*(?:[.,;:)\]](?!\d)|$|(?:on|in|last|this|earlier|yesterday|so far|to date|with|for|taking"
    r"|bringing|which|and|while|from|by|a day|{weekday})\b)",
    "en",
)
"""What follows a number that has its noun before it."""
SHARES = compiled(
    r"(?P<act> (?:(?:were|had been|have been) )?(?:{act})\b)"
    r"|\s*(?:[.;)](?!\w)|,(?= (?:the|according)\b)|$)"
    r"|,? respectively| by (?:late |early |mid-|the end of )?{month}"
    r"| (?:as of|(?:at|by) the end of) "
    r"| since (?:then\b|(?:the|its|their) |20\d\d)",
    "en",
)


def no_noun(text: str, number: Number, clause: Clause) -> Noun | None:
    """English numbers whose noun stands before them or is left out."""
    start = max(clause.sentence.start, number.start - REACH)
    head, end = text[start : number.start], number.outer_end
    if number.value > MOST:
        return None
    for frame in FRAMES:
        behind = frame.behind.match(text, end) if frame.behind else None
        if (behind or not frame.behind) and (not frame.before or frame.before.search(head)):
            firms = behind and frame.behind is NUMBER_OF and behind["firms"]
            stop = behind.end() if behind and frame.behind in (ACTED, DID) else end
            return Noun("companies" if firms else frame.of, stop, frame.rule)
    if not BARE_TOTAL.search(head) or NUMBERED.search(head):
        return None
    word = NEXT_WORD.match(text, number.end)
    alone = number.value > 1 and not (word and (word["w"] or "").isalpha())
    if alone or NO_NOUN.match(text, number.end):
        return Noun("services", end, "en.count.bare_total")
    return None


def cued_noun(form: Form, number: Number, clause: Clause, matches: Sequence[Match]) -> Noun | None:
    """An English number that a strong cue of growth or of a total stands beside: ``up 48 from``.

    It counts the services that its sentence speaks of.
    """
    if form.language != "en" or number.value > MOST or not BARE.match(form.text, number.outer_end):
        return None
    near = within(matches, clause.sentence.start, clause.sentence.end)
    edges = (number.outer_start - 1, number.outer_start)
    cued = any(
        m.weight >= STRONG
        and m.label in ("NEW", "CUMULATIVE")
        and (m.end in edges or m.start == number.start)
        for m in near
    )
    if BY_FIRM.search(form.text, max(0, number.start - 40), number.outer_start):
        return None
    first = not form.text[clause.sentence.start : number.outer_start].strip("\"'(")
    told = (
        first or clause.carried or any(m.label == "COUNTED" and m.value == "services" for m in near)
    )
    return Noun("services", number.outer_end, "en.count.cued") if cued and told else None


def gapped(form: Form, number: Number, before: Number, noun: Noun) -> Noun | None:
    """An English number that shares the noun of the one before it in its sentence.

    ``139 had been filed and 151 registered``, ``filings rose to 1,068 and registrations to 695``.
    """
    if form.language != "en" or noun.of != "services" or number.value > MOST:
        return None
    joined = JOINED.search(form.text, before.end, number.outer_start)
    behind = SHARES.match(form.text, number.outer_end)
    if joined is None or behind is None or joined.end() != number.outer_start:
        return None
    return Noun("services", behind.end("act") if behind["act"] else number.outer_end, GAPPED)


def of_place(form: Form, number: Number, clause: Clause, before: Noun) -> Noun | None:
    """An English number that shares the noun of one before it and has its own place.

    ``Hubei cleared seven services and Hunan five``.
    """
    if form.language != "en" or before.of != "services" or number.value > MOST:
        return None
    if not ENDS_HERE.match(form.text, number.outer_end):
        return None
    place = right_before(form, clause.sentence.start, number.outer_start)
    return Noun("services", number.outer_end, PLACED) if place else None


def held(text: str, number: Number, clause: Clause) -> bool:
    """Is it all that a register or place holds: ``the province now has 49``?"""
    start = max(clause.sentence.start, number.outer_start - REACH)
    head = text[start : number.outer_start]
    return bool(ENDS.match(text, number.outer_end) and HOLDS.search(head))
