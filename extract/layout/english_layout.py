"""English text to the same text with the line ends taken out that only keep lines short."""

import re
from itertools import pairwise

INSIDE = re.compile(r"(?<=[a-z,])\n(?=[a-z]+\b)")
"""A line end inside a sentence, whatever the width."""
NARROW, WIDE = 48, 110
"""Characters of the longest line of a text that is wrapped."""
RAGGED = 4
"""Characters by which the lines of a wrapped text may end before its longest."""
MOSTLY = 0.6
"""Share of its line ends, but those before an empty line, at which the next word had no room."""
ITEM = re.compile(r"\s|[-*•·|#>]|\(?\w{1,3}[.)]\s")
"""What opens a line that stands for itself."""


def unwrapped(text: str) -> str:
    """Spaces for the line ends of hard-wrapped text; as long as before, in linear time."""
    lines = text.split("\n")
    width = max(map(len, lines))
    if not NARROW <= width <= WIDE:
        return INSIDE.sub(" ", text)
    beside = [(a, b) for a, b in pairwise(lines) if a and b]
    full = sum(_full(a, b, width) for a, b in beside)
    if full < max(2, MOSTLY * len(beside)):
        return INSIDE.sub(" ", text)
    ends = [" " if _full(a, b, width) else "\n" for a, b in pairwise(lines)]
    return INSIDE.sub(
        " ", "".join(x for pair in zip(lines, [*ends, ""], strict=True) for x in pair)
    )


def _full(line: str, following: str, width: int) -> bool:
    """Had the next line's first word no room any more in a line?"""
    if not line or not following or ITEM.match(following) or ("|" in line and "|" in following):
        return False
    return len(line) + 1 + len(following.split(" ", 1)[0]) > width - RAGGED
