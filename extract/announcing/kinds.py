"""What an announcement is of: a batch, a list, one service, or no more than a total."""

import re

from extract.clauses.clause import clause_at
from extract.clauses.schemes import LISTED
from extract.counts.counting import Counting
from extract.counts.frames import FIRST_OF_OFFICE
from extract.extraction import Kind
from extract.facts import Draft, Facts

OF_TOTAL = re.compile(
    r"其中[^，。；;\d]{0,12}$|\b(?:of (?:which|them|these|those)|including)\b[^.;\d]{0,20}$"
)
"""What stands before a number that is a part of the total before it."""
FIRST_LIST = re.compile(
    r"\b[Ff]or the first time\b[^.;\d]{0,60}\b(?:list|table|roster|directory)\b[^.;,\d]{0,20}$"
    r"|\bfirst(?:-ever)? (?:public )?(?:list|table|roster|directory) (?:of|with)\b[^.;,\d]{0,20}$"
    r"|首(?:次|度)(?:对外|集中|同步|一并|单独)?(?:公布|公示|公开|发布|披露|列出)[^，。；;\d]{0,20}"
    r"(?:(?:名单|清单|目录|表)，(?:共有?|含|列有?|收录)?)?$"
)
"""What stands before the number of a list that is the first: all that it has is new."""
ABOVE = 300
"""Characters before its number in which an English list may be said to be the first."""
SHORT_STORY = 200
"""Characters of a Chinese text that tells of one service and no more."""
SEVERAL = re.compile(r"[两二三四五六七八九十]个[^，。；;\d]{0,6}(?:模型|服务|应用|产品)")
ENDED = ("。", "！", "”", "；", "!")
REVIEW = re.compile(
    r"年(?:度(?!第|首)|终)|全年|\b(?:[Aa]nnual|[Yy]ear-end|[Ff]ull-year|[Yy]ear in review)\b"
)
"""Words of an article that sums a year up."""


def kind_of(facts: Facts, main: Draft) -> Kind | None:
    """A batch, an official list, one service or a total; None where nothing tells."""
    noticed = any(c.has("NOTICE") for c in main.clauses)
    if main.scheme in ("deep_synthesis", "algorithm_recommendation") and (
        main.services or noticed or any(c.has("ORDINAL") for c in main.clauses)
    ):
        return "list"
    if main.services is not None and _of_a_year(facts, main.services):
        return "cumulative"
    several = main.services.number.value if main.services else main.listed and main.listed.value
    if several and several != 1:
        return "batch"
    if main.companies is not None and main.cumulative is None:
        return "batch"
    if main.cumulative is not None and main.services is None:
        if _first_list(facts, main.cumulative):
            return "list"
        told = (_new(main) and len(main.named) > 3) or _told_before(facts, main)
        if not told:
            return "cumulative"
    if noticed and not main.named:
        return "list"
    return "single_service" if _one_company(facts, main) else "batch"


def _of_a_year(facts: Facts, counting: Counting) -> bool:
    """Is it what a whole year came to, which is no batch?"""
    years = (m for m in counting.clause.matches if m.label == "YEAR")
    if any(m.start <= counting.start < m.end for m in years):
        return True
    sentence = counting.clause.sentence
    closed = any(
        d.kind == "as_of" and (d.value or "").endswith("-12-31")
        for d in facts.dates_in(sentence.start, sentence.end)
    )
    part = OF_TOTAL.search(facts.form.text, sentence.start, counting.start)
    return closed and part is not None and REVIEW.search(facts.form.text) is not None


def _first_list(facts: Facts, total: Counting) -> bool:
    """Is a total that of the first list, and so the list itself?"""
    start = total.clause.sentence.start
    if facts.form.language == "en":
        above = max(0, total.start - ABOVE)
        if FIRST_OF_OFFICE.search(facts.form.text, above, total.start):
            return True
    return FIRST_LIST.search(facts.form.text, start, total.start) is not None


def _told_before(facts: Facts, main: Draft) -> bool:
    """``小海9月24日通过备案，全省至此有40款``: do dated services precede a total?"""
    total, day = main.cumulative, main.date
    if total is None or day is None or day.start > total.start:
        return False
    if day.kind not in ("day", "month"):
        return False
    dated = clause_at(facts.clauses, day.start)
    named = (p for p in main.named if p.unit and p.unit.model and p.start < total.start)
    return dated is not None and any(
        dated.sentence.start <= p.start < dated.sentence.end for p in named
    )


def _new(main: Draft) -> bool:
    return any(m.label == "NEW" and m.weight >= 2 for c in main.clauses for m in c.matches)


def _one_company(facts: Facts, main: Draft) -> bool:
    firms = {facts.form.text[p.company.start : p.company.end] for p in main.named if p.company}
    return len(firms) <= 1 and len(main.named) <= 2


def tells_of_one(facts: Facts, main: Draft) -> bool:
    """Is a short Chinese text all about the one service that it names, in a whole sentence?

    A headline alone counts nothing, nor does a long story on one firm.
    """
    text = facts.form.text
    counted = main.services or main.listed
    if facts.form.language != "zh" or counted or main.scheme in LISTED:
        return False
    if main.kind != "single_service":
        return False
    own = (c for c in facts.counts if (c.scheme or facts.scheme) == main.scheme)
    if SEVERAL.search(text) or any(c.of == "services" and c.scope != "cumulative" for c in own):
        return False
    models = [p.unit.model for p in main.named if p.unit and p.unit.model]
    if len({text[m.start : m.end].casefold() for m in models}) != 1:
        return False
    if sum(s.end - s.start for s in facts.form.sentences if s.kind == "prose") > SHORT_STORY:
        return False
    return any(
        s.kind == "prose" and s.start <= m.start < s.end and text[: s.end].rstrip().endswith(ENDED)
        for m in models
        for s in facts.form.sentences
    )
