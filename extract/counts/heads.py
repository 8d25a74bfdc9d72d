"""English counts by what stands over them: a title repeated, a series of lists, a batch of firms.

A number in a first line that is a heading only counts what the body counts not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.clauses.schemes import LISTED
from extract.counts.counting import MAIN, Counting
from extract.layout.form import Form
from extract.matching.word_lists import compiled

NTH_LIST = compiled(
    r"^(?:The|Its) (?:\d{1,2}(?:st|nd|rd|th)|[a-z]{3,12}(?:st|nd|rd|th)|previous|preceding|last"
    r"|earlier|second|third)(?: (?:list|one|batch|edition|round))?(?:,| [a-z])"
    r"[^.;\d]{0,40}(?:{month}[^.;\d]{0,12})?,? (?:had|held|listed|contained|covered|ran to"
    r"|named|counted|included) {approx}$",
    "en",
)
"""``The 15th, in January, had``: a list of the series that the sentence before tells of."""
OF_BATCH = compiled(
    r"^The (?:latest |new |newest )?(?:batch|group|round|wave|tranche|list|approvals)\b"
    r"[^.;\d]{0,60}? (?:involve[sd]?|include[sd]?|cover(?:s|ed)|comprise[sd]?|span(?:s|ned)?"
    r"|represent(?:s|ed)|feature[sd]?|(?:comes?|came) from|(?:goes|went|go) to|(?:is|was) made up"
    r" of|takes? in|took in) {approx}$",
    "en",
)
"""``The round was completed on Tuesday and involves``, of so many firms."""
OF_ONE = re.compile(
    r"^(?:The|Its|Their|This|That|It|Both|They)(?: (?:latest |new )?(?:approval|filing|registration"
    r"|clearance|permit|number|service|model|app|assistant|product)s?)? (?:is|was|are|were)\b"
)
"""``The approval is among 20 handed out``: of what the story tells of."""
ASKED = re.compile(
    r"(?: [\w-]+){0,2}? (?:have|had|has) (?:also |already |since )?(?:asked|applied|sought"
    r"|requested)\b"
)
"""``Ten other companies had asked for permission``."""
BEST = re.compile(
    r" (?:of the )?(?:\w+ )?(?:most(?! recent)|largest|biggest|best|top|highest)\b[ -]"
)
"""``20 most visited chatbots``: of what there is at large."""
SECTOR = re.compile(
    r"\b(?:medical|health(?:care)?|legal|law|financ(?:e|ial)|bank(?:ing)?|insurance|brokerage"
    r"|education(?:al)?|teaching|companion|industrial|manufacturing|consumer|gam(?:e|ing)|travel"
    r"|tourism|in-car|automotive|robot(?:ics)?|farming|agricultural|mining|energy|retail|media"
    r"|music|video|image|coding|government|public-service|university|hospital|foreign"
    r"|multinational) (?:AI |generative AI |language |large )*(?:services?|models?|apps?"
    r"|applications?|products?|assistants?|chatbots?|tools?)$"
)
OF_SECTOR = re.compile(
    r" (?:by|of|from|for) (?:(?:foreign|financial|medical|public|state|private|overseas|Western"
    r"|educational) )?(?:institutions|hospitals|banks|insurers|brokers|brokerages|lenders"
    r"|universities|schools|carmakers|automakers|companies with|groups|brands|multinationals)\b"
)
"""``14 finance models``, ``20 services by financial institutions``: a total of a kind only."""
ON_LIST = re.compile(r"[^.;,\d]{0,40}? are (?:now |already )?on (?:the|its|their|[A-Z]\w+'s) ")
UP_TO_NOW = re.compile(r"\b(?:so far|to date|until now|up to now|by now)\b", re.IGNORECASE)
AS_NUMBER = re.compile(r"\b(?:as|at|is|was) (?:number|no\.) $", re.IGNORECASE)
"""``entered the list as number 152``: so many it has then."""
COMPARED = compiled(r"\b(?:compared with|compared to|against|versus|as against) {approx}$", "en")
HAS_NOW = compiled(
    r"(?:[;\u2013\u2014:]|, (?:but|and|while)) (?:so far |now |today |at present )*(?:it|they|the"
    r" [\w-]+|there) (?:now |already |currently |so far )*(?:has|have|counts|holds|are) (?:now "
    r"|already |only |just )*{approx}$",
    "en",
)
"""``The province aims for 50 services; it has 22``."""
OTHER_SERVICES = re.compile(
    r"[\w-]+ other (?:[\w-]+ ){0,4}?(?:services|models|apps|applications|products|filings)"
    r" (?:were|was|had been|have been) [^.;]{0,60}\bthe same (?:day|week|month|time)\b",
    re.IGNORECASE,
)
"""``Five other applications were registered on the same day``: with what the story is of."""
OTHER = re.compile(r"(?:another )?[\w,]+ (?:other|more|further)\b", re.IGNORECASE)
THE = re.compile(r"\b(?:[Tt]he|[Aa]ll|[Tt]hese|[Tt]hose) $")
SHORT = 8
"""Characters before a number in which that stands."""
ONE_OF_THEM = "en.count.one_of"
OTHERS = "en.count.others"
"""The rule of firms added up: ``A, the maker B and seven others``."""
MISSED = (1, 2)
"""Names that such a sum may have missed."""
NAMED = 8
"""Firms named at most before ``and seven others``."""


def by_their_heads(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """The counts of a story by its first heading, its series of lists and its batch's firms."""
    out = _in_series(form, found)
    out = [_by_its_words(form, out, c) for c in _firms_of_batch(form, out)]
    return _without_heading(form, _without_others(form, out))


def _in_series(form: Form, found: Sequence[Counting]) -> list[Counting]:
    out: list[Counting] = []
    for c in found:
        before = next((o for o in reversed(out) if o.scheme in LISTED), None)
        near = (
            before is not None and before.clause.sentence.paragraph == c.clause.sentence.paragraph
        )
        if before and near and c.of == "services" and c.scheme not in LISTED:
            head = form.text[c.clause.sentence.start : c.start]
            if NTH_LIST.search(head):
                c = replace(c, scope="batch", scheme=before.scheme, earlier=True)
        out.append(c)
    return out


def _by_its_words(form: Form, found: Sequence[Counting], count: Counting) -> Counting:
    """One count by what is said right before or behind it."""
    text, head = form.text, form.text[count.clause.sentence.start : count.start]
    if count.of == "companies":
        asked = count.scope == "batch" and ASKED.match(text, count.end)
        return replace(count, scope="pending") if asked else count
    if count.of != "services":
        return count
    if count.scope == "batch" and OTHER_SERVICES.match(text, count.start):
        alone = not any(c is not count and c.of == "services" and c.scope == "batch" for c in found)
        return replace(count, scope="breakdown") if alone else count
    other = count.clause.role != "approved" or head.endswith((" of the ", " of "))
    if other and count.scope in MAIN and BEST.match(text, count.number.end, count.end):
        return replace(count, scope="other")
    stands = count.scope == "cumulative" or ON_LIST.match(text, count.end)
    if count.scope in MAIN and stands and _of_a_kind(form, found, count):
        return replace(count, scope="region")
    if count.scope == "batch" and AS_NUMBER.search(head):
        return replace(count, scope="cumulative")
    if count.scope == "pending" and HAS_NOW.search(head):
        return replace(count, scope="cumulative")
    if count.scope == "other" and count.rule == ONE_OF_THEM and OF_ONE.match(head):
        return replace(count, scope="batch")
    if count.scope == "batch" and COMPARED.search(head):
        before = [c for c in found if c.of == "services" and c.start < count.start]
        total = before and before[-1].scope == "cumulative" and before[-1].scheme != count.scheme
        if total and before[-1].clause.sentence == count.clause.sentence:
            return replace(count, scope="cumulative")
    return count


def _of_a_kind(form: Form, found: Sequence[Counting], count: Counting) -> bool:
    """Are only those of one trade counted, in a story that counts others or up to now?"""
    kind = SECTOR.search(form.text, count.start, count.end) or OF_SECTOR.match(form.text, count.end)
    others = any(c is not count and c.of == "services" and c.scope in MAIN for c in found)
    if kind is None:
        return False
    sentence = count.clause.sentence
    return others or UP_TO_NOW.search(form.text, sentence.start, sentence.end) is not None


def _firms_of_batch(form: Form, found: Sequence[Counting]) -> list[Counting]:
    told = any(c.of == "services" and c.scope == "batch" for c in found)
    return [
        replace(c, scope="batch")
        if told
        and c.of == "companies"
        and c.scope == "other"
        and OF_BATCH.search(form.text[c.clause.sentence.start : c.start])
        else c
        for c in found
    ]


def _without_others(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """``A, the maker B and seven other firms``, then ``the nine firms``: the latter is all.

    Firms that were added up from names and a number may have missed one of the names or two.
    """
    told = [c for c in found if c.of == "companies" and c.scope == "batch"]
    said = {c.number.value for c in told if c.rule != OTHERS}
    whole = {
        c.number.value for c in told if THE.search(form.text, max(0, c.start - SHORT), c.start)
    }

    def some(c: Counting) -> bool:
        if c.rule == OTHERS:
            return bool(said & {c.number.value + n for n in MISSED})
        lacks = any(0 < n - c.number.value <= NAMED for n in whole)
        return lacks and OTHER.match(form.text, c.start) is not None

    return [
        replace(c, scope="breakdown")
        if c.of == "companies" and c.scope == "batch" and some(c)
        else c
        for c in found
    ]


def _without_heading(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """The numbers of a heading that the text begins with are the body's, if it has any."""
    first = form.sentences[0] if form.sentences else None
    if first is None or first.kind != "heading":
        return list(found)
    body = [c for c in found if c.clause.sentence != first and c.scope in MAIN and not c.earlier]
    said = {(c.of, c.scope): c.number.value for c in reversed(body)}
    services = said.get(("services", "batch"))

    def stray(c: Counting) -> bool:
        told = said.get((c.of, c.scope))
        if c.of == "companies" and told is None:
            return c.number.value == services
        return told is not None and told != c.number.value

    return [
        replace(c, scope="breakdown")
        if c.clause.sentence == first and c.scope == "batch" and stray(c)
        else c
        for c in found
    ]
