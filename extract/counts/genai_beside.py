"""Counts of generative-AI services in a story of devices or algorithms to their own register."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.clauses.schemes import ALGORITHMS, named_scheme
from extract.counts.counting import Counting
from extract.counts.english_elided import DONE
from extract.extraction import Scheme
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.windows import within

SERVICES = re.compile(r"\b(?:services?|models?|chatbots?|LLMs?)\b")
CHATBOTS = re.compile(r"\bchatbots?\b|\blarge language models?\b|\bLLMs?\b")
"""Services that are generative wherever they stand beside algorithms."""
SEPARATE = re.compile(
    r"\b(?:another|an? (?:separate|different|distinct)|their own|separate(?:ly)?) "
    r"(?:filings?|filed|registration|procedure|process|approvals?|review|register|track)\b"
)
GENAI_REACH = 250
"""Characters back to the generative AI of which services are counted: ``the latter``."""
PARTED = re.compile(r"[(。；;：\n]|其中|另|还|[包内]?含|包括|同时|同日")
"""What parts a Chinese number from devices that are only a part of it: ``124款(含7款端侧服务)``."""
CLOUD = re.compile(r"\bcloud\b")


def genai_beside(
    form: Form, counts: Sequence[Counting], leading: Scheme, matches: Sequence[Match]
) -> list[Counting]:
    """In a story of algorithms: English counts of generative-AI services are of filings."""
    if leading == "on_device":
        return _beside_devices(form, counts, matches)
    if form.language != "en" or leading not in ALGORITHMS.values():
        return list(counts)
    genai = {m.start for m in matches if m.label == "TOPIC" and m.value == "genai"}
    genai |= {m.start() for m in CHATBOTS.finditer(form.text)}
    deep = [m.start for m in matches if m.label == "SCHEME" and m.value in ALGORITHMS]
    out = []
    for c in counts:
        services = SERVICES.search(form.text, c.start, c.end) or _goes_on(form, c)
        before = max((g for g in genai if 0 < c.start - g < GENAI_REACH), default=-1)
        meant = services and before > max((d for d in deep if d < c.start), default=-1)
        own = bool(genai & set(range(c.start, c.end)))
        told = c.scheme is None and (own or (meant and before >= 0))
        inside = meant and before >= c.clause.sentence.start
        told = told or (inside and (_set_apart(form, c, before) or _led_in(form, c, before)))
        out.append(replace(c, scheme="genai_filing") if told else c)
    return out


def _in_the_cloud(form: Form, count: Counting, matches: Sequence[Match]) -> Counting:
    """In a story of devices: a total of generative-AI services, with no word of devices, is of
    filings.
    """
    total = count.scheme is None and count.scope == "cumulative"
    own = within(matches, count.start, count.end)
    genai = any(m.label == "TOPIC" and m.value == "genai" for m in own)
    named = named_scheme(count.clause.matches)
    cloud = CLOUD.search(form.text, count.start, count.end)
    told = total and ((genai and not named) or cloud)
    return replace(count, scheme="genai_filing") if told else count


def _beside_devices(
    form: Form, counts: Sequence[Counting], matches: Sequence[Match]
) -> list[Counting]:
    """In a story of devices: English totals of other services are of filings.

    A Chinese number that is filed first where devices are told of, or again, is theirs.
    """
    if form.language == "en":
        return [_in_the_cloud(form, c, matches) for c in counts]
    services = [c for c in counts if c.of == "services"]
    theirs = {c.number.value for c in services if c.scheme in (None, "on_device")}
    told = min((m.start for m in matches if m.value == "on_device"), default=len(form.text))
    if services and not PARTED.search(form.text, services[0].end, told):
        theirs.add(services[0].number.value)
    return [
        replace(c, scheme=None)
        if (c.scheme, c.scope) == ("genai_filing", "batch") and c.number.value in theirs
        else c
        for c in counts
    ]


def _set_apart(form: Form, count: Counting, low: int) -> bool:
    """``not on chatbots, which need a separate filing; 80 of those have been approved``."""
    return _goes_on(form, count) and SEPARATE.search(form.text, low, count.start) is not None


def _led_in(form: Form, count: Counting, low: int) -> bool:
    """``its figures for generative AI services: 99 filed, 27 registered``."""
    return _goes_on(form, count) and ": " in form.text[low : count.start]


def _goes_on(form: Form, count: Counting) -> bool:
    """``Models are filed separately: 611 had been approved``: a number alone goes on about them."""
    bare = count.end <= count.number.outer_end or count.rule == DONE
    return bare and SERVICES.search(form.text, count.clause.sentence.start, count.start) is not None
