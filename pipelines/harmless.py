"""Words of others in, words out that no chat, mail or table takes for a command."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

_UNSEEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Controls, what is not seen, and what turns the direction of the rest of a line."""
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_ELSE: Final = str.maketrans(
    {"<": "‹", ">": "›", "@": "＠", "`": "ˋ", "*": "∗", "[": "［", "]": "］", "|": "｜", "~": "～"}
)
"""What mentions everyone, links, or marks up in one service or another."""
_DOT: Final = re.compile(r"(?<=\w)\.(?=[^\W\d_])|(?<=\d)\.(?=\d{1,3}(?:\.\d{1,3}){0,2}(?::\d|/))")
"""The dots of ``www.site.example``, ``Site.AI`` or ``10.0.0.1/``, which chats make links of."""
_KEPT: Final = "/:?#&=%,;+!$.-_~"


def harmless(text: object, limit: int = 300) -> str:
    """One line of plain words, at most so many characters; a longer one ends with an ellipsis.

    A link is no link, a mention mentions nobody and markup marks nothing up.
    """
    seen = " ".join(_UNSEEN.sub(" ", str(text)).split())
    plain = _ENTITY.sub("＆", seen.translate(_ELSE)).replace("://", ":∕∕")
    plain = _DOT.sub("․", plain)
    plain = plain.lstrip("=+-\\ ")
    return plain if len(plain) <= limit else f"{plain[: limit - 1].rstrip()}…"


def link(url: object) -> str | None:
    """A web address without anything that could end it early; None where it is none."""
    text = _UNSEEN.sub("", str(url or "")).strip()
    try:
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            return None
    except ValueError:
        return None
    return quote(text, safe=_KEPT)
