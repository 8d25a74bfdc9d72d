"""A form, its clauses and matches to the counts of services and companies that it states."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extract.clauses.clause import Clause, clause_at
from extract.counts.counted import WITH_NOUN_BEFORE, noun_of
from extract.counts.counting import MAIN, Counting, Noun
from extract.counts.english_acts import by_their_acts
from extract.counts.english_batch import of_the_batch, without_sums_of_places
from extract.counts.english_counts import unsaid_counts
from extract.counts.english_counts import with_named as counted_with_named
from extract.counts.english_elided import FIRMS, MAKES, OTHER_BATCH, PART_LATE, PART_NEW, PLUS_NEW
from extract.counts.english_ellipsis import cued_noun, gapped, of_place
from extract.counts.english_objects import by_object
from extract.counts.english_stands import sums_of_days, totals_of_places
from extract.counts.english_sums import summed
from extract.counts.free_numbers import free_numbers
from extract.counts.genai_beside import genai_beside
from extract.counts.han_counted import HAN_ALL_FIRMS, HAN_FIRMS, HAN_FIRMS_WITH
from extract.counts.han_counts import (
    first_of_devices,
    parts_told,
    sums_up_some,
    told_besides,
    totals_and_new,
    with_named,
    without_parts,
)
from extract.counts.han_months import latest_rows
from extract.counts.han_register_counts import (
    before_totals,
    former_and_latter,
    new_beside,
    of_both,
    repeated,
    respectively,
    totals_go_on,
)
from extract.counts.han_unsaid import first_of_kind, nth_of_place
from extract.counts.links import carried_on, of_other_lists, told_in_pairs, without_sums
from extract.counts.scope import Weighed, weigh
from extract.counts.segments import Places
from extract.dates.read import DateMention
from extract.extraction import Counted, Scheme, Scope
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.printed.numbers import Number

THE_FEW = re.compile(r"\b(?:[Tt]he|[Tt]hose|[Tt]hese|[Bb]oth|[Aa]ll)(?: other| same)? $")
APPOSED = re.compile(r"\b[A-Z][\w.'-]*\)?,(?: which are| both| all)? $")
"""What stands before a number that sums up names: ``all seven``; ``Lumo and Tiandi, two``."""
WHOLE = re.compile(
    r"\b(?:batch|group|round|wave|lot|crop|tranche|cohort|total) of $"
    r"|\b(?:are|is|was|were|being) (?:also )?among (?:the )?(?:latest |new |newest |first )?$",
    re.IGNORECASE,
)
PART_AMONG = re.compile(
    r"(?: (?:from|in|of|based in) (?-i:[A-Z])[\w' -]{1,30}?)?"
    r" (?:is|are|was|were|figured?|features?d?|rank(?:ed)?|stand|come) (?:also )?"
    r"(?:among|part of|in|on (?:a|the) list of|out of) (?:the |a )?(?=[^.;]{0,60}\d|(?:two|three"
    r"|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|\w{3,5}teen|twenty)\b)"
)
"""Behind a number that is a part: ``three European companies are among the 16``."""
PART_OF_GROUP = re.compile(
    r"[^.;\d]{0,120}, (?:as |being )?(?:a )?part of (?:an?|the) (?:\w+ )?(?:group|batch|round|wave"
    r"|lot) of (?:more than |over |some |about )?(?:\d|[a-z]+(?:teen|ty)\b|ten\b|eleven\b|twelve\b)"
)
"""``Five companies won approval, part of a group of 27 filings``."""
BROUGHT = re.compile(r"\b(?:to|past|above|beyond) (?:more than |over |about |nearly )?$")
"""Before firms that are all there are by now: ``bring the number of firms to seven``."""
FIRMS_THIS_YEAR = re.compile(
    r"(?: of [\w ]{2,30})?(?: that| which)? (?:have|has) (?:[^.;,]{0,80} )?(?:this year|since"
    r" [A-Z\d]|so far"
    r"|to date)\b"
)
AMONG_THOSE = re.compile(
    r"(?: (?:from|by|of) [\w' -]{2,40}?)?(?:, [^.;,]{2,60},)? (?:is|are|was|were) (?:also"
    r" )?among (?:those|the ones) (?:that |newly |just )*"
    r"(?:filed|approved|registered|cleared|added|listed)\b"
)
"""``Six services from Shenzhen were among those newly filed``."""
SO_FAR = re.compile(r"[^.;,\d]{0,60}? (?:so far|to date|until now|up to now|by now|thus far)\b")
"""Behind a part by which it is no new one: ``80 of those have been approved so far``."""
IN_TOTAL = re.compile(r" in (?:total|all)\b| altogether\b")
Votes = dict[tuple[Counted, int], dict[Scheme | None, Counter[Scope]]]
"""A value to its schemes and their votes for a scope."""
FEW = 5
"""Companies from which a count on its own is the batch's."""


def find_counts(
    form: Form,
    clauses: Sequence[Clause],
    matches: Sequence[Match],
    dates: Sequence[DateMention],
    leading: Scheme,
) -> list[Counting]:
    """Every number that counts services or companies, in order.

    ``leading`` is the article's scheme.
    """
    counted = [m for m in matches if m.label == "COUNTED"]
    seen: list[tuple[Number, Clause, Noun]] = []
    loose: list[tuple[Number, Clause]] = []
    for number in free_numbers(form, matches, dates):
        clause = clause_at(clauses, number.start)
        noun = noun_of(form, number, counted, clause) if clause else None
        if clause and noun is None:
            noun = cued_noun(form, number, clause, matches)
        if clause and noun is None and seen and seen[-1][1].sentence == clause.sentence:
            noun = gapped(form, number, seen[-1][0], seen[-1][2]) or of_place(
                form, number, clause, seen[-1][2]
            )
        if clause and noun:
            seen.append((number, clause, noun))
        if clause:
            loose.append((number, clause))
    places = Places(form, [number.start for number, _, _ in seen], clauses)
    out = [
        _counting(
            form,
            number,
            clause,
            noun,
            weigh(form, number, noun.of, clause, matches, places, noun.end),
        )
        for number, clause, noun in seen
    ]
    out = by_object(form, genai_beside(form, out, leading, matches), leading, matches)
    out = [*out, *unsaid_counts(form, clauses, out)]
    out = _agreed(form, sorted(out, key=_start))
    if form.language == "en":
        out = by_their_acts(form, counted_with_named(form, clauses, out))
        out = without_sums_of_places(form, of_other_lists(form, out))
        out = without_sums(summed(form, loose, carried_on(form, out), places, leading))
        out = sums_of_days(totals_of_places(form, clauses, dates, out))
        pairs = list(told_in_pairs(form, loose, out))
        told = {count.start for count in pairs}
        out = sorted([*(count for count in out if count.start not in told), *pairs], key=_start)
    else:
        out = with_named(form, without_parts(form, repeated(form, respectively(form, out))))
        out = parts_told(totals_and_new(form, told_besides(form, out)))
        out = former_and_latter(form, totals_go_on(form, out))
        out = before_totals(form, of_both(form, out))
        out = first_of_devices(new_beside(form, out))
        out = sorted([*out, *latest_rows(form, clauses, out)], key=_start)
        unsaid = [*first_of_kind(form, clauses, out), *nth_of_place(form, clauses, out)]
        out = sorted([*out, *unsaid], key=_start)
    lead = next((c for c in clauses if c.role == "approved"), None)
    out = _firms_told(form, out, lead)
    return of_the_batch(form, out) if form.language == "en" else out


def _start(count: Counting) -> int:
    return count.start


def _firms_told(form: Form, found: Sequence[Counting], lead: Clause | None) -> list[Counting]:
    """A few companies counted apart from services and lead are a part of the batch's.

    So are those that the words stand for by names told before; more companies than services are
    not the batch's at all.
    """
    batch = [c for c in found if c.of == "services" and c.scope == "batch"]
    whole = {c.scheme: c.number.value for c in reversed(batch)}
    told = {
        c.clause.sentence
        for c in batch
        if form.language == "en" or c.number.value == whole[c.scheme]
    }
    most = max((c.number.value for c in found if c.of == "services" and c.scope in MAIN), default=0)

    def stray(c: Counting) -> bool:
        apart = c.clause.sentence not in told and not (lead and c.clause.sentence == lead.sentence)
        few = c.number.value < FEW and (apart or _stand_for_names(form, c) or sums_up_some(form, c))
        return few or 0 < most < c.number.value

    return [
        replace(c, scope="breakdown")
        if c.of == "companies" and c.scope == "batch" and stray(c)
        else c
        for c in found
    ]


def _stand_for_names(form: Form, count: Counting) -> bool:
    """``the two companies``, ``Lumo and Tiandi, two start-ups,``: names told before."""
    head = form.text[max(0, count.start - 40) : count.start]
    return bool(THE_FEW.search(head)) or (
        bool(APPOSED.search(head)) and form.text[count.end : count.end + 1] in (",", ".", ";")
    )


def _counting(form: Form, number: Number, clause: Clause, noun: Noun, weighed: Weighed) -> Counting:
    scope, scheme = weighed.scope, weighed.scheme
    if (
        noun.rule in (PART_NEW, PART_LATE, PLUS_NEW, WITH_NOUN_BEFORE, OTHER_BATCH)
        and clause.role == "approved"
        and not (noun.rule == PART_NEW and SO_FAR.match(form.text, noun.end))
    ):
        scope = "batch"
    if noun.rule == MAKES and clause.role in ("approved", "none"):
        scope = "cumulative"
    head = form.text[max(0, number.outer_start - 30) : number.outer_start]
    whole = bool(WHOLE.search(head) or IN_TOTAL.match(form.text, noun.end))
    whole = whole or (noun.rule == FIRMS and not BROUGHT.search(head))
    among = PART_AMONG.match(form.text, noun.end) or AMONG_THOSE.match(form.text, noun.end)
    among = among or PART_OF_GROUP.match(form.text, noun.end)
    may = MAIN if noun.of == "services" else ("batch",)
    if scope in may and not whole and among:
        scope = "breakdown"
    summed = whole or noun.rule == HAN_ALL_FIRMS
    if summed and noun.of == "companies" and scope == "cumulative":
        scope = "batch"
    if noun.of == "companies" and scope == "batch" and _of_a_year(form, clause, noun):
        scope = "cumulative"
    of = noun.of
    if noun.rule == HAN_FIRMS and scope == "batch" and HAN_FIRMS_WITH.match(form.text, noun.end):
        of = "companies"
    return Counting(
        number, of, scope, scheme, weighed.earlier or noun.rule == OTHER_BATCH, clause, noun.end,
        noun.rule, weighed.margin, whole,
    )  # fmt: skip


def _of_a_year(form: Form, clause: Clause, noun: Noun) -> bool:
    """``Eleven makers have registered apps this year``: more than a batch has."""
    return FIRMS_THIS_YEAR.match(form.text, noun.end, clause.end) is not None


def _agreed(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """One value has one scope in an article: the one that most of its mentions speak for.

    Mentions such as ``all seven`` only repeat what was said.
    """
    votes: Votes = {}
    for c in found:
        said = _ballot(votes, form, c)
        repeated = said and THE_FEW.search(form.text, max(0, c.start - 16), c.start)
        if c.scope in MAIN and not c.earlier and not repeated:
            named = votes.setdefault((c.of, c.number.value), {})
            named.setdefault(c.scheme, Counter())[c.scope] += 1 + abs(c.margin)
    return [_outvoted(c, _ballot(votes, form, c)) for c in found]


def _ballot(votes: Votes, form: Form, count: Counting) -> Counter[Scope]:
    """The votes of a value's mentions under a scheme; a Chinese heading seldom names its own."""
    named = votes.get((count.of, count.number.value), {})
    alike = form.language == "zh"
    return sum(
        (
            said
            for scheme, said in named.items()
            if scheme == count.scheme or (alike and None in (scheme, count.scheme))
        ),
        Counter[Scope](),
    )


def _outvoted(counting: Counting, ballot: Counter[Scope] | None) -> Counting:
    if not ballot or counting.scope not in MAIN:
        return counting
    return replace(counting, scope=max(ballot, key=lambda s: (ballot[s], s == "batch")))
