"""Provinces and municipalities named in a text, by their Chinese short names."""

import csv
import re
from functools import lru_cache
from pathlib import Path

from extract.extraction import Level

FILE = Path(__file__).parent / "rules" / "provinces.csv"
NATIONWIDE = re.compile(
    r"全国|我国|国内|\b(?:nationwide|across the country|national level|China (?:has|had|approved"
    r"|cleared|registered|filed))\b"
)
CENTRAL = re.compile(r"CAC|of China|China's|State|[Nn]ational|国家|中国网信")
FILED = re.compile(r"\b(?:filed|filing|registered|cumulative|passed|completed)\b")
SUBJECT = {
    "zh": re.compile(
        r"(?:省|市|自治区)?(?:新增|已|累计|全|通过|完成|新|共|备案|登记|市网信|网信"
        r"|省网信|\d+款|的?生成式)"
    ),
    "en": re.compile(
        r"(?: authorities| has| had| approved| cleared| registered| greenlit| filed"
        r"|'s (?:running )?(?:total|tally))"
    ),
}


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
    authority: str | None, clause: str, title: str, language: str
) -> tuple[Level | None, str | None]:
    """Level and province: from what the counting clause is about, then from who announces it."""
    subject = _subject(clause, language)
    if subject:
        return "province", subject
    if NATIONWIDE.search(clause):
        return "national", None
    named = provinces(authority or "")
    if named:
        return "province", named[0]
    if authority and CENTRAL.search(authority):
        return "national", None
    subject = _subject(title, language)
    return ("province", subject) if subject else ("national" if authority else None, None)


def _subject(text: str, language: str) -> str | None:
    """The first province that the text counts for, approves in or lets act."""
    names, pattern = _table()
    for match in pattern.finditer(text):
        if SUBJECT[language].match(text, match.end()) and _acts(text, match, language):
            return names[match.group()]
        within = re.search(r"\b(?:in|for) $", text[max(0, match.start() - 5) : match.start()])
        if language == "en" and within and FILED.search(text):
            return names[match.group()]
    return None


def _acts(text: str, match: re.Match[str], language: str) -> bool:
    """In English, Beijing that approves is the government, not the city."""
    if language == "zh" or match.group() != "Beijing":
        return True
    return re.match(r"(?: has| had| cleared| registered|'s)", text[match.end() :]) is not None
