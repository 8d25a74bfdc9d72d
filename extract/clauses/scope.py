"""What the text says of each stretch: approved, pending, refused, a duty, or none of these."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from extract.clauses.clause import CARRIED, Clause
from extract.clauses.ends import SPLIT
from extract.clauses.english_meant import meant
from extract.clauses.english_story import EnglishStory
from extract.layout.form import Form, Sentence
from extract.layout.page_lines import elsewhere
from extract.matching.rules import Match

CALLED = ("zh.scheme.calls", "en.scheme.relies")
"""The rules for filed models that a service calls: its own approval is another one."""
GOAL = "en.pending.goal"
"""The rule for how many an office wants to have some day."""
CONCEDED = re.compile(r"(?:although|though|even though|while|whereas)\b")
CUES = ("REFUSED", "PENDING", "DUTY", "APPROVED", "NOTICE")
SIDE = frozenset({"PARTNER", "RIVAL", "PARENT"})
LIST = ("bullet", "row", "line")
WAITS = ("REFUSED", "PENDING")
OTHER_WAITS = re.compile(
    r"(?!目前|至今|迄今|截至|其|该|但|相关|产品|公司|不过|而且|并且|部分)"
    r"[^，。；;\n]{2,24}?(?:(?:仍|还|尚|暂)(?:未|没|在|处|需|待|无)|(?<![，均都])(?:不在|未在|没有|未能|缺席))"
)
"""How another firm is said to wait: ``乙仍在排队``."""
ALL_OF_THEM = re.compile(r"均|都|皆|全部|[两三四五六]者|一并|(?:^|，)也")
"""Words by which what is said holds for all that were named."""
ASIDE = re.compile(
    r",? (?:which|who|whose|(?:in|of|for|with|to) (?:which|whom)) [^,.;]{3,120},"
    r"(?= (?!and |or |but )[a-z]+)"
)
"""A clause of one that a sentence says more of behind it."""
LEADS_IN = re.compile(r"如下|下列|下表|附表|以下|:$")
"""Words of a sentence that a list stands below."""
THEME = 4
"""Weight of words that lead in a list of what others do."""
TOLD = 24
"""Characters of a sentence that tells something of its own."""
REACH = (4, 6)
"""Line ends over which a role carries on in Chinese prose and in lists; an empty line is one."""


def clauses(
    form: Form,
    matches: Sequence[Match],
    linked: Iterable[tuple[int, int]],
    telling: Iterable[tuple[int, int]] = (),
    listed: Iterable[tuple[int, int]] = (),
) -> list[Clause]:
    """Clauses in order; list items and linked names carry the role of what they continue.

    ``linked`` are spans in which a company and a model stand linked, ``telling`` those of them
    where that is said and not only mentioned, ``listed`` lists of firms.
    """
    pairs, told, rolls = sorted(linked), sorted(telling), sorted(listed)
    starts = [m.start for m in matches]
    waits = [m.start for m in matches if m.label in WAITS]
    out: list[Clause] = []
    story = EnglishStory(foretold=any(m.label == "APPROVED" for m in matches))
    away = list(elsewhere(form))
    for sentence in form.sentences:
        if away and any(low <= sentence.start < high for low, high in away):
            out.append(Clause(sentence.start, sentence.end, sentence, "context", False, ()))
            continue
        parts: Iterable[tuple[int, int]] = _parts(
            form.text, sentence.start, sentence.end, form.language
        )
        if form.language == "zh" and _any_inside(waits, sentence.start, sentence.end):
            parts = [p for a, b in parts for p in _turns(form, a, b, matches, starts, pairs)]
        for start, end in parts:
            first = bisect_left(starts, start)
            inside = _own_acts(matches[first : bisect_left(starts, end, first)])
            if form.language == "en":
                inside = _main_acts(form.text, start, inside)
            clause = Clause(start, end, sentence, _own_role(sentence, inside), False, inside)
            if form.language == "en":
                clause = story.told(
                    clause,
                    paired=_some_inside(pairs, start, end),
                    telling=_some_inside(told, start, end),
                    listed=_some_inside(rolls, start, end),
                    conceded=_said_beside(form.text, clause),
                    leads=form.text.endswith(":", start, end),
                    meant=meant(form.text, clause, out),
                )
            else:
                clause = _carry(form, clause, out, pairs)
            out.append(clause)
    return out


def _said_beside(text: str, clause: Clause) -> bool:
    """Does a clause concede something, or set a goal? What follows goes on from before it."""
    goal = any(m.rule == GOAL for m in clause.matches)
    return goal or CONCEDED.match(text, clause.start) is not None


def _some_inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    low, high = bisect_left(spans, (start,)), bisect_left(spans, (end,))
    return any(stop <= end for _, stop in spans[low:high])


def _any_inside(places: Sequence[int], start: int, end: int) -> bool:
    found = bisect_left(places, start)
    return found < len(places) and places[found] < end


@lru_cache(maxsize=256)
def _parts(text: str, start: int, end: int, language: str) -> tuple[tuple[int, int], ...]:
    """The parts of a sentence, which is cut twice: to see what is told, and with its names."""
    edges = [start, *(m.end() for m in SPLIT[language].finditer(text, start, end)), end]
    return tuple((a, b) for a, b in pairwise(edges) if b > a)


def _turns(
    form: Form,
    start: int,
    end: int,
    matches: Sequence[Match],
    starts: Sequence[int],
    pairs: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """A Chinese part, cut where a firm told of last waits and those before it do not.

    ``甲有“小甲”，乙申报的“小乙”尚未列入名单``; ``甲的“小甲”获批，乙仍在排队``.
    """
    inside = matches[bisect_left(starts, start) : bisect_left(starts, end)]
    cues = [m for m in inside if m.label in CUES]
    waits = next((m for m in cues if m.label in WAITS), None)
    before = [m for m in cues if waits and m.start < waits.start]
    cues = [m for m in cues if waits is None or m is waits or not _holds_all(waits, m)]
    told = bool(before) and all(m.label == "APPROVED" for m in before)
    if waits is None or not (told or waits is cues[0]) or waits.value == "sentence":
        yield start, end
        return
    held = pairs[bisect_left(pairs, (start,)) : bisect_left(pairs, (waits.start,))]
    cut = form.text.rfind("，", start, waits.start if told else held[-1][0] if held else start) + 1
    if told:
        fresh = _some_inside(pairs, cut, end) or OTHER_WAITS.match(form.text, cut)
        apart = before[-1].end < cut and bool(fresh) and cues[-1].label in WAITS
    else:
        apart = len(held) > 1 and held[-2][1] < cut
    if not apart or cut <= start or ALL_OF_THEM.search(form.text[cut : waits.start]):
        yield start, end
        return
    yield start, cut
    yield cut, end


def _holds_all(cue: Match, other: Match) -> bool:
    """Does a cue lie within another: ``在名单`` in ``未在名单内``?"""
    return cue.start <= other.start and other.end <= cue.end


def _own_role(sentence: Sentence, matches: tuple[Match, ...]) -> str:
    if not matches:
        return "none"
    labels = {m.label for m in matches}
    if sentence.kind == "heading" and not labels & {"APPROVED", "NOTICE"}:
        return "none"
    cue = deciding_cue(m for m in matches if sentence.kind != "row" or m.label != "DUTY")
    if cue:
        return "approved" if cue.label == "NOTICE" else cue.label.lower()
    return "context" if labels & {"CONTEXT", "DRAFT"} else "none"


def deciding_cue(matches: Iterable[Match]) -> Match | None:
    """The cue that gives a clause its role.

    The first one; before it one of the whole clause, or a weightier one inside its span.
    """
    order = [m for m in matches if m.label in CUES]
    if len(order) < 2:
        return order[0] if order else None
    order.sort(key=lambda m: (m.start, CUES.index(m.label)))
    first = next((m for m in order if m.value == "sentence"), order[0])
    if first.value == "sentence" and first.label == "APPROVED":
        return first
    inside = [m for m in order if first.start <= m.start < first.end]
    return min(inside, key=lambda m: CUES.index(m.label))


def registers(clause: Clause) -> bool:
    """Does a cue of approval stand at a filing or registration that names this field?"""
    if clause.role != "approved" or not clause.has("REGISTER") or of_another_office(clause):
        return False
    acts = [m for m in clause.matches if m.label == "APPROVED"]
    filings = [m for m in clause.matches if m.label == "REGISTER" and m.value == "filing"]
    return any(
        act.start <= filing.end and filing.start <= act.end for act in acts for filing in filings
    )


def of_another_office(clause: Clause) -> bool:
    """Does an office of another field or country act in the clause, and none of this field?"""
    offices = any(m.label == "REGISTER" and m.value == "office" for m in clause.matches)
    return not offices and any(
        m.label == "OTHERSUBJECT" and m.value == "office" for m in clause.matches
    )


def _carry(
    form: Form, clause: Clause, before: list[Clause], pairs: Sequence[tuple[int, int]]
) -> Clause:
    if clause.role == "none" and _led_aside(form, before):
        return Clause(clause.start, clause.end, clause.sentence, "context", True, clause.matches)
    elsewhere = clause.has("OTHERSUBJECT") and clause.sentence.kind != "row"
    if clause.role != "none" or not before or elsewhere:
        return clause
    listed = clause.sentence.kind in LIST
    last = _last_said(form, before, clause.sentence.kind)
    if last is None or last.role not in CARRIED:
        return clause
    if clause.sentence.kind == "line" and _told_between(form, last, before):
        return clause
    same = clause.sentence == last.sentence
    continues = clause.has("CONTINUES") or clause.weight("CUMULATIVE") >= 4
    near = clause.sentence.paragraph - last.sentence.paragraph <= REACH[listed]
    listed = listed and not (last.sentence.kind == "bullet" and not last.carried)
    paired = near and _some_inside(pairs, clause.start, clause.end)
    if same or (near and (listed or continues)) or paired:
        return Clause(clause.start, clause.end, clause.sentence, last.role, True, clause.matches)
    return clause


def _led_aside(form: Form, before: Sequence[Clause]) -> bool:
    """Is this of what a clause leads in that others do: ``已成竞争焦点:甲推出…;乙发布…``?"""
    run = takewhile(lambda c: form.text[c.end - 1] in "；;", reversed(before))
    head = next((c for c in run if c.role not in ("none", "context") or not c.carried), None)
    return head is not None and head.role == "context" and head.weight("CONTEXT") >= THEME


def _own_acts(inside: Sequence[Match]) -> tuple[Match, ...]:
    """The matches of a clause without an approval of what its service only calls."""
    called = [(m.start, m.end) for m in inside if m.rule in CALLED]
    if not called:
        return tuple(inside)
    return tuple(
        m
        for m in inside
        if m.label != "APPROVED" or not any(a <= m.start and m.end <= b for a, b in called)
    )


def _main_acts(text: str, start: int, inside: tuple[Match, ...]) -> tuple[Match, ...]:
    """The matches of an English clause without what an aside before its act says of a wait.

    ``Haida, which had not been approved in May, has completed filing``
    """
    act = next((m for m in reversed(inside) if m.label == "APPROVED"), None)
    waits = [m for m in inside if act and m.label in WAITS and m.end < act.start]
    if act is None or not waits:
        return inside
    asides = [m.span() for m in ASIDE.finditer(text, start, act.end)]
    return tuple(
        m
        for m in inside
        if m not in waits or not any(a <= m.start and m.end <= b for a, b in asides)
    )


def _told_between(form: Form, last: Clause, before: list[Clause]) -> bool:
    """Does a paragraph of prose without a role of its own stand between, as in a digest?"""
    later = takewhile(lambda c: c is not last, reversed(before))
    return any(
        c.sentence.kind == "prose"
        and c.sentence.paragraph != last.sentence.paragraph
        and c.end - c.start >= TOLD
        and form.text[c.end - 1] in "。！？"
        and c.role in ("none", "context")
        for c in later
    )


def _last_said(form: Form, before: list[Clause], kind: str) -> Clause | None:
    """The last clause with a role of its own: Chinese lists are led in by lines without one.

    Prose on those that are not approved says nothing of a list that stands below it, prose on
    duties nothing of a table, but where it leads them in.
    """
    told = (c for c in reversed(before) if c.role not in ("none", "context"))
    return next((c for c in told if not _aside(form, c, kind)), None)


def _aside(form: Form, clause: Clause, kind: str) -> bool:
    """Is it prose that says nothing of a list of this kind below?"""
    roles = ("refused", "duty") if kind == "row" else ("refused",) if kind in LIST else ()
    if clause.role not in roles or clause.sentence.kind != "prose":
        return False
    return not LEADS_IN.search(form.text, clause.start, clause.sentence.end)


def _holds(cue: Match, position: int) -> bool:
    """Does a cue hold at a place: behind it, or one of names inside it, there?"""
    if cue.value == "inside":
        return cue.start <= position < cue.end
    return cue.end <= position


def role_at(clause: Clause, position: int) -> str:
    """The role of a name at ``position``: a partner or rival cue before it turns it."""
    if clause.role != "approved" or clause.labels.isdisjoint(SIDE):
        return clause.role
    side = [m for m in clause.matches if m.label in SIDE and _holds(m, position)]
    if not side:
        return clause.role
    last = max(side, key=lambda m: m.end)
    back = any(
        m.label == "APPROVED" and last.end <= m.start and m.end <= position for m in clause.matches
    )
    return clause.role if back else last.label.lower()
