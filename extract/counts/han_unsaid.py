"""Counts that a Chinese text does not print: of the first approved, of a place's fourth."""

import re
from collections.abc import Iterator, Sequence

from extract.clauses.clause import Clause, clause_at
from extract.counts.counting import MAIN, Counting
from extract.layout.form import Form
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number, han_value

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
NTH = compiled(
    r"第(?P<n>\d{1,4}|[二三四五六七八九十]{1,3})[款个](?=[，。、；;]"
    r"|(?:已|获得?|完成|通过|取得)*(?:国家)?(?:备案|登记|获批|过审)的?(?:生成式|大?模型|服务|应用|[，。、；;]))",
    "zh",
)
"""``海南第4款完成备案的大模型``, behind the place: how many it has with this one."""
OF_PLACE = compiled(
    r"(?:{place}(?:省|市|自治区)?|自治区|全[省市区国]|[本该我][省市区州]|当地|[省市区国]内|我国)的?$",
    "zh",
)
REACH = 8
"""Characters before the ordinal in which the place stands."""
NTH_RULE = "zh.count.nth"


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


def nth_of_place(
    form: Form, clauses: Sequence[Clause], found: Sequence[Counting]
) -> Iterator[Counting]:
    """The running total that a service brings its place to, where none is told."""
    if "第" not in form.text or any(c.of == "services" and c.scope in MAIN for c in found):
        return
    for match in NTH.finditer(form.text):
        start, end = match.span("n")
        clause = clause_at(clauses, start)
        if clause is None or clause.role != "approved" or clause.sentence.kind != "prose":
            continue
        if OF_PLACE.search(form.text, max(clause.start, match.start() - REACH), match.start()):
            value = int(match["n"]) if match["n"].isdigit() else han_value(match["n"])
            if value:
                number = Number(value, "exact", start, end, start, end)
                yield Counting(number, "services", "cumulative", None, False, clause, end, NTH_RULE)
                return
