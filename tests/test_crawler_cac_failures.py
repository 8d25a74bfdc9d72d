"""What the regulator sends in place of a file is a failure with a name, and the run says so."""

from pathlib import Path

import pytest
from faults.serving import Answer, FaultServer, Handler, short_body
from prepared import Desk, Ended, Prepared
from regulator import BINARY, MASTER, TWIN, Regulator, address, binary, links, page, pdf, site

CHALLENGE = b"<html><head><script>document.cookie='__jsl_clearance=1';</script></head></html>"
DOCX = b"PK\x03\x04" + b"half of a file" * 20


def large(handler: Handler) -> None:
    """Announce more than anyone should take."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 60000000\r\n\r\n%PDF")


ANSWERS = {
    "empty": Answer(b"", headers=BINARY),
    "no_file": Answer(b"<!DOCTYPE html><html><body><p>" + b"text " * 90, headers=BINARY),
    "challenge": Answer(CHALLENGE, headers=BINARY),
    "http_403": Answer(b"no", status=403),
    "http_404": Answer(b"no", status=404),
    "cut_off": Answer(behaviour=short_body),
    "cut_off-2": Answer(DOCX, headers=BINARY),
    "cut_off-3": Answer(b"%PDF-1.7\nhalf", headers=BINARY),
    "too_large": Answer(behaviour=large),
    "no_file-2": Answer(b'{"errno": 1, "errmsg": "wrong"}', headers=BINARY),
    "off_site": Answer(status=302, headers={"Location": "https://elsewhere.example/list.pdf"}),
}


@pytest.fixture(scope="module")
def crawled(
    commands: Prepared, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Ended, dict[str, tuple[str, str | None]]]:
    attached = links({name: name for name in (*ANSWERS, "good")})
    answers = {address(name, name): answer for name, answer in ANSWERS.items()}
    answers |= {MASTER: page(body=attached), address("good", "good"): binary(pdf("good"))}
    with FaultServer(site() | answers) as server:
        folder = tmp_path_factory.mktemp("failures")
        found = Regulator(Desk(commands, folder, server.prefix), server)
        ended, documents = found.crawl()
    assert {document["name"] for document in documents} == {"good", "算法（2022年8月）"}
    rows = (row for row in found.rows("document") if row.key == row.url)
    return ended, {row.name or "": (row.state, row.outcome) for row in rows}


def test_each_failure_has_its_outcome(
    crawled: tuple[Ended, dict[str, tuple[str, str | None]]],
) -> None:
    _, rows = crawled
    for name in ANSWERS:
        assert rows[name] == ("queued", name.partition("-")[0]), name
    assert rows["good"] == ("settled", "document")


def test_the_run_is_partial_and_names_them(
    crawled: tuple[Ended, dict[str, tuple[str, str | None]]],
) -> None:
    ended, _ = crawled
    report = ended.outlet("cac")
    assert (ended.status, report["outcome"]) == (1, "partial")
    told = [reason.partition(" ") for reason in ended.reasons("cac")]
    assert sum(int(number) for number, _, _ in told) == len(ANSWERS)
    assert ended.reasons("cac")[0] == "3 attachments failed (cut off)"
    assert report["reasons"][0]["code"] == "cut_off"


def test_a_challenge_in_place_of_the_page_is_no_article_and_loses_no_list(
    commands: Prepared, tmp_path: Path
) -> None:
    with FaultServer(site()) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        regulator.crawl()
        regulator.change({MASTER: Answer(CHALLENGE)})
        refused, documents = regulator.crawl()
        assert (refused.status, documents) == (1, [])
        assert regulator.desk.state("/2024-04/02/c_1713729983803145.htm") == (
            "stored",
            "challenge",
        )
        attached = links({"a": "名单（2024年4月）", "b": "名单（2024年8月）"})
        new = address("b", "名单（2024年8月）")
        regulator.change({MASTER: page(body=attached), new: binary(pdf("b"))})
        ended, documents = regulator.crawl()
    assert ended.status == 0
    assert [document["name"] for document in documents] == ["名单（2024年8月）"]


def test_a_page_that_lost_its_attachments_is_looked_at(commands: Prepared, tmp_path: Path) -> None:
    with FaultServer(site()) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        regulator.crawl()
        regulator.change({MASTER: page(body="")})
        ended, _ = regulator.crawl()
    assert ended.status == 1
    lost, bare = ended.reasons("cac")
    assert (lost, bare) == (
        "1 article page failed (text lost)",
        "1 watched pages name no attachment",
    )


def test_a_growing_page_that_has_moved_is_still_watched(commands: Prepared, tmp_path: Path) -> None:
    moved, names = MASTER.replace("c_1713729983803145", "c_1713729983809999"), ["1", "2"]
    first, second = (links({name: name for name in names[:number]}) for number in (1, 2))
    files = {address(name, name): binary(pdf(name)) for name in names}
    with FaultServer(site() | files | {MASTER: page(body=first)}) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        regulator.crawl()
        away = Answer(status=301, headers={"Location": moved})
        regulator.change({MASTER: away, moved: page(body=second)})
        ended, documents = regulator.crawl()
        _, again = regulator.crawl()
    assert (ended.status, again) == (0, [])
    assert [(row["name"], row["published_at"]) for row in documents] == [("2", None)]


def test_an_empty_list_page_is_a_failure(commands: Prepared, tmp_path: Path) -> None:
    with FaultServer(site() | {TWIN: Answer(b"")}) as server:
        regulator = Regulator(Desk(commands, tmp_path, server.prefix), server)
        ended, _ = regulator.crawl()
    assert ended.reasons("cac") == ["1 entry page (list, feed, search) failed (empty)"]
