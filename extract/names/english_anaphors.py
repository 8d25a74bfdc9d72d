"""English services of a sentence of their own to the company that the sentence before names.

``Haida's in-car assistant has been cleared. The service, Lanhe, …``, ``… Its model, Yun, …`` and
``Called Lanhe, the service …`` say what the service of the company just told of is called, and
so do ``the start-up obtained clearance for Lanhe`` and ``Lanhe, its medical model, …``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.layout.form import Form
from extract.matching.windows import start_of
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate
from extract.names.pairs import ANAPHORS, Pair

NAMED = r"(?:called|named|dubbed|known as|nicknamed|titled|which it calls|which is called) "
LEADS = compiled(
    r"(?:[^.;\n]{0,60}? (?=the (?:[\w-]+ ){0,2}?(?:company|firm|group|bank|start-?up)'s ))?"
    rf"\W*(?:(?:The|This) (?:[\w-]+ ){{0,4}}?{{offering}},? (?:is |has been )?(?:{NAMED})?[\"']?"
    r"|(?:Called|Named|Dubbed|Known as) [\"']?"
    r"|The (?:first|second|other|former|latter|newer|older|earlier)(?: one| of (?:them|the two))?,"
    r" [\"']?"
    r"|Its (?:first|second|third|other|earlier|previous|latest|new|newest|older)(?: one)?, [\"']?"
    r"|Its (?:(?:first|second|latest|new|newest|other|earlier) )?(?:approvals?|filings?|clearances?"
    r"|registrations?),?(?: [^.;\n]{0,40},)? (?:is|are|was|were) for (?:the |its |an? )?"
    r"(?:{lc} ){0,4}[\"']?"
    r"|(?:Its|The (?:[\w-]+ ){0,2}?(?:company|firm|group|bank|start-?up|developer|maker|automaker"
    r"|university|institute|hospital|lender|insurer|retailer|operator|airline|chain|broker)'s)"
    rf" (?:[\w-]+ ){{0,5}}?(?:{{offering}},? (?:is |was )?(?:{NAMED})?)?[\"']?)\Z",
    "en",
)
"""What stands between the beginning of such a sentence and the service's name."""
OF_ONE = re.compile(r"\W*Its ")
"""How a sentence begins that goes on about one firm."""
THE_FIRM = compiled(
    r"[^.;\n]{0,50}?\b(?:[Tt]he|[Tt]his) (?:[\w-]+ ){0,2}?{firm} (?:has |have |had |also )*"
    r"(?:(?:obtained|received|won|got|secured|gained|landed|completed) (?:[\w-]+ ){0,3}?"
    r"(?:{nod}|filings?|registrations?) (?:for|of)|(?:was|were) (?:{act}) (?:for|with)"
    r"|(?:filed|registered|passed with)) (?:its |the |a )?(?:[\w-]+ ){0,4}?[\"']?\Z"
    r"|[^.;\n]{0,30}?\b(?:The|This) (?:[\w-]+ ){0,2}{firm} [^.;\n]{0,70}, (?:the|its|including"
    r"|among them)(?: (?:first|second|third|latest|newest|last)(?: of (?:which|them|these))?"
    r" (?:is|was|being))? [\"']?\Z",
    "en",
)
"""``This week the start-up obtained clearance for``: the company of the sentence before."""
THEY = compiled(
    r"\W*(?:They|These|Both|(?:The|All) (?:two|three|four|five))(?: [a-z]+)? (?:are|were)"
    r"(?: called| named)?:? (?:the |an? )?(?:{lc} ){0,4}[\"']?\Z",
    "en",
)
"""Before all the services of the company of the sentence before."""
SEVERAL = re.compile(r"\b(?:two|three|four|five|six|several|both)\b", re.IGNORECASE)
SENTENCE = 250
"""Characters of that sentence in which it says how many."""
ITS = compiled(
    r"[\"']?, (?:its|the (?:[\w-]+ )?(?:company|firm|group|bank|start-?up|developer|maker"
    r"|university)'s) (?:(?!rivals?\b)[\w-]+ ){0,5}?(?:{offering}|flagship)\b"
    r"|[\"']?,? as (?:it|the (?:[\w-]+ ){0,2}{offering}) (?:is|was)"
    r" (?:called|known|named|dubbed)\b",
    "en",
)
"""What stands behind a service of the company that the sentence before names."""
SAYS = compiled(
    r"[^.;\n]{2,120}?, (?:the|this) (?:[\w-]+ ){0,2}?{firm} (?:also |itself )?"
    r"(?:said|says|announced|confirmed|disclosed|wrote|reported|added)\b",
    "en",
)
"""Behind a service that its firm, named in the sentence before, tells of itself."""
OPENS = re.compile(r"(?:\A|[.!?\n] ?|[)-] [-–—]{1,2} )\Z")
"""Before the subject of a sentence."""
LIST = re.compile(r",? (?:and|or) |, ")
SO = compiled(
    r"So (?:has|have|did|is|are|was|were) (?:an?|another|its|the) (?:[\w'-]+ ){0,8}"
    r"(?-i:[A-Z])?[\w'-]*,? (?:that|which) (?:carries|bears|has|uses|takes) the name (?:of )?"
    r"[\"']?\Z",
    "en",
)
"""``So has a version for its brand, which carries the name``: one more of the firm's."""
THE_MODEL = compiled(r"(?:The|This) (?:[\w-]+ ){0,2}?{offering}\Z", "en")
"""The one service of the sentence before."""
MAKERS = ("en.link.made_by", "en.link.belongs")
"""The links that tell who made a service."""
IN_ORDER = compiled(
    r"\W*(?:Their|The|These|Those) (?:[\w-]+ ){0,5}?(?:{offering}|names|products|entries) "
    r"(?:are|were|include)\b",
    "en",
)
"""How a sentence begins that names what each of the firms before it has, one by one."""
EACH_ITS_OWN = re.compile(r"\b(?:respectively|in (?:that|the same|this) order)\b")
LONGEST_LEAD = 90


def with_antecedents(
    form: Form, start: int, found: Sequence[Pair], before: Sequence[Pair], told: Sequence[Pair]
) -> list[Pair]:
    """The pairs of a sentence; its first service goes to the one company told of before it.

    ``before`` are the pairs of the last sentence that names any, ``told`` all of them so far.
    """
    made = _maker(form, start, found, before)
    if made is not None and not any(
        p.company and _model(form, p) == _model(form, made) for p in told
    ):
        return [made]
    in_order = _in_order(form, start, found, before)
    if in_order:
        return in_order
    named = [i for i, p in enumerate(found) if p.unit and p.unit.model]
    if not named or any(p.company for p in found[: named[0] + 1]):
        return list(found)
    index = named[0]
    unit = found[index].unit
    model = unit.model if unit else None
    firms = {form.text[p.company.start : p.company.end]: p.company for p in before if p.company}
    subject = _subject(form, before) if model and SAYS.match(form.text, model.end) else None
    if subject is not None:
        return [
            replace(p, company=subject, rule=ANAPHORS[0]) if i == index else p
            for i, p in enumerate(found)
        ]
    if len(firms) > 1 and OF_ONE.match(form.text, start) and (first := _subject(form, before)):
        firms = {form.text[first.start : first.end]: first}
    if model is None or len(firms) != 1 or model.start - start > LONGEST_LEAD:
        return list(found)
    lead = form.text[start : model.start]
    (firm,) = firms.values()
    if _tells_all(form, start, lead, found):
        return [replace(p, company=firm, rule=ANAPHORS[0]) for p in found]
    if not (
        LEADS.match(lead)
        or THE_FIRM.match(lead)
        or SO.match(lead)
        or ITS.match(form.text, model.end)
    ):
        return list(found)
    out = list(found)
    out[index] = replace(found[index], company=firm, rule=ANAPHORS[0])
    return out


def _subject(form: Form, before: Sequence[Pair]) -> Candidate | None:
    """The one company that the sentence before begins with, or the only one that it names."""
    firms = sorted((p.company for p in before if p.company), key=start_of)
    if not firms:
        return None
    first, *others = firms
    if all(form.text[c.start : c.end] == form.text[first.start : first.end] for c in others):
        return first
    alone = LIST.fullmatch(form.text, first.end, others[0].start) is None
    opens = OPENS.search(form.text, max(0, first.start - 4), first.start)
    return first if alone and opens else None


def _in_order(form: Form, start: int, found: Sequence[Pair], before: Sequence[Pair]) -> list[Pair]:
    """``Haida and Yun won. Their models are Lanhe and Tai, in that order``: the pairs of both."""
    told = [p for p in found if p.unit and p.unit.model and not p.company]
    if len(told) < 2 or len(told) != len(found) or not IN_ORDER.match(form.text, start):
        return []
    firms = {
        form.text[p.company.start : p.company.end]: p.company
        for p in sorted(before, key=start_of)
        if p.company
    }
    end = told[-1].end
    if len(firms) != len(told) or not EACH_ITS_OWN.search(form.text, start, end + LONGEST_LEAD):
        return []
    return [
        replace(p, company=firm, rule=ANAPHORS[0])
        for p, firm in zip(told, firms.values(), strict=True)
    ]


def _tells_all(form: Form, start: int, lead: str, found: Sequence[Pair]) -> bool:
    """``Haida has two. They are Lanhe and Yun``: are all of a sentence the firm's before it?"""
    if any(p.company or p.unit is None for p in found) or not THEY.match(lead):
        return False
    return SEVERAL.search(form.text, max(0, start - SENTENCE), start) is not None


def _maker(form: Form, start: int, found: Sequence[Pair], before: Sequence[Pair]) -> Pair | None:
    """``Lanhe was filed. The model was developed by Haida``: the pair of both."""
    models = {name: p for p in before if (name := _model(form, p))}
    if len(found) != 1 or len(models) != 1 or any(p.company for p in before):
        return None
    own = found[0]
    if own.unit is None or own.unit.model or not own.company or own.rule not in MAKERS:
        return None
    if not THE_MODEL.match(form.text[start : own.unit.end]):
        return None
    return replace(next(iter(models.values())), company=own.company, rule=ANAPHORS[0])


def _model(form: Form, pair: Pair) -> str:
    model = pair.unit.model if pair.unit else None
    return form.text[model.start : model.end] if model else ""
