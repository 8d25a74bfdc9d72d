"""The gazetteer files that ship, and the form in which names are compared."""

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extract.known.alias_files import Kind
from extract.layout.form import CHINESE, normalise

NAMES = Path(__file__).parents[1] / "rules" / "names"
FILES: dict[Kind, Path] = {"company": NAMES / "companies.csv", "service": NAMES / "services.csv"}
BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One alias of the gazetteer."""

    kind: Kind
    canonical: str
    alias: str
    language: str
    origin: str
    """``register``, ``reviewed``, ``user``, or ``pinyin``: then the alias is in syllables."""
    ambiguous: bool
    """Does it count only where the text shows that it is meant?"""


@lru_cache
def shipped_names() -> tuple[Name, ...]:
    """The entries that ``make names`` wrote."""
    found = []
    for kind, path in FILES.items():
        with path.open(encoding="utf-8", newline="") as file:
            for canonical, alias, language, origin, ambiguous in list(csv.reader(file))[1:]:
                found.append(Name(kind, canonical, alias, language, origin, ambiguous == "1"))
    return tuple(found)


@lru_cache(maxsize=50_000)
def fold(name: str) -> str:
    """NFKC, lower case, simplified script, without spaces, quotes and punctuation."""
    plain = name.translate(CHINESE)
    return squeezed(plain if plain.isalnum() else normalise(name, "zh").text)


@lru_cache(maxsize=50_000)
def squeezed(name: str) -> str:
    """The same for a name in the form of a Chinese text."""
    flat = unicodedata.normalize("NFKC", name).casefold()
    return flat if flat.isalnum() else BETWEEN.sub("", flat)
