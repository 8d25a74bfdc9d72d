"""Nothing is asked of a private address, however it is spelled and whoever leads to it."""

from collections import Counter
from dataclasses import dataclass
from ipaddress import ip_address

import pytest
from each import each
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared
from scrapy.resolver import dnscache
from twisted.internet.error import DNSLookupError

from crawler import settings as own
from crawler.guard import is_public, refusal
from crawler.ledger.page import Page
from crawler.resolving import Resolver

PRIVATE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1.:80/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://017700000001/",
    "http://00000177.0.0x1/",
    "http://0/",
    "http://10.1.2.3/",
    "http://172.16.0.1/",
    "http://192.168.1.1:8080/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[ff02::1]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://a.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://intranet/",
    "http://１２７．０．０．１/",
    "http://127。0。0。1/",
    "http://①②⑦.0.0.1/",
    "http://ｌｏｃａｌｈｏｓｔ/",
    "http://loc\u00adalhost/",
    "http://%31%32%37.0.0.1/",
    "http://news.example@127.0.0.1/",
    "http://news.example:80@127.0.0.1:80/",
    "http://127.0.0.1\\@news.example/",
    "http://127.0.0.1#@news.example/",
    "http://127.0.0.1%00.news.example/",
    "http://localhost%09.news.example/",
]
PUBLIC = [
    "https://www.globaltimes.cn/page/202401/1306359.shtml",
    "http://8.8.8.8/",
    "https://[2606:4700::1111]/",
    "https://[64:ff9b::808:808]/",
    "https://新华网.中国/",
    "https://home.news.cn/",
    "https://4399.com/",
    "http://news.example/?u=http://127.0.0.1/#@127.0.0.1",
    "https://news.example/http://localhost/",
]
NAME = "rebind.example"


@each("url", PRIVATE)
def test_every_spelling_is_refused(url: str) -> None:
    assert refusal(url)


WRONG = ("http://127.0.0.256/", "http://1.1.1.257/", "http://1.2.3.4.5/", "http://[::1/", "x:")


@pytest.mark.parametrize("url", WRONG)
def test_what_is_no_address_is_refused(url: str) -> None:
    assert refusal(url)


@each("url", PUBLIC)
def test_public_hosts_are_not(url: str) -> None:
    assert refusal(url) is None


def test_a_host_of_ones_own_may_be_allowed() -> None:
    assert refusal("http://wiki.corp:8080/x", {"wiki.corp"}) is None
    assert refusal("http://files.corp/", {"wiki.corp"})


@pytest.mark.parametrize("address", ["192.0.0.8", "192.88.99.1", "198.18.0.1", "2001:db8::1"])
def test_reserved_addresses_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


def test_a_name_is_refused_by_where_it_leads(monkeypatch: pytest.MonkeyPatch) -> None:
    from twisted.internet import reactor

    resolver = Resolver(reactor, 100, 1.0)
    failed: list[object] = []
    for address in ("93.184.215.14", "10.0.0.8"):
        monkeypatch.setitem(dnscache, NAME, address)
        resolver.getHostByName(NAME).addCallbacks(failed.append, lambda f: failed.append(f.type))
    resolver.excused = frozenset({NAME})
    resolver.getHostByName(NAME).addCallbacks(failed.append, failed.append)
    assert failed == ["93.184.215.14", DNSLookupError, "10.0.0.8"]


@dataclass(frozen=True)
class Crawled:
    """A crawl whose pages lead to private addresses, by links, redirects and meta refreshes."""

    ended: Ended
    asked: Counter[str]
    pages: list[Page]
    titles: list[str]

    @property
    def by_path(self) -> dict[str, Page]:
        """The rows of the site's own pages."""
        return {row.url.removeprefix(SITE): row for row in self.pages if row.url.startswith(SITE)}

    @property
    def elsewhere(self) -> list[Page]:
        """The rows of pages on other hosts."""
        return [row for row in self.pages if not row.url.startswith(SITE)]


@pytest.fixture(scope="module")
def crawled(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        f"{SITE}/good": Answer(page()),
        f"{SITE}/moved": Answer(b"<meta http-equiv=refresh content='0; url=/here'>"),
        f"{SITE}/here": Answer(page("Moved")),
        f"{SITE}/round": Answer(b"<meta http-equiv=refresh content='0; url=/again'>"),
        f"{SITE}/again": Answer(b"<meta http-equiv=refresh content='0; url=/round'>"),
    }
    paths = ["/good", "/moved", "/round"]
    for number, url in enumerate(PRIVATE):
        location = url.encode().decode("latin-1")
        answers[f"{SITE}/to{number}"] = Answer(status=302, headers={"Location": location})
        sent_on = f"<meta charset=utf-8><meta http-equiv=refresh content='0; url={url}f{number}'>"
        answers[f"{SITE}/refresh{number}"] = Answer(sent_on.encode())
        paths += [f"/to{number}", f"/refresh{number}"]
    items = "".join(f"<item><link>{url}l{at}</link></item>" for at, url in enumerate(PRIVATE))
    with FaultServer(answers) as server:
        body = feed(*paths).body.replace(b"</channel>", items.encode() + b"</channel>")
        server.answers[FEED] = [Answer(body)]
        desk = Desk(commands, tmp_path_factory.mktemp("guard"), server.prefix, CONFIG)
        ended = desk.crawl("sample", settings={"DOWNLOAD_DELAY": 0})
        pages = list(desk.pages())
        return Crawled(ended, Counter(server.urls), pages, desk.titles())


def test_nothing_private_is_asked_for(crawled: Crawled) -> None:
    own_pages = {url for url in crawled.asked if url.startswith(f"{SITE}/")}
    assert crawled.asked.keys() == own_pages
    assert max(crawled.asked.values()) == 1


def test_private_links_and_refreshes_have_rows_of_their_own(crawled: Crawled) -> None:
    assert {(row.state, row.outcome) for row in crawled.elsewhere} == {
        ("failed", "private_address")
    }
    # The one with a fragment is the same address twice.
    assert len(crawled.elsewhere) == 2 * len(PRIVATE) - 1


@each("number", range(len(PRIVATE)), ids=PRIVATE)
def test_a_redirect_or_refresh_to_a_private_address_is_told(crawled: Crawled, number: int) -> None:
    redirect, refresh = (crawled.by_path[f"/{name}{number}"] for name in ("to", "refresh"))
    assert (redirect.state, redirect.outcome) == ("failed", "private_address")
    assert (refresh.state, refresh.outcome) == ("redirected", "redirected")


def test_a_refresh_within_the_site_is_followed_and_a_circle_is_told(crawled: Crawled) -> None:
    assert crawled.titles == ["Ferries leave on the hour", "Moved"]
    assert crawled.by_path["/moved"].state == "redirected"
    states = {crawled.by_path[path].outcome for path in ("/round", "/again")}
    assert states == {"redirected", "redirect_loop"}
    assert crawled.ended.status == 1


@pytest.mark.parametrize(("allowed", "status"), [("", 1), (f'private_hosts = ["{NAME}"]', 0)])
def test_a_name_that_leads_to_a_private_address_is_not_connected_to(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory, allowed: str, status: int
) -> None:
    extensions = {**own.EXTENSIONS, "faults.naming.Names": 1}
    names = {"EXTENSIONS": extensions, "NAMES": {NAME: "127.0.0.1"}}
    config = f"[crawl]\ndelay = '10ms'\n{allowed}\n"
    answers: dict[str, Answer | list[Answer]] = {"robots.txt": robots(), "1": Answer(page())}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("names"), "", config)
        url = server.prefix.replace("127.0.0.1", NAME) + "1"
        ended = desk.crawl("--url", url, settings=names)
        asked = set(server.urls)
    (row,) = desk.pages()
    assert ended.status == status
    if allowed:
        assert (row.outcome, asked) == ("article", {"robots.txt", "1"})
    else:
        assert (row.outcome, asked) == ("robots_unreachable", set())
        assert "leads to 127.0.0.1, which is not a public address" in (row.cause or "")


def test_files_at_private_addresses_are_not_asked_for(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    config = f"""[crawl]
delay = "10ms"
[outlets.office]
official = true
list = "{SITE}/list.html"
article = "/notice"
language = "zh"
"""
    links = "".join(f"<a href='{url}{at}.pdf'>list {at}</a>" for at, url in enumerate(PRIVATE))
    led = f"<a href='{SITE}/led.pdf'>led</a>"
    notice = page().replace(b"</div>", f"{links}{led}</div>".encode())
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        f"{SITE}/list.html": Answer(b"<a href=/notice>notice</a>"),
        f"{SITE}/notice": Answer(notice),
        f"{SITE}/led.pdf": Answer(status=302, headers={"Location": "http://10.0.0.1/led.pdf"}),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("files"), server.prefix, config)
        ended = desk.crawl("office")
        assert set(server.urls) == answers.keys()
    rows = {row.url: row.outcome for row in desk.pages("document")}
    assert len(rows) > 25
    assert set(rows.values()) == {"private_address"}
    assert ended.status == 1


def test_robots_txt_that_redirects_to_a_private_address_forbids(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = Answer(status=302, headers={"Location": "http://127.0.0.1/robots.txt"})
    answers: dict[str, Answer | list[Answer]] = {f"{SITE}/robots.txt": away, FEED: feed("/1")}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("robots"), server.prefix, CONFIG)
        ended = desk.crawl("sample")
        assert set(server.urls) == {f"{SITE}/robots.txt"}
    assert ended.status == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0x7f.1"])
def test_the_resolver_alone_keeps_a_crawl_from_connecting(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory, host: str
) -> None:
    steps = {**own.DOWNLOADER_MIDDLEWARES, "crawler.bounds.Bounds": None}
    settings = {"DOWNLOADER_MIDDLEWARES": steps, "ROBOTSTXT_OBEY": False, "RETRY_TIMES": 0}
    with FaultServer({"1": Answer(page())}) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("resolver"), "")
        url = server.prefix.replace("127.0.0.1", host) + "1"
        ended = desk.crawl("--url", url, settings=settings)
        assert server.urls == []
    (row,) = desk.pages()
    assert (ended.status, row.outcome) == (1, "private_address")
