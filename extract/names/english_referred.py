"""English sentences that say ``it``, ``the former`` or ``its developer`` to those they mean."""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.layout.form import Form
from extract.matching.windows import start_of
from extract.matching.word_lists import compiled
from extract.names.pairs import ANAPHORS, Pair, Unit

ACTS = (
    r"(?:(?:also|then|now|itself|later|already|recently|in turn|has|had|have|is|was|were|been) )*"
    r"(?:{act}|put on|completed|finished|obtained|received|won|got|secured|gained|cleared|the"
    r"|one of|among|on|added|made|went|gone|open|offered|holds?|carries|bears)\b"
)
SERVICE = compiled(
    r"\W*(?:It|This|(?:The|This) (?!(?:number|total|tally|count) )(?:[\w-]+ ){0,3}?{offering})"
    rf" {ACTS}",
    "en",
)
"""How a sentence on the service told of last begins: ``It is also the first that was filed``."""
FIRM = compiled(
    r"\W*(?:(?:According to|As reported by|In the words of) [^.;,\n]{2,60}, )?"
    r"(?:[^.;,\n]{0,80} (?:that|as|after|because|since) )?"
    rf"(?:The|This) (?:[\w-]+ ){{0,3}}?{{firm}} {ACTS}",
    "en",
)
"""How a sentence on the firm told of last begins: ``It seems that the firm has been cleared``."""
OFFERS_IT = compiled(
    r"\b(?:offer|release|open|launch|market|mass-market|sell|provide|bring|run|publish|roll out)"
    r" (?:the|this|that) (?:{lc} ){0,2}?{offering}\b",
    "en",
)
"""What the firm of the sentence before may do with its one service."""
MAKER = compiled(
    r"\bits (?:[\w-]+ ){0,2}(?:developer|maker|creator|operator|provider|owner|designer)s?"
    r"(?:,| is| was| are)? (?:the )?(?:{lc} ){0,4}\Z",
    "en",
)
"""Before the firm whose the service told of last is."""
ITS_MAKER = compiled(
    r"[\"']?(?:,| is| was) its (?:[\w-]+ ){0,2}"
    r"(?:developer|maker|creator|operator|provider|owner|designer)s?\b",
    "en",
)
"""Behind it: ``Haida, its operator, received the number``."""
THEIRS = compiled(
    r"\W*(?:They (?:are|were) (?:{act}|listed|entered)[^.;,\n]{0,40}?"
    r" (?:as|under the names?(?: of)?)"
    r"|(?:Their|The) (?:{lc} ){0,3}?{offering}(?:s?'s? names)?,? (?:are|were)?(?: called| named)?"
    r"|(?:Their|The) names are) [\"']?\Z",
    "en",
)
"""Before the services of the firms that the sentence before names, one each and in turn."""
SAME_FIRM = compiled(
    r"\bthe (?P<same>same )?(?:[\w-]+ ){0,2}?{firm}'s? (?:{lc} ){0,4}[\"']?\Z", "en"
)
"""Before one more service of the firm told of last."""
MADE_IT = compiled(
    r" (?:(?:has|had|have|also|itself|now) )*(?:{made}|runs?|operates?|owns?|stands? behind|is"
    r" behind|was behind) (?:it|the (?:[\w-]+ )?{offering})"
    r"(?=[.,;]| (?:in|with|for|together|and|on)\b)",
    "en",
)
"""Behind the firm that made the service told of last."""
RUN = "en.name.run"
"""The rule of a name that nothing but its capitals shows."""
REACH = 70
"""Characters before a firm in which that stands."""
ONE_OF_TWO = re.compile(r"\bthe (?P<which>former|latter)\b", re.IGNORECASE)


def referred(
    form: Form, span: tuple[int, int], found: Sequence[Pair], before: Sequence[Pair]
) -> list[Pair]:
    """The pairs of a sentence with what it says of those in ``before``, the last it follows."""
    apart = _one_each(form, span, found, before) or _in_turn(form, span[0], found, before)
    if apart is not None:
        return apart
    found = _made_it(form, _same_firms(form, found, before), before)
    made = _made(form, found, before)
    if made is not None:
        return [made]
    offered = _offers_it(form, span, found, before)
    if offered is not None:
        return offered
    if any(p.company or (p.unit and p.unit.model) for p in found):
        return list(found)
    meant = _meant(form, span, before)
    return [*found, meant] if meant else list(found)


def _meant(form: Form, span: tuple[int, int], before: Sequence[Pair]) -> Pair | None:
    """The one service, or firm, told of before that a sentence begins with."""
    start, end = span
    firm = FIRM.match(form.text, start, end)
    if not (firm or SERVICE.match(form.text, start, end)):
        return None
    models = {_model(form, p): p for p in before if _model(form, p)}
    firms = {form.text[p.company.start : p.company.end] for p in before if p.company}
    if len(firms) > 1 or len(models) > 1 or (firm and not firms):
        return None
    pair = next(iter(models.values()), None)
    if pair is None or pair.unit is None:
        return None
    here = replace(pair.unit, start=start, end=start)
    return replace(pair, unit=here, rule=ANAPHORS[0])


def _offers_it(
    form: Form, span: tuple[int, int], found: Sequence[Pair], before: Sequence[Pair]
) -> list[Pair] | None:
    """``Haida opened Lanhe. Haida, it is said, may offer the model to the public``: the pair."""
    here = [p for p in found if p.company]
    firms = {form.text[p.company.start : p.company.end] for p in here if p.company}
    held = {_model(form, p): p for p in before if p.company and _model(form, p)}
    if len(firms) != 1 or len(held) != 1 or any(_model(form, p) for p in found):
        return None
    ((model, pair),) = held.items()
    said = OFFERS_IT.search(form.text, *span)
    company = pair.company
    if said is None or company is None or pair.unit is None or not model:
        return None
    if form.text[company.start : company.end] not in firms:
        return None
    unit = replace(pair.unit, start=said.start(), end=said.start())
    return [replace(pair, unit=unit, rule=ANAPHORS[0])]


def _same_firms(form: Form, found: Sequence[Pair], before: Sequence[Pair]) -> list[Pair]:
    """``Haida offers Lanhe, though the same company's Yun was filed``: Yun goes to Haida."""
    out: list[Pair] = []
    for pair in found:
        if pair.company is None and pair.unit and _of_that_firm(form, pair.unit):
            firms = [p.company for p in (*before, *out) if p.company]
            pair = replace(pair, company=firms[-1], rule=ANAPHORS[0]) if firms else pair
        out.append(pair)
    return out


def _made_it(form: Form, found: Sequence[Pair], before: Sequence[Pair]) -> list[Pair]:
    """``Lanhe is one of them; Haida developed it``: Lanhe goes to Haida."""
    for pair in found:
        firm = pair.company
        if firm is None or pair.unit or not MADE_IT.match(form.text, firm.end):
            continue
        here = [p for p in found if p.start < firm.start]
        told = [p for p in here or before if _model(form, p)]
        service = told[0] if len(told) == 1 else None
        if not told and len(here) == 1:
            told, service = here, _as_service(here[0])
        if service is None or service.company:
            continue
        made = replace(service, company=firm, rule=ANAPHORS[0])
        return [made if p is pair else p for p in found if p is not told[0]]
    return list(found)


def _as_service(pair: Pair) -> Pair | None:
    """``Lanhe is one of them; Haida developed it``: what was made is no firm, if none is known."""
    name = pair.company
    if name is None or pair.unit or name.rule != RUN:
        return None
    return Pair(None, Unit(replace(name, kind="model"), None, name.start, name.end), name.rule)


def _of_that_firm(form: Form, unit: Unit) -> bool:
    told = SAME_FIRM.search(form.text, max(0, unit.start - REACH), unit.start)
    return told is not None and (unit.model is not None or told["same"] is not None)


def _made(form: Form, found: Sequence[Pair], before: Sequence[Pair]) -> Pair | None:
    """``Lanhe was launched. It reads maps, said its developer, Haida``: the pair of both."""
    models = {_model(form, p): p for p in before if _model(form, p)}
    firms = [p for p in found if p.company]
    if len(models) != 1 or len(firms) != 1 or any(p.company for p in before):
        return None
    firm = firms[0].company
    if firm is None or (firms[0].unit and firms[0].unit.model):
        return None
    told = MAKER.search(form.text, max(0, firm.start - REACH), firm.start)
    if told is None and not ITS_MAKER.match(form.text, firm.end):
        return None
    return replace(next(iter(models.values())), company=firm, rule=ANAPHORS[0])


def _one_each(
    form: Form, span: tuple[int, int], found: Sequence[Pair], before: Sequence[Pair]
) -> list[Pair] | None:
    """``Haida and Minfeng, the former with Lanhe and the latter with Yun``; None elsewhere.

    The words may stand behind the services as well: ``Lanhe is for patients of the former``.
    """
    start = span[0]
    order = sorted((p for p in found if p.unit), key=_place)
    out: dict[int, Pair] = {}
    if not order:
        return None
    ends = [*map(_place, order[1:]), span[1]]
    behind = not any(p.company for p in found) and not ONE_OF_TWO.search(
        form.text, start, _place(order[0])
    )
    last = start
    for pair, end in zip(order, ends, strict=True):
        near = (_place(pair), end) if behind else (last, _place(pair))
        told = list(ONE_OF_TWO.finditer(form.text, *near))
        last = _place(pair)
        firms = _two(form, [*found], told[-1].start()) or _two(form, before, start) if told else ()
        if firms:
            company = firms[told[-1]["which"].lower() == "latter"].company
            out[id(pair)] = replace(pair, company=company, rule="en.link.respectively")
    if not out:
        return None
    made = [out.get(id(p), p) for p in found]
    held = {p.company for p in made}
    lost = [p.company for p in found if p.company and p.company not in held]
    return made + [Pair(firm, None, firm.rule) for firm in lost]


def _in_turn(
    form: Form, start: int, found: Sequence[Pair], before: Sequence[Pair]
) -> list[Pair] | None:
    """``They were approved as Lanhe and Yun``: one service each of the firms before; else None."""
    made = sorted((p for p in found if _model(form, p)), key=_place)
    firms = {
        form.text[p.company.start : p.company.end]: p.company
        for p in sorted(before, key=start_of)
        if p.company
    }
    if any(p.company for p in found) or any(_model(form, p) for p in before):
        return None
    if not (len(made) == len(firms) > 1 and _theirs(form, start, made[0])):
        return None
    return [
        replace(pair, company=firm, rule="en.link.respectively")
        for pair, firm in zip(made, firms.values(), strict=True)
    ]


def _theirs(form: Form, start: int, pair: Pair) -> bool:
    model = pair.unit.model if pair.unit else None
    return model is not None and THEIRS.match(form.text[start : model.start]) is not None


def _two(form: Form, told: Sequence[Pair], end: int) -> tuple[Pair, ...]:
    """The two companies named before a place, each in a pair; none where they are not two."""
    firms = {
        form.text[p.company.start : p.company.end]: p
        for p in sorted(told, key=start_of)
        if p.company and p.company.start < end
    }
    return tuple(firms.values()) if len(firms) == 2 else ()


def _place(pair: Pair) -> int:
    unit: Unit | None = pair.unit
    return unit.start if unit else pair.start


def _model(form: Form, pair: Pair) -> str:
    model = pair.unit.model if pair.unit else None
    return form.text[model.start : model.end] if model else ""
