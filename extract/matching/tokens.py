"""The words of a text, one regular expression a language, in linear time on any text."""

import re
from itertools import pairwise, takewhile

WORDS = {
    "en": re.compile(r"(\w+|[^\w\s]|\s)( ?)"),
    "zh": re.compile(r"([A-Za-z0-9]+(?:[.\-_+&][A-Za-z0-9]+)*|\s+|.)()", re.DOTALL),
}
"""A token, and the blank behind it that is no token of its own."""
EDGES = {
    "en": (re.compile(r"\w"), re.compile(r"(?<!\w)"), r"(?!\w)"),
    "zh": (
        re.compile(r"[A-Za-z0-9]"),
        re.compile(r"(?<![A-Za-z0-9])(?<![A-Za-z0-9][.\-_+&])"),
        r"(?![.\-_+&]?[A-Za-z0-9])",
    ),
}
"""What makes a token a word, what stands before a word and what behind it."""


def split(text: str, language: str) -> list[str]:
    """The words of a text."""
    return [word for word, _ in WORDS[language].findall(text)]


def phrases(texts: tuple[str, ...], language: str) -> str:
    """A regex that finds texts as whole words, whatever their case; the longest first."""
    found = sorted(texts, key=lambda text: (-len(text), text))
    return f"(?i:{'|'.join(_phrase(split(text, language), language) for text in found)})"


def openings(text: str, language: str) -> tuple[str, ...]:
    """How a phrase begins wherever it stands; in English up to its first sign, with its blank."""
    if language == "zh":
        return (text,)
    tokens = split(text, language)
    words = " ".join(takewhile(EDGES[language][0].match, tokens))
    rest = tokens[words.count(" ") + 1 :] if words else tokens
    return tuple(words + gap + rest[0] for gap in ("", " ")) if rest else (words,)


def begins_word(text: str, place: int, language: str) -> bool:
    """Is a place no middle of a word?"""
    is_word, before, _ = EDGES[language]
    return not is_word.match(text, place) or before.match(text, place) is not None


def _phrase(tokens: list[str], language: str) -> str:
    """Between English tokens a blank may stand; it must between two words."""
    is_word, before, behind = EDGES[language]
    words = [bool(is_word.match(token)) for token in tokens]
    body = re.escape(tokens[0])
    for token, both in zip(tokens[1:], map(all, pairwise(words)), strict=True):
        gap = "" if language == "zh" else " " if both else " ?"
        body += gap + re.escape(token)
    return (before.pattern if words[0] else "") + body + (behind if words[-1] else "")
