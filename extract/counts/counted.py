"""A number in its text to the noun it counts: services, companies or something else."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import cast

from extract.clauses.clause import Clause
from extract.counts.counting import Noun
from extract.counts.english_elided import OTHER_BATCH, PART, PART_NEW, PLURAL, QUALIFIED, REACH
from extract.counts.english_ellipsis import held, no_noun
from extract.counts.han_counted import han_noun
from extract.extraction import Counted
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.printed.numbers import Number

COMPOUND = re.compile(
    r"-(?!(?:model|service|product|app|application|algorithm)s?\b|(?:odd|plus|strong)\b)[a-z]"
)
ASKED_FOR = re.compile(r"appl|filing|request|submission|dossier|case", re.IGNORECASE)
DONE_WITH = re.compile(r"filing|registration", re.IGNORECASE)
HANDLED = re.compile(r"\b(?:handled|processed) [^.;,\d]{0,16}\Z")
"""Filings that an office ``handled`` or ``processed`` are done."""
APPLICATIONS = re.compile(r"applications? (?:for|to|from|by|it|received|submitted)\b")
SENT_IN = re.compile(
    r"[^.;,\d]{0,40}? ?\b(?:(?:were |had been |have been |was )?(?:submitted|sent in|handed in"
    r"|received(?! (?:[\w']+ ){0,3}?(?:approvals?|permission|clearance|permits?|licen[cs]es?|filing"
    r"|registration|the nod|the green))"
    r"|under review)|(?:had |have )?applied|(?:that|who|which) (?:had )?(?:sought|asked|applied))\b"
)
"""``of 98 services submitted``: what was asked for."""
A_PART = compiled(
    r"(?:\b(?!a total\b){numeral}[\w,-]{0,12}|\b(?:some|most|half|many|none|few|out|only)) of"
    r" (?:the )?$",
    "en",
)
"""Before a number of which a part is told: ``66 of``."""
THEN_PASSED = re.compile(
    r"[^.;,\d]{0,60},? (?:and|but|of which|of them)(?: (?:it|has|only|so far|far))* (?:approved"
    r"|cleared|passed|granted|let through)\b"
)
"""``accepted 31 applications from foreign groups and approved four``."""
ASKED = re.compile(
    r"\b(?:(?:review|examination|assessment) of|examined|forwarded"
    r"|received|reviewed|handled|rejected|processed|returned|submitted|got)"
    r" (?:more than |over |some |about |nearly )?\Z"
)
"""Before a number of applications that were asked for: ``the office forwarded 19 applications``."""
FITTED_IN = compiled(
    r"\b(?:roll(?:s|ed|ing)? out|bring(?:s|ing)?|brought|extend(?:s|ed|ing)?|install(?:s|ed|ing)?"
    r"|ship(?:s|ped|ping)?|load(?:s|ed|ing)?|deploy(?:s|ed|ing)?|expand(?:s|ed|ing)?"
    r"|put(?:s|ting)?|offer(?:s|ed|ing)?) [^.;,\d]{2,60}? (?:to|on|onto|across|into) {approx}$",
    "en",
)
DEVICES = re.compile(r"(?:models|products|devices)(?! (?:filed|approved|registered|cleared))")
"""``will roll out its assistant to 30 models``: of phones or cars, whatever they are."""
WITH_NOUN_BEFORE = "en.count.apposed"
PART_APPROVED = compiled(
    r"\s+of (?:the|its|these|those|them|which)(?: \w+){0,3}? (?:(?:are|were|was|have been|has been)"
    r" (?:now |also |newly |officially |formally |already |both |all )*"
    r"(?:approved|cleared|filed|registered|licen[cs]ed|added|entered|new|on file)\b"
    r"|(?:newly )?(?:{act}|added) (?:in|during|over|within|since|this|last)\b"
    r"|since\b|(?:new|newcomers|additions)(?=[,.;]|$)"
    r"|(?:(?:in|during|over) )?(?:this|last|that|the same) (?:week|month|quarter|year)"
    r"|(?:in|during) (?:20\d\d|{month}|the (?:past|last|first|second|third|fourth)))\b",
    "en",
)
"""``nine of them since July``: the part that is new."""
PART_ADDED = re.compile(
    r"\b(?:year|quarter|month|week|half|20\d\d|(?-i:January|February|March|April|May|June|July"
    r"|August|September|October|November|December)) (?:alone )?"
    r"(?:brought|added|saw|contributed|yielded|account(?:s|ed) for|made up) "
    r"(?:[\w, ]{1,24} of the \w+ and )?" + QUALIFIED,
    re.IGNORECASE,
)
"""``the year alone added 210 of them``, ``July accounted for 99 of the filings``."""
BETWEEN = re.compile(
    r"[\s*_]*-?\s*(?!and |plus )(?:(?!(?:in|on|by|with|to|for|that|which|have|has|had|were|was|are"
    r"|is|from|as|at|or"
    r"|than|after|before|when|if|of|said|per|the|a|an|may|can|could|will|would|should|must|who|they"
    r"|it|not|ask|do|does|this|next|last|past|received|got|won|obtained|completed|passed|secured"
    r"|gained|call|calls|use|uses"
    r"|rely)(?![\w-])|\d[\d,]*\s)[\w'/()\".-]+\s+){0,9}",
    re.IGNORECASE,
)
APPOSED = re.compile(rf"{PLURAL}, {QUALIFIED}", re.IGNORECASE)
OF_THEM = re.compile(r" of (?:them|these)(?=,| in (?:all|total))")
"""``new algorithms, 487 of them, have been``."""
LISTED_THUS = re.compile(
    rf"{PLURAL}(?:: | - | ?[(\u2013\u2014] ?"
    r"|,? (?:(?:which|that) )?(?:contain(?:s|ing|ed)|compris(?:es|ing|ed)|cover(?:s|ing|ed)"
    rf"|hold(?:s|ing)|list(?:s|ing)) ){QUALIFIED}",
    re.IGNORECASE,
)
ALL_OF_THEM = re.compile(r" of (?:them|these|those)\b")
"""``the 16th list of algorithms: 779 of them``."""
OF_BATCH = re.compile(
    r" (?:of|in|on|from) (?:the|its|that|this) (?:(?:previous|earlier|preceding|last|prior|latest)"
    r"|[a-z]{3,9}(?:st|nd|rd|th)|first|second|third|\d{1,2}(?:st|nd|rd|th))"
    r"(?: (?:batch|one|list|round|group|edition|instal+ment)\b|(?=[,.;]| in (?-i:[A-Z])))",
    re.IGNORECASE,
)
"""``twice the 129 of the third one``."""
OF_THE = re.compile(r"\s+of (?:the|its|their|these|those|them)\b", re.IGNORECASE)

OF_THEIRS = compiled(
    r"\s+of their (?:[\w-]+ ){0,2}?(?P<noun>services|models|apps|applications|products|chatbots"
    r"|assistants)"
    r" (?:have|had|has) (?:now |also |already |since |so far )*been (?:{act}|passed|admitted)\b",
    "en",
)
"""``23 of their services have been passed``: all that there are of them."""
DID_HEAD = compiled(r"\b(?:{act}|let through|put on file) {approx}$", "en")
THEIR_PRODUCTS = re.compile(
    r" of (?:their|its|these firms'|the (?:firms|companies|brands)') (?:[\w-]+ ){0,2}?"
    r"(?P<noun>services|models|apps|applications|products|chatbots|assistants)\b"
)
"""``Guangdong has approved two of their products``: what is new of theirs."""


def noun_of(form: Form, number: Number, counted: Sequence[Match], clause: Clause) -> Noun | None:
    """What the number counts; None where it counts nothing. ``counted`` are the nouns found."""
    if form.language == "zh":
        return han_noun(form.text, number)
    if COMPOUND.match(form.text, number.end - form.text[: number.end].endswith("-")):
        return None
    head = form.text[max(clause.sentence.start, number.outer_start - REACH) : number.outer_start]
    latest = head.endswith(("latest ", "most recent ", "newest ")) and OF_THE.match(
        form.text, number.outer_end
    )
    if latest or PART_APPROVED.match(form.text, number.outer_end):
        return Noun("services", number.outer_end, PART_NEW)
    if OF_THE.match(form.text, number.outer_end) and PART_ADDED.search(head):
        return Noun("services", number.outer_end, PART_NEW)
    if OF_THEM.match(form.text, number.end) and APPOSED.search(head):
        return Noun("services", number.outer_end, WITH_NOUN_BEFORE)
    if ALL_OF_THEM.match(form.text, number.end) and LISTED_THUS.search(head):
        return Noun("services", number.outer_end, WITH_NOUN_BEFORE)
    if OF_BATCH.match(form.text, number.outer_end):
        return Noun("services", number.outer_end, OTHER_BATCH)
    part = OF_THE.match(form.text, number.outer_end)
    if (
        part
        and DID_HEAD.search(head)
        and (own := THEIR_PRODUCTS.match(form.text, number.outer_end))
    ):
        return Noun("services", own.end("noun"), "en.count.of_theirs")
    if part and (own := OF_THEIRS.match(form.text, number.outer_end)):
        return Noun("services", own.end("noun"), "en.count.of_theirs")
    if part and not held(form.text, number, clause):
        return Noun("other", number.outer_end, PART)
    gap = BETWEEN.match(form.text, number.outer_end, clause.sentence.end)
    reach = gap.end() if gap else number.outer_end
    nouns = within(counted, number.outer_end, reach + 1)
    if (
        nouns
        and FITTED_IN.search(head)
        and DEVICES.fullmatch(form.text, number.end + 1, nouns[0].end)
    ):
        return Noun("other", nouns[0].end, "en.count.devices")
    if nouns and _asked(form, number, nouns[0]):
        return Noun("other", nouns[0].end, "en.count.asked")
    handled = nouns and HANDLED.search(head) and DONE_WITH.match(form.text, nouns[0].start)
    if nouns and not handled and ASKED.search(head) and ASKED_FOR.match(form.text, nouns[0].start):
        return Noun("other", nouns[0].end, "en.count.asked")
    for match, following in zip_longest(nouns, nouns[1:]):
        if following and form.text[match.end : following.start] in (" ", "-"):
            continue
        if match.value == "other" and following and form.text.startswith("-", match.start - 1):
            continue
        each = form.text.startswith(" each", match.end)
        return Noun("other" if each else cast(Counted, match.value), match.end, match.rule)
    return no_noun(form.text, number, clause)


def _asked(form: Form, number: Number, noun: Match) -> bool:
    """``approved 66 of 98 services submitted``: so many were asked for."""
    if form.text[noun.start : noun.end] == "applications" and THEN_PASSED.match(
        form.text, noun.end
    ):
        return True
    part = A_PART.search(form.text, max(0, number.start - 40), number.start)
    for_what = APPLICATIONS.match(form.text, noun.start)
    return bool(part and (for_what or SENT_IN.match(form.text, noun.end)))
