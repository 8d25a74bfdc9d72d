"""Places and descriptive words in names, from ``names/places.csv`` and ``names/trades.csv``."""

import csv
import re
from collections.abc import Iterable
from functools import lru_cache

from extract.known.shipped import NAMES

HAN = re.compile(r"[\u3400-\u9fff]")
KINDS_ZH = (
    ("app", "app|小程序"),
    ("assistant", "智能助手|智能助理|助手|助理"),
    ("agent", "智能体"),
    ("platform", "平台"),
    ("algorithm", "算法"),
    ("", "多模态大模型|大语言模型|语言大模型|大模型|模型"),
)
KINDS_EN = (
    ("ai", "AI"),
    ("app", "app"),
    ("assistant", "smart assistant|assistant|chatbot"),
    ("agent", "agent"),
    ("platform", "platform"),
    ("algorithm", "algorithm"),
    ("", "large language model|large-scale model|large model|language model|model|llm"),
)
"""Words that end a service's name; those of the empty code say nothing of it."""
BEFORE = "(?<![A-Za-z0-9])"
"""Where a word of Latin letters may begin."""
Ending = tuple[re.Pattern[str], dict[str, str]]
"""What finds a descriptive word at the end of a name, and the words' codes."""


@lru_cache
def trades() -> tuple[Ending, Ending]:
    """The descriptive words that end a Chinese company name and an English one."""
    with (NAMES / "trades.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    han, latin = (_ending((row["code"], row[column]) for row in rows) for column in ("zh", "en"))
    return han, latin


@lru_cache
def kinds() -> Ending:
    """The words that end a service's name, in either language."""
    return _ending([*KINDS_ZH, *KINDS_EN])


def _ending(rows: Iterable[tuple[str, str]]) -> Ending:
    """What finds one word at the end of a name, the longest first, and the words' codes."""
    codes = {word.casefold(): code for code, cell in rows for word in cell.split("|")}
    words = sorted(codes, key=lambda word: (-len(word), word))
    found = (rf"{'' if HAN.search(word) else BEFORE}{re.escape(word)}" for word in words)
    return re.compile(rf"(?:{'|'.join(found)})$", re.IGNORECASE), codes


@lru_cache
def _place_names() -> dict[str, str]:
    with (NAMES / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [(row["zh"], row["en"]) for row in csv.DictReader(file)]
    known = {zh: en.casefold() for zh, en in rows} | {
        en.casefold(): en.casefold() for _, en in rows
    }
    return known | {"中国": "china", "china": "china"}


@lru_cache
def place_patterns() -> tuple[re.Pattern[str], ...]:
    """Places before a Chinese name, before an English one and behind an English one.

    China before a name is a part of it: 中国移动 is not 移动.
    """
    names = sorted(_place_names().keys() - {"中国", "china"}, key=lambda name: (-len(name), name))
    han = "|".join(name for name in names if HAN.search(name))
    latin = "|".join(re.escape(name) for name in names if not HAN.search(name))
    return (
        re.compile(rf"(?:(?:{han})(?:省|市)?)+"),
        re.compile(rf"^(?P<place>{latin})(?:[ -]based)?\s+", re.IGNORECASE),
        re.compile(rf"\s+(?P<place>{latin}|china)$", re.IGNORECASE),
    )


def place_in(text: str) -> str:
    """The comparable name of a place as printed, ``""`` where it is none; of several the last."""
    found = _onlyplace_patterns().fullmatch(text.strip().casefold())
    return _place_names()[found["last"]] if found else ""


@lru_cache
def _onlyplace_patterns() -> re.Pattern[str]:
    place = "|".join(sorted(map(re.escape, _place_names()), key=len, reverse=True))
    return re.compile(rf"(?:(?:{place})(?:省|市)?)*?(?P<last>{place})(?:省|市)?")
