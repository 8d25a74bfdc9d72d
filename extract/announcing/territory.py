"""The level and the province of an announcement, by what it counts for and who announces it."""

import re
from collections.abc import Sequence

from extract.extraction import Level
from extract.printed import english_places
from extract.printed.places import OPENING, provinces, provinces_at

NATIONWIDE = re.compile(
    r"全国|我国|国内|\b(?:nationwide|across the country|national level|China (?:has|had|approved"
    r"|cleared|registered|filed))\b"
)
OWN = re.compile(
    r"[本我全][省市区](?!场|别|属)|(?:^|[^\u4e00-\u9fff]|[从由据经，])[省市](?:委|政府)?网信|[省市]委网信"
)
"""A place that speaks of itself: it is named in the headline, or where the text begins."""
CITY = re.compile(
    r"[\u4e00-\u9fff]{2}(?:[市州盟区县]|新区)(?:委)?(?:网信|互联网信息|网络安全)[^，。；;]{0,16}$"
)
"""The office of a city or district, which no list of provinces names."""
SUBJECT = re.compile(
    r"(?:省|市|自治区|地区)?(?:近日|日前|昨日|今日|此次|本次|一次性|再|又|已?有"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日){0,3}"
    r"(?:新增|已|累计|全|通过|完成|新|共|备案|登记|市网信|网信|省网信|[\d一二两三四五六七八九十]+[款个]|的?生成式|添)"
)


def territory(
    offices: Sequence[str], clause: str, title: str, language: str, text: str = ""
) -> tuple[Level | None, str | None]:
    """Level and province: from what the counting clause is about, then from who announces it.

    ``offices`` begin with the one that announces; where they are of several provinces, so is the
    announcement. ``text`` is where the article begins, which says what place ``our city`` is.
    """
    if len({name for office in offices for name in provinces(office)}) > 1:
        return None, None
    office = offices[0] if offices else ""
    if subject := _subject(clause, language):
        return "province", subject
    if own := _own(office, clause, title, language, text):
        return "province", own
    if before := _before(office, clause):
        return "province", before
    if NATIONWIDE.search(clause):
        return "national", None
    if named := provinces(office):
        return "province", named[0]
    if subject := _subject(title, language):
        return "province", subject
    if office and CITY.search(clause[: clause.find(office)] + office):
        return "city", None
    if office and (itself := OWN.search(clause)):
        return ("province" if "省" in itself.group() else "city"), None
    return ("national" if office else None), None


def _own(office: str, clause: str, title: str, language: str, text: str) -> str | None:
    """The province of an office without a name, or of what calls itself ``our city``."""
    if language == "en":
        return english_places.of_a_place(office, clause, title, text)
    if OWN.search(clause) or OWN.search(office):
        home = provinces(office) or provinces(title) or provinces(text[:OPENING])
        return home[0] if home else None
    return None


def _before(office: str, clause: str) -> str | None:
    """The province whose name stands right before its office; Beijing's may be the country's."""
    place = clause.find(office) if office else -1
    head = re.sub(r"(?:['’]s)?\s*$", "", clause[: max(0, place)])
    last = next((one for one in provinces_at(head) if one.end == len(head)), None)
    own = last is not None and head[last.start :] not in ("Beijing", "China")
    return last.province if last and own else None


def _subject(text: str, language: str) -> str | None:
    """The first province that the text counts for, approves in or lets act."""
    if language == "en":
        return english_places.subject(text)
    found = (one for one in provinces_at(text) if SUBJECT.match(text, one.end))
    first = next(found, None)
    return first.province if first and not NATIONWIDE.search(text, 0, first.start) else None
