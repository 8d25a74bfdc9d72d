"""English text to names by their capitals, and rule spans cut or widened to whole names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from extract.candidates import Candidate
from extract.rules import compiled

SUFFIX = re.compile(
    r"(?:Inc|Corp|Corporation|Group|Holdings?|Co|Company|Ltd|Limited|Cars?|Technolog(?:y|ies)|Tech"
    r"|China|Shanghai|Beijing|Information|Cloud|Motors?|Auto|Office|Music|Games?|Intelligence"
    r"|Intelligent|Industries|Finance|Securities|Mobile|Daily|Health)\.?"
)
NEXT_WORD = re.compile(r",? (\w+(?:(?<=Inc|Ltd)|(?<=Corp)|(?<=Co))\.|\w+)")
PLACE_BEFORE = re.compile(r"(?:Beijing|Shanghai|Shenzhen|Hangzhou|Guangzhou|Guangdong) $")
COMPOUND = re.compile(r"(?:[A-Z]?[a-z]+|\d?[A-Z]{1,2})-(?:[a-z]+)(?:-[a-z]+)*")
TRAILING = re.compile(r"(?:['.,\-]|'s)+$")
TIME = compiled(r"{month}|{weekday}(?:'s)?\.?", "en")
NO_HEAD = ("of", "the", "&")
NO_TAIL = ("LLM", "LLMs", "CAC", "of", "the")


@lru_cache
def _runs() -> re.Pattern[str]:
    more = r"(?: (?:(?:and |of (?:the )?)(?={cap}))?{cap})*"
    return compiled(
        rf"(?:{{cap}} )*{{institution}} (?:of|for) (?:the )?{{cap}}{more}"
        r"|{cap}(?: (?:& (?={cap}))?(?:{cap}|\d{1,3}(?![\d%,.\w])))*",
        "en",
    )


@lru_cache
def _common() -> re.Pattern[str]:
    """Words that no name begins with."""
    head = r"(?-i:(?:{stop_names}|{places}|{function_words}))"
    return compiled(rf"{head}(?:'s|-(?:based|backed|owned|led|listed|developed|style|like))?", "en")


@lru_cache
def _place() -> re.Pattern[str]:
    return compiled(r"(?-i:{places})(?:'s)?", "en")


def capitalised(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Rule spans as whole names, and the capitalised runs that nothing classifies yet."""
    runs = [
        name
        for match in _runs().finditer(text)
        for name in _trimmed(text, Candidate("name", *match.span(), "en.name.run", 0))
    ]
    return _whole_runs([c for raw in found for c in _snap(text, raw)], runs) + runs


def _whole_runs(found: Sequence[Candidate], runs: Sequence[Candidate]) -> list[Candidate]:
    """A known company inside a longer run, not at its head, makes the run a company."""
    out = []
    for c in found:
        run = next((r for r in runs if r.start < c.start and c.end <= r.end), None)
        known = run is not None and c.rule == "names.company"
        out.append(replace(c, start=run.start, end=run.end) if run and known else c)
    return out


def _snap(text: str, raw: Candidate) -> Iterator[Candidate]:
    """A rule's span widened to no run; only its generic words at both ends are cut."""
    if raw.rule == "names.company":
        yield _widened(text, raw)
    elif raw.rule == "names.service" and re.match(r" AI\b", text[raw.end : raw.end + 4]):
        yield replace(raw, end=raw.end + 3)
    elif raw.kind == "desc" or raw.rule.startswith("names.") or raw.rule.endswith("quoted"):
        yield raw
    else:
        yield from _trimmed(text, raw)


def _widened(text: str, hit: Candidate) -> Candidate:
    """A known company with the place before it and the suffix words behind it."""
    start, end = hit.start, hit.end
    while (word := NEXT_WORD.match(text, end)) and SUFFIX.fullmatch(word.group(1)):
        end = word.end()
    place = PLACE_BEFORE.search(text[max(0, start - 12) : start])
    if place and end > hit.end:
        start -= len(place.group())
    return replace(hit, start=start, end=end)


def _trimmed(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """The span without common words at its ends; nothing where no name is left."""
    start = _first(text, candidate.start, candidate.end)
    end = _last(text, start, candidate.end)
    end -= len(text[start:end]) - len(TRAILING.sub("", text[start:end]))
    name = text[start:end]
    if len(name) < 2 or not re.search(r"[A-Za-z]", name) or COMPOUND.fullmatch(name):
        return
    if not _ticker(text, start, end):
        yield replace(candidate, start=start, end=end)


def _first(text: str, start: int, end: int) -> int:
    """Where the first word begins that is no common one; ``end`` where there is none."""
    while start < end:
        word = re.match(r"\S+\s*", text[start:end])
        if word is None:
            return end
        bare = word.group().strip().rstrip(".,")
        rest = text[start + word.end() : end]
        if _place().fullmatch(bare) and rest[:1].isupper() and not bare.endswith("'s"):
            return start
        if bare not in NO_HEAD and not _common().fullmatch(bare) and not TIME.fullmatch(bare):
            return start
        start += word.end()
    return start


def _last(text: str, start: int, end: int) -> int:
    """Where the last word ends that is no common one."""
    while tail := re.search(r"\s(\S+)$", text[start:end]):
        if not TIME.fullmatch(tail.group(1)) and tail.group(1) not in NO_TAIL:
            break
        end = start + tail.start()
    return end


def _ticker(text: str, start: int, end: int) -> bool:
    """``(TSLA)``, ``(OTCPK:MBGAF)``: a stock code in brackets behind a name."""
    return (
        bool(re.fullmatch(r"[A-Z]{2,6}(?::[A-Z]+)?", text[start:end]))
        and text[start - 1 : start] in ("(", ":")
        and text[end : end + 1] == ")"
        and text[end + 1 : end + 3] != ","
    )
