"""What stands above a table, to the titles in it."""

import re

from extract.register.cells import flowing

LONGEST = 60
"""Characters of a heading."""
PAGE_NUMBER = re.compile(r"[\W_]*(?:第?\d+页?(?:[共/,，]*\d+页?)?)?[\W_]*")
ATTACHED = re.compile(r"附件\s*\d*\s*[:：]?")


def titles(text: str) -> list[str]:
    """The lines that are headings by their form: no sentences, no page numbers."""
    lines = (flowing(line) for line in text.split("\n"))
    return [line for line in lines if _is_title(line)]


def heading(text: str) -> str | None:
    """The titles as one; a long title takes several lines."""
    return flowing("\n".join(titles(text))) or None


def _is_title(line: str) -> bool:
    if not line or len(line) > LONGEST or line[-1] in "。；，":
        return False
    return not PAGE_NUMBER.fullmatch(line) and not ATTACHED.fullmatch(line)
