"""``crawl --url`` takes pages of any host: each gives title, date and text, or says why not."""

import pytest
from each import each
from faults.pages import robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared

SENTENCE = "Das Hafenamt teilte mit, dass die Fähren ab Montag zur vollen Stunde ablegen. "
HAN = "港务局表示，自周一起渡轮将整点开航，首班船早上六点出发，票价不变，乘客可以提前购票。"
LD = (
    '<script type="application/ld+json">{"@type":"NewsArticle",'
    '"headline":"Fähren zur vollen Stunde","datePublished":"2024-01-30T20:20:00+01:00",'
    '"author":{"name":"Ute Meer"}}</script>'
)
GERMAN = f"<html lang=de><head><title>x</title>{LD}</head><body><article><h1>Fähren</h1>" + (
    f"<p>{SENTENCE * 2}</p>" * 3 + "</article></body></html>"
)
CHINESE = (
    "<html lang=en><head><meta charset=gb2312><title>渡轮整点开航_港口网</title></head><body>"
    "<div>渡轮整点开航</div><div>发布时间：2024-01-30 20:20 来源：港口网</div>"
    f"{f'<p>{HAN}</p>' * 5}"
)
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400
HTML, LATIN = {"Content-Type": "text/html"}, {"Content-Type": "text/html; charset=iso-8859-1"}
PAGES = {
    "https://www.hafen.example/f%C3%A4hren": Answer(GERMAN.encode(), headers=LATIN),
    "http://port.example.cn/n/1.htm": Answer(CHINESE.encode("gb18030"), headers=HTML),
    "https://short.example/x": Answer(
        status=302, headers={"Location": "https://news.other.example/2024/01/30/boats"}
    ),
    "https://news.other.example/2024/01/30/boats": Answer(
        (
            f"<html><body><h1>Boats</h1>{'<p>' + 'The boats leave on the hour. ' * 9 + '</p>'}"
        ).encode()
    ),
    "https://files.example/list.pdf": Answer(PDF, headers={"Content-Type": "application/pdf"}),
    "https://gone.example/1": Answer(b"<h1>Not found</h1>", status=404),
    "https://menu.example/": Answer(b"<html><body><a href=/1>One</a> <a href=/2>Two</a>"),
}
ASKED = [url for url in PAGES if "other" not in url]


@pytest.fixture(scope="module")
def crawled(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Ended]:
    hosts = {url.split("/")[2]: url.partition("://")[0] for url in PAGES}
    answers = {f"{scheme}://{host}/robots.txt": robots() for host, scheme in hosts.items()}
    with FaultServer({**answers, **PAGES}) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("any"), server.prefix)
        return desk, desk.crawl("--url", *ASKED)


def test_each_page_that_holds_an_article_is_stored(crawled: tuple[Desk, Ended]) -> None:
    articles = crawled[0].ask("articles")["articles"]
    found = {
        one["outlet"]: (one["title"], one["published_at"], one["language"]) for one in articles
    }
    assert found == {
        "www.hafen.example": ("Fähren zur vollen Stunde", "2024-01-30T19:20:00Z", "en"),
        "port.example.cn": ("渡轮整点开航", "2024-01-30T12:20:00Z", "zh"),
        "news.other.example": ("Boats", "2024-01-30", "en"),
    }
    assert all(one["text_length"] > 200 for one in articles)


@each(
    ("host", "outcome"),
    [
        ("www.hafen.example", "ok"),
        ("port.example.cn", "ok"),
        ("short.example", "ok"),
        ("files.example", "failed"),
        ("gone.example", "failed"),
        ("menu.example", "failed"),
    ],
)
def test_each_host_has_its_own_outcome(
    crawled: tuple[Desk, Ended], host: str, outcome: str
) -> None:
    assert crawled[1].outlet(host)["outcome"] == outcome


def test_the_status_says_that_some_pages_gave_nothing(crawled: tuple[Desk, Ended]) -> None:
    desk, ended = crawled
    assert ended.status == 1
    rows = {row.url: row.outcome for row in desk.pages()}
    assert rows["https://gone.example/1"] == "http_404"
    assert rows["https://menu.example/"] == "no_article"
    assert rows["https://short.example/x"] == "redirected"
    assert rows["https://files.example/list.pdf"] == "no_page"
