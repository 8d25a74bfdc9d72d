"""A kill, a full disk and a second writer leave whole lists or none; a plain rerun completes."""

import random
import time
from pathlib import Path

import pytest
import told
from killing import TIMES, captures, unsound
from prepared import Ended, Prepared
from test_cli_register_store import TITLE, workbook

from crawler.keeper import keeping
from db.store import store_path

KIB = 1024


class Shelf:
    """Two official files and a data directory for each way to keep them."""

    def __init__(self, commands: Prepared, folder: Path) -> None:
        self.commands, self.folder = commands, folder
        self.files = [
            workbook(folder / "first.xlsx", range(1, 40)),
            workbook(folder / "later.xlsx", range(40, 90), TITLE.replace("4月", "8月")),
        ]

    def line(self, data: Path) -> list[object]:
        words = ("--store", "--published", "2024-08-08", "--data", data, "-q")
        return ["register", *self.files, *words]

    def keep(self, data: Path, *, blocks: int = 0) -> Ended:
        return self.commands(*self.line(data), blocks=blocks)

    def contents(self, data: Path) -> dict[str, list[str]]:
        """Every derived row, without the instants of the handing in."""
        return told.contents(store_path(data), dropped=(*TIMES, "first_seen", "dated_at"))


@pytest.fixture(scope="module")
def shelf(commands: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(commands, tmp_path_factory.mktemp("shelf"))


@pytest.fixture(scope="module")
def whole(shelf: Shelf) -> tuple[float, dict[str, list[str]]]:
    """How long an undisturbed run takes, and what it leaves."""
    began = time.monotonic()
    assert shelf.keep(shelf.folder / "whole").status == 0
    return time.monotonic() - began, shelf.contents(shelf.folder / "whole")


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_is_completed_by_the_next(
    shelf: Shelf, whole: tuple[float, dict[str, list[str]]], tmp_path: Path, seed: int
) -> None:
    seconds, contents = whole
    moment = random.Random(seed).uniform(0.2, 1.0) * seconds
    running = shelf.commands.start(*shelf.line(tmp_path))
    time.sleep(moment)
    running.kill()
    running.wait()
    assert unsound(tmp_path) == []
    ended = shelf.keep(tmp_path)
    assert ended.status == 0, ended.err
    assert shelf.contents(tmp_path) == contents
    assert set(captures(tmp_path, "document").values()) == {1}


@pytest.mark.parametrize("size", [8, 150])
def test_a_full_disk_is_one_line_and_a_rerun_completes(
    shelf: Shelf, whole: tuple[float, dict[str, list[str]]], tmp_path: Path, size: int
) -> None:
    ended = shelf.keep(tmp_path, blocks=size * KIB)
    assert ended.status not in (0, -25), ended
    assert ended.err.count("\n") == 1
    assert unsound(tmp_path) == []
    ended = shelf.keep(tmp_path)
    assert ended.status == 0, ended.err
    assert shelf.contents(tmp_path) == whole[1]


def test_a_second_writer_is_told_and_writes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    with keeping(tmp_path):
        ended = shelf.keep(tmp_path)
    assert (ended.status, ended.err.count("\n")) == (3, 1)
    assert not store_path(tmp_path).exists()
