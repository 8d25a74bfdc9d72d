"""Raw strings in, clean text and its language out."""

import re
from typing import Final

HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_WIDE: Final = (
    r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)
_BREAK_IN_HAN: Final = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_LINE_IN_HAN: Final = re.compile(rf"\n(?<={_WIDE}\n)[ \t]*(?={_WIDE})")
_BAD: Final = {code: " " for code in (*range(0x20), 0x7F) if code not in (0x09, 0x0A)}
"""For ASCII alone, where a table is faster."""
_BAD_ONE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str) -> str:
    """Replace C0 and C1 controls (not tab or line feed) and lone surrogates by spaces, one each."""
    return text.translate(_BAD) if text.isascii() else _BAD_ONE.sub(" ", text)


def detect_language(text: str) -> str:
    """Return ``zh`` where Han characters outnumber Latin words, else ``en``."""
    sample = text[:20_000]
    han = len(HAN.findall(sample))
    return "zh" if han and han >= sum(1 for _ in _LATIN_WORD.finditer(sample)) else "en"


def squeeze(text: str) -> str:
    """Return ``text`` as one line: single spaces, no invisible characters, no break inside Han."""
    if not text.isascii():
        text = _BREAK_IN_HAN.sub("", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def join_han(source: str) -> str:
    """Return a page's source without line breaks inside Chinese text, where they are no spaces."""
    source = source.replace("\r\n", "\n")
    return source if source.isascii() else _LINE_IN_HAN.sub("", source)
