"""Chinese services whose sentence names no company to the one that is spoken of.

``栖月是一家新公司。去年，旗下小栖大模型通过备案``; ``栖月一位经理说，…，小栖月底先过审``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.layout.form import Form, Sentence
from extract.matching.links import JOINED
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.han_makers import made_behind
from extract.names.pairs import ANAPHORS, Pair

LEAD = compiled(
    r"(?:.*[，。；;:、\n”)是])?(?:{adverb}|{pointer}|[\d年月日]+|而|由|[去今][年日]){0,4}"
    r"(?:(?:在)?(?:其|该|这家|这所|同一?家|上述|本)?(?:公司|企业|集团|机构|团队|厂商|车企|银行|大学|学校|学院|医院|[校院行社厂司])(?=[^办所长])"
    r"|其|它|旗下|自家|自研)"
    r"(?:(?:旗下|自研|自主研发|自有|原创|{adverb}|{gets}|全资|核心|首款|另一款|底层|底座|背后|内置|所用|所搭载|搭载|采用|使用|的){0,6}"
    r"|[^，。；;“”]{0,24}(?:{gets}|完成备案|通过备案)的|继)(?:一[款个])?"
    r"(?:{generic}|{product}){0,6}(?:——|—|名为|叫做?|则?[为是])?[“《]?",
    "zh",
)
"""What stands before a service of the company that is spoken of."""
SURE = compiled(
    r"(?:.*[，。；;:、\n”)的有是])?(?:该(?:公司|企业|集团|机构|[校院行社厂])(?:的|自研的?|旗下的?)?(?:{generic}|{product}){0,4}"
    r"|(?:这|该)[套款个]?(?:{generic}){0,2}{product}(?:名?叫|名为|取名)"
    r"|其[^，。；;“”]{0,8}(?:研究院|实验室|学院|团队|课题组)的"
    r"|(?:分别|依次)(?:是|为|叫做?|名为)(?:[去今前本上当]?[\d年月日]{0,11}的)?)[“《]?",
    "zh",
)
"""The same before a name that nothing else shows to be a service's."""
SPEECH = compiled(
    r"{ticker}?[^，。；;、“”]{0,16}(?:说|表示|称|介绍|透露|公告|宣布|披露|确认|回应|证实|澄清)[，：:]"
    r"|{ticker}?(?:{adverb}|{pointer}){0,2}(?:拿到|获得|取得|办结|收获|迎来)了?[^，。；;:]{0,12}:",
    "zh",
)
"""What stands behind a company that speaks in the rest of the sentence."""
LISTED = compiled(r"(?:{ticker}|\([^()]{1,12}\))?(?:[、]|[和与及](?!其)|以及)", "zh")
"""What stands behind a company that is one of several."""
IT_MADE = compiled(
    r"(?:{product})?[”》]?(?:{product})?(?:[^，。；;“”\n]{0,30}，)?[系是]?由"
    r"(?:该(?:公司|企业|集团|机构|[校院行社厂])|其|公司)(?:独立|自主|单独|自行|牵头){0,2}"
    r"(?:研发|开发|研制|申报|打造|推出|运营|备案|提交|登记)",
    "zh",
)
"""Behind a service of the company that is spoken of: ``“小栖”由该院独立申报``."""
HAS = re.compile(
    r"(?:旗下)?(?:目前|现|已经?|累计|一?共){0,3}有[^，。；;]{0,2}[一两二三四五六七八九十\d]+[款个项]"
)
"""Behind a company that is told to have so many services."""
OTHERS = re.compile(
    r"(?:.*[，。；;:])?(?:另外?|其余|剩下)的?[一两二三四五\d][款个](?:则|也)?(?:分别)?[是为即](?:[^，。；;“”]{0,24}的)?[“《]?"
)
"""What leads to the others of its services."""
FORMER = re.compile(r"(?P<which>[前后])者[^，。；;“”]{0,8}[“《]?$")
"""Before the service of one of two companies: ``栖月、海川也在列，前者的“小栖”、后者的“小海”``."""
BACK = 4
"""Sentences before the service's in which the company may be named."""
LINES = 4
"""Line ends between the two; an empty line is one."""


def with_topics(
    form: Form,
    index: int,
    found: Sequence[Pair],
    candidates: Sequence[Candidate],
    issuer: Candidate | None = None,
) -> list[Pair]:
    """The pairs of the sentence ``index``; services without a company go to the one spoken of.

    That is the ``issuer`` of a notice that names no other company before.
    """
    out: list[Pair] = []
    for pair in found:
        last = out[-1] if out else None
        if _is_open(pair):
            pair = (
                _with_last(form, pair, last)
                or made_behind(form, index, pair, candidates)
                or _of_two(form, index, pair, found, candidates)
                or _owned(form, index, pair, candidates, issuer)
            )
        else:
            pair = made_behind(form, index, pair, candidates) or pair
        out.append(pair)
    return out


def _with_last(form: Form, pair: Pair, last: Pair | None) -> Pair | None:
    """A service that is joined to one whose company was spoken of before."""
    if last is None or last.rule not in ANAPHORS or not (last.unit and pair.unit):
        return None
    joined = JOINED["zh"].fullmatch(form.text, last.unit.end, pair.unit.start)
    return replace(pair, company=last.company, rule=last.rule) if joined else None


def _of_two(
    form: Form, index: int, pair: Pair, found: Sequence[Pair], candidates: Sequence[Candidate]
) -> Pair | None:
    """The service of the former or the latter of the two companies named last."""
    sentence = form.sentences[index]
    said = FORMER.search(form.text, sentence.start, pair.start)
    if said is None:
        return None
    places = (form.text.find(word, sentence.start, pair.start) for word in ("前者", "后者"))
    first = min(place for place in places if place >= 0)
    named = [*within(candidates, sentence.start, first), *(p.company for p in found if p.company)]
    own = {c.start: c for c in named if c.start < first and _is_firm(c)}
    firms = [own[start] for start in sorted(own)] or next(_before(form, index, candidates), [])
    if len(firms) < 2:
        return None
    firm = firms[-2] if said["which"] == "前" else firms[-1]
    return replace(pair, company=firm, rule=ANAPHORS[1])


def _is_open(pair: Pair) -> bool:
    """Is it a service of which the sentence does not say whose it is?"""
    return pair.company is None and pair.unit is not None and pair.unit.model is not None


def _owned(
    form: Form,
    index: int,
    pair: Pair,
    candidates: Sequence[Candidate],
    issuer: Candidate | None,
) -> Pair:
    sentence = form.sentences[index]
    own = [c for c in within(candidates, sentence.start, pair.start) if _is_firm(c)]
    sure = pair.unit is not None and pair.unit.model is not None and not pair.unit.model.weak
    firms = [c for c in own if c.kind == "company"] or own
    if firms and sure and SPEECH.match(form.text, firms[0].end) and len(_names(form, firms)) == 1:
        return replace(pair, company=firms[0], rule=ANAPHORS[1])
    if holder := _holder(form, sentence, pair, candidates):
        return replace(pair, company=holder, rule=ANAPHORS[1])
    leads = (LEAD, SURE) if sure else (SURE,)
    led = any(lead.fullmatch(form.text, sentence.start, pair.start) for lead in leads)
    if not led and not (sure and IT_MADE.match(form.text, pair.end, sentence.end)):
        return pair
    firms = own or next(_before(form, index, candidates), [issuer] if issuer else [])
    if not firms or LISTED.match(form.text, firms[0].end):
        return pair
    return replace(pair, company=firms[0], rule=ANAPHORS[1])


def _holder(
    form: Form, sentence: Sentence, pair: Pair, candidates: Sequence[Candidate]
) -> Candidate | None:
    """``小栖获批后，栖月已有三款备案，另外两款是小月和小星``: the company of all of them."""
    firms = [c for c in within(candidates, sentence.start, sentence.end) if _is_firm(c)]
    if len(_names(form, firms)) != 1 or not HAS.match(form.text, firms[0].end):
        return None
    behind = pair.start < firms[0].start or OTHERS.fullmatch(form.text, firms[0].end, pair.start)
    return firms[0] if behind else None


def _before(form: Form, index: int, candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The companies of each sentence before, the nearest first."""
    last = form.sentences[index]
    for sentence in reversed(form.sentences[max(0, index - BACK) : index]):
        if last.paragraph - sentence.paragraph > LINES:
            return
        firms = [c for c in within(candidates, sentence.start, sentence.end) if _is_firm(c)]
        if firms:
            yield firms


def _is_firm(candidate: Candidate) -> bool:
    return candidate.kind in ("company", "side")


def _names(form: Form, firms: Sequence[Candidate]) -> set[str]:
    return {form.text[c.start : c.end] for c in firms}
