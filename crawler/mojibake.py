"""Text in that was read in a wrong charset before it was sent, the text that was meant out."""

import codecs
import re
from typing import Final

COMMON: Final = frozenset(
    "的一是在了不和有大这中人上为们个地到以说时要就出会可也年月日公新用這為們個說時會國业業务務"
)
"""Characters that every tenth of a Chinese text is one of, whatever it is about."""
GARBLED: Final = 0.001
"""Share of U+FFFD from which on a text is not what was written."""
_SAMPLE: Final = 4_000
_WIDE: Final = re.compile(r"[^\x00-\x7f]")
_LATIN: Final = re.compile(r"[\x80-\xff\u0152-\u0192\u02c6\u02dc\u2013-\u2122€]")
_REPLACED: Final = "锟斤拷"
"""U+FFFD itself, written as UTF-8 and read as GBK."""
_AS_IT_STANDS: Final = "batchwatch.as_it_stands"
_ASKED: Final = re.compile(r"\?{3,}")
_ASKING: Final = 0.1
"""Share of runs of question marks, from which on they stand for characters that are lost."""
_FEW, _ENOUGH = 4, 20
"""Characters beyond ASCII from which on a text tells that it is garbled."""


def common_share(text: str) -> float:
    """Return which share of the characters beyond ASCII is common in Chinese."""
    wide = _WIDE.findall(text)
    return sum(map(COMMON.__contains__, wide)) / max(1, len(wide))


def mended(text: str) -> str:
    """Return a text that was UTF-8 and was taken for another charset as it was meant to be.

    Editing systems do this to what they are fed; the page is then valid and says nothing.
    """
    first = _WIDE.search(text)
    sample = text[first.start() :][:_SAMPLE] if first else ""
    wide = _WIDE.findall(sample)
    if len(wide) >= _FEW and len(_LATIN.findall(sample)) > 0.9 * len(wide):
        undone = _undone(sample[:-8] if len(sample) == _SAMPLE else sample, "cp1252")
        # Accents of a real text are no UTF-8.
        wrong = undone.count("\ufffd") > len(wide) // 100
        return text if wrong else _undone(text, "cp1252")
    if len(wide) >= _ENOUGH and common_share(sample) < 0.015:
        sense = common_share(_undone(sample, "gb18030")) >= 0.04
        return _undone(text, "gb18030") if sense else text
    return text


def garbled(text: str) -> bool:
    """Tell whether too much of a text is lost for good."""
    lost = text.count("\ufffd") + 2 * text.count(_REPLACED)
    asked = sum(map(len, _ASKED.findall(text)))
    return lost > max(1, GARBLED * len(text)) or asked > max(_ENOUGH, _ASKING * len(text))


def _undone(text: str, name: str) -> str:
    how = _AS_IT_STANDS if name == "cp1252" else "replace"
    return text.encode(name, how).decode("utf-8", "replace")


def _as_it_stands(error: UnicodeError) -> tuple[bytes, int]:
    """Give bytes for what a charset has not: the five that Windows leaves free stand for
    themselves."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    chars = error.object[error.start : error.end]
    raw = b"".join(char.encode("latin-1" if char < "\u0100" else "utf-8") for char in chars)
    return raw, error.end


codecs.register_error(_AS_IT_STANDS, _as_it_stands)
