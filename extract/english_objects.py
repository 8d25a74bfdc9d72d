"""English counts to the register of what they count, in a story that tells of two.

A model or service is filed, an application registered, whatever the verb: where a story counts
both, what stands beside each number decides.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.counting import MAIN, Counting
from extract.extraction import Scheme
from extract.form import Form
from extract.rules import Match
from extract.schemes import GENAI

APPS = re.compile(
    r"\b(?:apps?|applications?|mini-programs?|registrations)\Z|\bregistered (?:\w+ )?(?:apps?"
    r"|applications?|functions|tools|products|services|ones)\Z"
)
"""How the words of a count end that counts what is registered."""
MODELS = re.compile(r"\b(?:models?|LLMs?|filings|services|chatbots?|filed (?:\w+ )?\w+)\Z")
"""The same for what is filed."""
BEFORE = re.compile(
    r"\b(?P<apps>[Rr]egistrations|(?:[Rr]egistered|[Ll]ocal) (?:\w+ )?(?:apps|applications))\b"
    r"|\b[Ff]ilings\b|\b[Ff]iled (?:\w+ ){0,3}services\b"
)
"""What a number alone counts, told before it: ``Registrations in the region number 15``."""
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
HEAD = 60
"""Characters before a number in which that stands."""
GAP = 3
"""Characters from a sentence to the next."""


def by_object(
    form: Form, counts: Sequence[Counting], leading: Scheme, matches: Sequence[Match]
) -> list[Counting]:
    """Where filings and registrations are both counted, each count gets the register of its noun.

    So does, in any story, a noun that names the act (``registrations``). Where applications are
    counted beside models, the story must say what registration is.
    """
    if form.language != "en" or leading not in GENAI or not counts:
        return list(counts)
    ends = [*(c.start for c in counts[1:]), len(form.text)]
    told = [_told(form, c, end) for c, end in zip(counts, ends, strict=True)]
    named = any((m.label, m.value) == ("SCHEME", "genai_registration") for m in matches)
    both = {scheme for scheme, sure in told if scheme and (sure or named)}
    if len(both) < len(GENAI):
        named = False
    return [
        replace(c, scheme=scheme)
        if scheme
        and (sure or (named and _beside(counts, told, c, scheme)))
        and _open(form, c, scheme, sure, leading)
        else c
        for c, (scheme, sure) in zip(counts, told, strict=True)
    ]


def _beside(
    counts: Sequence[Counting],
    told: Sequence[tuple[Scheme | None, bool]],
    count: Counting,
    scheme: Scheme,
) -> bool:
    """Is the other kind counted in the same sentence, or in the one before or behind?"""
    low, high = count.clause.sentence.start, count.clause.sentence.end
    near = (o for o, (other, _) in zip(counts, told, strict=True) if other not in (None, scheme))
    return any(
        o.clause.sentence.end > low - GAP and o.clause.sentence.start < high + GAP for o in near
    )


def _told(form: Form, count: Counting, end: int) -> tuple[Scheme | None, bool]:
    """The register of what is counted, and whether the noun names the act itself.

    ``end`` is where the next number begins.
    """
    if count.of != "services" or count.scope not in MAIN:
        return None, False
    own = form.text[count.number.start : count.end]
    if APPS.search(own):
        filed = FILED.match(form.text, count.end, count.clause.end)
        return (None if filed else "genai_registration"), "regist" in own
    if MODELS.search(own):
        behind = REGISTERED.search(form.text, count.end, min(end, count.clause.end))
        serving = SERVING.search(form.text, max(0, count.start - HEAD), count.start)
        return (None if behind or serving else "genai_filing"), "fil" in own
    nouns = list(BEFORE.finditer(form.text, count.clause.sentence.start, count.start))
    if not nouns:
        return None, False
    return ("genai_registration" if nouns[-1]["apps"] else "genai_filing"), True


def _open(form: Form, count: Counting, scheme: Scheme, sure: bool, leading: Scheme) -> bool:
    """May the noun decide: is nothing else said, or only what another act's words lend?"""
    if scheme == leading and count.scheme is None:
        return False
    if sure or count.scheme is None:
        return True
    lent = count.scheme == "genai_registration" == leading
    joined = JOINED.search(form.text, max(0, count.start - HEAD), count.start)
    return lent and joined is not None
