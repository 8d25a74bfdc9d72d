"""Texts of table cells as a file's layout gives them, to texts as they were written."""

import re
import unicodedata

GLYPHS = re.compile(r"[\u2e80-\u2fdf]")
"""Radicals: what fonts of PDF files name the common characters that look like them."""
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
SURROGATES = re.compile(r"[\ud800-\udfff]")
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
SPACE = r"[^\S\n]"
WORD = r"[A-Za-z0-9.,;:!?'&)]"
"""Between these at the end of a line and a letter at the start of the next one stood a space."""
BETWEEN_WORDS = re.compile(rf"(?<={WORD})\s*\n\s*(?=[A-Za-z0-9(&])")
BREAK = re.compile(r"\s*\n\s*")
SPACES = re.compile(r"\s+")
HAN_GAP = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


def clean(text: str) -> str:
    """A cell's text without invisible characters; line breaks are ``\\n``."""
    text = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x85", "\n")
    )
    text = CONTROLS.sub("", INVISIBLE.sub("", SURROGATES.sub("\ufffd", text)))
    return GLYPHS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text).strip()


def flowing(text: str) -> str:
    """The text in one line: a break is a space between Latin words, nothing elsewhere."""
    return SPACES.sub(" ", BREAK.sub("", BETWEEN_WORDS.sub(" ", text))).strip()


def solid(text: str) -> str:
    """The text without any space or break, as numbers and days are printed."""
    return SPACES.sub("", text)


def firm(text: str) -> str:
    """A company's name: in one line and without spaces between Chinese characters."""
    return HAN_GAP.sub("", flowing(text))


def plain(text: str) -> str:
    """For comparing: compatible forms made one, without spaces, in small letters."""
    return solid(unicodedata.normalize("NFKC", text)).lower()


def whole(text: str) -> int | None:
    """``12``, ``１２`` or ``12.0`` to 12; None for anything else."""
    found = re.fullmatch(r"(\d{1,9})(?:\.0*|、)?", plain(text))
    return int(found.group(1)) if found else None
