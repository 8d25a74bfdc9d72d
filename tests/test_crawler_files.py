"""Files become articles; what cannot be read is named, and the rest still comes."""

import gzip
import io
import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from crawler.documents import Given, read_document
from crawler.errors import CrawlerError
from crawler.files import Taken, Unreadable, read_path, take_path
from crawler.items import Article

SEED_URL = "https://www.globaltimes.cn/page/202401/1306359.shtml"
STORY = (
    "Ferries leave on the hour\n\nPublished: Jan 30, 2024 08:20 PM\n\nThe first boat goes at six.\n"
)
TEXT = "The harbour office said that ferries will leave on the hour from Monday. " * 5
HTML = f"<html><head><title>Ferries</title></head><body><h1>Ferries</h1><p>{TEXT}</p></body></html>"


def one(path: Path, **given: str) -> Article:
    (found,) = read_path(path, **given)
    assert isinstance(found, Article), found
    return found


def reason(path: Path) -> str:
    (found,) = read_path(path)
    assert isinstance(found, Unreadable), found
    return found.reason


def write(folder: Path, name: str, content: bytes | str | dict[str, Any]) -> Path:
    path = folder / name
    if isinstance(content, dict):
        content = json.dumps(content, ensure_ascii=False)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_text_file_is_kept_whole(tmp_path: Path) -> None:
    body = b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode()
    article = one(write(tmp_path, "a.txt", body), url=SEED_URL)
    assert article.text == STORY
    assert article.title == "Ferries leave on the hour"
    assert article.published_at == "2024-01-30T12:20:00Z"
    assert (article.key, article.outlet, article.language) == (
        "global_times:1306359",
        "global_times",
        "en",
    )


def test_options_win_over_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    article = one(path, published="2024-02-01T08:00+08:00", language="zh")
    assert (article.published_at, article.language) == ("2024-02-01T00:00:00Z", "zh")
    assert one(path, published="2024-02-01").published_at == "2024-02-01"


def test_a_date_option_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CrawlerError, match="ISO instant or day"):
        list(read_path(write(tmp_path, "a.txt", STORY), published="last week"))


def test_a_text_without_a_url_is_keyed_by_its_content(tmp_path: Path) -> None:
    first = one(write(tmp_path, "a.txt", STORY))
    assert first.key == one(write(tmp_path, "b.txt", STORY)).key
    assert first.key.startswith("sha256:")
    assert first.id == first.key


def test_a_gb18030_text_file_is_decoded(tmp_path: Path) -> None:
    text = "国家网信办公布了新一批已经完成备案的大模型，这是今年的第一批名单。\n" * 3
    article = one(write(tmp_path, "a.txt", text.encode("gb18030")))
    assert (article.text, article.language) == (text, "zh")


def test_a_json_article_keeps_its_id_text_and_offsets(tmp_path: Path) -> None:
    given = {"id": 17, "text": "One\x00 two\ud83d.\nThree", "published": "2024-01-30", "extra": [1]}
    article = one(write(tmp_path, "a.json", json.dumps(given)))
    assert article.id == "17"
    assert article.text == "One  two .\nThree"
    assert (article.published_at, article.language) == ("2024-01-30", "en")


@pytest.mark.parametrize("published", ["2026-05", "some day", ""])
def test_a_json_article_with_an_unreadable_date_is_kept(tmp_path: Path, published: str) -> None:
    article = one(write(tmp_path, "a.json", {"text": TEXT, "published": published}))
    assert article.published_at is None
    assert article.published_text == (published or None)


def test_a_date_of_json_that_is_none_is_told_with_its_place(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT, "published": day}) for day in ("2026-05", "yesterday", "")]
    path = write(tmp_path, "a.jsonl", "\n".join(lines))
    doubts = [found.doubt for found in take_path(path) if isinstance(found, Taken)]
    told = "published is no day or instant, so it stays as printed: 'yesterday'"
    assert doubts == [None, f"{path}: line 2: {told}", None]


def test_a_language_that_is_not_read_is_refused(tmp_path: Path) -> None:
    said = {
        name: {"text": TEXT, "language": name} for name in ("en_GB", "zh-Hans", "fr", "english")
    }
    files = {name: write(tmp_path, f"{name}.json", text) for name, text in said.items()}
    assert (one(files["en_GB"]).language, one(files["zh-Hans"]).language) == ("en", "zh")
    assert reason(files["fr"]) == "language is neither en nor zh: 'fr'"
    assert one(files["fr"], language="en").language == "en"
    kept = read_document(files["fr"].read_bytes(), "fr.json", Given())
    assert kept.language == "en", "what an archive has taken is read as it was"


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    noise = random.Random(5).randbytes(5_000)
    for name, content in (("a.txt", noise), ("b.txt", TEXT.encode() * 20 + noise)):
        assert reason(write(tmp_path, name, content)).startswith("garbled: ")
    lost = HTML.replace("hour", "h\ufffd\ufffdr")
    assert reason(write(tmp_path, "c.html", lost)).startswith("garbled: ")
    assert one(write(tmp_path, "d.txt", ("渡轮整点开航。" * 40).encode("gb18030"))).language == "zh"


def test_files_packed_by_gzip_are_read(tmp_path: Path) -> None:
    for name, content in (("page.html", HTML), ("a.json", json.dumps({"text": TEXT}))):
        packed = write(tmp_path, f"{name}.gz", gzip.compress(content.encode()))
        assert "on the hour from Monday" in one(packed).text
    lines = f"{json.dumps({'text': TEXT})}\n" * 2
    write(tmp_path, "b.jsonl.gz", gzip.compress(lines.encode()))
    assert len(list(read_path(tmp_path))) == 4
    whole = gzip.compress(HTML.encode())
    assert "unpacked" in reason(write(tmp_path, "cut.html.gz", whole[:-40]))
    assert "unpacked" in reason(write(tmp_path, "no.html.gz", HTML))


@pytest.mark.parametrize("address", ["notaurl", "ftp://a.example/1", "https://"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(CrawlerError, match="url must be an http or https URL"):
        one(write(tmp_path, "a.txt", STORY), url=address)


@pytest.mark.parametrize("printed", ["3小时前", "昨天 08:20", "1月30日 20:20", "yesterday"])
def test_a_date_relative_to_an_unknown_fetch_stays_as_printed(tmp_path: Path, printed: str) -> None:
    page = f'<h1>渡轮</h1><span id="pubtime_baidu">{printed}</span><div id="paragraph">{TEXT}</div>'
    files = (
        write(tmp_path, "a.json", {"text": TEXT, "published": printed}),
        write(tmp_path, "a.txt", f"Ferries\nPublished: {printed}\n{TEXT}"),
        write(tmp_path, "a.html", page),
    )
    for path in files:
        article = one(path)
        assert (article.published_at, article.fetched_at) == (None, None)
        assert printed in (article.published_text or "")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "invalid JSON"),
        ("[1]", "not a JSON object"),
        ("{}", "has no text"),
        ('{"text": "  "}', "has no text"),
        ('{"text": 5}', "text is not a string"),
        ('{"text": "x", "id": [1]}', "id is neither"),
        (f'{{"text": "x", "id": {"7" * 6000}}}', "too long"),
        (f'{{"text": "x", "id": "{"7" * 6000}"}}', "id is longer than"),
        ('{"text": "x", "id": 1e999}', "no finite number"),
        ("[" * 100_000, "nested too deeply"),
        (b"\xff\xfe\xfa", "not UTF-8"),
        ("", "invalid JSON"),
    ],
)
def test_a_bad_json_file_says_why(tmp_path: Path, content: bytes | str, why: str) -> None:
    assert why in reason(write(tmp_path, "a.json", content))


def test_json_lines_name_the_bad_line_and_go_on(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": TEXT, "id": "a"}),
        "",
        "{broken",
        json.dumps({"text": TEXT, "id": "b"}),
    ]
    found = list(read_path(write(tmp_path, "a.jsonl", "\n".join(lines))))
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "b"]
    assert [item.reason[:8] for item in found if isinstance(item, Unreadable)] == ["line 3: "]


def test_a_page_is_read_by_the_outlet_of_its_url(tmp_path: Path) -> None:
    page = (
        '<div class="article_title">Ferries</div><span class="pub_time">Published: Jan 30, 2024'
        ' 08:20 PM</span><div class="article_content"><div class="article_right">Body text.'
        '<div class="share_section">Share</div></div></div>'
    )
    article = one(write(tmp_path, "a.html", page), url=SEED_URL)
    assert (article.title, article.text) == ("Ferries", "Body text.")
    assert article.published_at == "2024-01-30T12:20:00Z"


def test_a_saved_page_knows_its_url_by_its_canonical_link(tmp_path: Path) -> None:
    page = HTML.replace("</head>", '<link rel="canonical" href="https://a.example/x"></head>')
    article = one(write(tmp_path, "a.html", page))
    assert (article.url, article.key, article.outlet) == (
        "https://a.example/x",
        "a.example/x",
        "a.example",
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.html", b"", "empty"),
        ("a.html", b"<html><body><a href=x>Menu</a></body></html>", "no article found"),
        ("a.html", bytes(range(256)) * 300, "no article found"),
        ("a.html", b"<p>word " * 1_500_000, "larger than 10 MB"),
        ("a.txt", b" \n", "empty"),
        ("a.txt", b"\x7fELF" + b"\x00\x01\x02" * 500, "binary"),
        ("a.pdf", b"%PDF", "not an .html"),
    ],
)
def test_a_file_without_an_article_says_why(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    assert why in reason(write(tmp_path, name, content))


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    assert reason(tmp_path / "absent.txt") == "no such file"
    assert "holds no" in reason(tmp_path)


def test_a_folder_is_read_in_order_and_past_bad_files(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path, "b.json", {"text": TEXT, "id": "b"})
    write(tmp_path, "a.json", "{")
    write(tmp_path / "sub", "c.json", {"text": TEXT, "id": "c"})
    write(tmp_path, "readme.md", "not wanted")
    found = list(read_path(tmp_path))
    assert [type(item) for item in found] == [Unreadable, Article, Article]


def test_stdin_is_recognised_by_its_first_character(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT + "x"})
    for content, count in ((STORY, 1), (json.dumps({"text": TEXT}), 1), (lines, 2), (HTML, 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
        found = list(read_path(Path("-")))
        assert [type(item) for item in found] == [Article] * count


@pytest.mark.parametrize("url", ["javascript:x", "ferries", "file:///a", "https://", " "])
def test_what_is_no_address_of_a_web_page_is_no_key(tmp_path: Path, url: str) -> None:
    article = one(write(tmp_path, "a.json", {"text": TEXT, "url": url}))
    assert article.url is None
    assert article.id == article.key
    assert article.id.startswith("sha256:")


def warc(url: str, http: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-01-30T12:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + http + b"\r\n\r\n")


def response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def test_a_warc_file_gives_the_articles_of_its_pages(tmp_path: Path) -> None:
    page = HTML.encode()
    records = [
        warc("https://a.example/1", response(page)),
        warc("https://a.example/2", response(gzip.compress(page), "Content-Encoding: gzip")),
        warc("https://a.example/3", response(page, status="404 Not Found")),
        warc("https://a.example/4", response(b"<a href=x>Menu</a>")),
    ]
    found = list(read_path(write(tmp_path, "a.warc.gz", b"".join(records))))
    assert [item.url for item in found if isinstance(item, Article)] == [
        "https://a.example/1",
        "https://a.example/2",
    ]
    assert all(
        item.fetched_at == "2024-01-30T12:00:00Z" for item in found if isinstance(item, Article)
    )


def test_an_archives_own_date_of_a_page_is_its_fetch_time(tmp_path: Path) -> None:
    page = HTML.replace("<p>", '<meta name="date" content="3小时前"><p>').encode()
    memento = response(page, "Memento-Datetime: Sun, 28 Jan 2024 01:02:03 GMT")
    article = one(write(tmp_path, "a.warc.gz", warc("https://a.example/1", memento)))
    assert article.fetched_at == "2024-01-28T01:02:03Z"
    assert article.published_at == "2024-01-27T22:02:03Z"


@pytest.mark.parametrize("tail", [b"\x1f\x8bgarbage", None])
def test_a_damaged_warc_file_gives_what_comes_before(tmp_path: Path, tail: bytes | None) -> None:
    record = warc("https://a.example/1", response(HTML.encode()))
    content = record + (record[:-30] if tail is None else tail)
    article, broken = read_path(write(tmp_path, "a.warc.gz", content))
    assert isinstance(article, Article)
    assert isinstance(broken, Unreadable)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "one-member.warc.gz"])
@pytest.mark.parametrize(("whole", "more"), [(2, 0.5), (0, 0.6), (2, 0.99), (0, 0.02)])
def test_a_cut_warc_file_gives_the_whole_records_and_says_so(
    tmp_path: Path, name: str, whole: int, more: float
) -> None:
    pages = [random.Random(n).randbytes(4000).hex() for n in range(3)]
    bodies = [HTML.replace("</body>", f"<!-- {page} --></body>").encode() for page in pages]
    members = [warc(f"https://a.example/{n}", response(body)) for n, body in enumerate(bodies)]
    if name != "a.warc.gz":
        members = list(map(gzip.decompress, members))
    if name == "one-member.warc.gz":
        content = gzip.compress(b"".join(members))
        content = content[: round(len(content) * (whole + more) / 3)]
    else:
        content = b"".join(members[:whole]) + members[whole][: int(len(members[0]) * more)]
    *found, last = read_path(write(tmp_path, name, content))
    assert [item.url for item in found if isinstance(item, Article)] == [
        f"https://a.example/{n}" for n in range(whole)
    ]
    assert last == Unreadable(tmp_path / name, f"cut off after {whole} records")


@pytest.mark.parametrize("content", [b"", b"no records\n" * 9])
def test_a_warc_file_without_records_is_unreadable(tmp_path: Path, content: bytes) -> None:
    (broken,) = read_path(write(tmp_path, "a.warc", content))
    assert isinstance(broken, Unreadable)
    assert "WARC" in broken.reason


def test_a_text_file_may_open_with_a_chinese_dateline(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("浙江新增10款服务\n2025年6月12日 来源：浙江在线\n\n正文。", encoding="utf-8")
    (article,) = read_path(file)
    assert isinstance(article, Article)
    assert article.published_at == "2025-06-12"
