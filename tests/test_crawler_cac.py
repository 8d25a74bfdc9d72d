"""The regulator's page that grows over four crawls: each new list is found once, also when the
address of its page or of its file changes, or the day of its publication anew; another page that
has it, or another name, leaves the crawler as well.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from faults.serving import FaultServer
from prepared import Desk, Ended, Prepared
from regulator import (
    MASTER,
    NOTICES,
    POSTED,
    SITE,
    SYSTEM,
    Regulator,
    address,
    binary,
    links,
    notices,
    page,
    pdf,
    posted,
    site,
)

A, B, C, D = (f"名单（2024年{month}月）" for month in (4, 8, 11, 12))
MOVED = f"{SITE}/2025-01/08/c_1738034725920930.htm"
FILE = f"{SYSTEM}/api/file/fileDownLoad?noticeId=n9"
CANCELLED = {"noticeId": "n9", "type": 1, "title": "关于注销算法备案编号的公告", "content": ""}


class Visit(NamedTuple):
    """One crawl and what came of it."""

    ended: Ended
    documents: list[dict[str, Any]]

    @property
    def names(self) -> list[str]:
        """The names of the documents."""
        return sorted(document["name"] for document in self.documents)

    @property
    def new(self) -> int:
        """How many contents were new."""
        counters: dict[str, int] = self.ended.outlet("cac")["counters"]
        return counters.get("document/new", 0)


@pytest.fixture(scope="module")
def regulator(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Regulator]:
    with FaultServer(site()) as server:
        folder: Path = tmp_path_factory.mktemp("cac")
        yield Regulator(Desk(commands, folder, server.prefix), server)


@pytest.fixture(scope="module")
def visits(regulator: Regulator) -> list[Visit]:
    found = [Visit(*regulator.crawl())]
    second = {"a": A, "b": B}
    regulator.change({MASTER: page(body=links(second)), address("b", B): binary(pdf("b"))})
    found.append(Visit(*regulator.crawl()))
    third = {"a2": A, "b": B, "c": C}
    notice = notices(CANCELLED | {"createTime": "2024-11-20 10:00:00"})
    regulator.change(
        {
            MASTER: page(body=links(third), again="2024/11/20 10:00:00"),
            address("a2", A): binary(pdf("a")),
            address("c", C): binary(pdf("c")),
            NOTICES: notice,
            FILE: binary(pdf("n9")),
        }
    )
    found.append(Visit(*regulator.crawl()))
    regulator.change(
        {
            POSTED: posted({("A093702", 1): [MOVED], ("A093710", 1): [MOVED]}),
            MASTER: page(body=links({**third, "d": D})),
            MOVED: page(printed="2025年01月08日 18:00", body=links({"b3": B, "d3": D})),
            address("b3", B): binary(pdf("b")),
            address("d", D): binary(pdf("d")),
            address("d3", D): binary(pdf("d")),
        }
    )
    found.append(Visit(*regulator.crawl()))
    return found


def test_each_list_is_found_once(visits: list[Visit]) -> None:
    assert [visit.ended.status for visit in visits] == [0, 0, 0, 0]
    assert [visit.names for visit in visits] == [
        [A, "算法（2022年8月）"],
        [B],
        [CANCELLED["title"], C],
        [D, D, B],
    ]
    assert [visit.new for visit in visits] == [2, 1, 2, 1]


def test_a_list_is_dated_by_its_page_only_where_it_came_with_it(visits: list[Visit]) -> None:
    places = [(row["name"], row["page"], row) for visit in visits for row in visit.documents]
    dates = {(name, page): row["published_at"] for name, page, row in places}
    assert dates[A, MASTER] == "2024-04-02T09:00:00Z"
    assert dates[B, MASTER] is None
    assert dates[B, MOVED] == "2025-01-08T10:00:00Z"
    notice = next(date for (name, _), date in dates.items() if name == CANCELLED["title"])
    assert notice == "2024-11-20T02:00:00Z"


@pytest.mark.usefixtures("visits")
def test_a_file_is_asked_for_once_and_from_its_page(regulator: Regulator) -> None:
    (asked,) = regulator.asked(address("b", B))
    assert asked["Referer"] == MASTER
    (asked,) = regulator.asked(FILE)
    assert asked["Referer"] == f"{SYSTEM}/"


@pytest.mark.usefixtures("visits")
def test_the_ledger_says_what_each_address_holds(regulator: Regulator) -> None:
    rows = regulator.rows("document")
    found = {(row.name, row.page): (row.state, row.outcome) for row in rows if row.key != row.url}
    places = [(A, MASTER), (B, MOVED), (D, MASTER), (D, MOVED)]
    assert {found[place] for place in places} == {("stored", "document")}


@pytest.mark.usefixtures("visits")
def test_every_channel_has_a_row_and_every_post_its_form(regulator: Regulator) -> None:
    posts = [arrival for arrival in regulator.server.arrivals if arrival.url == POSTED]
    assert {arrival.method for arrival in posts} == {"POST"}
    assert {arrival.headers["Referer"] for arrival in posts} == {f"{SITE}/"}
    channels = {arrival.body.decode().partition("&")[0] for arrival in posts}
    assert channels == {"channelCode=A093702", "channelCode=A093710"}
    keys = [row.key for row in regulator.rows("entry") if row.url == POSTED]
    assert sorted(key.partition("POST&")[2][:19] for key in keys) == sorted(channels)
