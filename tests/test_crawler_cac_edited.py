"""Old pages of the regulator are edited in place: each is looked at again, politely and in turn."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from faults.serving import Answer, FaultServer
from prepared import Desk, Prepared
from regulator import HTML, POSTED, SITE, Regulator, address, binary, links, page, pdf, posted, site

from crawler import rechecks
from crawler.archive.capture import About, Place
from crawler.frontier import Frontier
from crawler.keeper import Keeper
from crawler.ledger.opening import ledger_path
from crawler.spiders.cac import CyberspaceAdministration
from crawler.tally import Tally
from crawler.window import Window

BATCH = f"{SITE}/2024-02/18/c_1709925427424332.htm"
LIST = "境内深度合成服务算法备案清单（2024年2月）"


class Visit(NamedTuple):
    """What one crawl asked of the page, and the documents that it found."""

    asked: list[dict[str, str]]
    documents: list[dict[str, Any]]
    counters: dict[str, int]


def edition(file: str) -> Answer:
    """The page of a batch with its list at an address."""
    printed = page(printed="2024年02月18日 10:00", body=links({file: LIST}))
    return replace(printed, headers={"ETag": f'"{file}"', **HTML})


def days_pass(data: Path, days: int) -> None:
    """Let everything in the ledger be so much older."""
    columns = ("found_at", "checked_at", "changed_at")
    moved = ", ".join(
        f"{name} = strftime('%Y-%m-%dT%H:%M:%SZ', {name}, '-{days} days')" for name in columns
    )
    with closing(sqlite3.connect(ledger_path(data))) as conn, conn:
        conn.execute(f"UPDATE pages SET {moved}")


@pytest.fixture(scope="module")
def visits(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Visit]]:
    """The page is named by no list after the first crawl; it is edited before the second."""
    answers = site() | {BATCH: edition("ds1"), address("ds1", LIST): binary(pdf("first"))}
    edited = address("ds2", LIST)
    listed = posted({("A093702", 1): [BATCH], ("A093710", 1): [BATCH]})
    with FaultServer(answers | {POSTED: listed}) as server:
        folder: Path = tmp_path_factory.mktemp("edited")
        regulator = Regulator(Desk(commands, folder, server.prefix), server)
        visits = []
        for days, change in (
            (0, {}),
            (8, {POSTED: answers[POSTED], BATCH: edition("ds2"), edited: binary(pdf("edited"))}),
            (6, {}),
        ):
            regulator.change(change)
            if days:
                days_pass(regulator.desk.data, days)
            before = len(regulator.asked(BATCH))
            ended, documents = regulator.crawl()
            assert ended.status == 0, ended
            counters = ended.outlet("cac")["counters"]
            visits.append(Visit(regulator.asked(BATCH)[before:], documents, counters))
        yield visits


def test_a_page_that_no_list_names_is_looked_at_once_a_week(visits: list[Visit]) -> None:
    assert [len(visit.asked) for visit in visits] == [1, 1, 0]
    assert [visit.counters.get("revisited", 0) for visit in visits] == [0, 1, 0]


def test_it_is_asked_for_on_condition(visits: list[Visit]) -> None:
    first, again = visits[0].asked[0], visits[1].asked[0]
    assert (first.get("If-None-Match"), again.get("If-None-Match")) == (None, '"ds1"')


def test_the_edited_list_leaves_the_crawler_once_and_without_the_date_of_its_page(
    visits: list[Visit],
) -> None:
    found = [[row for row in visit.documents if row["page"] == BATCH] for visit in visits]
    assert [len(rows) for rows in found] == [1, 1, 0]
    first, edited = found[0][0], found[1][0]
    assert (first["published_at"], edited["published_at"]) == ("2024-02-18T02:00:00Z", None)
    assert first["name"] == edited["name"]
    assert first["sha256"] != edited["sha256"]


def test_every_page_has_its_turn(tmp_path: Path) -> None:
    pages = 2 * rechecks.MOST_REVISITED + 3
    keeper = with_documents(tmp_path, pages)
    turns = []
    for _ in range(4):
        turns.append([wanted.key for wanted in frontier(keeper).revisited()])
        for key in turns[-1]:
            at = f"{datetime.now(UTC):%FT%TZ}"
            keeper.ledger.unchanged(key, at=at, mark=None, etag=None, last_modified=None)
    assert [len(turn) for turn in turns] == [rechecks.MOST_REVISITED, rechecks.MOST_REVISITED, 3, 0]
    assert [key for turn in turns for key in turn] == [f"cac:c_{n:015}" for n in range(pages)]
    keeper.close()


def test_a_page_that_fails_rests_longer(tmp_path: Path) -> None:
    keeper = with_documents(tmp_path, 1)
    (page,) = frontier(keeper).revisited()
    keeper.ledger.failed(page.key, "http_404", "404", at="2024-01-01T00:00:00Z", tries=5)
    row = keeper.ledger.find(page.key)
    keeper.close()
    assert row is not None
    week, at = timedelta(days=7), datetime(2024, 1, 1, tzinfo=UTC)
    assert rechecks.longest_unseen([row], at + 1.5 * week, week) == []
    assert rechecks.longest_unseen([row], at + 2 * week, week) == [row]


def test_a_window_and_a_limit_hold_for_them_too(tmp_path: Path) -> None:
    keeper = with_documents(tmp_path, 3)
    assert list(frontier(keeper, Window("2024-06-01")).revisited()) == []
    assert len(list(frontier(keeper, limit=2).revisited())) == 2
    keeper.close()


def frontier(keeper: Keeper, window: Window | None = None, limit: int | None = None) -> Frontier:
    """The choice of a new run."""
    log = logging.LoggerAdapter(logging.getLogger("edited"))
    tally = Tally(log, lambda *_: None, keeper)
    return Frontier(CyberspaceAdministration, keeper, tally, window=window or Window(), limit=limit)


def with_documents(folder: Path, pages: int) -> Keeper:
    """Pages with a file each, the first of them not looked at for longest."""
    keeper = Keeper(folder)
    for number in range(pages):
        url = f"{SITE}/2024-02/18/c_{number:015}.htm"
        at = f"{datetime.now(UTC) - timedelta(days=100 - number):%FT%TZ}"
        key, place = f"cac:c_{number:015}", Place("none.warc.gz", 0)
        for name, about in (
            (key, About("page", "cac", listed=True, listed_date="2024-02-18")),
            (f"{url}?file", About("document", "cac", page=url, name="名单")),
        ):
            keeper.ledger.found(name, url if name == key else name, about, at)
            keeper.ledger.archived(name, about, place, at=at, status=200, digest="sha1:X")
        keeper.ledger.stored([key])
    return keeper
