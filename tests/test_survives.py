"""One broken article, record, list or server keeps nothing else away, now or in a later run."""

import gzip
import json
import logging
import os
import signal
import time
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from archived import PAGE, crawl, keep, news, response
from conftest import Batchwatch
from each import each
from faults.pages import CONFIG, FEED, SENTENCE, SITE, feed, page, robots
from faults.serving import Answer, FaultServer
from prepared import QUICK, Desk, Ended, Prepared
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler import rechecks
from crawler.api import Api
from crawler.api_reading import read_api, read_detail
from crawler.archive.capture import archive_files, archive_path
from crawler.discovery import Listed
from crawler.frontier import Frontier
from crawler.items import SLUG_NOTE, Article
from crawler.keeper import Keeper, keeping
from crawler.ledger.page import Page
from crawler.middleware import ForbiddenByRobots
from crawler.outcomes import FEW, outcome_of
from crawler.outlet import Outlet
from crawler.spiders.tmtpost import FLASHES, TMTPost
from crawler.tally import Tally
from crawler.window import Window
from db.store import RecordStore, Row, store_path
from extract import read as reading
from extract.extraction import Extraction

Answers = dict[str, Answer | list[Answer]]
NEWEST, COLUMN = (api for api in TMTPost.apis if api is not FLASHES)
BLANK = b"<html><body><p>Back soon.</p></body></html>"


def tagged(body: bytes, tag: str = "1", **headers: str) -> Answer:
    """An answer with a validator."""
    return Answer(body, headers={"Content-Type": "text/html", "ETag": f'"{tag}"'} | headers)


def rows(data: Path, sql: str) -> list[Row]:
    with RecordStore.open_read_only(store_path(data)) as store:
        return store.rows(sql)


def titles(data: Path) -> list[str]:
    return [row["title"] for row in rows(data, "SELECT title FROM articles ORDER BY title")]


def lose_store(data: Path) -> None:
    for path in data.glob("batchwatch.db*"):
        path.unlink()


def damage(data: Path, row: Page) -> None:
    """Break the record that a row of the ledger names."""
    assert row.file is not None
    assert row.start is not None
    path = archive_path(data) / row.file
    broken = bytearray(path.read_bytes())
    broken[row.start + 100 : row.start + 140] = bytes(40)
    path.write_bytes(broken)


def conditional(server: FaultServer, url: str) -> list[bool]:
    """Whether each request for a URL had a condition."""
    asked = [arrival for arrival in server.arrivals if arrival.url == url]
    return ["If-None-Match" in arrival.headers for arrival in asked]


# --- one article


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Three articles as files."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name in "abc":
        told = {"title": f"Boat {name}", "text": SENTENCE * 6 + name, "published": "2024-01-30"}
        told |= {"url": f"https://news.example/{name}", "language": "en"}
        (folder / f"{name}.json").write_text(json.dumps(told), encoding="utf-8")
    return folder


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A step that raises on one of them."""
    read = reading.read

    def raises(article: Article, *, names: bool = True) -> Extraction:
        if article.title == "Boat b":
            raise RuntimeError("a step broke")
        return read(article, names=names)

    monkeypatch.setattr("pipelines.read.read", raises)
    return monkeypatch


def test_an_address_that_no_text_can_hold_keeps_no_article_away(
    batchwatch: Batchwatch, files: Path, tmp_path: Path
) -> None:
    told = json.loads((files / "b.json").read_text("utf-8")) | {"url": "https://a.example/\ud800"}
    (files / "b.json").write_text(json.dumps(told), encoding="utf-8")
    ran = batchwatch("ingest", files, "--data", tmp_path / "data", "-q")
    assert "Traceback" not in ran.err
    assert {"Boat a", "Boat c"} <= set(titles(tmp_path / "data"))
    before = titles(tmp_path / "data")
    lose_store(tmp_path / "data")
    assert batchwatch("replay", "--data", tmp_path / "data", "-q").status == 0
    assert titles(tmp_path / "data") == before


def test_an_article_that_breaks_a_step_keeps_no_other_out_of_an_ingest(
    batchwatch: Batchwatch, files: Path, tmp_path: Path, breaks: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    ran = batchwatch("ingest", files, "--data", data, "-q")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "a step broke" in ran.err
    assert titles(data) == ["Boat a", "Boat c"]
    breaks.undo()
    assert batchwatch("ingest", files, "--data", data, "-q").status == 0
    assert titles(data) == ["Boat a", "Boat b", "Boat c"]


def test_an_article_that_breaks_a_step_keeps_no_other_out_of_a_replay(
    batchwatch: Batchwatch, files: Path, tmp_path: Path, breaks: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    batchwatch("ingest", files, "--data", data, "-q")
    lose_store(data)
    ran = batchwatch("replay", "--data", data, "-q")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert "a step broke" in ran.err
    assert titles(data) == ["Boat a", "Boat c"]
    breaks.undo()
    assert batchwatch("ingest", files, "--data", data, "-q").status == 0
    assert titles(data) == ["Boat a", "Boat b", "Boat c"]


# --- one record


@dataclass
class Visits:
    """What several crawls of one site left behind."""

    desk: Desk
    server: FaultServer
    told: dict[str, Any]


@pytest.fixture(scope="module")
def broken(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Visits:
    """Crawls of an archive that is damaged more and more, and lost in the end."""
    listed = feed("/a", "/b", "/c")
    answers: Answers = {f"{SITE}/robots.txt": robots()}
    answers[FEED] = replace(listed, headers=listed.headers | {"ETag": '"list"'})
    answers |= {f"{SITE}/{name}": tagged(page(name.upper())) for name in "abc"}
    told: dict[str, Any] = {}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("broken"), server.prefix, CONFIG)

        def crawled(name: str, *arguments: str) -> None:
            server.arrivals.clear()
            ended = desk.crawl(*arguments)
            asked = {url: conditional(server, url) for url in server.urls}
            told[name] = (ended, asked, titles(desk.data))

        crawled("first", "sample")
        damage(desk.data, desk.rows()["/c"])
        crawled("named", "--url", f"{SITE}/b", "--url", f"{SITE}/c")
        damage(desk.data, desk.rows()["/a"])
        damage(desk.data, desk.rows("entry")[FEED])
        lose_store(desk.data)
        told["replay"] = commands("replay", "--data", desk.data, "-q")
        told["replayed"] = (titles(desk.data), desk.state("/a"))
        crawled("damaged", "sample")
        told["files"] = [path.name for path in archive_files(desk.data)]
        for path in archive_files(desk.data):
            path.unlink()
        crawled("gone", "sample")
        told["files later"] = [path.name for path in archive_files(desk.data)]
    return Visits(desk, server, told)


def test_what_the_archive_and_the_store_lost_is_fetched_again(broken: Visits) -> None:
    assert broken.told["replay"].status == 1
    assert broken.told["replayed"] == (["B", "C"], ("queued", "lost"))
    _, asked, stored = broken.told["damaged"]
    assert asked[f"{SITE}/a"] == [False]
    assert stored == ["A", "B", "C"]


def test_a_page_that_a_person_asks_for_is_fetched_whole_where_its_record_cannot_be_read(
    broken: Visits,
) -> None:
    ended, asked, _ = broken.told["named"]
    assert ended.status == 0, ended.err
    assert (asked[f"{SITE}/b"], asked[f"{SITE}/c"]) == ([True], [False])


def test_a_list_whose_record_is_damaged_is_asked_for_again_at_once(broken: Visits) -> None:
    ended, asked, _ = broken.told["damaged"]
    assert asked[FEED] == [True, False]
    assert (ended.status, ended.outlet("sample")["counters"]["found"]) == (0, 3)


def test_a_list_whose_file_is_gone_is_asked_for_without_condition(broken: Visits) -> None:
    ended, asked, _ = broken.told["gone"]
    assert asked[FEED][-1] is False
    assert ended.outlet("sample")["counters"]["found"] == 3


def test_no_name_of_an_archive_file_is_given_twice(broken: Visits) -> None:
    assert broken.told["files later"]
    assert not set(broken.told["files"]) & set(broken.told["files later"])


def test_a_foreign_archive_is_read_past_a_record_of_a_lying_coding(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    path = tmp_path / "lie.warc.gz"
    records = []
    for name in "abcd":
        coding = b"Content-Encoding: gzip\r\n" if name == "b" else b""
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + b"\r\n"
        http += page(f"Story {name}")
        head = (
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2024-02-01T10:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{uuid4()}>\r\nWARC-Target-URI: {SITE}/{name}\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + http + b"\r\n\r\n"))
    path.write_bytes(b"".join(records))
    batchwatch("ingest", path, "--data", tmp_path / "data", "-q")
    assert titles(tmp_path / "data") == [f"Story {name}" for name in "abcd"]


def test_a_slug_that_only_the_archive_knows_answers_after_a_replay(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    story = "vertical-models-join-register"
    crawl(tmp_path, [one for told, one in news("global_times", "technode") if told.slug == story])
    batches = rows(tmp_path, "SELECT members FROM batch_slugs")
    assert batches
    with keeping(tmp_path) as keeper:
        keeper.keep_note(SLUG_NOTE, "printed-after-the-backup", batches[0]["members"])
    assert batchwatch("batch", "printed-after-the-backup", "--data", tmp_path).status != 0
    assert batchwatch("replay", "--data", tmp_path, "-q").status == 0
    assert batchwatch("batch", "printed-after-the-backup", "--data", tmp_path).status == 0


# --- one page, over several crawls


@pytest.fixture(scope="module")
def visits(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Visits:
    """Crawls of a site whose pages do not all come at once, then a replay into nothing."""
    paths = ("/late", "/never", "/never-tagged", "/refused", "/meta", "/dated", "/deflated")
    deflate = zlib.compressobj(wbits=-15)
    deflated = deflate.compress(page("Deflated")) + deflate.flush()
    moved = f"<html><head><meta http-equiv=refresh content='0;url={SITE}/elsewhere'>".encode()
    dated = feed(*paths)
    printed = b"/dated</link><pubDate>2024-01-28</pubDate>"
    answers: Answers = {
        f"{SITE}/robots.txt": robots(),
        FEED: [replace(dated, body=dated.body.replace(b"/dated</link>", printed)), dated],
        f"{SITE}/late": [Answer(BLANK), Answer(BLANK), tagged(page("Late"))],
        f"{SITE}/never": Answer(BLANK),
        f"{SITE}/never-tagged": tagged(BLANK),
        f"{SITE}/refused": [*[Answer(status=403)] * FEW, tagged(page("Refused"))],
        f"{SITE}/meta": tagged(page("Meta").replace(b"<html><head>", moved)),
        f"{SITE}/elsewhere": Answer(page("Elsewhere")),
        f"{SITE}/dated": [tagged(page("Dated", ""), "1"), tagged(page("Edited", ""), "2")],
        f"{SITE}/deflated": tagged(deflated, **{"Content-Encoding": "deflate"}),
    }
    told: dict[str, Any] = {"states": [], "titles": []}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("visits"), server.prefix, CONFIG)
        for _ in range(FEW + 1):
            desk.crawl("sample")
            told["states"].append({path: desk.state(path) for path in desk.rows()})
            told["titles"].append(titles(desk.data))
    wanted = "SELECT title, published_at, text FROM articles ORDER BY title"
    told["stored"] = rows(desk.data, wanted)
    lose_store(desk.data)
    commands("replay", *desk.line()[-5:-1], "-q")
    told["replayed"] = rows(desk.data, wanted)
    return Visits(desk, server, told)


def test_a_listed_page_without_article_is_asked_for_until_it_has_one(visits: Visits) -> None:
    assert [states["/late"] for states in visits.told["states"][:3]] == [
        ("queued", "no_article"),
        ("queued", "no_article"),
        ("stored", "article"),
    ]
    assert "Late" in visits.told["titles"][2]


@pytest.mark.parametrize("path", ["/never", "/never-tagged"])
def test_a_listed_page_that_never_has_an_article_is_settled_after_a_few_runs(
    visits: Visits, path: str
) -> None:
    found = [states[path] for states in visits.told["states"]]
    assert found == [("queued", "no_article")] * (FEW - 1) + [("settled", "no_article")] * 2


def test_a_page_that_is_refused_for_days_is_had_later(visits: Visits) -> None:
    assert [states["/refused"][1] for states in visits.told["states"][:FEW]] == ["http_403"] * FEW
    assert "Refused" in visits.told["titles"][FEW]


def test_a_page_that_robots_txt_forbids_for_days_is_asked_for(tmp_path: Path) -> None:
    forbidden = outcome_of(Failure(ForbiddenByRobots("no")))  # type: ignore[no-untyped-call]
    with keeping(tmp_path) as keeper:
        ledger = keeper.ledger
        ledger.found("a", f"{SITE}/a", PAGE, "2024-01-30T10:00:00Z")
        for _ in range(FEW):
            told = (forbidden.name, forbidden.cause)
            ledger.failed("a", *told, at="2024-01-30T10:00:00Z", tries=forbidden.tries)
        assert [one.key for one in ledger.queue(PAGE.outlet)] == ["a"]


@each("status", [401, 403, 406, 407, 429, 451])
def test_a_refusal_says_little_of_the_page(status: int) -> None:
    refused = HttpError(Response(f"{SITE}/a", status=status))
    tries = outcome_of(Failure(refused)).tries  # type: ignore[no-untyped-call]
    assert tries is not None
    assert tries > FEW


def test_a_refresh_is_not_followed(visits: Visits) -> None:
    assert f"{SITE}/elsewhere" not in visits.server.urls
    assert "Meta" in visits.told["titles"][0]


def test_an_edited_page_keeps_the_date_of_its_first_list(visits: Visits) -> None:
    (edited,) = (row for row in visits.told["stored"] if row["title"] == "Edited")
    assert str(edited["published_at"]).startswith("2024-01-2")


def test_raw_deflate_reads_the_same_from_the_archive(visits: Visits) -> None:
    (stored,) = (row for row in visits.told["stored"] if row["title"] == "Deflated")
    assert stored in visits.told["replayed"]


def test_a_replay_of_what_came_late_is_the_same(visits: Visits) -> None:
    assert visits.told["replayed"] == visits.told["stored"]


# --- dates


@pytest.fixture(scope="module")
def windowed(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Visits:
    """A crawl, one from a day on that finds an edit before it, and replays."""
    answers: Answers = {
        f"{SITE}/robots.txt": robots(),
        FEED: feed("/jan", "/feb"),
        f"{SITE}/feb": tagged(page("Feb", "2024-02-05 10:00")),
    }
    answers[f"{SITE}/jan"] = [
        tagged(page("Jan", "2024-01-05 10:00"), "1"),
        tagged(page("Edited", "2024-01-06 10:00"), "2"),
    ]
    told: dict[str, Any] = {}
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("dates"), server.prefix, CONFIG)
        desk.crawl("sample")
        desk.crawl("sample", "--since", "2024-02-01")
        told["outside"] = desk.state("/jan")
        lose_store(desk.data)
        commands("replay", "--data", desk.data, "-q")
        told["rebuilt"] = (titles(desk.data), desk.state("/jan"))
        commands("replay", "--as-of", "2024-01-31", "--data", desk.data, "-q")
        told["as of"] = titles(desk.data)
        server.arrivals.clear()
        desk.crawl("sample")
        told["later"] = titles(desk.data)
    return Visits(desk, server, told)


def test_a_version_outside_the_dates_takes_no_other_along(windowed: Visits) -> None:
    assert windowed.told["outside"] == ("fetched", "outside_dates")
    assert windowed.told["rebuilt"] == (["Feb", "Jan"], ("fetched", "outside_dates"))


def test_what_a_day_leaves_out_is_stored_by_the_next_crawl(windowed: Visits) -> None:
    assert windowed.told["as of"] == ["Jan"]
    assert windowed.told["later"] == ["Edited", "Feb"]
    assert conditional(windowed.server, f"{SITE}/feb") in ([], [True])


def test_a_day_drops_nothing_that_only_the_store_has(
    batchwatch: Batchwatch, files: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    batchwatch("ingest", files, "--data", data, "-q")
    for path in archive_files(data):
        path.unlink()
    ran = batchwatch("replay", "--as-of", "2024-01-20", "--data", data, "-q")
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert titles(data) == ["Boat a", "Boat b", "Boat c"]


# --- lists


def item(number: int, day: int | None, **more: object) -> dict[str, object]:
    """A row of a list; the day is one of January, None for a row without time."""
    at = day and str(int(datetime(2024, 1, day, 12, tzinfo=UTC).timestamp()))
    told = {"item_type": "post", "guid": str(number), "title": f"Post {number}"}
    return told | {"is_popularize": "1", "time_published": at} | more


def told_in_json(data: object) -> Answer:
    document = json.dumps({"result": "ok", "data": data}).encode()
    return Answer(document, headers={"Content-Type": "application/json"})


def pages_of(api: Api, urls: list[str]) -> list[int]:
    """Which pages of a list were asked for."""
    known = {api.address(number): number for number in range(99)}
    return [known[url] for url in urls if url in known]


@pytest.fixture(scope="module")
def strange(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """Two crawls of three strange lists, the first from a day on: what each asked for.

    One ignores the offset, one has a row without time on each page, one fails at first.
    """
    origins = ("https://api.tmtpost.com", "https://www.tmtpost.com")
    answers: Answers = {f"{origin}/robots.txt": robots() for origin in origins}
    same = told_in_json([item(number, 20) for number in range(50)])
    for number in range(9):
        first = 1000 * number
        answers[COLUMN.address(number)] = same
        undated = [
            item(first, None, is_popularize="0"),
            *(item(first + n, 2) for n in range(1, 30)),
        ]
        answers[NEWEST.address(number)] = told_in_json(undated)
        flashes = [item(20_000 + first + n, 20) for n in range(39)]
        last = item(29_000 + first, 20, item_type="word", is_popularize="0")
        answers[FLASHES.address(number)] = told_in_json([*flashes, last])
    later = answers[FLASHES.address()]
    assert isinstance(later, Answer)
    answers[FLASHES.address()] = [Answer(status=500), later]
    asked = []
    with FaultServer(answers) as server:
        desk = Desk(commands, tmp_path_factory.mktemp("strange"), server.prefix, QUICK)
        for options in (["--since", "2024-01-10"], []):
            server.arrivals.clear()
            desk.crawl("tmtpost", *options, settings={"RETRY_TIMES": 0})
            asked.append(server.urls)
    return asked


def test_a_list_that_ignores_the_offset_is_asked_twice(strange: list[list[str]]) -> None:
    assert pages_of(COLUMN, strange[0]) == [0, 1]


def test_rows_without_time_do_not_make_a_list_endless(strange: list[list[str]]) -> None:
    assert pages_of(NEWEST, strange[0]) == [0]


def test_a_list_that_failed_at_first_is_read_one_page(strange: list[list[str]]) -> None:
    assert pages_of(FLASHES, strange[0]) == [0]
    assert pages_of(FLASHES, strange[1]) == [0]


DETAIL = {"title": "Post 1", "main": f"<p>{SENTENCE}</p>"}


@pytest.mark.parametrize(
    "document",
    [DETAIL, {"result": "ok", "data": [DETAIL]}],
    ids=["bare", "array"],
)
def test_an_article_is_read_whatever_is_around_it(document: object) -> None:
    assert TMTPost.detail is not None
    fields = read_detail(json.dumps(document).encode(), TMTPost.detail)
    assert fields is not None
    assert fields.title == "Post 1"


def test_a_group_by_number_is_read_as_an_array() -> None:
    row = {"item_type": "pc_power_pos", "items": {"0": item(1, 2), "1": item(2, 2)}}
    found = read_api(told_in_json([row]).body, NEWEST)
    assert [one.url for one in found.articles] == [
        "https://www.tmtpost.com/1.html",
        "https://www.tmtpost.com/2.html",
    ]


def test_an_id_with_a_fraction_of_zero_is_a_whole_number() -> None:
    found = read_api(told_in_json([item(1, 2, guid=6900003.0)]).body, NEWEST)
    assert [one.url for one in found.articles] == ["https://www.tmtpost.com/6900003.html"]


# --- looking again


class Harbour(Outlet):
    """An outlet whose pages have no validators."""

    name = "harbour"
    label = "Harbour"
    language = "en"
    allowed_domains = ("harbour.example",)


def blind(folder: Path, pages: int) -> tuple[Keeper, list[str]]:
    """Pages without validators that were had a month ago."""
    urls = [f"https://harbour.example/{number}" for number in range(pages)]
    about = replace(PAGE, outlet="harbour")
    at = f"{datetime.now(UTC) - timedelta(days=30):%Y-%m-%dT%H:%M:%SZ}"
    keep(folder, [response(url=url, body=url.encode(), about=about, fetched_at=at) for url in urls])
    return Keeper(folder), urls


@pytest.mark.parametrize(("hours", "due"), [(3, False), (23, False), (25, True), (240, True)])
def test_a_page_without_validators_is_looked_at_after_a_day(
    tmp_path: Path, hours: int, due: bool
) -> None:
    keeper, urls = blind(tmp_path, 1)
    row = keeper.ledger.find(keeper.ledger.waiting("harbour")[0].key)
    keeper.close()
    assert row is not None
    assert urls == [row.url]
    assert row.checked_at is not None
    at = datetime.fromisoformat(row.checked_at)
    assert rechecks.due(row, at + timedelta(hours=hours)) is due


def test_one_run_looks_at_few_pages_without_validators(tmp_path: Path) -> None:
    keeper, urls = blind(tmp_path, rechecks.MOST_BLIND + 5)
    tally = Tally(logging.LoggerAdapter(logging.getLogger("again")), lambda *_: None, keeper)
    frontier = Frontier(Harbour, keeper, tally, window=Window(), limit=None)
    chosen = list(frontier.listed(map(Listed, urls)))
    keeper.close()
    assert len(chosen) == rechecks.MOST_BLIND


# --- stopping


def test_one_interrupt_ends_a_slow_crawl_and_leaves_the_rest(
    commands: Prepared, tmp_path: Path
) -> None:
    paths = [f"/{number}" for number in range(20)]
    answers: Answers = {f"{SITE}/robots.txt": robots(), FEED: feed(*paths)}
    answers |= {SITE + path: Answer(page(f"Page {path}")) for path in paths}
    with FaultServer(answers) as server:
        slow = CONFIG.replace("10ms", "1s")
        desk = Desk(commands, tmp_path, server.prefix, slow)
        running = commands.start(*desk.line("sample"))
        until = time.monotonic() + 20
        while FEED not in server.urls and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(0.5)
        os.kill(running.pid, signal.SIGINT)
        at = time.monotonic()
        ended: Ended = running.wait()
        took = time.monotonic() - at
    assert took < 5
    assert ended.err.count("stopping after the pages in hand") == 1
    queued = [path for path in paths if desk.state(path)[0] == "queued"]
    assert len(queued) > 15
