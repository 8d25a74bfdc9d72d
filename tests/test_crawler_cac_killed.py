"""A kill between archive, ledger and record store: the next crawl has each official list once."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Self

import pytest
from faults.serving import Answer, FaultServer
from killing import captures, contents, unsound
from official_files import FILINGS, RECOMMENDED, docx_of, listed
from prepared import Desk, Prepared
from regulator import ALGORITHMS, MASTER, Regulator, address, binary, links, page, site
from scrapy.crawler import Crawler

import crawler.keeper
import pipelines.store
from crawler.archive.capture import About
from crawler.settings import EXTENSIONS

NAMES = [f"生成式人工智能服务已备案信息（2024年{month}月）" for month in (4, 8)]
ALGORITHM_LIST = "境内互联网信息服务算法备案清单（2022年8月）"
NUMBER = "网信算备310105823450101220001号"
ROW = ["1", "推荐算法", "个性化推送类", "推荐有限公司", "某某（APP）", "用于推荐", NUMBER, ""]


class Deadly:
    """Kills the crawl where documents are at the place of the setting ``DIES_AT``."""

    @classmethod
    def from_crawler(cls, scrapy: Crawler) -> Self:
        """Lay the trap of one crawl."""
        place, turn = scrapy.settings["DIES_AT"].split()
        module, name, after = TRAPS[place]
        whole, left = getattr(module, name), [int(turn)]

        def trapped(*given: Any, **named: Any) -> Any:
            left[0] -= _of_documents([*given, *named.values()])
            die = not left[0]
            if die and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            result = whole(*given, **named)
            if die:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        setattr(module, name, trapped)
        return cls()


TRAPS: dict[str, tuple[Any, str, bool]] = {
    "archived": (crawler.keeper, "note_content", False),
    "noted": (crawler.keeper, "note_content", True),
    "written": (pipelines.store, "keep_documents", True),
    "committed": (pipelines.store, "_tell", False),
}
"""Module, function, and whether the kill comes after its call: of the archive's record, of the
ledger's row, of the rows in an open transaction, and before the ledger hears of the commit."""


def _of_documents(given: list[Any]) -> bool:
    """Is this call for a document?"""
    about = (getattr(one, "about", None) for one in given)
    kept = any(isinstance(one, About) and one.kind == "document" for one in about)
    keys = (key for one in given if isinstance(one, list) for key in one)
    return kept or any("document:" in str(key) for key in keys)


def answers() -> dict[str, Answer]:
    """The growing pages with lists of real entries."""
    rows = listed("genai_filing/2024-04", most=12)
    files = dict(zip("ab", NAMES, strict=True))
    made = {
        address(path, name): binary(docx_of(name, [FILINGS, *part]))
        for (path, name), part in zip(files.items(), (rows[:7], rows[7:]), strict=True)
    }
    other = address("z", ALGORITHM_LIST)
    return {
        **site(),
        **made,
        MASTER: page(body=links(files)),
        ALGORITHMS: page(printed="2022年08月12日 10:00", body=links({"z": ALGORITHM_LIST})),
        other: binary(docx_of(ALGORITHM_LIST, [RECOMMENDED, ROW])),
    }


Crawl = Callable[..., Regulator]


@pytest.fixture(scope="module")
def regulator(commands: Prepared) -> Iterator[Crawl]:
    with FaultServer(answers()) as server:
        yield lambda folder: Regulator(Desk(commands, folder, server.prefix), server)


@pytest.fixture(scope="module")
def whole(regulator: Crawl, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What an undisturbed crawl leaves."""
    desk = regulator(tmp_path_factory.mktemp("whole")).desk
    ended = desk.crawl("cac")
    assert ended.status == 0, ended
    found = contents(desk.data)
    assert len(found["register_rows"]) == 13
    return found


@pytest.mark.parametrize(
    "place",
    [
        "archived 2",
        "written 1",
        *(pytest.param(place, marks=pytest.mark.soak) for place in ("noted 1", "committed 1")),
    ],
)
def test_the_next_crawl_completes_it(
    regulator: Crawl, whole: dict[str, list[str]], tmp_path: Path, place: str
) -> None:
    killed = regulator(tmp_path)
    deadly = {"EXTENSIONS": {**EXTENSIONS, "test_crawler_cac_killed.Deadly": 500}}
    ended = killed.desk.crawl("cac", settings={**deadly, "DIES_AT": place})
    assert ended.status == -signal.SIGKILL, ended
    assert unsound(killed.desk.data) == []
    ended = killed.desk.crawl("cac")
    assert ended.status == 0, ended
    assert contents(killed.desk.data) == whole
    assert list(captures(killed.desk.data, "document").values()) == [1, 1, 1]
    states = {(row.state, row.outcome) for row in killed.rows("document") if row.key != row.url}
    assert states == {("stored", "document")}
