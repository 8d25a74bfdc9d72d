"""Anchors, the words that follow a Chinese company, to the name that ends where one begins."""

import re
from collections.abc import Iterator, Sequence

from extract.matching.rules import Match
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_words import AUDIENCE, TRADE, bounded_start

RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&.]+$")
TAIL = compiled(
    r"(?:[和与及或的是为则也还均以携并各]|则?有|凭借?|同时|此次|本次|一次|分别|一口气|自主|自家|自有|全新|最新|旗下|官方|联合|共同|牵头|携手|会同|孵化|参投|领投|入股|收购|{gets})+$",
    "zh",
)
"""Words between a name and its anchor; no name ends on one."""
OBJECT = compiled(
    r"(?:公司|{ticker}|科技|集团|大学|研究院)的$|(?:带来|推出|拿出|申报|提交|发布|(?<![办委局厅门])(?:登记|备案))了$",
    "zh",
)
"""Words behind which a service is described: no company begins there."""
HEARER = re.compile(r"[向对]$")
"""Words behind which a medium or person is told something."""
TELLS = ("zh.anchor.says", "zh.anchor.tells")
REACH = 16
"""Characters before an anchor in which the name begins."""


def anchored(text: str, matches: Sequence[Match]) -> Iterator[Candidate]:
    """A company before each anchor, where a pause or a function word shows its beginning."""
    for match in matches:
        if match.label != "ANCHOR":
            continue
        run = RUN.search(text, max(0, match.start - REACH), match.start)
        if run is None:
            continue
        tail = TAIL.search(text, run.start(), match.start)
        end = tail.start() if tail else match.start
        start = bounded_start(text, run.start(), end)
        if (
            start is not None
            and end - start >= 2
            and not TRADE.match(text, start)
            and not OBJECT.search(text, max(0, start - 10), start)
            and not AUDIENCE.search(text, max(0, start - 8), start)
            and not (match.rule in TELLS and HEARER.search(text, start - 1, start))
        ):
            yield Candidate("company", start, end, match.rule, match.weight)
