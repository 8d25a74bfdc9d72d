"""Who says so: cited media and quoted people."""

import re
from collections.abc import Sequence

from crawler.items import Article
from extract.extraction import CitedSource, Person
from extract.form import Form
from extract.rules import Match

ROLE_AFTER = {
    "en": re.compile(
        r",\s(?:and )?(?P<role>(?:an?|the|former|deputy|vice|chief|co-?founder|founder|head"
        r"|CEO|director|professor|senior|associate|research)\b[^.;\"]*?)(?=,? (?:told|said"
        r"|says|noted|added|who|predict|think|estimat)|[.;\"]|, (?:said|told)|$)"
    ),
    "zh": re.compile(
        r"(?:是|，(?:现任)?|\((?=[^)]{2,40}\)))(?P<role>[^，。；;：:“”()\s]{2,30}(?:师|家|员"
        r"|长|专家|教授|博士后?|主任|总监|负责人|创始人|总裁|总经理|院士|律师|顾问|合伙人"
        r"|投资人))(?=[，。；;：:)]|$)"
    ),
}
ROLE_BEFORE = {
    "en": re.compile(
        r"(?P<role>(?:[A-Za-z][\w&'-]* ){0,6}(?:analyst|expert|CEO|chief|advocate|professor"
        r"|president|founder|chairman|director|minister|lawyer|researcher|fellow|economist"
        r"|investor|consultant|scientist|engineer|executive|producer"
        r"|partner)(?: and founder)?) $"
    ),
    "zh": re.compile(
        r"(?:^|[，。；;：:“”\s])(?P<role>[^，。；;：:“”\s]{2,40}(?:师|家|员|长|人|后|者|专家"
        r"|教授|博士|主任|总监|负责人|总裁|总经理|院士|秘书长|律师|顾问|合伙人|CEO|CTO))$"
    ),
}


def cited_sources(
    form: Form, matches: Sequence[Match], article: Article
) -> tuple[CitedSource, ...]:
    """One entry a distinct medium other than the article's own, at its first mention."""
    own = _folded(article.outlet or "")
    out: dict[str, CitedSource] = {}
    for match in (m for m in matches if m.label == "SOURCE"):
        start, end = form.origin(match.start, match.end)
        name = " ".join(article.text[start:end].split())
        if not own or "转载" in own or _folded(name) not in own:
            out.setdefault(_folded(name), CitedSource(name, start, end))
    return tuple(out.values())


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+|^the ", "", name.casefold())


def people(form: Form, matches: Sequence[Match], article: Article) -> tuple[Person, ...]:
    """One entry a distinct person; the role as printed, None where none is given."""
    out: dict[str, Person] = {}
    for match in (m for m in matches if m.label == "PERSON"):
        start, end = form.origin(match.start, match.end)
        name = article.text[start:end]
        if name not in out:
            out[name] = Person(name, _role(form, match), start, end)
    return tuple(out.values())


def _role(form: Form, match: Match) -> str | None:
    after = ROLE_AFTER[form.language].match(form.text, match.end)
    if after:
        return after["role"].strip()
    before = ROLE_BEFORE[form.language].search(form.text[max(0, match.start - 60) : match.start])
    return before["role"].strip() if before else None
