"""A stretch that holds a company's and a service's name and nothing between to both of them.

``Lanhe Shandong Haida Technology``: parted where both sides read most like what they are.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from extract.matching.word_lists import compiled

Span = tuple[int, int]
WORD = re.compile(r"\S+(?: & \S+)?(?: ?\([^()]*\))*(?:,? (?:Co|Ltd|Limited|Inc|LLC|Corp)\b\.?,?)*")
"""A word with the brackets and legal forms behind it, which no cell begins with."""
MOST = 16
"""Words of both."""
FUNCTION = ("of", "and", "for", "the", "&", "in", "to")
"""Words that join what stands round them in one name."""
FIRM_END = r"(?-i:{tail}|{institution}|Television|Economics)"
SOFT_END = r"(?-i:{soft_tail}|{discipline}|E-Commerce|Commerce|Intelligent|AI)"
"""How a company's name ends, surely and perhaps."""
LEADING = re.compile("Digital|Smart|New|Future|China|National|Central|State|North|South|East|West")
"""What stands before a place in a company's name: ``Digital Hefei Construction``."""
SURE = 0.0
"""Points that the best place must have."""
ENDS_AS_FIRM, ENDS_SOFTLY, AT_PLACE, SAME_HEAD = 3.0, 1.5, 2.0, 2.0
"""Points of a company's side: for its last word, a place before it, the service's first word."""
PLACE_INSIDE, TRADE_LEFT, ENDS_AS_SERVICE = -3.0, -1.5, 1.5
"""Points of a service's side: a place in it, a last word of firms, or one of services."""
CORE, LONG = -0.7, -0.2
"""Points of each word more that a company, or a service, is called by."""
NO_CORE = 1.5
"""Points against a company's side without a word that is its own."""


def parted(text: str, span: Span, *, company_first: bool, sure: bool) -> Sequence[Span]:
    """The two cells in order; none where nothing can part them.

    ``sure``: the line is known to be a row by its other cells.
    """
    words = [m.span() for m in WORD.finditer(text, *span)]
    places = [
        i
        for i in range(1, len(words))
        if text[slice(*words[i])] not in FUNCTION and text[slice(*words[i - 1])] not in FUNCTION
    ]
    if not places or len(words) > MOST or not all(_opens(text, words[i]) for i in (0, *places[:1])):
        return ()

    def points(place: int) -> float:
        first, second = ([text[a:b] for a, b in part] for part in (words[:place], words[place:]))
        return likeness(first, second) if company_first else likeness(second, first)

    best = max(places, key=points)
    if points(best) < SURE and not sure:
        return ()
    return (words[0][0], words[best - 1][1]), (words[best][0], words[-1][1])


def _opens(text: str, word: Span) -> bool:
    """May a cell begin with a word: is it more than small letters?"""
    return not text[slice(*word)].islower()


def ends_as_firm(name: str) -> bool:
    """Does a name end as companies do?"""
    last = name.rsplit(" ", 1)[-1]
    return _firm_end().fullmatch(_bare(last)) is not None or _bare(name) != name.rstrip(",.")


def likeness(firm: Sequence[str], service: Sequence[str]) -> float:
    """How well the words read as a company's and a service's name."""
    alike = _bare(firm[0]) == _bare(service[0]) and _bare(firm[0]).isalpha()
    return _of_firm(firm) + _of_service(service) + SAME_HEAD * alike


def _of_firm(words: Sequence[str]) -> float:
    bare = [_bare(w) for w in words]
    points = ENDS_AS_FIRM if _firm_end().fullmatch(bare[-1]) or bare[-1] != words[-1] else 0.0
    points += ENDS_SOFTLY * (not points and _soft_end().fullmatch(bare[-1]) is not None)
    at = next((i for i, w in enumerate(bare) if _place().fullmatch(w)), None)
    points += AT_PLACE * (at == 0 or (at == 1 and LEADING.fullmatch(bare[0]) is not None))
    core = [w for w in bare[at is not None and at < 2 :] if not _trade().fullmatch(w)]
    own = len(core) - 1 - (at is None and len(core) == len(bare))
    points += AT_PLACE * any(_seated().search(w) for w in words)
    named = any(w[:1].isalpha() for w in core)
    return points + CORE * max(0, own) - NO_CORE * (not named)


def _of_service(words: Sequence[str]) -> float:
    bare = [_bare(w) for w in words]
    points = LONG * (len(words) - 1)
    seated = any(_place().fullmatch(w) for w in bare[1:]) or any(map(_seated().search, words))
    points += PLACE_INSIDE * seated
    *joined, last = bare[-1].split("-")
    if _ends_service().fullmatch(last) or _ends_service().fullmatch(last.lower()):
        return points + (ENDS_AS_SERVICE if joined or len(words) > 1 else -ENDS_AS_SERVICE)
    if _firm_end().fullmatch(bare[-1]):
        return points + TRADE_LEFT
    return points + TRADE_LEFT / 2 * (_soft_end().fullmatch(bare[-1]) is not None)


def _bare(word: str) -> str:
    """A word without its brackets and legal forms."""
    return re.split(r" ?\(|,? (?:Co|Ltd|Limited|Inc|LLC|Corp)\b", word, maxsplit=1)[0].rstrip(",.")


@lru_cache
def _firm_end() -> re.Pattern[str]:
    return compiled(FIRM_END, "en")


@lru_cache
def _soft_end() -> re.Pattern[str]:
    return compiled(SOFT_END, "en")


@lru_cache
def _trade() -> re.Pattern[str]:
    return compiled(rf"{FIRM_END}|{SOFT_END}|of|and|for|the|&", "en")


@lru_cache
def _place() -> re.Pattern[str]:
    return compiled(r"(?-i:{places}|{cities})", "en")


@lru_cache
def _seated() -> re.Pattern[str]:
    """``Haida (Kunming)``: a place in brackets, as firms have it."""
    return compiled(r"\((?-i:{places}|{cities})\)", "en")


@lru_cache
def _ends_service() -> re.Pattern[str]:
    return compiled(r"(?:{offering}|AI|GPT|LLM|Bot|Spark|Pro|Max)", "en")
