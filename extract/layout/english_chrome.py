"""The lines of an English page that are its furniture: bylines, captions, prompts to subscribe."""

import re
from functools import lru_cache

from extract.matching.word_lists import compiled

LONGEST = 200
"""Characters of such a line."""
WORD = r"(?-i:[A-Z][\w.'-]*)"
LINE = (
    r"\W*(?:(?:(?:reported|written|edited|compiled|translated|text|story|photos?|words|photographs?)"
    r" )?(?-i:By|BY|(?<=\w )by|(?:by|From)(?=[^|,]*\|)):? "
    rf"(?!{{month}}|{{weekday}}){WORD}(?:,?(?: and)? {WORD}){{0,6}}"
    r"(?: in (?-i:[A-Z]\w+)[\w, ]{0,40}?)?"
    r"(?: ?[|,·•/(—–-].*| (?:{month}|\d|published|updated|on ).*)?(?<![.!?])"
    r"|(?:editor|author|writer|reporter|photographer|source|contact|proofreader)s?"
    r"(?::| [|/–—-]) .*(?<!\.)"
    r"|(?:file )?(?:photo|image|picture|caption|illustration|graphic|credit|screenshot)s? ?"
    r"(?:[:/|].*|(?:by|credit|courtesy|from|provided)\b.*)"
    r"|(?:become|sign up|subscribe|follow|join|download|click|log in|register here|forwarded"
    r"|advertise|unsubscribe|upgrade|get the|scan)\b.*\b(?:members?|membership|newsletters?|channel"
    r"|inbox|twitter|facebook|telegram|linkedin|instagram|youtube|e-?mail|account|here|page|browser"
    r"|app|edition|free plan|code|this (?:story|article)|us on)\b.*"
    r"|(?:want|looking for|love|enjoy(?:ed|ing)?|interested in|have an?|need|got an?)\b[^.]*\?.*"
    r"|(?:share|like|print|listen|view|save|donate|comment)\b.{0,40}"
    r"\b(?:this|twitter|facebook|telegram|linkedin|copy|article|story|browser|here)\b.{0,40}(?<!\.))"
)
"""A byline; those who made a page; a caption; and two kinds of prompts."""


def is_furniture(line: str) -> bool:
    """Is a whole line a byline, a caption or a prompt, which tells nothing of the story?"""
    return len(line) <= LONGEST and _line().fullmatch(line) is not None


@lru_cache
def _line() -> re.Pattern[str]:
    return compiled(LINE, "en")
