"""Documents go through the steps of the articles: untouched, read, kept with them."""

import hashlib
import logging
import subprocess
import sys
from pathlib import Path

import pytest
import told
from official import rows
from scrapy.exceptions import DropItem
from test_cli_register_store import workbook

from crawler.health import judge
from crawler.items import Document
from crawler.tally import PREFIX
from db.store import store_path
from pipelines.check import Check
from pipelines.flow import Flow
from pipelines.merge import Merge
from pipelines.read import Read
from pipelines.resolve import Resolve

ROOT = Path(__file__).parents[1]
PAGE = "https://www.cac.gov.cn/2024-04/02/c_1713729983803145.htm"


def document(body: bytes, name: str = "附件") -> Document:
    sha256 = hashlib.sha256(body).hexdigest()
    return Document(
        f"document:{sha256}", f"{PAGE}?file", PAGE, name, body, sha256, "cac", "2024-04-02", None
    )


@pytest.fixture
def listed(tmp_path: Path) -> Document:
    return document(workbook(tmp_path / "list.xlsx", range(1, 9)).read_bytes())


def test_every_step_lets_it_pass(listed: Document) -> None:
    assert Check().process_item(listed) is listed
    read = Read().process_item(listed)
    assert (read.document, len(read.file.rows)) == (listed, 8)
    assert Resolve().process_item(read) is read
    assert Merge().process_item(read) is read


def test_what_is_no_list_is_named_and_counted(caplog: pytest.LogCaptureFixture) -> None:
    step = Read()
    with caplog.at_level(logging.WARNING), pytest.raises(DropItem, match="not_a_list"):
        step.process_item(document(b"%PDF-1.7 cut"))
    assert step.counters["read/not_a_list"] == 1
    (record,) = caplog.records
    assert PAGE in record.getMessage()


def test_a_crawl_that_met_no_list_is_partial() -> None:
    stats = {f"{PREFIX}{name}": 1 for name in ("found", "page/requested", "page/article")}
    assert judge(stats).outcome == "ok"
    assert judge(stats | {f"{PREFIX}read/not_a_list": 1}).outcome == "partial"


def test_articles_and_documents_are_kept_together(listed: Document, tmp_path: Path) -> None:
    heard: list[str] = []
    with Flow(store_path(tmp_path), verb="crawl", on_committed=heard.extend) as flow:
        assert flow.add(told.article("a"))
        assert flow.add_document(listed)
        assert not flow.add_document(document(b"<html>"))
    assert heard == ["news.example/a", listed.key]
    assert len(rows(tmp_path, "SELECT * FROM register_rows")) == 8
    assert len(rows(tmp_path, "SELECT * FROM articles")) == 1
    assert flow.counters["store/rows_new"] == 8


def test_documents_alone_need_no_rules_of_language() -> None:
    asked = "import sys, pipelines.flow; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], cwd=ROOT, check=False).returncode == 0
