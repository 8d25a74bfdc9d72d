"""What a person types into the search box: words, however written, and never any syntax."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from zhconv_rs import zhconv

from db.fts import HAN, phrase, spaced

LONGEST: Final = 200
"""Characters of a question that are looked at."""
MOST_TERMS: Final = 12
LEAST_LATIN: Final = 4
"""Letters from which on a Latin word is looked for within others too."""
_TERM: Final = re.compile(r'"([^"]*)"|([^\s"]+)')
_LATIN: Final = "[0-9A-Za-z\u00c0-\u024f]"
_BETWEEN: Final = re.compile(r"[\W_]+")
_SCRIPTS: Final = ("zh-hans", "zh-hant")
_MONTH: Final = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Term:
    """One word, name or quoted phrase of a question."""

    text: str
    forms: tuple[str, ...]
    """As typed, and in simplified and traditional characters."""
    folded: str
    """Simplified, in lower case, without spaces and punctuation."""

    @property
    def short(self) -> bool:
        """Is it so short a Latin word that it stands in the midst of many others?"""
        return self.folded.isascii() and len(self.folded) < LEAST_LATIN


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: what a whole name is compared with, and the words that all must be found."""

    text: str
    plain: str
    """In lower case."""
    folded: str
    terms: tuple[Term, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of every term."""
        return tuple(form for term in self.terms for form in term.forms)


def asked(text: str) -> Asked:
    """A question from what was typed; one without a letter or digit has no terms."""
    clean = "".join(c if c.isprintable() else " " for c in text[: 20 * LONGEST])
    clean = " ".join(unicodedata.normalize("NFKC", clean).split())[:LONGEST].strip()
    found = [a or b for a, b in _TERM.findall(clean)]
    terms = [term for one in found if (term := _term(one)).folded]
    kept = list({term.folded: term for term in terms}.values())[:MOST_TERMS]
    return Asked(clean, clean.lower(), folded(clean), tuple(kept))


def _term(text: str) -> Term:
    month = _MONTH.fullmatch(text)
    days = ["-".join(f"{int(part):02d}" for part in month.groups() if part)] if month else []
    forms = [text, *(zhconv(text, script) for script in _SCRIPTS if HAN.search(text)), *days]
    return Term(text, tuple(dict.fromkeys(forms)), folded(text))


def folded(text: str) -> str:
    """A name as ``aliases.folded`` has it."""
    simple = "".join(_simplified(c) if c >= "\u3400" else c for c in text)
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", simple).casefold())


@lru_cache(maxsize=10_000)
def _simplified(character: str) -> str:
    turned = zhconv(character, "zh-hans")
    return turned if len(turned) == 1 else character


def match(question: Asked, names: tuple[str, ...] = ()) -> str:
    """An FTS5 query: each term in one of its forms, or one of the names."""
    whole = " AND ".join(_one_of(term) for term in question.terms)
    others = [phrase(name) for name in names if any(c.isalnum() for c in name)]
    return " OR ".join([f"({whole})", *others])


def match_begun(question: Asked) -> str:
    """An FTS5 query for which the last term may go on."""
    *others, last = question.terms
    return " AND ".join([*map(_one_of, others), f"{phrase(last.text)} *"])


def _one_of(term: Term) -> str:
    return f"({' OR '.join(map(phrase, term.forms))})"


def pattern(words: tuple[str, ...], *, whole: bool) -> re.Pattern[str] | None:
    """What marks words in a text; Latin ones with ``whole`` only as full words.

    Short Latin ones are marked only where a word begins.
    """
    longest = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    parts = [part for word in longest if (part := _loose(word, whole=whole))]
    return re.compile("|".join(parts), re.IGNORECASE) if parts else None


def _loose(word: str, *, whole: bool) -> str:
    """A word with any gap where the full-text index has one."""
    pieces = [re.escape(piece) for piece in _BETWEEN.sub(" ", spaced(word)).split()]
    if not pieces:
        return ""
    body, first, last = r"[\W_]*".join(pieces), pieces[0], pieces[-1]
    if not whole:
        short = first.isascii() and sum(map(len, pieces)) < LEAST_LATIN
        return f"(?<!{_LATIN}){body}" if short else body
    before = f"(?<!{_LATIN})" if not HAN.match(first) else ""
    after = f"(?!{_LATIN})" if not HAN.match(last) else ""
    return f"{before}{body}{after}"
