"""What stands round a date and tells which day it is: who speaks there, of what, where."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from extract.clauses.clause import clause_at
from extract.clauses.schemes import LISTED, named_scheme
from extract.dates.read import DateMention
from extract.event_dates.cues import bearing
from extract.event_dates.han_speakers import firm_speaks, office_speaks
from extract.facts import Facts
from extract.matching.rules import Match
from extract.matching.windows import start_of, within

FRESH = 7
"""Days within which a launch may stand for the approval that it followed."""
NEAR = 8
"""Dates of a sentence that are compared."""
ENDS = tuple("。！？!?；;：:”")
"""Where a Chinese sentence is whole; what ends otherwise was cut by a line end."""
FILED_WITH = re.compile(
    r"\b(?:fil(?:ed|ing)|regist(?:ered|ration)|approv(?:ed|al)|cleared|clearance|permit|licen[cs]e)"
    r" (?:\w+ )?(?:as (?:an? )?(?:[\w-]+ ){1,5})?(?:with|by|from|of) (?:the )?$"
    r"|(?:通过|获|获得|取得|拿到|经|经过|向|在|由)(?:了|中国)?$"
)
"""What stands before an authority that only granted what a firm announces."""
THE_ACTS = re.compile(
    r"(?:They|All|Both|(?:The|These|All) (?:[\w-]+ )?(?:approvals?|decisions?|permits?|licen[cs]es?"
    r"|clearances?|models?|services?|apps|applications)"
    r"|(?:With|Including) (?:the|these) (?:new )?(?:additions|filings|registrations|entries))\b"
    r"|(?:The|All) (?:\d{1,3}|\w{2,10}) (?=(?:had |have |all |both |were |was )*"
    r"(?:approved|cleared|filed|registered|passed|completed|obtained|won|got|received|entered)\b)"
)
"""How a sentence goes on about the batch just announced."""
LATER_ACTS = re.compile(
    r"The (?:(?!(?:newest|latest|oldest|earliest|first|last|earlier|previous|other|recent)\b)"
    r"[\w-]+ )?"
    r"(?:approvals|decisions|permits|licen[cs]es|clearances|filings|registrations)\b"
)
"""The same some sentences below."""
NATIONAL = re.compile(
    r"Cyberspace Administration of China|(?<!of )\bCAC\b"
    r"|\b(?:China's|national|country's) (?:\w+ ){0,2}"
    r"(?:regulator|watchdog|authorit|office|administration)"
)
"""The office whose announcement is an event of its own, whatever day its entries bear."""
BELOW = 8
"""Sentences over which that is sought."""
ONE_EVENT = 21
"""Days between an act and its announcement."""
TABLE = re.compile(
    r"\b(?:the (?:list|register) shows|tables?|annex(?:es)?|attach(?:ed|ments?)|columns?)\b"
)
"""What prints a day for each entry, which is not the day of the announcement."""
THE_NOTICE = re.compile(
    r"\b[Tt]he (?:\w+ ){0,2}(?:notice|list|register|update|announcement|circular|bulletin|annex)"
    r"(?:,|,? which| that)? (?:was |is |were )?(?:published|posted|released|issued|dated|put out"
    r"|made public|updated)(?: (?:on|to|at) (?:the |its |their )[^.;,]{2,70}?)?"
    r"(?: (?:late |early |online )?(?:on |this )?)?$"
)
"""What stands before the day of an English notice that was spoken of before."""
STALE = 330
"""Days after which an approval that a story begins with is of a year misprinted, or no news."""
FIGURES_OF = re.compile(
    r"(?:Both|These|They|All(?: \w+)?|(?:The|These|Both|Its) (?:\w+ )?(?:figures?|numbers?|totals?"
    r"|data|counts?)) [^.;]{0,40}?\b(?:from|in|by|with) (?:an?|the|its) (?:[\w'-]+ ){0,4}"
    r"(?:statement|notice|list|register|update|announcement|circular|bulletin|annex|table)"
    r"(?:,|,? which| that)? (?:was |were )?(?:issued|published|dated|released|posted|put out"
    r"|updated|made public)(?: [^.;,\d]{0,40}?)?(?: on| of)? $"
)
"""``Both come from a statement issued on``: what dates the figures just told."""
OFFICER = re.compile(
    r", (?:an? |the |its )?(?:[\w-]+ ){0,3}?(?:official|officer|spokes\w+|director|head"
    r"|chief|chair\w*)"
    r" (?:with|of|at|from|for) (?:the )?"
)
LIST_NAME = re.compile(r"(?:信息|清单|名单|列表) ?\( ?$")
"""What stands before the month that a Chinese list is called by."""
SPEAKER_REACH = 90
"""Characters before an English day in which the name of the medium or person begins."""
SPOKE = re.compile(
    r"(?:'s?)?(?: (?:newspaper|magazine|news agency|daily|weekly))?,?"
    r"(?: (?:also |had |has )?(?:said|reported|wrote|put|counted|estimated|noted|added"
    r"|told (?:\w+ ){1,3}?))?"
    r"(?: (?:late |early )?(?:on )?)?"
)
"""What parts them from the day on which they told it."""
ACTS = ("APPROVED", "NOTICE")
"""Labels of what was granted or published, which an English date follows."""
TOLD_BY_OFFICE = "en.approved.office"
SPEAKERS = {"SOURCE", "PERSON"}
"""Labels of those whose report on a day is no announcement, where no authority speaks."""


def granted_then(facts: Facts, mention: DateMention) -> bool:
    """Was something granted long ago, in a story that tells of nothing newer?

    In English in the sentence that the story begins with, and less than about a year ago.
    """
    if facts.form.language == "en":
        low, high = passage_of(facts, mention)
        if facts.lead is None or not low <= facts.lead.start < high:
            return False
        if facts.age(mention) > STALE:
            return False
    return mention.kind in ("day", "month") and bearing_of(facts, mention) == "approved"


def names_list(facts: Facts, mention: DateMention) -> bool:
    """Is it the month in a list's name: ``备案信息(2024年4月)``, in the story of that month?"""
    named = LIST_NAME.search(facts.form.text, max(0, mention.start - 12), mention.start)
    return named is not None and facts.age(mention) <= 0


def is_official(facts: Facts, mention: DateMention, said: str | None) -> bool:
    """Did an authority announce on this day what the sentence dates to no day of its own?"""
    if said != "announced":
        return False
    if told_of_acts(facts, mention) and not NATIONAL.search(line_of(facts, mention)):
        return False
    if not has_speaking_office(facts, mention) and not dates_notice(facts, mention):
        return False
    if facts.form.language == "en":
        return True
    told = days_beside(facts, mention, "announced")
    if any(office_speaks(facts, d) for d in told) and not office_speaks(facts, mention):
        return False
    return not days_beside(facts, mention, "approved")


def dates_notice(facts: Facts, mention: DateMention) -> bool:
    """Does an English sentence date the notice that tells: ``The list, published Monday, has``?"""
    low, _ = passage_of(facts, mention)
    if FIGURES_OF.match(facts.form.text[low : mention.start]):
        return True
    return THE_NOTICE.search(facts.form.text, low, mention.start) is not None


def days_beside(facts: Facts, mention: DateMention, said: str) -> list[DateMention]:
    """The other days of a date's sentence that have this bearing."""
    near = facts.dates_in(*(_own_part(facts, mention) or passage_of(facts, mention)))[:NEAR]
    others = (d for d in near if d.kind == "day" and d is not mention)
    return [d for d in others if bearing_of(facts, d) == said]


def _own_part(facts: Facts, mention: DateMention) -> tuple[int, int] | None:
    """The part of a Chinese sentence that tells of algorithms, beside one that does not."""
    clause = clause_at(facts.clauses, mention.start)
    if facts.form.language != "zh" or clause is None:
        return None
    return (clause.start, clause.end) if named_scheme(clause.matches) in LISTED else None


def is_told_later(facts: Facts, mention: DateMention) -> bool:
    """Does an English sentence date what it tells, and then the announcement of an authority?"""
    if facts.form.language != "en":
        return False
    told = days_beside(facts, mention, "announced")
    return any(is_official(facts, d, "announced") for d in told)


def has_speaking_office(facts: Facts, mention: DateMention) -> bool:
    """Does the sentence name an authority otherwise than as the one something was filed with?"""
    near = within(facts.matches, *passage_of(facts, mention))
    found = [m for m in near if m.label == "AUTHORITY"]
    offices = [m for m in found if not any(m is not o and holds(o, m) for o in found)]
    return any(
        not FILED_WITH.search(facts.form.text, max(0, m.start - 80), m.start) for m in offices
    )


def holds(whole: Match, part: Match) -> bool:
    """Does a match reach as far as another that is shorter: ``Hubei's office`` and ``office``?"""
    longer = whole.end - whole.start > part.end - part.start
    return longer and whole.start <= part.start and part.end <= whole.end


def told_of_acts(facts: Facts, mention: DateMention) -> bool:
    """``The models were filed on Tuesday``: does a sentence below date what is announced?"""
    place = place_of(facts, mention)
    for number, line in enumerate(facts.form.sentences[place + 1 : place + 1 + BELOW]):
        told = (LATER_ACTS if number else THE_ACTS).match(facts.form.text, line.start)
        if told is None or TABLE.search(facts.form.text, line.start, line.end):
            continue
        days = [d for d in facts.dates_in(line.start, line.end)[:NEAR] if d.kind == "day"]
        if days and abs(facts.age(days[0]) - facts.age(mention)) <= ONE_EVENT:
            return bearing_of(facts, days[0]) == "approved"
    return False


def is_to_come(facts: Facts, mention: DateMention) -> bool:
    """Does a date lie behind the day of the report?"""
    if facts.published is None or not mention.value:
        return False
    return mention.value > facts.published.isoformat()


def bearing_of(facts: Facts, mention: DateMention) -> str | None:
    """What the words of a date's sentence make of it; who reports there decides in English."""
    text, language = facts.form.text, facts.form.language
    low, high = passage_of(facts, mention)
    acts = within(facts.matches, low, mention.start) if language == "en" else ()
    told = max((m.end for m in acts if m.label in ACTS and m.end <= mention.start), default=low)
    behind = within(facts.matches, mention.end, high)
    follows = (m.start for m in behind if m.label == "APPROVED" and not _says(facts, m))
    next_act = next(follows, high) - mention.end if language == "en" else high
    said = bearing(
        text[low : mention.start], text[mention.end : high], language, told - low, next_act
    )
    if language == "en" and reporter_speaks(facts, mention):
        return "press"
    if language == "zh" and said == "press":
        own = office_speaks(facts, mention) or firm_speaks(facts, mention)
        return "announced" if own else said
    if language == "en" and said == "press" and _officer_speaks(facts, low, mention.start):
        return "announced"
    if language == "en" and said in ("announced", "press"):
        labels = {m.label for m in within(facts.matches, low, high)}
        if "AUTHORITY" in labels and said == "press" and not labels & SPEAKERS:
            return "announced"
        if "AUTHORITY" not in labels and labels & SPEAKERS:
            return "press"
    return said


def _says(facts: Facts, act: Match) -> bool:
    """Is an act told as what an English office announced: ``the CAC announced that``?"""
    return act.rule == TOLD_BY_OFFICE and facts.form.text.startswith("that", act.end - 5)


def _officer_speaks(facts: Facts, low: int, high: int) -> bool:
    """``Wang Lin, an official with the Cyberspace Administration, told a forum on``?"""
    near = within(facts.matches, low, high)
    offices = [m for m in near if m.label == "AUTHORITY"]
    people = [m for m in near if m.label == "PERSON"]
    return any(
        OFFICER.fullmatch(facts.form.text, p.end, o.start)
        for p in people
        for o in offices
        if p.end < o.start
    )


def reporter_speaks(facts: Facts, mention: DateMention) -> bool:
    """``the Harbour Times on Sunday put the number``: a medium or person right before the day?"""
    before = within(facts.matches, mention.start - SPEAKER_REACH, mention.start)
    voices = [m for m in before if m.label in SPEAKERS and m.end <= mention.start]
    return any(SPOKE.fullmatch(facts.form.text, m.end, mention.start) for m in voices)


def passage_of(facts: Facts, mention: DateMention) -> tuple[int, int]:
    """The sentence of a date; a Chinese one that a line end cuts, with what follows."""
    place = place_of(facts, mention)
    sentences = facts.form.sentences
    end = sentences[place].end
    if facts.form.language == "zh":
        for last, following in pairwise(sentences[place : place + 3]):
            whole = facts.form.text[last.end - 3 : last.end].rstrip().endswith(ENDS)
            if whole or following.paragraph - last.paragraph > 1:
                break
            end = following.end
    return sentences[place].start, end


def line_of(facts: Facts, mention: DateMention) -> str:
    """The text of the passage that a date stands in."""
    low, high = passage_of(facts, mention)
    return facts.form.text[low:high]


def place_of(facts: Facts, mention: DateMention) -> int:
    """The number of the sentence in which a date begins."""
    return max(0, bisect_right(facts.form.sentences, mention.start, key=start_of) - 1)


def speaks_of(facts: Facts, mention: DateMention, labels: Sequence[str]) -> bool:
    """Does the sentence of a date hold a match of one of these labels?"""
    return any(m.label in labels for m in within(facts.matches, *passage_of(facts, mention)))


def within_past(facts: Facts, mention: DateMention) -> bool:
    """Does a Chinese day stand inside the words that recall: ``继1月底一批之后``?"""
    if facts.form.language == "en":
        return False
    past = (m for m in within(facts.matches, mention.start - 40, mention.start + 1))
    return any(m.label == "EARLIER" and mention.end <= m.end for m in past)
