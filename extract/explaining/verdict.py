"""A recorded reading to the sentence that says why an article is an announcement, or is none."""

from collections.abc import Iterable

from crawler.items import Article
from extract.clauses.clause import Clause
from extract.clauses.scope import deciding_cue
from extract.explaining.findings import Placing
from extract.explaining.trace import Recorder
from extract.facts import Facts
from extract.gate import lacks
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.relevance import ELSEWHERE, announces, telling

LACKING = {
    "subject": "no word for AI, models or algorithms",
    "act": "no word for approval, filing or registration",
    "place": "no word for China",
}


def verdict(article: Article, trace: Recorder, relevant: bool, placing: Placing) -> str:
    """One sentence; it quotes the clause that decides, or names what is missing."""
    facts = trace.found
    if facts is None:
        return "nothing was read"
    if trace.stopped == "gate":
        text = f"{article.title or ''}\n{placing.original}"
        return "the keyword gate: " + ", ".join(LACKING[x] for x in lacks(text, article.language))
    told = telling(facts.clauses, facts.matches, facts.title)
    deciding = next((c for c in told if announces(facts, c)), None)
    if relevant and deciding:
        return _because(deciding, placing)
    if deciding:
        why = "it recalls an earlier batch, or nothing that it counts or names is news"
        return f"{_because(deciding, placing)}, but no announcement comes of it: {why}"
    if trace.stopped == "facts" and told:
        said = placing.said(told[0].start, told[0].end)
        return f"the clause {said} tells of an approval but neither counts nor names services"
    return _untold(facts, placing)


def _because(clause: Clause, placing: Placing) -> str:
    cue = deciding_cue(clause.matches)
    by = f" by {placing.said(cue.start, cue.end)} ({cue.rule})" if cue else ""
    return f"the clause {placing.said(clause.start, clause.end)} is approved{by}"


def _untold(facts: Facts, placing: Placing) -> str:
    """Why no clause tells of an approval in this field."""
    topics = {m.value for m in (*facts.title, *facts.matches) if m.label in ("TOPIC", "SCHEME")}
    if "ai" not in topics:
        return "no TOPIC of AI services is named"
    if "china" not in topics and facts.form.language == "en":
        return "no TOPIC of China is named"
    own = [c for c in facts.clauses if c.role == "approved" and not c.carried]
    if not own:
        return f"no clause is approved; {_roles(facts)}"
    clause = own[0]
    inside = within(facts.matches, clause.sentence.start, clause.sentence.end)
    other = next((m for m in inside if m.label in ELSEWHERE), None)
    said = _because(clause, placing)
    if other:
        return f"{said}, but its sentence is of something else: {_cue(other, placing)}"
    if any(m.label in ("SCHEME", "REGISTER") or m.value == "ai" for m in inside):
        return (
            f"{said}, but the article speaks rather of drafts, guides or another field,"
            " or names no authority or register"
        )
    return f"{said}, but its sentence names neither the TOPIC ai nor a SCHEME or REGISTER"


def _cue(match: Match, placing: Placing) -> str:
    return f"{match.label} {placing.said(match.start, match.end)} ({match.rule})"


def _roles(facts: Facts) -> str:
    found: Iterable[str] = dict.fromkeys(c.role for c in facts.clauses if c.role != "none")
    return "the clauses are " + ", ".join(found) if found else "no clause has a cue"
