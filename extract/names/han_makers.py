"""Chinese services to the company behind them that made, filed or registered them.

``小栖通过备案，由栖月申报``; ``甲与乙联合研发的小栖已通过备案。名单上登记的单位只有乙``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.layout.form import Form
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.pairs import Pair

MADE_BY = "zh.link.made_by"
LOOSE = ("zh.link.said", "zh.link.with")
"""Links to a company that only speaks of a service, or is one of its makers."""
BEHIND = compiled(r"(?:{product})?[”》]?(?:[^，。；;“”\n]{0,30}，)?(?:均|都|则|也|系|是)?由$", "zh")
"""Between a service and the company behind it that did what ``MAKES`` says."""
MAKES = compiled(
    r"(?:公司)?(?:独立|自主|单独|自行|牵头|负责|独家){0,2}"
    r"(?:研发|开发|研制|申报|打造|推出|运营|备案|提交|报送|登记|自研)",
    "zh",
)
"""Behind the company that made or filed a service: ``小栖通过备案，由栖月申报``."""
REGISTRANT = re.compile(
    r"(?:备案|登记|申报)(?:的)?(?:主体|单位|企业|公司|方|者|人)(?:只有|仅有|仅为|则?[为是系]|:)“?$"
)
"""Before the company in whose name a service stands in the register."""


def made_behind(form: Form, index: int, pair: Pair, candidates: Sequence[Candidate]) -> Pair | None:
    """A service whose company stands behind it in its sentence, if only another speaks of it."""
    unit = pair.unit
    if unit is None or unit.model is None or not (pair.company is None or pair.rule in LOOSE):
        return None
    stop = form.sentences[index].end
    for c in within(candidates, unit.end, stop):
        if c.kind not in ("company", "side"):
            continue
        between = form.text[unit.end : c.start]
        if MAKES.match(form.text, c.end, stop):
            return replace(pair, company=c, rule=MADE_BY) if BEHIND.match(between) else None
        if REGISTRANT.search(between):
            return replace(pair, company=c, rule=MADE_BY)
    return None


def registered_to(form: Form, index: int, found: list[Pair], before: list[Pair]) -> list[Pair]:
    """The pairs of a sentence that only names the registrant of the service told before it.

    That service, one of several makers, becomes the registrant's in ``before``.
    """
    sentence = form.sentences[index]
    firms = [p for p in found if p.company and not p.unit]
    last = before[-1] if before else None
    if last is None or last.rule not in LOOSE or len(found) > len(firms) or not firms:
        return found
    firm = firms[0].company
    if firm and REGISTRANT.search(form.text, sentence.start, firm.start):
        before[-1] = replace(last, company=firm, rule=MADE_BY)
        return firms[1:]
    return found
