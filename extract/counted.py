"""A number in its text to the noun it counts: services, companies or something else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import cast

from extract.clauses import Clause
from extract.extraction import Counted
from extract.form import Form
from extract.numbers import Number
from extract.rules import Match
from extract.windows import within

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
COMPOUND = re.compile(
    r"-(?!(?:model|service|product|app|application|algorithm)s?\b|(?:odd|plus|strong)\b)[a-z]"
)
ASKED = re.compile(
    r"\b(?:forwarded|received|reviewed|handled|rejected|processed|returned|submitted|got)"
    r" (?:more than |over |some |about |nearly )?\Z"
)
"""Before a number of applications that were asked for: ``the office forwarded 19 applications``."""
REACH = 200
"""Characters before a number in which its noun is sought."""
PART_NEW, PLUS_NEW = "en.count.part_new", "en.count.plus"
PART_LATE = "en.count.part_late"
WITH_NOUN_BEFORE = "en.count.apposed"
PART_APPROVED = re.compile(
    r"\s+of (?:the|its|these|those|them|which)(?: \w+){0,3}? (?:(?:are|were|was|have been|has been)"
    r" (?:now |also |newly |officially |formally |already |both |all )*"
    r"(?:approved|cleared|filed|registered|licen[cs]ed|added|entered|new|on file)\b"
    r"|since\b|(?:(?:in|during|over) )?(?:this|last|that|the same) (?:week|month|quarter|year)"
    r"|(?:in|during) (?:20\d\d|[A-Z][a-z]+|the (?:past|last|first|second|third|fourth)))\b",
    re.IGNORECASE,
)
"""``nine of them since July``: the part that is new."""
PART_ADDED = re.compile(
    r"\b(?:year|quarter|month|week|half|20\d\d|(?-i:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)) (?:alone )?"
    r"(?:brought|added|saw|contributed|yielded|account(?:s|ed) for|made up) "
    r"(?:[\w, ]{1,24} of the \w+ and )?" + QUALIFIED,
    re.IGNORECASE,
)
"""``the year alone added 210 of them``, ``July accounted for 99 of the filings``."""
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
    rf"\b(?:(?:{GROWN}|up) by|{GROWN} (?:by [\d,]+ )?(?:to|past)|reach(?:es|ed|ing)?"
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
BETWEEN = re.compile(
    r"[\s*_]*-?\s*(?:(?!(?:in|on|by|with|to|for|that|which|have|has|had|were|was|are|is|from|as|at|or"
    r"|than|after|before|when|if|of|said|per|the|a|an|may|can|could|will|would|should|must|who|they"
    r"|it|not|ask|do|does|this|next|last|past|call|calls|use|uses|rely)(?![\w-]))[\w'/()\".-]+\s+){0,9}",
    re.IGNORECASE,
)
PLURAL = (
    r"\b(?:models|LLMs|services|algorithms|products|applications|chatbots|apps|entries|filings)"
)
APPOSED = re.compile(rf"{PLURAL}, {QUALIFIED}", re.IGNORECASE)
OF_THEM = re.compile(r" of (?:them|these)(?=,| in (?:all|total))")
"""``new algorithms, 487 of them, have been``."""
LISTED_THUS = re.compile(rf"{PLURAL}(?:: | - | ?[(\u2013\u2014] ?){QUALIFIED}", re.IGNORECASE)
ALL_OF_THEM = re.compile(r" of (?:them|these|those)\b")
"""``the 16th list of algorithms: 779 of them``."""
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
OF_BATCH = re.compile(
    r" (?:of|in|on|from) (?:the|its|that|this) (?:(?:previous|earlier|preceding|last|prior|latest)"
    r"|[a-z]{3,9}(?:st|nd|rd|th)|first|second|third|\d{1,2}(?:st|nd|rd|th))"
    r" (?:batch|one|list|round|group|edition|instal+ment)\b",
    re.IGNORECASE,
)
"""``twice the 129 of the third one``."""
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
LONG = re.compile(r" (?:entries |names |services )?(?:long|strong)\b")
DID_SO = re.compile(
    r" (?:of (?:them|these|those) )?(?:(?:did|had done|have done) (?:so|the same)|followed suit)\b"
)
"""``developers register with provincial offices; 27 did so``."""
ACTED_ON = re.compile(
    rf"\b(?:approved|cleared|filed|registered|added|admitted|accepted|let|waved|nodded|put)"
    rf" {QUALIFIED}",
    re.IGNORECASE,
)
ON_DAY = re.compile(
    r" (?:through\b|(?:on|in|during|over|since|at) (?:[A-Z]|the\b|\d|one\b)|last\b|this\b"
    r"|yesterday|today)"
)
"""``after it cleared two on Thursday``, ``has let more than 40 through``."""
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
OF_THE = re.compile(r"\s+of (?:the|its|their|these|those|them)\b", re.IGNORECASE)
NEXT_WORD = re.compile(r"\s*(?P<w>%|\w+\b)?")
NO_NOUN = re.compile(r"\s+(?:by|and|in|on|up|as|from|so|since|at|that|which)\b")
FIRMS, OTHER_BATCH = "en.count.firms_told", "en.count.of_batch"
HAN_AFTER = re.compile(
    r"[余多馀]?\s?(?:左右|以上)?(?P<c>[款个項项家种])(?P<rest>[^，。；！？、\n:“(]{0,26})"
)
HAN_SERVICE = re.compile(
    r"模型|产品|服务|应用|算法|功能|智能体|助手|备案|登记|牌照"
    r"|项目(?=[^，。；;]{0,6}(?:完成|通过|备案|登记|获批|过审))"
)
HAN_COMPANY = re.compile(
    r"企业|公司|机构|单位|厂商|研究院|主体|开发者|科技|车企|高校|院校|独角兽|运营商|央企|国企|大厂|巨头|券商(?=的)|银行(?=的)"
)
HAN_NOUN_BEFORE = re.compile(r"(?:企业|公司|机构|单位|厂商|模型|产品|服务)[^，。]{0,8}$")
HAN_OTHER = re.compile(
    r"^(?:子公司|券商(?!的)|银行(?!的)|月|工作日|维度|国家|地区|城市|区|省|行业|领域|批次|类别|类|步骤|方面"
    r"|问题|点|小时|亿|万|字|专利|赛道|城|团队|季度|变化|环节|部门|芯片|工具链|数字|数据)"
    r"|游戏|版号|药|芯片|专利|用户|门店|银行网点|手机厂商(?!的)|影片|^开源"
)
HAN_SERVICES_BEFORE = re.compile(r"(?:大模型|产品|服务)(?:已|已有|达|共|超|超过|约|有|总数)*$")
HAN_SERVED_BEFORE = re.compile(
    r"(?:为|服务|覆盖|赋能|对接|集聚|聚集|吸引|接入|签约|联合|落地)(?:了|超|近|逾|全国|全球)*$"
)
"""What one firm or place does for or with companies."""
HAN_NAMED_BEFORE = re.compile(r"[^，。；;\d]等$")
"""Companies named before their number: ``甲、乙等6家``."""
HAN_NAMED_FIRST = re.compile(r"[^，。；;\d]等(?:首批|头批)$")
"""The same of a first batch, whatever follows: ``甲、乙等首批8家获准开放的大模型``."""
HAN_IN_ALL_BEFORE = re.compile(
    r"(?:总数|总量|数量|共|合计|总计|首批|头批|第[一二三四五六七八九十]批|名单上?|获批的?|过审的?)(?:为|是|有|计|达|仅|只)*$"
)
"""What stands before a bare 家: ``过审的模型总数为8家``."""
HAN_FIRMS, HAN_ALL_FIRMS = "zh.count.jia_services", "zh.count.jia_in_all"
HAN_OTHER_FIRMS = "zh.count.jia_other"
HAN_FIRMS_WITH = re.compile(r"(?:国产|国内|本土|AI)?大模型(?!产品|服务|应用|算法)")
"""Behind 家 the models stand for the firms that made them: ``11家大模型``."""
HAN_FILING_BEFORE = re.compile(r"算法|备案|登记|批|共|累计")
HAN_FILED_BEFORE = re.compile(
    r"(?:备案|登记)(?:总?数量?|总量)?(?:了|的|已|有|共|达到?|约|超过?|为|是|增至|升至|突破)*$"
)
"""The act of which a bare 个 is the object: ``备案395个，登记159个``."""
HAN_BATCH_BEFORE = re.compile(r"批[^。；;]{0,12}共(?:有|计)?$")
"""What stands before a bare 个 or 项 that counts a batch: ``最近一批为8月，共487个``."""
HAN_TOTAL_BEFORE = re.compile(
    r"(?:累计|合计|总计|共计|总[数量]|总共)(?:已|有|为|是|达到?|超过?|突破|近|约|增至|升至)*$"
)
"""What stands before a bare 个 at the end of a clause that sums up: ``新增2个，累计15个``."""
HAN_SERVICE_BEFORE = re.compile(
    r"(?:模型|产品|服务|应用|算法)"
    r"(?:[^，。]{0,12}(?<!场景)(?<!案例)(?<!项目)(?<!客户)(?<!用户)(?<!岗位)|[^，。]{0,8}，(?:(?:共计?|合计|总计)|其中有?))$"
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a number counts, where that ends in the form, and the rule that says so."""

    of: Counted
    end: int
    rule: str


def noun_of(form: Form, number: Number, counted: Sequence[Match], clause: Clause) -> Noun | None:
    """What the number counts; None where it counts nothing. ``counted`` are the nouns found."""
    if form.language == "zh":
        return _han_noun(form.text, number)
    if COMPOUND.match(form.text, number.end - form.text[: number.end].endswith("-")):
        return None
    if PART_APPROVED.match(form.text, number.outer_end):
        return Noun("services", number.outer_end, PART_NEW)
    head = form.text[max(clause.sentence.start, number.outer_start - REACH) : number.outer_start]
    if OF_THE.match(form.text, number.outer_end) and PART_ADDED.search(head):
        return Noun("services", number.outer_end, PART_NEW)
    if OF_THEM.match(form.text, number.end) and APPOSED.search(head):
        return Noun("services", number.outer_end, WITH_NOUN_BEFORE)
    if ALL_OF_THEM.match(form.text, number.end) and LISTED_THUS.search(head):
        return Noun("services", number.outer_end, WITH_NOUN_BEFORE)
    if OF_BATCH.match(form.text, number.outer_end):
        return Noun("services", number.outer_end, OTHER_BATCH)
    part = OF_THE.match(form.text, number.outer_end)
    if part and not _held(form.text, number, clause):
        return Noun("other", number.outer_end, "en.count.part")
    gap = BETWEEN.match(form.text, number.outer_end, clause.sentence.end)
    reach = gap.end() if gap else number.outer_end
    nouns = within(counted, number.outer_end, reach + 1)
    if nouns and ASKED.search(head) and form.text[nouns[0].start :].startswith("appl"):
        return Noun("other", nouns[0].end, "en.count.asked")
    for match, following in zip_longest(nouns, nouns[1:]):
        if following and form.text[match.end : following.start] in (" ", "-"):
            continue
        return Noun(cast(Counted, match.value), match.end, match.rule)
    return _no_noun(form.text, number, clause)


def _no_noun(text: str, number: Number, clause: Clause) -> Noun | None:
    """English numbers whose noun stands before them or is left out."""
    start = max(clause.sentence.start, number.start - REACH)
    head, end = text[start : number.start], number.outer_end
    if number.value > MOST:
        return None
    if FIRMS_TOLD.search(head):
        return Noun("companies", end, FIRMS)
    if LATELY.match(text, end) and AMONG_THEM.search(head):
        return Noun("services", end, "en.count.among_them")
    acted = ACTED.match(text, end)
    if acted and AS_WELL.search(head):
        return Noun("services", acted.end(), "en.count.acted")
    if ONE_OF.search(head) and FILED_THUS.match(text, end):
        return Noun("services", end, "en.count.one_of")
    if NOUN_BEFORE.search(head):
        return Noun("services", end, "en.count.noun_before")
    if GROWTH.search(head) or ALL_TOLD.search(head) or ADDED_AFTER.match(text, end):
        return Noun("services", end, "en.count.growth")
    if IN_ALL.match(text, end) or ON_LIST.match(text, end) or _held(text, number, clause):
        return Noun("services", end, "en.count.held")
    if OF_WHICH.search(head) and LATE.match(text, end):
        return Noun("services", end, PART_LATE)
    if PLUS.search(text[max(0, number.start - 3) : number.start]):
        return Noun("services", end, PLUS_NEW)
    if LABELLED.search(head) and (ENDS.match(text, end) or text.startswith(" (+", end)):
        return Noun("services", end, "en.count.labelled")
    if LONG.match(text, end) and BARE_TOTAL.search(head):
        return Noun("services", end, "en.count.long")
    if ON_DAY.match(text, end) and ACTED_ON.search(head):
        return Noun("services", end, "en.count.acted_on")
    if DID_SO.match(text, end):
        return Noun("services", end, "en.count.did_so")
    if IN_PERIOD.match(text, end) and THERE_WERE.search(head):
        return Noun("services", end, "en.count.there_were")
    if BY_DATE.match(text, end) and SHARED.search(head):
        return Noun("services", end, "en.count.shared")
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


def _held(text: str, number: Number, clause: Clause) -> bool:
    """Is it all that a register or place holds: ``the province now has 49``?"""
    start = max(clause.sentence.start, number.outer_start - REACH)
    head = text[start : number.outer_start]
    return bool(ENDS.match(text, number.outer_end) and HOLDS.search(head))


def _han_noun(text: str, number: Number) -> Noun | None:
    after = HAN_AFTER.match(text, number.end)
    if not after:
        return None
    of, rule = _han_counted(text, number, after["c"], after["rest"])
    return Noun(of, after.start("rest"), f"zh.count.{rule}")


def _han_counted(text: str, number: Number, unit: str, rest: str) -> tuple[Counted, str]:
    """By the measure word and what stands behind it, else by what stands before the number."""
    if HAN_OTHER.search(rest):
        return "other", "other"
    if unit == "款":
        return "services", "kuan"
    service, company = HAN_SERVICE.search(rest), HAN_COMPANY.search(rest)
    before = text[max(0, number.outer_start - 14) : number.outer_start]
    company_first = company and not (service and service.start() < company.start())
    if unit == "家":
        return _han_firms(before, bool(service), bool(company), bool(company_first))
    if company_first:
        return "companies", "companies"
    if service:
        return "services", "services"
    if unit == "项" and HAN_FILING_BEFORE.search(text[max(0, number.start - 30) : number.start]):
        return "services", "xiang"
    if unit in "个项" and (HAN_SERVICE_BEFORE.search(before) or HAN_FILED_BEFORE.search(before)):
        return "services", "ge"
    if unit in "个项" and not rest and HAN_BATCH_BEFORE.search(before):
        return "services", "ge_of_batch"
    if unit == "个" and not rest and HAN_TOTAL_BEFORE.search(before):
        return "services", "ge_in_all"
    return "other", "other"


def _han_firms(
    before: str, service: bool, company: bool, company_first: bool
) -> tuple[Counted, str]:
    """What 家 counts, which may stand for services as well."""
    if not company and not service and HAN_IN_ALL_BEFORE.search(before):
        return "companies", "jia_in_all"
    if HAN_SERVED_BEFORE.search(before):
        return "other", "jia_other"
    if not company and not service and not HAN_NOUN_BEFORE.search(before):
        return ("companies", "jia") if HAN_NAMED_BEFORE.search(before) else ("other", "jia_other")
    if service and not company_first and HAN_NAMED_FIRST.search(before):
        return "companies", "jia"
    if service and not company_first:
        return "services", "jia_services"
    if not company and HAN_SERVICES_BEFORE.search(before):
        return "services", "jia_services"
    return "companies", "jia"
