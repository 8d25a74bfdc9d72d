"""Days of Chinese stories: of an opening that a speech follows, of what a reporter learned."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.dates.read import DateMention
from extract.event_dates.places import FRESH, NEAR, bearing_of, passage_of, place_of
from extract.facts import Facts
from extract.matching.windows import within

LATELY = 60
"""Days from a month told of to the report."""
EVENT = re.compile(r"[^，。；;]{0,12}(?:开幕|举行|召开|举办)")
"""How a Chinese sentence goes on behind the day on which a conference opens."""
SPEECH = re.compile(r"(?:开幕式|会议?|论坛|峰会|仪式|活动)上|致辞|演讲|发言")
"""Where somebody of an office speaks."""
SUMMED = re.compile(r"[^。；;]{0,12}?(?:共有?|累计|合计|总共|新增)")
"""How a Chinese sentence goes on behind a month of which it sums up what was approved."""
GOES_ON = re.compile(r"该(?:模型|产品|应用|服务|助手|算法|功能)|其备案|其登记")
"""What a sentence says on the service that the one before it tells of."""
MONTH_NAMED = re.compile(r"(?:20\d\d年|[今去]年)?\d{1,2}月")

Span = tuple[int, int]


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


def told_on_a_day(facts: Facts, mention: DateMention) -> bool:
    """``主任5日表示，截至上月底，已有70款``: is the day told on which a total of another was told?

    Or right behind it, where it is quoted: ``“截至20日，共19款。”3月26日，主任表示``.
    """
    low, high = passage_of(facts, mention)
    if facts.form.text.endswith("”", low, high):
        high = passage_of(facts, replace(mention, start=high))[1]
    days = (d for d in facts.dates_in(low, high)[: 2 * NEAR] if d.kind == "day" and d.value)
    return any(bearing_of(facts, d) in ("announced", "learned") for d in days)


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
    """``公司4月15日披露，小栖通过备案，备案时间为4月3日``: does the day of the act stand behind?

    In the same sentence, or in the next one on the same service.
    """
    if facts.form.language != "zh":
        return False
    end = passage_of(facts, mention)[1]
    below = place_of(facts, replace(mention, start=end))
    if below + 1 <= len(facts.form.sentences) and GOES_ON.search(
        facts.form.text, end, facts.form.sentences[below].end
    ):
        end = facts.form.sentences[below].end
    behind = facts.dates_in(mention.end, end)[:NEAR]
    return any(d.kind == "day" and bearing_of(facts, d) == "entry" for d in behind)
