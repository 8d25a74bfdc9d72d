"""Is an article an announcement? Decided from the cues first, from all facts at the end."""

from bisect import bisect_left
from collections.abc import Collection, Sequence

from extract.clauses.clause import CARRIED, Clause
from extract.clauses.passing import (
    counts_some,
    grants_none,
    is_aside,
    names_some,
    said_in_passing,
    says_which,
)
from extract.clauses.recall import Recalled
from extract.clauses.referring import refers_back
from extract.clauses.scope import CUES, clauses, of_another_office, registers
from extract.facts import Facts
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.windows import start_of, within

ACTS = ("APPROVED", "NOTICE")
"""Labels of the cues without which no clause is approved by one of its own."""
FIELD = (frozenset({"TOPIC", "SCHEME", "REGISTER"}), frozenset({"SCHEME", "REGISTER"}))
"""Labels that name this field: in general, and where another field is spoken of."""
STRONG = frozenset({"TOPIC", "REGISTER"})
"""Labels of a sentence of this field, whatever else it names: a company with ``Games``, say."""
ELSEWHERE = {"OTHERSUBJECT", "DRAFT"}
"""Labels of sentences about games, drugs, listings, guides and drafts."""
NAMING = ("SCHEME", "REGISTER", "AUTHORITY")
"""Labels of what grants this field's approvals: a Chinese text names one, an English one China."""
FILING, BARE = "zh.scheme.filing", 4
"""The rule for filings, and the characters of what it finds where no service is named."""
COUNTRY = ("china", "measures")
"""Topics that name the country or, beside one of its firms, its rules."""
GRANT = ("APPROVED", "TOPIC")
"""Labels of an act in this field."""
FAR = 20
"""Characters behind them in which ``AI rules that were finalised`` may be what was approved."""
OPENED = ("en.list.launched", "en.list.opened")
"""The rules for what is opened to the public."""
HEAD = 3
"""Sentences in which a guide or call for applications says what it is."""
DECIDING = frozenset({"TOPIC", *NAMING, *CUES, *ELSEWHERE})
"""Labels of the rules that ``may_announce`` needs; only where it says yes the others run."""


def tells_an_act(matches: Sequence[Match]) -> bool:
    """Is there a cue without which nothing is announced, whatever the headline says?"""
    return any(m.label in ACTS for m in matches)


def may_announce(form: Form, matches: Sequence[Match], title: Sequence[Match]) -> bool:
    """Is the field named, and does a clause of its own tell of an approval? Needs no names.

    ``title`` holds the cues of the headline, which may name field and country as well.
    """
    told = (*title, *matches)
    topics = {m.value for m in told if m.label == "TOPIC"}
    if not any(m.label == "SCHEME" or (m.label == "TOPIC" and m.value == "ai") for m in told):
        return False
    if form.language == "en" and not _in_china(topics, matches):
        return False
    if not tells_an_act(matches):
        return False
    return bool(telling(clauses(form, matches, ()), matches, title))


def _in_china(topics: Collection[str | None], matches: Sequence[Match]) -> bool:
    """Is the country named, or an authority or the measures beside a Chinese firm or medium?"""
    offices = any(m.label in ("AUTHORITY", "REGISTER") or m.value == "measures" for m in matches)
    return "china" in topics or ("hint" in topics and offices)


def is_relevant(facts: Facts, earlier: Recalled) -> bool:
    """Does an approved clause name or count services under a scheme of this field, as news?

    A running total alone is no news in a story that begins with those not approved, nor where
    it is undated and the story does not begin with any approval.
    """
    acts = telling(facts.clauses, facts.matches, facts.title)
    told = [c for c in acts if id(c) not in earlier and announces(facts, c)]
    if _waits(facts.clauses) or _begins(facts.clauses):
        told = [c for c in told if counts_some(facts, c) or not is_aside(facts, c)]
    told = [c for c in told if not (grants_none(facts, c) or said_in_passing(facts, c))]
    if facts.form.language == "zh":
        parts = None if _begins(facts.clauses) else facts.clauses
        told = [c for c in told if says_which(facts, c, parts)]
    if any(not _only_totals(facts, c) for c in told):
        return True
    if not told or _waits(facts.clauses):
        return False
    dated = any(d.kind == "as_of" for c in told for d in facts.dates_in(c.start, c.end))
    return dated or _granted(facts.clauses, facts.title)


def _only_totals(facts: Facts, clause: Clause) -> bool:
    """Does the clause tell no more than a running total?"""
    own = [c for c in within(facts.counts, clause.start, clause.end) if c.of != "other"]
    return bool(own) and all(c.scope == "cumulative" for c in own)


def _waits(parts: Sequence[Clause]) -> bool:
    """Is the first thing said of an approval that it is waited for, or was not given?"""
    first = next((c for c in parts if c.role in CARRIED and not _enforces(c)), None)
    return first is not None and first.role != "approved"


def _enforces(clause: Clause) -> bool:
    """Does it tell of something taken down or punished, and name nothing of this field?"""
    if not clause.labels.isdisjoint(("TOPIC", "SCHEME", "REGISTER")):
        return False
    cues = [m for m in clause.matches if m.label in ("REFUSED", "PENDING")]
    return bool(cues) and all(m.rule.endswith(".refused.enforcement") for m in cues)


def _granted(parts: Sequence[Clause], title: Sequence[Match]) -> bool:
    """Do headline or head tell of an approval?"""
    if any(m.label in ("APPROVED", "NOTICE") for m in title):
        return True
    return any(c.role == "approved" and not c.carried for c in _head(parts))


def telling(
    parts: Sequence[Clause], matches: Sequence[Match], title: Sequence[Match] = ()
) -> list[Clause]:
    """The clauses approved by a cue of their own, in a sentence or a story of this field.

    None where the article is headed as a guide, or more of them speak of a guide, draft or subsidy.
    Only those that name a register in a paragraph about the approvals of another field, in a story
    that begins with those, and where the article names neither an authority nor a register.
    """
    acts = [c for c in parts if c.role == "approved" and not c.carried]
    if not acts or _headed_as_guide(parts, title):
        return []
    named = any(m.label in NAMING or m.value in COUNTRY for m in (*title, *matches))
    elsewhere = _begins(parts)
    labels = {id(c): _labels(c, matches, elsewhere) for c in acts}
    for c in acts:
        if not elsewhere and _goes_on_in_field(c, parts, matches):
            labels[id(c)].add("TOPIC")
    strayed = {
        c.sentence.paragraph for c in acts if "OTHERSUBJECT" in labels[id(c)] and not registers(c)
    }
    strayed -= {
        c.sentence.paragraph
        for c in acts
        if c.sentence.paragraph in strayed and _heads_paragraph(c, acts, labels[id(c)])
    }
    about = not elsewhere and named and _about(parts, matches, title)
    drafts = [c for c in acts if "DRAFT" in labels[id(c)]]
    told = [
        c
        for c in acts
        if "DRAFT" not in labels[id(c)]
        and ("OTHERSUBJECT" not in labels[id(c)] or registers(c) or _strong(c, labels[id(c)]))
        and (
            labels[id(c)] & FIELD[elsewhere or not named or c.sentence.paragraph in strayed]
            or (about and c.sentence.paragraph not in strayed)
        )
        and ("TOPIC" in labels[id(c)] or not elsewhere or _at_an_office(c, labels[id(c)]))
    ]
    return told if len(told) >= len(drafts) else []


def _heads_paragraph(clause: Clause, acts: Sequence[Clause], labels: Collection[str]) -> bool:
    """Is an English act of generative AI the first of its paragraph, whatever that names below?"""
    first = next(c for c in acts if c.sentence.paragraph == clause.sentence.paragraph)
    if first is not clause or "OTHERSUBJECT" in labels:
        return False
    return any(m.rule == "en.topic.genai" for m in clause.matches)


def _goes_on_in_field(clause: Clause, parts: Sequence[Clause], matches: Sequence[Match]) -> bool:
    """Is generative AI spoken of in the sentence right before an English clause?

    ``Providers of generative AI have to pass a review. By May 740 services had cleared that bar``
    """
    if not any(m.label == "APPROVED" and m.rule.startswith("en.") for m in clause.matches):
        return False
    own = clause.sentence
    place = bisect_left(parts, own.start, key=start_of)
    before = parts[place - 1].sentence if place else own
    if before is own or before.paragraph != own.paragraph:
        return False
    inside = within(matches, before.start, before.end)
    return any(m.label == "TOPIC" and m.value == "genai" for m in inside)


def _strong(clause: Clause, labels: Collection[str]) -> bool:
    """Do its words name this field's act whatever else it names, and no other office acts?"""
    if not set(labels) >= STRONG or of_another_office(clause):
        return False
    return any(m.label == "REGISTER" and m.value != "office" for m in clause.matches)


def _bare(match: Match) -> bool:
    """Is it a Chinese word of filing without what is filed: ``完成备案``, as in other fields?"""
    return match.rule == FILING and match.end - match.start <= BARE


def _at_an_office(clause: Clause, labels: Collection[str]) -> bool:
    """Does the office of this field act, in a story that began with another one?"""
    return "REGISTER" in labels and clause.has("AUTHORITY") and "OTHERSUBJECT" not in labels


def _about(parts: Sequence[Clause], matches: Sequence[Match], title: Sequence[Match]) -> bool:
    """Do headline and head together tell of an approval in this field?

    Then a sentence need not name the field again.
    """
    inside = (*title, *within(matches, 0, _head(parts)[-1].end))
    field = any(m.label == "SCHEME" or m.value == "ai" for m in inside)
    return field and (_granted(parts, title) or _opened(parts))


def _opened(parts: Sequence[Clause]) -> bool:
    """Does an English story begin with something that was opened to the public?"""
    return any(m.rule in OPENED for c in _head(parts)[:2] for m in c.matches)


def _english_about(facts: Facts) -> bool:
    """Is an English story one of this field, whose sentences need not name it again?

    Not where it begins with those that wait.
    """
    if facts.form.language != "en" or _waits(facts.clauses):
        return False
    return _about(facts.clauses, facts.matches, facts.title)


def _head(parts: Sequence[Clause]) -> list[Clause]:
    """The clauses of the first sentences."""
    near = parts[: 3 * HEAD]
    starts = sorted({c.sentence.start for c in near[: 2 * HEAD]})[:HEAD]
    prose = sorted({c.sentence.start for c in near if c.sentence.kind == "prose"})[: HEAD - 1]
    return [c for c in near if c.sentence.start in starts or c.sentence.start in prose]


def _headed_as_guide(parts: Sequence[Clause], title: Sequence[Match]) -> bool:
    """Do headline or head speak of a guide, draft or subsidy, before any of approval?"""
    labels = {m.label for m in title}
    if "DRAFT" in labels and not labels & {"APPROVED", "NOTICE"}:
        return True
    first = next((c for c in _head(parts) if c.role == "approved" or _drafts(c)), None)
    guided = first is not None and "DRAFT" in _elsewhere(first)
    guided = guided and not labels & {"APPROVED", "NOTICE"}
    return guided or (first is not None and first.role != "approved")


def _drafts(clause: Clause) -> bool:
    """Does it speak of a guide or draft of this field? A Chinese digest tells of others' first."""
    if not clause.has("DRAFT"):
        return False
    english = any(m.rule.startswith("en.") for m in clause.matches)
    return english or not clause.labels.isdisjoint(("TOPIC", "SCHEME", "REGISTER"))


def _begins(parts: Sequence[Clause]) -> bool:
    """Does a story speak of another field up to its first act, in its head?"""
    for place, clause in enumerate(_below_headline(parts)):
        if (clause.role == "approved" and not clause.carried) or place >= 2 * HEAD:
            return clause.has("OTHERSUBJECT") and not registers(clause)
        if clause.role in ("pending", "duty") and _of_ai(clause):
            continue
        if clause.has("OTHERSUBJECT") and clause.sentence.kind == "prose":
            return True
    return False


def _of_ai(clause: Clause) -> bool:
    """Does an English clause name AI: ``AI technologies would need vetting and certification``?"""
    return any(m.rule.startswith("en.") and m.value == "ai" for m in clause.matches)


def _below_headline(parts: Sequence[Clause]) -> Sequence[Clause]:
    """Without English headings where the first prose tells of an act: it says what they mean."""
    prose = [c for c in parts[: 4 * HEAD] if c.sentence.kind == "prose"]
    english = next((m.rule.startswith("en.") for c in prose for m in c.matches), False)
    if english and any(c.role == "approved" and not c.carried for c in prose[:2]):
        return prose
    return parts


def _labels(clause: Clause, matches: Sequence[Match], elsewhere: bool) -> set[str]:
    """This field's labels in a clause's sentence, those of elsewhere in the clause alone.

    In a story of another field a bare word of filing (``完成备案``) names no register of this one.
    """
    inside = within(matches, clause.sentence.start, clause.sentence.end)
    if elsewhere and not any(m.value == "genai" for m in inside):
        inside = [m for m in inside if not _bare(m)]
    ours = {m.label for m in inside if m.label != "TOPIC" or m.value == "ai"}
    return ours - ELSEWHERE | _elsewhere(clause)


def _elsewhere(clause: Clause) -> set[str]:
    """Labels of games, guides and drafts, without those well behind an approval in this field.

    ``Another 10 models were approved, under rules that were finalised in July``.
    """
    found = [m for m in clause.matches if m.label in ELSEWHERE]
    granted = _granted_at(clause) if found else -1
    return {m.label for m in found if not 0 <= granted <= m.start - FAR}


def _granted_at(clause: Clause) -> int:
    """Where an English clause has told that something of this field was approved, or -1."""
    labels = [m for m in clause.matches if m.label in GRANT and m.rule.startswith("en.")]
    acts = [m.end for m in labels if m.label == "APPROVED"]
    fields = [m.end for m in labels if m.label == "TOPIC" and m.value == "ai"]
    return max(min(acts), min(fields)) if acts and fields else -1


def _granting(title: Sequence[Match]) -> Sequence[Match]:
    """The cues of a headline that tells of an approval: sentences need not name the field again."""
    return title if any(m.label in ACTS for m in title) else ()


def announces(facts: Facts, clause: Clause) -> bool:
    """Does the clause say what was approved: a register, a list, a number, or names?"""
    if clause.has("NOTICE") or registers(clause):
        return True
    inside = within(facts.matches, clause.sentence.start, clause.sentence.end)
    offices = any(m.label == "AUTHORITY" for m in inside)
    field = any(
        m.label in ("TOPIC", "SCHEME", "REGISTER") and m.value != "china"
        for m in (*inside, *_granting(facts.title))
    )
    if counts_some(facts, clause):
        return True
    if names_some(facts, clause) and (field or offices or _english_about(facts)):
        return True
    if refers_back(facts, clause):
        return True
    if not (clause.has("ORDINAL") or offices or field):
        return False
    later = [c for c in facts.clauses if c.start >= clause.start or not field]
    return any(names_some(facts, c) or (c.carried and counts_some(facts, c)) for c in later)
