"""How the words around an English number tell it: an act of some time, or a state that stands.

The verb that the number is subject or object of, its tense, its subject and the time it names
give a verdict for any wording; cues of the rules that are surer go before it.
"""

import re

from extract.clauses.clause import Clause
from extract.counts.counting import Counting
from extract.counts.frames import MANY, framed, held
from extract.layout.form import Form
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number

DONE = (
    r"(?:{act}|completed|finished|gone|went|obtained|received|won|got|secured|allowed|added|let"
    r"|put)"
)
STILL = r"(?:now |currently |already |all |both |so far |also |formally |officially |thus )*"
VERB = compiled(
    rf"(?:[^.;,\d]{{0,60}}? )??(?:(?P<new>(?:were|was|being) {STILL}(?:newly )?{DONE}\b|newly"
    rf" {{act}}\b|(?:that|which)(?:, according to [^.;,\d]{{2,40}},)? [^.;,\d]{{1,40}}? (?:{{act}}"
    r"|put|placed|added|let)\b"
    r"|(?:completed|passed|obtained|received|won|got|secured|gained|finished|joined|entered)\b)"
    rf"|(?P<open>(?:have|has|had) {STILL}(?:been )?{STILL}{DONE}\b)"
    rf"|(?P<state>(?:are|is) {STILL}(?:{{act}}|on (?:file|record)|(?:on|in) (?:the|its|their|that"
    rf"|[A-Z]\w+'s) {{roster}})\b|on (?:file|record)\b|now on (?:the|its|their|that|[A-Z][\w]+'s)"
    rf" {{roster}}\b|can (?:now |legally |lawfully )*(?:be (?:used|offered"
    r"|accessed|opened)|serve|operate)\b))",
    "en",
)
"""Behind a number: ``services were filed``, ``have been filed``, ``are registered``, ``on file``.

What has been done may be news or a state: its words do not say which.
"""
HAS_DONE = compiled(rf"\b(?:have|has|had|having) {STILL}{DONE} (?:through )?{{approx}}$", "en")
DID = compiled(
    r"(?<!have )(?<!has )(?<!had )(?<!now )(?<!been )\b(?:{act}|filing|registering|approving"
    r"|granted|gave|put|adds|added|let) (?:out |through )?{approx}$",
    "en",
)
"""Before it: ``has approved``, ``approved``."""
ACT = re.compile(
    r"\b(?:approv|clear|regist|fil(?:ed|ing)|on file|licen|record|list|green-?lit|permit|add(?:ed"
    r"|ing)"
    r"|admit|enter|such\b|these\b|them\b)",
    re.IGNORECASE,
)
"""A word of the act, without which a sentence may count what exists at large."""
SURE = 4
"""Points from which the words around a number leave no doubt."""
ONTO = compiled(
    r"(?<!had )(?<!has )(?<!have )\b(?:puts?|putting|added|adds|adding|entered|enters|placed|places"
    r"|entering) {approx}$",
    "en",
)
FRESH = re.compile(
    r"\b(?:another|further|additional|new|newly|more(?! than)|fresh|latest|newest)\b", re.IGNORECASE
)
AS_OF = compiled(
    r"\b(?:(?:as (?:of|at)|by|until|till|up to|through|before) (?:the )?(?:(?:very )?(?:end|close"
    r"|start|beginning|middle|turn) of |end-?|early |late |mid-?)?(?:{month}|\d{1,2} {month}"
    r"|20\d\d|(?:last|the|this) (?:year|month|quarter|week|summer|spring|autumn)|year[- ]?end|then"
    r"|now|that (?:day|date|time))\b|so far\b|to date\b|up to now\b|thus far\b"
    r"|(?:at present|currently|at the moment)\b)",
    "en",
)
ORIGIN = compiled(
    r"\bsince (?:then\b|(?:the|its|it|they|this|that) (?:[\w-]+ ){1,6}?(?:began|started|opened|set"
    r" up"
    r"|launched|introduced|took effect|came in|launch|start|introduction|opening)\b"
    r"|(?:last |(?:early |mid-|late )?)?(?:{month} )?(?:20\d\d|{month}|last (?:year|spring|summer"
    r"|autumn|winter))\b)",
    "en",
)
"""The time from which a total is told."""
PERIOD = compiled(
    r"\b(?:(?:in|during|over|within|for|throughout) (?:the (?:(?:first|second|third|fourth|last"
    r"|past|same|whole|final|two|three|six|\d+) )*(?:half|quarters?|months?|weeks?|year|days"
    r"|fortnight|period|week)\b|(?:early |late |mid-)?{month}\b(?! (?:\d{1,2},? )?20\d\d,)"
    r"|20\d\d\b|(?:that|this|those|these) (?:\w+ )?(?:months?|weeks?|quarter|year|period|time)\b)"
    r"|(?:this|last) (?:week|month|quarter|year)\b|between [\w ]{3,20} and \w"
    r"|on (?:{weekday}|{month} \d|\d{1,2} {month})|yesterday\b|today\b|a (?:day|week) later\b)",
    "en",
)
IN_SHORT = re.compile(
    r"[^.;,]{0,60}? in (?:just |only |little )?(?:under|less than|over|more than|about|around"
    r"|barely)"
    r" (?:an? |\w+ )?(?:months?|years?)\b"
)
"""Behind what has been done since it began: ``have approved over 20 in under three months``."""
HAS = re.compile(r"\b(?:has|have|had|counts|holds|lists)\b")
TODAY = re.compile(r" (?:now|today|at present|currently)\b")
LONG_SPAN = re.compile(
    r"In (?:(?:little |just |only )?(?:more|less|over|under) (?:than )?)?"
    r"(?:an? |\w+ |\d+ )?years?\b"
    r"|In (?:\d\d|(?:ten|eleven|twelve|\w+teen|\w+ty)(?:-\w+)?) months\b",
    re.IGNORECASE,
)
"""A time in which all that there is may have been done: ``In 17 months``."""
PARTED = re.compile(r"[:;\u2013\u2014(]")
"""What parts a number from the time that its sentence begins with."""
LEAD = 60
"""Characters of a sentence in which it may begin with the time that all of it is of."""
WHOLE_OF = re.compile(r"\b[Oo]f (?:the|all(?: the)?) $")
"""``Of the 870 approved, 43 are for hospitals``."""
SAYS = compiled(
    r"\b(?:said|says|reported|reports|announced|told|showed|shows|wrote|according to"
    r"|published|released|issued|posted|dated|statement|notice)\b[^.;]{0,40}$",
    "en",
)
"""What stands before a day that is that of the report."""


def told(form: Form, number: Number, end: int, segment: tuple[int, int], clause: Clause) -> int:
    """Above 0 where a state is told, below where an act is; ``end`` is that of the noun.

    At SURE and beyond no cue says otherwise.
    """
    text, start, (low, high) = form.text, number.outer_start, segment
    head, tail = text[max(low, start - 160) : start], text[end:high]
    frame = framed(form, number, end, clause)
    if frame:
        return SURE * frame
    lead = text[clause.sentence.start : min(start, clause.sentence.start + LEAD)]
    points = 2 if held(form, number, clause) else _by_verb(head, tail)
    alone = end <= number.outer_end
    if alone and points >= 0 and TODAY.match(tail) and HAS.search(text, clause.start, start):
        return SURE
    fresh = (
        FRESH.search(text, start, end)
        or tail.startswith(" more ")
        or head.endswith(("another ", "further "))
    )
    apart = fresh or PARTED.search(text, clause.sentence.start, start)
    points += _by_time(head, tail, "" if apart else lead)
    if points > 0 and not (alone or ACT.search(text, clause.sentence.start, clause.sentence.end)):
        points = 0
    if WHOLE_OF.search(head) and number.value >= MANY and PERIOD.search(tail) is None:
        points += 2
    return points - 3 * bool(fresh)


def _by_verb(head: str, tail: str) -> int:
    if ONTO.search(head):
        return -3
    if DID.search(head):
        return -1
    verb = VERB.match(tail)
    if verb is None or verb["open"]:
        return 0
    return 2 if verb["state"] else -1


def may_stand(form: Form, count: Counting, end: int, low: int, high: int) -> bool:
    """Is it done and of no time: ``have been approved``, ``together cover``, and nothing new?"""
    start = count.start
    head, tail = form.text[max(low, start - 160) : start], form.text[end:high]
    verb = VERB.match(tail)
    done = (
        held(form, count.number, count.clause)
        or HAS_DONE.search(head)
        or (verb and not verb["new"])
    )
    fresh = FRESH.search(form.text, start, end) or head.endswith(("another ", "further "))
    return bool(done) and not fresh and PERIOD.search(tail) is None


def _by_time(head: str, tail: str, lead: str) -> int:
    """By the time told beside a number, else by the one that its sentence begins with."""
    if AS_OF.search(tail) or AS_OF.search(head):
        return 3
    if ORIGIN.search(head) or ORIGIN.search(tail):
        return 2
    if HAS_DONE.search(head) and IN_SHORT.match(tail):
        return 2
    when = PERIOD.search(tail)
    if when is not None:
        return 0 if SAYS.search(when.string[: when.start()]) else -1
    if AS_OF.match(lead):
        return 3
    if ORIGIN.match(lead) or LONG_SPAN.match(lead):
        return 2
    return -1 if PERIOD.match(lead) else 0
