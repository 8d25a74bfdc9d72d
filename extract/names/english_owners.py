"""A list of English units to their companies: what stands between the two tells."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.layout.form import Form
from extract.matching.windows import start_of
from extract.matching.word_lists import compiled
from extract.names.english_groups import Group, between, nameless
from extract.names.pairs import Pair, Unit

EACH = re.compile(r"\b(?:each|both|joint|jointly|together)\b")
NEAR = 120
"""Characters between a company and a model behind it that nothing else links."""
ONE_BY = compiled(
    r"\b(?:one|another)(?: of (?:the|them|these|those)(?: {numeral}[\w-]{0,12})?)?,?"
    r" (?:by|from) (?:the )?(?:{lc} ){0,4}\Z",
    "en",
)
"""Before a company, a service of which is left unnamed."""
ONE_REACH = 70
LISTING = (
    "en.link.colon",
    "en.link.handed",
    "en.link.goes_by",
    "en.link.filed_is",
)
"""The links of ``two models by Haida: Lanhe``, whose company has its description already."""
NAMING = ("en.link.whose", "en.link.bracket_model", "en.link.and_named")
"""Those of ``a tutor by Haida (Lanhe)``, where it has no more than that."""
RESPECTIVELY = "en.link.respectively"
RELATIVE = re.compile(r",? (?:which|who|whose) ")
"""Behind the company that all which follows is said of."""
CLOSED = re.compile(r"[^,.;\n]{0,80}, (?!and |or |which |whose )")
"""Behind a company of an aside, up to the comma that ends it."""
PAST = 9.0
"""Points of a link over such an aside, which no nearer one outweighs."""
WITH_ITS = re.compile(
    r"[^.;:,\n]{0,60}, (?:with|after|when|as|and|while) its (?:[a-z-]+ ){0,5}[\"']?"
)
"""Between one service of a company and another."""
EACH_ITS_OWN = re.compile(r"(?:\W+\w+){0,4}?\W+(?:respectively|in that order)\b")
"""Behind the second of two lists whose names go together one by one."""


def owned(form: Form, groups: Sequence[Group], index: int, taken: set[int]) -> Iterator[Pair]:
    """The units of a group with the companies that the best link before or behind it names."""
    group = groups[index]
    facing = _facing(form, groups, index)
    if facing is not None:
        other, told = facing
        owners = groups[other].companies
        yield from (Pair(c, u, RESPECTIVELY) for c, u in zip(owners, told, strict=True))
        return
    best = _past_firm(form, groups, index)
    for other, order in ((index + 1, "MC"), (index - 1, "CM")):
        if not 0 <= other < len(groups) or not groups[other].companies:
            continue
        first, second = sorted((group, groups[other]), key=start_of)
        bond = between(form, first, second).bonds.get(order)
        if bond and other in taken and not _goes_on(groups[other - 1], bond[1]):
            continue
        if bond and (best is None or bond[0] > best[0]):
            best = (*bond, other)
    best = best or _across(form, groups, index)
    best = best or _near(form, groups, index, taken) or _only(form, groups, index)
    if best is None:
        yield from (Pair(None, u, u.rule) for u in group.units)
        return
    owner = groups[best[2]]
    if best[2] > index:
        taken.add(best[2])
    yield from _distributed(form, owner, group, best[1])


def _goes_on(held: Group, rule: str) -> bool:
    """May a company have a second unit by a rule: one that names what ``held`` only describes?"""
    return rule in LISTING or (rule in NAMING and nameless(held))


def _facing(form: Form, groups: Sequence[Group], index: int) -> tuple[int, Sequence[Unit]] | None:
    """The list of as many companies as there are units, where each has its own, and the units."""
    last = groups[index].units
    for told in (last, _parted(form, last)):
        others = (i for i, g in enumerate(groups) if len(g.companies) == len(told) > 1)
        other = min(others, key=lambda i: abs(i - index), default=None)
        if other is not None:
            end = groups[max(index, other)].end
            return (other, told) if EACH_ITS_OWN.match(form.text, end) else None
    return None


def _parted(form: Form, told: Sequence[Unit]) -> list[Unit]:
    """The units, where a list's comma stands before a name two: ``a research assistant, Lanhe``."""
    out: list[Unit] = []
    for unit in told:
        model, desc = unit.model, unit.desc
        if model and desc and form.text[desc.end : model.start] == ", ":
            out += [
                Unit(None, desc, desc.start, desc.end),
                Unit(model, None, model.start, unit.end),
            ]
        else:
            out.append(unit)
    return out


def _across(form: Form, groups: Sequence[Group], index: int) -> tuple[float, str, int] | None:
    """``C, which had M approved in May, this time filed N``: the company before the aside.

    Likewise ``C registered a service, with its N approved first``.
    """
    if index < 2 or not groups[index - 2].companies or not groups[index - 1].units:
        return None
    firm, aside = groups[index - 2], groups[index - 1]
    end = groups[index].start
    if len(firm.companies) == 1 and WITH_ITS.fullmatch(form.text, aside.end, end):
        return (0.0, "en.link.with", index - 2)
    if not RELATIVE.match(form.text, firm.end):
        return None
    if not _then().fullmatch(form.text, aside.end, end):
        return None
    return (0.0, "en.link.acts", index - 2)


def _past_firm(form: Form, groups: Sequence[Group], index: int) -> tuple[float, str, int] | None:
    """``C, whose affiliate D was cleared last month, now has M``: the company before the aside."""
    if index < 2 or not (groups[index - 1].companies and groups[index - 2].companies):
        return None
    if not RELATIVE.match(form.text, groups[index - 2].end):
        return None
    end = groups[index - 1].end
    if not CLOSED.match(form.text, end) or not _then().fullmatch(
        form.text, end, groups[index].start
    ):
        return None
    return (PAST, "en.link.acts", index - 2)


@lru_cache
def _then() -> re.Pattern[str]:
    return compiled(
        r"[^.;\n]{0,80}, (?:(?:this time|also|now|then|later|in turn|has|had|have|was|is) )*"
        r"(?:{deed}|{launch}|{act})[^.;,\n]{0,40}? ",
        "en",
    )


def _near(
    form: Form, groups: Sequence[Group], index: int, taken: set[int]
) -> tuple[float, str, int] | None:
    """The company before a named unit, where nothing stands between them."""
    before = groups[index - 1] if index else None
    if before is None or not before.companies or index - 1 in taken:
        return None
    named = groups[index].units[0].model is not None
    text = form.text[before.end : groups[index].start]
    if not named or len(text) > NEAR or re.search(r"[;:]|\. ", text):
        return None
    return (0.0, "en.link.near", index - 1)


def _only(form: Form, groups: Sequence[Group], index: int) -> tuple[float, str, int] | None:
    """The one company of a passage, a list item say, that has one unit.

    Not where the company has another one: ``refused a tutor while approving one from Haida``.
    """
    if len(groups) == 2 and len(groups[1 - index].companies) == 1:
        (firm,) = groups[1 - index].companies
        if ONE_BY.search(form.text, max(0, firm.start - ONE_REACH), firm.start):
            return None
        return (0.0, "en.link.only", 1 - index)
    return None


def _distributed(form: Form, owner: Group, group: Group, rule: str) -> Iterator[Pair]:
    """One company has all units, as many as there are units have one each, else the nearest all."""
    companies, made = owner.companies, group.units
    if owner.start < group.start and RELATIVE.match(form.text, owner.end):
        companies = companies[-1:]
    if len(companies) == len(made) > 1:
        yield from (Pair(c, u, RESPECTIVELY) for c, u in zip(companies, made, strict=True))
        return
    low, high = (
        sorted((owner.end, group.start))
        if owner.start < group.start
        else (made[0].model.end if made[0].model else group.start, owner.start)
    )
    shared = len(made) == 1 and EACH.search(form.text, low, high)
    together = (
        rule.endswith(("made_by", "belongs", ".by", "from", "bracket_company")) and len(made) == 1
    )
    if shared or together:
        yield from (Pair(c, made[0], rule) for c in companies)
        return
    if rule.endswith((".of", ".from")) and _apart(form, made):
        yield from (Pair(None, u, u.rule) for u in made[:-1])
        made = made[-1:]
    company = companies[-1] if owner.start < group.start else companies[0]
    yield from (Pair(company, u, rule) for u in made)


def _apart(form: Form, made: Sequence[Unit]) -> bool:
    """Has only the last unit an article: ``Lanhe Talk and the Yun Assistant of Haida``?"""
    last = form.text[made[-2].end : made[-1].start] if len(made) > 1 else ""
    return last.endswith(" the ") and not form.text.endswith(("the ", "The "), 0, made[0].start)
