"""Provinces and municipalities named in a text, by their Chinese short names."""

import csv
import re
from functools import lru_cache
from pathlib import Path

from extract.extraction import Level

FILE = Path(__file__).parent / "rules" / "provinces.csv"
LOCAL = re.compile(
    r"[Mm]unicipal|[Pp]rovincial|branch|[Cc]ommittee|counterpart|[Cc]ity|[省市]|我省|全省|本市|全市"
)


@lru_cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = {row["zh"]: row["zh"] for row in rows} | {row["en"]: row["zh"] for row in rows}
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return names, re.compile(rf"(?<![A-Za-z])(?:{pattern})(?![A-Za-z])")


def provinces(text: str) -> list[str]:
    """Short Chinese names in order of mention, each once."""
    names, pattern = _table()
    return list(dict.fromkeys(names[m.group()] for m in pattern.finditer(text)))


def territory(
    authority: str | None, sentence: str, language: str
) -> tuple[Level | None, str | None]:
    """Level and province from the authority first, then from the sentence that counts."""
    if authority:
        named = provinces(authority)
        # "Beijing" as a metonym of the government names no province.
        if named:
            return "province", named[0]
        if re.search(r"CAC|of China|国家|China's|State|National|中国网信", authority):
            return "national", None
    subject = _subject(sentence, language)
    return ("province", subject) if subject else ("national" if authority else None, None)


def _subject(sentence: str, language: str) -> str | None:
    names, pattern = _table()
    for match in pattern.finditer(sentence):
        after = sentence[match.end() : match.end() + 24]
        before = sentence[max(0, match.start() - 12) : match.start()]
        if language == "zh":
            if re.match(
                r"(?:省|市|自治区)?(?:新增|已|累计|全|通过|完成|新|共|备案|市网信|网信|省网信|\d|的?生成式)",
                after,
            ):
                return names[match.group()]
        elif (names[match.group()] != "北京" and (
            re.match(
                r"(?: authorities| has| had| approved| cleared| registered| greenlit| filed|'s (?:total|tally))",
                after,
            )
            or re.search(r"\b(?:in|for|to) $", before)
        )) or (re.search(r"\b(?:in) $", before) and re.search(
            r"filed|filing|registered|cumulative|passed", sentence
        )):
            return names[match.group()]
    return None
