"""A Chinese day to who speaks on it: an office, or a firm that tells of its own."""

import re

from extract.dates.read import DateMention
from extract.facts import Facts
from extract.matching.windows import within

REACH = 30
"""Characters before a day in which the name of its speaker begins."""
PARTED = re.compile(r"[，。；;：“”]|获悉|了解")
"""What parts a speaker from the day."""
FIRM = re.compile(
    r"(?:集团|公司|科技|股份|银行|证券|保险|医院|大学|学院|汽车|智能|网络|方面|[旗司]下[^，。；;：“”]{2,8})"
    r"(?:\([^()\n]{1,20}\))?(?:[^，。；;：“”\n]{0,10}(?:负责人|总[裁监]|经理|董[事秘][^，。；;]{0,6}|发言人)[^，。；;：“”\n]{0,4})?$"
)
"""What stands before the day on which a firm, or somebody of it, speaks."""


def office_speaks(facts: Facts, mention: DateMention) -> bool:
    """Does an authority, or somebody of it, speak on a day: ``主任周一表示``?

    It stands right before the day or right behind one that opens the sentence.
    """
    near = within(facts.matches, mention.start - REACH, mention.end + 3)
    text = facts.form.text
    return any(
        text[mention.end : m.start] in ("", "，")
        if m.start >= mention.end
        else m.end <= mention.start and not PARTED.search(text, m.end, mention.start)
        for m in near
        if m.label == "AUTHORITY"
    )


def firm_speaks(facts: Facts, mention: DateMention) -> bool:
    """Does a firm speak on a day of its service: ``海川集团周一表示，小海通过备案``?"""
    low = max(0, mention.start - REACH)
    if FIRM.search(facts.form.text[low : mention.start]):
        return True
    return any(p.company and p.company.end == mention.start for p in facts.pairs)
