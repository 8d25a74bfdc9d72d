"""From an article's text and a span in it to the sentence that says so."""

import re

ENDS = re.compile(r"[。！？!?；]|\.(?=\s|$)|\n")
LONGEST = 320


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around ``text[start:end]``, shortened at both sides where it is very long."""
    begin = max((found.end() for found in ENDS.finditer(text, 0, start)), default=0)
    close = ENDS.search(text, end)
    stop = len(text) if close is None else close.end()
    if stop - begin > LONGEST:
        spare = max(0, LONGEST - (end - start)) // 2
        left, right = max(begin, start - spare), min(stop, end + spare)
        cut = text[left:right].strip()
        return f"{'…' if left > begin else ''}{cut}{'…' if right < stop else ''}"
    return text[begin:stop].strip()
