"""An English number with no noun behind it to what it counts: that stands before or is left out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.clauses import Clause
from extract.counting import Noun
from extract.extraction import Counted
from extract.form import Form
from extract.numbers import Number
from extract.rules import Match
from extract.windows import within
from extract.word_lists import compiled

QUALIFIED = (
    r"(?:as many as |more than |over |nearly |almost |about |some |at least |just |exactly )?$"
)
BARE_TOTAL = re.compile(
    r"\b(?:total|tally|number|count|figure|batch|group|round|list|wave|register|registry|roster"
    r"|record|rolls?|books|catalogu?e)\b[^.;,]{0,60}?"
    r"(?:\bto|\bof|,? (?:at|with)|\bat|reached|\bis|\bwas|\bhit|\bcounts|\bholds|\bhas"
    r"|\bpasse[sd]|\btops|:)?\s*" + QUALIFIED,
    re.IGNORECASE,
)
HOLDS = re.compile(
    r"\b(?:now |already )?(?:has|have|had|there (?:are|were)|count(?:s|ed)?|holds?|lists?"
    r"|(?:stands?|stood) at|numbers?|totals?|runs? to|comes? to|produced|processed|approved|cleared"
    r"|registered|filed|logs?|logged|shows?|showed"
    r"|(?:let|waved|put) through|admitted|licen[cs]ed|authori[sz]ed)"
    r" (?:now |already |a total of )?" + QUALIFIED,
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(?:batch|list|round|group|wave|register|record) (?:no\. ?|number |#)?$", re.IGNORECASE
)
"""Before the number of a batch: ``Deep synthesis, batch 18``."""
IN_ALL = re.compile(
    r"(?:,| of them| of those)? (?:in (?:all|total|number)|altogether|so far|to date"
    r"|(?:total|overall|cumulatively|cumulative|all told)(?=[)\];,.]|$| as of\b))\b",
    re.IGNORECASE,
)
ENDS = re.compile(r"\s*(?:[.,;:)]|$|\n)|,? of (?:them|those|these)\b(?! (?:are|were|have|is))")
REACH = 200
"""Characters before a number in which its noun is sought."""
PART_NEW, PLUS_NEW = "en.count.part_new", "en.count.plus"
PART_LATE = "en.count.part_late"
ONE_OF = re.compile(
    r"\b(?:model|service|app|assistant|application|chatbot|product|algorithm|agent)"
    r" (?:is|was) (?:also |now )?one of (?:just |only )?$",
    re.IGNORECASE,
)
FILED_THUS = re.compile(
    r" (?:(?:that|which) (?:[\w'-]+ ){1,6}?)?"
    r"(?:approved|cleared|filed|registered|added|recorded|listed)\b",
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
    r"|jump(?:s|ed|ing)?)"
)
GROWTH = re.compile(
    rf"\b(?:(?:{GROWN}|up) by|{GROWN} (?:by [\d,]+ [^.;]{{0,60}}?)?(?:to|past)|reach(?:es|ed|ing)?"
    r"|add(?:s|ed|ing)?(?: another| a further)?|(?:brings?|bringing|brought|tak(?:es?|ing)|took"
    r"|lift(?:s|ing|ed)?|push(?:es|ing|ed)?|rais(?:es?|ing|ed)|carr(?:ies|ied|ying))\b"
    r"[^.;]{0,140}? to)\s" + QUALIFIED,
    re.IGNORECASE,
)
ALL_TOLD = re.compile(
    r"\b(?:put|puts|putting) (?=[^.;]{0,40}\b(?:services|models|applications|apps|filings"
    r"|registrations|total|tally|count)\b)[^.;]{0,120}? at " + QUALIFIED + "|"
    r"\b(?:for|giving|making|to) an? (?:new |grand |running |cumulative |combined )*?"
    r"(?:overall|total|tally|sum|cumulative)(?: (?:total|tally|number))?(?: of)? " + QUALIFIED,
    re.IGNORECASE,
)
"""``27 were registered, for an overall 263``."""
ADDED_AFTER = re.compile(
    r" (?:(?:more|fewer) than (?=in [A-Z]|\w+ (?:months?|weeks?|years?) (?:earlier|before|ago)"
    r"|(?:at |in |by )?the (?:start|beginning|end|turn|close|middle|previous|last)\b)"
    r"|(?:newly |freshly )?(?:approved|cleared|filed|registered|added|joined)"
    r" (?=(?:since|this|last|during|over|between|in)\b)"
    r"|new(?=[,;).]|$)"
    r"|more (?:(?:were|was|had been|have been|had|have) )?(?:approved|cleared|filed|registered"
    r"|added|completed|passed|finished|won|got|joined|received|obtained|followed)\b"
    r"|(?:of (?:them|these|those) )?(?:were|was|had been|have been|are) (?:newly |also )?"
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
    r"|(?:in|over|during|within) (?:the|those|these|this|that|20\d\d|last|past"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\b(?! (?:city|province|capital))"
    r"|since\b|last (?:week|month|quarter|year)|this (?:week|month|quarter|year))"
)
"""``598 were registered, of which 68 in the two months``."""
PLUS = re.compile(r"(?:\(|[ ,;/])\+ ?$")
"""Before what is new: ``868 (+72)``."""
LABELLED = re.compile(rf"{PLURAL}\b[^.;:\n|]{{0,40}}[:|] ?\**{QUALIFIED}", re.IGNORECASE)
"""``Filed services in China: 868``."""
LABEL_ENDS = re.compile(rf"{ENDS.pattern}| \(\+")
LONG = re.compile(r" (?:entries |names |services )?(?:long|strong)\b")
DID_SO = re.compile(
    r" (?:of (?:them|these|those) )?(?:(?:did|had done|have done) (?:so|the same)|followed suit)\b"
)
"""``developers register with provincial offices; 27 did so``."""
ACTED_ON = compiled(
    rf"\b(?:{{act}}|added|adding|let|nodded|put|accepted|processed|logged|issued|granted|allowed)"
    rf" (?:another |a further |a total of |only |a combined )?{QUALIFIED}",
    "en",
)
AS_OBJECT = re.compile(
    r"(?: more| others?)?(?:\s*(?:[.,;:)\]]|$)| (?:in|on|since|during|over|by|between|this|last|so far"
    r"|yesterday|today|to date|altogether|through|and|while|but|after|compared|against|within"
    r"|at (?:one|a)|with)\b(?! (?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten) (?:days|weeks"
    r"|months|years|hours)))"
)
"""``after it cleared two on Thursday``, ``has let more than 40 through``."""
AS_SUBJECT = re.compile(
    r"(?:^|[.;,:(\n] ?\"?(?:and |while |but |of (?:them|these|those|which),? )?"
    r"|\b(?:and|while|that|said) )(?:the (?:other|remaining) |another |a further |all )?"
    + QUALIFIED,
    re.IGNORECASE,
)
DID = compiled(
    r"(?: more| others?)? (?:(?:have|has|had) (?:now |already |also |since |so far |by then )*"
    r"(?:been (?:newly |also )?(?:{act}|added)|{act}|completed|finished|gone through|passed|obtained"
    r"|received|won|got|secured)|(?:were|are) (?:now |already |also |newly )*(?:{act}|added"
    r"|on (?:file|record))|(?:completed|obtained|won|got|received|finished|secured|passed|cleared)"
    r" (?:the |their |its |provincial |local |national )*(?:filing|registration|approval|review"
    r"|clearance|procedure|process|nod|green light))\b",
    "en",
)
"""``three were filed and five have completed registration``."""
PUT_AT = re.compile(rf"\bput(?:s|ting)? at {QUALIFIED}", re.IGNORECASE)
NUMBER_OF = re.compile(
    r" the (?:[\w-]+ )?(?:number|total|tally|count) of (?:[\w-]+ ){0,3}?"
    r"(?P<firms>compan(?:y|ies)|firms|developers|enterprises|providers|businesses)?\b"
)
"""``put at 11 the number of firms``."""
MADE = re.compile(
    r"\b(?:that|this|which|it|they|so|and) (?:now |thus )?(?:makes?|gives?) "
    r"(?:it |a total of |for )?" + QUALIFIED,
    re.IGNORECASE,
)
WITH_OLD = re.compile(
    r"(?: in (?:all|total)| altogether)?,? (?:with|counting|including) (?:the|those)\b"
)
"""``That makes 22 with the 11 cleared in August``."""
BARE = re.compile(
    r"\s*(?:[.,;:)\]]|$|(?:from|on|in|by|since|this|last|and|or|at|as|so|were|was|are|is|had|have"
    r"|has|during|over|between|yesterday|today|after|while|when|compared|more|new|newly|joined"
    r"|altogether|through|followed|{weekday})\b)".replace(
        "{weekday}", "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    )
)
"""What follows a number that has no noun of its own."""
STRONG = 4
"""Weight of a cue that says by itself that the number beside it counts what is told of."""
MOST = 100_000
"""Services and firms that no register has more of."""
IN_PERIOD = re.compile(
    r" (?:in|during|over|between|last|this) (?:the|those|these|that|this|last|[A-Z]|\w+)\b"
)
"""``There were 27 in the two months``."""
NEXT_WORD = re.compile(r"\s*(?P<w>%|\w+\b)?")
NO_NOUN = re.compile(
    r"\s+(?:by|and|in|on|up|as|from|so|since|at|that|which|includ(?:es?|ed)|covers?|is|was|are|were"
    r"|has|had|comes?|came|contains?|brings?|brought|takes?|took|lifts?|lifted|makes?)\b"
)
FIRMS, OTHER_BATCH = "en.count.firms_told", "en.count.of_batch"
DONE, MAKES = "en.count.done", "en.count.makes"


@dataclass(frozen=True, slots=True)
class Frame:
    """Words before a number, and behind it, by which it counts something that is not named."""

    rule: str
    before: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    of: Counted = "services"


FRAMES = (
    Frame(FIRMS, FIRMS_TOLD, None, "companies"),
    Frame("en.count.among_them", AMONG_THEM, LATELY),
    Frame("en.count.acted", AS_WELL, ACTED),
    Frame("en.count.one_of", ONE_OF, FILED_THUS),
    Frame("en.count.noun_before", NOUN_BEFORE, None),
    Frame("en.count.growth", GROWTH, None),
    Frame("en.count.growth", ALL_TOLD, None),
    Frame("en.count.growth", None, ADDED_AFTER),
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
    Frame(DONE, AS_SUBJECT, DID),
)
"""In order: the first that fits says what a number counts."""


def no_noun(text: str, number: Number, clause: Clause) -> Noun | None:
    """English numbers whose noun stands before them or is left out."""
    start = max(clause.sentence.start, number.start - REACH)
    head, end = text[start : number.start], number.outer_end
    if number.value > MOST:
        return None
    for frame in FRAMES:
        behind = frame.behind.match(text, end) if frame.behind else None
        if (behind or not frame.behind) and (not frame.before or frame.before.search(head)):
            firms = behind and frame.behind is NUMBER_OF and behind["firms"]
            stop = behind.end() if behind and frame.behind is ACTED else end
            return Noun("companies" if firms else frame.of, stop, frame.rule)
    if not BARE_TOTAL.search(head) or NUMBERED.search(head):
        return None
    word = NEXT_WORD.match(text, number.end)
    alone = number.value > 1 and not (word and (word["w"] or "").isalpha())
    if alone or NO_NOUN.match(text, number.end):
        return Noun("services", end, "en.count.bare_total")
    return None


def cued_noun(form: Form, number: Number, clause: Clause, matches: Sequence[Match]) -> Noun | None:
    """An English number that a strong cue of growth or of a total stands beside: ``up 48 from``.

    It counts the services that its sentence speaks of.
    """
    if form.language != "en" or number.value > MOST or not BARE.match(form.text, number.outer_end):
        return None
    near = within(matches, clause.sentence.start, clause.sentence.end)
    edges = (number.outer_start - 1, number.outer_start)
    cued = any(
        m.weight >= STRONG
        and m.label in ("NEW", "CUMULATIVE")
        and (m.end in edges or m.start == number.start)
        for m in near
    )
    first = not form.text[clause.sentence.start : number.outer_start].strip("\"'(")
    told = (
        first or clause.carried or any(m.label == "COUNTED" and m.value == "services" for m in near)
    )
    return Noun("services", number.outer_end, "en.count.cued") if cued and told else None


def held(text: str, number: Number, clause: Clause) -> bool:
    """Is it all that a register or place holds: ``the province now has 49``?"""
    start = max(clause.sentence.start, number.outer_start - REACH)
    head = text[start : number.outer_start]
    return bool(ENDS.match(text, number.outer_end) and HOLDS.search(head))
