"""How the words around an English number tell it: an act of some time, or a state that stands.

The verb that the number is subject or object of, its tense, its subject and the time it names
give a verdict for any wording; cues of the rules that are surer go before it.
"""

import re

from extract.form import Form
from extract.word_lists import compiled

DONE = r"(?:{act}|completed|finished|gone|went|obtained|received|won|got|secured|allowed|added|let|put)"
STILL = r"(?:now |currently |already |all |both |so far |also |formally |officially |thus )*"
VERB = compiled(
    rf"(?:[^.;,\d]{{0,60}}? )??(?:(?P<new>(?:were|was|being) {STILL}(?:newly )?{DONE}\b|newly {{act}}\b"
    r"|(?:completed|passed|obtained|received|won|got|secured|gained|finished|joined|entered)\b)"
    rf"|(?P<open>(?:have|has|had) {STILL}(?:been )?{STILL}{DONE}\b)"
    rf"|(?P<state>(?:are|is) {STILL}(?:{{act}}|on (?:file|record)|(?:on|in) (?:the|its|their|that)"
    rf" {{roster}})\b|on (?:file|record)\b))",
    "en",
)
"""Behind a number: ``services were filed``, ``have been filed``, ``are registered``, ``on file``.

What has been done may be news or a state: its words do not say which.
"""
HAS_DONE = compiled(
    rf"\b(?:have|has|had|having) {STILL}{DONE} (?:through )?{{approx}}$", "en"
)
DID = compiled(
    r"(?<!have )(?<!has )(?<!had )(?<!now )(?<!been )\b(?:{act}|filing|registering|approving"
    r"|granted|gave|put|adds|added|let) (?:out |through )?{approx}$",
    "en",
)
"""Before it: ``has approved``, ``approved``."""
HOLDS = compiled(
    r"\b(?:has|have|had|now lists|counts?|counted|holds?|held|boasts?|hosts?|ha[sd] got|now got"
    r"|stands? at|stood at|numbers?|totals?|runs? to|contains?|covers?|names?) (?:now |already |got )?{approx}$",
    "en",
)
ISSUE = re.compile(
    r"\b(?:batch|group|round|wave|tranche|lot|notice|announcement|bulletin|annex|attachment"
    r"|(?<!full )(?<!whole )(?<!'s )list|table|update|statement|circular)\b",
    re.IGNORECASE,
)
"""What is published of what is new."""
WHOLE = compiled(
    r"\b(?:list|register|table|catalogu?e|inventory|roster) (?:of|with|naming|covering) (?:all|every)"
    r"\b|\ball (?:the )?(?:[\w-]+ ){0,5}(?:filed|registered|approved|cleared)\b"
    r"|\b(?:full|complete|entire|whole|consolidated|together|combined) (?:\w+ )?(?:list|cover)"
    r"|\bfirst (?:time|published|public|ever|full)\b[^.;]{0,60}\blist",
    "en",
)
"""Words of a list by which it holds all that there is."""
NOW = re.compile(r"\b(?:now|already|currently|by then) [^.;,]{0,30}$")
BEFORE = 250
"""Characters before a segment in which they are looked for."""
GROWN_TO = compiled(
    r"\b{grow} [^.;]{1,80}? (?:to|past|above|beyond) (?:a total of )?{approx}$", "en"
)
"""``rose by 64 in July to 503``."""
BACK = re.compile(
    r"\b(?:[Ww]ith|[Cc]ounting|[Ii]ncluding|[Aa]fter|[Aa]dd(?:ing)?) (?:the|these|those) (?:latest |new )?$"
)
"""``With the seven, 18 are registered``: what is new is meant by it."""
SURE = 4
"""Points from which the words around a number leave no doubt."""
ONTO = compiled(
    r"\b(?:puts?|putting|added|adds|adding|entered|enters|placed|places|entering) {approx}$", "en"
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
    r"\bsince (?:then\b|(?:the|its|it|they|this|that) (?:[\w-]+ ){1,6}?(?:began|started|opened|set up"
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
SAYS = compiled(
    r"\b(?:said|says|reported|reports|announced|told|showed|shows|wrote|according to"
    r"|published|released|issued|posted|dated|statement|notice)\b[^.;]{0,40}$",
    "en",
)
"""What stands before a day that is that of the report."""


def told(form: Form, start: int, end: int, low: int, high: int) -> int:
    """Above 0 where a state is told, below where an act is; offsets of the count, its segment.

    At SURE and beyond no cue says otherwise.
    """
    text = form.text
    head, tail = text[max(low, start - 160) : start], text[end:high]
    own = text[start:end]
    if GROWN_TO.search(head):
        return SURE
    held = HOLDS.search(head)
    if held and not NOW.search(head) and _issued(text, low, head):
        return -SURE
    if BACK.search(head):
        return -SURE
    points = (2 if held else _by_verb(head, tail)) + _by_time(head, tail)
    return points - 3 * (FRESH.search(own) is not None or head.endswith(("another ", "further ")))


def _issued(text: str, low: int, head: str) -> bool:
    """Is it a batch or notice that holds so many, and no list of all: ``the list has 12 names``?"""
    if not ISSUE.search(head):
        return False
    return not WHOLE.search(text, max(0, low - BEFORE), low + len(head))


def _by_verb(head: str, tail: str) -> int:
    if ONTO.search(head):
        return -3
    if DID.search(head):
        return -1
    verb = VERB.match(tail)
    if verb is None or verb["open"]:
        return 0
    return 2 if verb["state"] else -1


def may_stand(form: Form, start: int, end: int, low: int, high: int) -> bool:
    """Is it done and of no time: ``have been approved``, ``together cover``, and nothing new?"""
    head, tail = form.text[max(low, start - 160) : start], form.text[end:high]
    verb = VERB.match(tail)
    done = HAS_DONE.search(head) or HOLDS.search(head) or (verb and not verb["new"])
    fresh = FRESH.search(form.text, start, end) or head.endswith(("another ", "further "))
    return bool(done) and not fresh and PERIOD.search(tail) is None


def _by_time(head: str, tail: str) -> int:
    if AS_OF.search(tail) or AS_OF.search(head):
        return 3
    if ORIGIN.search(head) or ORIGIN.search(tail):
        return 2
    when = PERIOD.search(tail)
    if when is None:
        return 0
    return 0 if SAYS.search(when.string[: when.start()]) else -1
