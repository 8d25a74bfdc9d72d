"""The one service that a Chinese text calls the first approved of its kind: a count of one."""

import re
from collections.abc import Iterator, Sequence

from extract.clauses import Clause, clause_at
from extract.counting import MAIN, Counting
from extract.form import Form
from extract.numbers import Number
from extract.word_lists import compiled

FIRST = re.compile(
    r"(?P<n>(?:首|第一)[个款]|唯一)[^，。；;\n“”]{0,20}?(?:备案|登记|获批|过审)[^，。；;\n“”]{0,14}?"
    r"(?:模型|智能体|助手|算法|服务|应用|产品|平台|系统|工具)"
    r"|(?P<k>(?:首|第一)[个款])(?![^，。；;\n“”]{0,20}(?:备案|登记|获批|过审))[^，。；;\n“”]{0,20}?"
    r"(?:模型|智能体|助手|服务|应用)(?:——|，即)"
    r"[^，。；;\n]{2,40}?(?:完成|通过|获得?|取得)[^，。；;\n“”]{0,20}(?:备案|登记)"
    r"|(?:备案|登记|获批|过审)，也?(?:系|是|成为|为)[^，。；;\n]{0,20}(?P<m>(?:首|第一)[个款])(?=[，。])"
)
CRIED = compiled(r"^(?:{place}[省市]?|全[国省市区]|我[国省市区])?(?P<n>首[个款])[!！]", "zh")
"""``青海首个！“小栖”大模型通过备案``, in a text that is no longer than its headline."""
"""``广西首个通过备案的大模型``; ``完成备案，是同业中的首个``."""
ALONE = 3
"""Sentences of such a text."""
RULE = "zh.count.first"


def first_of_kind(
    form: Form, clauses: Sequence[Clause], found: Sequence[Counting]
) -> Iterator[Counting]:
    """Nothing where the article counts services of its own."""
    if any(c.of == "services" and c.scope in MAIN for c in found):
        return
    cried = CRIED.match(form.text) if len(form.sentences) <= ALONE else None
    told = [c for c in clauses if c.role == "approved" and not c.carried]
    if cried and told:
        start, end = cried.span("n")
        number = Number(1, "exact", start, end, start, end)
        yield Counting(number, "services", "batch", None, False, told[0], end, RULE)
        return
    for match in FIRST.finditer(form.text):
        start, end = match.span(next(name for name in "nkm" if match[name]))
        clause = clause_at(clauses, start)
        if clause and clause.role == "approved" and clause.sentence.kind == "prose":
            number = Number(1, "exact", start, end, start, end)
            yield Counting(number, "services", "batch", None, False, clause, end, RULE)
            return
