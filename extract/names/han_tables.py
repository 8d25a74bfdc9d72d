"""Chinese table rows without a header to their columns: which names firms, which services."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from extract.layout.form import Form
from extract.layout.han_columns import CODE, NUMBER
from extract.layout.han_ends import FIRM_END
from extract.matching.word_lists import compiled

Columns = tuple[int, int]
"""Index of the column of firms and of the column of services."""
SHORTEST = 5
"""Characters of a firm's name in a table."""
SAID = re.compile(
    r"(?:已|未|待|正)?(?:备案|登记|审核|通过|公示|新增|变更|生成合成类|端侧)+|[是否√×/-]"
)
"""A cell that tells of a state, not of a name."""
SERVED = re.compile(r"(?:大模型|模型|智能体|助手|算法)$")
PLACE = compiled(r"(?:{place})(?:省|市|自治区)?[\u4e00-\u9fff]{0,3}[市区县]?", "zh")


def voted(form: Form) -> dict[int, Columns]:
    """Start of each row to the columns that the cells of the rows beside it vote for."""
    out: dict[int, Columns] = {}
    for kind, run in groupby(form.sentences, key=lambda s: s.kind):
        rows = [(s, cells(form.text[s.start : s.end])) for s in run] if kind == "row" else []
        for width in {len(row) for _, row in rows}:
            alike = [(s, row) for s, row in rows if len(row) == width]
            columns = _columns([row for _, row in alike])
            if columns:
                out.update((s.start, columns) for s, _ in alike)
    return out


def cells(text: str) -> list[str]:
    """The words of a row's cells."""
    return [part.strip() for part in text.split("|")]


def _columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    firms = [sum(map(_is_firm, column)) for column in zip(*rows, strict=True)]
    company = max(range(len(firms)), key=lambda i: firms[i])
    if 2 * firms[company] < len(rows):
        return _beside_services(rows)
    service = next((i for i in _named(rows) if i != company), None)
    return None if service is None else (company, service)


def _beside_services(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The first column of names beside one whose cells end as services do."""
    kinds = [sum(bool(SERVED.search(c)) for c in column) for column in zip(*rows, strict=True)]
    service = max(range(len(kinds)), key=lambda i: kinds[i])
    if len(rows) < 2 or kinds[service] < len(rows):
        return None
    company = next((i for i in _named(rows) if i != service), None)
    return None if company is None else (company, service)


def _is_firm(cell: str) -> bool:
    """Does a cell end as firms do: more than the name of a trade (``金融科技``)?"""
    return len(cell) >= SHORTEST and FIRM_END.search(cell) is not None


def _named(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """The columns of which most cells may be names, each another one."""
    for index, column in enumerate(zip(*rows, strict=True)):
        names = {cell for cell in column if len(cell) > 1 and not _tells(cell)}
        if 2 * len(names) > len(column):
            yield index


def _tells(cell: str) -> bool:
    """Is a cell a number, a day, a place or a state?"""
    coded = CODE.fullmatch(cell) and re.search(r"\d", cell)
    return bool(coded or any(p.fullmatch(cell) for p in (NUMBER, SAID, PLACE)))
