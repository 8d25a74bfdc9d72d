"""English counts by what stands over them: a title repeated, a series of lists, a batch of firms.

A number in a first line that is a heading only counts what the body counts not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.count_schemes import LISTED
from extract.counting import MAIN, Counting
from extract.form import Form
from extract.word_lists import compiled

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
OTHER = re.compile(r"(?:another )?[\w,]+ (?:other|more|further)\b", re.IGNORECASE)
THE = re.compile(r"\b(?:[Tt]he|[Aa]ll|[Tt]hese|[Tt]hose) $")
NAMED = 8
"""Firms named at most before ``and seven others``."""


def by_their_heads(form: Form, found: Sequence[Counting]) -> list[Counting]:
    """The counts of a story by its first heading, its series of lists and its batch's firms."""
    out = _in_series(form, found)
    out = _firms_of_batch(form, out)
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
    """``A, the maker B and seven other firms``, then ``the nine firms``: the latter is all."""
    whole = {
        c.number.value
        for c in found
        if c.of == "companies" and c.scope == "batch" and THE.search(form.text[: c.start])
    }
    return [
        replace(c, scope="breakdown")
        if c.of == "companies"
        and c.scope == "batch"
        and OTHER.match(form.text, c.start)
        and any(0 < n - c.number.value <= NAMED for n in whole)
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
