"""English counts that a story tells of a batch told before: its firms, and what two places add."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.counts.counting import MAIN, Counting
from extract.counts.links import BESIDE
from extract.layout.form import Form
from extract.matching.word_lists import compiled

OF_THE_BATCH = compiled(
    r"^\W*(?:(?:the|all|these|those)(?: (?:the|of (?:them|these|the)))?"
    r"(?: (?:new|latest|approved|newly \w+))*"
    r"(?: (?P<n>\d[\d,]*|[a-z]+(?:-[a-z]+)?))?"
    r"(?: (?:new|latest|approved|newly \w+))*"
    r"(?: (?:generative AI |AI )?(?P<noun>services|models|apps|applications|products|filings"
    r"|registrations|approvals|additions|newcomers|entries))?|they)"
    r" (?:(?:were|was|are|had been|have been) (?:all )?(?:submitted|developed|built|made|offered"
    r"|filed|registered|put forward|handed in|operated|run|created|provided|owned) by"
    r"|(?:come|came|hail|stem|are|were) from|belong to|(?:went|go|were (?:given|granted|issued))"
    r" to) (?:a total of |just |only )?$",
    "en",
)
"""``The eight were submitted by``: what a batch told before is of."""
FIRM_HAS = compiled(
    r"(?:^|[.;,] )(?:(?-i:[a-z][\w'-]*) ){0,4}"
    r"(?:(?-i:[A-Z]\w*)-(?:based|backed|owned|run) |(?:{places}|{cities})'s )?"
    r"(?!(?-i:{places}|{cities}|The|It|They|This|These|China|CAC)\b)"
    r"(?-i:[A-Z][\w&.'-]*)(?: (?-i:[A-Z])[\w&.'-]*){0,3}(?P<alone> alone| itself)?"
    r" (?:has|had|have|got|filed|registered|won|obtained|received|put forward|submitted|secured)"
    r" (?:no fewer than |as many as )?$",
    "en",
)
NAMED = re.compile(r"[^.;:,\d]{0,30}(?::|,|, namely|\)? [-–—]) [\"']?[A-Z]")
"""Round the number of what one firm has of them: ``Haida has three models: Lan, Lana and Lanu``."""
BETWEEN_THEM = re.compile(r"[^.;,\d]{0,60}? between them\b")
PARTS = 3
"""Counts behind a sum among which its parts stand."""
RECALLED = ("other", "pending", "cumulative", "breakdown")


def of_the_batch(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """The counts with the firms of a batch that a sentence behind it tells of."""
    return [_one_firms(form, found, _firms(form, found, c)) for c in found]


def _one_firms(form: Form, found: Sequence[Counting], count: Counting) -> Counting:
    """What one firm has of a batch is a part of it: of one told before, or of all (``alone``)."""
    if count.of != "services" or count.scope != "batch":
        return count
    head = FIRM_HAS.search(form.text[count.clause.sentence.start : count.start])
    if head is None or not NAMED.match(form.text, count.end):
        return count
    more = any(
        c.of == "services" and c.scope in MAIN and c.start < count.start
        and c.number.value > count.number.value and c.scheme == count.scheme
        for c in found
    )  # fmt: skip
    return replace(count, scope="breakdown") if more or head["alone"] else count


def without_sums_of_places(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """The counts without what two offices, each told of behind it, approved together."""
    return [c for c in found if not _sum_of_places(form, found, c)]


def _firms(form: Form, found: Sequence[Counting], count: Counting) -> Counting:
    """``The eight were submitted by seven companies``: firms of the batch told before."""
    if count.of != "companies" or count.scope not in RECALLED:
        return count
    sentence = count.clause.sentence
    said = OF_THE_BATCH.match(form.text[sentence.start : count.start])
    if not said:
        return count
    batch = [
        c
        for c in found
        if c.start < sentence.start and c.of == "services" and c.scope == "batch" and not c.earlier
        and 0 <= sentence.paragraph - c.clause.sentence.paragraph <= BESIDE
    ]  # fmt: skip
    if not batch or count.number.value > batch[-1].number.value:
        return count
    return replace(count, scope="batch", scheme=batch[-1].scheme)


def _sum_of_places(form: Form, found: Sequence[Counting], count: Counting) -> bool:
    """``Two cities approved nine between them. The first cleared six, … the other three``."""
    if count.of != "services" or not BETWEEN_THEM.match(form.text, count.end):
        return False
    behind = [c for c in found if c.start > count.start and c.of == "services"]
    near = [c for c in behind if c.scope in MAIN][: PARTS + 1]
    values = [c.number.value for c in near]
    return any(
        one + other == count.number.value
        for place, one in enumerate(values)
        for other in values[place + 1 :]
    )
