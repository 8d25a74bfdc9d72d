"""The words on charts, in English and Chinese, and the order in which registers stand."""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

Language = Literal["en", "zh"]
_FILE: Final = Path(__file__).with_name("words.json")


@cache
def words(language: str) -> dict[str, Any]:
    """The words of a language; KeyError for one that charts do not have."""
    found: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))[language]
    return found


def scheme_word(language: str, scheme: str | None) -> str:
    """A register as a chart names it; one that charts do not know keeps its own name."""
    return str(words(language)["schemes"].get(scheme or "", scheme))


def in_order(schemes: Iterable[str | None]) -> list[str | None]:
    """Each register once, in the order of ``words.json``; unknown ones last."""
    known = list(words("en")["schemes"])
    place = {scheme: number for number, scheme in enumerate(known)}
    return sorted(set(schemes), key=lambda scheme: (place.get(scheme or "", len(known)), scheme))


def counted(language: str, key: str, number: int | float) -> str:
    """A number with its noun, such as ``1 batch`` or ``3 批``."""
    one, many = words(language)[key]
    said = f"{number:,.1f}".removesuffix(".0")
    return str(one if number == 1 else many).format(count=said)
