"""Chinese text to the same text with its layout made plain: tables, wrapped lines and Markdown."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extract.layout.han_heads import HEAD

Gap = tuple[int, int]
"""Offsets of characters that the form leaves out."""
End = tuple[int, int, str]
"""Where a line begins that may run on in the next one, its width, and the line."""

MARKS = (
    "*•·●▪◆◇■□▲△▼▽▶►★☆○◎※\u2460-\u24ff\u2776-\u2793\u2700-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"
)
"""Characters that open a list item where they begin a line."""
BULLET = rf"(?:[-{MARKS}]\s?|\(?\d{{1,3}}[.、)](?!\d)|\([一二三四五六七八九十]{{1,3}}\))"
OPENING = re.compile(BULLET)
MARKUP = re.compile(
    r"(?<![*\n])\*{1,3}|\*{2,3}(?=\S)|(?m:^> ?)|(?m:^#{1,6} (?=#))"
    r"|\]\(https?:[^()\s]{1,300}\)|\[(?=[^\[\]\n]{1,80}\]\(https?:)|[\ufe0e\ufe0f\u200b\ufeff]"
)
MARKUP_SIGNS = "*>#]\ufe0e\ufe0f\u200b\ufeff"
"""Characters of which each sign of Markdown holds one."""
CODE = re.compile(r"`([^`\n]{1,60})`")
WIDE = re.compile("[\u2e81-\U0010ffff]+")
"""Characters that take two columns."""
COMMA = re.compile("[,，]")
ENDED = (*"。！？!?；;:…|】])》”", "公司", "如下")
SPREAD, RAGGED = 6, 12
"""Columns by which the lines of a wrapped text differ, and at most."""
STOP_INSIDE = re.compile(r"[。！？][”》]?[^\s”》]{2}")
WRAPS = 3
"""Lines of one width that show a text to be wrapped."""


def commas_parted(text: str) -> str:
    """Lines of values with commas below a header of such become rows: ``|`` for each comma."""
    if not any(HEAD.match(text[start:end].lstrip()) for start, end in lines(text)):
        return text
    out = list(text)
    columns = 0
    for start, end in lines(text):
        cells = COMMA.split(text[start:end].strip())
        if len(cells) > 1 and all(HEAD.fullmatch(cell.strip()) for cell in cells):
            columns = len(cells)
        elif len(cells) != columns or "。" in text[start:end]:
            columns = 0
        if columns:
            out[start:end] = COMMA.sub("|", text[start:end])
    return "".join(out)


def lines(text: str) -> Iterator[Gap]:
    """Where each line that is not empty begins and ends."""
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def line_gaps(text: str) -> list[Gap]:
    """The line ends inside sentences of a text that is wrapped at one width."""
    ends = [
        (start, _width(text[start:end]), text[start:end])
        for (start, end), (after, _) in pairwise(lines(text))
        if after == end + 1 and _open(text[start:end], text[after : after + 8])
    ]
    if len(ends) < WRAPS:
        return []
    full = _wrapped(text, ends, SPREAD) or _wrapped(text, ends, RAGGED)
    return [(start + len(line), start + len(line) + 1) for start, line in full]


def _wrapped(text: str, ends: Sequence[End], spread: int) -> list[tuple[int, str]]:
    """The lines of about one width that a text is wrapped at; none where it shows no such width.

    Lines of more than one width are wrapped where a sentence ends inside one, as in no list.
    """
    widths = Counter(width for _, width, _ in ends)
    best = max(
        widths, key=lambda w: (sum(widths[x] for x in range(w - spread, w + 1)), w), default=0
    )
    full = [(start, line) for start, width, line in ends if best - spread <= width <= best]
    longer = sum(_width(line) > best for line in text.split("\n"))
    prose = sum(bool(re.search(r"[，,。、“”]", line)) for _, line in full)
    if len(full) < max(WRAPS, 0.6 * len(ends)) or longer > 1 or prose * 2 < len(full) or best < 20:
        return []
    ragged = spread > SPREAD and not any(STOP_INSIDE.search(line) for _, line in full)
    return [] if ragged else full


def _open(line: str, following: str) -> bool:
    """May a sentence run on behind this line?"""
    if following[:1].isspace():
        return False
    return "|" not in line and not line.rstrip().endswith(ENDED) and not OPENING.match(following)


def _width(line: str) -> int:
    return 2 * len(line) - len(WIDE.sub("", line))


def markup_gaps(text: str) -> Iterator[Gap]:
    """Markdown's signs of emphasis, quotation and links."""
    if not any(sign in text for sign in MARKUP_SIGNS):
        return iter(())
    return (match.span() for match in MARKUP.finditer(text))
