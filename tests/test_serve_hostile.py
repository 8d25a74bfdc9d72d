"""Whatever titles and names hold, every page, feed and file shows it as text."""

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree

import pytest
from official_files import FILINGS, html_of
from serving import Pages, pages

from cli.main import main

MARK = "xqzj"
"""Stands in each of them, so that it is found again."""
NUMBERED = re.compile(f"{MARK}(..)")
HOSTILE = (
    "<!-- {} -->",
    "=cmd|' /C {}'!A0",
    *("<script>alert('{}')</script>", "</title><script>{}()</script>", "<img src=x onerror={}>"),
    '"><svg/onload={}>',
    *("' onmouseover='{}", '" autofocus onfocus="{}'),
    *("<style>{}{{}}</style>", "<iframe src=javascript:{}>", "<a href=javascript:{}>x</a>"),
    *("{{{{ {} }}}}", "{{% include '{}' %}}", "${{{}}}", "{}%s%n%x", "%3Cscript%3E{}"),
    "&lt;{}&gt;",
    *("]]>{}<![CDATA[", "<?xml {}?>", "<!DOCTYPE {} [<!ENTITY e 'x'>]>", "&#x3c;script&#x3e;{}"),
    '=HYPERLINK("http://x.example/{}","y")',
    *("+{}|cmd", "-2+{}", "@SUM({})"),
    *("\t={}", "\r={}", " =1+{}", "＝1+{}", "{}\x00null", "{}\x1b[31mred\x07", "{}\x85\x9b31m"),
    *("\u202e{}\u202c", "\u2066{}\u2069\u200f", "{}\u2028\u2029", "\ufeff{}\ufffe"),
    "{}" + "长" * 3000,
    *("'; DROP TABLE batches; --{}", "../../{}/etc/passwd", "\\u003cscript\\u003e{}"),
)  # fmt: skip
TITLES = [text.format(f"{MARK}{number:02}") for number, text in enumerate(HOSTILE)]
ADDRESSES = (
    "javascript:alert(1)", "data:text/html,<script>1</script>", "JaVaScRiPt:1", "vbscript:x",
    "https://www.example.org/\"onmouseover=1", "https://www.example.org/<script>", "//evil.example",
)  # fmt: skip
PATHS = (
    "/search?q={}", "/batch/{}", "/company/{}", "/province/{}", "/service/{}.json",
    "/batches?scheme={}&since={}", "/batchwatch?sql={}", "/query/lag?since={}", "/{}",
    "/article/{}?start={}", "/batchwatch/articles?title={}", "/search?q=x&lang={}&kind={}",
)  # fmt: skip
TEXT = "Chinese regulators on Monday approved {} large language models of {}. {}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Articles and an official list that hold all of it, by the verbs that take them."""
    folder = tmp_path_factory.mktemp("hostile")
    with (folder / "stories.jsonl").open("w", encoding="utf-8") as file:
        for place, title in enumerate(TITLES):
            told = {"id": f"{place}/{title}", "title": title, "outlet": title, "author": title}
            told |= {"url": [*ADDRESSES, *map(web, range(40))][place], "language": "en"}
            told |= {"text": TEXT.format(place + 2, "Baidu and Zhipu AI", title)}
            file.write(json.dumps(told | {"published": "2024-01-29T04:00:00Z"}) + "\n")
    rows = [
        [
            str(place),
            title[:900],
            f"模型{title}"[:900],
            f"{title}公司"[:900],
            f"N-{title}",
            "2024/1/17",
        ]
        for place, title in enumerate(TITLES, 1)
    ]
    page = html_of([FILINGS, *rows], title="生成式人工智能服务已备案信息")
    (folder / "list.html").write_bytes(page)
    where = ["--data", str(folder / "data"), "-q"]
    main(["register", "--store", str(folder / "list.html"), *where])
    main(["ingest", str(folder / "stories.jsonl"), *where])
    with pages(folder / "data") as found:
        yield found


TAGS = {
    *("html", "head", "meta", "title", "link", "body", "a", "header", "nav", "ul", "ol", "li"),
    *("form", "label", "input", "button", "p", "main", "h1", "h2", "h3", "section", "div", "span"),
    *("dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "footer", "time"),
    *("details", "summary", "select", "option", "fieldset", "legend", "code", "pre", "mark", "q"),
    *("strong", "em", "small", "bdi", "abbr", "br", "svg", "path", "rect", "g", "text", "line"),
    *("circle", "desc", "figure", "figcaption", "picture", "source", "img", "textarea", "aside"),
    *("hr", "sub", "sup", "i", "b", "blockquote", "cite", "col", "colgroup", "kbd", "samp"),
}
ADDRESSED = {"href", "src", "action", "formaction", "srcset", "xlink:href", "poster", "data"}


def web(number: int) -> str:
    """An address that is one."""
    return f"https://www.example.org/{number}"


class Reader(HTMLParser):
    """Takes a page apart as a browser does, and notes what must not be in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Known tags, no handlers, no addresses but those of the web."""
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            scheme = urlsplit("".join((value or "").split())).scheme
            elsewhere = name in ADDRESSED and scheme not in ("", "http", "https")
            if elsewhere or name.startswith("on") or name == "style" or MARK in name:
                self.wrong.append(f"{name}={value!r}")

    def handle_data(self, data: str) -> None:
        """The text that is shown."""
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        """A comment that holds what was stored is no text."""
        if MARK in data:
            self.wrong.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        """A page declares itself once."""
        if decl.lower() != "doctype html":
            self.wrong.append(f"<!{decl}>")

    def handle_pi(self, data: str) -> None:
        """There are no processing instructions."""
        self.wrong.append(f"<?{data}>")

    def unknown_decl(self, data: str) -> None:
        """Nor sections of characters."""
        self.wrong.append(f"<![{data}>")


def read(page: str) -> str:
    """The text of a page in which nothing is wrong."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.wrong == []
    shown = "".join(reader.text)
    hidden = [sign for sign in "\x00\x07\x1b\x85\x9b\u202e\u2066\u200f\u2028" if sign in shown]
    assert hidden == []
    return shown


def identities(site: Pages, sql: str) -> list[str]:
    rows: list[list[str]] = site.sql(sql).json()["rows"]
    return [quote(row[0], safe="") for row in rows]


def test_all_of_it_is_stored(site: Pages) -> None:
    assert len(TITLES) == 40
    told = site.sql(
        "SELECT title FROM articles UNION SELECT name FROM register_rows"
        " UNION SELECT company FROM register_rows"
    )
    assert {
        number for (text,) in told.json()["rows"] for number in NUMBERED.findall(text or "")
    } == {f"{number:02}" for number in range(40)}


def test_articles_show_it_as_text(site: Pages) -> None:
    found = identities(site, "SELECT id FROM articles ORDER BY doc")
    for place, identity in enumerate(found[::2]):
        shown = read(site.page(f"/article/{identity}{'?start=3&end=90' if place % 2 else ''}"))
        assert shown.count(MARK) >= 2


def test_names_show_it_as_text(site: Pages) -> None:
    companies = identities(site, "SELECT id FROM companies LIMIT 12 OFFSET 6")
    services = identities(site, "SELECT id FROM services LIMIT 12 OFFSET 9")
    for path in [f"/company/{one}" for one in companies] + [f"/service/{one}" for one in services]:
        read(site.page(path))
        json.dumps(site.json(f"{path}.json"))


def test_lists_and_batches_show_it_as_text(site: Pages) -> None:
    for batch in site.json("/batches.json?size=100")["batches"]:
        read(site.page(f"/batch/{quote(batch['slug'])}"))
        cells_are_text(site.page(f"/batch/{quote(batch['slug'])}.csv"))
    for path in ("/", "/?lang=zh", "/batches", "/outlets", "/queries", "/query/lag", "/about"):
        read(site.page(path))


def test_tables_show_it_as_text(site: Pages) -> None:
    for table in (
        "articles", "v_articles", "register_rows", "v_register", "companies", "services",
        "aliases", "registrations", "v_registrations", "v_companies", "mentions", "batch_values",
    ):  # fmt: skip
        read(site.page(f"/batchwatch/{table}"))
        cells_are_text(site.page(f"/batchwatch/{table}.csv?_stream=1"))
        site.json(f"/batchwatch/{table}.json")
    read(site.page("/batchwatch?sql=select+id,+title,+url,+outlet+from+articles"))
    cells_are_text(site.page("/batchwatch.csv?sql=select+title,+outlet,+url+from+articles"))


def test_what_is_asked_for_is_shown_as_text(site: Pages) -> None:
    for place, title in enumerate(TITLES):
        asked = quote(title[:200], safe="")
        for path in PATHS[place % 6 :: 6]:
            answer = site.ask(path.replace("{}", asked))
            assert answer.status_code in (200, 302, 400, 404), path
            if answer.headers["content-type"].startswith("text/html"):
                read(answer.text)


def test_the_feed_is_xml(site: Pages) -> None:
    ElementTree.fromstring(site.page("/feed.xml"))


def cells_are_text(text: str) -> None:
    """No cell begins as a formula does."""
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            bare = cell.lstrip(" \t\r\n\x00\ufeff")
            assert not bare.startswith(("=", "+", "@", "＝")), cell
            assert not bare.startswith("-") or bare.lstrip("-").replace(".", "").isdigit(), cell
