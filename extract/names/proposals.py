"""Rule matches and gazetteer hits of a form to its candidates, in order and without overlaps."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.explaining.trace import SILENT, Trace
from extract.known.alias_files import Kind
from extract.known.gazetteer import aliases, refused
from extract.known.hits import Hit, gazetteer
from extract.known.shipped import fold
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.names.candidates import Candidate, select, unhidden
from extract.names.english_descs import cut
from extract.names.english_kinds import kinds
from extract.names.english_names import spans
from extract.names.han_anchors import anchored
from extract.names.han_known import EXTENSION
from extract.names.han_names import refine

KIND = {"COMPANY": "company", "MODEL": "model", "DESC": "desc"}
BLOCKING = ("AUTHORITY", "REGULATION", "SOURCE", "PERSON", "STOPNAME")
LOWER_CASE = ("vivo", "abab")
"""Short names in lower case that are no everyday words."""
MODEL_TAIL = re.compile(r"(?i:\b(?:large|language|foundation) model)$")
OWNER = re.compile(r"\w+'s (?=[A-Z])")
PLAIN_TAIL = re.compile(
    r"(?<=\w)(?: (?:[a-z]+-)*[a-z]+){0,4} (?:models?|assistant|chatbot|algorithm|app|platform|bot)$"
)
"""What a service is, in lower case behind its name."""


def propose(
    form: Form, matches: Sequence[Match], *, names: bool, trace: Trace = SILENT
) -> list[Candidate]:
    """Non-overlapping candidates in order of position; ``names`` switches the gazetteer on."""
    blocked = [m for m in matches if m.label in BLOCKING]
    ruled = list(_ruled(matches))
    listed = list(_listed(form)) if names else []
    trace.candidates("proposed", [*ruled, *listed])
    surnames = {
        w for m in blocked if m.label == "PERSON" for w in form.text[m.start : m.end].split()
    }
    if form.language == "en":
        found = spans(form.text, listed)
    else:
        anchors = anchored(form.text, matches)
        found = refine(form, unhidden([*ruled, *listed, *anchors], blocked))
    trace.candidates("refined", found)
    free = [c for c in unhidden(found, blocked) if form.text[c.start : c.end] not in surnames]
    free = _allowed(form, free) if names else free
    chosen = cut(form.text, ruled, free) if form.language == "en" else select(free)
    trace.candidates("chosen", chosen)
    return kinds(form, chosen) if form.language == "en" else chosen


def _allowed(form: Form, found: list[Candidate]) -> list[Candidate]:
    """All but what the user refused as a name of its kind."""
    gone = refused()
    return [c for c in found if not gone.intersection(_meanings(form, c))] if gone else found


def _meanings(form: Form, c: Candidate) -> Iterator[tuple[Kind, str]]:
    name = fold(form.text[c.start : c.end])
    if c.kind in ("company", "name"):
        yield "company", name
    if c.kind in ("model", "name"):
        yield "service", name


def _ruled(matches: Iterable[Match]) -> Iterator[Candidate]:
    for match in matches:
        if match.label in KIND:
            yield Candidate(KIND[match.label], match.start, match.end, match.rule, match.weight)


def _listed(form: Form) -> Iterator[Candidate]:
    """Gazetteer names; what an ambiguous one means, a link, a list or a trade word must show."""
    for hit in gazetteer(form.language).find(form.text):
        text, rule = form.text[hit.start : hit.end], f"names.{hit.kind}"
        if form.language == "en" and _everyday(form, hit.end, text):
            continue
        if form.language == "zh":
            hit = _placed(form, hit)
        kind = "company" if hit.kind == "company" else "model"
        if form.language == "en":
            kind, hit = _named(kind, hit, text)
        if hit.ambiguous and not _supported(form, hit):
            yield Candidate("name", hit.start, hit.end, rule, 1, weak=True)
        else:
            yield Candidate(kind, hit.start, hit.end, rule, 5 + (len(text) > 4))


def _placed(form: Form, hit: Hit) -> Hit:
    """A Chinese company with the place that its official name begins with, which makes it sure."""
    place = hit.canonical[:2] if hit.kind == "company" else ""
    start = hit.start - len(place)
    if not place or start < 0 or form.text[start : hit.start] != place:
        return hit
    return replace(hit, start=start, ambiguous=False)


def _supported(form: Form, hit: Hit) -> bool:
    """Does a trade word behind an ambiguous company say that it is one?"""
    trade = EXTENSION.match(form.text, hit.end) if form.language == "zh" else None
    return hit.kind == "company" and trade is not None


def _named(kind: str, hit: Hit, text: str) -> tuple[str, Hit]:
    """An English hit without its possessor before and its kind behind: ``Haida's Lanhe model``."""
    if kind == "company" and MODEL_TAIL.search(text):
        return "model", hit
    owner, tail = OWNER.match(text), PLAIN_TAIL.search(text)
    start = hit.start + (owner.end() if owner and kind == "company" else 0)
    end = hit.end
    if kind == "model" and tail and _is_name(text[: tail.start()]):
        end = hit.start + tail.start()
    return kind, replace(hit, start=start, end=end)


def _is_name(head: str) -> bool:
    """May what stands before a kind be a service's own name, no company's and no plain word?"""
    return head[:1].isupper() and ("company", fold(head)) not in aliases()


def _everyday(form: Form, end: int, text: str) -> bool:
    """Is an English gazetteer hit the head of a compound, or plain words in lower case?"""
    if re.match(r"-[a-z]", form.text[end : end + 2]):
        return True
    if " " in text and text.islower() and text.replace(" ", "").isalpha():
        return True
    short = text[0].islower() and text.isalpha() and len(text) < 7
    return short and text not in LOWER_CASE
