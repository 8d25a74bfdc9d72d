"""One story of what the offices of two places granted, as the announcement of each."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extract.announcing.english_placed import COUNTRY, REGION, place_of
from extract.clauses.clause import Clause
from extract.counts.counting import Counting
from extract.extraction import Quantity
from extract.facts import Draft, Facts
from extract.matching.windows import start_of, within
from extract.matching.word_lists import compiled
from extract.names.pairs import Pair
from extract.printed.places import provinces

OPEN = re.compile(
    r"\b(?:includ\w*|such as|among|other|others|several|another|more|e\.g|for example)\b"
    r"|[等]|之一|其中|此外|包括|还有|多[款家个]"
)
"""Words of a sentence that does not name all that was granted."""
COLON = re.compile(r"[:：]")
GROUP = re.compile(
    r"\b(?:first|another|new|latest|fresh) (?:batch|group|set|round|crop|wave|trio|pair) of (?!\d)"
)
MORE = re.compile(
    r"\b(?:two|three|four|\d) (?:more|other)\b|\b(?:another|more|other) (?:batch|group|set|round)\b"
    r"|\b(?:more|other) (?:foreign|overseas|global)\b",
    re.IGNORECASE,
)
"""Words of a lead that say how many are told, and leave none out."""
ACTING = compiled(
    r"(?:^|; |\b(?:and|while) )(?P<place>{places}|{cities}) (?:has |have |also |then )*"
    r"(?:{act}|let|put)\b",
    "en",
)
ACTED_IN = compiled(
    r"\b(?:{act}|filing|registration|procedure|process|approval|clearance) in"
    r" (?P<place>{places}|{cities})\b",
    "en",
)
"""How a place stands for its office: ``and Beijing filed``, ``completed filing in Shanghai``."""
LATE = 14
"""Days from an act of a place to the report that tells of it."""
BELOW = 1
"""Sentences below a lead that may name all of them."""
FEW = 3
"""Services that an office may grant in a sentence that is taken to name them all."""


def by_office(facts: Facts, mains: Sequence[Draft]) -> list[Draft]:
    """The main announcements; one without a number, in which offices of several places act, apart.

    A number that one office's act says of what it names is no number of the whole.

    What is named where no office acts stays with the one that names it again, or the first.
    """
    return [part for main in mains for part in _parts(facts, main)]


def _parts(facts: Facts, main: Draft) -> list[Draft]:
    acts: dict[str, list[Clause]] = {}
    total = main.cumulative
    stands = total is None or (
        facts.form.language == "en" and place_of(facts, total) not in (None, COUNTRY, REGION)
    )
    for clause in main.clauses:
        place = _place(facts, clause, stands=stands)
        if place and any(clause.start <= p.place < clause.end for p in main.named):
            acts.setdefault(place, []).append(clause)
    if main.companies or (main.services and len(acts) < 2):
        main.listed = None if main.services else _all_told(facts, main)
        return [main]
    if len(acts) < 2:
        main.listed = _all_told(facts, main) or _counted_off(facts, main)
        return [main]
    parts = [Draft("main", main.scheme, own) for own in acts.values()]
    for part in parts:
        part.named = [p for p in main.named if _inside(p, part.clauses)]
        part.services = _own_count(main.services, part)
        part.listed = None if part.services else _listed(facts, part)
    if main.services and not any(part.services for part in parts):
        return [main]
    rest = [p for p in main.named if not any(_inside(p, part.clauses) for part in parts)]
    for pair in rest:
        _again(facts, pair, parts).named.append(pair)
    acting = {id(c) for part in parts for c in part.clauses}
    parts[0].clauses += [c for c in main.clauses if id(c) not in acting]
    parts[0].cumulative = main.cumulative
    return parts


def _own_count(count: Counting | None, part: Draft) -> Counting | None:
    """The number that an office's act says of what it names: ``authorities in X cleared two``."""
    if count is None or not any(c.start <= count.start < c.end for c in part.clauses):
        return None
    units = {(p.unit.start, p.unit.end) for p in part.named if p.unit}
    return count if len(units) == count.number.value else None


def _place(facts: Facts, clause: Clause, *, stands: bool) -> str | None:
    """The province of the one office that acts in a clause.

    ``stands``: a place may stand for its office, which it does not where one register's running
    total is told.
    """
    if clause.role != "approved" or clause.carried or clause.sentence.kind != "prose":
        return None
    offices = (m for m in clause.matches if m.label == "AUTHORITY")
    found = {name for m in offices for name in provinces(facts.form.text[m.start : m.end])}
    near = facts.dates_in(clause.start, clause.end)
    recent = stands and all(facts.age(d) <= LATE for d in near)
    if not found and facts.form.language == "en" and recent:
        said = facts.form.text[clause.start : clause.end]
        acts = (m for frame in (ACTING, ACTED_IN) for m in frame.finditer(said))
        found = {name for m in acts for name in provinces(m["place"])}
    return found.pop() if len(found) == 1 else None


def _inside(pair: Pair, clauses: Iterable[Clause]) -> bool:
    return any(c.start <= pair.place < c.end for c in clauses)


def _again(facts: Facts, pair: Pair, parts: Sequence[Draft]) -> Draft:
    """The announcement that names a pair's company or service as well, else the first."""
    names = set(_names(facts, [pair]))
    return next((p for p in parts if names & set(_names(facts, p.named))), parts[0])


def _names(facts: Facts, pairs: Iterable[Pair]) -> Iterator[str]:
    for pair in pairs:
        for one in (pair.company, pair.unit.model if pair.unit else None):
            if one is not None:
                yield facts.form.text[one.start : one.end].casefold()


def _counted_off(facts: Facts, main: Draft) -> Quantity | None:
    """How many services a first sentence names behind a colon: ``approved: A's a and B's b``."""
    for clause in main.clauses:
        named = [p for p in main.named if _inside(p, [clause])]
        if clause.carried or clause.sentence.kind != "prose" or not named:
            continue
        acts = [m.end for m in clause.matches if m.label == "APPROVED"]
        colon = COLON.search(facts.form.text, min(acts, default=clause.end), named[0].start)
        return _listed(facts, Draft("main", main.scheme, [clause], named=named)) if colon else None
    return None


def _all_told(facts: Facts, main: Draft) -> Quantity | None:
    """How many services are named where an English lead speaks of a group, or of so many firms.

    ``China has approved its first group of models for robots: A's a in Beijing, while B's b and
    C's c were approved in Shanghai``; ``Two brands have completed filing. Shanghai approved …``.
    """
    text = facts.form.text
    prose = (c for c in main.clauses if c.sentence.kind == "prose" and not c.carried)
    lead = next(prose, None)
    if lead is None or facts.form.language != "en":
        return None
    place = bisect_left(facts.form.sentences, lead.sentence.start, key=start_of)
    passage = facts.form.sentences[place : place + 1 + BELOW]
    low, high = passage[0].start, passage[-1].end
    units = {(p.unit.start, p.unit.end): p for p in main.named if p.unit and low <= p.place < high}
    said = text[low : max((end for _, end in units), default=low)]
    if not 1 < len(units) <= FEW + 1 or OPEN.search(MORE.sub("", said)):
        return None
    group = GROUP.search(text, lead.sentence.start, lead.sentence.end)
    above = facts.form.sentences[max(0, place - 1)]
    told = above if above.paragraph == lead.sentence.paragraph else lead.sentence
    firms = within(facts.counts, told.start, lead.sentence.end)
    many = any(
        c.of == "companies"
        and c.number.value == len(units)
        and not text[: c.start].lower().endswith(("the ", "both ", "these "))
        for c in firms
    )
    return Quantity(len(units), "exact") if group or many else None


def _listed(facts: Facts, part: Draft) -> Quantity | None:
    """How many services an office granted where one sentence names them, and all of them."""
    sentences = {c.sentence for c in part.clauses}
    units = {(p.unit.start, p.unit.end) for p in part.named if p.unit}
    owners = {u for u in units if facts.form.text.startswith("'s ", u[1])}
    firms = {c for p in part.named if p.unit is None for c in _names(facts, [p])}
    known = {c for p in part.named if p.unit for c in _names(facts, [p])}
    told = len(units - owners) + len(firms - known if len(firms) < len(part.named) else ())
    if len(sentences) > 1 or not 0 < told <= FEW or told < len(part.named) - len(owners):
        return None
    opened = any(OPEN.search(facts.form.text, c.start, c.end) for c in part.clauses)
    return None if opened else Quantity(told, "exact")
