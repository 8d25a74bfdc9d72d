"""Words before an English number that say by themselves that it is a total, or what is new.

The noun of a total, a batch or a list, or what has grown, governs it over any words between.
"""

import re

from extract.clauses.clause import Clause
from extract.counts.english_held import PERIOD_ADDED, by_what_follows, by_where, on_a_day
from extract.layout.form import Form
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number

HOLDS = compiled(
    r"\b(?:has|have|had|there (?:are|were)|now lists|counts?|counted|holds?|held|boasts?|hosts?"
    r"|ha[sd] got|now got"
    r"|stands? at|stood at|numbers?|totals?|runs? to|contain(?:s|ed)?|covers?|names?) (?:now "
    r"|already "
    r"|got )?{approx}$",
    "en",
)
ISSUE = re.compile(
    r"\b(?:batch|group|round|wave|tranche|lot|notice|announcement|bulletin|annex|attachment"
    r"|(?<!full )(?<!whole )(?<!'s )list|table|update|statement|circular)\b",
    re.IGNORECASE,
)
"""What is published of what is new."""
WHOLE = compiled(
    r"\b(?:list|register|table|catalogu?e|inventory|roster) (?:of|with|naming|covering) (?:all"
    r"|every)"
    r"\b|\ball (?:the )?(?:[\w-]+ ){0,5}(?:filed|registered|approved|cleared)\b"
    r"|\b(?:full|complete|entire|whole|consolidated|together|combined) (?:\w+ )?(?:list|cover)"
    r"|\bfor the first time\b|(?<!the )\bfirst (?:[\w-]+ ){0,3}(?:list|register|table|inventory)\b"
    r"|\b(?:its|their|China's) first (?:[\w-]+ ){0,3}(?:list|register|table|inventory)\b",
    "en",
)
"""Words of a list by which it holds all that there is."""
JOINED = re.compile(
    r"\b(?:join(?:s|ed|ing)?|enter(?:s|ed|ing)?|added to) (?:an?|the|its|China's) (?:[\w-]+ ){0,3}"
    r"(?:list|register|roster)\b[^.;,\d]{0,30}$"
)
"""``joining a list that runs to``: what was on it before, and is now."""
EXTENDED = compiled(
    r"\b(?:extend|expand|enlarg|lengthen|swell|widen)(?:s|e|es|ed|ing)? [^.;\d]{2,60}?"
    r" by {approx}$",
    "en",
)
"""``extended the official register by``."""
NOW = re.compile(r"\b(?:now|already|currently|by then) [^.;,]{0,30}$")
BEFORE, MANY = 400, 50
"""Characters before a number in which they are looked for, and the least that such a list holds."""
GROWN_TO = compiled(
    r"\b{grow} [^.;]{1,80}? (?:to|past|above|beyond) (?:a total of )?{approx}$", "en"
)
"""``rose by 64 in July to 503``."""
TOTAL = compiled(
    r"(?<!a )(?<!an )\b(?:(?:running|cumulative|grand|overall|combined|current|new|national"
    r"|provincial) )?(?:total|tally|count|sum|running number|(?:cumulative|overall|total) number"
    r"|(?<!new )number of (?!(?:new|newly|additional|fresh|daily|monthly)\b)[^.;,\d]{3,60}?"
    r"|number (?:{act}|on (?:file|record))(?: (?:since|to date|so far)[^.;,]{0,40}?)?)"
    r"(?: of [^.;,\d]{3,50}?| for [^.;,\d]{3,30}?| in [^.;,\d]{3,30}?| so far| now| thus| then)*"
    r"(?: (?:is|was|are|were|to|at|reach(?:es|ed)|hits?|st[ao]nds? at|stood at|comes? to|came to"
    r"|amounts? to|amounted to|becomes|has|have|gone|went|now|past|beyond|above|over|passe[sd]"
    r"|passing"
    r"|top(?:s|ped)|exceed(?:s|ed)|surpass(?:es|ed)|crosse[sd]|grew|grown|risen|rose|climbed"
    r"|mov(?:es|ed)"
    r"|got|been|pushed|by now|equals?|remains?))+ {approx}$",
    "en",
)
"""``The total of approved services is``, ``left the tally at``: a noun of totals governs."""
MADE_OF = compiled(
    r"\b(?:batch|group|round|wave|tranche|lot|instal+ment|approvals?,)(?: of [^.;,\d]{3,60}?)?"
    r"(?:,| is| was| are| were)? (?:[a-z-]+ ){0,3}?(?:of|includ(?:es|ed|ing)|compris(?:es|ed"
    r"|ing)|consist(?:s|ed|ing) of"
    r"|contain(?:s|ed|ing)|number(?:s|ed|ing)|count(?:s|ed)|total(?:s|led)|covers|covered)"
    r" {approx}$|\bthe (?:week|month|fortnight|quarter)'s {approx}$",
    "en",
)
"""``The group is made up of``, ``the batch includes``, ``among the week's``."""
LONG = re.compile(r" (?:entries |names |services )?(?:long|strong)\b")
IT_MAKES = re.compile(
    r"\b(?:makes?|making|made|leaves?|leaving|left) (?:it|them|the \w+) [\w ,-]{0,20}$"
)
"""``The update makes the list 435 entries long``."""
BACK = re.compile(
    r"\b(?:[Ww]ith|[Cc]ounting|[Ii]ncluding|[Aa]fter|[Aa]dd(?:ing)?) (?:the|these|those) (?:latest"
    r" |new )?$"
)
"""``With the seven, 18 are registered``: what is new is meant by it."""
PASSED = compiled(
    r"\b(?:services|models|LLMs|apps|applications|algorithms|filings|registrations|approvals"
    r"|entries|total|tally|number|count|list|register)\b[^.;,\d]{0,50}? (?:pass(?:es|ed)"
    r"|top(?:s|ped)?|exceed(?:s|ed)?|surpass(?:es|ed)?|cross(?:es|ed)?|reach(?:es|ed)?|hits?"
    r"|(?:gone|went|go|goes|got|moved|climbed|risen|rose) (?:past|beyond|above|over|to))"
    r" (?:the )?{approx}$",
    "en",
)
"""``services have passed``."""
OF_TIME = compiled(
    r" in (?:early |late )?(?:{month}|the (?:past|last|first|second|third|fourth|same))\b"
    r"| (?:this|last|that) (?:week|month|quarter|year)\b",
    "en",
)
"""Words of a number by which it is that of a time: ``the number of services approved in May``."""
ON_IT = compiled(r" on (?:it|file|record|the books|(?:the|its|their) {roster})\b", "en")
OLD = re.compile(
    r"\b(?:who|which|that|when (?:it|they|the \w+)|before,? (?:it|they)|earlier,? (?:it|they)"
    r"|previously) "
    r"(?:already )?had (?:been )?(?:already )?(?:\w+ed )?(?:only |just )?$|\bthere (?:had been"
    r"|were) (?:only |just )?$|\b(?:beginning|starting) with (?:a first )?$",
    re.IGNORECASE,
)
"""``when it had 611``, ``who had approved 117``: how many there were before."""
HAD = compiled(r"\bhad (?:only |just )?{approx}$", "en")
THEN_NOW = compiled(
    r"[^.;]{0,80}?\b(?:(?:a|one|two|three|six) (?:years?|months?|weeks?|quarters?) (?:ago|earlier"
    r"|before)|(?:at|in|by) (?:the )?(?:end|start|beginning|middle)? ?(?:of )?(?:{month}|20\d\d"
    r"|last year))\b[^.;]{0,40}\b(?:now|today|at present|currently)\b",
    "en",
)
"""``had 68 a month ago and has 73 now``: how many there were before, and are now."""
HAD_DONE = compiled(r"\bhad (?:already |only |so far )?{act} {approx}$", "en")
BEFORE_THIS = compiled(
    r" before (?!(?:the )?(?:end|start|close) |{month}|\d|20\d\d|last|this|mid)", "en"
)
"""``had registered 29 applications before Haida's``."""
BEFOREHAND = re.compile(
    r"[^.;,]{0,40}? ?\bhad (?:been )?\w+(?: \w+){0,2} (?:before|previously|earlier|until then)\b"
)
"""``Thirty had been registered before``."""
THEN = re.compile(
    r"[^.;,]{0,40}?\b(?:before|earlier|previously|a year ago|until then|at the time)\b"
)
HOLDER = compiled(
    r"(?:^|[^\w-])(?:registers?|registry|lists?|roster|records?|database|tables?|tally|total|count"
    r"|city|province|capital|country|nation|municipality|region|zone|offices?|regulators?"
    r"|administration|authorit(?:y|ies)|CAC|it|there|which|that|channel|{places}|{cities})"
    r"(?:'s [\w ]{1,30})?(?: \([^()]{1,20}\))?(?:,? (?:of|in|for|on|opened|set up)"
    r" [^.;,\d]{1,40},?)?,?"
    r" (?:now |already |also |thus |currently |then )*(?:has|have|had|now lists|counts?|counted"
    r"|holds?|held|boasts?|hosts?|stands? at|stood at|numbers?|totals?|runs? to|contains?|covers?"
    r"|names?|are|were) (?:now |already |got )*{approx}$",
    "en",
)
"""``The city had``: a register or a place holds so many, and no firm."""
BROUGHT = compiled(
    r"\b(?:(?:brings?|bringing|brought|tak(?:es?|ing)|took|lift(?:s|ed|ing)?|push(?:es|ed|ing))"
    r" (?:[^.;,]{1,60} )?(?:to|past|above|beyond)|(?:puts?|putting|leaves?|leaving|left)"
    r" (?:[^.;,]{0,30} )?(?:filings|registrations|approvals|total|tally|number|count|list|register)"
    r" (?:[^.;,]{0,40} )?at) {approx}$",
    "en",
)
"""``That puts filings at``."""
BY_TO = compiled(r" to {approx}{numeral}", "en")
"""Behind a number by which a list grew: ``by 19 to 365``."""
SINCE_ISSUE = re.compile(
    r"[^.;,]{0,40} since (?:the|its|their|that) (?:[\w-]+ ){0,2}?(?:update|list|batch|notice"
    r"|announcement"
    r"|publication|release|round|bulletin|report|statement)\b"
)
"""``four since its notice of April 8``: what is new since then."""
THERE_ARE = compiled(r"\bthere (?:are|were) (?:now |currently |already )?{approx}$", "en")
IN_PLACE = re.compile(
    r"(?: such (?:services|apps|models))? in (?:the|this) (?:province|city|region|municipality"
    r"|capital"
    r"|country)\b(?! (?:this|last|in) )"
)
"""``There are 17 in the province``."""
IN_BATCH = re.compile(
    r" (?:in|of|on|from) (?:the|this|that|the same|the latest|the new) (?:batch|round|group|wave)\b"
)
"""``eleven of the 15 services in the batch``."""
GREW_BY = compiled(
    r"[^.;\d]{0,90}?,? (?:an? (?:increase|rise|gain|jump|addition) of|up by) {approx}{numeral}",
    "en",
)
"""``481 applications, an increase of 46``."""
LISTS = compiled(
    r"\b(?:lists?|has|have|holds?|contains?|counts?|shows?|covers?) (?:now |already )?{approx}$",
    "en",
)
MORE_THAN_THEN = compiled(
    r", (?:{approx}){numeral}[\w,-]* (?:more|up) (?:than|on|from) (?:in|at|on|last|an?|one|two"
    r"|three|{month})\b",
    "en",
)
"""``It lists 301 applications, 24 more than in the notice before``."""
OF_ONE_ISSUE = re.compile(r"\b(?:batch|group|round|wave|lot|\d(?:st|nd|rd|th)|[a-z]+th)\b")
SIDE_TABLE = re.compile(
    r"\b(?:(?:second|other) (?:[\w-]+ ){0,2}?(?:table|register|roster)|(?:separate|parallel|sister)"
    r" (?:[\w-]+ ){0,2}?(?:list|table|register|roster))\b"
)
"""What is kept of another kind of service beside the main list."""
UP_FROM = re.compile(r",? (?:up|down) from \d|,? compared (?:with|to) \d")
"""Behind a number that stands where another stood."""
PUT_AT = compiled(
    r"\b(?:puts?|estimat(?:es|ed)|reckon(?:s|ed)|calculat(?:es|ed)|count(?:s|ed)) (?:the|their)"
    r" (?:(?:[\w-]+ )?(?:total|tally)|number of (?:[\w-]+ ){0,3}?(?:approved|cleared|filed"
    r"|registered|licen[cs]ed) [^.;,\d]{3,40}?)(?: of [^.;,\d]{3,40}?)?(?: so far| to date)? at"
    r" {approx}$",
    "en",
)
"""``estimated the number of approved models at``."""
NEW_ONES = compiled(
    r"\b(?:new|additional|fresh|newly (?:filed|registered|approved)) (?:filings|registrations"
    r"|approvals|additions|entries|services|apps|models)\b[^.;,\d]{0,30}(?:,? which|,? that)?"
    r" (?:stood at|were|reached|totall?ed|numbered|came to|amounted to) {approx}$",
    "en",
)
"""``new filings, which stood at``."""
RANKED = compiled(
    r"\b(?:ranks?|ranked|ranking|comes?|came|lies|placed|stands?|is|was) (?:now )?(?:first|second"
    r"|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+th|\d+(?:st|nd|rd"
    r"|th))\b[^.;,\d]{0,50}"
    r" (?:with|at|on|having) {approx}$",
    "en",
)
"""``ranks fifth in the country with``."""
LENGTH = re.compile(r"\b(?:list|register|roster)\b[^.;,\d]{0,90} (?:is|was|has grown to|runs to) $")
AT_NOW = compiled(
    r"\b(?:list|register|registry|roster|database)\b[^.;\d]{0,70}? (?:is|are|was|were|stands?"
    r"|stood) (?:now |currently |already )?at {approx}$",
    "en",
)
"""``The list, updated on Monday, is now at``."""
FULL = compiled(
    r"\b(?:full|complete|entire|whole|consolidated) (?:[\w-]+ ){0,3}?(?:list|register|roster)\b",
    "en",
)
"""Words of a list that holds all there is, be it ever so short."""
FIRST_OF_OFFICE = compiled(
    r"\b(?:its|their|the (?:city|province|region|municipality)'s) (?:first|own)"
    r" (?:[\w-]+ ){0,3}(?:list|register|roster|table)\b|\b(?:list|register|roster|table)\b"
    r"[^.;]{0,80}\bpublished"
    r" for the first time\b|\b(?:(?:a|the|its) (?:list|register|roster|table)) of"
    r" (?:the |all (?:the )?)?(?:(?!new|latest|fresh|further|addition)[\w-]+ ){1,5}?"
    r"(?:(?:that|which) )?(?:have |had )?"
    r"(?:completed (?:filing|registration)|passed filing|{act}) (?:there|so far"
    r"|in the (?:province|city|municipality|region|capital))(?=[.,;]| so far| on)"
    r"|\bfor the first time (?:published|released|made public|issued)\b",
    "en",
)
LIST_OF = compiled(
    r"\b(?:list|register|roster|table) (?:of|with) (?:all )?(?:the )?{approx}$"
    r"|\b(?:brings?|brought|puts?) together {approx}$",
    "en",
)
ON_DEVICE = re.compile(r"\bon-device\b", re.IGNORECASE)
LABEL = compiled(
    r"\b(?:total|cumulative|cumulatively|overall|to date|so far)(?: [a-z-]+){0,3}: ?{approx}$"
    r"|\b(?:register|registry|list|roster|tally)\b[^.;,\d]{0,40} (?:ended|closed|finished|began"
    r"|entered)"
    r" [\w ]{2,20} (?:with|at) {approx}$",
    "en",
)
"""``Total filings:``, ``the register ended March with``."""


def framed(form: Form, number: Number, end: int, clause: Clause) -> int:
    """1 for a total, -1 for what is new, 0 where no such words stand before a count."""
    text, start = form.text, number.start
    low = max(clause.start, start - REACH)
    head, tail = text[low:start], text[end : end + REACH]
    if total := TOTAL.search(head):
        timed = OF_TIME.search(total.group())
        return -1 if timed and "since" not in total.group() else 1
    if verdict := by_what_follows(text[number.end : end + REACH], text[end : end + REACH]):
        return verdict
    if by_where(head, tail, number.value):
        return 1
    if PERIOD_ADDED.search(head):
        return -1
    if HOLDS.search(head) and on_a_day(head, text[number.end : end + REACH]):
        return 0 if ISSUE.search(head) else 1
    if THERE_ARE.search(head) and IN_PLACE.match(tail):
        return 1
    if IN_BATCH.match(tail):
        return -1
    if NEW_ONES.search(head):
        return -1
    if any(frame.search(head) for frame in (GROWN_TO, PASSED, LABEL, BROUGHT, RANKED, AT_NOW)):
        return 1
    if SINCE_ISSUE.match(tail) or (head.endswith(" by ") and BY_TO.match(tail)):
        return -1
    if LONG.match(tail) and (IT_MAKES.search(head) or NOW.search(head)):
        return 1
    if LENGTH.search(head) and number.value >= MANY and LONG.match(tail):
        return 1
    if EXTENDED.search(head):
        return -1
    if JOINED.search(head) and number.value >= MANY:
        return 1
    if MADE_OF.search(head) and not NOW.search(head):
        return -1
    holds = HOLDS.search(head)
    wide = max(0, low - BEFORE)
    if holds and number.value >= MANY and WHOLE.search(text, wide, start):
        return 1
    grown = LISTS.search(head) and MORE_THAN_THEN.match(tail) and not OF_ONE_ISSUE.search(head)
    if grown and number.value >= MANY:
        return 1
    if GREW_BY.match(tail) or (
        holds and number.value >= MANY and SIDE_TABLE.search(text, clause.sentence.start, start)
    ):
        return 1
    listed = holds or LIST_OF.search(head)
    if listed and FULL.search(text, wide, start):
        return 1
    first = FIRST_OF_OFFICE.search(text, wide, min(len(text), end + REACH))
    if first and listed and not ON_DEVICE.search(text, wide, end):
        return 1
    if holds and UP_FROM.match(tail):
        return 1
    if holds and not NOW.search(head) and ISSUE.search(head):
        return -1
    if BACK.search(head):
        return -1
    now = holds and NOW.search(head) and ON_IT.match(tail)
    return 1 if now and held(form, number, clause) else 0


def counted_by_others(form: Form, number: Number, clause: Clause) -> bool:
    """Does a paper give the total, where the office does not: ``put the total at over 100``?"""
    head = form.text[max(clause.sentence.start, number.start - REACH) : number.start]
    return PUT_AT.search(head) is not None


def held(form: Form, number: Number, clause: Clause) -> bool:
    """Does a register or a place hold so many: ``the city had``?"""
    head = form.text[max(clause.start, number.start - REACH) : number.start]
    return HOLDER.search(head) is not None


def of_before(form: Form, number: Number, end: int, clause: Clause) -> bool:
    """Is it how many there were before: ``when it had 611``, ``there were 30 before``?"""
    head = form.text[max(clause.start, number.start - REACH) : number.start]
    if BEFOREHAND.match(form.text, end):
        return True
    if HAD_DONE.search(head) and BEFORE_THIS.match(form.text, end):
        return True
    if HAD.search(head) and THEN_NOW.match(form.text, end):
        return True
    if not OLD.search(head):
        return False
    return not head.lower().endswith(("there were ", "there had been ")) or bool(
        THEN.match(form.text, end)
    )


REACH = 160
"""Characters before a number that may govern it."""
