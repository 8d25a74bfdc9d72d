"""English spans to candidates: each name's kind from all that speaks for it in the document."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, pairwise

from extract.layout.english_split import ends_as_firm
from extract.layout.form import BULLET, Form
from extract.matching.kind_rules import of_lead, of_name, of_place
from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.names.abroad import is_abroad
from extract.names.candidates import Candidate
from extract.names.english_asides import SIDE, UNIT_REACH, asides
from extract.names.english_chain import Gap, Node, best_states, gap
from extract.names.english_parallel import Row, parallel
from extract.names.english_short import without_short_forms

HEAD = re.compile(r"\W*(?:\d{1,3}[.)、])?\W*")
"""What may stand before the first name of an item."""
KNOWN = 4.0
"""Points of a name that the gazetteer holds."""
PLAIN = 3.0
"""Points against a word that opens a passage and stands in lower case elsewhere."""
TWIN = 1.5
"""Points from the same name's kind elsewhere in the document."""
LISTS = re.compile(r"(?:[,:]|\band) [\"']?\Z")
"""Before a name of a list."""
NAMESAKE = 2.5
"""Points of a name that begins with a firm's before it."""
QUOTED = 1.5
"""Points of a name in quotation marks."""
MARKS = ("'", '"')
RUN = "en.name.run"
"""The rule of a name that nothing but its capitals shows."""
NUMBER = re.compile(r"\b(?:one|two|three|four|five|six|seven|several|both)(?: [a-z-]+){0,3} \Z")
NAMED_BEHIND = re.compile(
    r"(?:(?<=s)(?: [a-z-]+){0,3}(?:[:,]| [-–—]| called| named| known as)|(?: [a-z-]+){0,3}:"
    r"| on (?:the|this|that|its) (?:[a-z-]+ )?(?:list|register|roster)[:,]) [\"']?[A-Z]"
)
"""Before and behind a number of services that are named then."""
FIRM_ACTS = re.compile(
    r", (?:(?:also|now|has|had|have) )*(?:got|gets|won|filed|obtained|received|secured|registered"
    r"|submitted|put forward|has|had|have)\b"
)
"""Behind what is said of a firm that filed: ``, a social media platform, got …``."""
NUMBER_REACH = 40
"""Characters before a description in which its number stands."""
OUTER = re.compile(r"([A-Z][\w&'.-]*(?: [A-Z][\w&'.-]*){0,3}) \(\Z")
"""A name and the bracket behind it."""
NO_NAME = 9.0
"""Points from which a run of capitals is a place, an office or a language, and parts no names."""
Passage = tuple[int, int, Sequence[Candidate]]
"""Where a passage begins and ends, and its names."""


def kinds(form: Form, spans: Sequence[Candidate]) -> list[Candidate]:
    """Spans in order, as ``company``, ``model``, ``desc``, ``side`` or ``other``."""
    named = [s for s in without_short_forms(form, spans) if not _no_service(form, s)]
    passages = list(_passages(form, named))
    leads = _leads(form)
    nodes = [_nodes(form, passage, leads.get(passage[0], "")) for passage in passages]
    nodes = [[n for n in row if not _is_no_name(n)] for row in nodes]
    gaps = parallel(form, [_row(form, *row) for row in zip(passages, nodes, strict=True)])
    states = [best_states(n, g) for n, g in zip(nodes, gaps, strict=True)]
    votes = Counter(
        (_key(form, node.candidate), state)
        for row, found in zip(nodes, states, strict=True)
        for node, state in zip(row, found, strict=True)
    )
    out: list[Candidate] = []
    for row, between in zip(nodes, gaps, strict=True):
        told = [_with_twins(form, n, votes) for n in row]
        out += _resolved(form, told, between, best_states(told, between))
    return list(_whole(form, out))


def _is_no_name(node: Node) -> bool:
    """Is it a place, an office, a language, and is nothing told that only firms do?"""
    other = node.points.get("other", 0.0)
    return other >= NO_NAME and other >= node.points.get("company", 0.0)


def _whole(form: Form, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """``Haida Nova with Lanhe``: what stands behind a known company and is one too is its name."""
    held: Candidate | None = None
    for span in found:
        firms = held is not None and held.kind == span.kind == "company"
        if held and firms and span.rule == RUN and form.text[held.end : span.start] == " ":
            held = replace(held, end=span.end)
            continue
        if held and held.kind == "company" and _is_its_trade(form, held, span):
            held = replace(held, end=span.end)
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _is_its_trade(form: Form, firm: Candidate, span: Candidate) -> bool:
    """``Haida's AI Cloud``: is what stands behind a firm only the trade of a part of it?"""
    if span.kind == "desc" or form.text[firm.end : span.start] not in ("'s ", "'s AI "):
        return False
    return _trade().fullmatch(form.text, span.start, span.end) is not None


@lru_cache
def _trade() -> re.Pattern[str]:
    return compiled(r"(?-i:(?:Intelligent |Smart |AI |Digital )?Cloud(?: Computing)?)", "en")


def _no_service(form: Form, span: Candidate) -> bool:
    """Is a description no service: the number of those named, or what a firm itself is?

    ``has two models filed: Lanhe and Yun``; ``Haida, a social media platform, got Lanhe approved``
    """
    if span.kind != "desc":
        return False
    number = NUMBER.search(form.text, max(0, span.start - NUMBER_REACH), span.start)
    if number is not None and NAMED_BEHIND.match(form.text, span.end):
        return True
    platform = _platform().search(form.text, span.start, span.end) is not None
    return platform and FIRM_ACTS.match(form.text, span.end) is not None


@lru_cache
def _platform() -> re.Pattern[str]:
    return compiled(r"{weak_firm}\Z", "en")


def _nodes(form: Form, passage: Passage, lead: str) -> list[Node]:
    """A passage's names; what stands above a list speaks for the name at the head of an item."""
    low, high, found = passage
    nodes = [_node(form, s, low, high) for s in found]
    for place, node in enumerate(nodes):
        if _begins_with_one(form, found[:place], found[place]):
            nodes[place] = Node(node.candidate, {**node.points, "model": _model(node) + NAMESAKE})
    first = nodes[0]
    if lead and first.candidate.kind != "desc" and HEAD.fullmatch(form.text, low, found[0].start):
        points = defaultdict(float, first.points)
        for rule in of_lead(lead, form.language):
            points[rule.kind] += rule.weight
        nodes[0] = Node(first.candidate, points)
    return nodes


def _model(node: Node) -> float:
    return node.points.get("model", 0.0)


def _begins_with_one(form: Form, before: Sequence[Candidate], span: Candidate) -> bool:
    """``Haida, Haida Law and Haida Tax``: does a name begin with the one told before it?"""
    name = form.text[span.start : span.end]
    if (
        span.kind == "desc"
        or ends_as_firm(name)
        or not LISTS.search(form.text, max(0, span.start - 6), span.start)
    ):
        return False
    return any(
        c.kind != "desc" and name.startswith(f"{form.text[c.start : c.end]} ") for c in before
    )


def _leads(form: Form) -> dict[int, str]:
    """Where each item of a list begins and the sentence above the list, ended as one."""
    out: dict[int, str] = {}
    lead = ""
    for sentence in form.sentences:
        if sentence.kind == "bullet":
            out[sentence.start] = lead
        elif sentence.kind != "row":
            lead = f"{form.text[sentence.start : sentence.end].rstrip('.:*')}:"
    return out


def _row(form: Form, passage: Passage, nodes: Sequence[Node]) -> Row:
    between = [gap(form, a.candidate, b.candidate) for a, b in pairwise(nodes)]
    return Row(nodes, between, BULLET.match(form.text, passage[0]) is not None)


def passages(form: Form) -> list[tuple[int, int]]:
    """Sentences; those of one bullet are one passage."""
    out = []
    for _, line in groupby(form.sentences, key=lambda s: s.paragraph):
        found = list(line)
        if found[0].kind == "bullet":
            out.append((found[0].start, found[-1].end))
        else:
            out += [(s.start, s.end) for s in found]
    return out


def _passages(form: Form, spans: Sequence[Candidate]) -> Iterator[Passage]:
    for low, high in passages(form):
        found = within(spans, low, high)
        if found:
            yield low, high, found


def _key(form: Form, candidate: Candidate) -> str:
    return form.text[candidate.start : candidate.end].casefold()


def _node(form: Form, span: Candidate, low: int, high: int) -> Node:
    """A name and its points; what is known as a company is none less for the shape of its name."""
    points: defaultdict[str, float] = defaultdict(float)
    if span.kind in ("company", "model"):
        points[span.kind] += KNOWN
    if span.kind != "desc":
        for rule in of_name(form.text[span.start : span.end], form.language):
            if (span.kind, rule.kind) != ("company", "model"):
                points[rule.kind] += rule.weight
    if is_abroad(form.text[span.start : span.end]):
        points["side"] += SIDE
    if _quoted(form, span):
        points["model"] += QUOTED
    if _repeated(form, span):
        points["model"] += KNOWN + SIDE
    if span.start == low and _plain(form, span):
        points["other"] += PLAIN
    for rule in of_place(form.text, span.start, span.end, low, high, form.language):
        points[rule.kind] += rule.weight
    return Node(span, points)


def _quoted(form: Form, span: Candidate) -> bool:
    """Does a name stand in quotation marks of its own: ``"Lanhe"``, not ``"Lanhe is good"``?"""
    before, after = (
        form.text[max(0, span.start - 1) : span.start],
        form.text[span.end : span.end + 2],
    )
    return before in MARKS and after.lstrip(",.")[:1] in MARKS


def _repeated(form: Form, span: Candidate) -> bool:
    """``Haida (Haida)``, ``Haida (Haida Talk)``: what begins with the name before is its model."""
    held = OUTER.search(form.text, max(0, span.start - UNIT_REACH), span.start)
    if held is None:
        return False
    name = form.text[span.start : span.end]
    return f" {held[1]}".endswith(f" {name}") or name.startswith(f"{held[1]} ")


def _plain(form: Form, span: Candidate) -> bool:
    """Is a name one word that the text has in lower case as well?"""
    name = form.text[span.start : span.end]
    return name.isalpha() and f" {name.lower()} " in form.text


def _with_twins(form: Form, node: Node, votes: Counter[tuple[str, str]]) -> Node:
    key = _key(form, node.candidate)
    company, model = votes[key, "company"], votes[key, "model"]
    if node.candidate.kind == "desc" or company == model:
        return node
    points = defaultdict(float, node.points)
    points["company" if company > model else "model"] += TWIN
    return Node(node.candidate, points)


def _resolved(
    form: Form, nodes: Sequence[Node], gaps: Sequence[Gap], states: Sequence[str]
) -> Iterator[Candidate]:
    """The nodes with their kinds; those aside are taken out before the others are told apart."""
    aside = asides(form, nodes, gaps, states)
    if any(aside):
        rest = [n for n, beside in zip(nodes, aside, strict=True) if not beside]
        between = [gap(form, a.candidate, b.candidate) for a, b in pairwise(rest)]
        told = iter(best_states(rest, between))
    else:
        told = iter(states)
    for node, beside in zip(nodes, aside, strict=True):
        kind = "side" if beside else next(told)
        named = beside or node.candidate.kind != "desc"
        yield replace(node.candidate, kind=kind if named else "desc")
