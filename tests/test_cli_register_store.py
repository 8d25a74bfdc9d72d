"""``register --store`` and ``--bundled`` keep official lists, in archive and store, for good."""

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Batchwatch
from official import contents, rows

from cli.main import main

TITLE = "生成式人工智能服务已备案信息（2024年4月）"
HEAD = ["序号", "属地", "模型名称", "备案单位", "备案号", "备案时间"]


def workbook(path: Path, numbers: range, title: str = TITLE, **changed: Any) -> Path:
    """An official list as a workbook; ``changed`` are cells of its first row."""
    book = openpyxl.Workbook()
    sheet = book.create_sheet(index=0)
    sheet.append([title])
    sheet.append(HEAD)
    for n in numbers:
        cells = dict(zip(HEAD, _cells(n), strict=True))
        sheet.append(list((cells | (changed if n == numbers[0] else {})).values()))
    book.save(path)
    return path


def _cells(n: int) -> list[object]:
    number = f"Beijing-MoXing{n}-20230821{n:04}"
    return [n, "北京市", f"模型{n}号", f"北京第{n}科技有限公司", number, f"2024/3/{n % 28 + 1}"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return workbook(tmp_path / "first.xlsx", range(1, 9))


def test_rows_are_kept_with_what_is_told_of_their_file(
    batchwatch: Batchwatch, data: Path, first: Path
) -> None:
    page = "https://www.cac.gov.cn/2024-04/02/c_1713729983803145.htm"
    told = ("--published", "2024-04-02", "--url", page, "--name", f"{TITLE}.xlsx")
    ran = batchwatch("register", first, "--store", "--data", data, "--json", *told)
    assert ran.status == 0, ran.err
    (kept,) = json.loads(ran.out)["lists"]
    assert (kept["list"], kept["rows"], kept["new"]) == ("genai_filing/2024-04", 8, 8)
    (row, *_) = rows(data, "SELECT * FROM register_rows ORDER BY seq")
    assert (row["date"], row["province"], row["known_from"]) == (
        "2024-03-02",
        "北京市",
        "2024-04-02",
    )
    (listed,) = rows(data, "SELECT * FROM register_lists")
    assert (listed["page"], listed["published"]) == (page, "2024-04-02")


def test_twice_changes_nothing(batchwatch: Batchwatch, data: Path, first: Path) -> None:
    batchwatch("register", first, "--store", "--data", data)
    before = contents(data)
    ran = batchwatch("register", first, "--store", "--data", data, "--json")
    assert json.loads(ran.out)["lists"][0]["known"] == 8
    assert contents(data) == before


def test_a_run_is_written(batchwatch: Batchwatch, data: Path, first: Path) -> None:
    batchwatch("register", first, "--store", "--data", data)
    (run,) = json.loads(batchwatch("runs", "--data", data, "--json").out)["runs"]
    assert (run["verb"], run["outcome"]) == ("register", "ok")
    assert run["counters"]["store/rows_new"] == 8


def test_what_is_refused_leaves_nothing_behind(
    batchwatch: Batchwatch, data: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04" + bytes(400))
    ran = batchwatch("register", broken, "--store", "--data", data)
    assert (ran.status, ran.err.count("\n")) == (1, 1)
    assert not data.exists()


def test_what_is_refused_keeps_nothing_else_away(
    batchwatch: Batchwatch, data: Path, first: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04" + bytes(400))
    ran = batchwatch("register", broken, first, "--store", "--data", data, "--json")
    assert ran.status == 1
    assert len(rows(data, "SELECT * FROM register_rows")) == 8
    (run,) = json.loads(batchwatch("runs", "--data", data, "--json").out)["runs"]
    assert run["outcome"] == "partial"


def test_an_edited_list_is_a_revision_and_no_new_list(
    batchwatch: Batchwatch, data: Path, first: Path, tmp_path: Path
) -> None:
    edited = workbook(tmp_path / "edited.xlsx", range(1, 9), 模型名称="改名大模型")
    for path in (first, edited):
        ran = batchwatch("register", path, "--store", "--data", data, "--json")
    (kept,) = json.loads(ran.out)["lists"]
    assert (kept["list"], kept["changed"], kept["known"]) == ("genai_filing/2024-04", 1, 7)
    assert len(rows(data, "SELECT * FROM register_lists")) == 1
    assert len(rows(data, "SELECT * FROM register_row_revisions")) == 1


def test_a_wrong_day_of_publication_can_be_put_right(
    batchwatch: Batchwatch, data: Path, first: Path
) -> None:
    for day in ("2024-03-29", "2024-04-02"):
        batchwatch("register", first, "--store", "--published", day, "--data", data)
    assert {row["known_from"] for row in rows(data, "SELECT * FROM register_rows")} == {
        "2024-04-02"
    }
    before = contents(data)
    batchwatch("replay", "--data", data, "-q")
    assert contents(data) == before


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data with the lists of two days and all that ships."""
    folder = tmp_path_factory.mktemp("stocked")
    first = workbook(folder / "first.xlsx", range(1, 9))
    later = workbook(folder / "later.xlsx", range(9, 12), TITLE.replace("4月", "8月"))
    told = ["--data", str(folder / "data"), "-q"]
    for path, day in ((first, "2024-04-02"), (later, "2024-08-08")):
        assert main(["register", str(path), "--store", "--published", day, *told]) == 0
    assert main(["register", "--bundled", *told]) == 0
    return folder / "data"


def test_bundled_rows_are_loaded_once(batchwatch: Batchwatch, data: Path, stocked: Path) -> None:
    shutil.copytree(stocked, data)
    before = contents(data)
    runs = json.loads(batchwatch("runs", "--data", data, "--json").out)["runs"]
    assert [run["counters"].get("store/rows_new") for run in runs] == [1511, 3, 8]
    ran = batchwatch("register", "--bundled", "--data", data, "--json")
    assert json.loads(ran.out)["bundled"]["new"] == 0
    assert contents(data) == before


@pytest.mark.parametrize(
    "lost", ["batchwatch.db*", pytest.param("archive/*", marks=pytest.mark.soak)]
)
def test_a_replay_brings_all_back(
    batchwatch: Batchwatch, data: Path, stocked: Path, lost: str
) -> None:
    shutil.copytree(stocked, data)
    before = contents(data)
    for path in data.glob(lost):
        path.unlink()
    assert batchwatch("replay", "--data", data, "-q").status == 0
    assert contents(data) == before


def test_a_replay_as_of_a_day_knows_no_later_list(
    batchwatch: Batchwatch, data: Path, stocked: Path
) -> None:
    shutil.copytree(stocked, data)
    before = contents(data)
    batchwatch("replay", "--as-of", "2024-04-30", "--data", data, "-q")
    known = rows(data, "SELECT scheme, known_from FROM register_lists ORDER BY known_from")
    assert [row["known_from"] for row in known] == ["2023-06-20", "2024-04-02", "2024-04-02"]
    assert (
        max(row["published"] for row in rows(data, "SELECT * FROM register_totals")) == "2024-04-02"
    )
    batchwatch("replay", "--data", data, "-q")
    assert contents(data) == before


@pytest.mark.parametrize(
    "words",
    [
        ["--store"],
        ["--store", "--bundled"],
        ["--published", "2024-04-02", "FILE"],
        ["--bundled", "FILE"],
        ["--check", "FILE"],
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    batchwatch: Batchwatch, data: Path, first: Path, words: list[str]
) -> None:
    given = [first if word == "FILE" else word for word in words]
    assert batchwatch("register", *given, "--data", data).status == 2
    assert not data.exists()


@pytest.mark.parametrize(
    "address", ["notaurl", "www.cac.gov.cn/1.htm", "ftp://cac.gov.cn/1", "https://"]
)
def test_what_is_no_address_of_a_page_is_wrong_usage(
    batchwatch: Batchwatch, tmp_path: Path, address: str
) -> None:
    path = workbook(tmp_path / "list.xlsx", range(1, 4))
    told = ("--store", "--url", address, "--data", tmp_path / "data")
    assert batchwatch("register", path, *told).status == 2
    assert not (tmp_path / "data").exists()
