"""A province's list comes before that of the country, which counts its entries again."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from official import Given, contents, entry, keep, official, rows

from db.store import RecordStore, store_path
from extract.register.records import RegisterRow
from pipelines.official.checking import check

NATIONAL = "genai_filing/2024-04"
LOCAL = "genai_filing/guangdong/2024-03"
PAGE = "https://www.cagd.gov.cn/v/2024/03/1.html"
COUNTRY = official(
    entry(n, province="广东省" if n in (4, 7, 9) else "北京市") for n in range(1, 21)
)


def told(numbers: tuple[int, ...] = (4, 7, 9)) -> list[RegisterRow]:
    """A province's own list of entries of the country's, with serial numbers of its own."""
    mine = {"province": "广东省", "list": "genai_filing/2024-03"}
    names = {n: entry(n, **mine) for n in numbers}
    return [
        entry(seq, **mine, name=row.name or "", company=row.company, number=row.number)
        for seq, row in enumerate(names.values(), 1)
    ]


def local(published: str = "2024-03-30", **known: Any) -> Given:
    facts: dict[str, Any] = {"page": PAGE, "outlet": "gd_office"}
    return official(
        told(), published=published, fetched=f"{published}T09:00:00Z", **(facts | known)
    )


def owners(folder: Path) -> dict[str, int]:
    found = rows(folder, "SELECT list, count(*) AS n FROM register_rows GROUP BY list")
    return {row["list"]: row["n"] for row in found}


def checked(folder: Path) -> dict[str, tuple[int, str | None]]:
    with RecordStore.open_read_only(store_path(folder)) as store:
        found = check(store)["lists"]
    return {row["list"]: (row["rows"], row["verdict"]) for row in found}


def test_alone_it_has_its_entries(tmp_path: Path) -> None:
    keep(tmp_path, local())
    assert owners(tmp_path) == {LOCAL: 3}
    assert checked(tmp_path) == {LOCAL: (3, "complete")}


@pytest.mark.parametrize("published", ["2024-03-30", "2024-04-10"])
def test_both_are_whole_and_the_country_has_the_entries(tmp_path: Path, published: str) -> None:
    keep(tmp_path, local(published), COUNTRY)
    assert owners(tmp_path) == {NATIONAL: 20}
    assert checked(tmp_path) == {LOCAL: (3, "complete"), NATIONAL: (20, "complete")}
    first = rows(tmp_path, "SELECT known_from, seq FROM register_rows WHERE number LIKE '%g7-%'")
    assert first == [{"known_from": min(published, "2024-04-02"), "seq": 7}]


@pytest.mark.parametrize(
    "how",
    [
        {"page": "https://www.cac.gov.cn/c_1.htm", "outlet": "cac", "name": "广东省已备案信息"},
        {"page": None, "outlet": None, "url": None, "name": "广东省已备案信息"},
        {"page": "https://mp.news.example/s/1"},
    ],
    ids=["by its name", "without a page", "by its outlet"],
)
def test_a_provinces_list_is_told(tmp_path: Path, how: dict[str, Any]) -> None:
    keep(tmp_path, local(**how))
    assert owners(tmp_path) == {LOCAL: 3}


def test_an_excerpt_on_a_national_page_is_of_the_countrys_list(tmp_path: Path) -> None:
    page = "https://www.cac.gov.cn/2024-04/10/c_1.htm"
    keep(tmp_path, COUNTRY, local("2024-04-10", page=page, outlet="cac"))
    assert owners(tmp_path) == {NATIONAL: 20}
    assert checked(tmp_path) == {NATIONAL: (20, "complete")}


def test_the_order_of_arrival_does_not_matter(tmp_path: Path) -> None:
    seen = [COUNTRY, local(), local("2024-05-01", name="广东省", body=b"again")]
    found = []
    for number, order in enumerate(permutations(seen)):
        folder = tmp_path / str(number)
        folder.mkdir()
        keep(folder, *order)
        found.append(contents(folder))
    assert all(one == found[0] for one in found)
