"""A number in its clause to its scope: this batch, the running total, or neither."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.clauses import Clause
from extract.extraction import Counted, Scheme, Scope
from extract.form import Form
from extract.han_compared import of_other_batch
from extract.numbers import Number
from extract.rules import Match
from extract.schemes import CALLS, named_scheme
from extract.windows import within

SEGMENT = {
    "en": re.compile(
        r", (?!\d{4}\b)|[;:—–]| - |\. | while "
        r"| (?=\((?:\d|total|tally|running|cumulative|in all|now))"
        r"| (?=after (?:it|they|the [a-z]+|regulators|authorities) [a-z]+ )"
        r"|(?<=[a-z\d)]) (?=(?:and|after|as|with|when|including|following)"
        r" (?:a further |some |about )?"
        r"(?:\d|(?:more than|over|nearly|another|two|three|four|five|six|seven|eight|nine|ten"
        r"|eleven|twelve|\w{3,5}teen|\w{3,5}ty)\b))"
        r"|(?<=[a-z\d)]) (?=and (?:also |then )?(?:registered|logged|recorded|filed|approved"
        r"|cleared|processed|accepted|entered|listed) (?:\d|\w+ ))"
    ),
    "zh": re.compile(r"[，；。：、:;（(]"),
}
RELATIVE = re.compile(
    r",? (?:all |both |each |most )?(?:of )?"
    r"(?:which|that|calling|using|relying|running|built|based)\b"
)
"""How a sentence goes on to say what the services just counted are."""
ANAPHOR = re.compile(
    r"\b(?:of|bringing|brings?|brought|taking|took|lifting|pushing|raising)"
    r" (?:those|these|them|such)\b|\bsuch (?:algorithms|registrations|filings)\b"
)
FIRST_BATCH = re.compile(r"首批|第一批|first (?:batch|round|group|list)\b")
AFTER_FIRST = re.compile(
    r"\b(?:after|since|following|than|unlike|besides|beside) (?:an? |the |its )?$"
)
"""Words by which a first batch is one that came before what is told."""
CARRY_REACH = 200
"""Characters before a sentence that goes on with a list in which that is named."""
RELATIVE_REACH = 60
"""Characters behind a number in which that begins, and over which it goes on."""
ANAPHOR_REACH = 300
"""Characters back to what ``those`` stands for."""
STRONG = 4
"""Weight of a cue that speaks of the number behind it: ``push the tally past``."""
RESPECTIVE = re.compile(
    r"(?P<first>备案|登记)(?:服务|数)?[与和、及](?:备案|登记)[^，。；;\d]{0,16}分别[^，。；;\d]{0,8}"
    r"(?P<a>\d[\d,]*)[^，。；;\d]{0,4}[、和与及，](?P<b>\d[\d,]*)"
)
CONTRAST = re.compile(r"\b(?:separate|distinct|different|apart) from\b|\bas opposed to\b")
"""Words by which a count belongs to another register than the one named before it."""
ALGORITHMS = re.compile(r"[\s*_]*(?:[\w-]+ ){0,5}algorithms?\b")
SAME_LIST = re.compile(
    r"(?:(?:The|This) (?:new |latest )?(?:batch|list|round|notice|annex)|It) (?!of\b)[a-z]+"
)
"""How a sentence goes on about the list that the one before it names."""
REGISTRATIONS = re.compile(
    r"(?:(?:The|Such|These|Those|Local|New|Total|In all,|So far,|There were) )?(?:\w+ ){0,2}?"
    r"[Rr]egistrations\b(?![^.;]{0,60}\bfil(?:ed|ings?)\b)"
)
"""How a sentence begins that counts what the one before describes."""
LISTED = ("deep_synthesis", "algorithm_recommendation")
"""Schemes whose lists count algorithms."""
BY_DAY = re.compile(r"by\b|as (?:of|at)\b|at the end\b", re.IGNORECASE)
AND_ACT = re.compile(
    r"\band (?:\w+ )?(?:registered|filed|approved|cleared|logged|recorded)\b"
    r"|\band (?:about |some |nearly |over |more than )?\d[\d,]* (?:[\w-]+ ){0,5}?"
    r"(?:registered|filed|approved|cleared|logged|recorded|registrations?|filings?|approvals?)\b"
)
"""What a state as of a day is told of besides: ``filed 988 and registered 598 by June``,
``538 filings and 263 registrations by August``."""
RECORD = "en.new.record_since"
"""The rule for a batch that is the largest of all."""
RUNNING = 3
"""Weight of a cue of a running total that holds for what follows it: 截至, 至今."""
NOUN_REACH = 12
"""Characters behind a number in which the words for generative AI begin that it counts."""
OTHER_NOUN = re.compile(r"[.,;:]|\b(?:in|of|by|for|to|and|algorithms?)\b")
IS_TOTAL = re.compile(
    r"[余多]?[款项个]，(?:这|那)(?:便|就|正)?是[^。；;\n]{0,30}(?:总数|总量|总和|累计|全部|规模)"
)
"""Behind a Chinese number that is said to be the total: ``1112款，这是…总数``."""
ALGORITHM = re.compile(r"算法")
ITEM_REACH = 120
"""Characters back from 项 or 个 to the algorithms that it counts."""


class Places:
    """Where the counts of a form stand, and the segments of its clauses, each cut once."""

    def __init__(self, form: Form, starts: Sequence[int]) -> None:
        self._form, self.starts = form, starts
        self._edges: dict[int, list[int]] = {}

    def segment(self, clause: Clause, start: int, end: int) -> tuple[int, int]:
        """The stretch of a clause, between two marks that part it, that holds a span."""
        edges = self._edges.get(clause.start)
        if edges is None:
            marks = SEGMENT[self._form.language]
            found = marks.finditer(self._form.text, clause.start, clause.end)
            edges = self._edges[clause.start] = [m.end() for m in found]
        low, high = bisect_right(edges, start), bisect_right(edges, end)
        return (
            edges[low - 1] if low else clause.start,
            edges[high] if high < len(edges) else clause.end,
        )

    def beside(self, clause: Clause, match: Match) -> bool:
        """Does a cue stand in a segment with a count of its own, in the same clause?"""
        if not clause.start <= match.start < clause.end:
            sentence = clause.sentence
            apart = (sentence.start, clause.start), (clause.end, sentence.end)
            return any(a <= match.start < b and self.between(a, b) for a, b in apart)
        return self.between(*self.segment(clause, match.start, match.start))

    def between(self, low: int, high: int) -> bool:
        """Does a count begin in a stretch?"""
        return bisect_left(self.starts, low) < bisect_left(self.starts, high)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A count's scope and scheme; ``margin`` is by how much its cues outweigh the other scope's."""

    scope: Scope
    margin: int
    scheme: Scheme | None
    earlier: bool


def weigh(
    form: Form,
    number: Number,
    of: Counted,
    clause: Clause,
    matches: Sequence[Match],
    places: Places,
) -> Weighed:
    """By the cues of the number's own segment, else of its sentence.

    A cue beside another of the counts in ``places`` is not this one's.
    """
    low, high = places.segment(clause, number.outer_start, number.end)
    local = within(matches, low, high)
    if places.between(number.end + 1, high):
        # "the latest 23 push the tally past 400": what stands between belongs to the second.
        local = [
            m
            for m in local
            if m.start < number.start or m.label != "CUMULATIVE" or m.weight < STRONG
        ]
    sentence = clause.sentence
    wide = within(matches, sentence.start, sentence.end)
    before = [m for m in wide if m.end <= number.start]
    scheme = _scheme(form, number, clause, matches, local, before)
    if form.language == "en":
        local = [*local, *(m for m in before if m.end >= number.outer_start - 1 and m.start < low)]
        local += _records(wide, number, high, places)
        local, wide = _without_records(local), _without_records(wide)
        wide = [
            m
            for m in wide
            if low <= m.start < high
            or not places.beside(clause, m)
            or _dates_both(form, m, clause, number)
        ]
    else:
        if not _says_scope([*before, *local]):
            joined = _joined(form, number, matches)
            before = joined if _runs_on(local, joined) else before
        wide = local if of == "companies" else [*(_governing(local, before)), *local]
    if form.language == "zh" and _runs_on(local, before):
        local = [*local, *(m for m in before if m.label == "CUMULATIVE" and m not in local)]
    scope, margin = _scope(number, of, clause, local, wide)
    if scope == "batch" and form.language == "zh" and IS_TOTAL.match(form.text, number.end):
        return Weighed("cumulative", STRONG, scheme, False)
    if scope == "breakdown" and of_other_batch(form, number):
        return Weighed("batch", 0, scheme, True)
    past = (m for m in local or wide if m.label == "EARLIER")
    return Weighed(scope, margin, scheme, any(not first_batch(form, m) for m in past))


def _records(wide: Sequence[Match], number: Number, high: int, places: Places) -> Iterator[Match]:
    """``nine models passed last year, the biggest group so far``: said of the number before it."""
    for match in wide:
        told = match.rule == RECORD and high <= match.start
        if told and not places.between(number.end + 1, match.start):
            yield match


def _without_records(matches: Sequence[Match]) -> list[Match]:
    """The cues but for those of a total inside a superlative: ``the biggest group so far``."""
    spans = [(m.start, m.end) for m in matches if m.rule == RECORD]
    return [
        m for m in matches if m.label != "CUMULATIVE" or not any(a <= m.start < b for a, b in spans)
    ]


def _says_scope(matches: Sequence[Match]) -> bool:
    return any(m.label in ("NEW", "CUMULATIVE") and m.weight >= 2 for m in matches)


def _joined(form: Form, number: Number, matches: Sequence[Match]) -> list[Match]:
    """The cues before a Chinese number in sentences that ``；`` joins to its own."""
    start = max(form.text.rfind(mark, 0, number.start) for mark in "。！？\n")
    return [m for m in within(matches, start + 1, number.start) if m.end <= number.start]


def _dates_both(form: Form, match: Match, clause: Clause, number: Number) -> bool:
    """``had filed 988 and registered 598 by June``, ``by June 988 … and 598 …``: of both."""
    if clause.start <= match.end <= number.start:
        between = form.text[match.end : number.outer_start]
        joined = (
            between.endswith((" and ", " plus ", " along with ", " as well as "))
            and ";" not in between
        )
        return joined and match.rule.startswith("en.cumulative.asof")
    return (
        number.end < match.start < clause.end
        and match.rule.startswith("en.cumulative.asof")
        and BY_DAY.match(form.text, match.start) is not None
        and AND_ACT.search(form.text, number.end, match.start) is not None
    )


def _governing(local: Sequence[Match], before: Sequence[Match]) -> list[Match]:
    """What a Chinese number without a cue of its own takes over: ``累计备案33款、登记58款``.

    The last cue of a sentence governs, unless the number is told besides.
    """
    rest = [m for m in before if m not in local]
    if any(m.label == "NEW" for m in local):
        return rest
    strong = [m for m in rest if m.label in ("NEW", "CUMULATIVE") and m.weight >= RUNNING]
    last = strong[-1].label if strong else ""
    return [m for m in rest if not last or m.label not in ("NEW", "CUMULATIVE") or m.label == last]


def first_batch(form: Form, match: Match) -> bool:
    """Is it the first one, which may be announced? Whether it recalls, its clause decides."""
    behind = AFTER_FIRST.search(form.text, max(0, match.start - 20), match.start)
    return FIRST_BATCH.match(form.text, match.start) is not None and behind is None


def _runs_on(local: Sequence[Match], before: Sequence[Match]) -> bool:
    """Does the sentence give totals as of a day, and nothing new up to this number?"""
    fresh = any(m.label == "NEW" and m.weight >= 2 for m in (*local, *before))
    return not fresh and any(m.label == "CUMULATIVE" and m.weight >= RUNNING for m in before)


def _scheme(
    form: Form,
    number: Number,
    clause: Clause,
    matches: Sequence[Match],
    local: Sequence[Match],
    before: Sequence[Match],
) -> Scheme | None:
    """What the segment names, else the words before the number, else what they refer back to."""
    scheme = (
        named_scheme(local)
        or named_scheme(m for m in before if m.start >= clause.start)
        or named_scheme(before)
        or named_scheme(_meant(form, clause, matches))
        or (_described(form, number, clause, matches) if form.language == "en" else None)
        or (_carried(form, clause, matches) if form.language == "en" else None)
        or (_registrations(form, clause, matches) if form.language == "en" else None)
    )
    if form.language == "en" and scheme in LISTED and _of_genai(form, number, matches):
        scheme = named_scheme(local)
    if scheme != "genai_filing" and form.language == "en":
        apart = CONTRAST.search(form.text, clause.start, number.start)
        told = [m for m in (*local, *before) if apart and m.start >= apart.start()]
        if apart and named_scheme(told) is None:
            return "genai_filing"
    if scheme is None and form.language == "en" and ALGORITHMS.match(form.text, number.end):
        spoken = [m for m in matches if m.label == "SCHEME" and m.start < number.start]
        return named_scheme([m for m in spoken if m.value in LISTED][-1:])
    if form.language == "zh":
        respective = _respective(form, number, clause)
        if respective:
            return respective
        algorithm = form.text[number.end : number.end + 1] in "项項" or ALGORITHM.search(
            form.text, max(0, number.start - 8), number.end + 8
        )
        if scheme == "genai_filing" and _of_algorithms(form, number, matches, local):
            return "deep_synthesis"
        if scheme == "genai_filing" and algorithm:
            named = any(m.label == "TOPIC" and m.value == "genai" for m in local)
            return scheme if named else None
    if (
        scheme is None
        and form.language == "zh"
        and form.text[number.end : number.end + 1] in "项項个"
    ):
        near = within(matches, number.start - ITEM_REACH, number.start)
        return "deep_synthesis" if named_scheme(near) == "deep_synthesis" else None
    return scheme


def _of_genai(form: Form, number: Number, matches: Sequence[Match]) -> bool:
    """Does an English number count services of generative AI, as its own words say?"""
    near = within(matches, number.outer_end, number.outer_end + NOUN_REACH)
    genai = next((m for m in near if m.label == "TOPIC" and m.value == "genai"), None)
    return genai is not None and not OTHER_NOUN.search(form.text, number.outer_end, genai.start)


def _of_algorithms(
    form: Form, number: Number, matches: Sequence[Match], local: Sequence[Match]
) -> bool:
    """Does ``备案5100款`` go on about deep synthesis, with no word of generative AI between?"""
    paragraph = form.text.rfind("\n", 0, number.start) + 1
    near = within(matches, max(paragraph, number.start - ITEM_REACH), number.start)
    genai = any(m.label == "TOPIC" and m.value == "genai" for m in (*near, *local))
    return not genai and named_scheme(near) == "deep_synthesis"


def _described(
    form: Form, number: Number, clause: Clause, matches: Sequence[Match]
) -> Scheme | None:
    """``12 applications, all of which call a filed model``: told right behind the number."""
    part = RELATIVE.search(form.text, number.end, min(number.end + RELATIVE_REACH, clause.end))
    if part is None:
        return None
    behind = within(matches, part.start(), min(part.end() + RELATIVE_REACH, clause.end))
    calls = any(m.rule == CALLS for m in behind)
    return "genai_registration" if calls else None


def _carried(form: Form, clause: Clause, matches: Sequence[Match]) -> Scheme | None:
    """``... its list of deep synthesis algorithms. It runs to 460 entries.``"""
    start = clause.sentence.start
    same = SAME_LIST.match(form.text, start)
    if not clause.carried and not clause.has("CONTINUES") and not same:
        return None
    near = within(matches, start - CARRY_REACH, start)
    scheme = named_scheme([m for m in near if m.label == "SCHEME"][-1:])
    return scheme if scheme in LISTED else None


def _registrations(form: Form, clause: Clause, matches: Sequence[Match]) -> Scheme | None:
    """``Apps that call a filed model need only register. Registrations totaled 435.``"""
    start = clause.sentence.start
    if not REGISTRATIONS.match(form.text, start):
        return None
    near = within(matches, start - CARRY_REACH, start)
    described = any(m.label == "SCHEME" and m.value == "genai_registration" for m in near)
    return "genai_registration" if described else None


def _respective(form: Form, number: Number, clause: Clause) -> Scheme | None:
    """``备案与登记分别达到31款、12款``: the schemes in the order of their numbers."""
    for match in RESPECTIVE.finditer(form.text, clause.start, clause.end):
        first: Scheme = "genai_filing" if match["first"] == "备案" else "genai_registration"
        second: Scheme = "genai_registration" if match["first"] == "备案" else "genai_filing"
        if match.start("a") <= number.start < match.end("a"):
            return first
        if match.start("b") <= number.start < match.end("b"):
            return second
    return None


def _meant(form: Form, clause: Clause, matches: Sequence[Match]) -> list[Match]:
    """The scheme that ``those`` or ``such`` in a sentence refers back to."""
    start, end = clause.sentence.start, clause.sentence.end
    if not ANAPHOR.search(form.text, start, end):
        return []
    near = within(matches, start - ANAPHOR_REACH + 1, start)
    return [m for m in near if m.label == "SCHEME"][-1:]


def _scope(
    number: Number, of: Counted, clause: Clause, local: Sequence[Match], wide: Sequence[Match]
) -> tuple[Scope, int]:
    """The scope and by how much its cues outweigh the other's."""
    labels = {m.label for m in local}
    if of == "other":
        return ("breakdown" if clause.role == "approved" else "other"), 0
    if clause.role in ("pending", "refused") or "EXPECTED" in labels:
        return "pending", 0
    if clause.role != "approved":
        return "other", 0
    beside = [
        m
        for m in local
        if number.outer_start - 1 <= m.end <= number.outer_start or m.start == number.start
    ]
    close = max(beside, key=lambda m: m.weight, default=None)
    if close and close.weight >= STRONG and close.label in ("CUMULATIVE", "NEW"):
        return ("cumulative" if close.label == "CUMULATIVE" else "batch"), close.weight
    if "BREAKDOWN" in labels:
        return "breakdown", 0
    total, new = _weights(local)
    if max(total, new) < 2:
        if any(m.label == "YEAR" and m.start <= number.start < m.end for m in local):
            return "batch", 1
        total, new = _weights(wide)
    vague = number.qualifier in ("more_than", "at_least", "nearly")
    exact = number.qualifier == "exact"
    lead = total + vague - new - exact - (2 if of == "companies" else 0)
    return ("cumulative" if lead > 0 else "batch"), lead


def _weights(matches: Sequence[Match]) -> tuple[int, int]:
    """The two strongest cues of a running total, and of this batch, added up."""

    def best(label: str) -> int:
        return sum(sorted((m.weight for m in matches if m.label == label), reverse=True)[:2])

    return best("CUMULATIVE"), best("NEW")
