"""Names in a place where a text says who told it, to the media and institutes among them."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.known.gazetteer import aliases
from extract.known.shipped import NAMES, fold
from extract.layout.form import Form
from extract.matching.rules import Match, in_order
from extract.matching.word_lists import compiled

NEVER = ("AUTHORITY", "REGULATION", "PERSON")
"""Labels of names that are no media, whatever frame they stand in."""


@lru_cache
def media() -> dict[str, str]:
    """Every form of a well-known medium's or institute's name to the name that stands for all."""
    with (NAMES / "media.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {form: row["name"] for row in rows for form in _forms(row)}


def _forms(row: dict[str, str]) -> Iterator[str]:
    yield row["name"]
    yield from filter(None, row["aliases"].split("|"))


@lru_cache
def _shape(language: str) -> re.Pattern[str]:
    """What a medium or an institute is called that nobody knows: ``X Daily``, ``X研究院``."""
    return compiled("{voice}", language)


@lru_cache
def _refused(language: str) -> re.Pattern[str]:
    """What stands in the place of a name and is none: ``the firm``, ``有关部门``."""
    return compiled("{no_voice}", language)


@lru_cache
def _folded() -> dict[str, str]:
    return {fold(form): name for form, name in media().items()}


def key(name: str) -> str:
    """What the forms of one medium's name have in common, however they are spelt."""
    flat = fold(name)
    return fold(_folded().get(flat, flat))


def with_sources(form: Form, matches: Sequence[Match]) -> list[Match]:
    """``CITED`` matches become ``SOURCE`` where a medium or institute is cited, or go.

    The rule's value says what its frame proves: any name is a source there (a ``medium``, whatever
    else bears its name), ``any`` name but a company's, or only a ``known`` one (well known, or
    shaped like a medium's).
    """
    out = [m for m in matches if m.label != "CITED"]
    taken = [(m.start, m.end) for m in out if m.label in NEVER]
    cited = (m for m in matches if m.label == "CITED")
    people = {m.start for m in out if m.label == "PERSON"}
    sources = [m for m in _first(_sources(form, cited, taken)) if m.start not in people]
    return in_order([*out, *sources]) if sources else out


def _sources(
    form: Form, cited: Iterable[Match], taken: Sequence[tuple[int, int]]
) -> Iterator[Match]:
    for match in cited:
        start = _voice(form, match.start, match.end)
        if start is not None:
            yield replace(match, label="SOURCE", start=start)
        elif match.value in ("any", "medium") and _may_speak(form, match, taken):
            yield replace(match, label="SOURCE")


def _first(found: Iterable[Match]) -> Iterator[Match]:
    """Of overlapping sources the longest, of equals the first rule's."""
    end = 0
    for match in in_order(found):
        if match.start >= end:
            yield match
            end = match.end


def _voice(form: Form, start: int, end: int) -> int | None:
    """Where in a stretch a known name begins that ends it, or one of the right shape."""
    starts = [start]
    if form.language == "en":
        starts += [start + m.end() for m in re.finditer(r"[ \n]", form.text[start:end])]
    for low in starts:
        if " ".join(form.text[low:end].split()) in media():
            return low
    if form.text.endswith(("the ", "The "), 0, start) and f"The {form.text[start:end]}" in media():
        return start - 4
    shaped = _shape(form.language).fullmatch(form.text, start, end)
    return start if shaped and not _refused(form.language).match(form.text, start, end) else None


def _may_speak(form: Form, match: Match, taken: Sequence[tuple[int, int]]) -> bool:
    """May a name of unknown kind be a source: nobody else's, no company's, no common word?"""
    name = form.text[match.start : match.end]
    if any(low < match.end and match.start < high for low, high in taken):
        return False
    if match.value != "medium" and ("company", fold(name)) in aliases():
        return False
    return not _refused(form.language).match(name)
