"""A small store that every named question and search finds something in; all names are ours."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from beside import settled
from official import entry, keep, official
from told import Told, announcement, ingest, service, told

from db.store import store_path
from extract.extraction import CitedSource
from extract.register.records import RegisterRow

PAPER = "竹篱晚报"
SLUG = "genai-filing-beijing-2024-03-01"


def row(seq: int, name: str, company: str, **known: Any) -> RegisterRow:
    """An entry of Beijing whose number was given ten days before its day."""
    date = known.pop("date", "2024-03-01")
    number = known.pop("number", f"Beijing-Nr{seq}-20240220")
    return entry(seq, name, company=company, number=number, date=date, **known)


FIRST = [
    row(1, "琥珀鹿写作大模型", "北京琥珀鹿科技有限公司"),
    row(2, "柳絮问诊", "北京竹篱医疗技术有限公司"),
    row(3, "青瓷绘图大模型", "北京竹篱医疗技术有限公司", number="Beijing-Nr3-20240210"),
    row(4, "云杉语音大模型", "北京云杉岭智能科技有限公司"),
    row(5, "石榴客服", "北京石榴巷网络科技有限公司"),
    row(6, "白鹭", "上海白鹭洲科技有限公司", province="上海市", date="2024-02-02"),
]
SECOND = [
    row(
        1,
        "琥珀鹿朗读",
        "北京琥珀鹿科技股份有限公司",
        number="Shanghai-Nr7-20240620",
        province="上海市",
        date="2024-07-01",
        list="genai_filing/2024-08",
    )
]
GONE = [
    row(
        1,
        "旧灯算法",
        "北京旧灯科技有限公司",
        scheme="algorithm_cancelled",
        number="网信算备110101000000000000001号",
        date=None,
        list="algorithm_cancelled/2025-07",
    )
]
BEIJING: dict[str, Any] = {"event_date": "2024-03-01", "province": "北京", "level": "province"}
NAMED = [
    service("琥珀鹿", "琥珀鹿写作"),
    service("竹篱", "柳絮问诊"),
    service("云杉岭", "云杉语音"),
    service("北京松烟科技有限公司", "石榴客服"),
]


def stories() -> list[Told]:
    """Two outlets of one batch that do not agree, and a batch that one outlet alone tells of."""
    first, read = told(
        "a",
        announcement(**BEIJING, services_in_batch=5, cumulative_services=5),
        services=NAMED,
        language="zh",
        title="北京新增5款备案大模型",
        text="北京市网信办公布，琥珀鹿、竹篱等完成备案，累计5款。记者据竹篱晚报介绍报道。",
        published_at="2024-03-02T02:00:00Z",
    )
    at = first.text.index(PAPER)
    return [
        (first, replace(read, cited_sources=(CitedSource(PAPER, at, at + len(PAPER)),))),
        told(
            "b",
            announcement(**BEIJING, services_in_batch=7),
            title="Beijing files seven models <b>and</b> one more",
            text="Beijing filed seven services on March 1, Zhuli's Liuxu among them.",
            services=[service("Zhuli", "Liuxu")],
            published_at="2024-03-04",
        ),
        told(
            "c",
            announcement(services_in_batch=2, event_date="2024-09-10", scheme="genai_registration"),
            services=[service("Haitang", "Haitang Notes"), service("Haitang", "Haitang Talk")],
            text="Two applications were registered on September 10 by Haitang.",
            published_at="2024-09-12T20:00:00Z",
        ),
    ]


def small_store(folder: Path) -> Path:
    """Store the stories and lists; the data directory."""
    ingest(store_path(folder), stories())
    keep(
        folder,
        official(FIRST),
        official(SECOND, published="2024-08-08", fetched="2024-08-09T01:00:00Z"),
        official(GONE, published="2025-07-14", fetched="2025-07-15T01:00:00Z"),
    )
    settled(store_path(folder))
    return folder
