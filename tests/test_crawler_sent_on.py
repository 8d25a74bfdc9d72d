"""Where pages send browsers on, in their head or by a header, the crawl follows or says why not."""

import sqlite3
from pathlib import Path

from faults.pages import CONFIG, FEED, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared

HTML = {"Content-Type": "text/html"}
WAIT = b"<html><body>Please wait</body></html>"


def meta(target: str) -> Answer:
    """A page that sends on in its head."""
    head = f'<meta http-equiv="refresh" content="0; url={target}">'
    return Answer(f"<html><head>{head}</head><body>Moved</body></html>".encode())


def header(target: str) -> Answer:
    """A page that sends on by a header."""
    return Answer(WAIT, headers={**HTML, "Refresh": f"0; url={target}"})


SITES = {
    "/same": meta("/same?utm_source=ok"),
    "/named": header("/named?utm_source=ok"),
    "/other": header("/there"),
    "/self": meta("/self"),
    "/private": header("http://127.0.0.2:8099/x"),
    "/circle": meta("/circle?utm_source=a"),
    "/nul": Answer(b"\x00" * 500),
    "/part": Answer(page(), status=206),
    "/changed": Answer(page("Changed on the way"), status=203),
}
LED = {
    "/same?utm_source=ok": Answer(page("The same")),
    "/named?utm_source=ok": Answer(page("Named")),
    "/there": Answer(page("There")),
    "/circle?utm_source=a": meta("/circle?utm_source=a"),
}


def crawled(commands: Prepared, folder: Path) -> Desk:
    """One crawl; then another without its ledger."""
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed(*SITES),
        **{SITE + path: answer for path, answer in (SITES | LED).items()},
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, folder, server.prefix, CONFIG)
        desk.crawl("sample")
    return desk


def outcomes(desk: Desk) -> dict[str, tuple[str, str]]:
    """State and outcome by path."""
    with sqlite3.connect(desk.data / "ledger.db") as ledger:
        rows = ledger.execute("SELECT url, state, outcome FROM pages WHERE kind = 'page'")
        return {url.removeprefix(SITE): (state, outcome) for url, state, outcome in rows}


def test_each_page_ends_where_it_leads(commands: Prepared, tmp_path: Path) -> None:
    desk = crawled(commands, tmp_path)
    found = outcomes(desk)
    assert desk.titles() == ["Changed on the way", "Named", "The same", "There"]
    assert {path: found[path] for path in SITES} == {
        "/same": ("stored", "article"),
        "/named": ("stored", "article"),
        "/other": ("redirected", "redirected"),
        "/self": ("queued", "redirect_loop"),
        "/private": ("redirected", "redirected"),
        "/circle": ("queued", "redirect_loop"),
        "/nul": ("queued", "empty"),
        "/part": ("queued", "cut_off"),
        "/changed": ("stored", "article"),
    }
    assert found["http://127.0.0.2:8099/x"][1] == "private_address"


def test_what_is_read_again_without_a_ledger_has_the_same_outcomes(
    commands: Prepared, tmp_path: Path
) -> None:
    answers: dict[str, Answer | list[Answer]] = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed("/blank", "/file", "/good"),
        f"{SITE}/blank": Answer(b" \n "),
        f"{SITE}/file": Answer(b"\x89PNG\r\n" + bytes(range(256)) * 9),
        f"{SITE}/good": Answer(page()),
    }
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        desk.crawl("sample")
        before = outcomes(desk)
        for path in desk.data.glob("ledger.db*"):
            path.unlink()
        ended = desk.crawl("sample")
    assert outcomes(desk) == before
    assert before["/blank"] == ("queued", "empty")
    counters = ended.outlet("sample")["counters"]
    assert counters["failed"] == 2
    assert "gave no answer" not in ended.err
