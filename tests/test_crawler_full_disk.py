"""A disk that fills up ends the crawl with one line; after room is made a plain rerun completes."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import killing
import pytest
from killing import captures, unsound
from prepared import Desk, Ended, Prepared
from small_disk import disk

from crawler.newsroom.server import Newsroom
from db.store import RecordStore, store_path

KIB = 1024


def empty_store() -> int:
    """KiB that a record store takes before anything is in it."""
    with TemporaryDirectory() as folder, RecordStore.open(store_path(Path(folder))):
        return sum(path.stat().st_size for path in Path(folder).iterdir()) // KIB


EMPTY = empty_store()
DISKS = (100, 330, EMPTY + 70, EMPTY + 140)
"""KiB: too small for an empty store (twice), for a ledger beside it, for what comes later."""
FILES = (200,)
"""KiB that a file may have: writing fails though there is room, as on a failing disk."""


@dataclass(frozen=True)
class Filled:
    """A crawl that ran out of room, what it left, and the rerun."""

    ended: Ended
    unsound: list[str]
    stored: set[str]
    """Keys that the ledger calls stored."""
    in_store: set[str]
    """Keys of the articles in the record store."""
    rerun: Ended
    contents: dict[str, list[str]]
    captures: Counter[str]


Fill = Callable[[int], Filled]


@dataclass(frozen=True)
class Whole:
    """An undisturbed crawl."""

    contents: dict[str, list[str]]
    captures: Counter[str]
    keys: set[str]


def contents(data: Path) -> dict[str, list[str]]:
    """Every derived row: that the disk was full is itself told, and stays so."""
    told = ("alerts", "deliveries", "incidents")
    return {table: rows for table, rows in killing.contents(data).items() if table not in told}


def keys(desk: Desk) -> set[str]:
    return {row["id"] for row in desk.ask("articles")["articles"]}


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as running:
        yield running


@pytest.fixture(scope="module")
def whole(
    commands: Prepared, newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> Whole:
    desk = Desk(commands, tmp_path_factory.mktemp("whole"), newsroom.prefix)
    assert desk.crawl("technode").status == 0
    return Whole(contents(desk.data), captures(desk.data, "page"), keys(desk))


def look(desk: Desk, ended: Ended) -> Filled:
    """What a crawl left and what a rerun makes of it; there is room now."""
    rows = desk.rows().values() if (desk.data / "ledger.db").exists() else ()
    stored = {row.key for row in rows if row.state == "stored"}
    wrong, had = unsound(desk.data), keys(desk)
    rerun = desk.crawl("technode")
    after = contents(desk.data), captures(desk.data, "page")
    return Filled(ended, wrong, stored, had, rerun, *after)


@pytest.fixture(scope="module")
def filled(
    commands: Prepared, newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> Fill:
    """Crawls on disks that fill up, by their size; each is made once."""
    known: dict[int, Filled] = {}

    def fill(size: int) -> Filled:
        if size not in known:
            desk = Desk(commands, tmp_path_factory.mktemp("disk"), newsroom.prefix)
            line = desk.line("technode")
            desk.data.mkdir()
            with disk(desk.data, size) as resize:
                ended = commands(*line)
                resize(64 * KIB)
                known[size] = look(desk, ended)
        return known[size]

    return fill


@pytest.fixture(scope="module")
def refused(
    commands: Prepared, newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory
) -> Fill:
    """Crawls whose files may not grow beyond a size."""
    known: dict[int, Filled] = {}

    def fill(size: int) -> Filled:
        if size not in known:
            desk = Desk(commands, tmp_path_factory.mktemp("file"), newsroom.prefix)
            known[size] = look(desk, desk.crawl("technode", blocks=size * KIB))
        return known[size]

    return fill


def told_in_one_line(found: Filled) -> bool:
    ended = found.ended
    return ended.status == 1 and ended.out == "" and ended.err.count("\n") == 1


def kept(found: Filled, whole: Whole) -> bool:
    """Whether nothing is damaged and what the ledger calls stored is stored."""
    return found.unsound == [] and found.stored <= found.in_store <= whole.keys


def completed(found: Filled, whole: Whole) -> bool:
    rerun = (found.rerun.status, found.rerun.err)
    return rerun == (0, "") and (found.contents, found.captures) == (
        whole.contents,
        whole.captures,
    )


@pytest.mark.parametrize("size", DISKS)
def test_a_full_disk_ends_the_crawl_with_one_line(filled: Fill, size: int) -> None:
    found = filled(size)
    assert told_in_one_line(found), found.ended
    # SQLite's word for a log that it cannot make is "disk I/O error".
    words = ("no room to write", "disk I/O error", "No space left on device")
    assert any(word in found.ended.err for word in words)


@pytest.mark.parametrize("size", DISKS)
def test_what_was_committed_before_the_disk_was_full_is_there(
    filled: Fill, whole: Whole, size: int
) -> None:
    assert kept(filled(size), whole)


@pytest.mark.parametrize("size", DISKS)
def test_with_room_again_a_plain_rerun_completes(filled: Fill, whole: Whole, size: int) -> None:
    found = filled(size)
    assert completed(found, whole), found.rerun
    assert set(found.captures.values()) == {1}


def test_some_disk_was_full_in_the_middle_of_the_crawl(filled: Fill, whole: Whole) -> None:
    """Else the tests above say less than they seem to."""
    asked = [found.ended.err for found in map(filled, DISKS)]
    assert any("ledger.db" in line for line in asked)
    assert any("batchwatch.db" in line for line in asked)


@pytest.mark.parametrize("size", FILES)
def test_a_file_that_cannot_grow_ends_the_crawl_with_one_line_and_loses_nothing(
    refused: Fill, whole: Whole, size: int
) -> None:
    found = refused(size)
    assert told_in_one_line(found), found.ended
    assert kept(found, whole)
    assert completed(found, whole), found.rerun
