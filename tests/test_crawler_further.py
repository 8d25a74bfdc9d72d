"""Which links of a page lead to further pages of its article, and which do not."""

import sqlite3
from contextlib import closing
from pathlib import Path

from each import each

from crawler.archive.capture import About
from crawler.further import further_pages
from crawler.ledger.ledger import Ledger
from crawler.ledger.opening import open_ledger

KNOWN = "https://www.chinadaily.com.cn/a/202611/20/WS65b8c0d7a3104efcbdae8f00.html"
PLAIN = "https://news.harbour.example/2026/ferries"
SECOND = KNOWN.replace(".html", "_2.html")


@each(
    ("link", "first", "found"),
    [
        (f'<a href="{SECOND}">Next</a>', KNOWN, {2: SECOND}),
        (f'<a href="{SECOND.rpartition("/")[2]}"><img></a>', KNOWN, {2: SECOND}),
        (f'<a href="{SECOND.replace("https:", "http:")}">2</a>', KNOWN, {2: SECOND}),
        (f'<a href="http://127.0.0.1:8765/{SECOND}">2</a>', KNOWN, {2: SECOND}),
        (f'<a href="{PLAIN}/2/">2</a>', f"{PLAIN}/", {2: f"{PLAIN}/2/"}),
        (f'<a href="{PLAIN}?page=2">下一页</a>', PLAIN, {2: f"{PLAIN}?page=2"}),
        (f'<link rel="next" href="{PLAIN}-2">', PLAIN, {2: f"{PLAIN}-2"}),
        (f'<a href="{PLAIN}_2.html">第2页</a>', f"{PLAIN}.html", {2: f"{PLAIN}_2.html"}),
        (f'<!-- <a href="{SECOND}">2</a> -->', KNOWN, {}),
        (f'<a href="{SECOND.replace("8f00", "8f01")}">2</a>', KNOWN, {}),
        (f'<a href="{SECOND.replace("www.", "cn.")}">2</a>', KNOWN, {}),
        (f'<a href="{KNOWN.replace(".html", "_1.html")}">1</a>', KNOWN, {}),
        (f'<a href="{PLAIN}-2">Ferries, the second season</a>', PLAIN, {}),
        (f'<link rel="next" href="{PLAIN}-of-the-north">', PLAIN, {}),
        (f'<a href="{PLAIN}?page=2#comments">2</a>', PLAIN, {}),
        (f'<a href="{PLAIN}?sort=2">2</a>', PLAIN, {}),
        ('<a href="https://news.example/page/2">2</a>', "https://news.example/", {}),
        ('<a href="http://[bad/2">2</a>', PLAIN, {}),
    ],
)  # fmt: skip
def test_a_further_page_differs_in_its_number_alone(
    link: str, first: str, found: dict[int, str]
) -> None:
    html = f"<html><body><p>Ferries left.</p>{link}</body></html>"
    pages = further_pages(html, first, known=first == KNOWN)
    assert {page.number: page.url for page in pages} == found


def test_a_ledger_of_before_takes_further_pages(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(open_ledger(path)) as conn:
        columns = "key, url, kind, state, found_at, page"
        values = "'k', 'u', 'file', 'stored', '', 'p'"
        conn.execute(f"INSERT INTO pages ({columns}) VALUES ({values})")
        conn.execute("DROP INDEX pages_parts")
        conn.execute("PRAGMA user_version = 3")
    with Ledger(path) as ledger:
        about = About("part", page=KNOWN, first="china_daily:WS1")
        ledger.found(SECOND, SECOND, about, "2026-11-21T00:00:00Z")
        assert [page.key for page in ledger.parts("china_daily:WS1")] == [SECOND]
        assert ledger.find("k") is not None
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (4,)
