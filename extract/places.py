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
OWN = re.compile(
    r"[本我全][省市区](?!场|别|属)|(?:^|[^\u4e00-\u9fff]|[从由据经，])[省市](?:委|政府)?网信|[省市]委网信"
)
"""A place that speaks of itself: it is named in the headline, or where the text begins."""
OPENING = 300
"""Characters of a text in which a notice or report names its place."""
SUBJECT = {
    "zh": re.compile(
        r"(?:省|市|自治区|地区)?(?:近日|日前|昨日|今日|再|又|已?有){0,3}"
        r"(?:新增|已|累计|全|通过|完成|新|共|备案|登记|市网信|网信|省网信|\d+款|的?生成式|添)"
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
    authority: str | None, clause: str, title: str, language: str, text: str = ""
) -> tuple[Level | None, str | None]:
    """Level and province: from what the counting clause is about, then from who announces it.

    ``text`` is where the article begins, which says what place ``our city`` is.
    """
    subject = _subject(clause, language)
    if subject:
        return "province", subject
    if OWN.search(clause) or OWN.search(authority or ""):
        home = provinces(authority or "") or provinces(title) or provinces(text[:OPENING])
        if home:
            return "province", home[0]
    if office := _before(authority, clause):
        return "province", office
    if NATIONWIDE.search(clause):
        return "national", None
    named = provinces(authority or "")
    if named:
        return "province", named[0]
    subject = _subject(title, language)
    if authority and CENTRAL.search(authority) and not (subject and language == "zh"):
        return "national", None
    return ("province", subject) if subject else ("national" if authority else None, None)


def _before(authority: str | None, clause: str) -> str | None:
    """The province whose name stands right before its office; Beijing's may be the country's."""
    names, pattern = _table()
    place = clause.find(authority) if authority else -1
    head = re.sub(r"(?:['’]s)?\s*$", "", clause[: max(0, place)])
    last = next((m for m in pattern.finditer(head) if m.end() == len(head)), None)
    return names[last.group()] if last and last.group() not in ("Beijing", "China") else None


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
