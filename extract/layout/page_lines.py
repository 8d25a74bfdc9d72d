"""The lines of a page that are no part of its article: other headlines, and its furniture."""

import re
from collections.abc import Iterator

from extract.layout.english_chrome import is_furniture
from extract.layout.form import Form

HEADER = {
    "zh": re.compile(
        r"[\[(【\-#*▪◆■\s]{0,4}(?:(?:相关|延伸|推荐|往期|更多|热门|精彩|猜你|最新|编辑)"
        r"(?:阅读|文章|推荐|回顾|新闻|报道|推送|喜欢|资讯|精选|热点)|大家都在看|相关链接|热点排行)"
        r"[\])】:\-\s]{0,4}"
    ),
    "en": re.compile(
        r"(?:related|more|recommended|further|also) (?:articles?|stories|story|news|reading|read"
        r"|coverage|links?|on this topic|from us):?|read (?:more|also|next):?"
        r"|you may also like:?|most read:?|trending now:?|related:",
        re.IGNORECASE,
    ),
}
"""What leads to the headlines of other articles."""
PROSE = {"zh": re.compile(r"[。！？][”)]*$|，.{30}"), "en": re.compile(r"[.!?][\"')]*$")}
"""A line that is no headline."""
LONGEST = 24
"""Characters of such a header."""


def elsewhere(form: Form) -> Iterator[tuple[int, int]]:
    """Spans from each such header up to the next line of prose, and lines of furniture."""
    start, since = 0, -1
    for line in form.text.split("\n"):
        said = line.strip()
        if len(said) <= LONGEST and HEADER[form.language].fullmatch(said):
            since = start if since < 0 else since
        elif since >= 0 and PROSE[form.language].search(said):
            yield since, start
            since = -1
        if since < 0 and form.language == "en" and said and is_furniture(said):
            yield start, start + len(line)
        start += len(line) + 1
    if since >= 0:
        yield since, len(form.text)
