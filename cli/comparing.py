"""Names as printed, compared: what is the same, what is distinct, what matches what."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

Equal = Callable[[Any, Any], bool]

LEGAL = re.compile(
    r"(股份有限公司|有限责任公司|有限公司|公司|集团|coltd|companylimited|limited|ltd|inc|corporation"
    r"|corp|company|co|group|大语言模型|大模型|模型|largelanguagemodel|largemodel|model|llm)$"
)
DROPPED = re.compile(r"[\s\W_]+")


def folded(name: str) -> str:
    """A name without case, punctuation, legal form and a trailing word for model."""
    rest = DROPPED.sub("", unicodedata.normalize("NFKC", name).casefold())
    while True:
        shorter = LEGAL.sub("", rest)
        if shorter == rest or len(shorter) < 2:
            return rest
        rest = shorter


def same(one: str, other: str) -> bool:
    """Equal when folded, or one inside the other and at least 60 % as long."""
    short, long = sorted((folded(one), folded(other)), key=len)
    return bool(short) and (short == long or (short in long and len(short) >= 0.6 * len(long)))


def same_pair(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Company and model are the same."""
    return same(one[0], other[0]) and same(one[1], other[1])


def matched(gold: list[Any], said: list[Any], equal: Equal) -> tuple[int, list[Any], list[Any]]:
    """How many hits; what was missed; what is false. Each is matched at most once, equals first."""
    left, missed = list(said), []
    for item in gold:
        best = next((other for other in left if other == item), None)
        if best is None:
            best = next((other for other in left if equal(item, other)), None)
        if best is None:
            missed.append(item)
        else:
            left.remove(best)
    return len(gold) - len(missed), missed, left


def distinct(names: Iterable[str | None]) -> list[str]:
    """The names that differ when folded, in order; empty ones left out."""
    kept: dict[str, str] = {}
    for name in names:
        if name:
            kept.setdefault(folded(name), name)
    return list(kept.values())


def distinct_pairs(pairs: Iterable[tuple[str | None, str | None]]) -> list[tuple[str, str]]:
    """The pairs that differ when folded; those without a company or a model left out."""
    kept: dict[tuple[str, str], tuple[str, str]] = {}
    for company, model in pairs:
        if company and model:
            kept.setdefault((folded(company), folded(model)), (company, model))
    return list(kept.values())
