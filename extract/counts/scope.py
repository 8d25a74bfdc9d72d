"""A number in its clause to its scope: this batch, the running total, or neither."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.clauses.clause import Clause
from extract.clauses.english_times import is_compared, of_batch, of_the_report, so_far_this
from extract.clauses.han_compared import of_other_batch
from extract.clauses.schemes import LISTED
from extract.counts.english_one_firm import of_one_firm
from extract.counts.english_told import SURE, told
from extract.counts.frames import counted_by_others, of_before
from extract.counts.schemes import scheme_of
from extract.counts.segments import Places
from extract.extraction import Counted, Scheme, Scope
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number

FIRST_BATCH = re.compile(r"首批|第一批|first (?:batch|round|group|list)\b")
AFTER_FIRST = re.compile(
    r"\b(?:after|since|following|than|unlike|besides|beside) (?:an? |the |its )?$"
)
"""Words by which a first batch is one that came before what is told."""
STRONG = 4
"""Weight of a cue that speaks of the number behind it: ``push the tally past``."""
BY_DAY = re.compile(r"by\b|as (?:of|at)\b|at the end\b", re.IGNORECASE)
AND_ACT = re.compile(
    r"\band (?:\w+ )?(?:registered|filed|approved|cleared|logged|recorded)\b"
    r"|\band (?:about |some |nearly |over |more than )?\d[\d,]* (?:[\w-]+ ){0,5}?"
    r"(?:registered|filed|approved|cleared|logged|recorded|registrations?|filings?|approvals?)\b"
)
"""What a state as of a day is told of besides: ``filed 988 and registered 598 by June``,
``538 filings and 263 registrations by August``."""
NO_TOTAL = re.compile(
    r"\b(?:not|never|without|no) (?:giv|say|stat|publish|releas|provid|disclos)\w* [^.;,]{0,20}$"
)
RECORD = "en.new.record_since"
"""The rule for a batch that is the largest of all."""
LIST = re.compile(r"\b(?:lists?|directory|batch|catalogu?e|register|owners)\b", re.IGNORECASE)
"""Words of a sentence on algorithms by which it tells what is listed."""
RUNNING = 3
"""Weight of a cue of a running total that holds for what follows it: 截至, 至今."""
PART = re.compile(r"其中[^；;。\n]*(?=[；;])")
"""What a part of a Chinese sentence only says of the number before it: ``其中新增238款；``."""
OF_WHOLE = compiled(
    r"\b(?:{numeral}[\w,-]{0,12}|one|half|most|some|none|all|many|third|quarter) of (?:the|its"
    r"|those) $",
    "en",
)
"""Before a number of which a part is told: ``two of the 13 are from hospitals``."""
IS_TOTAL = re.compile(
    r"[余多]?[款项个]，(?:这|那)(?:便|就|正)?是[^。；;\n]{0,30}(?:总数|总量|总和|累计|全部|规模)"
)
"""Behind a Chinese number that is said to be the total: ``1112款，这是…总数``."""


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
    end: int,
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
    scheme = scheme_of(form, number, clause, matches, local, before)
    if form.language == "en":
        local = [*local, *(m for m in before if m.end >= number.outer_start - 1 and m.start < low)]
        local += _records(wide, number, high, places)
        local, wide = _without_records(local), _without_records(wide)
        local = [m for m in local if not of_the_report(form, m) and not of_batch(form, m, before)]
        local = [m for m in local if not _denied(form, m)]
        wide = [m for m in wide if not of_the_report(form, m) and not _denied(form, m)]
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
    lean = 0
    if form.language == "en" and of != "other":
        lean = told(form, number, end, (low, high), clause)
    if form.language == "en" and of == "services" and of_one_firm(form, number, clause):
        return Weighed("other", 0, scheme, False)
    if form.language == "en" and so_far_this(form, number, end, sentence.start, high):
        return Weighed("other", 0, scheme, False)
    if abs(lean) >= SURE and clause.role == "none" and places.near_an_act(clause):
        return Weighed("cumulative" if lean > 0 else "batch", lean, scheme, False)
    if form.language == "en" and of == "services" and counted_by_others(form, number, clause):
        return Weighed("cumulative", SURE, scheme, False)
    part_of = (
        form.language == "en"
        and OF_WHOLE.search(form.text, max(low, number.outer_start - 40), number.outer_start)
        is not None
    )
    scope, margin = _scope(number, of, clause, local, wide, lean, part_of=part_of)
    silent = scope == "other" and of == "services" and clause.role == "none"
    if silent and form.language == "en" and scheme in LISTED:
        told_of = LIST.search(form.text, sentence.start, sentence.end)
        scope = ("cumulative" if lean > 0 else "batch") if told_of else scope
    if scope == "batch" and form.language == "zh" and IS_TOTAL.match(form.text, number.end):
        return Weighed("cumulative", STRONG, scheme, False)
    if scope == "breakdown" and of_other_batch(form, number):
        return Weighed("batch", 0, scheme, True)
    past = (m for m in local or wide if m.label == "EARLIER" and not is_compared(form, m))
    old = form.language == "en" and of_before(form, number, end, clause)
    if old and scope == "batch":
        scope = "cumulative"
    return Weighed(scope, margin, scheme, old or any(not first_batch(form, m) for m in past))


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


def _denied(form: Form, match: Match) -> bool:
    """``did not give a running total``: no total is told."""
    head = form.text[max(0, match.start - 40) : match.start]
    return match.label == "CUMULATIVE" and NO_TOTAL.search(head) is not None


def _says_scope(matches: Sequence[Match]) -> bool:
    return any(m.label in ("NEW", "CUMULATIVE") and m.weight >= 2 for m in matches)


def _joined(form: Form, number: Number, matches: Sequence[Match]) -> list[Match]:
    """The cues before a Chinese number in sentences that ``；`` joins to its own."""
    start = max(form.text.rfind(mark, 0, number.start) for mark in "。！？\n")
    parts = [m.span() for m in PART.finditer(form.text, start + 1, number.start)]
    return [
        m
        for m in within(matches, start + 1, number.start)
        if m.end <= number.start and not any(low <= m.start < high for low, high in parts)
    ]


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


def _scope(
    number: Number,
    of: Counted,
    clause: Clause,
    local: Sequence[Match],
    wide: Sequence[Match],
    lean: int,
    *,
    part_of: bool,
) -> tuple[Scope, int]:
    """The scope and by how much its cues outweigh the other's."""
    labels = {m.label for m in local}
    if part_of:
        labels -= {"BREAKDOWN"}
    if of == "other":
        return ("breakdown" if clause.role == "approved" else "other"), 0
    if clause.role in ("pending", "refused") or "EXPECTED" in labels:
        return "pending", 0
    if clause.role != "approved":
        return "other", _leaning(number, wide, lean) if clause.role == "none" else 0
    if abs(lean) >= SURE:
        return ("cumulative" if lean > 0 else "batch"), lean
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
        if abs(lean) >= 2:
            return ("cumulative" if lean > 0 else "batch"), lean
        total, new = _weights(wide)
    vague = number.qualifier in ("more_than", "at_least", "nearly")
    exact = number.qualifier == "exact"
    lead = total + vague - new - exact - (2 if of == "companies" else 0)
    return ("cumulative" if lead + max(-2, min(2, lean)) > 0 else "batch"), lead


def _leaning(number: Number, matches: Sequence[Match], lean: int) -> int:
    """Where a clause tells no act: above 0 what its words say of a total, below of what is new."""
    total, new = _weights(matches)
    exact = number.qualifier == "exact"
    return total - new + lean + (0 if exact else 1)


def _weights(matches: Sequence[Match]) -> tuple[int, int]:
    """The two strongest cues of a running total, and of this batch, added up."""

    def best(label: str) -> int:
        return sum(sorted((m.weight for m in matches if m.label == label), reverse=True)[:2])

    return best("CUMULATIVE"), best("NEW")
