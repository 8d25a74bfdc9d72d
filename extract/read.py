"""Article to Extraction: the one entry of this room, a pure function."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from crawler.items import Article
from extract import announcements as drafts
from extract.candidates import Candidate, classify, propose
from extract.counts import Counting, find_counts
from extract.dates import find_dates, published_day
from extract.extraction import (
    Announcement,
    Count,
    Extraction,
    Mention,
    Scheme,
    Service,
)
from extract.form import Form, normalise
from extract.gate import passes
from extract.links import Pair, pairs
from extract.names import company_key, service_key
from extract.nlp import MAX_LENGTH, pipeline
from extract.places import territory
from extract.records import record_pairs
from extract.rules import Match, rulebook
from extract.scope import Clause, clauses, role_at
from extract.voices import cited_sources, people

KEPT = ("APPROVED", "PENDING", "REFUSED", "SCHEME", "AUTHORITY", "REGULATION", "ORDINAL", "EARLIER")
FILING = re.compile(r"\bfil(?:ed|ings?)\b(?! numbers?)|备案")
MAX_TEXT = 200_000
"""Characters; what stands behind is not read."""


def read(article: Article, *, names: bool = True) -> Extraction:
    """Everything the article says of batches; ``names`` False switches the gazetteer off."""
    text = article.text[: min(MAX_TEXT, MAX_LENGTH)]
    if not passes(f"{article.title or ''}\n{text}", article.language):
        return Extraction(relevant=False)
    form = normalise(text, article.language)
    doc = pipeline(article.language).make_doc(form.text)
    matches = rulebook(article.language).find(doc)
    candidates = classify(form, propose(form, doc, matches, names=names), matches)
    found = _pairs(form, candidates)
    parts = clauses(form, matches, ((p.start, p.end) for p in found if _linked(p)))
    base = published_day(article.published_at)
    media = [(m.start, m.end) for m in matches if m.label in ("SOURCE", "AUTHORITY", "PERSON")]
    dates = find_dates(form.text, form.language, base, media)
    counts = find_counts(form, parts, matches, dates)
    facts = drafts.Facts(
        form,
        parts,
        matches,
        counts,
        dates,
        _solid(form, parts, found),
        base,
        _scheme(form, matches),
    )
    if not is_relevant(facts):
        return Extraction(relevant=False)
    return _assemble(article, facts, candidates)


def _pairs(form: Form, candidates: Sequence[Candidate]) -> list[Pair]:
    out: list[Pair] = []
    sentences = list(form.sentences())
    records = record_pairs(form, sentences)
    for sentence in sentences:
        if sentence.start in records:
            out += records[sentence.start]
        elif sentence.kind != "heading":
            low = bisect_left(candidates, sentence.start, key=lambda c: c.start)
            high = bisect_left(candidates, sentence.end, key=lambda c: c.start)
            inside = candidates[low:high]
            out += pairs(form, inside)
    return out


def _linked(pair: Pair) -> bool:
    """Does a rule, not mere nearness, link company and service?"""
    return bool(pair.company and pair.unit) and pair.rule != "zh.link.near"


def _solid(form: Form, parts: Sequence[Clause], found: Iterable[Pair]) -> list[Pair]:
    """Pairs that may be services: no lone description, no weak name without a company."""
    out = []
    for pair in found:
        if pair.unit is None or pair.company is not None:
            keep = True
        else:
            keep = pair.unit.model is not None and not pair.unit.model.weak
        if keep:
            out.append(pair)
    return out


def _scheme(form: Form, matches: Sequence[Match]) -> Scheme:
    """The scheme that the head of the article speaks of, generative-AI filing where none is named."""
    head = [m for m in matches if m.label == "SCHEME"]
    values = [m.value for m in head if m.start < 400 and m.value != "algorithm_cancelled"]
    if "on_device" in values:
        return "on_device"
    filing = sum(1 for m in matches if m.label == "TOPIC" and m.value == "genai" and m.start < 600)
    deep = values.count("deep_synthesis")
    if deep and not filing:
        return "deep_synthesis"
    if "genai_registration" in values and form.language == "zh":
        return (
            "genai_filing"
            if "genai_filing" in values
            and values.index("genai_filing") < values.index("genai_registration")
            else "genai_registration"
        )
    if values_in(matches).count("genai_registration") >= 2 and not FILING.search(form.text):
        return "genai_registration"
    return "genai_filing"


def values_in(matches: Sequence[Match]) -> list[str | None]:
    """The schemes that a text names, one entry a mention."""
    return [m.value for m in matches if m.label == "SCHEME"]


def is_relevant(facts: drafts.Facts) -> bool:
    """Does an approved clause name or count services under a scheme of this field?"""
    topics = {m.value for m in facts.matches if m.label == "TOPIC"}
    if "ai" not in topics or ("china" not in topics and facts.form.language == "en"):
        return False
    return any(_announces(facts, clause) for clause in facts.clauses)


def _announces(facts: drafts.Facts, clause: Clause) -> bool:
    if clause.role != "approved" or clause.carried:
        return False
    inside = [m for m in facts.matches if clause.sentence.start <= m.start < clause.sentence.end]
    labels = {m.label for m in inside}
    if labels & {"OTHERSUBJECT", "DRAFT"}:
        return False
    if not any(m.label == "TOPIC" and m.value == "ai" for m in inside) and "SCHEME" not in labels:
        return False
    counted = any(
        c.clause.sentence == clause.sentence
        and c.of != "other"
        and c.scope in ("batch", "cumulative")
        for c in facts.counts
    )
    named = any(
        clause.start <= p.start < clause.end and role_at(clause, p.start) == "approved"
        for p in facts.pairs
    )
    if counted or named or clause.has("NOTICE"):
        return True
    return (clause.has("ORDINAL") or "AUTHORITY" in labels) and any(
        role_at(c, p.start) == "approved"
        for c in facts.clauses
        for p in facts.pairs
        if c.start <= p.start < c.end
    )


def _assemble(article: Article, facts: drafts.Facts, candidates: Sequence[Candidate]) -> Extraction:
    made = drafts.draft(facts)
    if not any(d.role == "main" for d in made):
        return Extraction(relevant=False)
    return Extraction(
        relevant=True,
        announcements=tuple(_announcement(article, facts, d) for d in made),
        counts=tuple(
            _count(article, facts, c) for c in facts.counts if c.of != "other" or c.scope != "other"
        ),
        services=_services(article, facts, made),
        cited_sources=cited_sources(facts.form, facts.matches, article),
        people=people(facts.form, facts.matches, article),
        mentions=_mentions(article, facts, candidates),
    )


def _slice(article: Article, form: Form, start: int, end: int) -> tuple[int, int, str]:
    low, high = form.origin(start, end)
    return low, high, article.text[low:high]


def _announcement(article: Article, facts: drafts.Facts, made: drafts.Draft) -> Announcement:
    form = facts.form
    anchor = made.services or made.cumulative or made.companies
    clause = anchor.clause if anchor else made.clauses[0] if made.clauses else facts.clauses[0]
    sentence = clause.sentence
    start, end, text = _slice(article, form, sentence.start, sentence.end)
    authority = _nearest(facts, sentence.start, "AUTHORITY", made)
    regulation = _nearest(facts, sentence.start, "REGULATION", made)
    level, province = territory(
        authority, form.text[clause.start : clause.end], article.title or "", form.language
    )
    date, printed = _event(article, facts, made)
    period = made.period.period if made.period and made.period.period else (None, None)
    return Announcement(
        made.role, made.kind, made.scheme, authority, regulation, level, province, date, printed,  # type: ignore[arg-type] # Draft.role is main or background
        made.ordinal, period[0], period[1], made.quantity(made.services), made.quantity(made.companies),
        made.quantity(made.cumulative), start, end, text,
    )  # fmt: skip


def _event(
    article: Article, facts: drafts.Facts, made: drafts.Draft
) -> tuple[str | None, str | None]:
    if made.date is not None:
        low, high, printed = _slice(article, facts.form, made.date.start, made.date.end)
        return made.date.value, printed.strip()
    if made.role == "main" and facts.published is not None:
        return facts.published.strftime("%Y-%m"), None
    return None, None


def _nearest(facts: drafts.Facts, start: int, label: str, made: drafts.Draft) -> str | None:
    found = [m for m in facts.matches if m.label == label]
    if made.role == "background":
        spans = [(c.start, c.end) for c in made.clauses]
        found = [m for m in found if any(a <= m.start < b for a, b in spans)]
    if not found:
        return None
    best = min(found, key=lambda m: (m.weight < 2, abs(m.start - start) // 200, m.start))
    return facts.form.text[best.start : best.end].strip()


def _count(article: Article, facts: drafts.Facts, counting: Counting) -> Count:
    start, end, text = _slice(article, facts.form, counting.start, counting.end)
    number = counting.number
    return Count(number.value, number.qualifier, counting.scope, counting.of,
                 counting.scheme or facts.scheme, start, end, text, counting.rule)  # fmt: skip


def _services(
    article: Article, facts: drafts.Facts, made: Sequence[drafts.Draft]
) -> tuple[Service, ...]:
    out: dict[tuple[str, str], Service] = {}
    for index, announcement in enumerate(made):
        for pair in announcement.named:
            service = _service(article, facts, pair, index)
            key = (
                company_key(service.company or ""),
                service_key(service.model or service.description or ""),
            )
            held = out.get(key)
            if held is None:
                out[key] = service
    return tuple(sorted(_without_echo(out), key=lambda s: s.start))


def _without_echo(found: dict[tuple[str, str], Service]) -> list[Service]:
    """A company named alone says nothing new where one of its services is named."""
    with_unit = {company for company, unit in found if unit}
    models = {unit for company, unit in found if company and unit}
    out = []
    for (company, unit), service in found.items():
        if not unit and company in with_unit:
            continue
        if not company and unit in models:
            continue
        out.append(service)
    return out


def _service(article: Article, facts: drafts.Facts, pair: Pair, index: int) -> Service:
    def printed(candidate: Candidate | None) -> str | None:
        if candidate is None:
            return None
        return " ".join(_slice(article, facts.form, candidate.start, candidate.end)[2].split())

    start, end, text = _slice(article, facts.form, pair.start, pair.end)
    unit = pair.unit
    return Service(printed(pair.company), printed(unit.model if unit else None), printed(unit.desc if unit else None),
                   index, start, end, text, pair.rule)  # fmt: skip


def _mentions(
    article: Article, facts: drafts.Facts, candidates: Sequence[Candidate]
) -> tuple[Mention, ...]:
    out = []
    for match in facts.matches:
        if match.label in KEPT:
            start, end, text = _slice(article, facts.form, match.start, match.end)
            out.append(Mention(match.label, text, start, end, match.rule))
    for candidate in candidates:
        place = bisect_right(facts.clauses, candidate.start, key=lambda c: c.start) - 1
        clause = facts.clauses[place] if place >= 0 else None
        if clause is not None and candidate.start < clause.end and candidate.kind != "name":
            start, end, text = _slice(article, facts.form, candidate.start, candidate.end)
            role = role_at(clause, candidate.start)
            out.append(Mention(candidate.kind.upper(), text, start, end, candidate.rule, role))
    return tuple(sorted(out, key=lambda m: (m.start, m.end, m.label)))
