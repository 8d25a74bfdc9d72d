"""Counts of services and companies with their scope: this batch, the running total, or neither."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extract.dates import DateMention
from extract.extraction import Counted, Scheme, Scope
from extract.form import Form
from extract.numbers import Number, find_numbers
from extract.rules import Match
from extract.scope import Clause

YEAR_BEFORE = re.compile(
    r"\b(?:in|by|of|since|until|year|for|late|early|end|from)\s*$", re.IGNORECASE
)
SEGMENT = {
    "en": re.compile(
        r", (?!\d)|[;:—–]| - |\. |(?<=[a-z)]) (?=and (?:\d|more than|over|nearly|another))| while "
    ),
    "zh": re.compile(r"[，；。：、:;（(]"),
}
BARE_TOTAL = {
    "en": re.compile(
        r"\b(?P<w>total|tally|number|count|figure|batch|group|round|list|wave)\b[^.;,]{0,60}?(?:\bto|\bof|\bat|reached|\bis|\bwas|\bhit)?\s*(?:as many as |more than |over |nearly |about |some |at least )?$",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:累计|总数|总量|合计|总计|增至|达到?|共|名单)[^，。；]{0,8}$"),
}
AS_MANY = re.compile(
    r"\bas many (?:\w+ )?(?:companies|firms|developers|enterprises|providers|organi[sz]ations)\b"
)
ANAPHOR = re.compile(
    r"\bof (?:those|these|them|such)\b|\bsuch (?:algorithms|registrations|filings)\b"
)
GROWTH = re.compile(
    r"\b(?:(?:grow(?:s|n|ing)?|grew|increas(?:es?|ed|ing)|ris(?:es?|en|ing)|rose|expand(?:s|ed|ing)?) by|up by|reach(?:es|ed|ing)?|(?:brings?|bringing|brought|tak(?:es?|ing)|took|lift(?:s|ing|ed)?|push(?:es|ing|ed)?|rais(?:es?|ing|ed))\b[^.;]{0,60}? to) (?:as many as )?(?:about |nearly |over |more than )?$",
    re.IGNORECASE,
)
ADDED_AFTER = re.compile(
    r" (?:more than (?=\w+ (?:months?|weeks?|years?) (?:earlier|before))|(?:of (?:them|these|those) )?"
    r"(?:were|was|had been|have been|are) (?:newly |also )?(?:added|filed|approved|registered|cleared|new)\b)",
    re.IGNORECASE,
)
NOUN_BEFORE = re.compile(
    r"\b(?P<noun>models?|LLMs?|services?|algorithms?|products?|applications?|chatbots?|apps?)\b[^.;]{0,50}?"
    r"(?:exceed\w*|total(?:led|ing)?|number(?:ed|ing)?|reach\w*|stood at|stands at|surpass\w*|topp?\w*|rose to|grew to|now) (?:more than |over |some |about |nearly |almost |at least )?$",
    re.IGNORECASE,
)
BETWEEN_EN = re.compile(
    r"\s*-?\s*(?:(?!(?:in|on|by|with|to|for|that|which|have|has|had|were|was|are|is|from|as|at|or|than|after|before|when|if|of|said|per|the|a|an|may|can|could|will|would|should|must|who|they|it|not|ask|do|does)(?![\w-]))[\w'/()\".-]+\s+){0,9}",
    re.IGNORECASE,
)
OF_THE = re.compile(r"\s+of (?:the|its|their|these|those|them)\b", re.IGNORECASE)
HAN_AFTER = re.compile(
    r"[余多]?(?:左右|以上)?(?P<c>[款个項项家种])(?P<rest>[^，。；！？、\n]{0,26})"
)
HAN_SERVICE = re.compile(r"模型|产品|服务|应用|算法|功能|智能体|助手|备案|登记|项目|牌照")
HAN_COMPANY = re.compile(r"企业|公司|机构|单位|厂商|研究院|主体|开发者|科技")
HAN_NOUN_BEFORE = re.compile(r"(?:企业|公司|机构|单位|厂商|模型|产品|服务)[^，。]{0,8}$")
HAN_OTHER = re.compile(
    r"^(?:子公司|券商|银行|月|工作日|维度|国家|地区|城市|区|省|行业|领域|批次|类别|类|步骤|方面|问题|点|小时|亿|万|字|专利|赛道|城|团队|季度|变化|环节|部门|芯片|工具链)|游戏|版号|药|芯片|专利|用户|门店|银行网点|手机厂商|影片"
)


@dataclass(frozen=True, slots=True)
class Counting:
    """A count in its clause, before announcements are put together; offsets into the form."""

    number: Number
    of: Counted
    scope: Scope
    scheme: Scheme | None
    earlier: bool
    clause: Clause
    end: int
    rule: str
    margin: int = 0

    @property
    def start(self) -> int:
        return self.number.outer_start


def find_counts(
    form: Form, clauses: Sequence[Clause], matches: Sequence[Match], dates: Sequence[DateMention]
) -> list[Counting]:
    """Every number that counts services or companies, in order."""
    counted = [m for m in matches if m.label == "COUNTED"]
    blocked = [m for m in matches if m.label in ("ORDINAL", "NOTCOUNT")]
    taken = bytearray(len(form.text))
    spans = [(d.start, d.end) for d in dates] + [(m.start, m.end) for m in blocked]
    for start, end in spans:
        taken[start:end] = b"\1" * (end - start)
    seen: list[tuple[Number, Clause, tuple[Counted, int, str]]] = []
    for number in find_numbers(form.text, form.language):
        if taken[number.start]:
            continue
        if 1990 <= number.value <= 2050 and re.search(
            YEAR_BEFORE, form.text[max(0, number.start - 6) : number.start]
        ):
            continue
        if number.value == 1 and form.text[number.start : number.end].lower() == "one":
            continue
        place = bisect_right(clauses, number.start, key=lambda c: c.start) - 1
        clause = clauses[place] if place >= 0 and number.start < clauses[place].end else None
        found = _counted(form, number, counted, clause) if clause else None
        if clause and found:
            seen.append((number, clause, found))
    places = [number.start for number, _, _ in seen]
    out = [_scoped(form, number, *found, clause, matches, places) for number, clause, found in seen]
    return _agreed(out + list(_as_many(form, out)))


def _as_many(form: Form, found: Sequence[Counting]) -> Iterator[Counting]:
    """``ten products from as many developers``: the second count has the first's value."""
    for match in AS_MANY.finditer(form.text):
        first = [c for c in found if c.of == "services" and 0 < match.start() - c.end < 40]
        if first:
            number = replace(
                first[-1].number,
                start=match.start(),
                end=match.end(),
                outer_start=match.start(),
                outer_end=match.end(),
            )
            yield replace(
                first[-1], number=number, of="companies", end=match.end(), rule="en.count.as_many"
            )


def _agreed(found: list[Counting]) -> list[Counting]:
    """One value has one scope in an article: the one that most of its mentions speak for."""
    votes: dict[tuple[Scheme | None, Counted, int], Counter[Scope]] = {}
    for c in found:
        if c.scope in ("batch", "cumulative") and not c.earlier:
            key = (c.scheme, c.of, c.number.value)
            votes.setdefault(key, Counter())[c.scope] += 1 + abs(c.margin)
    out = []
    for c in found:
        ballot = votes.get((c.scheme, c.of, c.number.value))
        if ballot and c.scope in ("batch", "cumulative"):
            c = replace(c, scope=max(ballot, key=lambda s: (ballot[s], s == "batch")))
        out.append(c)
    return out


def _counted(
    form: Form, number: Number, counted: list[Match], clause: Clause | None
) -> tuple[Counted, int, str] | None:
    if form.language == "zh":
        return _counted_zh(form, number)
    gap = BETWEEN_EN.match(form.text, number.outer_end)
    if OF_THE.match(form.text, number.outer_end):
        return ("other", number.outer_end, "en.count.part")
    reach = gap.end() if gap else number.outer_end
    within = [m for m in counted if number.outer_end <= m.start <= reach]
    for match, following in zip_longest(within, within[1:]):
        if following and form.text[match.end : following.start] in (" ", "-"):
            continue
        of: Counted = match.value  # type: ignore[assignment] # the rule file's values are Counted
        return of, match.end, match.rule
    return _bare_en(form, number, clause)


def _bare_en(form: Form, number: Number, clause: Clause | None) -> tuple[Counted, int, str] | None:
    start = clause.sentence.start if clause else 0
    head = form.text[start : number.start]
    if NOUN_BEFORE.search(head):
        return "services", number.outer_end, "en.count.noun_before"
    if GROWTH.search(head) or ADDED_AFTER.match(form.text, number.outer_end):
        return "services", number.outer_end, "en.count.growth"
    total = BARE_TOTAL["en"].search(head)
    word = re.match(r"\s*(?P<w>%|\w+\b)?", form.text[number.end :])
    if total and number.value > 1 and not (word and (word["w"] or "").isalpha()):
        return "services", number.outer_end, "en.count.bare_total"
    if total and re.match(r"\s+(?:by|and|in|on|up|as|from|so|since|at)\b", form.text[number.end :]):
        return "services", number.outer_end, "en.count.bare_total"
    return None


def _counted_zh(form: Form, number: Number) -> tuple[Counted, int, str] | None:
    after = HAN_AFTER.match(form.text, number.end)
    if not after:
        return None
    rest, unit, end = after["rest"], after["c"], after.start("rest")
    if HAN_OTHER.search(rest):
        return "other", end, "zh.count.other"
    if unit == "款":
        return "services", end, "zh.count.kuan"
    service, company = HAN_SERVICE.search(rest), HAN_COMPANY.search(rest)
    before = form.text[max(0, number.outer_start - 14) : number.outer_start]
    if unit == "家":
        if not company and not service and not HAN_NOUN_BEFORE.search(before):
            return "other", end, "zh.count.jia_other"
        if service and not (company and company.start() <= service.start()):
            return "services", end, "zh.count.jia_services"
        if not company and re.search(
            r"(?:大模型|产品|服务)(?:已|已有|达|共|超|超过|约|有|总数)*$", before
        ):
            return "services", end, "zh.count.jia_services"
        return "companies", end, "zh.count.jia"
    if company and not (service and service.start() < company.start()):
        return "companies", end, "zh.count.companies"
    if service:
        return "services", end, "zh.count.services"
    if unit in "项個" and re.search(
        r"算法|备案|登记|批|共|累计", form.text[max(0, number.start - 30) : number.start]
    ):
        return "services", end, "zh.count.xiang"
    if unit == "个" and re.search(r"(?:模型|产品|服务|应用|算法)[^，。]{0,12}$", before):
        return "services", end, "zh.count.ge"
    return "other", end, "zh.count.other"


def _scoped(
    form: Form,
    number: Number,
    of: Counted,
    end: int,
    rule: str,
    clause: Clause,
    matches: Sequence[Match],
    places: Sequence[int],
) -> Counting:
    low, high = _segment(form, clause, number.outer_start, number.end)
    local = [m for m in matches if low <= m.start < high]
    sentence = clause.sentence
    wide = [m for m in matches if sentence.start <= m.start < sentence.end]
    before = [m for m in wide if m.end <= number.start]
    scheme = (
        _scheme(local)
        or _scheme([m for m in before if m.start >= clause.start])
        or _scheme(before)
        or _scheme(_meant(form, clause, matches))
    )
    if form.language == "zh":
        if scheme is None and form.text[number.end : number.end + 1] in "项項个":
            near = [m for m in matches if number.start - 120 <= m.start < number.start]
            scheme = "deep_synthesis" if _scheme(near) == "deep_synthesis" else None
        wide = local if of == "companies" else [m for m in wide if m in local or m in before]
    else:
        wide = [m for m in wide if m in local or not _beside_number(form, clause, m, places)]
    scope, margin = _scope(number, of, clause, local, wide)
    earlier = any(m.label == "EARLIER" for m in (local if len(local) else wide))
    return Counting(number, of, scope, scheme, earlier, clause, end, rule, margin)


def _beside_number(form: Form, clause: Clause, match: Match, places: Sequence[int]) -> bool:
    """Does a cue stand in a segment with a count of its own, in the same clause?"""
    if not clause.start <= match.start < clause.end:
        return False
    low, high = _segment(form, clause, match.start, match.start)
    return any(low <= place < high for place in places)


def _meant(form: Form, clause: Clause, matches: Sequence[Match]) -> list[Match]:
    """The scheme that ``those`` or ``such`` in a sentence refers back to."""
    sentence = clause.sentence
    if not ANAPHOR.search(form.text, sentence.start, sentence.end):
        return []
    named = [m for m in matches if m.label == "SCHEME" and 0 < sentence.start - m.start < 300]
    return named[-1:]


def _segment(form: Form, clause: Clause, start: int, end: int) -> tuple[int, int]:
    cuts = [m.end() for m in SEGMENT[form.language].finditer(form.text, clause.start, clause.end)]
    low = max((c for c in cuts if c <= start), default=clause.start)
    high = min((c for c in cuts if c > end), default=clause.end)
    return low, high


def _scheme(matches: Sequence[Match]) -> Scheme | None:
    order: tuple[Scheme, ...] = (
        "algorithm_cancelled",
        "on_device",
        "deep_synthesis",
        "genai_registration",
        "algorithm_recommendation",
        "genai_filing",
    )
    values = {m.value for m in matches if m.label == "SCHEME"}
    return next((s for s in order if s in values), None)


def _weights(matches: Sequence[Match]) -> tuple[int, int]:
    def best(label: str) -> int:
        return sum(sorted((m.weight for m in matches if m.label == label), reverse=True)[:2])

    return best("CUMULATIVE"), best("NEW")


def _scope(
    number: Number, of: Counted, clause: Clause, local: Sequence[Match], wide: Sequence[Match]
) -> tuple[Scope, int]:
    """The scope and by how much its cues outweigh the other's."""
    if of == "other":
        return ("breakdown" if clause.role == "approved" else "other"), 0
    if clause.role in ("pending", "refused") or any(m.label == "EXPECTED" for m in local):
        return "pending", 0
    if any(m.label == "BREAKDOWN" for m in local):
        return "breakdown", 0
    if clause.role != "approved":
        return "other", 0
    total, new = _weights(local)
    if max(total, new) < 2:
        total, new = _weights(wide)
    vague = number.qualifier in ("more_than", "nearly", "about", "at_least", "up_to")
    lead = total + vague - new - (0 if vague else 1) - (2 if of == "companies" else 0)
    return ("cumulative" if lead > 0 else "batch"), lead
