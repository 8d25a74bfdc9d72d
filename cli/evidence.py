"""From an article's text and a span in it to the sentence that says so."""

import re

ENDS = re.compile(r"[。！？!?；]|\.(?=\s|$)|\n")
LONGEST = 320


def sentence(text: str, start: int, end: int, *, longest: int = LONGEST) -> str:
    """The sentence around ``text[start:end]``, cut at both sides where it is very long."""
    begin = max((found.end() for found in ENDS.finditer(text, 0, start)), default=0)
    close = ENDS.search(text, end)
    stop = len(text) if close is None else close.end()
    whole = text[begin:stop].strip()
    if len(whole) <= longest:
        return whole
    left = start - max(0, longest - (end - start)) // 2
    left = max(begin, min(left, stop - longest))
    right = min(stop, left + longest)
    cut = text[left:right].strip()
    return f"{'…' if left > begin else ''}{cut}{'…' if right < stop else ''}"
