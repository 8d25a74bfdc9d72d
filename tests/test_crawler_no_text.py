"""A gallery or a video without a text is no article and no failure; where all are, that is told."""

from pathlib import Path

from each import each
from faults.pages import CONFIG, FEED, SENTENCE, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

from crawler.archive.capture import About, Capture
from crawler.bundled import bundled
from crawler.captured import read_capture, shows_only
from crawler.outlet import Outlet

MENU = "<ul><li><a href=/>Home</a><li><a href=/latest>Latest</a></ul>"
OTHERS = "".join(f"<a href=/{at}>Ferry number {at} is the first one to leave</a>" for at in "567")
TITLE = "<h1>Ferries in pictures</h1><p class=date>2024-01-30 20:20</p>"
PICTURES = "<p><img src=1.jpg></p><p><img src=2.jpg></p>"
PLAYER = "<iframe src=//video.example/embed/1></iframe>"


class Ferries(Outlet):
    """An outlet with a place for the text."""

    name, language = "ferries", "en"
    allowed_domains = ("ferries.example",)
    title, date, body, strip = ("h1",), (".date",), (".text",), (".share",)


def capture(text: str, beside: str = "") -> Capture:
    html = (
        f"<html><head><title>Ferries in pictures</title></head><body>{MENU}{TITLE}"
        f"<div class=text>{text}</div>{beside}<div class=more><h3>Key words</h3>{OTHERS}</div>"
    )
    about = About("page", outlet="ferries", listed=True)
    url, fetched = "https://ferries.example/1", "2024-02-01T00:00:00Z"
    return Capture(url, fetched, html.encode(), 200, about=about)


@each("shown", [PICTURES, PLAYER, "<video src=1.mp4></video>", f"<p>&nbsp;</p>{PICTURES}"])
def test_what_only_shows_is_no_article(shown: str) -> None:
    assert read_capture(capture(shown), {"ferries": Ferries}) is None
    assert shows_only(capture(shown), Ferries)


@each("empty", ["", "<p></p>", "<div class=share><img src=chat.png></div>"])
def test_a_place_with_nothing_in_it_is_no_gallery(empty: str) -> None:
    assert not shows_only(capture(empty), Ferries)


def test_captions_are_a_text() -> None:
    captioned = capture(f"{PICTURES}<p>Ferries leave the northern harbour. Photo: Wu Lan</p>")
    read = read_capture(captioned, {"ferries": Ferries})
    assert read is not None
    assert read.article.text == "Ferries leave the northern harbour. Photo: Wu Lan"


def test_a_story_that_stands_elsewhere_by_now_is_read() -> None:
    told = "".join(f"<p>{number} boats: {SENTENCE * 3}</p>" for number in range(8))
    read = read_capture(capture(PICTURES, f"<div class=story>{told}</div>"), {"ferries": Ferries})
    assert read is not None
    assert not read.by_outlet
    assert "7 boats" in read.article.text


def test_a_gallery_of_xinhua_is_none_of_the_stories_beside_it() -> None:
    others = "".join(
        f"<a href=/20261127/{at * 32}/c.html>Ferry {at} leaves first</a>" for at in "ab"
    )
    html = (
        f"<html><head><title>Ferries in pictures-Xinhua</title></head><body>{MENU}<div class=head>"
        "<h1><span class=title>Ferries in pictures</span></h1><div class=header-time><span "
        "class=year>2026</span><span class=day>11/26</span><span class=time>21:04:13</span></div>"
        "<div class=source>Source: Xinhua</div><div class=editor>Editor: huaxia</div></div>"
        f"<div id=detail><div id=detailContent>{PICTURES}</div></div>"
        f"<div class=explore><h3>KEY WORDS:</h3>{others}</div>"
    )
    url = f"https://english.news.cn/20261126/{'f' * 32}/c.html"
    about = About("page", outlet="xinhua_en", listed=True)
    page = Capture(url, "2026-11-28T00:00:00Z", html.encode(), 200, about=about)
    assert read_capture(page, {}) is None
    assert shows_only(page, bundled()["xinhua_en"])


def gallery(text: str = PICTURES) -> Answer:
    return Answer(f"<html><body>{TITLE}<div class=text>{text}</div></body></html>".encode())


def test_a_crawl_passes_over_one_of_many_and_fails_where_all_are(
    commands: Prepared, tmp_path: Path
) -> None:
    answers = {f"{SITE}/robots.txt": robots(), FEED: feed("/1", "/2", "/3", "/4")}
    answers |= {f"{SITE}/{at}": Answer(page(f"Ferry {at}")) for at in (1, 2, 3)}
    answers[f"{SITE}/4"] = gallery()
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        one = desk.crawl("sample")
        assert (one.status, one.outlet("sample")["outcome"]) == (0, "ok")
        assert desk.state("/4") == ("settled", "no_text")
        assert len(desk.titles()) == 3
        server.answers[FEED] = [feed("/5", "/6", "/7")]
        for at in (5, 6, 7):
            server.answers[f"{SITE}/{at}"] = [gallery(f"{PICTURES}{at * ' '}")]
        all_of_them = desk.crawl("sample")
    assert all_of_them.status == 1
    assert "no_texts" in {reason["code"] for reason in desk.ask("runs")["runs"][0]["reasons"]}
    assert len(desk.titles()) == 3
