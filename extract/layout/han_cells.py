"""Chinese tables printed one cell a line to the same text with one row a line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from extract.layout.han_ends import FIRM_END
from extract.layout.han_heads import COMPANY_HEAD, HEAD, SERVICE_HEAD, WORD
from extract.layout.han_layout import Gap, lines

NUMBER = re.compile(r"\(?(\d{1,4})\)?[.、)]?")
DAY = re.compile(
    r"(?:20\d\d[年./-])?\d{1,2}[月./-]?(?:\d{1,2}日?)?|20\d\d年?|-{1,2}|—{1,2}|/|暂?无"
)
CODE = re.compile(
    r"(?=(?:\D*\d){5})[A-Za-z0-9()网信算备粤京沪号字第\s_—-]{6,90}|-{1,2}|—{1,2}|/|暂?无"
)
PAGE = re.compile(r"[-—–]? ?(?:第 ?)?\d{1,3}(?: ?页)?(?:[/,，] ?共? ?\d{1,3} ?页?)? ?[-—–]?")
"""What stands between the pages of a document."""
PIECE = re.compile(rf"{WORD}{{1,6}}")
LAST = re.compile(r"名称?|全称|简称|单位|主体|编?号|时间|日期")
"""The last line of a head that is wrapped."""
TAIL = re.compile(
    r"(?:大?语言|大?模型|算法|助手|智能体|平台|系统|服务|应用|小程序|[A-Za-z0-9.-]+)+"
)
"""What a name may go on with in its next line."""
KINDS = (
    ("number", re.compile(r"序号|编号|N[oO]\.?")),
    ("day", re.compile(r".*(?:时间|日期)")),
    ("code", re.compile(r".*号(?:\(.*\))?")),
    ("company", COMPANY_HEAD),
    ("service", SERVICE_HEAD),
)
CELL = 60
"""Characters of the longest cell."""
HEADED = 12
"""Characters of a line, of which each table has one, that is a head or a number."""
MOST = 9
"""Columns of the widest table."""
WHOLE = re.compile(
    r"^(?!科技|智能|信息|技术|网络|数据|数字|软件|传媒|文化|教育|医疗|有限|股份|集团|责任).{5,}"
    + FIRM_END.pattern
)
"""A firm's name that a cell begins with."""
WRAPPED = 3
"""Lines that the cells of one row have more than there are columns."""
Cells = tuple[Gap, ...]
"""First and last line (exclusive) of each cell of a row."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Lines of a text, some of which are the cells of a table with columns of these kinds."""

    words: Sequence[str]
    kinds: Sequence[str]
    head: Sequence[str]

    def rows(self, start: int) -> Iterator[Cells]:
        """Rows from a line on; heads that are printed again and the marks of pages between."""
        number = None
        while start < len(self.words):
            found = self._row(start, number)
            if found:
                number = self._number(start)
            elif self.head and list(self.words[start : start + len(self.head)]) == self.head:
                found = tuple((i, i + 1) for i in range(start, start + len(self.head)))
            elif PAGE.fullmatch(self.words[start]):
                start += 1
                continue
            else:
                return
            yield found
            start = found[-1][1]

    def _number(self, line: int) -> int | None:
        found = NUMBER.fullmatch(self.words[line]) if self.kinds[0] == "number" else None
        return int(found[1]) if found else None

    def _row(self, start: int, before: int | None) -> Cells | None:
        """The cells of the row that begins at a line; None where none does."""
        numbered = self.kinds[0] == "number"
        number = self._number(start)
        if numbered and (number is None or (before is not None and number != before + 1)):
            return None
        width = len(self.kinds)
        sizes = [width, *range(width + 1, width + 1 + WRAPPED), *([width - 1] if numbered else ())]
        if numbered:
            sizes.sort(key=lambda n: not self._ends(start + n, number))
        found = (self._cells(start, n) for n in sizes if start + n <= len(self.words))
        return next((cells for cells in found if cells), None)

    def _ends(self, line: int, number: int | None) -> bool:
        """Does the next row begin at a line?"""
        following = self._number(line) if line < len(self.words) else None
        return following is not None and number is not None and following == number + 1

    def _cells(self, start: int, size: int) -> Cells | None:
        """So many lines as cells of the columns, those of a cell that is wrapped together."""
        if size < len(self.kinds):
            return self._lacking(start)
        best: tuple[int, Cells] | None = None
        for cut in combinations(range(start + 1, start + size), len(self.kinds) - 1):
            cells = tuple(pairwise((start, *cut, start + size)))
            costs = [self._cost(k, a, b) for k, (a, b) in zip(self.kinds, cells, strict=True)]
            if min(costs) >= 0 and (best is None or sum(costs) < best[0]):
                best = sum(costs), cells
        return best[1] if best else None

    def _lacking(self, start: int) -> Cells | None:
        """A row without the cell of one column that names nothing."""
        for gone, kind in enumerate(self.kinds):
            left = [*self.kinds[:gone], *self.kinds[gone + 1 :]]
            cells = tuple((start + i, start + i + 1) for i in range(len(left)))
            costs = [self._cost(k, a, b) for k, (a, b) in zip(left, cells, strict=True)]
            if kind not in ("number", "company", "service") and min(costs) >= 0:
                return cells
        return None

    def _cost(self, kind: str, first: int, last: int) -> int:
        """How unlikely lines are as one cell of a column, -1 where they cannot be one."""
        parts = self.words[first:last]
        cell = "".join(parts)
        if len(cell) > CELL or cell.endswith(("。", "：", ":")) or not _fits(kind, cell):
            return -1
        if kind != "company":
            return sum(not TAIL.fullmatch(part) for part in parts[1:]) if kind == "service" else 0
        whole = sum(bool(WHOLE.search(part)) for part in parts[1:])
        return 2 * whole + 2 * (FIRM_END.search(cell) is None) + bool(TAIL.fullmatch(parts[0]))


def _fits(kind: str, cell: str) -> bool:
    shapes = {"number": NUMBER, "day": DAY, "code": CODE}
    if kind in shapes:
        return shapes[kind].fullmatch(cell) is not None
    if kind == "other":
        return True
    return len(cell) > 1 and not any(shape.fullmatch(cell) for shape in shapes.values())


def cells_joined(text: str) -> str:
    """``|`` for the line ends between the cells of a row, a space for those inside a cell."""
    spans = [(a, b) for a, b in lines(text) if not text[a:b].isspace()]
    words = [text[a:b].strip() for a, b in spans]
    if not any(len(word) <= HEADED and _begins(word) for word in words):
        return text
    out = list(text)
    index = 0
    while index < len(spans):
        rows = _rows(words, index)
        for row in rows:
            for (_, last), (first, _) in pairwise(row):
                _replace(out, spans[last - 1][1], spans[first][0], "|")
            for first, last in row:
                for line in range(first + 1, last):
                    _replace(out, spans[line - 1][1], spans[line][0], " ")
        index = rows[-1][-1][1] if rows else index + 1
    return "".join(out)


def _replace(out: list[str], start: int, end: int, sign: str) -> None:
    out[start:end] = sign + " " * (end - start - 1)


def _begins(word: str) -> bool:
    """May a table begin with this line: the head of a column, or the number of a row?"""
    return bool(NUMBER.fullmatch(word) or PIECE.match(word) or HEAD.fullmatch(word))


def _rows(words: Sequence[str], index: int) -> list[Cells]:
    """The rows of the table that begins at a line, its head first; none where none does."""
    word = words[index]
    if len(word) > CELL or not _begins(word):
        return []
    best: list[Cells] = []
    for head in _heads(words, index):
        cells = ["".join(words[a:b]) for a, b in head]
        kinds = [next((k for k, p in KINDS if p.fullmatch(c)), "other") for c in cells]
        if not {"company", "service"} <= set(kinds):
            continue
        plain = list(words[index : head[-1][1]])
        rows = list(
            _Table(words, kinds, plain if len(plain) == len(head) else ()).rows(head[-1][1])
        )
        if len(rows) >= len(best) - 1:
            best = [head, *rows] if rows else best
    return best or _headless(words, index)


def _heads(words: Sequence[str], index: int) -> Iterator[Cells]:
    """The heads of columns from a line on; where lines may be one head, once apart, once joined."""
    for joined in (False, True):
        cells: list[Gap] = []
        start = index
        while len(cells) < MOST and (end := _head_end(words, start)):
            more = _head_end(words, start, end - start + 1) if joined and cells else 0
            end = more if more and LAST.fullmatch(words[more - 1]) else end
            cells.append((start, end))
            start = end
        if len(cells) > 1:
            yield tuple(cells)


def _head_end(words: Sequence[str], start: int, fewest: int = 1) -> int:
    """Behind the fewest lines that are one head, 0 where none are."""
    ends = range(start + fewest, min(start + 4, len(words) + 1))
    return next((end for end in ends if HEAD.fullmatch("".join(words[start:end]))), 0)


def _headless(words: Sequence[str], index: int) -> list[Cells]:
    """Rows that begin with numbers one after another and name a firm each."""
    first = NUMBER.fullmatch(words[index])
    if not first:
        return []
    for width in range(3, MOST):
        second = NUMBER.fullmatch(words[index + width]) if index + width < len(words) else None
        if second is None or int(second[1]) != int(first[1]) + 1:
            continue
        kinds = ["number", *map(_kind, words[index + 1 : index + width])]
        if kinds.count("company") == 1 and "service" in kinds:
            return list(_Table(words, kinds, ()).rows(index))
    return []


def _kind(cell: str) -> str:
    """What a cell without a head holds."""
    kinds = (("day", DAY), ("code", CODE))
    found = next((kind for kind, shape in kinds if shape.fullmatch(cell)), None)
    return found or ("company" if FIRM_END.search(cell) else "service")
