"""A Chinese table of how many were made public each time: its latest row is the batch's number."""

import re
from collections.abc import Iterator, Sequence

from extract.clauses.clause import Clause, clause_at
from extract.counts.counting import MAIN, Counting
from extract.layout.form import Form
from extract.printed.numbers import Number

ROW = r"[ |]*20\d\d年\d{1,2}月(?:\d{1,2}日)?[ |]{0,6}\d{1,5}[款项个]?[ |]*"
TABLE = re.compile(
    r"(?m)^[^\n\d]{0,6}(?:时间|日期|月份)[^\n\d]{0,8}数量?[^\n\d]{0,8}$"
    rf"(?P<rows>(?:\n{{1,2}}{ROW}(?=\n|$)){{3,40}})"
)
"""``公布时间数量`` over ``2025年9月586`` and more rows of that form, whose blanks are gone."""
CELLS = re.compile(r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?:\d{1,2}日)?[ |]*(?P<n>\d{1,5})")
RULE = "zh.count.latest_row"


def latest_rows(
    form: Form, clauses: Sequence[Clause], found: Sequence[Counting]
) -> Iterator[Counting]:
    """The scheme is that of the count before the table, which leads it in."""
    if form.text.find("数") < 0:
        return
    for table in TABLE.finditer(form.text):
        before = [c for c in found if c.start < table.start() and c.scope in MAIN]
        rows = CELLS.finditer(form.text, *table.span("rows"))
        last = max(rows, key=lambda row: (int(row["year"]), int(row["month"])))
        start, end = last.span("n")
        clause = clause_at(clauses, start)
        if clause and before:
            number = Number(int(last["n"]), "exact", start, end, start, end)
            scheme = before[-1].scheme
            yield Counting(number, "services", "batch", scheme, False, clause, end, RULE)
