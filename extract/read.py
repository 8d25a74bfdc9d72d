"""Article to Extraction: the one entry of this room, a pure function."""

from collections.abc import Sequence

from crawler.items import Article
from extract.announcing.announcements import draft
from extract.clauses.han_compared import unrecalled
from extract.clauses.han_referred import referred
from extract.clauses.recall import recalled
from extract.clauses.schemes import in_force, leading_scheme
from extract.clauses.scope import clauses
from extract.counts.han_own_totals import without_own_totals
from extract.counts.headlines import headline
from extract.counts.read import find_counts
from extract.counts.story import fitted
from extract.dates.read import find_dates, published_day, published_month
from extract.explaining.trace import SILENT, Trace
from extract.extraction import Extraction
from extract.facts import Facts
from extract.gate import lacks
from extract.known.home import at_home, with_known
from extract.layout.form import Form, normalise
from extract.limit import time_limit
from extract.matching.rules import Match, RuleBook, rulebooks
from extract.matching.windows import within
from extract.names.candidates import Candidate
from extract.names.english_pairs import english_pairs
from extract.names.han_anaphors import with_topics
from extract.names.han_issuer import by_short_name, issuer
from extract.names.han_makers import registered_to
from extract.names.han_named_cues import outside_names
from extract.names.media import with_sources
from extract.names.pairs import Pair, pairs
from extract.names.proposals import propose
from extract.names.records import record_pairs
from extract.names.roll_calls import rolls
from extract.relevance import DECIDING, is_relevant, may_announce, tells_an_act
from extract.report import report

MAX_TEXT = 200_000
"""Characters; what stands behind is not read."""
MAX_TITLE = 300
"""Characters of a title that are read."""
UNDATED = ("SOURCE", "AUTHORITY", "PERSON")
"""Labels of names in which no date is sought, such as ``Sunday Times``."""
NOTHING = Extraction(relevant=False)


def read(article: Article, *, names: bool = True, trace: Trace = SILENT) -> Extraction:
    """Everything the article says of batches; ``names`` False switches the gazetteer off.

    A ``Recorder`` as ``trace`` keeps what was found on the way; the answer is the same.
    Raises TooSlow where that takes more than ``extract.limit.SECONDS``.
    """
    text = article.text[:MAX_TEXT]
    if not _opens(article, text, names=names) and trace.stops("gate"):
        return NOTHING
    with time_limit():
        return _read(article, text, names=names, trace=trace)


def _opens(article: Article, text: str, *, names: bool) -> bool:
    """Does it pass the keyword gate, a Chinese firm that is known standing for the country?"""
    missing = next(lacks(f"{article.title or ''}\n{text}", article.language), None)
    return missing is None or (missing == "place" and names and at_home(text))


def _read(article: Article, text: str, *, names: bool, trace: Trace) -> Extraction:
    form = normalise(text, article.language)
    deciding, other = rulebooks(article.language, DECIDING)
    cues: Sequence[Match] = deciding.find(form.text)
    if names and article.language == "en":
        cues = with_known(form.text, cues)
    if not tells_an_act(cues) and trace.stops("cues"):
        return NOTHING
    title = _headline(article, deciding)
    if not may_announce(form, cues, title) and trace.stops("cues"):
        return NOTHING
    day = published_day(article.published_at)
    found = other.find(form.text, cues)
    matches = with_sources(form, unrecalled(form, in_force(found, article.language, day), day))
    candidates = propose(form, matches, names=names, trace=trace)
    trace.candidates("classified", candidates)
    facts = _facts(article, form, matches, title, candidates, trace)
    earlier = recalled(facts)
    if not is_relevant(facts, earlier) and trace.stops("facts"):
        return NOTHING
    drafts = draft(facts, earlier)
    trace.drafts(drafts)
    if trace.stopped or not drafts:
        return NOTHING
    return report(article, facts, drafts, candidates)


def _headline(article: Article, deciding: RuleBook) -> list[Match]:
    """The cues of the title, as far as a headline goes."""
    if not article.title:
        return []
    form = normalise(article.title[:MAX_TITLE], article.language)
    return deciding.find(form.text)


def _facts(
    article: Article,
    form: Form,
    matches: Sequence[Match],
    title: Sequence[Match],
    candidates: Sequence[Candidate],
    trace: Trace,
) -> Facts:
    found = _pairs(form, candidates)
    linked = [(p.start, p.end) for p in found if p.linked]
    telling = [(p.start, p.end) for p in found if p.telling]
    listed = rolls(form.text, candidates) if form.language == "en" else ()
    parts = clauses(form, outside_names(form, matches, found), linked, telling, listed)
    day = published_day(article.published_at)
    undated = [(m.start, m.end) for m in matches if m.label in UNDATED]
    month = published_month(article.published_at or article.published_text)
    dates = find_dates(form.text, form.language, day, undated, month)
    headed = headline((article.title or "")[:MAX_TITLE], article.language)
    scheme = leading_scheme(form, matches, title, day)
    told = without_own_totals(form, find_counts(form, parts, matches, dates, scheme), found)
    counts = fitted(form, told, matches, headed, scheme)
    solid = [p for p in found if p.solid]
    facts = Facts(form, parts, matches, counts, dates, solid, day, scheme, title)
    trace.facts(found, facts)
    return facts


def _pairs(form: Form, candidates: Sequence[Candidate]) -> list[Pair]:
    """By structure in tables and labelled lists, by the sentence elsewhere; none in headings."""
    out: list[Pair] = []
    records = record_pairs(form)
    if form.language == "en":
        return english_pairs(form, candidates, records)
    named = [c for c in candidates if c.kind != "side"]
    firm = issuer(form)
    for index, sentence in enumerate(form.sentences):
        if sentence.start in records:
            out += records[sentence.start]
        elif sentence.kind != "heading":
            found = pairs(form, within(named, sentence.start, sentence.end))
            told = with_topics(form, index, found, candidates, firm.short if firm else None)
            out += referred(form, index, registered_to(form, index, told, out), out)
    return by_short_name(form, out, firm)
