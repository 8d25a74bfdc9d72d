"""Facts to the announcements that an article recalls, and its names to the one each belongs to."""

from bisect import bisect_left
from collections.abc import Sequence

from extract.clauses.clause import Clause
from extract.clauses.english_recall import of_the_recalled, of_the_register
from extract.clauses.recall import Recalled
from extract.clauses.schemes import named_scheme
from extract.clauses.scope import registers, role_at
from extract.counts.counting import MAIN, Counting
from extract.counts.national import of_the_country
from extract.extraction import Scheme
from extract.facts import Draft, Facts
from extract.layout.named_places import place_at
from extract.matching.windows import start_of, within
from extract.names.pairs import Pair
from extract.printed.ordinals import ordinals

Drafts = dict[tuple[Scheme, str], Draft]


def backgrounds(facts: Facts, earlier: Recalled, mains: Sequence[Draft]) -> list[Draft]:
    """One draft a batch that is recalled, and one a scheme that is only counted besides."""
    out: Drafts = {}
    last: Draft | None = None
    for clause in facts.clauses:
        if id(clause) not in earlier or of_the_register(facts, clause):
            continue
        goes_on = last is not None and last.clauses[-1].sentence == clause.sentence
        if last is not None and goes_on and of_the_recalled(facts, clause):
            last.clauses.append(clause)
        else:
            last = _add(facts, clause, out)
    for counting in facts.counts:
        if _besides(facts, counting, earlier, mains):
            _add_total(counting, facts.scheme, out)
    return list(out.values())


def _add(facts: Facts, clause: Clause, out: Drafts) -> Draft:
    counted = within(facts.counts, clause.start, clause.end)
    scheme = named_scheme(clause.matches) or next((c.scheme for c in counted if c.scheme), None)
    scheme = scheme or facts.scheme
    near = facts.dates_in(clause.start, clause.end)
    mention = next((d for d in near if d.kind != "as_of"), None)
    numbers = ordinals(facts.form.text, clause.matches)
    resolved = mention.value if mention and mention.value else "earlier"
    key = str(numbers[0]) if numbers else resolved
    entry = out.setdefault((scheme, key), Draft("background", scheme))
    entry.clauses.append(clause)
    entry.date = entry.date or mention
    entry.ordinal = entry.ordinal or (numbers[0] if numbers else None)
    for counting in counted:
        if counting.scope in ("batch", "cumulative"):
            entry.take(counting)
    return entry


def _besides(facts: Facts, counting: Counting, earlier: Recalled, mains: Sequence[Draft]) -> bool:
    """Does a count speak of a scheme that no main announcement is about, or of all the country?"""
    if counting.of != "services" or counting.scope not in MAIN or id(counting.clause) in earlier:
        return False
    if any(counting is m.cumulative for m in mains):
        return False
    if counting.scope == "cumulative" and of_the_country(facts, counting):
        return True
    return counting.scheme is not None and counting.scheme not in {m.scheme for m in mains}


def _add_total(counting: Counting, leading: Scheme, out: Drafts) -> None:
    scheme = counting.scheme or leading
    entry = out.setdefault((scheme, "other"), Draft("background", scheme))
    entry.clauses.append(counting.clause)
    entry.take(counting)
    entry.kind = "cumulative" if entry.services is None else "list"


def place_pairs(facts: Facts, mains: Sequence[Draft], behind: Sequence[Draft]) -> None:
    """Each approved name goes to the announcement of its clause."""
    last: Draft | None = None
    owners = {id(clause): b for b in reversed(behind) for clause in b.clauses}
    seen: set[int] = set()
    placed = sorted(facts.pairs, key=start_of)
    starts = [p.start for p in placed]
    for clause in facts.clauses:
        low, high = bisect_left(starts, clause.start), bisect_left(starts, clause.end)
        inside = [p for p in placed[low:high] if id(p) not in seen]
        if inside and not _elsewhere(facts, clause, inside):
            seen |= {id(p) for p in inside}
            last = owners.get(id(clause)) or _owner(clause, mains, last)
            for pair in inside:
                if role_at(clause, pair.place) == "approved":
                    _of_its_place(facts, pair, mains, last).named.append(pair)


def _of_its_place(facts: Facts, pair: Pair, mains: Sequence[Draft], owner: Draft) -> Draft:
    """Of several places told of in English, the one that its sentence names; else the owner."""
    if facts.form.language != "en" or not owner.place:
        return owner
    own = place_at(facts.form, pair.start)
    same = (m for m in mains if m.place == own and m.scheme == owner.scheme)
    return next(same, owner)


def _elsewhere(facts: Facts, clause: Clause, named: Sequence[Pair]) -> bool:
    """Does a Chinese clause tell of an approval in another field (``获证监会备案``)?

    Words within the names that stand there say nothing of it (``“药监小栖”``).
    """
    if facts.form.language == "en" or clause.carried or clause.has("SCHEME") or registers(clause):
        return False
    names = [n for p in named for n in (p.company, p.unit) if n]
    return any(
        not any(n.start <= m.start and m.end <= n.end for n in names)
        for m in clause.matches
        if m.label == "OTHERSUBJECT"
    )


def _owner(clause: Clause, mains: Sequence[Draft], last: Draft | None) -> Draft:
    """The main announcement of a clause's scheme, of what it continues, or the first."""
    scheme = named_scheme(clause.matches)
    placed = (m for m in mains if m.place and any(c is clause for c in m.clauses))
    owner = next(placed, None) or next((m for m in mains if m.scheme == scheme), None)
    if owner is None and clause.carried:
        owner = last
    own = (m for m in mains if any(c is clause for c in m.clauses))
    return owner or next(own, mains[0])
