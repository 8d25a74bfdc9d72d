"""Names and descriptions in a form: what may be a company, a model or a description of one."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc

from extract.form import Form
from extract.names import gazetteer
from extract.rules import Match, compiled

KIND = {"COMPANY": "company", "MODEL": "model", "DESC": "desc"}
SUFFIX = re.compile(
    r"(?:Inc|Corp|Corporation|Group|Holdings?|Co|Company|Ltd|Limited|Cars?|Technolog(?:y|ies)|Tech|China|Shanghai|Beijing"
    r"|Information|Cloud|Motors?|Auto|Office|Music|Games?|Intelligence|Intelligent|Industries|Finance|Securities|Mobile|Daily|Health)\.?"
)
UNIT_AFTER = re.compile(r"(?:'s)? (?:\w+ )?(?:unit|subsidiary|affiliate) (?:called|named)\b")
COMPOUND = re.compile(r"(?:[A-Z]?[a-z]+|\d?[A-Z]{1,2})-(?:[a-z]+)(?:-[a-z]+)*")
TRAILING = re.compile(r"(?:['.,\-]|\.com(?=$)(?!)|'s)+$")


LONGEST_BLOCK = 400
"""Characters; no rule's span is longer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the form; ``weak`` ones count only where a link or a list supports them."""

    kind: str
    start: int
    end: int
    rule: str
    weight: int
    weak: bool = False


@lru_cache
def _regexes() -> dict[str, re.Pattern[str]]:
    return {
        "run": compiled(
            r"(?:{cap} )*{institution} (?:of|for) (?:the )?{cap}(?: (?:(?:and |of (?:the )?)(?={cap}))?{cap})*"
            r"|{cap}(?: (?:& (?={cap}))?(?:{cap}|\d{1,3}(?![\d%,.\w])))*", "en"),
        "generic": compiled(r"(?-i:(?:{function_words}|{stop_names}))(?:'s)?(?:$|(?=[ ]))", "en"),
        "stop": compiled(r"(?-i:(?:{stop_names}|{places}|{function_words}))(?:-(?:based|backed|owned|led|listed|developed|style|like))?", "en"),
        "month": re.compile(
            r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
            r"|Nov(?:ember)?|Dec(?:ember)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s)?)\.?"
        ),
        "place": compiled(r"(?-i:{places})(?:'s)?", "en"),
    }  # fmt: skip


def propose(form: Form, doc: Doc, matches: Iterable[Match], *, names: bool) -> list[Candidate]:
    """Non-overlapping candidates in order of position; ``names`` switches the gazetteer on."""
    blocked = [
        m for m in matches if m.label in ("AUTHORITY", "REGULATION", "SOURCE", "PERSON", "STOPNAME")
    ]
    found = list(_ruled(form, matches))
    if names:
        found += _listed(form, doc)
    if form.language == "en":
        runs = list(_runs(form.text))
        found = _whole_runs([c for raw in found for c in _snap(form.text, raw)], runs) + runs
    else:
        from extract.han_names import refine

        found = refine(form, [c for c in found if not _hidden(c, blocked)])
    surnames = {
        w for m in blocked if m.label == "PERSON" for w in form.text[m.start : m.end].split()
    }
    free = [
        c for c in found if not _hidden(c, blocked) and form.text[c.start : c.end] not in surnames
    ]
    return select(free)


def _hidden(candidate: Candidate, blocked: list[Match]) -> bool:
    """Does a blocked span, at least half as long, overlap? ``blocked`` is in order of position."""
    first = bisect_left(blocked, candidate.start - LONGEST_BLOCK, key=lambda m: m.start)
    last = bisect_left(blocked, candidate.end, key=lambda m: m.start)
    return any(
        candidate.start < m.end and (m.end - m.start) * 2 > candidate.end - candidate.start
        for m in blocked[first:last]
    )


def select(found: Iterable[Candidate]) -> list[Candidate]:
    """The heaviest and then longest candidate of each overlap."""
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.weight, c.start - c.end, c.start, c.kind)):
        place = bisect_left(kept, candidate.start, key=lambda k: k.start)
        clear = place == 0 or kept[place - 1].end <= candidate.start
        if clear and (place == len(kept) or candidate.end <= kept[place].start):
            kept.insert(place, candidate)
    return kept


def _ruled(form: Form, matches: Iterable[Match]) -> Iterator[Candidate]:
    for match in matches:
        if match.label in KIND:
            yield Candidate(KIND[match.label], match.start, match.end, match.rule, match.weight)


def _listed(form: Form, doc: Doc) -> Iterator[Candidate]:
    for hit in gazetteer(form.language).find(doc):
        text = form.text[hit.start : hit.end]
        kind = "company" if hit.kind == "company" else "model"
        weak = form.language == "zh" and kind == "model" and len(text) <= 4
        if form.language == "en" and re.match(r"-[a-z]", form.text[hit.end :]):
            continue
        if form.language == "en" and text[0].islower() and text.isalpha() and len(text) < 7:
            weak = text not in ("vivo", "abab")
            if weak:
                continue
        weight = 5 + (len(text) > 4) - 3 * weak
        yield Candidate(kind, hit.start, hit.end, f"names.{hit.kind}", weight, weak)


def _runs(text: str) -> Iterator[Candidate]:
    """Capitalised runs that nothing classifies yet."""
    for match in _regexes()["run"].finditer(text):
        yield from _trimmed(text, Candidate("name", match.start(), match.end(), "en.name.run", 0))


def _whole_runs(found: list[Candidate], runs: list[Candidate]) -> list[Candidate]:
    """A known company inside a longer run, not at its head, makes the run a company."""
    out = []
    for c in found:
        run = next((r for r in runs if r.start < c.start and c.end <= r.end), None)
        out.append(
            replace(c, start=run.start, end=run.end) if run and c.rule == "names.company" else c
        )
    return out


def _snap(text: str, raw: Candidate) -> Iterator[Candidate]:
    """A rule's span widened to no run; only its generic words at both ends are cut."""
    if raw.rule == "names.company":
        yield _widened(text, raw)
    elif raw.rule == "names.service" and re.match(r" AI\b", text[raw.end :]):
        yield replace(raw, end=raw.end + 3)
    elif raw.kind == "desc" or raw.rule.startswith("names.") or raw.rule.endswith("quoted"):
        yield raw
    else:
        yield from _trimmed(text, raw)


def _widened(text: str, hit: Candidate) -> Candidate:
    """A known company with the place before it and the suffix words behind it."""
    start, end = hit.start, hit.end
    place = re.search(r"(?:Beijing|Shanghai|Shenzhen|Hangzhou|Guangzhou|Guangdong) $", text[:start])
    while (
        word := re.match(r",? (\w+(?:(?<=Inc|Ltd)|(?<=Corp)|(?<=Co))\.|\w+)", text[end:])
    ) and SUFFIX.fullmatch(word.group(1)):
        end += word.end()
    if place and end > hit.end:
        start = place.start()
    return replace(hit, start=start, end=end)


def _trimmed(text: str, candidate: Candidate) -> Iterator[Candidate]:
    start, end = candidate.start, candidate.end
    generic, stop, month, place = (_regexes()[n] for n in ("generic", "stop", "month", "place"))
    while start < end:
        word = re.match(r"\S+\s*", text[start:end])
        if word is None:
            return
        bare = word.group().strip().rstrip(".,")
        rest = text[start + word.end() : end]
        if place.fullmatch(bare) and rest[:1].isupper() and not bare.endswith("'s"):
            break
        if (
            place.fullmatch(bare)
            or generic.fullmatch(bare)
            or month.fullmatch(bare)
            or stop.fullmatch(bare)
            or bare in ("of", "the", "&")
        ):
            start += word.end()
        else:
            break
    while end > start:
        tail = re.search(r"\s(\S+)$", text[start:end])
        if tail and (
            month.fullmatch(tail.group(1)) or tail.group(1) in ("LLM", "LLMs", "CAC", "of", "the")
        ):
            end = start + tail.start()
        else:
            break
    end -= len(text[start:end]) - len(TRAILING.sub("", text[start:end]))
    if end - start < 2 or not re.search(r"[A-Za-z]", text[start:end]):
        return
    if COMPOUND.fullmatch(text[start:end]) or _ticker(text, start, end):
        return
    yield replace(candidate, start=start, end=end)


def classify(
    form: Form, candidates: list[Candidate], matches: Iterable[Match] = ()
) -> list[Candidate]:
    """Adjacent company and name become company and model (``Huawei Xiaoyi``).

    Parents, owners and partners behind a company become kind ``side``, which nothing links to.
    """
    parents = [m.end for m in matches if m.label == "PARENT"]
    out: list[Candidate] = []
    for candidate in candidates:
        gap = min((candidate.start - p for p in parents if p <= candidate.start), default=99)
        if candidate.kind == "company" and (gap < 25 or UNIT_AFTER.match(form.text, candidate.end)):
            out.append(replace(candidate, kind="side"))
            continue
        before = out[-1] if out else None
        if (
            before
            and candidate.kind == "name"
            and before.kind == "company"
            and form.text[before.end : candidate.start] == " "
        ):
            if SUFFIX.fullmatch(form.text[candidate.start : candidate.end].split(" ")[0]):
                out[-1] = replace(before, end=candidate.end)
                continue
            candidate = replace(candidate, kind="model", rule="en.model.adjacent")
        out.append(candidate)
    return out


def _ticker(text: str, start: int, end: int) -> bool:
    """``(TSLA)``, ``(OTCPK:MBGAF)``: a stock code in brackets behind a name."""
    return (
        bool(re.fullmatch(r"[A-Z]{2,6}(?::[A-Z]+)?", text[start:end]))
        and text[start - 1 : start] in ("(", ":")
        and text[end : end + 1] == ")"
        and text[end + 1 : end + 3] != ","
    )
