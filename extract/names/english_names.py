"""English text to names by their capitals, and rule spans cut or widened to whole names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.matching.windows import within
from extract.matching.word_lists import compiled
from extract.names.candidates import Candidate, select
from extract.names.english_glued import unglued
from extract.names.english_runs import GLUED, run_at, runs, trimmed

SUFFIX = re.compile(
    r"(?:Inc|Corp|Corporation|Group|Holdings?|Co|Company|Ltd|Limited|Cars?|Technolog(?:y|ies)|Tech"
    r"|China|Shanghai|Beijing|Information|Cloud|Motors?|Auto|Office|Music|Games?|Intelligence"
    r"|Intelligent|Healthcare|Electronics|Robotics|Automobile|Semiconductor|Entertainment|Insurance|Bank|Telecom"
    r"|Hospital|University|Pharma(?:ceuticals?)?|Logistics|Airlines|Industries|Finance|Securities|Mobile|Daily|Health|SE|AG|NV|SA|PLC|plc|GmbH)\.?"
)
NEXT_WORD = re.compile(
    r"(?:(?<=Co)\.|(?<=Inc)\.|(?<=Corp)\.)?(?:,(?= (?:Inc|Ltd|Limited|Co|Corp|LLC)\b))? "
    rf"({GLUED}|\w+(?:(?<=Inc|Ltd)|(?<=Corp)|(?<=Co))\.|\w+)"
)
ENLARGING = re.compile(r"Super|Smart|Little|Mini|Magic|Open|Big|Hey|Hi|Hello")
"""Words before a known service that are part of its name."""
PLACE_BEFORE = re.compile(r"(?:Beijing|Shanghai|Shenzhen|Hangzhou|Guangzhou|Guangdong) $")
HELD = re.compile(r"(?<![.!?] )\b[A-Z][\w)]* (?:with|filed|submitted|registered) \Z")
"""Between a company and its service: ``Haida with Tencent Lanhe``."""
QUOTED = re.compile(
    r"(?<!\w)\"(?=[^\"\n]{0,40}[A-Za-z])"
    r"(?P<x>[\w.&-]{1,40}\w|(?![\s.,])(?=[^\"\n]{0,40}[A-Z])[^\"\n]{2,40}?)[,.]?\""
    r"(?!,? (?:said|he|she|they|according))"
    r"|(?:(?<=called )|(?<=dubbed )|(?<=named )|(?<=\bfor )|(?<=\bits ))"
    r"\"(?P<z>[a-z][\w-]*(?: [a-z][\w-]*){1,3})[,.]?\""
    r"|(?<![\w'])'(?P<y>[A-Z][^'\n]{1,40}?)[,.]?'(?!\w)"
)
DEFINED = re.compile(r"(?:the )?(?:Company|Group|Issuer|Bank|Firm)|we|us|our|it", re.IGNORECASE)
"""What a notice goes on to call its firm."""
SAME_CLAUSE = 160
"""Characters before a name in which its company may stand."""
LONGEST_QUOTE = 5
"""Words."""
CAMEL = re.compile(r"[A-Z]?[a-z]+[A-Z]\w*|[A-Z]+[a-z]+[A-Z]\w*|\w+(?:GPT|LLM|Bot)")
"""A word as services are called: ``HaidaGPT``."""
LONGEST_REST = 2
"""Words of a service behind its firm."""


def spans(text: str, known: Sequence[Candidate]) -> list[Candidate]:
    """Every run of capitals, quoted name and gazetteer hit, whole and without overlaps."""
    widened = [
        _widened(text, k) if k.kind == "company" else k for k in known if not _is_code(text, k)
    ]
    quoted = [
        Candidate("name", *m.span(m.lastgroup or 0), "en.name.quoted", 8) for m in _quoted(text)
    ]
    found = [
        name
        for match in runs().finditer(text)
        for name in trimmed(text, run_at(text, *match.span()))
    ]
    pieces = [p for run in found for p in _pieces(text, run, within(widened, run.start, run.end))]
    return unglued(text, select([*pieces, *quoted, *widened]))


def _is_code(text: str, hit: Candidate) -> bool:
    """``SAP's (SAP) assistant``: is a known name but the stock code behind itself?"""
    name = text[hit.start : hit.end]
    told = text.startswith(")", hit.end) and name.isupper()
    return told and text.endswith((f"{name}'s (", f"{name}’s ("), 0, hit.start)


def _quoted(text: str) -> Iterator[re.Match[str]]:
    return (
        m
        for m in QUOTED.finditer(text)
        if len(m.group().split()) <= LONGEST_QUOTE and not DEFINED.fullmatch(m[m.lastgroup or 0])
    )


def _pieces(text: str, run: Candidate, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """A run parted where a known company ends or a known service begins."""
    first = next((k for k in known if (k.start, k.end) == (run.start, run.end)), None)
    first = first or next(iter(known), None)
    if first is None or first.end > run.end or (first.weak and first.end < run.end):
        yield from _elided(text, run)
    elif first.start > run.start and first.kind == "company":
        yield replace(run, kind="company", rule=first.rule, weight=7)
    elif first.start > run.start and ENLARGING.fullmatch(text[run.start : first.start].strip()):
        yield replace(first, start=run.start)
    elif first.start > run.start and not _stands_alone(text, run, first):
        yield replace(run, kind="model", weight=7)
    elif first.start > run.start:
        yield replace(run, end=first.start - 1)
        yield first
    elif first.kind == "model" and first.end < run.end:
        yield replace(run, kind="model", rule=first.rule, weight=7)
    elif first.kind == "company" and _is_firm(text, first, run):
        yield replace(run, kind="company", rule=first.rule, weight=7)
    elif first.kind == "company" and (
        _is_service(text, first, run) or _generic().fullmatch(text, first.end, run.end)
    ):
        yield replace(run, kind="model", weight=7)
    elif first.kind == "company" and text[first.end : run.end] == " AI":
        yield replace(first, end=run.end)
    elif first.kind == "company" and first.end + 1 < run.end:
        yield first
        rest = replace(run, start=first.end + 1)
        if text[first.end] == " ":
            yield from trimmed(text, rest)
    else:
        yield first


def _elided(text: str, run: Candidate) -> Iterator[Candidate]:
    """``Haida filed Lanhe, Minfeng University Yun``: a firm and its service, where no verb is."""
    ends = [run.start + m.end() for m in _firm_words().finditer(text[run.start : run.end])]
    end = ends[-1] if ends else run.end
    rest = text[end : run.end].split()
    told = _told_before().search(text, max(0, run.start - SAME_CLAUSE), run.start)
    if told and not ends:
        head, _, tail = text[run.start : run.end].partition(" ")
        if CAMEL.fullmatch(tail) and not CAMEL.fullmatch(head):
            end, rest = run.start + len(head), [tail]
    if not told or not 1 <= len(rest) <= LONGEST_REST or rest[0] in ("of", "for", "and", "&"):
        yield run
        return
    yield replace(run, end=end)
    yield replace(run, start=end + 1)


@lru_cache
def _firm_words() -> re.Pattern[str]:
    return compiled(r"(?<= )(?:{institution}|(?-i:Group|Technolog(?:y|ies)|Bank|Corp))\b", "en")


@lru_cache
def _told_before() -> re.Pattern[str]:
    return compiled(r"\b{deed} (?-i:[A-Z])[^.;\n]{1,120}(?:,|;|,? and|,? while) (?:the )?\Z", "en")


def _stands_alone(text: str, run: Candidate, service: Candidate) -> bool:
    """``Gongji Xiaoyi``: has what stands before a known service no name's place elsewhere?"""
    head = text[run.start : service.start].strip()
    return " " in head or re.search(rf"\b{re.escape(head)}\b(?! [A-Z])", text) is not None


def _is_service(text: str, firm: Candidate, run: Candidate) -> bool:
    """Is a run that begins with a known company's name a service: of that one, or another's?"""
    if _named_after(text, firm, run) or _made_by(text, run.end):
        return True
    held = HELD.search(text, max(0, run.start - 30), run.start) is not None
    return held and firm.end < run.end


def _named_after(text: str, firm: Candidate, run: Candidate) -> bool:
    """``Haida filed Haida Search``: behind the company, what begins with it is its service."""
    if firm.end == run.end:
        return False
    before = text[max(0, run.start - SAME_CLAUSE) : run.start]
    since = before[max(before.rfind(". "), before.rfind("\n"), before.rfind(";")) + 1 :]
    words = text[firm.start : firm.end].split()
    core = [w for w in words[1:] if not SUFFIX.fullmatch(w)]
    return " ".join([words[0], *core]) in since


def _made_by(text: str, end: int) -> bool:
    """``Haida Search, developed by Haida Software``: is the maker of a run told behind it?"""
    return _maker().match(text, end) is not None


@lru_cache
def _generic() -> re.Pattern[str]:
    """What a service is called by behind its company's name alone: ``Haida Chat``."""
    words = "Chat|Vision|Voice|Search|Assistant|Code|Coder|Write|Writer|Writing|Talk|Translate|Note"
    more = "Notes|Reader|Copilot|Agent|Bot|Meeting|Image|Video|Audio|Math|Tutor|Doctor"
    return re.compile(
        rf"(?: (?:AI|Smart))?(?: (?:{words}|{more}))+(?: (?:Pro|Max|Plus|Lite|Mini))?"
    )


@lru_cache
def _maker() -> re.Pattern[str]:
    return compiled(
        r"(?:,? (?:(?:which|that) )?(?:(?:is|was|has been) )?(?:{made}|{act}))? by"
        r" (?:the |an? )?(?:{lc} ){0,4}(?:(?:called|named) )?{cap}"
        r"| from (?:the )?(?:{lc} ){1,3}(?!{places}\b|{cities}\b){cap}",
        "en",
    )


def _is_firm(text: str, first: Candidate, run: Candidate) -> bool:
    """Is a run that begins with a known company's name a company's: by its end, or its service's?

    ``Haida Nova (Haida Assistant)``
    """
    if _named_after(text, first, run) and (
        text[run.end : run.end + 1] == ")" or not _ends_surely(text[first.end : run.end])
    ):
        return False
    if text.startswith("' ", first.end) and first.end + 2 < run.end:
        return True
    own = f" ({text[first.start : first.end]} "
    return _ends_as_firm(text[first.end : run.end]) or text.startswith(own, run.end)


def _ends_as_firm(rest: str) -> bool:
    words = _bare(rest)
    return bool(words) and bool(SUFFIX.fullmatch(words[-1]) or _trade().fullmatch(words[-1]))


def _ends_surely(rest: str) -> bool:
    """Is it more than a word such as ``Vision``, which services end with as well?"""
    words = _bare(rest)
    return bool(words) and bool(SUFFIX.fullmatch(words[-1]) or _sure().fullmatch(words[-1]))


def _bare(rest: str) -> list[str]:
    return rest.replace("(", "").replace(")", "").split()


@lru_cache
def _sure() -> re.Pattern[str]:
    return compiled(r"(?-i:{tail})\.?", "en")


@lru_cache
def _trade() -> re.Pattern[str]:
    return compiled(r"(?-i:{tail}|{soft_tail})\.?", "en")


def _widened(text: str, hit: Candidate) -> Candidate:
    """A known company with the place before it and the suffix words behind it."""
    start, end = hit.start, hit.end
    while (word := NEXT_WORD.match(text, end)) and SUFFIX.fullmatch(word.group(1)):
        end = word.end()
    place = PLACE_BEFORE.search(text[max(0, start - 12) : start])
    if place and end > hit.end:
        start -= len(place.group())
    return replace(hit, start=start, end=end)
