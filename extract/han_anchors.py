"""Anchors, the words that follow a Chinese company, to the name that ends where one begins."""

import re
from collections.abc import Iterator, Sequence

from extract.candidates import Candidate
from extract.han_words import bounded_start
from extract.rules import Match

RUN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·&.]+$")
JOINTS = "和与及或的是为"
"""Characters on which no name ends."""
REACH = 16
"""Characters before an anchor in which the name begins."""


def anchored(text: str, matches: Sequence[Match]) -> Iterator[Candidate]:
    """A company before each anchor, where a pause or a function word shows its beginning."""
    for match in matches:
        if match.label != "ANCHOR":
            continue
        run = RUN.search(text, max(0, match.start - REACH), match.start)
        if run is None or text[match.start - 1] in JOINTS:
            continue
        start = bounded_start(text, run.start(), match.start)
        if start is not None and match.start - start >= 2:
            yield Candidate("company", start, match.start, match.rule, match.weight)
