"""Chinese sentences that say of ``该模型`` what they tell, to the service that is meant."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.layout.form import Form
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.names.pairs import ANAPHORS, Pair

SPEAKS = re.compile(r"该|这[款个两二三四五六]|上述|以上|[两二三四五六][款个]")
"""What no sentence is without that speaks of services told of before."""
MEANT = compiled(
    r"(?<![^，；;：:。！？!?\n”])(?:[^，。；;：:“”]{0,12}[，：:])?"
    r"(?P<x>(?:该(?!公司|企业|行|校|院)|(?:这|上述|以上)(?:(?P<n>[两二三四五六])?[款个])?|(?P<m>[两二三四五六])[款个])"
    r"(?:{generic}){0,4}{product})(?:{adverb}|{pointer}|此前|现|目前|已于[^，。；;]{1,8}){0,3}"
    r"(?:通过|完成|获批|获得|取得|拿到|过审|获准|入列|列入|进入|登记|备案)",
    "zh",
)
"""How a sentence goes on about the services told of right before: ``该模型已通过``."""
SEVERAL = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6}
BACK = 2
"""Sentences before in which they are named."""
LINES = 2
"""Line ends between; an empty line is one."""


def referred(form: Form, index: int, found: list[Pair], before: Sequence[Pair]) -> list[Pair]:
    """The pairs of the sentence ``index`` with those that it speaks of by ``该模型``."""
    sentence = form.sentences[index]
    if not SPEAKS.search(form.text, sentence.start, sentence.end):
        return found
    said = MEANT.search(form.text, sentence.start, sentence.end)
    if said is None or any(p.unit and p.unit.model for p in found):
        return found
    number = SEVERAL.get(said["n"] or said["m"], 1)
    meant = next((p for p in _named(form, index, before) if p), [])
    if len(meant) != number:
        return found
    place = said.start("x")
    return [*found, *(_here(pair, place) for pair in meant)]


def _named(form: Form, index: int, before: Sequence[Pair]) -> list[list[Pair]]:
    """The pairs with a service of each of the last sentences, the nearest first."""
    last = form.sentences[index]
    out = []
    for sentence in reversed(form.sentences[max(0, index - BACK) : index]):
        if last.paragraph - sentence.paragraph <= LINES:
            named = {_name(form, p): p for p in within(before, sentence.start, sentence.end)}
            told = [p for name, p in named.items() if name]
            out.append([p for p in told if _quoted(p)] or told)
    return out


def _quoted(pair: Pair) -> bool:
    """Is it printed in quotes, beside which other words only say what it is?"""
    model = pair.unit.model if pair.unit else None
    return model is not None and model.rule == "zh.model.quoted"


def _name(form: Form, pair: Pair) -> str:
    model = pair.unit.model if pair.unit else None
    return form.text[model.start : model.end] if model else ""


def _here(pair: Pair, place: int) -> Pair:
    """The same service where it is spoken of again."""
    model = pair.unit.model if pair.unit else None
    sure = replace(model, weak=False) if model else None
    unit = replace(pair.unit, model=sure, start=place, end=place) if pair.unit else None
    return replace(pair, unit=unit, rule=ANAPHORS[1])
