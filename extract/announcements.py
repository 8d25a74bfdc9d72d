"""Counts, services, dates and cues of one article to the batches it announces or recalls."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from extract.counts import Counting
from extract.dates import DateMention
from extract.extraction import Kind, Quantity, Scheme
from extract.form import Form, Sentence
from extract.links import Pair
from extract.rules import Match
from extract.scope import Clause, role_at

LONG_AGO = 21
"""Days between an event and its report from which it is recalled, not announced."""
ORDINALS = {
    w: i for i, w in enumerate(
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"], 1)
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """An announcement while it is put together; offsets into the form."""

    role: str
    scheme: Scheme
    clauses: list[Clause] = field(default_factory=list)
    services: Counting | None = None
    companies: Counting | None = None
    cumulative: Counting | None = None
    date: DateMention | None = None
    period: DateMention | None = None
    ordinal: int | None = None
    named: list[Pair] = field(default_factory=list)
    kind: Kind | None = None

    def quantity(self, counting: Counting | None) -> Quantity | None:
        if counting is None:
            return None
        return Quantity(counting.number.value, counting.number.qualifier)


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read from a form, before it is grouped."""

    form: Form
    clauses: Sequence[Clause]
    matches: Sequence[Match]
    counts: Sequence[Counting]
    dates: Sequence[DateMention]
    pairs: Sequence[Pair]
    published: date | None
    scheme: Scheme


def ordinal_value(text: str) -> int | None:
    """``fourth batch``, ``12th`` or 第十五批 to a number; 首批 is 1."""
    from extract.numbers import han_value

    word = re.match(r"[a-z]+", text.lower())
    if word and word.group() in ORDINALS:
        return ORDINALS[word.group()]
    digits = re.search(r"\d+", text)
    if digits:
        return int(digits.group())
    if "首" in text:
        return 1
    han = re.search("[一二三四五六七八九十]+", text)
    return han_value(han.group()) if han else None


def draft(facts: Facts) -> list[Draft]:
    """Main announcements first, then those the article recalls."""
    earlier = {id(c) for c in facts.clauses if _recalls(facts, c)}
    mains = _mains(facts, earlier)
    if not mains:
        return []
    backgrounds = _backgrounds(facts, earlier, mains)
    _place_pairs(facts, mains, backgrounds, earlier)
    for main in mains:
        _date(facts, main, earlier)
        if (
            main.date is None
            and facts.form.language == "zh"
            and main.scheme == "genai_registration"
        ):
            main.date = mains[0].date
        main.kind = _kind(facts, main)
        main.ordinal = _ordinal(facts, main, earlier)
    return mains + [
        b
        for b in backgrounds
        if b.date or b.ordinal or b.services or b.companies or b.cumulative or b.named
    ]


def _lead(facts: Facts) -> Clause | None:
    return next((c for c in facts.clauses if c.role == "approved"), None)


def _recalls(facts: Facts, clause: Clause) -> bool:
    """Is an approved clause about an earlier batch?"""
    if clause.role != "approved":
        return False
    lead = _lead(facts)
    if lead is not None and (clause is lead or clause.sentence == lead.sentence):
        return _long_ago(facts, clause) and clause is not lead
    past = next((m for m in clause.matches if m.label == "EARLIER"), None)
    fresh = next((m for m in clause.matches if m.label == "NEW" and m.weight >= 2), None)
    if past is not None and fresh is not None and fresh.start < past.start:
        return False
    if past is not None and not _only_first(facts, clause):
        return not _names_main_ordinal(facts, clause)
    return _long_ago(facts, clause)


def _only_first(facts: Facts, clause: Clause) -> bool:
    """Early in a story that knows no other batch, the first batch is the one announced."""
    approved = [c for c in facts.clauses if c.role == "approved"]
    if clause not in approved[:3]:
        return False
    known = {
        ordinal_value(facts.form.text[m.start : m.end])
        for c in approved
        for m in c.matches
        if m.label == "ORDINAL" and not c.has("SCHEME")
    }
    return known == {1} and any(m.label == "ORDINAL" for m in clause.matches)


def _names_main_ordinal(facts: Facts, clause: Clause) -> bool:
    lead_ordinals = _lead_ordinals(facts)
    own = {
        ordinal_value(facts.form.text[m.start : m.end])
        for m in clause.matches
        if m.label == "ORDINAL"
    }
    return bool(own & lead_ordinals) and not any(
        m.label == "EARLIER"
        and not re.search(r"first|首", facts.form.text[m.start : m.end].lower())
        for m in clause.matches
    )


def _lead_ordinals(facts: Facts) -> set[int | None]:
    lead = _lead(facts)
    if lead is None:
        return set()
    return {
        ordinal_value(facts.form.text[m.start : m.end])
        for m in facts.matches
        if m.label == "ORDINAL" and lead.sentence.start <= m.start < lead.sentence.end
    }


def _long_ago(facts: Facts, clause: Clause) -> bool:
    if facts.published is None:
        return False
    days = [
        d
        for d in facts.dates
        if clause.start <= d.start < clause.end and d.kind in ("day", "month") and d.value
    ]
    if not days:
        return False
    return all(_age(d, facts.published) > LONG_AGO for d in days)


def _age(mention: DateMention, published: date) -> int:
    value = mention.value or ""
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        last = date(year + (month == 12), month % 12 + 1, 1)
        return (published - last).days
    return (published - date.fromisoformat(value)).days


def _mains(facts: Facts, earlier: set[int]) -> list[Draft]:
    mains: dict[Scheme, Draft] = {}
    for counting in facts.counts:
        if counting.scope not in ("batch", "cumulative") or counting.of == "other":
            continue
        if counting.scheme == "algorithm_cancelled":
            continue
        if id(counting.clause) in earlier or (counting.earlier and not _in_lead(facts, counting)):
            continue
        scheme = counting.scheme or facts.scheme
        main = mains.get(scheme)
        if main is None:
            if mains and not _second_main(facts, counting, mains):
                continue
            main = mains.setdefault(scheme, Draft("main", scheme))
        _fill(main, counting)
    for clause in facts.clauses:
        if clause.role == "approved" and id(clause) not in earlier:
            scheme = _clause_scheme(clause) or facts.scheme
            if not mains and (_named_in(facts, clause) or clause.has("NOTICE")):
                mains[scheme] = Draft("main", scheme)
            if scheme in mains:
                mains[scheme].clauses.append(clause)
    return list(mains.values())


def _in_lead(facts: Facts, counting: Counting) -> bool:
    lead = _lead(facts)
    return lead is not None and counting.clause.sentence == lead.sentence


def _named_in(facts: Facts, clause: Clause) -> bool:
    return any(clause.start <= p.start < clause.end for p in facts.pairs)


def _clause_scheme(clause: Clause) -> Scheme | None:
    from extract.counts import _scheme

    return _scheme(list(clause.matches))


def _second_main(facts: Facts, counting: Counting, mains: dict[Scheme, Draft]) -> bool:
    """Does a count of another scheme open a second main announcement?"""
    if counting.of != "services":
        return False
    if counting.scheme == "algorithm_cancelled":
        return False
    first = next(iter(mains.values()))
    if {counting.scheme or facts.scheme, first.scheme} == {"genai_registration", "genai_filing"}:
        places = [x.clause.sentence.paragraph for x in (first.services, first.cumulative) if x]
        return any(abs(p - counting.clause.sentence.paragraph) <= 3 for p in places)
    return counting.scope == "batch" and _fresh(facts, counting.clause)


def _fresh(facts: Facts, clause: Clause) -> bool:
    """Is the clause's event dated to a day within a week of the report?"""
    days = [
        d for d in facts.dates
        if clause.sentence.start <= d.start < clause.sentence.end and d.kind == "day" and d.value
    ]  # fmt: skip
    return facts.published is not None and any(0 <= _age(d, facts.published) <= 7 for d in days)


def _fill(main: Draft, counting: Counting) -> None:
    if counting.of == "companies":
        if counting.scope == "batch" and main.companies is None:
            main.companies = counting
        return
    slot = "cumulative" if counting.scope == "cumulative" else "services"
    held: Counting | None = getattr(main, slot)
    if (
        held is None
        or (held.clause.sentence.kind == "heading" and held.number.value == counting.number.value)
        or (
            slot == "cumulative"
            and held.number.qualifier != "exact"
            and counting.number.qualifier == "exact"
            and 0.8 * held.number.value <= counting.number.value <= 1.2 * held.number.value
        )
    ):
        setattr(main, slot, counting)


def _backgrounds(facts: Facts, earlier: set[int], mains: list[Draft]) -> list[Draft]:
    out: dict[tuple[Scheme, str], Draft] = {}
    for clause in facts.clauses:
        if id(clause) not in earlier:
            continue
        scheme = _clause_scheme(clause) or facts.scheme
        mention = next(
            (d for d in facts.dates if clause.start <= d.start < clause.end and d.kind != "as_of"),
            None,
        )
        ordinals = [
            ordinal_value(facts.form.text[m.start : m.end])
            for m in clause.matches
            if m.label == "ORDINAL"
        ]
        key = (
            scheme,
            str(ordinals[0])
            if ordinals
            else (mention.value if mention and mention.value else "earlier"),
        )
        entry = out.setdefault(key, Draft("background", scheme))
        entry.clauses.append(clause)
        entry.date = entry.date or mention
        entry.ordinal = entry.ordinal or (ordinals[0] if ordinals else None)
        for counting in facts.counts:
            if counting.clause is clause and counting.scope in ("batch", "cumulative"):
                _fill(entry, counting)
    used = {id(c) for m in mains for c in (m.services, m.companies, m.cumulative) if c}
    for counting in facts.counts:
        if (
            counting.of == "services"
            and id(counting) not in used
            and counting.scope in ("batch", "cumulative")
            and id(counting.clause) not in earlier
            and counting.scheme is not None
            and counting.scheme not in {m.scheme for m in mains}
        ):
            entry = out.setdefault((counting.scheme, "other"), Draft("background", counting.scheme))
            entry.clauses.append(counting.clause)
            _fill(entry, counting)
            entry.kind = "cumulative" if entry.services is None else "list"
    return list(out.values())


def _place_pairs(
    facts: Facts, mains: list[Draft], backgrounds: list[Draft], earlier: set[int]
) -> None:
    """Each approved name goes to the announcement of its clause."""
    last: Draft | None = None
    seen: set[int] = set()
    placed = sorted(facts.pairs, key=lambda p: p.start)
    starts = [p.start for p in placed]
    for clause in facts.clauses:
        low, high = bisect_left(starts, clause.start), bisect_left(starts, clause.end)
        inside = [p for p in placed[low:high] if id(p) not in seen]
        if not inside:
            continue
        seen |= {id(p) for p in inside}
        owner = next((b for b in backgrounds if clause in b.clauses), None)
        if owner is None:
            scheme = _clause_scheme(clause)
            owner = next((m for m in mains if m.scheme == scheme), None)
            if owner is None and clause.carried and last is not None:
                owner = last
            owner = owner or mains[0]
        last = owner
        owner.named.extend(p for p in inside if _approved(clause, p))


def _approved(clause: Clause, pair: Pair) -> bool:
    return role_at(clause, pair.start) == "approved"


def _date(facts: Facts, main: Draft, earlier: set[int]) -> None:
    """The day of the event: in the counting sentence, else in an approved one, else the report's month."""
    keys = [s for c in (main.services, main.companies) if c for s in _saying(facts, c)]
    total = _saying(facts, main.cumulative) if main.cumulative else []
    zh = facts.form.language == "zh"
    approved = [c.sentence for c in main.clauses if id(c) not in earlier and not (zh and c.carried)]
    only_total = main.services is None and main.companies is None and main.cumulative is not None
    stages = ((total, ("as_of",)), (total, ("day", "period", "month"))) if only_total else ()
    stages = (*stages, (keys, ("day",)), (approved[:3], ("day",)), (keys, ("period",)), (keys + total, ("as_of",)),
              (keys + approved, ("month",)))  # fmt: skip
    for sentences, kinds in stages:
        eligible = [
            d for s in sentences for d in facts.dates
            if s.start <= d.start < s.end and d.kind in kinds and d.value and not _press_date(facts, d)
            and not (d.kind in ("day", "month") and facts.published and _age(d, facts.published) > 60)
        ]  # fmt: skip
        if eligible:
            latest = max(eligible, key=lambda d: d.value or "")
            main.date = latest if kinds == ("month",) else eligible[0]
            break
    if zh:
        main.date = _signed(facts) or main.date or _reported(facts, main) or _anywhere(facts)
    for mention in facts.dates:
        if mention.period and any(
            mention.start >= s.start and mention.end <= s.end for s in keys + approved
        ):
            main.period = main.period or mention


def _saying(facts: Facts, counting: Counting) -> list[Sentence]:
    """The sentences that state this number, its own first."""
    same = [
        c.clause.sentence
        for c in facts.counts
        if (c.number.value, c.of) == (counting.number.value, counting.of)
    ]
    return (
        [counting.clause.sentence, *same]
        if facts.form.language == "zh"
        else [counting.clause.sentence]
    )


def _signed(facts: Facts) -> DateMention | None:
    """The day under a Chinese notice, on a line of its own below its authority."""
    sentences = list(facts.form.sentences())
    offices = {(m.start, m.end) for m in facts.matches if m.label == "AUTHORITY"}
    for before, line in zip(sentences, sentences[1:], strict=False):
        signed = (before.start, before.end) in offices
        for mention in facts.dates if signed else ():
            if mention.kind == "day" and (mention.start, mention.end) == (line.start, line.end):
                return mention
    return None


def _reported(facts: Facts, main: Draft) -> DateMention | None:
    """The day on which a notice is reported, where the notice itself names none."""
    for clause in main.clauses:
        for mention in facts.dates if clause.has("NOTICE") else ():
            if clause.start <= mention.start < clause.end and mention.kind == "day":
                return mention
    return None


def _anywhere(facts: Facts) -> DateMention | None:
    """A state's day that stands apart, such as in the name of an attachment."""
    found = [d for d in facts.dates if d.kind == "as_of" and d.value]
    fresh = [d for d in found if not facts.published or _age(d, facts.published) <= 60]
    return fresh[0] if fresh else None


HAN_REPORTED = re.compile(
    r"[^，。；;\d]{0,16}(?:记者|获悉|报道|消息[，,]|讯[，,]|了解到|刊文)|，[^，。；;\d]{0,16}(?:记者|App|APP)[^，。；;\d]{0,12}(?:获悉|注意到|了解到|看到)"
)
HAN_REPORTED_BEFORE = re.compile(r"(?:报道|刊文|撰文)(?:称|说)?，?$")


def _press_date(facts: Facts, mention: DateMention) -> bool:
    """A day on which a medium reported or a person spoke is not the day of the event."""
    text = facts.form.text
    head = text[max(0, mention.start - 60) : mention.start]
    if facts.form.language == "en":
        reported = re.search(
            r"\b(?:reported|reports?|said|told|wrote|disclosed|posted|interview)\b[^.;,]{0,24}$",
            head,
        )
        if not reported:
            return False
        near = [
            m
            for m in facts.matches
            if m.label == "AUTHORITY" and mention.start - 140 <= m.start < mention.start
        ]
        sources = [
            m
            for m in facts.matches
            if m.label == "SOURCE" and mention.start - 70 <= m.start < mention.start
        ]
        return bool(sources) or not near
    told = HAN_REPORTED.match(text, mention.end)
    if told:
        authority = any(
            m.label == "AUTHORITY" and mention.end <= m.start < told.end() for m in facts.matches
        )
        return not authority
    return HAN_REPORTED_BEFORE.search(head) is not None


def _kind(facts: Facts, main: Draft) -> Kind | None:
    clauses = main.clauses
    if main.scheme in ("deep_synthesis", "algorithm_recommendation") and (
        main.services
        or any(c.has("NOTICE") for c in clauses)
        or any(c.has("ORDINAL") for c in clauses)
    ):
        return "list"
    units = [p for p in main.named]
    batchy = any(
        c.has("NEW") and any(m.label == "NEW" and m.weight >= 2 for m in c.matches) for c in clauses
    )
    if main.services is not None and not (main.services.number.value == 1):
        return "batch"
    if main.companies is not None and main.cumulative is None:
        return "batch"
    if main.cumulative is not None and main.services is None:
        return "batch" if batchy and len(units) > 3 else "cumulative"
    if any(c.has("NOTICE") for c in clauses) and not units:
        return "list"
    companies = {facts.form.text[p.company.start : p.company.end] for p in units if p.company}
    return "single_service" if len(companies) <= 1 and len(units) <= 2 else "batch"


def _ordinal(facts: Facts, main: Draft, earlier: set[int]) -> int | None:
    for clause in main.clauses:
        if id(clause) in earlier:
            continue
        for match in clause.matches:
            if match.label == "ORDINAL":
                return ordinal_value(facts.form.text[match.start : match.end])
    return None


def without_earlier(matches: Sequence[Match]) -> list[Match]:
    """Matches less the cues that recall an earlier batch."""
    return [replace(m) for m in matches if m.label != "EARLIER"]
