"""Which English names are aside: parents, partners, rivals, and what goes with one."""

import re
from collections.abc import Sequence

from extract.layout.form import Form
from extract.names.candidates import Candidate
from extract.names.english_chain import Gap, Node

NONE = (0.0, "")
OWNING = ("possessive", "adjacent", "bracket_model")
"""Links by which a model goes with a company that is aside."""
MADE = ("made_by", "belongs", "owned_developer")
"""Links by which a service's company is no parent: ``Lanhe is owned by Haida``."""
UNIT = re.compile(
    r"\b(?:unit|subsidiary|arm|affiliate|branch|spin-?(?:off|out)|successor|heir|sibling|cousin)\b"
)
UNIT_OF = re.compile(rf"{UNIT.pattern} (?:of|from) (?:the )?\Z")
"""Behind ``A unit of Haida, Lanhe``: the second name is the unit's."""
OF_UNIT = re.compile(rf" (?:[a-z-]+ )?{UNIT.pattern}")
"""Behind ``Haida's Minfeng``: the second is the name of the unit."""
ENUMERATES = re.compile(r"(?:, [^;:.\n]{2,60})?: (?=[A-Z\"'])")
"""Behind a firm whose services are named then."""
NEIGHBOUR = re.compile(r"'s? (?:[\w-]+ ){0,3}(?:neighbou?r|compatriot) \Z")
"""Between two firms of one place: ``Haida's local neighbour Minfeng``."""
UNLIKE = re.compile(
    r"(?:\A|[.!?;\n] ?)(?:Unlike|Like|Besides|Apart from|Behind|Alongside|In contrast (?:to|with)"
    r"|Compared (?:to|with)|As with) (?:[\w'-]+ ){0,3}?"
    r"(?:[A-Z][\w&'.-]*(?: [A-Z][\w&'.-]*){0,3}(?:,| and) ){0,2}\Z"
)
"""Before the last of those that a sentence sets against its subject: ``Unlike Haida, Luma has``."""
UNLIKE_REACH = 90
"""Characters before a name in which that stands."""
SUBJECT_ACTS = re.compile(
    r"(?:, [^,.;]{2,60},)? (?:(?:also|now|already|has|had|have|is|was|were|are) )*"
    r"(?:[a-z]+ed|has|had|have|is|was|are|were|won|got|gets|holds?|does|did|puts?|chose|went"
    r"|owns?|needs?|offers?)\b"
)
"""Behind the subject of a sentence."""
CONCEDES = re.compile(r"\b(?:although|though|while|whereas|but) (?:the|its|their) \Z")
SUPPLIED = re.compile(
    r"(?: (?:function|feature|engine|part)s?)?,? (?:which (?:is|are) |(?:is|are) )?"
    r"(?:supplied|provided|delivered|contributed) by\b"
)
"""Between what is only a part and who makes it."""
UNIT_REACH = 40
"""Characters before a name in which ``unit of the`` stands."""
SIDE = 2.5
"""Points from which a name is a parent, partner or rival."""


def asides(
    form: Form, nodes: Sequence[Node], gaps: Sequence[Gap], states: Sequence[str]
) -> list[bool]:
    """Which names are parents, partners or rivals: by a cue, or listed with or owned by one."""
    aside = [n.points.get("side", 0.0) >= SIDE for n in nodes]
    for i, between in enumerate(gaps):
        made = states[i] == "model" and not aside[i] and _is_maker(form, nodes[i + 1], between)
        told = nodes[i].candidate
        if made and not (_is_conceded(form, told) or _is_supplied(form, told, nodes[i + 1])):
            aside[i + 1] = False
        if _names_unit(form, nodes[i], nodes[i + 1]):
            aside[i] = True
        if aside[i] and _drawn(form, nodes[i], nodes[i + 1], between, states[i]):
            aside[i + 1] = True
    return aside


def _names_unit(form: Form, first: Node, second: Node) -> bool:
    """``The video unit of Haida, Minfeng, filed``: is the first the owner of the second?"""
    start, end = first.candidate.start, second.candidate.end
    if form.text[first.candidate.end : second.candidate.start] != ", ":
        return False
    unit = UNIT_OF.search(form.text, max(0, start - UNIT_REACH), start)
    return unit is not None and form.text.startswith(", ", end)


def _is_conceded(form: Form, told: Candidate) -> bool:
    """``Haida filed Lanhe, although the app was built by Luma``: is it told of the one before?"""
    before = form.text[max(0, told.start - UNIT_REACH) : told.start]
    return told.kind == "desc" and CONCEDES.search(before) is not None


def _is_supplied(form: Form, told: Candidate, firm: Node) -> bool:
    """``with a search function supplied by Haida``: is it a part of what another one offers?"""
    between = form.text[told.end : firm.candidate.start]
    return told.kind == "desc" and SUPPLIED.match(between) is not None


def _is_maker(form: Form, firm: Node, between: Gap) -> bool:
    """``Lanhe is owned by Haida``: a service's owner is its company, if no unit of it is named."""
    made = between.bonds.get("MC", NONE)[1]
    start, end = firm.candidate.start, firm.candidate.end
    near = (max(0, start - UNIT_REACH), start), (end, end + UNIT_REACH)
    return made.endswith(MADE) and not any(UNIT.search(form.text, *span) for span in near)


def _is_subject(form: Form, first: Node, second: Node, text: str) -> bool:
    """``Unlike Haida, Luma has a filing``: is the second what the sentence speaks of?"""
    start = first.candidate.start
    if text != ", " or not UNLIKE.search(form.text, max(0, start - UNLIKE_REACH), start):
        return False
    return SUBJECT_ACTS.match(form.text, second.candidate.end) is not None


def _drawn(form: Form, first: Node, second: Node, between: Gap, state: str) -> bool:
    """Does a name that is aside draw the next one with it: by a list, or as its owner?

    ``backed by A, and B`` ends an aside; a unit of ``A's affiliate B`` is the one approved.
    """
    start = first.candidate.start
    text = form.text[first.candidate.end : second.candidate.start]
    if NEIGHBOUR.search(text):
        return False
    if text == ", " and UNIT_OF.search(form.text, max(0, start - UNIT_REACH), start):
        return False
    if between.joined and _is_subject(form, first, second, text):
        return False
    if between.joined:
        return not (text.startswith(", and ") and first.points.get("side", 0.0) >= SIDE)
    if ENUMERATES.match(form.text, second.candidate.end):
        return False
    unit = UNIT.search(text) or OF_UNIT.match(form.text, second.candidate.end)
    owned = between.bonds.get("CM", NONE)[1].endswith(OWNING) and not unit
    made = between.bonds.get("MC", NONE)[1]
    return owned or (state == "model" and bool(made) and not made.endswith("next_brackets"))
