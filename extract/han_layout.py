"""Chinese text to the same text with its layout made plain: tables, wrapped lines and Markdown."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

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
HEAD = re.compile(
    r"(?:序号|编号|属地|地区|省份|日期|[^，。;；:|]{0,6}(?:名称|单位|公司|企业|主体|机构|产品|模型|服务"
    r"|算法|应用|时间|备案号|编号|类型|角色|用途|备注|领域|功能|状态))"
)
WIDE = re.compile("[\u2e81-\U0010ffff]+")
"""Characters that take two columns."""
COMMA = re.compile("[,，]")
CELL = 60
"""Characters of the longest cell of a table whose cells stand one a line."""
ENDED = (*"。！？!?；;:…|】])》”", "公司", "如下")
SPREAD, RAGGED = 6, 12
"""Columns by which the lines of a wrapped text differ, and at most."""
STOP_INSIDE = re.compile(r"[。！？][”》]?[^\s”》]{2}")
WRAPS = 3
"""Lines of one width that show a text to be wrapped."""


def cells_joined(text: str) -> str:
    """Tables printed one cell a line become one row a line: ``|`` for the line ends in a row."""
    spans = [(a, b) for a, b in lines(text) if not text[a:b].isspace()]
    words = [text[a:b].strip() for a, b in spans]
    if not any(map(HEAD.fullmatch, words)):
        return text
    out = list(text)
    index = 0
    while index < len(spans):
        columns = _head(words, index)
        rows = _rows(words, index, columns) if columns else 0
        for row in range(rows):
            first = index + row * columns
            for (_, end), (start, _) in pairwise(spans[first : first + columns]):
                out[end:start] = "|" + " " * (start - end - 1)
        index += max(1, rows * columns)
    return "".join(out)


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


def _head(words: Sequence[str], index: int) -> int:
    """How many header cells stand from here on, 0 where they make no header."""
    count = 0
    while index + count < len(words) and count < 8 and HEAD.fullmatch(words[index + count]):
        count += 1
    if count < 2:
        return 0
    kinds = "".join(words[index : index + count])
    named = re.search(r"单位|公司|企业|主体|机构", kinds)
    served = re.search(r"模型|服务|产品|算法|应用|名称", kinds)
    return count if named and served else 0


def _rows(words: Sequence[str], index: int, columns: int) -> int:
    """Rows that follow, the header counted; 0 where none does."""
    numbered = words[index] in ("序号", "编号")
    rows = 1
    while (row := words[index + rows * columns :][:columns]) and len(row) == columns:
        if numbered and not row[0].rstrip(".、").isdigit():
            break
        if any(len(cell) > CELL or cell.endswith("。") for cell in row):
            break
        rows += 1
    return rows if rows > 1 else 0


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
