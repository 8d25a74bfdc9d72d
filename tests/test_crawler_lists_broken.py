"""A list that is cut, packed or leads elsewhere is read as far as it goes, and said to be so."""

import gzip
from collections.abc import Mapping

import pytest
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

FRONT = page("The day at a glance").replace(b"<p class=date>", b"<p class=no>")
URLS = b"".join(b"<url><loc>%s/%d</loc></url>" % (SITE.encode(), number) for number in (1, 2))
SITEMAP = b"<?xml version='1.0'?><urlset>" + URLS + b"</urlset>"
Told = tuple[int, set[str], list[str], Mapping[str, str | None]]


def crawl(
    commands: Prepared, folder: pytest.TempPathFactory, answers: Mapping[str, Answer]
) -> Told:
    given: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        f"{SITE}/1": Answer(page("One")),
        f"{SITE}/2": Answer(page("Two")),
        f"{SITE}/": Answer(FRONT),
        **answers,
    }
    with FaultServer(given) as server:
        desk = Desk(commands, folder.mktemp("lists"), server.prefix, CONFIG)
        ended = desk.crawl("sample")
    codes = {reason["code"] for reason in desk.ask("runs")["runs"][0]["reasons"]}
    rows = {row.url: row.outcome for kind in ("page", "entry") for row in desk.pages(kind)}
    return ended.status, codes, desk.titles(), rows


def test_a_sitemap_may_be_a_gzip_file(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    packed = Answer(gzip.compress(SITEMAP), headers={"Content-Type": "application/gzip"})
    status, _, titles, _ = crawl(commands, tmp_path_factory, {FEED: packed})
    assert (status, titles) == (0, ["One", "Two"])


@pytest.mark.parametrize(
    "body",
    [SITEMAP[:-9], feed("/1", "/2").body[:-12], gzip.compress(SITEMAP)[:-9]],
    ids=["sitemap", "feed", "packed sitemap"],
)
def test_a_list_that_is_cut_makes_the_run_partial(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    status, codes, titles, _ = crawl(commands, tmp_path_factory, {FEED: Answer(body)})
    assert status == 1
    assert "unreadable" in codes
    assert titles == ([] if body.startswith(b"\x1f") else ["One", "Two"])


def test_further_lists_elsewhere_or_nowhere_have_their_outcome(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    urls = ("http://127.0.0.1/map.xml", "https://elsewhere.example/map.xml", f"{SITE}/none.xml")
    named = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    index = Answer(f"<sitemapindex>{named}</sitemapindex>".encode())
    status, _, _, rows = crawl(commands, tmp_path_factory, {FEED: index})
    assert status == 1
    assert [rows[url] for url in urls] == ["private_address", "off_site", "http_404"]


def test_an_article_that_leads_to_the_front_page_is_none(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    gone = Answer(status=302, headers={"Location": "/"})
    answers = {FEED: feed("/1", "/gone"), f"{SITE}/gone": gone}
    status, codes, titles, rows = crawl(commands, tmp_path_factory, answers)
    assert (status, titles, rows[f"{SITE}/gone"]) == (1, ["One"], "no_article")
    assert "no_article" in codes


def test_an_address_that_is_none_does_not_take_the_list_with_it(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bad = ("https://news.example:port/", "http://[::1/x", "https://news.example:99999/")
    items = "".join(f"<item><link>{url}</link></item>" for url in (*bad, f"{SITE}/1"))
    answers = {FEED: Answer(f"<rss><channel>{items}</channel></rss>".encode())}
    status, codes, titles, rows = crawl(commands, tmp_path_factory, answers)
    assert (status, titles) == (1, ["One"])
    assert "bad_address" in codes
    assert {rows[url] for url in bad if url in rows} == {"bad_address"}


def test_a_robots_txt_may_be_on_another_host(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> None:
    answers = {
        FEED: feed("/1", "/2"),
        f"{SITE}/robots.txt": Answer(
            status=301, headers={"Location": "https://cdn.example/robots.txt"}
        ),
        "https://cdn.example/robots.txt": robots("User-agent: *\nDisallow: /2\n"),
    }
    _, _, titles, rows = crawl(commands, tmp_path_factory, answers)
    assert (titles, rows[f"{SITE}/2"]) == (["One"], "forbidden")
