"""Text for a chat in; the same text out, in which nothing calls people, links or is marked up."""

import re
from typing import Final

_ADDRESS: Final = re.compile(r"https?://[^\s<>|\"'()\[\]\\^`{}]+")
_CONTROLS: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+"
)
_INERT: Final = str.maketrans({"@": "＠", "<": "‹", ">": "›", "`": "ˋ", "\\": "＼", "|": "¦"})
"""What calls people or opens markup in one service or another, and a sign that looks like it."""
_LINK: Final = re.compile(r"\](?=[(\[:])")
_EMPHASIS: Final = re.compile(r"[*~]+|(?<![^\W_])_+|_+(?![^\W_])|(?m:^[#>=-]+(?= ))")


def harmless(text: str) -> str:
    """The text with addresses as they are and every other sign of markup defused."""
    clean = _CONTROLS.sub(" ", text)
    parts, last = [], 0
    for found in _ADDRESS.finditer(clean):
        parts += [_defused(clean[last : found.start()]), found[0]]
        last = found.end()
    return "".join([*parts, _defused(clean[last:])])


def _defused(text: str) -> str:
    return _EMPHASIS.sub(_look_alike, _LINK.sub("] ", text)).translate(_INERT)


def _look_alike(found: re.Match[str]) -> str:
    return found[0].translate(_MARKS)


_MARKS: Final = str.maketrans(
    {"*": "∗", "~": "∼", "_": "＿", "#": "＃", ">": "›", "=": "＝", "-": "–"}
)
