"""The heading of an English column, ``Name of application or function``, to what stands in it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

Kind = Literal["foreign", "number", "code", "date", "place", "other", "company", "service"]
THING = (
    r"(?:models?|products?|services?|app(?:lication)?s?|algorithms?|functions?|llms?|chatbots?"
    r"|agents?|tools?|assistants?|systems?|platforms?)"
)
FIRM = (
    r"(?:compan(?:y|ies)|developers?|providers?|firms?|applicants?|operators?|entity|entities"
    r"|filers?|organi[sz]ations?|institutions?|enterprises?|makers?|owners?|units?|registrants?"
    r"|submitters?|suppliers?|body|bodies|party|business(?:es)?|subjects?|holders?|creators?)"
)
SAID = (
    r"(?:(?:the|all|approved|filed|registered|filing|registering|registration|record(?:-filing)?"
    r"|recorded|licensed|responsible|operating|operation|submitting|applying|reporting|legal|main"
    r"|generative|artificial|intelligence|gen-?ai|ai|large|language|foundation|new|newly|full"
    r"|on-device|corporate|contracting|developing|algorithmic) )"
)
DONE = r"(?:filing|registration|approval|record(?:-filing)?|entry|filed|registered|approved|listed)"
OR = r"(?: ?/ ?| or | and | & )"
NAMED = r"(?:(?:'s)?(?: (?:full|brand|trade))? (?:names?|titles?))?"
LABELS: dict[Kind, str] = {
    "foreign": r"(?:(?:tele|mobile )?phone|tel\.|e-?mail|position|post|job|gender|sex|age|score"
    r"|points?|votes?|(?:unit )?price|cost|fee|amount|quantity|weight|country|author|artist|team"
    r"|parameters?|context(?: window)?|rating|stars|downloads|users|revenue)(?: numbers?)?"
    r"|.{0,20} \((?:%|m|bn|mln|yuan|[\w/ ]*(?:yuan|usd|cny|rmb))\)",
    "number": r"nos?\.?|#|№|s/?n\.?|numbers?|index"
    r"|(?:serial|seq(?:uence)?|order|row|item)\.?(?: (?:no\.?|number))?",
    "code": rf"(?:{DONE}|register|licen[cs]e|reference) (?:numbers?|nos?\.?|codes?|ids?|#)"
    rf"|(?:number|no\.|code) of (?:the )?{DONE}",
    "date": rf"(?:(?:{DONE}|publication|release|effective) )?(?:dates?|time|day)"
    rf"|(?:date|time|day) of (?:the )?{DONE}|when|month"
    rf"|(?:date )?{DONE}(?: (?:on|at|in))?(?: date)?",
    "place": r"(?:(?:registered|registration|filing|company|home) )?(?:locality|location|region"
    r"|province|city|territory|place|area|jurisdiction|municipality|district|county|headquarters)"
    r"|(?:place|city|province|location) of (?:registration|filing|business|the company)|based in",
    "other": rf"(?:underlying|base|upstream|called|invoked|third-party|backbone|basic)(?: {SAID}?"
    rf"{THING})?(?: (?:called|used))?{NAMED}|models? (?:called|used|behind|invoked|it calls)"
    rf"|(?:main |intended )?(?:fields?|status|state|types?|categor(?:y|ies)|class|purpose|remarks?"
    r"|notes?|comments?|industry|sector|trade|scenarios?|uses?|use cases?|descriptions?|address"
    r"|website|url|scheme|procedure|level|batch|result|role|details)"
    rf"|(?:{THING}|algorithm|application|main) (?:types?|category|categories|class|uses?|fields?"
    r"|scenarios?|status|descriptions?|functions?)|parent (?:company|group)|what it (?:does|is)",
    "company": rf"(?:(?:full )?names? of (?:the )?)?{SAID}{{0,3}}(?:{THING}(?:'s)? )?{SAID}?{FIRM}"
    rf"(?:{OR}{SAID}?{FIRM})*{NAMED}|(?:(?:submitted|filed|registered|developed|provided|operated"
    r"|run|made|built|offered) )?by|who",
    "service": rf"(?:names? of (?:the )?)?{SAID}{{0,4}}{THING}(?:(?:{OR}| ){SAID}{{0,2}}{THING})"
    rf"{{0,2}}{NAMED}|names?|titles?",
}
BRACKETS = re.compile(r" ?\([^()]{1,30}\)\Z")
LOOSE: dict[Kind, str] = {
    "company": rf"(?:[\w/'-]+ ){{0,3}}{FIRM}(?: names?)?",
    "service": rf"(?!(?:total|number|count|share)s?\b)(?:[\w/'-]+ ){{0,3}}(?:{THING}|name)"
    r"(?: names?)?",
}
"""Headings of cells that other words open: ``Which firm``, ``Winning app``."""
LONGEST = 60
"""Characters of a heading."""
LEAST_SURE = {"model": 1, "function": 2}
"""What another column of services names rather: the models called, what a service does."""
EMPTY = re.compile(r"[-–—/*.]{0,3}|n/?a|none|nil", re.IGNORECASE)


@lru_cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(label, re.IGNORECASE)) for kind, label in LABELS.items())


@lru_cache
def _loose() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(label, re.IGNORECASE)) for kind, label in LOOSE.items())


def kind_of(heading: str) -> Kind | None:
    """What a column of this heading holds; None for what heads no column."""
    if len(heading) > LONGEST:
        return None
    whole = heading.strip(" *:\"'")
    bare = BRACKETS.sub("", whole)
    return next(
        (
            kind
            for kind, label in _patterns()
            if label.fullmatch(whole if kind == "foreign" else bare)
        ),
        None,
    )


def kind_of_cell(heading: str) -> Kind | None:
    """What stands below the cell of a header, which may hold other words as well."""
    known = kind_of(heading)
    if known or len(heading) > LONGEST:
        return known
    bare = heading.strip(" *:\"'")
    return next((kind for kind, label in _loose() if label.fullmatch(bare)), None)


def roles(headings: Sequence[str], kinds: Sequence[Kind | None]) -> tuple[int | None, int | None]:
    """Index of the company column and of the service column; None where there is none."""
    firms = [i for i, kind in enumerate(kinds) if kind == "company"]
    served = [i for i, kind in enumerate(kinds) if kind == "service"]
    best = min(served, key=lambda i: (_least_sure(headings[i]), i), default=None)
    return (firms[0] if firms else None), best


def _least_sure(heading: str) -> int:
    words = heading.lower().replace("models", "model").replace("functions", "function").split()
    if "name" in words and "model" in words:
        return 0
    return max((LEAST_SURE.get(w, 0) for w in words), default=0) if len(words) < 3 else 0


def heads_table(kinds: Sequence[Kind | None]) -> bool:
    """Do these columns tell of services: with their companies, or numbered, dated or placed?

    No table of them has a column of prices, scores or telephones.
    """
    held = set(kinds)
    if "foreign" in held:
        return False
    if {"company", "service"} <= held:
        return True
    return bool(held & {"company", "service"}) and bool(held & {"number", "date", "code", "place"})
