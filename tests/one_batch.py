"""One batch as several outlets tell of it in both languages, and the official list that has it.

Firms, services and prose are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from official_files import FILINGS, REGISTRATIONS, xlsx_of

EDITED = {
    "en": " An earlier version of this story misspelled the name of one of the firms.",
    "zh": "（编辑：李雯）",
}
REPRINTED = {
    "en": "\n\nThis article first appeared elsewhere and is republished here.",
    "zh": "\n\n（本文转载自其他媒体）",
}


@dataclass(frozen=True)
class Piece:
    """One article; title and text have ``{n}`` for the number and ``{t}`` for the total."""

    language: str
    published: str
    title: str
    text: str


@dataclass(frozen=True)
class Batch:
    """Its articles by letter, of which ``c`` reprints ``a`` and ``e`` reprints ``b``."""

    number: int
    right: int
    """The number that it is put right to."""
    before: int
    """The running total without it."""
    pieces: dict[str, Piece]
    file: str
    heads: list[str]
    place: str
    code: str
    day: str
    firms: list[tuple[str, str]]
    """Services and firms that the articles name; the list has as many more as it needs."""
    reprints: dict[str, str] = field(default_factory=lambda: {"c": "a", "e": "b"})

    def article(self, letter: str, *, right: bool = False, edited: bool = False) -> dict[str, Any]:
        """An article as ``ingest`` takes it."""
        piece = self.pieces[self.reprints.get(letter, letter)]
        number = self.right if right else self.number
        text = piece.text + (EDITED[piece.language] if edited else "")
        text += REPRINTED[piece.language] if letter in self.reprints else ""
        facts = {"n": number, "t": self.before + number}
        return {
            "url": f"https://outlet-{letter}.example/{piece.published[:10]}.html",
            "outlet": f"outlet-{letter}",
            "language": piece.language,
            "title": piece.title.format(**facts),
            "published": piece.published,
            "text": text.format(**facts),
        }

    def runs(self) -> list[list[dict[str, Any]]]:
        """Five articles over three runs, with reprints and an edit."""
        first, again = (self.article("a"), self.article("b")), self.article("a", edited=True)
        return [[*first], [self.article("c"), again], [self.article("d"), self.article("e")]]

    def put_right(self) -> Iterator[list[dict[str, Any]]]:
        """One article corrects its number, then two follow."""
        for letters in ("a", "bd"):
            yield [self.article(one, right=True, edited=True) for one in letters]

    def workbook(self) -> bytes:
        """The official list."""
        rows = [self._row(n) for n in range(self.right)]
        return xlsx_of(self.file.removesuffix(".xlsx"), [self.heads, *rows])

    def _row(self, n: int) -> list[str]:
        name, firm = self.firms[n] if n < len(self.firms) else (f"岫云{n}", f"岫云{n}软件有限公司")
        number = self.code.format(n=n)
        return [str(n + 1), self.place, name, firm, number, self.day]


NATIONAL = Batch(
    number=21,
    right=22,
    before=418,
    pieces={
        "a": Piece(
            "en",
            "2025-06-13T08:30:00+08:00",
            "{n} new generative AI services approved in China",
            "Another {n} generative artificial intelligence services have been approved by the"
            " Cyberspace Administration of China, the regulator said on Thursday. That brings the"
            " number of services registered with it to {t}.\n\nCompanies in the batch include"
            " Haitang Intelligent, Yunque Technology and Zhuying Networks.",
        ),
        "b": Piece(
            "zh",
            "2025-06-12T17:00:00+08:00",
            "国家网信办：新增{n}款生成式人工智能服务完成备案",
            "国家互联网信息办公室12日发布公告，新增{n}款生成式人工智能服务在国家网信办完成备案，"
            "累计{t}款生成式人工智能服务完成备案。海棠智能、云雀科技、竹影网络的产品在新一批名单中。",
        ),
        "d": Piece(
            "zh",
            "2025-06-13T07:50:00+08:00",
            "又一批大模型获批，累计已达{t}款",
            "记者6月13日消息，国家网信办昨日公布，近期有{n}款大模型产品通过生成式人工智能服务备案，"
            "至此全国共有{t}款服务完成备案。",
        ),
    },
    file="生成式人工智能服务已备案信息（2025年6月）.xlsx",
    heads=FILINGS,
    place="浙江省",
    code="Zhejiang-M{n}-202506120{n:03}",
    day="2025/6/12",
    firms=[
        ("海棠大模型", "海棠智能有限公司"),
        ("云雀大模型", "云雀科技有限公司"),
        ("竹影大模型", "竹影网络有限公司"),
    ],
)
PROVINCE = Batch(
    number=7,
    right=9,
    before=100,
    pieces={
        "a": Piece(
            "en",
            "2025-11-06T10:00:00+08:00",
            "Guangdong registers {n} more AI apps built on filed models",
            "Guangdong province registered {n} more generative AI applications that call already"
            " filed large models through an API, its cyberspace administration announced on"
            " Wednesday.\n\nThe list names Songguo Assistant by Guangzhou-based Songguo Information"
            " Technology and Yinxing Assistant from Yinxing Software.",
        ),
        "b": Piece(
            "zh",
            "2025-11-05T18:00:00+08:00",
            "广东省新增{n}款生成式人工智能服务登记",
            "11月5日，广东省互联网信息办公室发布公告，通过API接口直接调用已备案模型能力的生成式人工"
            "智能应用或功能，由地方网信办登记。广东省新增{n}款已完成登记的生成式人工智能服务，包括广州"
            "松果信息技术有限公司的松果助手、银杏软件的银杏助手。",
        ),
        "d": Piece(
            "zh",
            "2025-11-06T09:00:00+08:00",
            "广东{n}款生成式AI应用完成登记",
            "据广东网信办11月5日消息，近日{n}款直接调用已备案大模型能力的生成式人工智能应用在广东完成"
            "登记，须在显著位置公示上线编号。",
        ),
    },
    file="生成式人工智能服务已登记信息（2025年11月）.xlsx",
    heads=REGISTRATIONS,
    place="广东省",
    code="Guangdong-A{n}-20251105S{n:04}",
    day="2025/11/5",
    firms=[
        ("松果助手", "广州松果信息技术有限公司"),
        ("银杏助手", "广东银杏软件有限公司"),
    ],
)
