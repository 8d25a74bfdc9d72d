"""An article of several pages is one article: its text is that of all of them, in order."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from conftest import Batchwatch
from faults.serving import Answer, FaultServer
from prepared import Desk, Ended, Prepared
from replicas import as_json

from bench.inline import Inline
from crawler.archive.capture import archive_files
from crawler.files import Taken, Unreadable, take_path

SITE, SEARCH = "https://www.chinadaily.com.cn", "https://newssearch.chinadaily.com.cn"
LONG, BROKEN = (f"{SITE}/a/202611/20/WS{letter * 24}.html" for letter in "ab")
CONFIG = '[crawl]\ndelay = "10ms"\noutlets = ["china_daily"]\n'
FOOT = "Contact the writers at the harbour desk."


def sentence(page: int, mark: str = "") -> str:
    return f"On page {page}{mark} the harbour office counted the ferries that had left by noon."


def page(first: str, number: int, links: list[int], mark: str = "") -> Answer:
    """A page of an article that links to others of it."""
    pager = " ".join(f'<a href="{at(first, n).rpartition("/")[2]}">{n}</a>' for n in links)
    text = (
        f'<div id="lft-art"><h1>Ferries {first[-6]}</h1><span class="info_l">By Lin Yan | '
        f'Updated: 2026-11-20 09:1{number}</span><div id="Content"><p>{sentence(number, mark)}</p>'
        f'<p>{FOOT}</p><div id="div_currpage">{pager}</div></div></div>'
    )
    tag = f'"{first[-6]}{number}{mark}"'
    return Answer(text.encode(), headers={"Content-Type": "text/html", "ETag": tag})


def at(first: str, number: int) -> str:
    """The address of a page."""
    return first.replace(".html", f"_{number}.html") if number > 1 else first


class Site(dict[str, list[Answer]]):
    """The outlet: one article of three pages, and one whose second page is out of order."""

    def __init__(self) -> None:
        super().__init__()
        links = f'<a href="{LONG}">Ferries a</a> <a href="{BROKEN}">Ferries b</a>'
        for section in ("china/scitech", "business/tech"):
            self[f"{SITE}/{section}"] = [Answer(links.encode())]
        # Page 1 knows of the next one only, as pagers with a window do.
        self[LONG] = [page(LONG, 1, [2])]
        self[at(LONG, 2)] = [page(LONG, 2, [1, 3])]
        self[at(LONG, 3)] = [page(LONG, 3, [1, 2])]
        self[BROKEN] = [page(BROKEN, 1, [2, 3])]
        self[at(BROKEN, 2)] = [Answer(status=404)]
        self[at(BROKEN, 3)] = [page(BROKEN, 3, [1, 2])]

    def get(self, url: str, default: Any = None) -> Any:
        """Searches find nothing."""
        if url.startswith(f"{SEARCH}/rest/"):
            return [as_json({"content": [], "totalPages": 0})]
        return super().get(url, default)


Stored = dict[str, tuple[str, int]]


def stored(desk: Desk) -> Stored:
    """Texts and revisions by title."""
    with closing(sqlite3.connect(desk.data / "batchwatch.db")) as conn:
        rows = conn.execute("SELECT title, text, revision FROM articles").fetchall()
    return {title: (text, revision) for title, text, revision in rows}


class Runs(dict[str, tuple[Ended, list[str], Stored]]):
    """What came of crawls in turn, the addresses asked for, what was stored then."""

    desk: Desk


@pytest.fixture(scope="module")
def runs(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Runs:
    ran, site = Runs(), Site()
    with FaultServer({}) as server:
        server.answers = site
        desk = ran.desk = Desk(commands, tmp_path_factory.mktemp("parts"), server.prefix, CONFIG)
        for name in ("first", "again", "edited", "mended"):
            if name == "edited":
                site[at(LONG, 2)] = [page(LONG, 2, [1, 3], "b")]
            if name == "mended":
                site[at(BROKEN, 2)] = [page(BROKEN, 2, [1, 3])]
            server.arrivals.clear()
            ended = desk.crawl()
            ran[name] = ended, [url for url in server.urls if "/a/" in url], stored(desk)
    return ran


def whole(*pages: str) -> str:
    return "\n".join((*pages, FOOT))


def test_the_text_of_all_pages_is_joined_in_order_and_the_foot_kept_once(runs: Runs) -> None:
    _, _, articles = runs["first"]
    assert articles["Ferries a"] == (whole(sentence(1), sentence(2), sentence(3)), 1)
    assert len(articles) == 2
    listed = runs.desk.ask("articles")["articles"]
    assert {row["published_at"] for row in listed} == {"2026-11-20T01:11:00Z"}


def test_a_missing_page_is_told_and_what_there_is_of_the_article_is_kept(runs: Runs) -> None:
    ended, _, articles = runs["first"]
    assert ended.status == 1
    assert ended.outlet("china_daily")["outcome"] == "partial"
    assert "1 further pages of articles could not be had" in ended.out
    assert f"page 2 of {BROKEN} failed" in ended.err
    assert articles["Ferries b"] == (whole(sentence(1), sentence(3)), 1)


def test_pages_as_they_were_are_asked_for_on_condition_and_change_nothing(runs: Runs) -> None:
    _, urls, articles = runs["again"]
    assert sorted(urls) == sorted(at(first, n) for first in (LONG, BROKEN) for n in (1, 2, 3))
    assert articles == runs["first"][2]


def test_an_edited_second_page_is_a_revision_of_the_article(runs: Runs) -> None:
    _, _, articles = runs["edited"]
    assert articles["Ferries a"] == (whole(sentence(1), sentence(2, "b"), sentence(3)), 2)
    assert articles["Ferries b"] == runs["first"][2]["Ferries b"]


def test_a_page_that_is_there_again_completes_the_article(runs: Runs) -> None:
    ended, _, articles = runs["mended"]
    assert ended.status == 0
    assert articles["Ferries b"] == (whole(sentence(1), sentence(2), sentence(3)), 2)


def test_a_page_that_an_archive_took_with_the_others_completes_the_article_as_well(
    commands: Prepared, tmp_path: Path
) -> None:
    moment = {"Memento-Datetime": "Fri, 20 Nov 2026 02:00:00 GMT"}
    firsts = [LONG.replace("a" * 24, letter * 24) for letter in "cdefgh"]
    links = " ".join(f'<a href="{first}">Ferries {first[-6]}</a>' for first in firsts)

    def taken(first: str, number: int, others: list[int]) -> list[Answer]:
        found = page(first, number, others)
        return [Answer(found.body, headers={**found.headers, **moment})]

    site = Site()
    for section in ("china/scitech", "business/tech"):
        site[f"{SITE}/{section}"] = [Answer(links.encode())]
    for first in firsts:
        site[first] = taken(first, 1, [2])
    with FaultServer({}) as server:
        server.answers = site
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        assert desk.crawl().status == 1
        site.update({at(first, 2): taken(first, 2, [1]) for first in firsts})
        assert desk.crawl().status == 0
    crawled = stored(desk)
    assert {text for text, _ in crawled.values()} == {whole(sentence(1), sentence(2))}
    assert {revision for _, revision in crawled.values()} == {2}
    assert commands("replay", "--data", desk.data).status == 0
    assert stored(desk) == crawled


def test_pages_that_a_killed_crawl_had_are_not_asked_for_again(
    commands: Prepared, tmp_path: Path
) -> None:
    site, third, whole_text = Site(), at(LONG, 3), (sentence(1), sentence(2), sentence(3))
    links = f'<a href="{LONG}">Ferries a</a>'
    for section in ("china/scitech", "business/tech"):
        site[f"{SITE}/{section}"] = [Answer(links.encode())]
    there = site.pop(third)
    with FaultServer({}) as server:
        site[third] = [Answer(behaviour=lambda _: time.sleep(2))]
        server.answers = site
        desk = Desk(commands, tmp_path, server.prefix, CONFIG)
        running = commands.start(*desk.line())
        while third not in server.urls:
            time.sleep(0.01)
        running.kill()
        running.wait()
        site[third] = there
        server.arrivals.clear()
        assert desk.crawl().status == 0
        assert [url for url in server.urls if "/a/" in url and url != LONG] == [third]
    assert stored(desk) == {"Ferries a": (whole(*whole_text), 1)}


def test_a_replay_joins_the_same_pages_to_the_same_revisions(runs: Runs) -> None:
    before = stored(runs.desk)
    ended = runs.desk.commands("replay", "--data", runs.desk.data)
    assert (ended.status, stored(runs.desk)) == (0, before)
    assert {row.state for row in runs.desk.pages()} == {"stored"}


@pytest.fixture(scope="module")
def archive(runs: Runs, commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (path,) = archive_files(runs.desk.data)
    return path


def test_pages_in_somebody_s_archive_become_one_article_that_a_replay_keeps(
    archive: Path, commands: Prepared, tmp_path: Path
) -> None:
    desk = Desk(commands, tmp_path, "")
    for verb in (("ingest", archive), ("replay",)):
        assert commands(*verb, "--data", desk.data).status == 0
        articles = stored(desk)
        assert articles["Ferries a"][0] == whole(sentence(1), sentence(2, "b"), sentence(3))
        assert articles["Ferries b"][0] == whole(sentence(1), sentence(2), sentence(3))
        assert len(articles) == 2


def test_a_back_fill_joins_the_pages_of_a_file(
    archive: Path, batchwatch: Batchwatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("cli.backfill.driver.engine_for", lambda *_: Inline())
    desk = Desk(cast("Prepared", None), tmp_path, "")
    ran = batchwatch("backfill", archive, "--all-pages", "--data", desk.data, "-q")
    assert (ran.status, ran.err) == (0, "")
    texts = {title: text for title, (text, _) in stored(desk).items()}
    assert texts == {
        "Ferries a": whole(sentence(1), sentence(2, "b"), sentence(3)),
        "Ferries b": whole(sentence(1), sentence(2), sentence(3)),
    }


def test_pages_that_an_archive_lacks_are_told(archive: Path, tmp_path: Path) -> None:
    from crawler.archive.reading import Member, members

    def without(address: str) -> list[Taken | Unreadable]:
        cut = tmp_path / "cut.warc.gz"
        data = archive.read_bytes()
        found = [one for one in members(archive) if isinstance(one, Member)]
        urls = [one.record().headers.get("WARC-Target-URI") for one in found]
        pairs = zip(found, urls, strict=True)
        cut.write_bytes(b"".join(data[m.start : m.end] for m, url in pairs if url != address))
        return [one for one in take_path(cut) if not (isinstance(one, Taken) and not one.parts)]

    lost = [one for one in without(at(LONG, 3)) if isinstance(one, Unreadable)]
    assert [one.reason.split(",")[0] for one in lost] == [at(LONG, 3)]
    alone = [one for one in without(LONG) if isinstance(one, Unreadable)]
    assert len(alone) == 2
    assert all("whose first page is not in it" in one.reason for one in alone)
