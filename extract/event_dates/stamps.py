"""Dates that stand by themselves: what a notice bears at its head, its end or above its list."""

import re
from bisect import bisect_right

from extract.dates.read import DateMention
from extract.event_dates.places import FRESH, place_of
from extract.facts import Facts
from extract.layout.form import Sentence
from extract.matching.windows import start_of, within

SIGNATORY = re.compile(r"(?:董事会|有限公司|委员会|集团)$")
"""How the line ends by which a Chinese firm signs its notice."""
LABELLED = re.compile(
    r"[*_ ]*(?:date|dated|when|announced|published|released|issued|posted)"
    r"(?: (?:of|on) [\w ]{1,30})?[*_]*:[*_]* ?$",
    re.IGNORECASE,
)
"""What a line of a digest puts before the day of what it tells: ``Date: 11 November``."""
STAMP = re.compile(
    r"\b(?:[Uu]pdated?|[Pp]osted|[Uu]pdate time|[Ll]ast modified)(?: (?:on|at))?: ?$"
)
STAMP_REACH = 24
CALLED_BY = re.compile(r" (?:statement|notice|announcement|release|update|post|briefing)\b")
HEAD_LINES = 3
"""Lines above the day in the head of a notice."""


def heading_day(facts: Facts, start: int) -> DateMention | None:
    """The day that heads an English sentence: ``... (9 January)`` or ``Date: 9 January`` above it.

    A label above a whole page gives its own day, which is the report's.
    """
    text, sentences = facts.form.text, facts.form.sentences
    place = bisect_right(sentences, start, key=start_of) - 1
    if facts.form.language != "en" or place < 1 or sentences[place].kind == "heading":
        return None
    above = sentences[place - 1]
    days = facts.dates_in(above.start, above.end)
    if not days:
        return None
    if text[days[-1].end : above.end] == ")":
        return days[-1]
    labelled = LABELLED.match(text, above.start, days[-1].start)
    whole = labelled is not None and days[-1].end == above.end
    return days[-1] if whole and facts.age(days[-1]) > 0 else None


def opens(facts: Facts, mention: DateMention) -> bool:
    """Is it a day of the last week in the first sentence of a Chinese story?"""
    first = facts.form.language == "zh" and place_of(facts, mention) == 0
    return first and mention.kind == "day" and facts.age(mention) <= FRESH


def signs(facts: Facts, mention: DateMention) -> bool:
    """Does a day stand on a line of its own below an authority, as under a notice?"""
    place = place_of(facts, mention)
    before, line = facts.form.sentences[max(0, place - 1)], facts.form.sentences[place]
    alone = (line.start, line.end) == (mention.start, mention.end)
    if alone and SIGNATORY.search(facts.form.text[before.start : before.end]):
        return True
    return alone and (is_office(facts, before) or heads_notice(facts, place))


def stamps(facts: Facts, mention: DateMention) -> bool:
    """Is an English day what a page prints of itself, or that by which a notice is called?

    ``Updated: May 22``; ``in a Tuesday statement``.
    """
    text = facts.form.text
    if facts.form.language != "en":
        return False
    page = STAMP.search(text, max(0, mention.start - STAMP_REACH), mention.start)
    return page is not None or CALLED_BY.match(text, mention.end) is not None


def is_office(facts: Facts, line: Sentence) -> bool:
    """Does a line hold an authority's name and no more?"""
    near = within(facts.matches, line.start, line.start + 1)
    return any(m.label == "AUTHORITY" and m.end == line.end for m in near)


def heads_notice(facts: Facts, place: int) -> bool:
    """Does a line stand in the head of an office's page: below its name and a title?"""
    above = facts.form.sentences[:place]
    short = len(above) <= HEAD_LINES and all(s.kind in ("heading", "line") for s in above)
    return short and any(is_office(facts, s) for s in above)
