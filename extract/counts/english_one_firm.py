"""English numbers of what one firm has of the services approved: neither a batch nor a total."""

import re

from extract.clauses.clause import Clause
from extract.layout.form import Form
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number
from extract.printed.places import provinces

FIRM_HAS = compiled(
    r"\b(?:the|this|each|every|one|which) (?:company|firm|group|start-?up|developer|giant|maker)"
    r"(?: (?:now|alone|already|also))* (?:has|have|had|holds?|counts?|owns?|runs?|accounts? for)"
    r"(?: (?:now|so far|already|had|obtained|won|received|got|secured|registered|filed))*"
    r" {approx}$",
    "en",
)
"""``The company now has``: what one firm has of them."""
NAMED_HAS = compiled(
    r"(?:^|[.;] |, )(?!(?:{places}|{cities}|China|Regulators|Authorities|Officials|The|It|They|This"
    r"|That|These|Local|Provincial|CAC|In|By|As|Of|At|On|Since)\b)"
    r"(?-i:[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3})(?:, [^,.;]{2,60},)? "
    r"(?:now |already |alone )*(?:has|holds|owns|had)(?: (?:now|so far|already|obtained|won"
    r"|received"
    r"|got|secured))* {approx}$",
    "en",
)
BETWEEN_THEM = re.compile(r"[^.;,\d]{0,60}? between them\b")
MORE_THAN_OTHERS = re.compile(
    r"[^.;]{0,80}?(?:, | and )(?:more|fewer) than (?:any|all)? ?(?:other|[A-Z])|[^.;]{0,60}?,"
    r" (?:the most"
    r"|followed by|ahead of)\b|[^.;,]{0,60}? (?:approved|cleared|filed|registered|on file)\b"
)
"""``Tencent has 14 approved services``: what a firm that is named has of them."""
PLACES = re.compile(r"\b(?:places|cities|provinces|regions|municipalities|offices|regulators)\b")
SET = ("a set of ", "the set of ", "its set of ", "full set of ", "complete set of ")
"""``completing a set of three approvals``."""
REACH = 160
"""Characters before a number, and behind it, that tell whose it is."""


def of_one_firm(form: Form, number: Number, clause: Clause) -> bool:
    """Is it what one firm has: ``the company now has 61``?"""
    head = form.text[max(clause.start, number.start - REACH) : number.start]
    if FIRM_HAS.search(head) or head.endswith(SET):
        return True
    tail = form.text[number.outer_end : number.outer_end + REACH]
    said = form.text[clause.sentence.start : number.start]
    if BETWEEN_THEM.match(tail) and not (PLACES.search(said) or provinces(said)):
        return True
    named = NAMED_HAS.search(head) is not None
    return named and MORE_THAN_OTHERS.match(form.text, number.outer_end) is not None
