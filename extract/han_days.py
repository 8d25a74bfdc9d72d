"""Days of Chinese stories: of an opening that a speech follows, of what a reporter learned."""

import re
from collections.abc import Sequence

from extract.date_places import FRESH, NEAR, bearing_of, passage_of, place_of
from extract.dates import DateMention
from extract.facts import Facts
from extract.han_ends import FIRM_END
from extract.windows import within

LATELY = 60
"""Days from a month told of to the report."""
EVENT = re.compile(r"[^，。；;]{0,12}(?:开幕|举行|召开|举办)")
"""How a Chinese sentence goes on behind the day on which a conference opens."""
SPEECH = re.compile(r"(?:开幕式|会议?|论坛|峰会|仪式|活动)上|致辞|演讲|发言")
"""Where somebody of an office speaks."""
SUMMED = re.compile(r"[^。；;]{0,12}?(?:共有?|累计|合计|总共|新增)")
"""How a Chinese sentence goes on behind a month of which it sums up what was approved."""
MONTH_NAMED = re.compile(r"(?:20\d\d年|[今去]年)?\d{1,2}月")

SAYS = re.compile(r"(?:[上下]午|晚间?|凌晨)?(?:对外|正式)?(?:表示|透露|确认|证实|澄清)")

Span = tuple[int, int]


def firm_says(facts: Facts, mention: DateMention) -> bool:
    """``栖月集团周一表示，``: does a company that is approved tell of it on this day?"""
    if facts.form.language != "zh" or mention.kind != "day" or facts.age(mention) > FRESH:
        return False
    if not SAYS.match(facts.form.text, mention.end):
        return False
    named = any(p.company and p.company.end == mention.start for p in facts.pairs)
    return named or FIRM_END.search(facts.form.text[: mention.start]) is not None


def opens_event(facts: Facts, mention: DateMention, own: Sequence[Span]) -> bool:
    """``大会今天开幕。副主任致辞时说``: does an authority speak next, at what opens that day?"""
    place = place_of(facts, mention)
    if facts.form.language != "zh" or mention.kind != "day" or facts.age(mention) > FRESH:
        return False
    opening = EVENT.match(facts.form.text, mention.end, facts.form.sentences[place].end)
    return opening is not None and any(
        (s.start, s.end) in own
        and any(m.label == "AUTHORITY" for m in within(facts.matches, s.start, s.end))
        and SPEECH.search(facts.form.text, s.start, s.end)
        for s in facts.form.sentences[place + 1 : place + 3]
    )


def learned_of_a_month(facts: Facts, mention: DateMention) -> bool:
    """``记者今天获悉，10月底，两款获批``: does a Chinese sentence go on to the month of the act?

    Or to the day that all entries bear: ``记者25日获悉，三款完成备案，备案日期均为11月21日``.
    """
    if facts.form.language != "zh":
        return False
    if dates_the_act(facts, mention):
        return True
    behind = facts.dates_in(mention.end, passage_of(facts, mention)[1])[:NEAR]
    months = [
        d
        for d in behind
        if d.kind == "month" and MONTH_NAMED.match(facts.form.text, d.start, d.end)
    ]
    return any(
        bearing_of(facts, d) == "approved"
        and facts.age(d) <= LATELY
        and not SUMMED.match(facts.form.text, d.end)
        for d in months
    )


def dates_the_act(facts: Facts, mention: DateMention) -> bool:
    """``公司4月15日披露，小栖通过备案，备案时间为4月3日``: does the day of the act stand behind?"""
    if facts.form.language != "zh":
        return False
    behind = facts.dates_in(mention.end, passage_of(facts, mention)[1])[:NEAR]
    return any(d.kind == "day" and bearing_of(facts, d) == "entry" for d in behind)
