"""Chinese services whose sentence names no company to the one that is spoken of.

``栖月是一家新公司。去年，旗下小栖大模型通过备案``; ``栖月一位经理说，…，小栖月底先过审``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.candidates import Candidate
from extract.form import Form
from extract.pairs import ANAPHORS, Pair
from extract.windows import within
from extract.word_lists import compiled

LEAD = compiled(
    r"(?:.*[，。；;:、\n”)是])?(?:{adverb}|{pointer}|[\d年月日]+|而|[去今][年日]){0,4}"
    r"(?:(?:在)?(?:其|该|这家|这所|同一?家|上述|本)?(?:公司|企业|集团|机构|团队|厂商|车企|银行|大学|[校院行社厂司])(?=[^办所长])"
    r"|其|它|旗下|自家|自研)"
    r"(?:(?:旗下|自研|自主研发|自有|原创|{adverb}|{gets}|全资|核心|首款|另一款|的){0,6}"
    r"|[^，。；;“”]{0,24}(?:{gets}|完成备案|通过备案)的)(?:一[款个])?"
    r"(?:{generic}|{product}){0,6}(?:——|—|名为|叫做?|则?[为是])?[“《]?",
    "zh",
)
"""What stands before a service of the company that is spoken of."""
SPEECH = compiled(
    r"{ticker}?[^，。；;、“”]{0,16}(?:说|表示|称|介绍|透露|公告|宣布|披露|确认|回应|证实)，", "zh"
)
"""What stands behind a company that speaks in the rest of the sentence."""
LISTED = compiled(r"(?:{ticker}|\([^()]{1,12}\))?(?:[、]|[和与及](?!其)|以及)", "zh")
"""What stands behind a company that is one of several."""
BACK = 4
"""Sentences before the service's in which the company may be named."""
LINES = 4
"""Line ends between the two; an empty line is one."""


def with_topics(
    form: Form,
    index: int,
    found: Sequence[Pair],
    candidates: Sequence[Candidate],
) -> list[Pair]:
    """The pairs of the sentence ``index``; services without a company go to the one spoken of."""
    return [_owned(form, index, p, candidates) if _is_open(p) else p for p in found]


def _is_open(pair: Pair) -> bool:
    """Is it a service, sure to be one, of which the sentence does not say whose it is?"""
    model = pair.unit.model if pair.unit else None
    return pair.company is None and model is not None and not model.weak


def _owned(form: Form, index: int, pair: Pair, candidates: Sequence[Candidate]) -> Pair:
    sentence = form.sentences[index]
    own = [c for c in within(candidates, sentence.start, pair.start) if _is_firm(c)]
    if own and SPEECH.match(form.text, own[0].end) and len(_names(form, own)) == 1:
        return replace(pair, company=own[0], rule=ANAPHORS[1])
    if not LEAD.fullmatch(form.text, sentence.start, pair.start):
        return pair
    for firms in [own] if own else _before(form, index, candidates):
        if not LISTED.match(form.text, firms[0].end):
            return replace(pair, company=firms[0], rule=ANAPHORS[1])
        break
    return pair


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
