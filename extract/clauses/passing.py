"""Clauses whose act is told in passing: of what is used, of what is usual, of what is only named.

Whether a clause counts or names something decides there as well as in what is relevant.
"""

import re
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.clauses.schemes import CALLS
from extract.clauses.scope import role_at
from extract.facts import Facts
from extract.matching.windows import within

ASIDE = re.compile(r"\b(?:which|whose) [^,.;]{0,60}$")
"""A clause that only says more of something named before."""
VAGUE = re.compile(
    r"(?:[几数多]|若干|不少|一些|部分|个别)[款家个项批]?[^，。；;]{0,24}?(?:备案|登记|获批|过审)"
)
"""A Chinese clause of an act that says neither how many nor which."""
USES = re.compile(
    r"(?:来自|基于|接入|调用|使用|采用|选用|依托|借助|搭载)[^，。；;]{0,20}(?:备案|登记|获批|过审)的?"
    r"|由[^，。；;]{0,16}(?:备案|登记|获批|过审)的[^，。；;]{0,6}模型[^，。；;]{0,8}(?:生成|驱动|提供|支持|支撑|制作)"
    r"|(?:接入|调用|采用|使用|选用|依托|搭载)的?(?:则|都|均)?是[^。；;]{2,40}，(?:上述|这些|该|前述|[两二三]者)"
    r"(?:大?模型|产品|服务)?[^，。；;]{0,4}(?:备案|登记|获批|过审|完成|通过)[^，。；;]{0,12}"
)
"""Chinese words for what a service leans on, which was filed by somebody."""
OWN = re.compile(
    r"(?:其|本?公司|本集团|集团|我[司们行校]|旗下|自研|[一首][款个批])[^，。；;]{0,16}"
    r"(?:模型|算法|助手|服务|产品|应用)[^，。；;虽须应若]{0,6}"
    r"(?:已|通过|完成|获|拿到|取得)"
)
"""Chinese words of a firm for its own service that was approved, or of a place for its first."""
USUAL = re.compile(
    r"\b(?:is|are) (?:then |usually |only |first |also )?(?:filed|registered|approved)\b"
)
"""How an English text explains what the procedures are."""


def grants_none(facts: Facts, clause: Clause) -> bool:
    """Does a clause only use what was filed (``来自已备案的模型``, ``based on filed models``)?

    Or does a Chinese one only forecast acts?
    """
    if counts_some(facts, clause) or clause.has("NOTICE"):
        return False
    if facts.form.language == "en":
        if not names_some(facts, clause) and not facts.dates_in(clause.start, clause.end):
            usual = USUAL.finditer(facts.form.text, clause.start, clause.end)
            used = [m.span() for m in usual]
        else:
            used = []
        used += [(m.start, m.end) for m in clause.matches if m.rule == CALLS]
    else:
        if clause.has("EXPECTED") and not names_some(facts, clause):
            return True
        used = [m.span() for m in USES.finditer(facts.form.text, clause.start, clause.end)]
    acts = [m for m in clause.matches if m.label == "APPROVED"]
    return all(any(low <= m.start < high for low, high in used) for m in acts)


def is_aside(facts: Facts, clause: Clause) -> bool:
    """Is the act only told of something besides: ``Alibaba's models, which have been filed``?

    Or of no one by name: ``已有几款服务完成备案``.
    """
    if VAGUE.search(facts.form.text, clause.start, clause.end) and not names_some(facts, clause):
        return True
    act = next((m for m in clause.matches if m.label == "APPROVED"), None)
    return act is not None and bool(ASIDE.search(facts.form.text, clause.start, act.start))


def said_in_passing(facts: Facts, clause: Clause) -> bool:
    """Does English prices or shares' sentence only say of a model that it was approved?

    ``Haida cut the price of Lumo, which was filed last month``
    """
    context = any(c.has("CONTEXT") and c.sentence == clause.sentence for c in facts.clauses)
    act = next((m for m in clause.matches if m.label == "APPROVED"), None)
    return (
        facts.form.language == "en"
        and context
        and not counts_some(facts, clause)
        and act is not None
        and ASIDE.search(facts.form.text, clause.sentence.start, act.start) is not None
    )


def says_which(facts: Facts, clause: Clause, parts: Sequence[Clause] | None) -> bool:
    """Is a Chinese clause a notice, or does the story count or name what was approved?

    The headline may tell of it, or who speaks tell it of its own. ``申报单位的模型须已完成备案``
    does neither. Without ``parts``, the story's clauses, the clause itself has to count or name.
    """
    if clause.has("NOTICE") or any(
        counts_some(facts, c) or names_some(facts, c) for c in parts or (clause,)
    ):
        return True
    headed = any(m.label in ("APPROVED", "NOTICE") for m in facts.title)
    return parts is not None and (
        headed or OWN.search(facts.form.text, clause.start, clause.end) is not None
    )


def counts_some(facts: Facts, clause: Clause) -> bool:
    own = within(facts.counts, clause.sentence.start, clause.sentence.end)
    return any(c.of != "other" and c.scope in ("batch", "cumulative") for c in own)


def names_some(facts: Facts, clause: Clause) -> bool:
    """Does the clause name a service or company as approved?"""
    named = within(facts.pairs, clause.start, clause.end)
    return any(role_at(clause, p.place) == "approved" for p in named)
