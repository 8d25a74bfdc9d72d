"""The lines of an English page that are its furniture: bylines, captions, prompts to subscribe."""

import re
from functools import lru_cache

from extract.word_lists import compiled

LONGEST = 200
"""Characters of such a line."""
LINE = (
    r"\W*(?:(?:(?:reported|written|edited|compiled|translated|text|story|photos?|words|photographs?)"
    r" )?(?-i:By|BY|(?<=\w )by):? (?!{month}|{weekday})(?-i:[A-Z][\w.'-]*)(?:,?(?: and)? (?-i:[A-Z][\w.'-]*)){0,6}"
    r"(?: in (?-i:[A-Z]\w+)[\w, ]{0,40}?)?(?: ?[|,·•/(—–-].*| (?:{month}|\d|published|updated|on ).*)?(?<![.!?])"
    r"|(?:editor|author|writer|reporter|photographer|source|contact|proofreader)s?: .*(?<!\.)"
    r"|(?:file )?(?:photo|image|picture|caption|illustration|graphic|credit|screenshot)s? ?"
    r"(?:[:/|].*|(?:by|credit|courtesy|from|provided)\b.*)"
    r"|(?:become|sign up|subscribe|follow|join|download|click|share|log in|register here|view|forwarded"
    r"|advertise|unsubscribe|like|upgrade|get the|scan|support|donate|listen|print|add)\b.*"
    r"\b(?:members?|membership|newsletters?|channel|inbox|twitter|facebook|telegram|linkedin"
    r"|instagram|youtube|e-?mail|account|here|page|browser|app|edition|free plan|code|this (?:story|article)|us on)\b.*)"
)


def is_furniture(line: str) -> bool:
    """Is a whole line a byline, a caption or a prompt, which tells nothing of the story?"""
    return len(line) <= LONGEST and _line().fullmatch(line) is not None


@lru_cache
def _line() -> re.Pattern[str]:
    return compiled(LINE, "en")
