"""Who says so: cited media and quoted people."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from crawler.items import Article
from extract.extraction import CitedSource, Person
from extract.known.shipped import fold
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.word_lists import compiled
from extract.names.media import key, media

ROLES = {
    "en": (
        r"(?<![\w'.-])(?P<role>(?:(?!(?:said|says|notes|noted|by|told|and|that|its|to|of)[ \n])"
        r"[A-Za-z0-9][\w&'.-]*[ \n]){0,6}{profession}(?: of(?:[ \n][\w'-]+){1,8})?)[ \n]$",
        r",[ \n](?:and )?(?P<role>(?:an?|the|former|deputy|vice|chief|who|(?:[\w'-]+[ \n]){0,5}?"
        r"{profession})\b[^.;\"]*?)(?=,? (?:told|said|says|noted|added|who|predict|think|estimat"
        r"|claim|stated|comment|point)|[.;\"]|, (?:said|told)|$)",
    ),
    "zh": (
        r"(?:^|[，。；;：:“”\s_*])(?P<role>[^，。；;：:“”\s_*]{0,40}(?:{title}|学者|专家))$",
        r"(?:(?:是|，(?:现任|系)?|\((?=[^)]{2,40}\)))(?P<role>[^，。；;：:“”()\s]{1,30}{title})"
        r"(?=[，。；;：:)]|$))",
    ),
}
"""What stands before and behind a person's name and says who that is."""
CREDIT = "》记者"
"""What follows a medium in a Chinese text that names its own reporter."""
ROLE_REACH = 80
"""Characters before a name in which its role stands."""


@lru_cache
def _roles(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = ROLES[language]
    return compiled(before, language), compiled(after, language)


def cited_sources(
    form: Form, matches: Sequence[Match], article: Article, companies: Iterable[str] = ()
) -> tuple[CitedSource, ...]:
    """One entry a distinct medium at its first mention.

    The article's own outlet is none, but where its text names it as a reader of another one
    would (``《海潮日报》记者注意到``), nor is a company whose service the article registers.
    """
    own = set(_own(article.outlet or ""))
    firms = {fold(name) for name in companies if name not in media()}
    out: dict[str, CitedSource] = {}
    for match in (m for m in matches if m.label == "SOURCE"):
        start, end = form.origin(match.start, match.end)
        name = " ".join(article.text[start:end].split())
        itself = any(_same(key(name), other) for other in own) and not _credited(form, match)
        if not itself and not any(_same(key(name), firm) for firm in firms):
            out.setdefault(key(name), CitedSource(name, start, end))
    return tuple(out.values())


def _credited(form: Form, match: Match) -> bool:
    """Does the text name the medium whose reporter tells, as one that others may print?"""
    return form.text.startswith(CREDIT, match.end) and form.text.endswith("《", 0, match.start)


def _own(outlet: str) -> Iterator[str]:
    """What the outlet itself is called; one that reprints (``转载``) tells nothing itself."""
    name = re.sub(r"_(?:en|zh)$", "", re.split(r"[(（]", outlet)[0].strip())
    if name and "转载" not in outlet and "轉載" not in outlet:
        yield from (key(name), fold(name))


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or (len(short) > 2 and short in long)


def people(form: Form, matches: Sequence[Match], article: Article) -> tuple[Person, ...]:
    """One entry a distinct person; the role as printed, None where none is given."""
    out: dict[str, Person] = {}
    full: set[str] = set()
    for match in (m for m in matches if m.label == "PERSON"):
        start, end = form.origin(match.start, match.end)
        name = article.text[start:end]
        flat = " ".join(name.split())
        if flat not in out and flat not in full:
            out[flat] = Person(name, _role(form, match), start, end)
            full.update(flat.split())
    return tuple(out.values())


def _role(form: Form, match: Match) -> str | None:
    before, after = _roles(form.language)
    behind = after.match(form.text, match.end)
    if behind:
        return _flat(behind["role"])
    found = before.search(form.text, max(0, match.start - ROLE_REACH), match.start)
    return _flat(found["role"]) if found else None


def _flat(role: str) -> str:
    return " ".join(role.split())
