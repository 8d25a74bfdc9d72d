"""Link rules: a line of ``links.jsonl`` to a pattern for the text between company and service."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.errors import RuleError
from extract.rules import RULES, compiled, read_lines

KEYS = {"id", "order", "regex", "yes", "no"}
STRONG = ("made_by", "with", "for", "colon", "possessive", "bracket_model", "maker_of", "whose")
"""Links that classify both their ends where neither is known."""
JOINED = {
    "en": re.compile(
        r"[\"']?(?:,? and|,| or|, as well as| as well as| plus)(?: (?:the|an?|its))? ?[\"']?"
    ),
    "zh": re.compile(r"[”\"》)]*(?:大模型|模型|服务|产品)?[、和与及以]*(?:以及|还有)?[“\"《]*"),
}
"""What stands between two names of one list."""


@dataclass(frozen=True, slots=True)
class Link:
    """A rule for the text between a company and a model, in one order."""

    id: str
    order: str
    """``CM`` or ``MC``: which of both stands first."""
    regex: re.Pattern[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@lru_cache
def links(language: str) -> tuple[Link, ...]:
    """The link rules of a language in order of precedence."""
    out = []
    for number, record in read_lines(RULES / language / "links.jsonl"):
        if set(record) != KEYS or record["order"] not in ("CM", "MC"):
            raise RuleError("links.jsonl", number, f"wants the keys {', '.join(sorted(KEYS))}")
        regex = compiled(record["regex"], language)
        yes, no = tuple(record["yes"]), tuple(record["no"])
        out.append(Link(record["id"], record["order"], regex, yes, no))
    return tuple(out)
