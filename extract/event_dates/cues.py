"""The words around a date to its bearing: what happened on that day."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.errors import RuleError
from extract.matching.word_lists import RULES, compiled, read_lines

KEYS = {"id", "bearing", "regex", "yes", "no"}
BEARINGS = ("announced", "approved", "learned", "press", "state", "launch", "entry", "other")
"""``learned``: a reporter was told; ``press``: a medium or person spoke; ``state``: a total;
``launch``: a service was opened to the public; ``entry``: what a list prints beside its entries."""
REACH = 160
"""Characters on either side of a date in which a cue is sought."""
FRONT = re.compile(r"(?:^|[,;:(–—\n]|\b(?:and|but|that|then|when|while))\s*(?:late|early|on)?\s*$")
"""What stands before an English date that opens a clause: its verb follows."""
AS_ENTRY = re.compile(
    r",? (?:(?:is |are |was |were )?(?:given |shown |listed |printed |named )?(?:as|for)"
    r" (?:the|their|its|a|every|each|all) (?:\w+ )?|is the |as )"
    r"(?:filing|registration|approval|record) dates?\b"
)
"""How the words behind an English date go on that a list prints beside its entries."""
PERMITTED = re.compile(
    r"\b(?:approv(?:ed|als?)|clear(?:ed|ances?)|allowed|permitted|permi(?:ssion|ts?)|authori[sz]\w+"
    r"|licen[cs](?:ed|es?)|nod|go-ahead|green light|all-clear|right)(?: for [\w ]{1,30})?"
    r" (?:to|for) (?:the )?$"
)
"""What stands before a launch that was only granted: ``cleared to open to the public``."""
WHEN = re.compile(r",? when\b", re.IGNORECASE)
"""How the words behind an English date go on to what happened then."""


@dataclass(frozen=True, slots=True)
class DayCue:
    """A rule for words that say what a day near them is the day of."""

    id: str
    bearing: str
    regex: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@lru_cache
def day_cues(language: str) -> tuple[DayCue, ...]:
    """The cues of ``bearings.jsonl``; of two as near to a date the earlier line decides."""
    out = []
    for number, record in read_lines(RULES / language / "bearings.jsonl"):
        if set(record) != KEYS or record["bearing"] not in BEARINGS:
            raise RuleError("bearings.jsonl", number, f"wants the keys {', '.join(sorted(KEYS))}")
        regex = compiled(record["regex"], language)
        yes, no = tuple(record["yes"]), tuple(record["no"])
        out.append(DayCue(record["id"], record["bearing"], regex, yes, no))
    return tuple(out)


@lru_cache(maxsize=64)
def bearing(
    before: str, after: str, language: str, act: int = 0, next_act: int = REACH
) -> str | None:
    """What a date between two texts of its sentence is the day of; None where nothing says so.

    A Chinese verb follows its date. An English one stands before it, unless the date opens a
    clause. ``act`` is where in ``before`` a rule for approvals found one to end, 0 for nowhere;
    ``next_act`` where in ``after`` one begins.
    """
    act = max(0, act - max(0, len(before) - REACH))
    before, after = before[-REACH:], after[:REACH]
    if language == "zh" and _leads_to(before):
        return "entry"
    if language == "zh" and before.endswith("(") and after.startswith(")"):
        beside = _ends_on(before[:-1])
        if beside:
            return beside
    if language == "zh" or FRONT.search(before):
        return _behind(after, language, next_act) or _ahead(before, language, act)
    if language == "en" and AS_ENTRY.match(after):
        return "entry"
    ahead = _ahead(before, language, act)
    if ahead not in (None, "other"):
        return ahead
    behind = _behind(after, language, next_act)
    told_then = WHEN.match(after) is not None and behind in ("approved", "announced")
    return behind if ahead is None or behind == "launch" or told_then else ahead


def _leads_to(before: str) -> bool:
    """Do Chinese words for what a list prints end right before the date: ``登记时间均为``?"""
    cues = (c.regex for c in day_cues("zh") if c.bearing == "entry")
    return any(m.end() == len(before.rstrip()) for cue in cues for m in cue.finditer(before))


def _ends_on(text: str) -> str | None:
    """The bearing of the Chinese cue that a text ends on: ``通过备案(12月22日)``."""
    cues = ((c.bearing, m.end()) for c in day_cues("zh") for m in c.regex.finditer(text))
    return next((said for said, end in cues if end == len(text)), None)


def _ahead(text: str, language: str, act: int = 0) -> str | None:
    """The bearing of the last cue in a text; of an act that ends behind it, ``approved``."""
    found = [
        (
            m.end(),
            "approved" if c.bearing == "launch" and _permitted(text, m.start()) else c.bearing,
        )
        for c in day_cues(language)
        for m in c.regex.finditer(text)
    ]
    if act and all(end < act for end, _ in found):
        return "approved"
    return max(found, key=lambda x: x[0])[1] if found else None


def _permitted(text: str, start: int) -> bool:
    return PERMITTED.search(text, max(0, start - REACH // 2), start) is not None


def _behind(text: str, language: str, act: int) -> str | None:
    """The bearing of the first cue in a text; of an act that begins there, ``approved``."""
    found = [(m.start(), c.bearing) for c in day_cues(language) if (m := c.regex.search(text))]
    if act < len(text) and all(act <= start for start, _ in found):
        return "approved"
    return min(found, key=lambda x: x[0])[1] if found else None
