"""Companies of Chinese stories that name no service of theirs: who only tells, and who filed."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.facts import Facts
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_makers import MAKES
from extract.names.pairs import Pair

OF_IT = compiled(
    r"(?:该|这一?[款个]?|其|此)(?:{generic}){0,3}{product}[^，。；;“”\n]{0,6}?由$"
    r"|(?:备案|登记|获批|过审|通过)，(?:该{product})?由$",
    "zh",
)
"""What stands before the company of a service told of before: ``该模型由栖月申报``."""
FILES = compiled(
    r"(?:公司)?(?:独立|自主|单独|自行|牵头|负责|独家){0,2}(?:申报|备案|提交|报送|登记)", "zh"
)
"""Behind the company in whose name a service was filed, whoever else tells of it."""
SPEAKS = compiled(
    r"{ticker}?[^，。；;、“”\n]{0,28}"
    r"(?:说|表示|称|介绍|透露|公告|宣布|披露|确认|回应|证实|澄清)[，：:]",
    "zh",
)
"""What stands behind a company that speaks, or of which somebody does."""
STUDIES = re.compile(r"[^，。；;、“”\n]{0,20}?(?:分析师|研究员|研究总监|教授|院士|学者|专家|律师)")
"""What stands behind the house of somebody who only judges: its name is told for that alone."""
REACH = 24
"""Characters before a company in which the service is spoken of."""


def filed_by(facts: Facts, named: Sequence[Pair]) -> list[Pair]:
    """``小鹏负责人说，小栖完成备案。该模型由栖月申报``: the only service is the filer's."""
    text = facts.form.text
    services = {text[m.start : m.end] for m in (_model(p) for p in named) if m}
    told = next((p for p in facts.pairs if _tells_filer(facts, p)), None)
    firm = told.company if told else None
    if firm is None or len(services) != 1:
        return list(named)
    owned = any(p.company for p in named if _model(p))
    if owned and not FILES.match(text, firm.end):
        return list(named)
    return [
        replace(p, company=firm, rule="zh.link.made_by") if _model(p) else p
        for p in named
        if p is not told
    ]


def _tells_filer(facts: Facts, pair: Pair) -> bool:
    firm, text = pair.company, facts.form.text
    if firm is None or _model(pair):
        return False
    ahead = OF_IT.search(text, max(0, firm.start - REACH), firm.start)
    return ahead is not None and MAKES.match(text, firm.end) is not None


def _model(pair: Pair) -> Candidate | None:
    return pair.unit.model if pair.unit else None


def without_speakers(facts: Facts, named: Sequence[Pair]) -> list[Pair]:
    """``海川确认，海川栖月有限公司申报的“小栖”完成备案``: who tells has none beside who did.

    Nor has ``海川证券分析师`` any.
    """
    text = facts.form.text
    full = [p for p in named if p.company and _model(p)]

    def tells(pair: Pair) -> bool:
        firm = pair.company
        if firm is None or pair.unit is not None:
            return False
        if STUDIES.match(text, firm.end):
            return True
        if not SPEAKS.match(text, firm.end):
            return False
        stop = text.find("。", firm.end)
        return any(firm.end <= p.start and (p.start < stop or stop < 0) for p in full)

    return [p for p in named if not tells(p)]
