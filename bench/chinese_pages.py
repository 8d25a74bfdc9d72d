"""News pages of our own words in the structure of common Chinese sites, and what they hold."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent / "layouts" / "zh"
WORDS: Final = (
    (Path(__file__).parent / "layouts" / "sentences.txt").read_text(encoding="utf-8").split("\n\n")
)
SENTENCES, SHORT, TITLES, TEASERS = (block.strip().split("\n") for block in WORDS)
_LINES: Final = re.compile(r"\n?\{(p|br|short)\|(.*?)\}\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Written:
    """A page and what a reader should find; ``minute`` is False where only the day is printed."""

    layout: str
    html: str
    title: str
    published: str
    body: str
    minute: bool


def written(rounds: int = 1) -> Iterator[Written]:
    """Every layout ``rounds`` times, each time with other words: the same at every call."""
    for number in range(rounds):
        for path in sorted(FOLDER.glob("*.html")):
            yield _fill(path, random.Random(f"{path.stem} {number}"))


def _fill(path: Path, chance: random.Random) -> Written:
    frame = path.read_text(encoding="utf-8")
    found = _LINES.search(frame)
    assert found is not None, path
    short = found.group(1) == "short"
    body = _paragraphs(chance, 2 if short else chance.randint(4, 14))
    year, month, day = chance.randint(2019, 2025), chance.randint(1, 12), chance.randint(1, 28)
    hour, minute = chance.randint(6, 22), chance.randint(1, 59)
    date, clock = f"{year}-{month:02}-{day:02}", f"{hour:02}:{minute:02}"
    lead = body[0] if not short else ""
    values = {
        "title": chance.choice(TITLES),
        "day": date,
        "slashed": f"{year}/{month}/{day}",
        "time": clock,
        "year": str(year),
        "month": f"{month:02}",
        "mday": f"{day:02}",
        "lead": lead[:60] + "…",
        "nav": _links(TITLES, chance, 24, "<a href='/c{0}'>{1}</a> ", cut=4),
        "related": _links(TITLES, chance, 8, "<li><a href='/r{0}'>{1}</a></li>"),
        "hot": _links(TITLES, chance, 10, "<li><span>{0}</span><a href='/h{0}'>{1}</a></li>"),
        "teasers": _links(
            TEASERS, chance, 6, "<li><h4><a href='/t{0}'>{2}</a></h4><p>{1}</p><em>昨天</em></li>"
        ),
        "comments": _links(
            TEASERS, chance, 4, "<div class='comment-item'><b>网友{0}</b><p>{1}</p>回复</div>"
        ),
        "share": "<div class='share'>分享到：<a>微信</a><a>微博</a><a>复制链接</a></div>",
        "footer": FOOTER,
    }
    lines = "\n".join(found.group(2).replace("%s", line) for line in body)
    html = f"{frame[: found.start()]}\n{lines}\n{frame[found.end() :]}"
    for name, value in values.items():
        html = html.replace(f"{{{name}}}", value)
    minute_printed = "{time}" in frame
    published = f"{date} {clock}" if minute_printed else date
    return Written(path.stem, html, values["title"], published, "\n".join(body), minute_printed)


def _paragraphs(chance: random.Random, number: int) -> list[str]:
    pool = chance.sample(SENTENCES, len(SENTENCES))
    paragraphs = []
    for place in range(number):
        if place and chance.random() < 0.15:
            paragraphs.append(chance.choice(SHORT))
        else:
            paragraphs.append("".join(pool.pop() for _ in range(chance.choice((1, 1, 2, 3)))))
        if len(pool) < 3:
            break
    return list(dict.fromkeys(paragraphs))


def _links(pool: list[str], chance: random.Random, number: int, form: str, cut: int = 99) -> str:
    chosen = [chance.choice(pool) for _ in range(number)]
    return "".join(form.format(at, text[:cut], text[:16]) for at, text in enumerate(chosen))


FOOTER: Final = (
    "<div class='footer'><p><a href='/about'>关于我们</a> | <a href='/ad'>广告服务</a> | "
    "<a href='/join'>诚聘英才</a></p><p>违法和不良信息举报电话：000-00000000</p>"
    "<p>港ICP备00000000号 互联网新闻信息服务许可证00000000000 网络传播视听节目许可证0000000号</p>"
    "<p>本网站所刊载信息，不代表本网站观点。刊用本网站稿件，务经书面授权。未经授权禁止转载、摘编、复制"
    "及建立镜像，违者将依法追究法律责任。</p><p>Copyright © 港城网 版权所有</p></div>"
)
