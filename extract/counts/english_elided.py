"""Words around an English number by which it counts what is not named, and which go together."""

import re
from dataclasses import dataclass

from extract.counts.english_held import (
    AT_SO_MANY,
    GIVES,
    PERIOD_ADDED,
    REGISTER_HOLDS,
    TAKES_PAST,
    THEN_RANKS,
)
from extract.counts.frames import BY_TO, LONG, PASSED, TOTAL
from extract.extraction import Counted
from extract.matching.word_lists import compiled

QUALIFIED = (
    r"(?:as many as |more than |over |nearly |almost |about |around |roughly |some |at least |just"
    r" |exactly )?$"
)
BARE_TOTAL = re.compile(
    r"\b(?:total|tally|number|count|figure|batch|group|round|list|wave|register|registry|roster"
    r"|record|rolls?|books|catalogu?e)\b[^.;,]{0,60}?(?:, (?:which|that) [^.;,\d]{1,50}, )?"
    r"(?:\bto|\bof|,? (?:at|with)|\bat|reached|\bis|\bwas|\bhit|\bcounts|\bholds|\bhas"
    r"|\bpasse[sd]|\btops|:)?\s*" + QUALIFIED,
    re.IGNORECASE,
)
HOLDS = re.compile(
    r"\b(?:now |already )?(?:has|have|had|there (?:are|were)|count(?:s|ed)?|holds?|lists?"
    r"|(?:stands?|stood) at|number(?:s|ed)?|totals?|runs? to|comes? to|produced|processed|approved"
    r"|cleared"
    r"|registered|filed|logs?|logged|shows?|showed"
    r"|(?:let|waved|put) through|admitted|licen[cs]ed|authori[sz]ed)"
    r" (?:now |already |a total of )?" + QUALIFIED,
    re.IGNORECASE,
)
IN_ALL = re.compile(
    r"(?:,| of them| of those)? (?:in (?:all|total|number)|altogether|so far|to date"
    r"|(?:total|overall|cumulatively|cumulative|all told)(?=[)\];,.]|$| as of\b))\b",
    re.IGNORECASE,
)
ENDS = re.compile(
    r"\s*(?:[.,;:)]|$|\n)| (?:now|today|at present"
    r"|a (?:year|month|week|quarter) (?:ago|earlier))\b"
    r"|,? of (?:them|those|these)\b(?! (?:are|were|have|is))"
)
REACH = 200
"""Characters before a number in which its noun is sought."""
PART_NEW, PLUS_NEW = "en.count.part_new", "en.count.plus"
PART_LATE, PART = "en.count.part_late", "en.count.part"
ONE_OF = re.compile(
    r"\b(?:one of|among) (?:just |only |the )?(?:about |around |some |nearly |almost |over"
    r" |more than )?$",
    re.IGNORECASE,
)
FILED_THUS = re.compile(
    r" (?:(?:that|which) (?:[\w'-]+ ){1,6}?)?"
    r"(?:approved|cleared|filed|registered|added|recorded|listed|announced|named|published"
    r"|accepted|admitted|granted|issued|passed|handed out|given out|let through)\b"
    r"| (?:in|on) (?:the|its|this|that|[A-Z]\w+'s) (?:[\w-]+ ){0,3}?(?:list|batch|round|group)\b",
    re.IGNORECASE,
)
"""``its model is one of five that the office approved``."""
ON_LIST = re.compile(
    r"(?: (?:are|were))?(?: (?:now|already|currently))? on (?:it|file|record|its books"
    r"|the books|(?:the|its|their|that|this)"
    r"(?: [\w']+){0,2} (?:list|register|registry|roster|rolls|books))\b",
    re.IGNORECASE,
)
"""``44 are now on the register``."""
GROWN = (
    r"(?:gr[eo]w(?:s|n|ing)?|increas(?:es?|ed|ing)|ris(?:es?|en|ing)|rose|climb(?:s|ed|ing)?"
    r"|expand(?:s|ed|ing)?|swell(?:s|ed|ing)?|swollen|lengthen(?:s|ed|ing)?|widen(?:s|ed|ing)?"
    r"|jump(?:s|ed|ing)?|(?:go(?:es|ing)?|went|mov(?:es?|ed|ing)) up|doubl(?:es?|ed|ing)"
    r"|tripl(?:es?|ed|ing)|quadrupl(?:es?|ed|ing))"
)
SHARE = (
    r"(?:(?:more than|over|nearly|almost|about|some|around|roughly|just under|just over) )?"
    r"(?:an? (?:tenth|sixth|fifth|quarter|third|half)|(?:two|three) (?:fifths|quarters|thirds)"
    r"|half|sharply|steadily|slightly|further|again|[\d.]+ ?(?:%|per ?cent))"
)
"""By how much something grows, with no number of its own: ``rose more than a fifth to``."""
GROWTH = re.compile(
    rf"\b(?:(?:{GROWN}|up) by|{GROWN} (?:by [\d,]+ [^.;]{{0,60}}?|(?:by )?{SHARE} )?(?:to|past)"
    rf"|reach(?:es|ed|ing)?"
    r"|add(?:s|ed|ing)?(?: another| a further)?|(?:brings?|bringing|brought|tak(?:es?|ing)|took"
    r"|lift(?:s|ing|ed)?|push(?:es|ing|ed)?|rais(?:es?|ing|ed)|carr(?:ies|ied|ying))\b"
    r"[^.;]{0,140}? to)\s" + QUALIFIED,
    re.IGNORECASE,
)
ALL_TOLD = re.compile(
    r"\b(?:put|puts|putting) (?=[^.;]{0,40}\b(?:services|models|applications|apps|filings"
    r"|registrations|total|tally|count)\b)[^.;]{0,120}? at " + QUALIFIED + "|"
    r"\b(?:for|giving|making|to) an? (?:new |grand |running |cumulative |combined )*?"
    r"(?:overall|total|tally|sum|cumulative)(?: (?:total|tally|number))?(?: of)? "
    + QUALIFIED
    + r"|\b(?:altogether|all told|in (?:all|total|sum)),? there (?:are|were) (?:now )?"
    + QUALIFIED,
    re.IGNORECASE,
)
"""``27 were registered, for an overall 263``."""
ADDED_AFTER = re.compile(
    r" (?:(?:more|fewer) than (?=last (?:week|month|quarter|year)|in [A-Z]|\w+ (?:months?|weeks?"
    r"|years?) (?:earlier|before|ago)"
    r"|(?:at |in |by )?the (?:start|beginning|end|turn|close|middle|previous|last)\b)"
    r"|(?:newly |freshly )?(?:approved|cleared|filed|registered|added|joined)"
    r" (?=(?:since|this|last|during|over|between|in)\b)"
    r"|new(?=[,;).]|$)|(?:latest|newest)(?= (?:include|come|came|are|were|have)\b)"
    r"|more (?:(?:were|was|had been|have been|had|have) )?(?:approved|cleared|filed|registered"
    r"|added|completed|passed|finished|won|got|joined|received|obtained|followed)\b"
    r"|(?:of (?:them|these|those) |that |which )?(?:were|was|had been|have been|are) (?:newly "
    r"|also )?"
    r"(?:added|filed|approved|registered|cleared|new)\b)",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(
    r"\b(?P<noun>models?|LLMs?|services?|algorithms?|products?|applications?|chatbots?|apps?"
    r"|filings|registrations|approvals|clearances|entries|additions|newcomers)\b"
    r"[^.;]{0,110}?(?:exceed\w*|total(?:l?ed|l?ing)?|number(?:s|ed|ing)?|reach\w*|stood at"
    r"|stands at|surpass\w*|topp?\w*|(?:rose|grew|came|climbed|amount(?:s|ed)) to|now|was|were)"
    r" (?:more than |over |some |about |nearly |almost |at least )?$",
    re.IGNORECASE,
)
PLURAL = (
    r"\b(?:models|LLMs|services|algorithms|products|applications|chatbots|apps|entries|filings)"
)
SHARED = re.compile(
    rf"{PLURAL}\b[^.;]{{0,40}}(?:,| and|against|compared with|after) (?:only |just )?$",
    re.IGNORECASE,
)
FIRMS_TOLD = re.compile(
    r"\b(?:number|total|tally|count) of (?:(?!(?:of|by|from|with|for|at|in)\b)[\w-]+ ){0,4}?"
    r"(?:compan(?:y|ies)|firms|developers|enterprises|providers|businesses|institutions"
    r"|organi[sz]ations|institutes)\b[^.;,]{0,80}$",
    re.IGNORECASE,
)
"""``put the number of firms with approvals at 11``."""
AMONG_THEM = re.compile(
    rf"{PLURAL}\b[^.;]{{0,80}}\b(?:among (?:them|these|those)|including),? {QUALIFIED}",
    re.IGNORECASE,
)
LATELY = re.compile(
    r" (?:new\b|newly\b|(?:last|this) (?:week|month|quarter|year)\b|since\b|yesterday\b"
    r"|(?:(?:that|which) )?(?:were |was |had been |have been )?"
    r"(?:added|approved|cleared|filed|registered|got|won|received|passed)\b[^.,;]{0,40}?"
    r"\b(?:last|this|since|during|over|yesterday|today|on [A-Z]\w+day"
    r"|in (?:the (?:past|last|first|second|third|fourth|course)|20\d\d|[A-Z]\w+)))\b"
)
"""``more than 40, among them 14 that got the nod last week``."""
AS_WELL = re.compile(
    rf"{PLURAL}\b(?:(?! and \d)[^.;])* (?:and|with|while|plus) {QUALIFIED}", re.IGNORECASE
)
ACTED = re.compile(
    r" (?:that |which )?(?:(?:had|have) (?:also )?been |(?:were|are) (?:also )?|more |newly )?"
    r"(?:filed|registered|approved|cleared|recorded|logged|licen[cs]ed)\b"
    r"(?! (?:\w+ ){0,2}?(?:users?|accounts?|members?|companies|firms))",
    re.IGNORECASE,
)
"""``868 services had been filed and 530 registered``: what the second number counts."""
BY_DATE = re.compile(r" (?:in|on) (?:[A-Z]|\d|the \d)")
"""``394 algorithms in April and 266 in February``."""
THERE_WERE = re.compile(rf"\bthere (?:were|are) {QUALIFIED}", re.IGNORECASE)
OF_WHICH = re.compile(
    rf"\b(?:of (?:which|them|these|those)|including|among them),? {QUALIFIED}", re.IGNORECASE
)
LATE = re.compile(
    r" (?:(?:(?:were|are|was|is|came|had been|have been) )?(?:new\b|newly\b|added\b|made\b"
    r"|(?:filed|registered|approved|cleared) (?:in|since|during|over|this|last|within)\b)"
    r"|(?:(?:came|were|was|are|arrived|date|stem) )?(?:in|over|during|within|from)"
    r" (?:the|those|these|this|that|20\d\d|last|past"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b(?! (?:city|province|capital))"
    r"|since\b|last (?:week|month|quarter|year)|this (?:week|month|quarter|year)"
    r"|(?:received|got|won|obtained|passed|completed) [^.;,]{0,30}? ?(?:last|this|in|on|during) )"
)
"""``598 were registered, of which 68 in the two months``."""
PLUS = re.compile(r"(?:\(|[ ,;/])\+ ?$")
"""Before what is new: ``868 (+72)``."""
LABELLED = re.compile(rf"{PLURAL}\b[^.;:\n|]{{0,40}}[:|] ?\**{QUALIFIED}", re.IGNORECASE)
"""``Filed services in China: 868``."""
LABEL_ENDS = re.compile(rf"{ENDS.pattern}| \(\+")
DID_SO = re.compile(
    r" (?:of (?:them|these|those) )?(?:(?:did|had done|have done) (?:so|the same)|followed suit)\b"
)
"""``developers register with provincial offices; 27 did so``."""
ACTED_ON = compiled(
    rf"\b(?:{{act}}|files|registers|approves|clears|adds|admits|added|adding|let|nodded|put"
    rf"|accepted|processed|logged|issued|granted|allowed)"
    rf" (?:another |a further |a total of |only |a combined )?{QUALIFIED}",
    "en",
)
AS_OBJECT = re.compile(
    r"(?: more| others?)?(?:\s*(?:[.,;:()\]]|$)| (?:in|on|since|during|over|by|between|this|last"
    r"|so far|yesterday|today|to date|altogether|through|and|while|but|after|compared|against"
    r"|within|at (?:one|a)|with)\b(?! (?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?:days|weeks|months|years|hours)))"
)
"""``after it cleared two on Thursday``, ``has let more than 40 through``."""
AS_SUBJECT = re.compile(
    r"(?:(?:^|[.;] |\n)(?:altogether|in (?:all|total)|overall|so far|to date|all told|together),? "
    r"|^|(?:^|[.;] |\n)(?:In|During|Over|Since|By) [^.;,\d]{2,40} "
    r"|[.;,:(\n] ?\"?(?:and |while |but |of (?:them|these|those|which),? )?"
    r"|\b(?:and|while|that|said|with) )(?:the (?:other|remaining|first|latest|newest) |another |a"
    r" further |all )?" + QUALIFIED,
    re.IGNORECASE,
)
DID = compiled(
    r"(?: more| others?)? (?:having been {act}\b|(?:have|has|had) (?:now |already |also |since "
    r"|so far |by then )*"
    r"(?:been (?:newly |also )?(?:{act}|added)|{act}|completed|finished|gone through|passed"
    r"|obtained"
    r"|received|won|got|secured)|(?:were|are) (?:now |already |also |newly )*(?:{act}|added"
    r"|(?:put |placed )?on (?:file|record|(?:the|its|their) {roster}))|(?:{act})(?=[,.;:)\n]|$|"
    r" (?:and|in|last|this|by|during)\b)|(?:were|are) (?:new|newcomers)(?=[,.;]|$)"
    r"|joining (?:the|its|their|that|this) (?:[\w-]+ ){0,2}{roster}"
    r"|(?:got|received|won|obtained) (?:it|theirs|one|them)(?=[,.;]|$| (?:in|on|last|this))"
    r"|(?:completed"
    r"|obtained|won|got|received|finished|secured|passed|cleared)"
    r" (?:the |their |its |provincial |local |national )*(?:filing|registration|approval|review"
    r"|clearance|procedure|process|nod|green light))\b",
    "en",
)
"""``three were filed and five have completed registration``."""
BY = re.compile(r" by $")
HALF_OF = re.compile(
    r"\b(?:half|thirds?|quarters?|fifths?|most|majority|all but one|rest|some) of (?:the|its"
    r"|those) $",
    re.IGNORECASE,
)
"""``more than half of the 21 approved``."""
ACT_OF = re.compile(
    r"\b(?:approvals?|filings?|registrations?|additions?|clearances?|inclusion) of (?:another )?$",
    re.IGNORECASE,
)
"""``With the approval of nine more on Wednesday``."""
OF_PERIOD = re.compile(
    r"\b(?:(?:the|this|last) (?:week|month|fortnight|quarter|year)|20\d\d)'s $", re.IGNORECASE
)
"""``among the week's 16``."""
OF_ASKED = re.compile(
    r" of (?:the |some |about )?(?:\d|[a-z]+(?:ty|teen)\b|[a-z]+(?:ty|teen)-)[\w,-]*"
)
"""``approved 66 of 98``."""
PUT_AT = re.compile(rf"\bput(?:s|ting)? at {QUALIFIED}", re.IGNORECASE)
NUMBER_OF = re.compile(
    r" the (?:[\w-]+ )?(?:number|total|tally|count) of (?:[\w-]+ ){0,3}?"
    r"(?P<firms>compan(?:y|ies)|firms|developers|enterprises|providers|businesses)?\b"
)
"""``put at 11 the number of firms``."""
MADE = re.compile(
    r"\b(?:(?:that|this|which|it|they|so|and) (?:now |thus )?(?:makes?|gives?)|making|giving) "
    r"(?:it |a total of |for )?" + QUALIFIED,
    re.IGNORECASE,
)
WITH_OLD = re.compile(
    r"(?: in (?:all|total)| altogether)?,? (?:with|counting|including) (?:the|those)\b"
    r"|(?: in (?:all|total)| altogether)?(?=[.;)]|$)"
    r"| since (?:20\d\d|then|[A-Z])"
    r"| in (?:just |only |little )?(?:under|less than|over|more than|about|around) (?:an? |\w+ )"
    r"(?:months?|years?|weeks?)\b"
    r"| for the (?:city|province|region|municipality|capital|country|year)\b"
)
"""``That makes 22 with the 11 cleared in August``."""
IN_PERIOD = re.compile(
    r" (?:in|during|over|between|last|this) (?:the|those|these|that|this|last|[A-Z]|\w+)\b"
)
"""``There were 27 in the two months``."""
FIRMS, OTHER_BATCH = "en.count.firms_told", "en.count.of_batch"
OF_PERIOD_ENDS = re.compile(rf"{ENDS.pattern}| (?:were|was|are|is)\b")
HAD_THEN = re.compile(r"\bhad [^.;]{3,90}(?:,| and|, and|,? but|,? against) $", re.IGNORECASE)
NOW = re.compile(r" (?:now|today|at present)\b")
"""``had only six at the end of 2024, and 17 today``."""
THE_FEW = re.compile(r"(?:^|[.;\n] ?)\"?(?:The|These|Those|All) (?:new |latest )?$")
FOLLOWING = re.compile(r"\b(?:following|after|on top of|in addition to|besides) $")
ON_DAY = compiled(
    r" (?:more |others? )?(?:(?:that |which )?(?:were )?{act} )?(?:on|in|last|earlier|the"
    r" (?:week|month|day) before|a (?:week|month|day) (?:earlier|before))\b"
    r"(?! (?:the |all )?(?:list|register|market|business|service|operation))",
    "en",
)
"""``following two on June 22``: those of another day."""
BRING = re.compile(
    r" (?:(?:new |more )?(?:services|models|apps|applications) )?(?:bring|brought|lift|lifted|take"
    r"|took|push|pushed|raise|raised|carry|carried)\b[^.;]{0,60} to\b"
)
"""``The nine lift the city's total to 301``: what is new."""
DONE, MAKES, GAPPED = "en.count.done", "en.count.makes", "en.count.gapped"
GROWN_BY_TO, BROUGHT = "en.count.growth", "en.count.brought"
PLACED, HALF = "en.count.placed", "en.count.half_of"


@dataclass(frozen=True, slots=True)
class Frame:
    """Words before a number, and behind it, by which it counts something that is not named."""

    rule: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    of: Counted = "services"


FRAMES = (
    Frame(HALF, HALF_OF, ACTED),
    Frame(FIRMS, FIRMS_TOLD, None, "companies"),
    Frame("en.count.among_them", AMONG_THEM, LATELY),
    Frame("en.count.acted", AS_WELL, ACTED),
    Frame("en.count.one_of", ONE_OF, FILED_THUS),
    Frame("en.count.noun_before", NOUN_BEFORE, None),
    Frame(GROWN_BY_TO, GROWTH, None),
    Frame(GROWN_BY_TO, ALL_TOLD, None),
    Frame(GROWN_BY_TO, None, ADDED_AFTER),
    Frame("en.count.held", None, IN_ALL),
    Frame("en.count.held", None, ON_LIST),
    Frame("en.count.held", HOLDS, ENDS),
    Frame(PART_LATE, OF_WHICH, LATE),
    Frame(PLUS_NEW, PLUS, None),
    Frame("en.count.labelled", LABELLED, LABEL_ENDS),
    Frame("en.count.long", BARE_TOTAL, LONG),
    Frame("en.count.acted_on", ACTED_ON, AS_OBJECT),
    Frame("en.count.did_so", None, DID_SO),
    Frame("en.count.there_were", THERE_WERE, IN_PERIOD),
    Frame("en.count.shared", SHARED, BY_DATE),
    Frame("en.count.put_at", PUT_AT, NUMBER_OF),
    Frame(MAKES, MADE, WITH_OLD),
    Frame(GROWN_BY_TO, BY, BY_TO),
    Frame("en.count.act_of", ACT_OF, AS_OBJECT),
    Frame("en.count.total", TOTAL, AS_OBJECT),
    Frame("en.count.total", PASSED, AS_OBJECT),
    Frame("en.count.total", GIVES, AS_OBJECT),
    Frame("en.count.total", TAKES_PAST, AS_OBJECT),
    Frame("en.count.total", REGISTER_HOLDS, AS_OBJECT),
    Frame("en.count.period_added", PERIOD_ADDED, AS_OBJECT),
    Frame("en.count.total", AT_SO_MANY, THEN_RANKS),
    Frame(BROUGHT, THE_FEW, BRING),
    Frame(OTHER_BATCH, FOLLOWING, ON_DAY),
    Frame("en.count.of_period", OF_PERIOD, OF_PERIOD_ENDS),
    Frame("en.count.held", HAD_THEN, NOW),
    Frame("en.count.of_asked", ACTED_ON, OF_ASKED),
    Frame(DONE, AS_SUBJECT, DID),
)
"""In order: the first that fits says what a number counts."""
