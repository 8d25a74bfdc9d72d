"""English candidates to services: companies and units joined by what stands between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from extract.known.gazetteer import aliases
from extract.known.shipped import fold
from extract.layout.form import Form
from extract.matching.windows import start_of, within
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.english_absent import of_the_absent
from extract.names.english_anaphors import with_antecedents
from extract.names.english_groups import Group, grouped, nameless
from extract.names.english_issuer import issuer, with_issuer
from extract.names.english_items import item_pairs, lists
from extract.names.english_kinds import passages
from extract.names.english_owners import LISTING, NAMING, NEAR, owned
from extract.names.english_referred import referred
from extract.names.english_short import in_short
from extract.names.pairs import ANAPHORS, MENTIONS, Pair, Unit

SAME_NAME = re.compile(
    r"(?:of|under|by|carries|bears|has|its) the (?:\w+(?:'s)? )?(?:company of the )?"
    r"(?:same|own|company's own|firm's own) name|(?:the|its) (?:company's |firm's )?own name"
)
STOP = re.compile(r"[.!?][\"')]* [A-Z]")
"""The end of a sentence, behind which a name is another's."""
ANOTHER = compiled(r"\b{offering} \Z", "en")
"""Before ``of the same name`` where that is one more: ``Lanhe, and an app of the same name``."""
OF_ITS = re.compile(r"\b(?:operator|owner|maker|parent|publisher|provider)s? of [^.;\n]{0,60}\Z")
"""Before it where it is said of what a firm is known for: ``Haida, owner of the site of the …``."""
OWNED = re.compile(r"'s? (?:[a-z-]+ ){0,3}(?=[A-Z])")
SHARED = (".of", ".from", ".by")
"""Links that may hold for the last of a list alone."""
BESIDE = (".adjacent", ".possessive")


def english_pairs(
    form: Form, candidates: Sequence[Candidate], records: Mapping[int, list[Pair]]
) -> list[Pair]:
    """By structure in tables and labelled lists, by the passage elsewhere; none in headings."""
    out: list[Pair] = []
    firms = {form.text[c.start : c.end] for c in candidates if c.kind == "company"}
    known = sorted(firms, key=len, reverse=True)
    held = dict(records)
    for place, labelled in item_pairs(form, lists(form, records), candidates):
        held[place] = [labelled]
    headings = {s.start for s in form.sentences if s.kind == "heading"}
    before: list[Pair] = []
    own = issuer(form, candidates)
    for low, high in passages(form):
        if low in headings:
            continue
        found = held.get(low)
        if found is None:
            found = with_issuer(form, _passage(form, within(candidates, low, high), known), own)
            found = with_antecedents(form, low, sorted(found, key=start_of), before, out)
            found = referred(form, (low, high), found, before)
            found = of_the_absent(form, (low, high), found, before)
        out += found
        before = found if any(map(_names, found)) else before
    by_name = {form.text[c.start : c.end]: c for c in candidates if c.kind == "company"}
    return [_as_owned(form, pair, by_name) for pair in out]


def _as_owned(form: Form, pair: Pair, firms: Mapping[str, Candidate]) -> Pair:
    """``Minfeng's Yun`` elsewhere in the text: ``Haida's tutor and Yun`` gives Haida no Yun."""
    model, company = pair.unit.model if pair.unit else None, pair.company
    if model is None or company is None or not pair.rule.endswith(MENTIONS):
        return pair
    name, firm = (form.text[c.start : c.end] for c in (model, company))
    if form.text.endswith((f"{firm}'s ", f"{firm} "), 0, model.start):
        return pair
    owner = next((f for f in firms if f != firm and f"{f}'s {name}" in form.text), None)
    if owner is None or f"{firm}'s {name}" in form.text:
        return pair
    return replace(pair, company=firms[owner], rule=ANAPHORS[0])


def _names(pair: Pair) -> bool:
    """Does a pair hold a name, not only a description?"""
    return pair.company is not None or (pair.unit is not None and pair.unit.model is not None)


def _passage(form: Form, candidates: Sequence[Candidate], known: Sequence[str]) -> list[Pair]:
    groups = grouped(form, candidates)
    made: list[Pair] = []
    taken: set[int] = set()
    for index, group in enumerate(groups):
        if group.units:
            made += owned(form, groups, index, taken)
    made = _undescribed(made) + list(_namesakes(form, groups))
    made = [_with_prefix(p, form, known) for p in made]
    held = {id(p.company) for p in made}
    loose = [c for g in groups for c in g.companies if id(c) not in held]
    loose = [c for c in loose if not _owns_next(form, c, candidates)]
    made += [Pair(c, None, c.rule) for c in loose]
    return [replace(p, company=in_short(form, p.company)) if p.company else p for p in made]


def _undescribed(made: Sequence[Pair]) -> list[Pair]:
    """``A tutor by Haida, Lanhe, …``: the company's description goes to its one name."""
    named = {
        id(p.company): p
        for p in made
        if p.rule in (*LISTING[1:], *NAMING) and p.unit and p.unit.model
    }
    descs = {
        id(p.company): p.unit.desc
        for p in made
        if p.unit and p.unit.model is None and p.unit.desc and id(p.company) in named
    }
    out: list[Pair] = []
    for pair in made:
        desc, unit = descs.get(id(pair.company)), pair.unit
        if desc is None or unit is None:
            out.append(pair)
        elif unit.model is not None:
            out.append(replace(pair, unit=replace(unit, desc=unit.desc or desc)))
    return out


def _owns_next(form: Form, firm: Candidate, candidates: Sequence[Candidate]) -> bool:
    """``Haida's Minfeng said``: is a company without a service only the next one's owner?"""
    owned = OWNED.match(form.text, firm.end)
    return owned is not None and any(
        c.kind == "company" and c.start == owned.end() for c in candidates
    )


def _namesakes(form: Form, groups: Sequence[Group]) -> Iterator[Pair]:
    """``C has a model of the same name``: the company's name is the model's as well."""
    for index, group in enumerate(groups):
        after = groups[index + 1 :]
        if group.companies and after and nameless(after[0]):
            after = after[1:]
        end = after[0].start if after else group.end + NEAR
        said = SAME_NAME.search(form.text, group.end, end)
        name = group.companies[-1] if group.companies else group.units[-1].model
        if name is None or said is None or STOP.search(form.text, group.end, said.start()):
            continue
        if OF_ITS.search(form.text, group.end, said.start()):
            continue
        if group.units and ANOTHER.search(form.text, group.end, said.start()):
            continue
        yield Pair(
            name,
            Unit(replace(name, kind="model"), None, name.start, name.end),
            "en.link.namesake",
        )


def _shared(pair: Pair) -> bool:
    """May a link hold for the last of a list alone (``of Haida``) or its first (``Haida Yun``)?"""
    company, unit = pair.company, pair.unit
    if company is None or unit is None or pair.rule.endswith(SHARED):
        return True
    return pair.rule.endswith(BESIDE) and unit.start > company.end + 3


def _known(model: Candidate, name: str) -> str | None:
    """The known company that the name of a known service begins with."""
    head = name.split(" ", 1)[0]
    listed = model.rule.startswith("names.") and head != name
    return head if listed and ("company", fold(head)) in aliases() else None


def _with_prefix(pair: Pair, form: Form, companies: Sequence[str]) -> Pair:
    """A model without a company whose name begins with one's: ``Galaxy Assistant``.

    One of a list before ``of Haida`` is no service of Haida: ``Galaxy Assistant and a tool of``.
    """
    model = pair.unit.model if pair.unit else None
    if model is None or (pair.company is not None and not _shared(pair)):
        return pair
    text = form.text[model.start : model.end]
    head = next((c for c in companies if text.startswith((f"{c} ", f"{c}-"))), None)
    if not pair.company or pair.rule.endswith(".adjacent"):
        head = head or _known(model, text)
    firm = form.text[pair.company.start : pair.company.end] if pair.company else ""
    if head is None or (firm and {head, *head.split()} & {firm, *firm.split()}):
        return pair
    company = Candidate("company", model.start, model.start + len(head), "en.link.prefix", 0)
    return replace(pair, company=company, rule="en.link.prefix")
