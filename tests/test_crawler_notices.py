"""What a server sends instead of a page is no article, whatever date its list gives."""

from each import each

from crawler.archive.capture import About, Capture
from crawler.captured import Read, fault_of, read_capture
from crawler.outlet import Outlet

SENTENCE = "The ferries of the northern harbour get new engines next month, says the office. "


class Harbour(Outlet):
    """An outlet with selectors, whose list gives dates."""

    name, language = "harbour", "en"
    allowed_domains = ("harbour.example",)
    title, date, body = ("h1.story",), (".day",), (".story-text",)


def capture(html: str | bytes, headers: str = "text/html; charset=utf-8") -> Capture:
    about = About("page", outlet="harbour", listed=True, listed_date="2026-11-27T20:20:00+08:00")
    body = html.encode() if isinstance(html, str) else html
    return Capture(
        "https://harbour.example/n/17.html", "2026-11-28T00:00:00Z", body, 200,
        fields=(("Content-Type", headers),), about=about,
    )  # fmt: skip


def read(html: str | bytes, headers: str = "text/html; charset=utf-8") -> Read | None:
    return read_capture(capture(html, headers), {"harbour": Harbour})


def page(title: str, *paragraphs: str, head: str = "", foot: str = "") -> str:
    told = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{told}{foot}"
        "</body></html>"
    )


FORM = "<form><input name=u><input type=password name=p><button>Go</button></form>"
LOGIN = "You need to sign in to read this page. An account is free and takes a minute to open."
WALLS = {
    "a login": page("Members", LOGIN, foot=FORM),
    "maintenance": page(
        "Harbour News",
        "The site is down for maintenance tonight. We will be back shortly, thank you for waiting.",
    ),
    "a slider": page(
        "验证", "请完成安全验证。系统发现您的网络有异常,请拖动滑块完成验证后继续访问本站。"
    ),
    "a limit": page("请稍候", "您的访问过于频繁,请在十分钟以后再次访问本网站,谢谢您的理解与合作。"),
}


@each("name", WALLS)
def test_the_date_of_a_list_makes_no_wall_an_article(name: str) -> None:
    assert read(WALLS[name]) is None


@each(
    "own",
    [
        '<meta property="og:type" content="article">',
        '<meta property="article:published_time" content="2026-11-27T20:20:00+08:00">',
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
    ],
)
def test_a_short_article_that_says_so_itself_is_one(own: str) -> None:
    told = "The harbour office asks you to sign in to read the plans for the ferries of next year."
    found = read(page("Plans for the ferries", told, SENTENCE, head=own))
    assert found is not None
    assert found.article.published_at is not None


def test_a_short_article_without_a_date_of_its_own_has_its_list_s() -> None:
    found = read(page("Plans for the ferries", SENTENCE, SENTENCE))
    assert found is not None
    assert found.article.published_at == "2026-11-27T12:20:00Z"


BROKEN = {
    "a servlet": page(
        "HTTP Status 500 - Internal Server Error",
        "The server met an unexpected condition that kept it from fulfilling the request.",
        "java.lang.IllegalStateException at org.harbour.Pages.show(Pages.java:77)",
    ),
    "a chain of calls": page(
        "Harbour", "at org.harbour.web.Pages.show(Pages.java:77) at org.harbour.Main.run(M.java:9)"
    ),
    "a script": (
        "<br />\n<b>Warning</b>: mysqli_connect(): connection refused in <b>/srv/www/db.php</b> on"
        " line <b>31</b><br />\n<b>Fatal error</b>: Uncaught DbException: no connection in"
        " /srv/www/db.php:31<br />"
    ),
    "a traceback": page(
        "Harbour",
        "Traceback (most recent call last): File &quot;/srv/app/pages.py&quot;, line 12, in show",
        "KeyError: the page that was asked for has no row in the table of pages",
    ),
    "a fresh server": page(
        "Welcome!",
        "If you see this page, the web server is successfully installed and working.",
        "Further configuration is required.",
    ),
    "an archive": page("Hm.", "The archive has not archived that URL, and nobody else has it."),
    "an address for sale": page(
        "harbour.example", "This domain is for sale by its owner. Searches: insurance, loans, games"
    ),
}  # fmt: skip


@each("name", BROKEN)
def test_what_a_broken_server_says_is_an_error_page(name: str) -> None:
    fault = fault_of(capture(BROKEN[name]), {"harbour": Harbour})
    assert fault is not None
    assert fault.name == "error_page"
    assert read(BROKEN[name]) is None


def test_a_short_report_of_a_server_is_an_article() -> None:
    day = '<meta property="article:published_time" content="2026-11-27">'
    told = "The upstream connect error that ferries reported on Friday is mended, says the office."
    assert read(page("Ferries are back", told, head=day)) is not None


FILES: dict[str, str | bytes] = {
    "data": '{"errors": [{"message": "%s"}], "result": "error"}' % (SENTENCE * 9),
    "an article as data": '{"title": "Ferries", "html": "<p>%s</p>"}' % (SENTENCE * 9),
    "a style sheet": ".harbour { color: teal }\n" * 200,
    "a script": 'function ferry(b) { return b + "leaves on the hour, says the office" }\n' * 50,
    "a feed": "<?xml version='1.0'?><rss><channel><title>Harbour</title>"
    + f"<item><title>Ferries</title><description>{SENTENCE * 9}</description></item>" * 5
    + "</channel></rss>",
    "one byte": b"\xae" * 20_000,
}


@each("name", FILES)
def test_a_file_sent_as_a_page_is_no_page(name: str) -> None:
    assert read(FILES[name]) is None
    fault = fault_of(capture(FILES[name]), {"harbour": Harbour})
    assert fault is None or fault.name == "no_page"


def test_plain_words_that_call_themselves_so_are_read() -> None:
    told = "Ferries get new engines\n\n" + "\n\n".join([SENTENCE * 4] * 4)
    assert read(told, "text/plain; charset=utf-8") is not None
    assert read(told) is None
