"""Full text in both languages: every Han character stands alone, a query becomes a phrase."""

import re

HAN = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def spaced(text: str | None) -> str:
    """The text with a space round every Han character, as ``articles_fts`` keeps it."""
    return HAN.sub(r" \1 ", text or "")


def phrase(query: str) -> str:
    """An FTS5 query that finds the words of ``query`` side by side; Chinese of any length."""
    words = " ".join(spaced(query).replace('"', " ").split())
    return f'"{words}"'
