"""The regulator's two hosts in their real structure, scripted; and a step that stores nothing."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, quote

from faults.serving import Answer, FaultServer, Handler
from prepared import Desk, Ended
from scrapy.crawler import Crawler

from crawler.items import STORED, Document
from crawler.ledger.opening import ledger_path
from crawler.ledger.page import Page

SITE, SYSTEM = "https://www.cac.gov.cn", "https://beian.cac.gov.cn"
POSTED, NOTICES = f"{SITE}/cms/JsonList", f"{SYSTEM}/api/notice/list"
TWIN = f"{SITE}/wxzw/wxfb/A093702index_1.htm"
MASTER = f"{SITE}/2024-04/02/c_1713729983803145.htm"
ALGORITHMS = f"{SITE}/2022-08/12/c_1661927474338504.htm"
FRAME = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{title}_中央网络安全和信息化委员会办公室</title></head><body><div class="main-content">
<h1 class="title">{title}</h1><div><span id="pubtime">{printed}</span>
<span id="source">来源：中国网信网</span></div><DIV ID=BodyLabel><p>现将有关信息公布如下。</p>{body}
<script>count()</script></DIV></div><div>publishdate:{again}</div></body></html>"""
HTML = {"Content-Type": "text/html; charset=utf-8"}
BINARY = {"Content-Type": "application/octet-stream"}


class Storing:
    """A step that says of each item that it is stored, and writes down the documents."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the step for one crawl."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Write a document's row and report any item."""
        if isinstance(item, Document):
            row = asdict(item) | {"body": len(item.body)}
            with Path(self._crawler.settings["WRITTEN_DOWN"]).open("a", encoding="utf-8") as file:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._crawler.signals.send_catch_log(STORED, keys=[item.key])
        return item


def pdf(name: str) -> bytes:
    """Bytes that begin and end as a PDF does."""
    return f"%PDF-1.7\n{name}\n%%EOF\n".encode()


def page(
    title: str = "公告", printed: str = "2024年04月02日 17:00", *, body: str = "", again: str = "-"
) -> Answer:
    """One announcement; ``again`` is the day at which the system published it anew."""
    return Answer(FRAME.format(title=title, printed=printed, body=body, again=again).encode())


def address(path: str, name: str) -> str:
    """Where the attachment called ``name`` is, ``path`` being opaque."""
    return f"{SITE}/cms/pub/interact/downloadfile.jsp?filepath={path}&fText={quote(name)}"


def links(files: Mapping[str, str]) -> str:
    """The attachments of a page, by their opaque paths, as it links to them."""
    return "".join(
        f'<p>附件：<a href="{address(path, name)}">{name}</a></p>' for path, name in files.items()
    )


def binary(body: bytes) -> Answer:
    """An attachment: a web page in its place for those who do not come from a page."""

    def answer(handler: Handler) -> None:
        page = (handler.headers.get("Referer") or "").endswith(".htm")
        system = (handler.headers.get("Referer") or "").startswith(SYSTEM)
        sent = body if page or system else b"<html><body>Not found</body></html>"
        kind = "application/octet-stream" if sent is body else "text/html"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(sent)}\r\n\r\n"
        handler.wfile.write(head.encode() + sent)

    return Answer(behaviour=answer)


def posted(lists: Mapping[tuple[str, int], Iterable[str]]) -> Answer:
    """The JSON lists by channel and page, their rows the addresses of announcements."""

    def answer(handler: Handler) -> None:
        form = parse_qs(handler.server.script.arrivals[-1].body.decode())
        rows = lists.get((form["channelCode"][0], int(form["pageno"][0])), ())
        body = json.dumps({"list": list(map(row, rows)), "totalRec": 40}).encode()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n"
        handler.wfile.write(head.encode() + body)

    return Answer(behaviour=answer)


def row(url: str) -> dict[str, str]:
    """A row of the JSON list."""
    day = url.removeprefix(f"{SITE}/")[:10].replace("/", "-")
    return {"topic": "公告", "infourl": url.removeprefix("https:"), "pubtime": f"{day} 17:00:00"}


def notices(*rows: dict[str, Any], errno: int = 0) -> Answer:
    """The filing system's notices."""
    document = {"errno": errno, "errmsg": "" if not errno else "系统繁忙", "datas": list(rows)}
    return Answer(json.dumps(document).encode(), headers={"Content-Type": "application/json"})


def twin(*urls: str) -> Answer:
    """The list in HTML: addresses unquoted and without a scheme."""
    rows = "".join(
        f"<li><h5><a href={url.removeprefix('https:')} title=公告>公告</a></h5></li>"
        for url in urls
    )
    side = f'<a href="{SITE}/2020-01/01/c_1577800000000001.htm">站务</a>'
    return Answer(f'{side}<ul id="loadingInfoPage">{rows}</ul>'.encode())


def site(**changes: Answer) -> dict[str, Answer]:
    """All that a crawl asks for first, one announcement among it."""
    news = f"{SITE}/2026-03/17/c_1775482074695536.htm"
    notice = {"noticeId": "n3", "type": 3, "title": "公告", "content": news, "createTime": ""}
    answers = {
        POSTED: posted({("A093702", 1): [news], ("A093710", 1): [news]}),
        NOTICES: notices(notice),
        TWIN: twin(news),
        news: page(printed="2026年03月17日 19:36"),
        MASTER: page(body=links({"a": "名单（2024年4月）"})),
        ALGORITHMS: page(printed="2022年08月12日 10:00", body=links({"z": "算法（2022年8月）"})),
        address("a", "名单（2024年4月）"): binary(pdf("a")),
        address("z", "算法（2022年8月）"): binary(pdf("z")),
    }
    return answers | changes


class Regulator:
    """A desk that crawls the scripted hosts again and again."""

    def __init__(self, desk: Desk, server: FaultServer) -> None:
        self.desk, self.server = desk, server
        self.written = desk.folder / "documents.jsonl"

    def change(self, answers: Mapping[str, Answer]) -> None:
        """Let these addresses answer otherwise from now on."""
        self.server.answers.update({url: [answer] for url, answer in answers.items()})

    def crawl(
        self, *arguments: object, outlet: str = "cac", stored: bool = True
    ) -> tuple[Ended, list[dict[str, Any]]]:
        """Crawl; return how it ended and the documents that left the crawler."""
        self.written.write_text("", encoding="utf-8")
        steps = {"regulator.Storing": 1} if stored else {}
        settings = {"ITEM_PIPELINES": steps, "WRITTEN_DOWN": str(self.written)}
        ended = self.desk.crawl(outlet, *arguments, settings=settings)
        lines = self.written.read_text(encoding="utf-8").splitlines()
        return ended, [json.loads(line) for line in lines]

    def rows(self, kind: str) -> list[Page]:
        """The rows of the ledger."""
        columns = ", ".join(Page.__dataclass_fields__)
        with closing(sqlite3.connect(ledger_path(self.desk.data))) as conn:
            found = conn.execute(f"SELECT {columns} FROM pages WHERE kind = ?", (kind,))
            return [Page(*row) for row in found.fetchall()]

    def asked(self, url: str) -> list[dict[str, str]]:
        """The headers of every request for an address."""
        return [arrival.headers for arrival in self.server.arrivals if arrival.url == url]
