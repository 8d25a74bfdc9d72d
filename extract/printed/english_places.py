"""The province that an English article is of: by its office, its own words, its headline."""

import re
from typing import Final

from extract.printed.places import OPENING, Named, provinces_at

MUNICIPALITIES: Final = frozenset({"北京", "上海", "天津", "重庆"})
OFFICE: Final = re.compile(
    r"\b(?P<province>[Pp]rovincial|(?:the )?(?:province|autonomous region)['’]s)\b"
    r"|\b(?P<city>[Mm]unicipal|(?:the )?(?:[Cc]ity|municipality|capital)['’]s|[Cc]ity)\b"
    r"|\b(?P<local>[Ll]ocal|[Rr]egional)\b"
)
"""Words of an office that is not the country's."""
_OF_OFFICES = (
    r"(?:tally|total|count|register|list|regulator|authorit|cyberspace|internet|watchdog|office"
    r"|government)"
)
_BEFORE = r"(?:in|of|across|for|to) (?:the|this|our) (?:\w+ )?"
_AFTER = r"(?:['’]s| (?:now|has|had|is|was|said|counts?|adds?|added)\b)"
_PROVINCE, _CITY = r"(?:province|autonomous region)", r"(?:city|municipality)"
ITSELF: Final = re.compile(
    rf"\b(?P<province>{_BEFORE}{_PROVINCE}\b|[Tt]he (?:\w+ )?{_PROVINCE}{_AFTER}"
    rf"|[Pp]rovincial {_OF_OFFICES})"
    rf"|\b(?P<city>{_BEFORE}{_CITY}\b|[Tt]he {_CITY}{_AFTER}|[Tt]he capital['’]s"
    rf"|[Mm]unicipal {_OF_OFFICES})"
)
"""How a report speaks of the place that it is about."""
GAINS: Final = re.compile(
    r"(?:['’]s)?(?: [Pp]rovince| [Mm]unicipality)?(?: (?:now|also|again|just))?"
    r" (?:adds?|added|gains?|gained|gets?|got|has|had|registers?|registered|files?|filed|lists?"
    r"|listed|logs?|logged|puts?|records?|recorded|reports?|welcomes?|expands?|counts?|says?|said)\b",
    re.IGNORECASE,
)
"""What a place does that has new services, Beijing too."""
CLEARS: Final = re.compile(
    r"(?: [Pp]rovince| [Mm]unicipality)?"
    r" (?:approv|clear|green-?li|okay|pass|let|hand|grant|issu)\w*",
    re.IGNORECASE,
)
"""What Beijing does as the government of the country."""
OF: Final = re.compile(
    r"\b(?:in|for|from|of)"
    r"(?: (?:(?:North|South)(?:east|west)?|East|West|Central)(?:ern)? China['’]s)? $"
)
FILED: Final = re.compile(
    r"\b(?:filed|filings?|files?|registered|registrations?|cumulative|pass(?:e[sd])?|completed?|adds?"
    r"|approv(?:ed?|als?)|clear(?:ed|s|ance)|nod|recorded|listed|certificates?)\b",
    re.IGNORECASE,
)
DATELINE: Final = re.compile(
    r"^\W*[A-Z][\w.'’ ]{1,30}?(?:, [A-Z][\w. ]{1,20})?(?: \([\w. ]+\))? ?(?:--|[-–—])+ "
    r"|^[A-Z]{4,}(?=[, ])"
)
"""Where a report was written, which is not what it is about."""
INSTITUTION: Final = re.compile(
    r" (?:University|Normal|Hospital|Institute|Bank|Mobile|Radio|Automobile|Auto|Group|Academy"
    r"|Museum|Technology|Intelligent|Zhipu|Stock|General)\b"
)
"""What makes a place the first word of a name."""


def of_a_place(authority: str, clause: str, title: str, text: str) -> str | None:
    """The province of the office, of what the clause counts, or of who speaks of itself."""
    for own in (OFFICE.search(authority), ITSELF.search(clause), ITSELF.search(title)):
        if own is not None and (home := _home(own, authority, clause, title, text)):
            return home
    return None


def subject(text: str) -> str | None:
    """The one province of a headline or clause that gains services, else that has some filed."""
    places = [one for one in provinces_at(text) if not INSTITUTION.match(text, one.end)]
    acting = {one.province for one in places if _acts(one, text)}
    filed = FILED.search(text) is not None
    found = acting or {one.province for one in places if filed and _is_of(one, text)}
    return found.pop() if len(found) == 1 else None


def _acts(named: Named, text: str) -> bool:
    if GAINS.match(text, named.end):
        return True
    return named.province != "北京" and CLEARS.match(text, named.end) is not None


def _is_of(named: Named, text: str) -> bool:
    """Is something in or from there? A nod from Beijing is the country's."""
    of = OF.search(text, 0, named.start)
    return of is not None and (named.province != "北京" or of.group() in ("in ", "for "))


def _home(own: re.Match[str], *told: str) -> str | None:
    """The first province of a kind with the words, where the article has it."""
    *near, text = told
    for part in (*near, DATELINE.sub("", text[: 2 * OPENING], count=1)):
        named = [one.province for one in provinces_at(part) if not INSTITUTION.match(part, one.end)]
        fitting = [one for one in named if _fits(own, one)]
        if fitting:
            return fitting[0]
    return None


def _fits(own: re.Match[str], province: str) -> bool:
    if own["province"]:
        return province not in MUNICIPALITIES
    return bool(own["city"]) or province != "北京"
