"""Words behind an English number by which it is a state of some day, or what is new."""

import re

from extract.word_lists import compiled

THEN_HELD = compiled(
    r"(?: (?:(?:filed|registered|approved) )?(?:entries|names|services|models|apps|applications"
    r"|items|algorithms))? (?:on|at) (?:the (?:end|close|turn) of |year-?end|{month} \d"
    r"|\d{1,2} {month}"
    r"|that (?:day|date))",
    "en",
)
"""``held 346 entries on 31 March``: what a register held on a day."""
REGISTER = compiled(r"\b{roster}\b", "en")
THEN_ON_IT = compiled(
    r" (?:were|was|stood) on (?:file|record|(?:the|its|their) {roster}) (?:on|at|by|as of)\b", "en"
)
"""``702 services were on its list on 31 October``."""
THAT_IS_NEW = re.compile(r" (?:that|which) (?:were|was|are|is) new(?:ly)?\b")
"""``includes 124 that were new in July``."""
SINCE_BEGUN = re.compile(
    r" since (?:(?:the|its|their) (?:[\w-]+ ){0,4}?(?:began|begun|started|launched|introduced"
    r"|took effect|(?:launch|introduction|start)\b)|(?:the|its) (?:very )?first (?:list|batch"
    r"|round))"
)
"""``5,672 since the lists began``: all that there are."""
OWN_ONE = compiled(
    r" (?:now |already |currently )*(?:have|had|has|hold|own) (?:an?|their own|at least one)"
    r" (?:[\w-]+ ){0,2}?{act}\b",
    "en",
)
"""``at least 14 brokerages have a registered app``: how many there are by now."""


def by_what_follows(behind: str, tail: str) -> int:
    """1 for a total, -1 for what is new, 0 where nothing behind a number says so.

    ``behind`` follows the number itself, ``tail`` its noun.
    """
    if THAT_IS_NEW.match(behind):
        return -1
    told = SINCE_BEGUN.match(behind) or OWN_ONE.match(tail) or THEN_ON_IT.match(tail)
    return 1 if told else 0


def on_a_day(head: str, behind: str) -> bool:
    """Does a register or list before a number hold so many on a day?"""
    return THEN_HELD.match(behind) is not None and REGISTER.search(head) is not None
