"""``register --check`` proves that every row is there, or says which are not."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from conftest import Batchwatch
from test_cli_register_store import workbook

from pipelines.official import bundled

Row = dict[str, Any]
AUGUST = "生成式人工智能服务已备案信息（2024年8月）"
PAGE = "https://www.cac.gov.cn/2024-08/08/c_1.htm"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from cli.main import main

    data = tmp_path_factory.mktemp("shipped")
    assert main(["register", "--bundled", "-q", "--data", str(data)]) == 0
    return data


def check(batchwatch: Batchwatch, data: Path) -> dict[str, list[Row]]:
    ran = batchwatch("register", "--check", "--json", "--data", data)
    assert ran.status == 0
    found: dict[str, list[Row]] = json.loads(ran.out)
    return found


def verdicts(batchwatch: Batchwatch, data: Path) -> dict[str, tuple[str, int | None]]:
    return {
        row["list"]: (row["verdict"], row["difference"]) for row in check(batchwatch, data)["lists"]
    }


def official() -> Iterator[Row]:
    """The totals of whole registers that ship."""
    with (bundled.FOLDER / "totals.csv").open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.DictReader(file) if not row["province"])


def test_nothing_is_stored_and_nothing_is_made(batchwatch: Batchwatch, tmp_path: Path) -> None:
    assert check(batchwatch, tmp_path / "none") == {"lists": [], "totals": []}
    assert not (tmp_path / "none").exists()


def test_at_every_day_the_filings_are_as_many_as_stated(
    batchwatch: Batchwatch, shipped: Path
) -> None:
    found = {
        (t["scheme"], t["as_of"]): t
        for t in check(batchwatch, shipped)["totals"]
        if t["province"] is None
    }
    stated = [row for row in official() if row["scheme"] == "genai_filing"]
    assert len(stated) == 13
    for row in stated:
        total = found["genai_filing", row["as_of"]]
        assert (total["rows"], total["equal"]) == (int(row["stated_cumulative"]), True)


def test_figures_of_provinces_are_as_stated(batchwatch: Batchwatch, shipped: Path) -> None:
    found = [t for t in check(batchwatch, shipped)["totals"] if t["province"]]
    assert len(found) == 6
    assert all(total["equal"] for total in found)


def test_the_lists_of_filings_are_complete(batchwatch: Batchwatch, shipped: Path) -> None:
    found = verdicts(batchwatch, shipped)
    filings = [found[name] for name in found if name.startswith("genai_filing")]
    assert filings == [("complete", 0)] * 13
    assert found["on_device/2026-07"] == ("complete", 0)
    assert found["deep_synthesis/batch-1"] == ("complete", None)


def test_registrations_that_do_not_ship_are_told(batchwatch: Batchwatch, shipped: Path) -> None:
    found = verdicts(batchwatch, shipped)
    assert found["genai_registration/2025-06"] == ("complete", 0)
    assert found["genai_registration/2025-08"] == ("partial", -1)
    assert found["genai_registration/2025-10"] == ("partial", -35)
    assert found["genai_registration/2026-04"] == ("partial", -49)


def store(batchwatch: Batchwatch, data: Path, *files: Path, published: str | None = None) -> None:
    told = ("--published", published, "--url", PAGE) if published else ()
    assert batchwatch("register", *files, "--store", "-q", "--data", data, *told).status == 0


def lists(folder: Path, *numbers: range) -> list[Path]:
    return [
        workbook(folder / f"{n}.xlsx", held, AUGUST.replace("8月", f"{n + 4}月"))
        for n, held in enumerate(numbers)
    ]


def test_serial_numbers_decide_where_nothing_is_stated(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    store(batchwatch, tmp_path / "data", *lists(tmp_path, range(1, 8), range(8, 12), range(14, 17)))
    first, second, third = check(batchwatch, tmp_path / "data")["lists"]
    assert (first["verdict"], first["difference"]) == ("complete", None)
    assert second["verdict"] == "complete"
    assert (third["verdict"], third["missing"]) == ("partial", [12, 13])


def test_doubled_serial_numbers_are_a_conflict(batchwatch: Batchwatch, tmp_path: Path) -> None:
    path = workbook(tmp_path / "twice.xlsx", range(1, 6), 序号=3)
    store(batchwatch, tmp_path / "data", path)
    (row,) = check(batchwatch, tmp_path / "data")["lists"]
    assert (row["verdict"], row["doubled"]) == ("conflict", [3])


def announce(
    folder: Path, text: str, url: str = PAGE, published: str = "2024-08-08", **known: str
) -> Path:
    told = {"url": url, "outlet": "cac", "language": "zh", "text": text}
    told |= {
        "title": "关于发布生成式人工智能服务已备案信息的公告",
        "published": f"{published}T18:00:00+08:00",
    }
    path = folder / "announcement.json"
    path.write_text(json.dumps(told | known, ensure_ascii=False), encoding="utf-8")
    return path


NEW = "5月至7月，新增{new}款生成式人工智能服务完成备案。"
ALL = "截至2024年8月1日，累计有{all}款生成式人工智能服务完成备案。"


@pytest.mark.parametrize(
    ("text", "verdict", "difference"),
    [
        (NEW + ALL, "complete", 0),
        (ALL, "complete", 0),
        (NEW.replace("{new}", "6") + ALL.replace("{all}", "13"), "partial", -2),
        (NEW.replace("{new}", "2") + ALL.replace("{all}", "9"), "conflict", 2),
    ],
)
def test_what_the_page_of_a_list_states_decides(
    batchwatch: Batchwatch, tmp_path: Path, text: str, verdict: str, difference: int
) -> None:
    data, (first, second) = tmp_path / "data", lists(tmp_path, range(1, 8), range(8, 12))
    store(batchwatch, data, first)
    store(batchwatch, data, second, published="2024-08-08")
    said = text.replace("{new}", "4").replace("{all}", "11")
    assert batchwatch("ingest", announce(tmp_path, said), "-q", "--data", data).status == 0
    found = check(batchwatch, data)
    row = found["lists"][-1]
    assert (row["verdict"], row["difference"]) == (verdict, difference)
    (total,) = found["totals"]
    assert (total["as_of"], total["rows"]) == ("2024-08-01", 11)
    assert total["equal"] == (verdict == "complete")


OWN_PAGE = "https://www.cac.gov.cn/2024-08/09/c_2.htm"


def totals(found: dict[str, list[Row]]) -> list[tuple[str, str | None, int, int]]:
    keys = ("as_of", "province", "rows", "stated")
    return [tuple(total[key] for key in keys) for total in found["totals"]]


@pytest.mark.parametrize("first", ["lists", "announcement"])
def test_an_announcement_whose_list_hangs_on_another_page_states_its_total(
    batchwatch: Batchwatch, tmp_path: Path, first: str
) -> None:
    data, stored = tmp_path / "data", lists(tmp_path, range(1, 8), range(8, 12))
    said = announce(tmp_path, ALL.replace("{all}", "11"), OWN_PAGE, "2024-08-09")
    if first == "lists":
        store(batchwatch, data, *stored)
    assert batchwatch("ingest", said, "-q", "--data", data).status == 0
    if first != "lists":
        store(batchwatch, data, *stored)
    found = check(batchwatch, data)
    stated = [(row["rows"], row["stated_cumulative"], row["verdict"]) for row in found["lists"]]
    assert stated == [(7, None, "complete"), (4, 11, "complete")]
    assert found["lists"][1]["difference"] == 0
    assert totals(found) == [("2024-08-01", None, 11, 11)]


def test_a_total_without_any_list_is_told(batchwatch: Batchwatch, tmp_path: Path) -> None:
    said = announce(tmp_path, ALL.replace("{all}", "346"), OWN_PAGE, "2024-08-09")
    assert batchwatch("ingest", said, "-q", "--data", tmp_path / "data").status == 0
    found = check(batchwatch, tmp_path / "data")
    assert (found["lists"], totals(found)) == ([], [("2024-08-01", None, 0, 346)])


def test_what_the_press_repeats_is_no_official_total(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    press = {"outlet": "ithome", "url": "https://www.ithome.com/0/1.htm"}
    said = announce(tmp_path, ALL.replace("{all}", "346"), **press)
    assert batchwatch("ingest", said, "-q", "--data", tmp_path / "data").status == 0
    assert check(batchwatch, tmp_path / "data") == {"lists": [], "totals": []}


def of_province(path: Path, province: str) -> Path:
    book = openpyxl.load_workbook(path)
    assert book.active is not None
    for row in book.active.iter_rows(min_row=3, min_col=2, max_col=2):
        row[0].value = province
    book.save(path)
    return path


def test_a_province_states_its_own_total(batchwatch: Batchwatch, tmp_path: Path) -> None:
    data, page = tmp_path / "data", "https://www.cagd.gov.cn/v/2024/08/1.html"
    name = "广东省生成式人工智能服务已备案信息（2024年8月）"
    mine = of_province(workbook(tmp_path / "mine.xlsx", range(1, 4), name), "广东省")
    told = ("--published", "2024-08-05", "--url", page)
    assert batchwatch("register", mine, "--store", "-q", "--data", data, *told).status == 0
    text = "截至2024年8月1日，广东省共有3款生成式人工智能服务完成备案。"
    said = announce(tmp_path, text, page, title=name, outlet="gd_office")
    assert batchwatch("ingest", said, "-q", "--data", data).status == 0
    store(batchwatch, data, *lists(tmp_path, range(1, 8)), published="2024-08-08")
    found = check(batchwatch, data)
    stated = {row["list"]: (row["rows"], row["stated_cumulative"]) for row in found["lists"]}
    assert stated == {"genai_filing/2024-04": (7, None), "genai_filing/guangdong/2024-08": (3, 3)}
    assert [total["province"] for total in found["totals"]] == ["广东"]


def test_a_doctor_tells_of_the_register(batchwatch: Batchwatch, shipped: Path) -> None:
    ran = batchwatch("doctor", "--json", "--data", shipped)
    (line,) = [f for f in json.loads(ran.out)["findings"] if f["check"] == "register"]
    assert (ran.status, line["state"]) == (0, "ok")
    assert "30 lists" in line["text"]
    assert "1511 rows" in line["text"]
