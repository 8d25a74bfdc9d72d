"""WARC files as a crawl of many sites leaves them: pages of two languages, few that announce.

The same seed gives the same files. Captures are repeated across files, some of them edited; pages
have menus, teasers, scripts and footers around a short text, in UTF-8 and in GB 18030.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FILES: Final = 8
RECORDS: Final = 5_000
_NAMES: Final = ("Alder", "Birch", "Cedar", "Damson", "Elder", "Fir", "Gorse", "Hazel", "Ivy")
_HAN: Final = ("松", "柏", "梅", "兰", "竹", "菊", "荷", "桂", "枫")
_PLACES: Final = (("Beijing", "北京"), ("Shanghai", "上海"), ("Guangdong", "广东"))
_WHO: Final = ("The harbour board", "A bakery in the old town", "The rowing club", "A farmer")
_DOES: Final = ("opened a new pier", "sold its last loaf", "won the autumn race", "cut the hay")
_WHEN: Final = ("on a rainy morning", "after a long winter", "before the bells rang", "at dusk")
_WHY: Final = (
    "and neighbours came to see it", "which nobody had expected", "said a ferryman who was there",
)  # fmt: skip
_WER: Final = ("渡口的船夫", "老城的面包房", "河边的农户", "村里的乐队")
_TUT: Final = ("修好了木桥", "卖完了最后一炉面包", "收完了秋天的稻子", "排练了新的曲子")
_WANN: Final = ("在下雨的早晨", "在漫长的冬天之后", "在钟声响起之前", "在黄昏时分")
_WOZU: Final = ("邻居们都来观看", "谁也没有料到", "一位过路的人说", "大家都很高兴")


@dataclass(frozen=True, slots=True)
class Kind:
    """How the pages of an archive are mixed."""

    announcing: float = 0.02
    """Share of pages that announce a batch."""
    repeated: float = 0.1
    """Share of captures of a page that another file has as well."""
    wide: int = 60
    """Teasers beside a text; each has some 250 bytes."""


@dataclass(frozen=True, slots=True)
class Page:
    """One capture."""

    url: str
    at: str
    body: bytes
    charset: str


def write_warcs(
    folder: Path,
    *,
    files: int = FILES,
    records: int = RECORDS,
    kind: Kind = Kind(),
    harmed: bool = True,
) -> list[Path]:
    """Write the files; of ``harmed`` ones the third is damaged within, the sixth cut short."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(20240130)
    pages = [page for number in range(records) for page in _captures(number, kind, chance)]
    paths = []
    for number in range(files):
        path = folder / f"NEWS-202403{number + 1:02}000000-{number:05}.warc.gz"
        packed = [_record(page) for page in pages[number::files]]
        head = _head(path.name)
        path.write_bytes(_harmed(head, packed, number) if harmed else head + b"".join(packed))
        paths.append(path)
    return paths


def _harmed(head: bytes, packed: Sequence[bytes], number: int) -> bytes:
    """A file whose middle record is damaged, or that ends in the middle of its last one."""
    records = list(packed)
    if number == 2:
        middle = bytearray(records[len(records) // 2])
        at = len(middle) // 2
        middle[at : at + 40] = b"\xff" * 40
        records[len(records) // 2] = bytes(middle)
    content = head + b"".join(records)
    return content[: -len(records[-1]) // 2] if number == 5 else content


def _captures(number: int, kind: Kind, chance: random.Random) -> Iterator[Page]:
    """The page of a number, and now and then an earlier one once more, edited or not."""
    yield _capture(number, 0, kind)
    if number and chance.random() < kind.repeated:
        yield _capture(chance.randrange(number), chance.randrange(2), kind)


def _capture(number: int, edition: int, kind: Kind) -> Page:
    chance = random.Random(number)
    chinese = chance.random() < 0.5
    announces = chance.random() < kind.announcing
    day = f"2024-03-{1 + number % 28:02}"
    write = _chinese if chinese else _english
    title, paragraphs = write(number, day, chance, announces=announces)
    paragraphs += [_closing(chinese)] * edition
    html = _page(title, paragraphs, day, chance, kind, chinese=chinese)
    charset = "gb18030" if chinese and number % 3 == 0 else "utf-8"
    return Page(
        f"https://www.news{number % 23}.example/{day[:7]}/{number}.html",
        f"{day}T{10 + edition * 6:02}:{number % 60:02}:00Z",
        html.encode(charset),
        charset,
    )


def _record(page: Page) -> bytes:
    writer = WARCWriter(BytesIO(), gzip=True)
    fields = [("Content-Type", f"text/html; charset={page.charset}"), ("Server", "nginx")]
    record = writer.create_warc_record(
        page.url,
        "response",
        payload=BytesIO(page.body),
        length=len(page.body),
        http_headers=StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": page.at},
    )
    writer.write_record(record)
    return bytes(writer.out.getvalue())


def _head(name: str) -> bytes:
    writer = WARCWriter(BytesIO(), gzip=True)
    writer.write_record(writer.create_warcinfo_record(name, {"software": "a generator"}))
    return bytes(writer.out.getvalue())


def _english(
    number: int, day: str, chance: random.Random, *, announces: bool
) -> tuple[str, list[str]]:
    if not announces:
        text = [" ".join(_plain(chance) for _ in range(5)) for _ in range(5)]
        return f"{chance.choice(_WHO)} {chance.choice(_DOES)} ({number})", text
    place, count = _PLACES[number % 3][0], 4 + number % 9
    names = [
        f"{_NAMES[(number + n) % 9]} Chat of {_NAMES[(number + 2 * n) % 9]} Technology"
        for n in (1, 2)
    ]
    return (
        f"{place} approves {count} generative AI services",
        [
            f"{place} has approved {count} generative artificial intelligence services for public"
            f" use, the Cyberspace Administration of {place} said on March {int(day[8:])}.",
            f"They include {names[0]} and {names[1]}. All of them were registered under the"
            " interim measures for generative AI services.",
            *(" ".join(_plain(chance) for _ in range(3)) for _ in range(2)),
        ],
    )


def _chinese(
    number: int, day: str, chance: random.Random, *, announces: bool
) -> tuple[str, list[str]]:
    if not announces:
        text = ["".join(_schlicht(chance) for _ in range(5)) for _ in range(5)]
        return f"{chance.choice(_WER)}{chance.choice(_TUT)}（{number}）", text
    place, count = _PLACES[number % 3][1], 4 + number % 9
    names = [
        f"{_HAN[(number + n) % 9]}林科技的“{_HAN[(number + 2 * n) % 9]}语”大模型" for n in (1, 2)
    ]
    return (
        f"{place}新增{count}款已完成备案的生成式人工智能服务",
        [
            f"{int(day[5:7])}月{int(day[8:])}日，{place}市互联网信息办公室发布公告，"
            f"{place}新增{count}款已完成备案的生成式人工智能服务。",
            f"其中包括{names[0]}和{names[1]}。",
            *("".join(_schlicht(chance) for _ in range(3)) for _ in range(2)),
        ],
    )


def _plain(chance: random.Random) -> str:
    who, does, when, why = map(chance.choice, (_WHO, _DOES, _WHEN, _WHY))
    return f"{who} {does} {when}, {why}."


def _schlicht(chance: random.Random) -> str:
    who, when, does, why = map(chance.choice, (_WER, _WANN, _TUT, _WOZU))
    return f"{who}{when}{does}，{why}。"


def _closing(chinese: bool) -> str:
    return "编者后来作了补充，说明天气已经转晴。" if chinese else "This story was updated at noon."


def _page(
    title: str,
    paragraphs: Sequence[str],
    day: str,
    chance: random.Random,
    kind: Kind,
    *,
    chinese: bool,
) -> str:
    teasers = "".join(_teaser(chance, n, chinese=chinese) for n in range(kind.wide))
    told = {"@type": "NewsArticle", "headline": title, "datePublished": f"{day}T08:00:00+08:00"}
    body = "".join(f"<p>{text}</p>\n" for text in paragraphs)
    words = (
        ("首页", "新闻", "京备0000000号") if chinese else ("Home", "News", "All rights reserved")
    )
    return f"""<!DOCTYPE html>
<html lang="{"zh" if chinese else "en"}"><head><title>{title}</title>
<meta property="article:published_time" content="{day}T08:00:00+08:00">
<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>
<style>.teaser {{ margin: 0 1em; color: #333 }} .wide {{ width: 100% }}</style></head>
<body class="wide"><nav><ul><li><a href="/">{words[0]}</a></li><li><a href="/n">{words[1]}</a></li>
</ul></nav><main><article><h1>{title}</h1><time datetime="{day}">{day}</time>
<div class="text">{body}</div></article></main>
<aside><ul>{teasers}</ul></aside><footer><p>{words[2]}</p></footer>
<script>window.page = {{"id": {chance.randrange(10**9)}, "items": {list(range(40))}}};</script>
</body></html>"""


def _teaser(chance: random.Random, number: int, *, chinese: bool) -> str:
    text = _schlicht(chance) if chinese else _plain(chance)
    return (
        f'<li class="teaser" data-number="{number}"><a class="wide" href="/t/{number}.html"'
        f' title="{text}"><span class="head">{text}</span></a></li>\n'
    )
