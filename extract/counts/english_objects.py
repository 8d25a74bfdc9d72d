"""English counts to the register of what they count, in a story that tells of two.

A model or service is filed, an application registered, whatever the verb: where a story that says
what registration is counts both beside each other, the noun of each number decides.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.clauses.schemes import GENAI
from extract.counts.counting import MAIN, Counting
from extract.extraction import Scheme
from extract.layout.form import Form
from extract.matching.rules import Match

APPS = re.compile(r"\b(?:apps?|applications?|mini-programs?|registrations)\Z|\bregistered \w+\Z")
"""How the words of a count end that counts what is registered."""
MODELS = re.compile(r"\b(?:models?|LLMs?|filings|services|chatbots?)\Z")
"""The same for what is filed."""
FILINGS = re.compile(r"\b[Ff]ilings\b[^.;\d]{0,60}\Z")
"""In a story of registrations: the noun of a number alone, ``filings, which stood at 124``."""
MAIN_LIST = re.compile(
    r"\b(?:main|national|general|primary|larger|longer|regular) (?:list|register|roster)"
    r" (?:of|with) \Z"
)
"""In such a story: the list that is not told of, ``the main list of 188 services``."""
REGISTERED = re.compile(r"\bregist(?:er|ration)|\bamong\b")
"""Behind services that are registered for all that, or a part of the applications counted next."""
FILED = re.compile(r" (?:[\w' -]{1,40} )?(?:complet\w+ (?:\w+ )?filing|(?:were|been) filed)\b")
"""How a sentence goes on about applications that are filed, for all that."""
SERVING = re.compile(r"\b(?:on|of|from|by|with|call(?:s|ing)?|us(?:es|ing)|behind)(?: \w+)? \Z")
"""What stands before models that are counted because applications use them."""
JOINED = re.compile(
    r"(?:\band|;|,|\bwhile) (?:\w+ ){0,3}?(?:approved|cleared|passed|filed|added|let through)"
    r"(?: (?:another|further|also|new))? \Z"
)
"""How a second act begins whose object is counted."""
HEAD = 90
"""Characters before a number in which these stand."""
GAP = 3
"""Characters from a sentence to the next."""


def by_object(
    form: Form, counts: Sequence[Counting], leading: Scheme, matches: Sequence[Match]
) -> list[Counting]:
    """The counts, those of applications and of models beside each other with their registers."""
    if form.language != "en" or leading not in GENAI or not counts:
        return list(counts)
    if not any((m.label, m.value) == ("SCHEME", "genai_registration") for m in matches):
        return list(counts)
    ends = [*(c.start for c in counts[1:]), len(form.text)]
    told = [_told(form, c, end) for c, end in zip(counts, ends, strict=True)]
    out = []
    for count, scheme in zip(counts, told, strict=True):
        beside = scheme and _beside(counts, told, count, scheme)
        if scheme and beside and _open(form, count, scheme, leading):
            count = replace(count, scheme=scheme)
        elif leading == "genai_registration" and _of_filings(form, count):
            count = replace(count, scheme="genai_filing")
        out.append(count)
    return out


def _told(form: Form, count: Counting, end: int) -> Scheme | None:
    """The register of what is counted; ``end`` is where the next number begins."""
    if count.of != "services" or count.scope not in MAIN:
        return None
    own = form.text[count.number.start : count.end]
    if APPS.search(own):
        filed = FILED.match(form.text, count.end, count.clause.end)
        return None if filed else "genai_registration"
    behind = REGISTERED.search(form.text, count.end, min(end, count.clause.end))
    serving = SERVING.search(form.text, max(0, count.start - HEAD), count.start)
    return "genai_filing" if MODELS.search(own) and not behind and not serving else None


def _of_filings(form: Form, count: Counting) -> bool:
    """Is it a number alone behind the noun ``filings``?"""
    low = max(count.clause.sentence.start, count.start - HEAD)
    if count.of == "services" and MAIN_LIST.search(form.text, low, count.start):
        return True
    bare = count.of == "services" and count.end <= count.number.outer_end
    return bare and FILINGS.search(form.text, low, count.start) is not None


def _beside(
    counts: Sequence[Counting], told: Sequence[Scheme | None], count: Counting, scheme: Scheme
) -> bool:
    """Is the other kind counted in the same sentence, or in the one before or behind?"""
    low, high = count.clause.sentence.start - GAP, count.clause.sentence.end + GAP
    near = (o for o, other in zip(counts, told, strict=True) if other not in (None, scheme))
    return any(o.clause.sentence.end > low and o.clause.sentence.start < high for o in near)


def _open(form: Form, count: Counting, scheme: Scheme, leading: Scheme) -> bool:
    """May the noun decide: is nothing else said, or only what another act's words lend?"""
    if count.scheme is None:
        return scheme != leading
    lent = count.scheme == "genai_registration" == leading
    joined = JOINED.search(form.text, max(0, count.start - HEAD), count.start)
    return lent and joined is not None
