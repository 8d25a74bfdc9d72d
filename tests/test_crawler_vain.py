"""Pages that all lead to one without an article have failed, each, and are asked for again."""

from pathlib import Path

from each import each
from faults.kinds import to
from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

PATHS = ("/1", "/2", "/3")
ENDS = {
    "/": (Answer(b"<html><body><h1>The Harbour News</h1></body></html>"), "no_article"),
    "/gone": (Answer(b"<html><body>Gone</body></html>", 404), "http_404"),
    "/login": (Answer(b"<html><body><form><input type=password></form></body></html>"), "login"),
}


@each("end", ENDS)
def test_each_has_failed_and_comes_when_it_is_back(
    commands: Prepared, tmp_path: Path, end: str
) -> None:
    answer, outcome = ENDS[end]
    answers = {f"{SITE}/robots.txt": robots(), FEED: feed(*PATHS), SITE + end: answer}
    answers |= {SITE + path: to(SITE + end) for path in PATHS}
    with FaultServer(answers) as server:
        folder = tmp_path / f"to{end.replace('/', '-')}"
        folder.mkdir()
        desk = Desk(commands, folder, server.prefix, CONFIG)
        ended = desk.crawl("sample")
        rows = [row for row in desk.pages() if row.url[len(SITE) :] in PATHS]
        assert {(row.state, row.outcome) for row in rows} == {("queued", outcome)}
        assert ended.status == 1
        report = ended.outlet("sample")
        assert (report["outcome"], report["counters"]["failed"]) == ("failed", len(PATHS))
        for path in PATHS:
            server.answers[SITE + path] = [Answer(page(f"Ferry {path}"))]
        assert desk.crawl("sample").status == 0
    assert sorted(desk.titles()) == [f"Ferry {path}" for path in PATHS]


def test_pages_that_lead_to_one_article_are_that_article(
    commands: Prepared, tmp_path: Path
) -> None:
    answers = {f"{SITE}/robots.txt": robots(), FEED: feed(*PATHS), f"{SITE}/new": Answer(page())}
    answers |= {SITE + path: to(f"{SITE}/new") for path in PATHS}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        ended = desk.crawl("sample")
    assert ended.status == 0
    assert {row.state for row in desk.pages()} == {"redirected", "stored"}
    assert len(desk.titles()) == 1
