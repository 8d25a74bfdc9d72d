"""The regulator's past by pages of the JSON list; a killed run's documents; the filing system."""

import json
from pathlib import Path

from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared
from regulator import (
    ALGORITHMS,
    NOTICES,
    POSTED,
    SITE,
    Regulator,
    address,
    binary,
    links,
    notices,
    page,
    pdf,
    posted,
    site,
)

NEWS = [f"{SITE}/2026-03/{day:02}/c_17754820746955{day:02}.htm" for day in range(28, 0, -1)]
OLD = f"{SITE}/2024-01/08/c_1704700000000001.htm"


def test_since_pages_back_by_forms(commands: Prepared, tmp_path: Path) -> None:
    lists = {("A093702", 1): NEWS[:20], ("A093702", 2): [*NEWS[20:], OLD], ("A093710", 1): [OLD]}
    answers = site() | {url: page(printed="2026年03月01日 17:00") for url in NEWS}
    answers |= {POSTED: posted(lists), OLD: page(printed="2024年01月08日 17:00")}
    with FaultServer(answers) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        ended, _ = regulator.crawl("--since", "2026-01")
        forms = [a.body.decode() for a in server.arrivals if a.url == POSTED]
    assert ended.status == 0
    assert sum("A093702&perPage=20&pageno=2" in form for form in forms) == 1
    states = {row.url: row.state for row in regulator.rows("page")}
    assert {states[url] for url in NEWS} == {"stored"}
    assert states[OLD] == "queued"


def test_a_document_that_was_not_stored_is_stored_by_the_next_run(
    commands: Prepared, tmp_path: Path
) -> None:
    with FaultServer(site()) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        _, lost = regulator.crawl(stored=False)
        ended, documents = regulator.crawl()
        _, again = regulator.crawl()
    assert (lost, again, ended.status) == ([], [], 0)
    assert sorted(row["name"] for row in documents) == ["名单（2024年4月）", "算法（2022年8月）"]
    assert len(regulator.asked(address("a", "名单（2024年4月）"))) == 1


def test_a_ledger_made_anew_knows_the_documents(commands: Prepared, tmp_path: Path) -> None:
    with FaultServer(site()) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        _, documents = regulator.crawl()
        for path in regulator.desk.data.glob("ledger.db*"):
            path.unlink()
        ended, again = regulator.crawl()
    assert ended.status == 0
    assert {row["key"] for row in again} == {row["key"] for row in documents}
    assert len(regulator.asked(address("a", "名单（2024年4月）"))) == 1


def test_the_filing_system_says_that_it_failed(commands: Prepared, tmp_path: Path) -> None:
    with FaultServer(site() | {NOTICES: notices(errno=500)}) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        ended, _ = regulator.crawl()
    assert ended.reasons("cac") == ["1 entry page (list, feed, search) failed (unreadable)"]
    (row,) = (row for row in regulator.rows("entry") if row.url == NOTICES)
    assert row.cause == "errno is 500: 系统繁忙"


def test_an_empty_list_is_an_error(commands: Prepared, tmp_path: Path) -> None:
    empty = Answer(json.dumps({"list": [], "totalRec": 0}).encode())
    with FaultServer(site() | {POSTED: empty}) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        ended, _ = regulator.crawl()
    assert ended.status == 1
    assert ended.reasons("cac") == ["2 entry pages name no article"]


def test_a_table_on_the_page_itself_is_a_document(commands: Prepared, tmp_path: Path) -> None:
    rows = "".join(f"<TR><TD>{n}</TD><TD>名称{n}</TD><TD>编号{n}</TD></TR>" for n in range(3))
    table = page(printed="2022年08月12日 10:00", body=f"<table>{rows}</table>" + links({"z": "算"}))
    answers = {ALGORITHMS: table, address("z", "算"): binary(pdf("z"))}
    with FaultServer(site() | answers) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        _, documents = regulator.crawl()
        _, again = regulator.crawl()
    assert again == []
    (own,) = (row for row in documents if row["url"] == ALGORITHMS)
    assert (own["page"], own["published_at"]) == (ALGORITHMS, "2022-08-12T02:00:00Z")
    assert len(documents) == 3


OFFICIAL = """
[crawl]
delay = "10ms"
[outlets.guangdong]
official = true
list = "https://www.cagd.gov.cn/v/list.html"
article = "cagd\\\\.gov\\\\.cn/v/\\\\d{4}/\\\\d\\\\d/\\\\d+\\\\.html"
language = "zh"
watched = ["https://www.cagd.gov.cn/v/watched.html"]
"""
GUANGDONG = "https://www.cagd.gov.cn"


def test_an_authority_of_the_configuration(commands: Prepared, tmp_path: Path) -> None:
    notice, file = f"{GUANGDONG}/v/2024/04/4859.html", f"{GUANGDONG}/files/附件 1.XLSX?v=2"
    text = "<h1>广东省生成式人工智能服务备案信息</h1><p>2024-04-10 09:00</p><p>截至2024年3月，"
    text += f'本省已有若干款服务完成备案，名单见附件。</p><a href="{file}">附件：名单.xlsx</a>'
    sent = "https://www.cagd.gov.cn/files/%E9%99%84%E4%BB%B6%201.XLSX?v=2"
    only = '<h1>公告</h1><a href="files/b.pdf">名单</a><a href="/index.html">首页</a>'
    answers = {
        f"{GUANGDONG}/v/list.html": Answer(f'<a href="{notice}">公告</a>'.encode()),
        f"{GUANGDONG}/v/watched.html": Answer(f"<body>{only}</body>".encode()),
        notice: Answer(f"<html><body>{text}</body></html>".encode()),
        sent: Answer(b"PK\x03\x04xlsxPK\x05\x06"),
        f"{GUANGDONG}/v/files/b.pdf": Answer(pdf("b")),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, OFFICIAL)
        regulator = Regulator(desk, server)
        ended, documents = regulator.crawl(outlet="guangdong")
        assert ended.status == 0, ended
        (asked,) = regulator.asked(sent)
    assert asked["Referer"] == notice
    found = {row["name"]: (row["outlet"], row["published_at"]) for row in documents}
    assert found == {
        "附件：名单.xlsx": ("guangdong", "2024-04-10T01:00:00Z"),
        "名单": ("guangdong", None),
    }
