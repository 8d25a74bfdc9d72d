"""Chinese companies in a row: which of them is only a parent, a funder or another name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.known.gazetteer import aliases
from extract.known.shipped import fold
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_words import LEGAL

PARENT = compiled(
    r"(?:App|APP)?(?:集团|公司)?{ticker}?(?:持股[\d.]{1,5}%)?"
    r"(?:系的?|体系(?:内|下)?的?|的?(?:旗下|参股|控股|投资|参投|领投|入股|持股|孵化|收购|关联(?:公司|企业|方)|运营主体|运营方"
    r"|(?:全资|控股)?子公司|背后(?:的)?公司)的?(?:(?:全资|控股|参股)?(?:公司|[子孙]公司|企业))?"
    r"|[^，。；;、“”]{0,12}(?:公告|宣布|披露|表示|称|透露|确认){1,2}，(?:[^，。；;“”]{2,10}[日月]，)?"
    r"(?:其|公司)?(?:旗下)?的?(?:全资|控股|参股)?[子孙]公司)",
    "zh",
)
"""What stands between a parent, or one that tells of its subsidiary, and the company meant."""
OWNING = re.compile(
    r"旗下企业|关于(?:旗下|其)?(?:全资|控股|参股)?[子孙]公司|(?:集团)?系(?:的?(?:公司|企业|应用|产品|模型)|则|也|有|共|占|，|、|。|$)"
)
"""What follows a parent whose firms are meant: ``某某系产品``."""


ACTING = re.compile(r"(?:公司|集团)?，?(?:此次|本次|这次|此番|则|是|便){0,2}(?:以|由|通过)")
AS_SUBJECT = re.compile(r"(?:作?为(?:备案|登记|申报)?主体|的?名义|申报|提交|备案|登记)")
"""``甲此次以乙有限公司为主体完成备案``: what stands between the two and behind the second."""


def without_parents(text: str, firm: Sequence[Candidate]) -> list[Candidate]:
    """甲 is aside where 甲旗下乙 names the company 乙 or none; 乙 is left out in 甲(乙)."""
    out = []
    firm = [_as_service(text, firm[i - 1] if i else None, c) for i, c in enumerate(firm)]
    for index, c in enumerate(firm):
        before = firm[index - 1] if index else None
        if before and before.kind == c.kind == "company" and _bracketed(text, before, c):
            continue
        after = firm[index + 1] if index + 1 < len(firm) else None
        gap = text[c.end : after.start] if after else ""
        parent = c.kind == "company" and (
            (after is not None and after.kind == "company" and _is_parent(text, gap, after))
            or OWNING.match(text, c.end)
        )
        out.append(replace(c, kind="side") if parent else c)
    return out


def _is_parent(text: str, gap: str, after: Candidate) -> bool:
    """Is the company before the gap no more than the parent of the one behind it?"""
    if PARENT.fullmatch(gap):
        return True
    return bool(ACTING.fullmatch(gap) and AS_SUBJECT.match(text, after.end))


def _as_service(text: str, before: Candidate | None, c: Candidate) -> Candidate:
    """What a firm of full name has under it is a service, where its name may be either's."""
    if before is None or (before.kind, c.kind) != ("company", "company"):
        return c
    owned = text[before.end : c.start] in ("旗下", "旗下的")
    whole = owned and LEGAL.search(text[before.start : before.end])
    either = whole and ("service", fold(text[c.start : c.end])) in aliases()
    return replace(c, kind="model") if either else c


def _bracketed(text: str, company: Candidate, other: Candidate) -> bool:
    """Is the other no more than another name in brackets: ``西安电影制片厂有限公司(西影集团)``?"""
    return text[company.end : other.start] == "(" and text.startswith(")", other.end)
