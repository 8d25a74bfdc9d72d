"""English sentences that say of the service told of before them that it was approved."""

import re
from bisect import bisect_left

from extract.clauses.clause import Clause
from extract.facts import Facts
from extract.matching.windows import start_of, within
from extract.matching.word_lists import written

ITS_FILING = re.compile(
    written(
        r"(?:(?:The|This) (?:[\w'-]+ ){0,3}?(?:{firm}|{offering}|press|\w+maker)(?:'s)?|It|Its"
        r"|Both) [^.;]{0,80}?\b(?:filings?|registrations?|filed|registered|approv(?:als?|ed))\b",
        "en",
    )
)
"""What a sentence says of the service that the one before it names."""
ITS_APPROVAL = re.compile(
    r"(?:[Tt]he|[Tt]his) (?:[\w-]+-based )?"
    r"(?:firm|company|group|start-?up|developer|maker|\w+maker)"
    r" (?:has |had |have )?(?:now |already |since )?(?:obtained|received|won|got|gained|secured)"
    r" (?:the |an? |its |all |formal |official |government |regulatory |necessary "
    r"|regulators?['’]s? |authorities['’] ){0,3}"
    r"(?:approval|clearance|green light|go-ahead|nod|permission|permit|licen[cs]e)\b"
    r"|\b(?:step|move|opening|launch|release|availability|roll-?out)\b[^.;]{0,60}"
    r"\b(?:suggest(?:s|ed|ing)?|indicat(?:es?|ed|ing)|impl(?:y|ies|ied)|points? to|signals?"
    r"|means?|meant|hints?|shows?) [^.;]{0,80}?"
    r"\b(?:approval|clearance|permission|consent|green light|go-ahead|nod|sign-off)\b"
)
"""How a sentence goes on about the firm whose service the one before opens to the public."""
OPENED = re.compile(
    r"\b(?:open(?:ed|s|ing)?|launch(?:ed|es|ing)?|releas(?:ed|es|ing)|available|rolled out|let"
    r"|unlocked)\b[^.;]{0,80}"
    r"\b(?:all (?:\w+ )?users|everyone|everybody|the (?:\w+ )?public|public use)\b"
    r"|\b(?:[Aa]ny(?:one|body)|[Ee]very(?:one|body)|[Aa]ll (?:\w+ )?users)\b[^.;]{0,40}"
    r"\b(?:can|may|could) (?:now )?(?:use|try|access|download|sign up|chat|register)\b"
    r"|\b(?:dropp|scrapp|lift|remov|end|abolish)(?:ed|s|ing) (?:its|the|their)"
    r" (?:waiting list|waitlist|invitation)"
)
"""How it opens it."""


def refers_back(facts: Facts, clause: Clause) -> bool:
    """``The firm obtained its filing number``: of the service that the sentence before names?

    English, with a filing or registration, or at an office of this field. Or ``The firm obtained
    approval`` of what it opened to the public.
    """
    if facts.form.language != "en" or clause.role != "approved" or clause.carried:
        return False
    text, start = facts.form.text, clause.sentence.start
    place = bisect_left(facts.form.sentences, start, key=start_of)
    above = facts.form.sentences[max(0, place - 1)].start
    filed = clause.has("REGISTER") and ITS_FILING.search(text, clause.start, clause.end)
    opened = ITS_APPROVAL.search(text, clause.start, clause.end) and OPENED.search(
        text, above, start
    )
    return bool(filed or opened) and any(p.company for p in within(facts.pairs, above, start))
