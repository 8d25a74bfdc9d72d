"""A sentence's names to their kinds: the labelling with the most evidence, found as a chain.

Each name has points for being a company or a model; what stands between two neighbours has points
for the two being linked or listed. The best sum over the sentence wins (Viterbi).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from extract.layout.form import Form
from extract.matching.links import JOINED, joining
from extract.names.candidates import Candidate
from extract.names.english_frames import framed

STATES = ("company", "model", "other")
NAMELESS = 1.0
"""Points that a name must beat to be a company or a model."""
LISTED, UNNAMED, MIXED = 1.4, 0.3, -0.5
"""Points for two neighbours in one list: of one kind, of none, and of two."""
LONGEST_GAP = 170
ORDERS = {"CM": ("company", "model"), "MC": ("model", "company")}
SAME = {"CC": ("company", "company"), "MM": ("model", "model")}

Bond = tuple[float, str]
"""Points and the rule that gives them."""


@dataclass(frozen=True, slots=True)
class Node:
    """A name or a description of a sentence with its points for each state."""

    candidate: Candidate
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two neighbours: the best link of each order, or a list's comma."""

    bonds: Mapping[str, Bond] = field(default_factory=dict)
    joined: bool = False
    apart: bool = False
    """Does the comma of a list part two pairs: ``Haida's Lanhe, Minfeng Yun``?"""

    @property
    def listed(self) -> bool:
        """Are the two of one list?"""
        return self.joined or any(order in self.bonds for order in SAME)

    def points(self, first: str, second: str) -> float:
        """Points for the two having these kinds."""
        best = 0.0
        for order, states in (*ORDERS.items(), *SAME.items()):
            if (first, second) == states and order in self.bonds:
                best = max(best, self.bonds[order][0])
        if self.joined and not self.apart:
            if first != second:
                return best + MIXED
            return max(best, UNNAMED if first == "other" else LISTED)
        return best


NAMESAKE = re.compile(r"\b(?:named|called) (?:\w+ )?(?:after|in honou?r of|for an?)\b")
"""``Lanhe, named after a hero of the Three Kingdoms``: no maker of it."""
BRACKETS = re.compile(r" \((?!https?:)[^()\n]{1,60}\)(?=[ ,.;:'])")
"""What is put in brackets behind a company and says nothing of its service: ``(NASDAQ: HD)``."""
LEGAL = re.compile(r"\b(?:Inc|Co|Corp|Ltd)\Z")
"""How a name ends whose full stop ends no sentence."""
CODE = re.compile(r"\A[A-Z]{2,6}(?=[,. ])")
NOTHING = Gap()
GAPPED = Gap({"CM": (2.5, "en.link.gapped")})
ITEM_HEAD = re.compile(r";(?: and| while)? \Z")
"""Before the second firm of ``Haida filed Lanhe; Minfeng, Yunshan.``, where no verb stands."""
ITEM_END = ";."
FRAMED = 3.5
"""Points for the order that a frame around two names gives."""
OWNER = Gap({"MC": (2.5, "en.link.apposed_owner")})
OWNED = re.compile(
    r"(?:'s|s') (?:[a-z-]+ |AI ){0,5}?(?:model|chatbot|assistant|app|service|tutor|tool|bot|agent"
    r"|product|platform|system|algorithm|engine|generator|offering|entry|suite|set|series|family"
    r"|flagship)"
    r"(?: of [a-z][a-z -]{2,40})?(?=[,.;:)]| (?:was|is|has|had|also|got|won)\b)"
)
"""Behind the company of ``Lanhe, Haida's in-car assistant, was approved``."""
ARE = re.compile(r"[\"']?,? (?:is|are|was|were)(?: (?:also|both|all))? ")
POSSESSED = re.compile(
    r"'s?(?=[.,;]| (?:[a-z]+ )?(?:pair|duo|trio|contributions?|work|entr(?:y|ies)|offerings?"
    r"|two|three|own)\b)"
)
"""Behind the company of ``Lanhe and Yun are Haida's`` and ``… Haida's pair``."""
HELD = re.compile(r"(?<=[,;] )[A-Z][\w&.-]* \Z|(?<=include )[A-Z][\w&.-]* \Z")
INSIDE_QUOTES = re.compile(r"\A([,.])([\"'])(?!s\b)")
"""A comma of the sentence, put before the quotation mark: ``"Lanhe," made by Haida``."""
BESIDE = (2.5, "en.link.adjacent")
"""A company that is known and a name right behind it: ``Haida Lanhe``."""
ELIDED = (2.5, "en.link.elided")
"""Where a list has its verb but once: ``Haida filed Lanhe, and Minfeng a welding model``."""
SUBJECT = re.compile(
    r"[\"']?, (?:the|an?) (?:[\w-]+ ){0,4}?"
    r"(?:model|chatbot|assistant|app|service|tool|bot|agent|system) "
)
ITS_FIRM = re.compile(
    r"(?: [A-Z][\w&.'-]*)*, (?:also |has |had |have |now )*(?:got|gets|won|filed|files|obtained"
    r"|received|secured|registered|submitted|completed|gained|(?:was|were|been) (?:granted|given))"
    r"(?: [\w-]+){0,5}? (?:its|their) "
)
"""Behind the owner of an app that is itself a firm: ``Haida, an app owned by Luma, won … its``."""
HELD_BY = re.compile(
    r", (?:which is |now |partly |jointly |wholly )*(?:owned|controlled|backed) by"
)
"""Between a firm that is known and its owner."""
USES = re.compile(r" (?:uses|built|developed|made|trained|runs|created|filed|launched|put|calls)\b")
"""Round the company of ``Lanhe, the model Haida uses for its games``."""
SAYER = Gap({"MC": (2.5, "en.link.sayer")})
SAYING = re.compile(
    r"[\"']?,? (?:has|had|have|was|were|is) [^,;.]{3,90},"
    r" (?:the )?(?:(?!while |but |and |as |when )[a-z-]+ ){0,3}"
)
SAID = re.compile(r" (?:said|says|announced|confirmed|disclosed)\b")
"""Behind the company of ``Lanhe had been approved, Haida said``."""
OFFERED = re.compile(
    r"[\"']? (?:[a-z-]+ ){0,3}(?:model|chatbot|assistant|app|service|tutor|tool|bot)s?\b"
)
"""Behind the name of a service: ``the Lanhe assistant``."""
AGENT = re.compile(r"\b(?:from|by|of) (?:the )?(?:[a-z-]+ ){0,4}\Z")
"""Before the one whose a service is."""


def gap(form: Form, first: Candidate, second: Candidate) -> Gap:
    """The links and lists between two candidates."""
    text = INSIDE_QUOTES.sub(r"\2\1", _between(form.text, first, second))
    if len(text) > LONGEST_GAP or NAMESAKE.search(text):
        return NOTHING
    if text == ", " and _is_gapped(form, first.start, second.end):
        return GAPPED
    frame = framed(form.text, (first.start, first.end), second.start)
    said = BRACKETS.sub("", text)
    joined = bool(said.strip()) and JOINED[form.language].fullmatch(said) is not None
    if frame is not None:
        return Gap({frame.order: (FRAMED, frame.rule)}, joined and frame.listing)
    if text == ", " and OWNED.match(form.text, second.end) and not _owned(form, first.start):
        return OWNER
    if SUBJECT.fullmatch(text) and USES.match(form.text, second.end):
        return OWNER
    if ARE.fullmatch(text) and POSSESSED.match(form.text, second.end):
        return OWNER
    if SAYING.fullmatch(text) and SAID.match(form.text, second.end):
        return SAYER
    bonds: dict[str, Bond] = {}
    if said.startswith(".") and LEGAL.search(form.text, first.start, first.end):
        said = said[1:]
    if said in (" a ", " an ") and second.kind == "desc":
        bonds["CM"] = ELIDED
    if said == " " and "desc" not in (first.kind, second.kind):
        bonds["CM"] = BESIDE
    for link in joining(said, form.language):
        held = bonds.get(link.order)
        if held is None or held[0] < link.weight:
            bonds[link.order] = (link.weight, link.id)
    if bonds.get("MC", ("", ""))[1].endswith("made_by") and (
        ITS_FIRM.match(form.text, second.end) or (first.kind == "company" and HELD_BY.match(text))
    ):
        del bonds["MC"]
    return Gap(bonds, joined and not _parts_pairs(form, first, second))


def _between(text: str, first: Candidate, second: Candidate) -> str:
    """What parts two names; the mark that ends a quoted one is no possessive's.

    A stock code glued to the first parts nothing: ``Haida HoldingsHDHD and Minfeng``.
    """
    between = CODE.sub("", text[first.end : second.start])
    closed = between.startswith("'") and text.endswith("'", 0, first.start)
    return f'"{between[1:]}' if closed else between


def _owned(form: Form, start: int) -> bool:
    """``Haida Lanhe, Minfeng's assistant``: does a name stand right before a service's own?"""
    return HELD.search(form.text, max(0, start - 30), start) is not None


def _parts_pairs(form: Form, first: Candidate, second: Candidate) -> bool:
    """``the Lanhe tutor from Haida and the Yun tool from Minfeng``: are the two no one list?"""
    if not OFFERED.match(form.text, second.end) or OFFERED.match(form.text, first.end):
        return False
    return AGENT.search(form.text, max(0, first.start - 60), first.start) is not None


def _is_gapped(form: Form, start: int, end: int) -> bool:
    """Is the stretch all that an item between semicolons holds?"""
    return form.text[end : end + 1] in ITEM_END and bool(
        ITEM_HEAD.search(form.text, max(0, start - 10), start)
    )


def best_states(nodes: Sequence[Node], gaps: Sequence[Gap]) -> list[str]:
    """The states with the highest sum; ``gaps[i]`` stands between nodes i and i + 1."""
    if not nodes:
        return []
    sums = {s: _own(nodes[0], s) for s in STATES}
    back: list[dict[str, str]] = []
    for node, between in zip(nodes[1:], gaps, strict=True):
        came: dict[str, str] = {}
        new: dict[str, float] = {}
        for state in STATES:
            came[state] = max(sums, key=lambda s: sums[s] + between.points(s, state))
            new[state] = sums[came[state]] + between.points(came[state], state) + _own(node, state)
        back.append(came)
        sums = new
    state = max(sums, key=lambda s: sums[s])
    out = [state]
    for came in reversed(back):
        state = came[state]
        out.append(state)
    return out[::-1]


def _own(node: Node, state: str) -> float:
    base = NAMELESS if state == "other" else 0.0
    if node.candidate.kind == "desc":
        return 0.0 if state == "model" else -9.0
    return base + node.points.get(state, 0.0)
