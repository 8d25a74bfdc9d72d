"""A printed name to its parts: place, core, descriptive words; by them names are compared.

Words and places are data: ``names/trades.csv`` and ``names/places.csv``.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.known.alias_files import Kind
from extract.known.forms import is_common
from extract.known.pinyin import pinyin
from extract.known.shipped import squeezed
from extract.known.words import HAN, Ending, kinds, place_in, place_patterns, trades
from extract.layout.form import CHINESE, normalise

LEGAL = re.compile(r"(?:有限责任公司|股份有限公司|有限公司|公司|集团|股份|控股)$")
LEGAL_WORDS = frozenset(
    (
        "co", "company", "limited", "ltd", "inc", "incorporated", "corp", "corporation", "group",
        "holding", "holdings", "plc", "gmbh", "llc", "ag", "se", "sa",
    )
)  # fmt: skip
WHOLE = re.compile(r"(?:有限|责任|股份)公司$")
BRACKETS = re.compile(r"\(([^()]*)\)")
VERSION = re.compile(r"(?<=[^\d.])[\s-]*(?:[vV]\d+(?:\.\d+)*|\d+(?:\.\d+)+)$")
LEAST_HAN, LEAST_LATIN = 2, 4
"""Characters below which a core tells nothing by itself."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a printed name says, each part in a comparable form."""

    core: str
    """Squeezed; in Han characters where the name has any."""
    place: str = ""
    words: tuple[str, ...] = ()
    """Codes of the descriptive words behind the core, in order."""
    whole: bool = False
    """Is it a full legal name, which leaves nothing out but its place?"""
    version: str = ""
    named: bool = False
    """Do people know the core alone as the name of one company or service?"""

    @property
    def han(self) -> bool:
        """Is the core in Han characters?"""
        return HAN.search(self.core) is not None

    @property
    def sound(self) -> str:
        """The core as English spells it: what a Latin spelling of it has in common with it."""
        return pinyin(self.core) if self.han else self.core

    @property
    def distinctive(self) -> bool:
        """Does the core mean one company or service without the words around it?"""
        if self.named or not self.han:
            return self.named or len(self.core) >= LEAST_LATIN
        return len(self.core) >= LEAST_HAN and not is_common(self.core)


@lru_cache(maxsize=50_000)
def parts_of(kind: Kind, name: str) -> Parts:
    """The parts of a name; an empty core where it holds nothing comparable."""
    plain = name.translate(CHINESE)
    text = plain if plain.isalnum() else normalise(" ".join(name.split()), "zh").text
    if kind == "service":
        return _service(text)
    return _han_firm(text) if HAN.search(text) else _latin_firm(text)


def _han_firm(text: str) -> Parts:
    text = text.replace(" ", "")
    inside = [place for found in BRACKETS.findall(text) if (place := place_in(found))]
    rest = _unless_empty(BRACKETS.sub("", text), text)
    whole = WHOLE.search(rest) is not None
    rest = _cut(rest, LEGAL)
    head = place_patterns()[0].match(rest)
    place = inside[0] if inside else ""
    if head and len(rest) - head.end() >= LEAST_HAN:
        place, rest = place or place_in(head.group()), rest[head.end() :]
    core, words = _without_words(rest, trades()[0])
    return Parts(squeezed(core), place, words, whole)


def _latin_firm(text: str) -> Parts:
    inside = [place for found in BRACKETS.findall(text) if (place := place_in(found))]
    rest = _unless_empty(BRACKETS.sub(" ", text), text).strip()
    words = [word for word in re.split(r"[\s,]+", rest) if word]
    while len(words) > 1 and words[-1].casefold().strip(".&") in LEGAL_WORDS:
        words.pop()
    rest, place = " ".join(words), inside[0] if inside else ""
    for pattern in place_patterns()[1:]:
        found = pattern.search(rest)
        if found and len(squeezed(shorter := pattern.sub("", rest, 1))) >= LEAST_LATIN:
            place, rest = place or place_in(found["place"]), shorter
    core, codes = _without_words(rest.strip(), trades()[1])
    return Parts(squeezed(core), place, codes)


def _service(text: str) -> Parts:
    found = BRACKETS.findall(text)
    rest = _unless_empty(BRACKETS.sub("", text), text).strip(' "“”')
    rest, early = _without_version(rest)
    core, words = _without_words(rest, kinds())
    core, late = _without_version(core)
    detail = tuple(squeezed(one) for one in found) if rest != text else ()
    return Parts(squeezed(core), "", (*words, *detail), version=late + early)


def _without_version(text: str) -> tuple[str, str]:
    found = VERSION.search(text)
    if found is None or len(squeezed(text[: found.start()])) < LEAST_HAN:
        return text, ""
    return text[: found.start()].rstrip(), squeezed(found.group())


def _without_words(text: str, ending: Ending) -> tuple[str, tuple[str, ...]]:
    """The text without the descriptive words that end it, and their codes in order."""
    pattern, known = ending
    codes: list[str] = []
    while found := pattern.search(text):
        rest, code = text[: found.start()].rstrip(" -.·&"), known[found.group().casefold()]
        least = LEAST_HAN if HAN.search(rest) else LEAST_HAN + 1
        if len(squeezed(rest)) < least or code in codes:
            break
        codes[:0] = [code] if code else []
        text = rest
    return text, tuple(codes)


def _cut(text: str, ending: re.Pattern[str]) -> str:
    while (shorter := ending.sub("", text)) != text and len(shorter) >= LEAST_HAN:
        text = shorter
    return text


def _unless_empty(shorter: str, text: str) -> str:
    return shorter if squeezed(shorter) else text
