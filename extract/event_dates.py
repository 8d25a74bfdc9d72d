"""Dates of an article to the day, month or period of the batch that it announces."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.clauses import Clause
from extract.counting import Counting
from extract.dates import DateMention
from extract.day_cues import bearing
from extract.facts import Draft, Facts
from extract.form import Sentence
from extract.recall import Recalled
from extract.schemes import named_scheme
from extract.windows import start_of, within

OLD = 60
"""Days between a date and the report from which it is not the day of what is announced."""
FRESH = 7
"""Days within which a launch may stand for the approval that it followed."""
NEAR = 8
"""Dates of a sentence that are compared."""
APART = 31
"""The same for a date outside the sentences that state the announcement."""
ENDS = tuple("。！？!?；;：:”")
"""Where a Chinese sentence is whole; what ends otherwise was cut by a line end."""

OFFICIAL = re.compile(r"网信|\bC(?:AC|yberspace Administration)\b")
"""The page of a notice, not of a report about it."""
SIGNATORY = re.compile(r"(?:董事会|有限公司|委员会|集团)$")
"""How the line ends by which a Chinese firm signs its notice."""
FILED_WITH = re.compile(
    r"\b(?:fil(?:ed|ing)|regist(?:ered|ration)|approv(?:ed|al)|cleared|clearance|permit|licen[cs]e)"
    r" (?:\w+ )?(?:as (?:an? )?(?:[\w-]+ ){1,5})?(?:with|by|from|of) (?:the )?$"
    r"|(?:通过|获|获得|取得|拿到|经|经过|向|在|由)(?:了|中国)?$"
)
"""What stands before an authority that only granted what a firm announces."""
THE_ACTS = re.compile(
    r"(?:They|All|Both|(?:The|These|All) (?:[\w-]+ )?(?:approvals?|decisions?|permits?|licen[cs]es?"
    r"|clearances?|models?|services?|apps|applications))\b"
)
"""How a sentence goes on about the batch just announced."""
TABLE = re.compile(r"\b(?:tables?|annex(?:es)?|attach(?:ed|ments?)|columns?)\b")
"""What prints a day for each entry, which is not the day of the announcement."""
LIST_NAME = re.compile(r"(?:信息|清单|名单|列表) ?\( ?$")
"""What stands before the month that a Chinese list is called by."""
EVENT = re.compile(r"[^，。；;]{0,12}(?:开幕|举行|召开|举办)")
"""How a Chinese sentence goes on behind the day on which a conference opens."""
SPEECH = re.compile(r"(?:开幕式|会议?|论坛|峰会|仪式|活动)上|致辞|演讲|发言")
"""Where somebody of an office speaks."""
MONTH_NAMED = re.compile(r"(?:20\d\d年|[今去]年)?\d{1,2}月")
SPEAKER = 30
"""Characters before a day in which the office of its speaker begins."""
PARTED = re.compile(r"[，。；;：“”]|获悉|了解")
"""What parts an office from who speaks."""
HEAD_LINES = 3
"""Lines above the day in the head of a notice."""
SUBJECT = ("APPROVED", "NOTICE", "SCHEME", "TOPIC", "COUNTED")
"""Labels of the matches by which a sentence speaks of a register."""
(ACT, ACT_APART, LEARNED, ENTERED, SIGNED, STATE, STAMPED, OTHER_SCHEME, LEARNED_APART, MONTH,
 DATELINE, PERIOD, STATE_APART, LAUNCH, OPENING, LONG_PAST) = range(16)  # fmt: skip
"""Witnesses of a date, the best first."""

SPEAKERS = {"SOURCE", "PERSON"}
"""Labels of those whose report on a day is no announcement, where no authority speaks."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Story:
    """The parts of an article that bear on one announcement."""

    facts: Facts
    main: Draft
    own: tuple[Span, ...]
    """The sentences that state the announcement."""
    counted: tuple[Span, ...]
    """Those of them that count it."""
    earlier: tuple[Span, ...]
    """Clauses about an earlier batch, or one that is not granted."""
    others: tuple[Span, ...]
    """Clauses that name another scheme."""


def set_dates(facts: Facts, main: Draft, earlier: Recalled) -> None:
    """Puts the event's date and period, as far as the text names them, into a main draft."""
    story = _story(facts, main, earlier)
    ranked = [(rank, d) for d in facts.dates if (rank := _rank(story, d)) is not None]
    known = [(rank, d) for rank, d in ranked if d.value]
    if known or ranked:
        main.date = min(known or ranked, key=lambda x: x[0])[1]
    main.period = next((d for d in facts.dates if d.period and _in(d, story.own)), None)


def _story(facts: Facts, main: Draft, earlier: Recalled) -> _Story:
    counted = [s for c in (main.services, main.companies) if c for s in _saying(facts, c)]
    total = _saying(facts, main.cumulative) if main.cumulative else []
    stated = [
        c.sentence
        for c in main.clauses
        if id(c) not in earlier
        and not (c.carried and (facts.form.language == "zh" or c.sentence.kind != "prose"))
    ]
    told = _spans((*counted, *total))
    own = _spans((*counted, *total, *stated[:3]))
    own = tuple(sorted({*own, *_headings(facts, own)}))
    past = (c for c in facts.clauses if id(c) in earlier or c.role in ("pending", "refused"))
    named = ((c, named_scheme(c.matches)) for c in facts.clauses)
    others = (c for c, scheme in named if scheme not in (None, main.scheme))
    return _Story(facts, main, own, told, _spans(past), _spans(others))


def _spans(parts: Iterable[Clause | Sentence]) -> tuple[Span, ...]:
    return tuple(sorted({(p.start, p.end) for p in parts}))


def _headings(facts: Facts, own: Sequence[Span]) -> Iterator[Span]:
    """The lines right above these English sentences that end with a day: ``... (9 January)``."""
    sentences = facts.form.sentences
    for start, _ in own if facts.form.language == "en" else ():
        place = bisect_right(sentences, start, key=start_of) - 1
        for above in sentences[max(0, place - 1) : place]:
            days = facts.dates_in(above.start, above.end)
            if days and facts.form.text[days[-1].end : above.end] == ")":
                yield above.start, above.end


def _saying(facts: Facts, counting: Counting) -> list[Sentence]:
    """The sentences that state this number, of no other register where both name theirs."""
    said = (counting.number.value, counting.of)
    like = [c for c in facts.counts if (c.number.value, c.of) == said]
    named = counting.scheme is not None
    return [
        c.clause.sentence for c in like if not (named and c.scheme not in (None, counting.scheme))
    ]


def _rank(story: _Story, mention: DateMention) -> tuple[int, int, int] | None:
    """How well a date fits the announcement, the lowest best; None where it does not.

    Of days the first is taken, of months and periods the latest.
    """
    if not mention.value and story.facts.published is not None:
        return None
    tier = _tier(story, mention)
    if tier is None:
        return None
    late = _month_number(mention) if tier == MONTH else 0
    return tier, -late, mention.start


def _month_number(mention: DateMention) -> int:
    return int(mention.value[:7].replace("-", "")) if mention.value else 0


def _tier(story: _Story, mention: DateMention) -> int | None:
    """0 an act in a sentence of the announcement, 1 one in another, then weaker witnesses."""
    facts, own = story.facts, _in(mention, story.own)
    if _within_past(facts, mention):
        return None
    if mention.kind == "as_of":
        if facts.form.language == "zh" and _bearing(facts, mention) == "other":
            return None
        return STATE if own else (STATE_APART if facts.age(mention) <= OLD else None)
    if _is_to_come(facts, mention):
        return None
    if facts.age(mention) > OLD:
        return LONG_PAST if own and _granted_then(facts, mention) else None
    if mention.kind == "dateline":
        return DATELINE if own else None
    if mention.kind == "page":
        return STAMPED if OFFICIAL.search(_line(facts, mention)) else None
    if mention.kind == "period":
        return PERIOD if own else None
    if mention.kind not in ("day", "month"):
        return None
    said = _bearing(facts, mention)
    if said == "other" and _opens_event(story, mention):
        return LEARNED_APART
    if said in ("press", "other"):
        return None
    if said == "entry":
        return ENTERED if mention.kind == "day" else None
    if said == "launch":
        return LAUNCH if mention.kind == "day" and facts.age(mention) <= FRESH else None
    if mention.kind == "month":
        return MONTH if own and not _names_list(facts, mention) else None
    return _day_tier(story, mention, said, own)


def _granted_then(facts: Facts, mention: DateMention) -> bool:
    """Was something granted long ago, in a Chinese story that tells of nothing newer?"""
    dated = facts.form.language == "zh" and mention.kind in ("day", "month")
    return dated and _bearing(facts, mention) == "approved"


def _names_list(facts: Facts, mention: DateMention) -> bool:
    """Is it the month in a list's name: ``备案信息(2024年4月)``, in the story of that month?"""
    named = LIST_NAME.search(facts.form.text, max(0, mention.start - 12), mention.start)
    return named is not None and facts.age(mention) <= 0


def _day_tier(story: _Story, mention: DateMention, said: str | None, own: bool) -> int | None:
    facts = story.facts
    if _signs(facts, mention):
        return SIGNED
    if said == "state":
        return STATE if own else None
    if said == "learned" and _learned_of_a_month(facts, mention):
        return DATELINE if own else None
    if said == "learned":
        return LEARNED if own else LEARNED_APART
    if own and _of_one(story, mention):
        return OTHER_SCHEME
    if own:
        if said == "approved":
            return LEARNED if _is_told_later(facts, mention) else ACT
        return ACT if _is_official(facts, mention, said) else LEARNED
    if facts.age(mention) > APART or _in(mention, story.earlier):
        return OPENING if _opens(facts, mention) else None
    if said is None and not _speaks_of(facts, mention, ("AUTHORITY",)):
        return OPENING if _opens(facts, mention) else None
    if said == "announced" and not _speaks_of(facts, mention, ("AUTHORITY", *SUBJECT)):
        late = facts.form.language == "zh" and facts.age(mention) <= FRESH
        return OPENING if late else None
    return OTHER_SCHEME if _in(mention, story.others) else ACT_APART


def _opens_event(story: _Story, mention: DateMention) -> bool:
    """``大会今天开幕。副主任致辞时说``: does an authority speak next, at what opens that day?"""
    facts, place = story.facts, _place(story.facts, mention)
    if facts.form.language != "zh" or mention.kind != "day" or facts.age(mention) > FRESH:
        return False
    opening = EVENT.match(facts.form.text, mention.end, facts.form.sentences[place].end)
    return opening is not None and any(
        (s.start, s.end) in story.own
        and any(m.label == "AUTHORITY" for m in within(facts.matches, s.start, s.end))
        and SPEECH.search(facts.form.text, s.start, s.end)
        for s in facts.form.sentences[place + 1 : place + 3]
    )


def _learned_of_a_month(facts: Facts, mention: DateMention) -> bool:
    """``记者今天获悉，10月底，两款获批``: does a Chinese sentence go on to the month of the act?

    Or to the day that all entries bear: ``记者25日获悉，三款完成备案，备案日期均为11月21日``.
    """
    if facts.form.language != "zh":
        return False
    behind = facts.dates_in(mention.end, _passage(facts, mention)[1])[:NEAR]
    if any(d.kind == "day" and _bearing(facts, d) == "entry" for d in behind):
        return True
    months = [
        d
        for d in behind
        if d.kind == "month" and MONTH_NAMED.match(facts.form.text, d.start, d.end)
    ]
    return any(_bearing(facts, d) == "approved" and facts.age(d) <= OLD for d in months)


def _of_one(story: _Story, mention: DateMention) -> bool:
    """In a story that counts: the day of a single service, in a sentence that only names it?"""
    if story.facts.form.language == "zh" or not story.counted or _in(mention, story.counted):
        return False
    low, high = _passage(story.facts, mention)
    named = any(p.company for p in within(story.facts.pairs, low, high))
    return named and not _speaks_of(story.facts, mention, ("AUTHORITY", "NOTICE"))


def _is_official(facts: Facts, mention: DateMention, said: str | None) -> bool:
    """Did an authority announce on this day what the sentence dates to no day of its own?"""
    if said != "announced" or not _speaks_of(facts, mention, ("AUTHORITY",)):
        return False
    if not _has_speaking_office(facts, mention) or _told_of_acts(facts, mention):
        return False
    if facts.form.language == "en":
        return True
    return not _beside(facts, mention, "approved")


def _beside(facts: Facts, mention: DateMention, said: str) -> list[DateMention]:
    """The other days of a date's sentence that have this bearing."""
    near = facts.dates_in(*_passage(facts, mention))[:NEAR]
    others = (d for d in near if d.kind == "day" and d is not mention)
    return [d for d in others if _bearing(facts, d) == said]


def _is_told_later(facts: Facts, mention: DateMention) -> bool:
    """Does an English sentence date what it tells, and then the announcement of an authority?"""
    if facts.form.language != "en":
        return False
    told = _beside(facts, mention, "announced")
    return any(_is_official(facts, d, "announced") for d in told)


def _has_speaking_office(facts: Facts, mention: DateMention) -> bool:
    """Does the sentence name an authority otherwise than as the one something was filed with?"""
    near = within(facts.matches, *_passage(facts, mention))
    offices = [m for m in near if m.label == "AUTHORITY"]
    return any(
        not FILED_WITH.search(facts.form.text, max(0, m.start - 80), m.start) for m in offices
    )


def _told_of_acts(facts: Facts, mention: DateMention) -> bool:
    """``The models were filed on Tuesday``: does the next sentence date what is announced?"""
    following = facts.form.sentences[_place(facts, mention) + 1 :][:1]
    for line in following:
        days = [d for d in facts.dates_in(line.start, line.end)[:NEAR] if d.kind == "day"]
        told = THE_ACTS.match(facts.form.text, line.start)
        if days and told and not TABLE.search(facts.form.text, line.start, line.end):
            return _bearing(facts, days[0]) == "approved"
    return False


def _is_to_come(facts: Facts, mention: DateMention) -> bool:
    if facts.published is None or not mention.value:
        return False
    return mention.value > facts.published.isoformat()


def _bearing(facts: Facts, mention: DateMention) -> str | None:
    """What the words of a date's sentence make of it; who reports there decides in English."""
    text, language = facts.form.text, facts.form.language
    low, high = _passage(facts, mention)
    said = bearing(text[low : mention.start], text[mention.end : high], language)
    if language == "zh" and said == "press" and _office_speaks(facts, mention):
        return "announced"
    if language == "en" and said in ("announced", "press"):
        labels = {m.label for m in within(facts.matches, low, high)}
        if "AUTHORITY" in labels and said == "press" and not labels & SPEAKERS:
            return "announced"
        if "AUTHORITY" not in labels and labels & SPEAKERS:
            return "press"
    return said


def _office_speaks(facts: Facts, mention: DateMention) -> bool:
    """Does an authority, or somebody of it, stand right before a Chinese day: ``主任周一表示``?"""
    before = within(facts.matches, mention.start - SPEAKER, mention.start)
    offices = (m for m in before if m.label == "AUTHORITY" and m.end <= mention.start)
    return any(not PARTED.search(facts.form.text, m.end, mention.start) for m in offices)


def _passage(facts: Facts, mention: DateMention) -> Span:
    """The sentence of a date; a Chinese one that a line end cuts, with what follows."""
    place = _place(facts, mention)
    sentences = facts.form.sentences
    end = sentences[place].end
    if facts.form.language == "zh":
        for last, following in pairwise(sentences[place : place + 3]):
            whole = facts.form.text[last.end - 3 : last.end].rstrip().endswith(ENDS)
            if whole or following.paragraph - last.paragraph > 1:
                break
            end = following.end
    return sentences[place].start, end


def _place(facts: Facts, mention: DateMention) -> int:
    """The number of the sentence in which a date begins."""
    return max(0, bisect_right(facts.form.sentences, mention.start, key=start_of) - 1)


def _speaks_of(facts: Facts, mention: DateMention, labels: Sequence[str]) -> bool:
    """Does the sentence of a date hold a match of one of these labels?"""
    return any(m.label in labels for m in within(facts.matches, *_passage(facts, mention)))


def _within_past(facts: Facts, mention: DateMention) -> bool:
    """Does a Chinese day stand inside the words that recall: ``继1月底一批之后``?"""
    if facts.form.language == "en":
        return False
    past = (m for m in within(facts.matches, mention.start - 40, mention.start + 1))
    return any(m.label == "EARLIER" and mention.end <= m.end for m in past)


def _opens(facts: Facts, mention: DateMention) -> bool:
    """Is it a day of the last week in the first sentence of a Chinese story?"""
    first = facts.form.language == "zh" and _place(facts, mention) == 0
    return first and mention.kind == "day" and facts.age(mention) <= FRESH


def _signs(facts: Facts, mention: DateMention) -> bool:
    """Does a day stand on a line of its own below an authority, as under a notice?"""
    place = _place(facts, mention)
    before, line = facts.form.sentences[max(0, place - 1)], facts.form.sentences[place]
    alone = (line.start, line.end) == (mention.start, mention.end)
    if alone and SIGNATORY.search(facts.form.text[before.start : before.end]):
        return True
    return alone and (_is_office(facts, before) or _heads_notice(facts, place))


def _is_office(facts: Facts, line: Sentence) -> bool:
    """Does a line hold an authority's name and no more?"""
    near = within(facts.matches, line.start, line.start + 1)
    return any(m.label == "AUTHORITY" and m.end == line.end for m in near)


def _heads_notice(facts: Facts, place: int) -> bool:
    """Does a line stand in the head of an office's page: below its name and a title?"""
    above = facts.form.sentences[:place]
    short = len(above) <= HEAD_LINES and all(s.kind in ("heading", "line") for s in above)
    return short and any(_is_office(facts, s) for s in above)


def _line(facts: Facts, mention: DateMention) -> str:
    low, high = _passage(facts, mention)
    return facts.form.text[low:high]


def _in(mention: DateMention, spans: Sequence[Span]) -> bool:
    """Does a date begin in one of these spans, which are in order?"""
    place = bisect_right(spans, mention.start, key=lambda span: span[0]) - 1
    return place >= 0 and mention.start < spans[place][1]
