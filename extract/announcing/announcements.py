"""Facts to drafts: the batches that an article announces, then those that it recalls."""

from bisect import bisect_left
from collections.abc import Sequence

from extract.announcing.backgrounds import backgrounds, place_pairs
from extract.announcing.english_placed import day_of_place, stretch
from extract.announcing.kinds import kind_of, tells_of_one
from extract.announcing.later_models import add_later_models
from extract.announcing.offices import by_office
from extract.announcing.owners import add_owners
from extract.announcing.second_registers import another_register, is_fresh, names_here, numbers_list
from extract.announcing.told_places import told_of
from extract.clauses.clause import Clause
from extract.clauses.han_compared import of_other_batch
from extract.clauses.recall import Recalled
from extract.clauses.referring import refers_back
from extract.clauses.schemes import LISTED
from extract.clauses.scope import registers
from extract.clauses.told_scheme import scheme_told
from extract.counts.counting import Counting
from extract.counts.national import of_a_province, of_the_country
from extract.counts.schemes import CONTRAST
from extract.event_dates.places import bearing_of
from extract.event_dates.read import set_dates
from extract.extraction import Quantity, Scheme
from extract.facts import Draft, Facts
from extract.layout.form import Sentence
from extract.matching.windows import start_of, within
from extract.names.candidates import Candidate
from extract.printed.ordinals import ordinals

BESIDE = {"en": 4, "zh": 7}
"""Paragraphs of prose over which two registers are told of together."""
APART = 3
"""Paragraphs from a batch to a total of another register that only stands beside it."""
Mains = dict[tuple[Scheme, str | None], Draft]
"""By the register and, in a story of several places, the place."""
LEAST_NAMED = 3
"""Services named that may be all that a number counts: fewer agree by chance."""


def draft(facts: Facts, earlier: Recalled) -> list[Draft]:
    """Main announcements first, then those the article recalls; empty where it announces none.

    ``earlier`` are the clauses that recall another batch.
    """
    mains = _mains(facts, earlier)
    if not mains:
        return []
    behind = backgrounds(facts, earlier, mains)
    place_pairs(facts, mains, behind)
    mains = by_office(facts, mains)
    if facts.form.language == "en":
        add_later_models(facts, mains)
    else:
        add_owners(facts, [*mains, *behind])
    for main in mains:
        _all_named(facts, main)
        set_dates(facts, main, earlier, first=main is mains[0])
        if main.place or (facts.form.language == "en" and _shares_sentence(facts, main, mains)):
            _date_in_clauses(facts, main)
        elif facts.form.language == "en" and _one_office(main, mains):
            _date_in_own_clause(facts, main)
        if facts.form.language == "zh" and main.scheme == "genai_registration":
            _date_with_first(facts, main, mains[0])
        if facts.form.language == "en" and main.scheme == "genai_registration":
            _date_with_filings(facts, main, mains[0])
        if main.date is None and main.scheme == mains[0].scheme:
            main.date = mains[0].date
        main.kind = kind_of(facts, main)
        if tells_of_one(facts, main):
            main.listed = Quantity(1, "exact")
        main.ordinal = _ordinal(facts, main, earlier)
    return mains + [b for b in behind if b.says_something]


def _all_named(facts: Facts, main: Draft) -> None:
    """A number told alone, of as many services as the story names as new, is no running total.

    ``Seven services are on the list. They are those of …``, with seven firms.
    """
    told = main.cumulative
    if told is None or main.services or told.of != "services" or told.number.value < LEAST_NAMED:
        return
    models, owners, alone = set[str](), set[str](), set[str]()
    for pair in main.named:
        company = _folded(facts, pair.company)
        if pair.unit is None:
            alone.add(company)
        else:
            models.add(_folded(facts, pair.unit.model) or company)
            owners.add(company)
    if len(models) + len(alone - owners) == told.number.value:
        main.services, main.cumulative = told, None


def _folded(facts: Facts, name: Candidate | None) -> str:
    return facts.form.text[name.start : name.end].casefold() if name else ""


def _date_with_first(facts: Facts, main: Draft, first: Draft) -> None:
    """What is registered was announced with what was filed, whatever day its total is of."""
    if first.date and (main.date is None or (main.date.kind == "as_of" != first.date.kind)):
        main.date = first.date
    told = [{c.clause.sentence for c in (d.services, d.cumulative) if c} for d in (main, first)]
    if first.date and (
        told[0] & told[1] or any(_joined(facts, a, b) for a in told[1] for b in told[0])
    ):
        main.date = first.date


def _joined(facts: Facts, one: Sentence, other: Sentence) -> bool:
    """Does ``；`` join a sentence to the next?"""
    return facts.form.text[one.end - 1] in "；;" and 0 <= other.start - one.end <= 1


def _date_in_clauses(facts: Facts, main: Draft) -> None:
    """Of several places told of beside each other each has the day of its own clause."""
    own = main.services or main.cumulative
    spans = [stretch(facts, own)] if own and facts.form.language == "en" else []
    spans += [(c.start, c.end) for c in main.clauses]
    days = (d for low, high in spans for d in facts.dates_in(low, high) if d.value)
    own_day = next((d for d in days if d.kind in ("day", "as_of")), None)
    if own_day is None and main.place and facts.form.language == "en":
        own_day = next(day_of_place(facts, main.place), None)
    main.date = own_day or main.date
    if main.date is None and facts.form.language == "en":
        near = facts.dates_in(0, own.start if own else 0)
        main.date = next((d for d in reversed(near) if d.value and d.kind != "dateline"), None)


def _one_office(main: Draft, mains: Sequence[Draft]) -> bool:
    """Is it one of several announcements of one register, as those of two offices?"""
    return bool(main.clauses) and sum(m.scheme == main.scheme for m in mains) > 1


def _date_in_own_clause(facts: Facts, main: Draft) -> None:
    """``A filed x on March 19, while B registered y one day earlier``: to each its own day."""
    own = main.clauses[0]
    sentence = own.sentence
    days = [d for d in facts.dates_in(own.start, own.end) if d.kind == "day" and d.value]
    others = facts.dates_in(sentence.start, sentence.end)
    if len(days) == 1 and len(others) > 1 and main.date is not days[0] and main.date in others:
        main.date = days[0]


def _shares_sentence(facts: Facts, main: Draft, mains: Sequence[Draft]) -> bool:
    """Is an announcement whose count has no day told in one sentence with another register's?"""
    counted = [c.clause.sentence for c in (main.services, main.cumulative) if c]
    if not main.clauses or any(facts.dates_in(s.start, s.end) for s in counted):
        return False
    own = main.clauses[0]
    others = (c for m in mains if m is not main for c in m.clauses)
    return any(c.sentence == own.sentence and c is not own for c in others)


def _date_with_filings(facts: Facts, main: Draft, first: Draft) -> None:
    """English registrations that no day of their own sentences dates were told of with the first.

    ``The total was released Tuesday. The regulator also counted 159 registered apps``
    """
    told, day = first.date, main.date
    if told is None or told.kind != "day" or first.scheme != "genai_filing":
        return
    own = [c.clause.sentence for c in (main.services, main.cumulative) if c]
    dated = day is not None and any(s.start <= day.start < s.end for s in own)
    stands = day is not None and (day.kind == "as_of" or bearing_of(facts, day) == "state")
    if own and (stands or not dated):
        main.date = told


def _mains(facts: Facts, earlier: Recalled) -> list[Draft]:
    mains: Mains = {}
    news = [c for c in facts.counts if _is_news(facts, c, earlier)]
    places = told_of(facts, news)
    for counting in news:
        place = places.place(counting)
        if id(counting) in places.left_out:
            continue
        if place is None and _of_all_the_country(facts, counting):
            continue
        key = counting.scheme or facts.scheme, place
        if key in mains or not mains or place or _second_main(facts, counting, mains):
            mains.setdefault(key, Draft("main", key[0], place=place)).take(counting)
    place = None
    for clause in facts.clauses:
        if clause.role == "approved" and id(clause) not in earlier:
            place = places.of_clause(facts, clause, place)
            scheme = scheme_told(facts, clause) or facts.scheme
            key = scheme, place
            if not mains and _announced_by(facts, clause):
                mains[key] = Draft("main", scheme)
            told = list(mains.values())
            if told and key not in mains and another_register(facts, clause, scheme, told):
                mains[key] = Draft("main", scheme)
            if key in mains:
                mains[key].clauses.append(clause)
    return list(mains.values())


def _is_news(facts: Facts, counting: Counting, earlier: Recalled) -> bool:
    """May a count open or fill a main announcement?"""
    if counting.scope not in ("batch", "cumulative") or counting.of == "other":
        return False
    if counting.scheme == "algorithm_cancelled" or id(counting.clause) in earlier:
        return False
    return not counting.earlier or _only_in_lead(facts, counting)


def _of_all_the_country(facts: Facts, counting: Counting) -> bool:
    """A total of the country in a story of one place, or what is new in it: ``up 77``."""
    if counting.scope == "cumulative":
        return of_the_country(facts, counting)
    if facts.form.language == "zh" or not of_a_province(facts):
        return False
    sentence = counting.clause.sentence
    beside = within(facts.counts, sentence.start, sentence.end)
    totals = [c for c in beside if c.scope == "cumulative" and c.scheme == counting.scheme]
    return any(of_the_country(facts, c) for c in totals)


def _only_in_lead(facts: Facts, counting: Counting) -> bool:
    """Is it the one count of a lead that tells of an earlier batch as well?"""
    if facts.lead is None or counting.clause.sentence != facts.lead.sentence:
        return False
    if facts.form.language == "zh":
        compared = of_other_batch(facts.form, counting.number)
        return not compared and not _in_past(counting.clause, counting.start)
    beside = (c for c in facts.counts if c.clause.sentence == facts.lead.sentence)
    return not any(c.of != "other" and not c.earlier for c in beside)


def _in_past(clause: Clause, place: int) -> bool:
    """Does a place stand inside the words that recall: ``继1月底一批14款之后``?"""
    past = (m for m in clause.matches if m.label == "EARLIER")
    return any(m.start <= place < m.end for m in past)


def _announced_by(facts: Facts, clause: Clause) -> bool:
    """Does an approved clause without a count announce something?"""
    told = clause.has("NOTICE") or registers(clause) or names_here(facts, clause)
    return (
        told
        or _dated_lead(facts, clause)
        or refers_back(facts, clause)
        or _adds_to_register(facts, clause)
    )


def _dated_lead(facts: Facts, clause: Clause) -> bool:
    """``A clinic's chatbot was registered as an application on Monday``, first in English?"""
    first = clause is facts.lead and facts.form.language == "en" and clause.has("SCHEME")
    return first and any(d.kind == "day" for d in facts.dates_in(clause.start, clause.end))


def _adds_to_register(facts: Facts, clause: Clause) -> bool:
    """Does an office put something on the register of this field, first in an English story?"""
    first = clause is facts.lead and facts.form.language == "en" and clause.has("AUTHORITY")
    return first and any(m.label == "TOPIC" and m.value == "genai" for m in clause.matches)


def _second_main(facts: Facts, counting: Counting, mains: Mains) -> bool:
    """Does a count of another scheme open a second main announcement?"""
    if counting.of != "services":
        return False
    first = next(iter(mains.values()))
    told = [x.clause.sentence for x in (first.services, first.cumulative) if x]
    if {counting.scheme or facts.scheme, first.scheme} == {"genai_registration", "genai_filing"}:
        reach = BESIDE[facts.form.language]
        near = any(_prose_between(facts, s, counting.clause.sentence) <= reach for s in told)
        return near and not _only_a_state(facts, counting, first)
    if facts.form.language == "en" and counting.clause.sentence in told:
        return True
    if _beside_a_list(facts, counting, first):
        return False
    if counting.scheme in LISTED and numbers_list(facts, counting.clause, first):
        return True
    low, high = counting.clause.sentence.start, counting.start
    apart = CONTRAST.search(facts.form.text, low, high) if facts.form.language == "en" else None
    if apart and counting.scheme not in LISTED:
        return False
    return counting.scope == "batch" and is_fresh(facts, counting.clause, first)


def _beside_a_list(facts: Facts, counting: Counting, first: Draft) -> bool:
    """Does an English story of one list of algorithms count another's, without a day of its own?"""
    if facts.form.language != "en" or not {counting.scheme, first.scheme} <= set(LISTED):
        return False
    sentence = counting.clause.sentence
    return not any(d.kind == "day" for d in facts.dates_in(sentence.start, sentence.end))


def _only_a_state(facts: Facts, counting: Counting, first: Draft) -> bool:
    """Is it how many another Chinese register holds, paragraphs below the news of a batch?"""
    if facts.form.language != "zh" or counting.scope != "cumulative" or first.services is None:
        return False
    own = [c for c in facts.counts if c.scheme == counting.scheme and c.scope == "batch"]
    below = counting.clause.sentence.paragraph - first.services.clause.sentence.paragraph
    return not own and below >= APART


def _prose_between(facts: Facts, one: Sentence, other: Sentence) -> int:
    """The paragraphs from one sentence to another, those of lists and tables left out."""
    first, last = sorted((one, other), key=start_of)
    low = bisect_left(facts.form.sentences, first.start, key=start_of)
    high = bisect_left(facts.form.sentences, last.start, key=start_of)
    between = facts.form.sentences[low : high + 1]
    return len({s.paragraph for s in between if s.kind not in ("row", "bullet", "line")})


def _ordinal(facts: Facts, main: Draft, earlier: Recalled) -> int | None:
    own = (m for c in main.clauses if id(c) not in earlier for m in c.matches)
    return next(iter(ordinals(facts.form.text, own)), None)
