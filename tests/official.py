"""Builders of official documents for the tests of what keeps them."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import told

from crawler.items import Document
from db.store import RecordStore, Row, store_path
from extract.register.records import RegisterFile, RegisterRow, Unread
from pipelines.official.keep import KeptDocument, keep_document

Given = tuple[Document, RegisterFile]
KEPT = ("register_due",)


def entry(seq: int, name: str = "", **known: Any) -> RegisterRow:
    """A filing whose name, company and number are made of its serial number."""
    facts: dict[str, Any] = {
        "scheme": "genai_filing",
        "seq": seq,
        "province": "北京市",
        "name": name or f"模型{seq}",
        "company": f"公司{seq}",
        "number": f"Beijing-MoXing{seq}-20230821",
        "date": "2024-03-01",
        "date_note": None,
        "list": "genai_filing/2024-04",
        "page": 1,
        "row": seq,
    }
    return RegisterRow(**(facts | known))


def official(
    rows: Iterable[RegisterRow],
    *,
    published: str | None = "2024-04-02",
    fetched: str | None = "2024-04-03T01:00:00Z",
    unread: int = 0,
    type: str = "docx",
    **known: Any,
) -> Given:
    """A document with its rows; its bytes are made of both unless they are given."""
    entries = tuple(rows)
    body = known.pop("body", None) or repr((entries, published, fetched, known)).encode()
    sha256 = hashlib.sha256(body).hexdigest()
    facts: dict[str, Any] = {
        "key": f"document:{sha256}",
        "url": f"https://www.cac.gov.cn/file?{sha256[:8]}",
        "page": "https://www.cac.gov.cn/2024-04/02/c_1713729983803145.htm",
        "name": "附件",
        "outlet": "cac",
    }
    document = Document(
        **(facts | known), body=body, sha256=sha256, published_at=published, fetched_at=fetched
    )
    left = tuple(Unread(1, n, "…", "no cells") for n in range(unread))
    return document, RegisterFile(type, "已备案信息", entries, left)


def keep(folder: Path, *documents: Given) -> list[KeptDocument]:
    """Keep documents, each in a transaction."""
    with RecordStore.open(store_path(folder)) as store:
        return [keep_document(store, document, file) for document, file in documents]


def contents(folder: Path) -> dict[str, list[str]]:
    """Every row of the register."""
    found = told.contents(store_path(folder))
    return {table: rows for table, rows in found.items() if table.startswith("register_")}


def rows(folder: Path, sql: str, *params: object) -> list[Row]:
    """What a query of the store answers."""
    with RecordStore.open_read_only(store_path(folder)) as store:
        return store.rows(sql, params)
