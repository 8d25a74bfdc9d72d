"""The source of a page and its text in, where the source breaks off out: HTML may omit end tags."""

import re
from html import unescape
from typing import Final

_ENDED: Final = re.compile(r"</(?:html|body)\b", re.IGNORECASE)
_TAIL: Final = 4_000
"""Characters at the end of a source in which a tag or a sentence begins."""
_IN_TAG: Final = re.compile(r"<(?:[a-z][^<>]*|/[a-z]*|!(?!--)[^<>]*|)\Z", re.IGNORECASE)
_IN_ENTITY: Final = re.compile(r"&(?:#x?[0-9a-f]{0,6}|[a-z]{1,8})\Z", re.IGNORECASE)
_OPEN: Final = tuple((f"<{name}", f"</{name}") for name in ("script", "style", "textarea", "title"))
_STRICT: Final = ("div", "article", "section", "main", "span", "a", "b", "strong", "table", "ul")
"""Elements whose end tags may not be omitted."""
_SENTENCE_ENDS: Final = ".!?…。！？；;:：)）]】\"”’'》」』*|"
_LITTLE, _SAME = 20, 30
"""Characters of a line that may be a signature; and of an end that is found again in a text."""
_GAPS: Final = re.compile(r"\s+")


def cut(html: str, text: str) -> str | None:
    """Return where a page stops in the middle, None where it may be whole: it says where it ends,
    or nothing speaks against its being all."""
    source = html.rstrip(" \t\r\n\x00")
    if not source.lstrip("\ufeff \t\r\n").startswith("<") or _ENDED.search(source):
        return None
    tail = source[-_TAIL:]
    if source.endswith("\ufffd"):
        return "in the middle of a character"
    if _IN_TAG.search(tail):
        return "in the middle of a tag"
    if _IN_ENTITY.search(tail):
        return "in the middle of a character's name"
    lower = source.lower()
    if lower.rfind("<!--") > lower.rfind("-->"):
        return "in the middle of a comment"
    if any(lower.rfind(begin) > lower.rfind(end) for begin, end in _OPEN):
        return "in the middle of a script"
    return "in the middle of a sentence" if _in_sentence(lower, tail, text) else None


def _in_sentence(lower: str, tail: str, text: str) -> bool:
    """Whether the last words are the text's last and end no sentence."""
    words = _GAPS.sub("", unescape(tail.rpartition(">")[2]))
    if not words or words[-1] in _SENTENCE_ENDS:
        return False
    if not _GAPS.sub("", text).endswith(words[-_SAME:]):
        return False
    return len(words) >= _LITTLE or any(_unclosed(lower, name) for name in _STRICT)


def _unclosed(lower: str, name: str) -> bool:
    return len(re.findall(rf"<{name}\b", lower)) > lower.count(f"</{name}>")
