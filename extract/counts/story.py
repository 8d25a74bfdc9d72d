"""The counts of one story fitted together: with its headline, their sizes, places and parts.

A number's own clause says whether it is of a batch or a total; where it says so weakly, what the
other numbers of the same register say decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.counts.counting import MAIN, Counting
from extract.counts.english_elided import PLACED
from extract.counts.english_told import SURE
from extract.counts.headlines import Headline
from extract.counts.heads import by_their_heads
from extract.counts.neighbours import beside_news, both_so_far, wholes_and_new
from extract.extraction import Scheme
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number

PRESENT = ("zh.cumulative.present", "zh.cumulative.have")
"""Cues of a running total that a notice of one batch uses as well: ``现有7款完成备案``."""
RUNNING = ("zh.cumulative", "en.cumulative.total", "en.cumulative.asof")
"""Cues that no headline overrules."""
PLACE_HAS = compiled(
    r"(?:^|[.;:,] )(?:[\w ]{0,20} )?(?!China\b)(?:(?:{places}|{cities})(?: alone)? (?:leads|led"
    r"|dominates"
    r"|tops|topped|heads|comes first|came first|followed|follows|accounts?|accounted|contributed"
    r"|contributes|supplied|provided|has|had|holds|is home|is represented)"
    r"|(?-i:[A-Z])[\w-]+(?: (?-i:[A-Z])[\w-]+)? (?:leads|led|tops|topped|heads|headed|dominates"
    r"|(?:is|was|remains|remained|stays|stayed|comes|came|stands|lies|ranks) (?:still |again |well"
    r" |clearly |far )*(?:ahead|first|in front|in the lead|on top|top)))\b[^.;\d]{0,40}$",
    "en",
)
"""``Beijing leads with``, ``Xuhui is ahead of the other districts with``."""
STANDS = re.compile(
    r" (?:now )?(?:have|has|are|is) (?:now |already |currently |so far )*(?:the|got|had|on|in|been"
    r"|available|open|licen[cs]ed)\b"
    r"| (?:may|can) (?:now |legally |lawfully )*be (?:offered|used|accessed|opened)\b"
)
"""Behind a number of what there is: ``have the green light``, ``are now available``."""
BY_RULE = re.compile(r"\b(?:regulat|rules?\b|approv|licen[cs]|permi[ts]|clear)", re.IGNORECASE)
ALL_FEW = re.compile(r"\b(?:[Aa]ll|[Bb]oth)(?: of)?(?: the| these| those)? $")
SHORT = 20
"""Characters before a number in which that stands."""
HAD, HAS_NOW = re.compile(r"\bhad $"), re.compile(r"\b(?:has|have|counts|holds|lists) (?:now )?$")
FEW, LARGER = 5, 1.5
"""What ``all`` may repeat of names, and by how much a total is larger than a batch."""
BEFORE = 400
"""Characters before a number in which the place stands that it is of."""
NEAR = 0.1
"""The part of a rounded number by which the exact one differs from it at most."""


def fitted(
    form: Form,
    counts: Sequence[Counting],
    matches: Sequence[Match],
    told: Headline,
    leading: Scheme,
) -> list[Counting]:
    """The counts, weak scopes set right by the headline and by each other."""
    out = [_as_headed(c, matches, told) for c in counts]
    if form.language == "en":
        out = by_their_heads(form, out)
        out = _without_old(form, beside_news(form, both_so_far(form, out)), told, leading)
        out = wholes_and_new(form, out)
        out = _without_places(form, _sized(form, matches, _rounded(out, leading), leading))
    return out


def _as_headed(count: Counting, matches: Sequence[Match], told: Headline) -> Counting:
    """A number that the headline gives too has the headline's scope, unless its own is plain."""
    if count.of != "services" or count.earlier:
        return count
    if count.scope == "other" and count.number.value in told.done:
        return replace(count, scope="batch")
    if count.scope in ("cumulative", "other") and count.number.value in told.new:
        return count if _plainly_total(count, matches) else replace(count, scope="batch")
    if count.scope in ("batch", "other") and any(_same(t, count.number) for t in told.totals):
        sure = count.margin <= -SURE and count.number.value not in told.listed
        return count if sure else replace(count, scope="cumulative")
    return count


def _without_old(
    form: Form, found: Sequence[Counting], told: Headline, leading: Scheme
) -> list[Counting]:
    """Of two exact totals the one that ``had`` been reached or the headline tops is past."""
    totals = [
        c
        for c in found
        if c.of == "services" and c.scope == "cumulative" and c.number.qualifier == "exact"
    ]
    old = {
        id(c)
        for c in totals
        for now in totals
        if (c.scheme or leading) == (now.scheme or leading)
        and c.number.value < now.number.value
        and (any(_same(t, now.number) for t in told.totals) or _had(form, c, now))
    }
    return [replace(c, scope="other", earlier=True) if id(c) in old else c for c in found]


def _had(form: Form, before: Counting, now: Counting) -> bool:
    """``It had 748 services at the end of last year. Now it has 809``."""
    told = (
        form.text[max(c.clause.start, c.start - 40) : c.start]
        for c in sorted((before, now), key=lambda c: c.number.value)
    )
    then, today = told
    return HAD.search(then) is not None and HAS_NOW.search(today) is not None


def _plainly_total(count: Counting, matches: Sequence[Match]) -> bool:
    """Does a word such as 累计, 截至 or ``so far`` stand before it in its sentence?"""
    before = within(matches, count.clause.sentence.start, count.end)
    return any(
        m.label == "CUMULATIVE"
        and m.rule not in PRESENT
        and m.rule.startswith(RUNNING)
        and m.start < count.start
        for m in before
    )


def _same(headed: Number, number: Number) -> bool:
    """Is a number the headline's, or the exact one that it rounds?"""
    return headed.value == number.value or rounds(headed, number)


def rounds(vague: Number, exact: Number) -> bool:
    """``more than 250`` and 252, ``almost 750`` and 748."""
    if vague.qualifier == "exact" or exact.qualifier != "exact":
        return False
    more = exact.value - vague.value
    if vague.qualifier in ("more_than", "at_least"):
        return 0 <= more <= NEAR * vague.value
    if vague.qualifier == "nearly":
        return 0 <= -more <= NEAR * vague.value
    return vague.qualifier == "about" and abs(more) <= NEAR * vague.value / 2


def _rounded(found: Sequence[Counting], leading: Scheme) -> list[Counting]:
    """A rounded number and the exact one that it rounds are one total, or one batch."""
    return [_as_the_other(found, c, leading) for c in found]


def _as_the_other(found: Sequence[Counting], count: Counting, leading: Scheme) -> Counting:
    if count.of != "services" or count.scope not in ("batch", "other") or count.earlier:
        return count
    if count.margin <= -SURE:
        return count
    return replace(count, scope="cumulative") if any(_twins(found, count, leading)) else count


def _twins(found: Sequence[Counting], count: Counting, leading: Scheme) -> Iterator[bool]:
    for other in found:
        alike = other.of == "services" and (other.scheme or leading) == (count.scheme or leading)
        if alike and other.scope == "cumulative" and other.margin > count.margin:
            yield rounds(count.number, other.number) or rounds(other.number, count.number)


def _without_places(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """In a story of the country's total: what one province has of it is no batch.

    ``The list runs to 117 services. Details: Beijing dominates with 51 entries``.
    """
    told = [c for c in found if c.of == "services" and c.scope in MAIN]
    if not told or _place_before(form, told[0]):
        return list(found)
    most = max(c.number.value for c in told if c.scheme == told[0].scheme)
    own = {id(c) for c in told}
    out: list[Counting] = []
    for place, c in enumerate(found):
        beside = bool(out) and out[-1].clause.sentence == c.clause.sentence
        goes_on = beside and c.rule == PLACED and out[-1].scope == "region"
        behind = found[place + 1] if place + 1 < len(found) else None
        listed = behind is not None and behind.rule == PLACED and c.clause is behind.clause
        may = c.scope == "batch" or (c.scope == "cumulative" and listed and c.margin < SURE)
        ranked = may and id(c) in own and c.number.value < most
        if ranked and (goes_on or _place_before(form, c)):
            c = replace(c, scope="region")
        out.append(c)
    return out


def _place_before(form: Form, count: Counting) -> bool:
    """Does a province have so many: ``Beijing leads with 51 entries``?"""
    head = form.text[max(count.clause.start, count.start - BEFORE) : count.start]
    return PLACE_HAS.search(head) is not None


def _sized(
    form: Form, matches: Sequence[Match], found: Sequence[Counting], leading: Scheme
) -> list[Counting]:
    """A batch is smaller than the total that holds it, and of two totals one is a batch."""
    return [_of_its_size(form, matches, found, c, leading) for c in found]


def _of_its_size(
    form: Form,
    matches: Sequence[Match],
    found: Sequence[Counting],
    count: Counting,
    leading: Scheme,
) -> Counting:
    if count.of != "services" or count.earlier:
        return count
    scheme = count.scheme or leading
    others = [
        c
        for c in found
        if c is not count and c.of == "services" and (c.scheme or leading) == scheme
    ]
    new = [c.number.value for c in others if c.scope == "batch" and not c.earlier]
    if count.scope == "cumulative" and count.number.qualifier == "exact":
        weak = abs(count.margin) < SURE
        if (
            weak
            and count.number.value < FEW
            and ALL_FEW.search(form.text, max(0, count.start - SHORT), count.start)
        ):
            return replace(count, scope="other")
        larger = any(
            c.scope == "cumulative" and c.number.value >= LARGER * count.number.value
            for c in others
        )
        if count.whole and larger and not new and (weak or _is_of_news(count, matches)):
            return replace(count, scope="batch")
    vague = count.number.qualifier in ("more_than", "nearly", "at_least")
    small = any(LARGER * value <= count.number.value for value in new)
    stands = vague and small and count.margin > -SURE and STANDS.match(form.text, count.end)
    if stands and (count.scope == "batch" or (count.scope == "other" and _by_rule(form, count))):
        return replace(count, scope="cumulative", earlier=False)
    return count


def _is_of_news(count: Counting, matches: Sequence[Match]) -> bool:
    """``The latest approvals, 12 in all``: all of what its sentence says to be new."""
    sentence = count.clause.sentence
    inside = within(matches, sentence.start, count.start)
    new = any(m.label == "NEW" and m.weight >= 2 for m in inside)
    return new and not any(m.rule.startswith("en.cumulative.asof") for m in inside)


def _by_rule(form: Form, count: Counting) -> bool:
    """Does a sentence say of what is available that the authorities let it?"""
    sentence = count.clause.sentence
    return BY_RULE.search(form.text, sentence.start, sentence.end) is not None
