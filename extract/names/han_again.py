"""A company that a Chinese text shows once, at its other mentions."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.matching.windows import start_of
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_words import CUT, LEGAL, is_name

WORD = re.compile(r"[A-Za-z0-9\u4e00-\u9fff]")
OWNED = re.compile(r"(?:的|旗下|自研|研发|“|《)$")
"""Words behind which a company's name begins the name of what it owns."""
TAIL = re.compile(r"(?:大语言模型|大模型|模型|算法)+$")
MOST = 60
"""Names of one text that are sought again."""
NEAR = 12
"""Characters before a mention in which the same name makes it a part of a service's name."""


@lru_cache
def _closed() -> re.Pattern[str]:
    """What shows that a name ends here."""
    return compiled(
        r"$|[^A-Za-z0-9\u4e00-\u9fff]|{adverb}|{gets}|旗下|自研|自主|公司|集团|方面|官方"
        r"|[的与和及等在于将已也均以凭携被获由对把是为称有]|宣布|表示|通过|完成|入选|过审",
        "zh",
    )


def again(
    text: str, firm: Sequence[Candidate], open_ended: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Each other mention of a company, alone or at the head of its service's name."""
    names = {text[c.start : c.end]: None for c in firm if c.kind == "company"}
    holders = {c.start: c for c in open_ended}
    for name in list(names)[:MOST]:
        if LEGAL.search(name) or len(name) < 2 + name.isascii():
            continue
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if _stands_free(text, name, start) and not _taken(firm, start, end):
                holder = holders.get(start)
                if _closed().match(text, end) or (holder and _heads(text, holder, end)):
                    yield Candidate("company", start, end, "zh.company.again", 2)
            start = text.find(name, end)


def _stands_free(text: str, name: str, start: int) -> bool:
    """Does the name begin here, and is it not the head of the name of something owned?"""
    before = text[max(0, start - NEAR) : start]
    if name in before or OWNED.search(before):
        return False
    if not before or not WORD.match(before[-1]):
        return True
    if name[0].isascii() and before[-1].isascii():
        return False
    return any(m.end() == len(before) for m in CUT.finditer(before)) or before[-1] in "和与及为等"


def _taken(firm: Sequence[Candidate], start: int, end: int) -> bool:
    first = bisect_right(firm, start, key=lambda c: c.end)
    last = bisect_left(firm, end, key=start_of)
    return first < last


def _heads(text: str, holder: Candidate, end: int) -> bool:
    """Is what the name leaves of a longer one a name too?"""
    return is_name(TAIL.sub("", text[end : holder.end]))
