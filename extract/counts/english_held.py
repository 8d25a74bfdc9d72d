"""Words behind an English number by which it is a state of some day, or what is new."""

import re

from extract.matching.word_lists import compiled

THEN_HELD = compiled(
    r"(?: (?:(?:filed|registered|approved) )?(?:entries|names|services|models|apps|applications"
    r"|items|algorithms))? (?:on|at) (?:the (?:end|close|turn) of |year-?end|{month} \d"
    r"|\d{1,2} {month}"
    r"|that (?:day|date))",
    "en",
)
"""``held 346 entries on 31 March``: what a register held on a day."""
REGISTER = compiled(r"\b{roster}\b", "en")
THEN_ON_IT = compiled(
    r" (?:were|was|stood) on (?:file|record|(?:the|its|their) {roster}) (?:on|at|by|as of)\b", "en"
)
"""``702 services were on its list on 31 October``."""
THAT_IS_NEW = re.compile(r" (?:that|which) (?:were|was|are|is) new(?:ly)?\b")
"""``includes 124 that were new in July``."""
SINCE_BEGUN = re.compile(
    r" since (?:(?:the|its|their) (?:[\w-]+ ){0,4}?(?:began|begun|started|launched|introduced"
    r"|took effect|(?:launch|introduction|start)\b)|(?:the|its) (?:very )?first (?:list|batch"
    r"|round))"
)
"""``5,672 since the lists began``: all that there are."""
OWN_ONE = compiled(
    r" (?:now |already |currently )*(?:have|had|has|hold|own) (?:an?|their own|at least one)"
    r" (?:[\w-]+ ){0,2}?{act}\b",
    "en",
)
"""``at least 14 brokerages have a registered app``: how many there are by now."""
WHERE = (
    r"(?:it|them|(?:the|this) (?:city|province|region|municipality|capital|country|island)"
    r"|{places}|{cities})"
)
GIVES = compiled(
    rf"\b(?:gives?|giving|gave|leaves?|leaving|left|puts?|putting) {WHERE}"
    r" (?:with |at |on )?(?:a total of )?{approx}$",
    "en",
)
"""``which gives the city 38``."""
TAKES_PAST = compiled(
    r"\b(?:takes?|taking|took|brings?|bringing|brought|lifts?|lifting|lifted|push(?:es|ing|ed)?"
    rf"|carr(?:ies|ying|ied)) {WHERE} (?:to|past|above|beyond|over) (?:a total of )?{{approx}}$",
    "en",
)
"""``taking the province past 30``."""
REGISTER_HOLDS = compiled(
    r"\b(?:(?:national|central|nationwide|country's|China's) (?:[\w-]+ ){0,2}?(?:list|table)"
    r"|(?:register|registry|database|filing list)(?: of [^.;,\d]{3,40})?"
    r"|(?:list|table)(?: of [^.;,\d]{3,40})?(?=,? (?:which |that )?(?:was |has been )?"
    r"(?:last |newly )?updated\b))"
    r"(?:,? (?:which |that )?(?:was |has been )?(?:last |newly )?(?:updated|out|published)"
    r" [^.;,\d]{1,30}(?:\d{1,2}(?:, 20\d\d)?)?)?(?:,| and|, which|, and|, that)?"
    r" (?:which |that )?(?:now |already )?(?:holds|counts|shows|contains|comprises|lists|has"
    r"|numbers|held|counted|showed|contained|comprised|listed|had) (?:now )?{approx}$",
    "en",
)
"""``The list, updated on Thursday, counts``, ``China's register, which comprises``."""
PART_OF_IT = compiled(
    r"(?: filed| registered)? (?:services|models|entries|ones|filings|apps|applications)?"
    r" ?(?:that|which) (?:were|are) new\b|[^.;]{0,30} (?:newly|new|added)\b",
    "en",
)
PERIOD_ADDED = compiled(
    r"(?:^|[.;,] )(?:{month}(?: and {month})?|The (?:month|quarter|summer|spring|autumn|winter)"
    r"|(?:Last|This) (?:month|week|quarter)) (?:alone )?(?:contributed|added|brought|saw|yielded"
    r"|accounted for) {approx}$",
    "en",
)
"""``March and April contributed 72``."""
AT_SO_MANY = compiled(r"(?:^|[.;:] |\n)(?:At|With) {approx}$", "en")
THEN_RANKS = compiled(
    rf"(?: {{act}})?(?: (?:in (?:all|total)|so far|altogether|to its name))?, {WHERE}"
    r" (?:(?:still|now|thus|also|already|currently|again) )*(?:is|was|remains?|ranks?|ranked"
    r"|stands?|stays?|trails?|lags?|leads?|comes?|lies)\b",
    "en",
)
"""``With 61, the province is still behind``: where a place stands."""
ENTRIES_OF = compiled(
    r"\b(?:latest|newest|last|most recent|oldest|earliest|first) (?:entr(?:y|ies|ants)|names?"
    r"|additions?|arrivals?|services?|models?) (?:on|to|in|of) (?:the|a|its|their|China's)"
    r" (?:[\w-]+ ){0,3}?(?:lists?|register|roster|catalogue|directory) (?:of|with) {approx}$"
    r"|\b(?:main|national|general|primary|larger|longer|regular) (?:list|register|roster)"
    r" (?:of|with) {approx}$",
    "en",
)
"""``The newest names on the list of 117``: a list that has grown."""
ONLY_AMONG = compiled(
    r"\b(?:only|sole|lone) [^.;,\d]{3,50} (?:among|of|in) (?:the|all(?: the)?) {approx}$", "en"
)
"""``the only model from Tibet among the 252``."""
YEAR_ENDS = compiled(
    r"\b(?:ends?|ended|clos(?:es?|ed)|finish(?:es|ed)|begins?|began|starts?|started|enters?"
    r"|entered) (?:the |this |last )?(?:year|month|quarter|half|20\d\d|{month})"
    r"(?: [\w ]{1,12})? (?:with|at|on) {approx}$",
    "en",
)
"""``ends the year with 13``."""
MORE_THAN_THEN = compiled(
    r",? {numeral}[\w-]{0,12} (?:more|fewer) than (?:an? (?:year|month|week|quarter)"
    r"|(?:at|in|by) (?:the )?(?:end|start|beginning|close|turn|same point)|last year|in 20\d\d)\b",
    "en",
)
"""``, ten more than at the end of 2024``: behind what there is now."""
PROCEDURES = compiled(
    r"(?:^|[.;] |\n)(?:[A-Za-z]+ ){0,2}(?:[Rr]egistrations|[Ff]ilings)"
    r"(?:, (?!where\b|whose\b)[^.;]{3,80},)?"
    r" (?:c[oa]me to|st[ao]o?nds? at|number(?:ed)?|total(?:l?ed)?|amount(?:ed)? to|reach(?:ed)?"
    r"|(?:are|were) at) {approx}$",
    "en",
)
"""``Registrations, begun in April, came to``."""
OF_TIME = compiled(
    r" (?:in|during|over|for) (?:early |late )?(?:{month}|the|this|that|those|20\d\d)\b"
    r"| (?:this|last|that) (?:week|month|quarter|year)\b",
    "en",
)
MANY = 50
"""Services from which a list of which one is told has all there are."""


def by_where(head: str, tail: str, value: int) -> bool:
    """Do the words around a number say how many a place, a list or a procedure has?"""
    if (
        GIVES.search(head)
        or TAKES_PAST.search(head)
        or ENTRIES_OF.search(head)
        or YEAR_ENDS.search(head)
    ):
        return True
    if AT_SO_MANY.search(head) and THEN_RANKS.match(tail):
        return True
    if MORE_THAN_THEN.match(tail):
        return True
    if OF_TIME.match(tail):
        return False
    if REGISTER_HOLDS.search(head) and not PART_OF_IT.match(tail):
        return value >= MANY or "list of" not in head
    only = value >= MANY and ONLY_AMONG.search(head) is not None
    return only or PROCEDURES.search(head) is not None


def by_what_follows(behind: str, tail: str) -> int:
    """1 for a total, -1 for what is new, 0 where nothing behind a number says so.

    ``behind`` follows the number itself, ``tail`` its noun.
    """
    if THAT_IS_NEW.match(behind):
        return -1
    told = SINCE_BEGUN.match(behind) or OWN_ONE.match(tail) or THEN_ON_IT.match(tail)
    return 1 if told else 0


def on_a_day(head: str, behind: str) -> bool:
    """Does a register or list before a number hold so many on a day?"""
    return THEN_HELD.match(behind) is not None and REGISTER.search(head) is not None
