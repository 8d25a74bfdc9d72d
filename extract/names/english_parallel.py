"""Gaps of one list to the same gaps with one order: which side of each item is the company.

``Lanhe (Haida), Yun (Minfeng)`` and ``- Lanhe: Haida`` do not say themselves which name is whose;
what the names of all items say together does.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.layout.form import Form
from extract.matching.word_lists import compiled
from extract.names.english_chain import Bond, Gap, Node

EITHER = re.compile(r"[\"'*)\]]* ?(?:[(\[]|: ?|[-–—/|]+ |, )[\"'*]*")
"""What may stand between a company and its service in either order."""
MAKER = re.compile(r"[\"']*,? (?:of|by|from) (?:the )?[\"']*")
"""What stands between a service and its company, in this order, where a list repeats it."""
MARKS = str.maketrans("", "", "\"'*)] ")
OWNERS = ("en.link.possessive", "en.link.adjacent")
SURE = 1.0
"""Points by which the names of a list must lean to one order."""
HEADED = 99.0
"""Points of words that say it."""
ANNOUNCED = 120
"""Characters before a list in which they stand."""
SEVERAL = 1.5
"""Points for a company before brackets that hold more than one name."""
WITHIN = re.compile(r",? and |, ")
PARALLEL = 2.5
"""Points for the order that the whole list has."""
SAID = 8.0
"""Points for one that the words before it say."""


@dataclass(frozen=True, slots=True)
class Row:
    """A passage's names in order and what stands between neighbours."""

    nodes: Sequence[Node]
    gaps: Sequence[Gap]
    item: bool
    """Is it an item of a bulleted list?"""


Place = tuple[int, int]
"""Index of a row and of a gap in it."""


def parallel(form: Form, rows: Sequence[Row]) -> list[list[Gap]]:
    """The gaps of each row; those of one list that read alike have one order."""
    out = [_pairs_apart(row.gaps) for row in rows]
    for places in _lists(form, rows):
        r, g = places[0]
        if len(places) > 1 and MAKER.fullmatch(_text(form, rows[r], g)):
            _make_pairs(out, places)
            continue
        lean = sum(_lean(rows[r].nodes[g], rows[r].nodes[g + 1]) for r, g in places)
        lean += _announced(form, rows[r].nodes[g].candidate.start)
        lean += SEVERAL * any(_holds_several(form, rows[r], g) for r, g in places)
        plain = sum(_is_plain(form, rows[r], g) for r, g in places) == len(places)
        if len(places) > 1 and abs(lean) < SURE and plain:
            lean = SURE
        if len(places) > 1 and abs(lean) >= SURE:
            for r, g in places:
                points = SAID if abs(lean) > HEADED / 2 else PARALLEL
                out[r][g] = _turned(out[r][g], "CM" if lean > 0 else "MC", points)
    return out


def _holds_several(form: Form, row: Row, g: int) -> bool:
    """``Haida (Lanhe and Yun)``: do several names stand in the brackets behind one?"""
    end = row.nodes[g + 1].candidate.end
    inside = len(row.nodes) > g + 2 and _text(form, row, g).endswith("(")
    return inside and WITHIN.fullmatch(form.text, end, row.nodes[g + 2].candidate.start) is not None


def _announced(form: Form, start: int) -> float:
    """By how much the words before a list say that companies stand first in its items.

    ``Model names and applicants are as follows: Lanhe (Haida), Yun (Minfeng)``
    """
    told = _order().search(form.text, max(0, start - ANNOUNCED), start)
    if told is None:
        return 0.0
    return HEADED if told["firms"] else -HEADED


@lru_cache
def _order() -> re.Pattern[str]:
    served = r"(?:{offering}|products?)s?(?: names?)?"
    firms = r"(?:{firm}|applicants?|filers?|registrants?)(?: names?)?"
    joined = (
        r"(?:,? (?:and|with|followed by) (?:the |their |its )?|, )(?:names? of (?:the |their )?)?"
    )
    return compiled(
        rf"\b(?:(?P<firms>{firms}{joined}{served})|{served}{joined}{firms})\b[^.:\n]{{0,50}}:\s*\Z",
        "en",
    )


def _pairs_apart(gaps: Sequence[Gap]) -> list[Gap]:
    """``Haida's Lanhe, Minfeng Yun``: the comma parts two pairs, not names of one kind."""
    owned = [g.bonds.get("CM", (0.0, ""))[1] in OWNERS for g in gaps]
    return [
        replace(g, apart=True) if 0 < i < len(gaps) - 1 and owned[i - 1] and owned[i + 1] else g
        for i, g in enumerate(gaps)
    ]


def _lists(form: Form, rows: Sequence[Row]) -> list[list[Place]]:
    """Gaps that read alike, in one passage or one after another at the head of list items."""
    found: defaultdict[tuple[int, str], list[Place]] = defaultdict(list)
    run = 0
    for r, row in enumerate(rows):
        run = run if r and row.item and rows[r - 1].item else r
        for g in range(1 if row.item else len(row.gaps)):
            text = _text(form, row, g) if g < len(row.gaps) else ""
            either = EITHER.fullmatch(text) and (row.item or "," not in text)
            if either or (MAKER.fullmatch(text) and _named(row, g)):
                kind = "by" if MAKER.fullmatch(text) else text.translate(MARKS)
                found[run, kind].append((r, g))
    return list(found.values())


def _is_plain(form: Form, row: Row, g: int) -> bool:
    """Does ``Haida (Lanhe)`` stand alone in its brackets, where a company has its service?"""
    first, second = row.nodes[g].candidate, row.nodes[g + 1].candidate
    named = "desc" not in (first.kind, second.kind)
    alone = form.text[second.end : second.end + 1] == ")"
    return named and alone and form.text[first.end : second.start] == " ("


def _text(form: Form, row: Row, g: int) -> str:
    return form.text[row.nodes[g].candidate.end : row.nodes[g + 1].candidate.start]


def _make_pairs(out: list[list[Gap]], places: Sequence[Place]) -> None:
    """``Lanhe of Haida, Yun of Minfeng``: the commas part pairs, not names of one kind."""
    for r, g in places:
        out[r][g] = _turned(out[r][g], "MC")
        if (r, g + 2) in places:
            out[r][g + 1] = replace(out[r][g + 1], joined=False)


def _named(row: Row, g: int) -> bool:
    """Are both ends of a gap names, no description of a service?"""
    return "desc" not in (row.nodes[g].candidate.kind, row.nodes[g + 1].candidate.kind)


def _lean(first: Node, second: Node) -> float:
    """By how many points the first is rather the company than the second."""
    if "desc" in (first.candidate.kind, second.candidate.kind):
        return 0.0
    return _firm(first) - _firm(second)


def _firm(node: Node) -> float:
    return node.points.get("company", 0.0) - node.points.get("model", 0.0)


def _turned(held: Gap, order: str, points: float = PARALLEL) -> Gap:
    rule = held.bonds.get(order, (0.0, "en.link.parallel"))[1]
    bond: Bond = (points, rule)
    return Gap({order: bond})
