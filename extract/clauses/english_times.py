"""Times beside an English number that are not the number's own: the report's, a comparison's.

And those by which it is neither a batch nor all that there is.
"""

import re
from collections.abc import Sequence

from extract.layout.form import Form
from extract.matching.rules import Match
from extract.printed.numbers import Number

SO_FAR_THIS = re.compile(
    r"\b(?:(?:in|for|over) the (?:year|month|quarter) to date|year[- ]to[- ]date"
    r"|so far (?:this|in the) (?:year|month|quarter)|(?:this|the) (?:year|month|quarter) so far)\b",
    re.IGNORECASE,
)
"""The time of a number that is neither a batch nor all there is."""
THAN_LAST_YEAR = re.compile(
    r" (?:more|fewer) than (?:a year (?:ago|earlier|before)|last year|in 20\d\d|the year before"
    r"|(?:at|by) (?:the )?(?:end|start|beginning|close|turn|same point) (?:of )?(?:20\d\d"
    r"|last year))"
)
"""``ten more than at the end of 2024``: what a year has added."""
MORE_THAN = re.compile(
    r"\b(?:more|fewer|less) than (?:an? |the |in |at )*$|\bas (?:many|few) as (?:\w+ ){0,3}$"
)
NO_NUMBER = re.compile(r"[^\d;]*")
SAID = re.compile(r"\b(?:said|says|reported|told \w+|wrote|showed)(?: in a statement)? $")
IN_ALL = "en.cumulative.in_all"
RECENT = "en.new.recent"
REPORTS = re.compile(
    r" (?:said|released|published|announced|posted|issued|put out|made public|reported|unveiled"
    r"|updated|showed|disclosed)\b"
)
"""Behind a time that is that of the report: ``on Thursday published``."""


def so_far_this(form: Form, number: Number, end: int, low: int, high: int) -> bool:
    """Is a number that of a year up to now, by words with no other number between?"""
    if THAN_LAST_YEAR.match(form.text, number.outer_end):
        return True
    before = form.text[low : number.outer_start]
    after = NO_NUMBER.match(form.text, end, high)
    near = NO_NUMBER.match(before[::-1])
    own = before[len(before) - len(near.group()) :] if near else ""
    told = SO_FAR_THIS.search(own) or (after and SO_FAR_THIS.search(after.group()))
    return bool(told)


def is_compared(form: Form, match: Match) -> bool:
    """``10 more than a month ago``: the past that what is new is told from."""
    return MORE_THAN.search(form.text, max(0, match.start - 24), match.start) is not None


def of_batch(form: Form, match: Match, before: Sequence[Match]) -> bool:
    """``A third batch gave the nod to 10 models in total``: all of the batch, no running total."""
    in_all = match.rule == IN_ALL or form.text.startswith("in total", match.start - 3)
    return in_all and any(m.label == "ORDINAL" for m in before)


def of_the_report(form: Form, match: Match) -> bool:
    """``yesterday released a list``: the time of the report, and of no act."""
    if match.rule != RECENT:
        return False
    said = SAID.search(form.text, max(0, match.start - 24), match.start)
    return said is not None or REPORTS.match(form.text, match.end) is not None
