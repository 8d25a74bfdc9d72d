"""What tells of a list without being an event joins the list's batch, in any order of arrival."""

from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from beside import settled
from official import entry, keep, official
from told import Told, announcement, article, contents, ingest

from db import answers
from db.store import RecordStore, store_path
from extract.extraction import Extraction

MASTER = "https://www.cac.gov.cn/2024-04/02/c_1.htm"
NAME = "生成式人工智能服务已备案信息（2024年{}月）"
LISTS = {
    "april": official([entry(n) for n in range(1, 21)], page=MASTER, name=NAME.format(4)),
    "june": official(
        [entry(n, date="2024-06-15", list="genai_filing/2024-06") for n in range(21, 36)],
        page=MASTER, name=NAME.format(6), published=None, fetched="2024-07-20T01:00:00Z",
    ),
}  # fmt: skip


def page(name: str, day: str, said: dict[str, Any], **known: Any) -> Told:
    words = f"{name}\n附件1：{NAME.format(4)}\n附件2：{NAME.format(6)}"
    facts = {"outlet": "cac", "text": words, "language": "zh", "published_at": f"{day}T09:00:00Z"}
    found = announcement(**({"level": "national"} | said))
    return article(name, **(facts | known)), Extraction(True, (found,))


LISTING: dict[str, Any] = {"kind": "list", "event_date": "2024-04"}
FIRST = page("first", "2024-04-02", LISTING, url=MASTER, key="cac.gov.cn/2024-04/02/c_1.htm")
AGAIN = page("again", "2024-05-12", LISTING | {"event_date": "2024-05"})
TOTAL = page(
    "total", "2024-07-08",
    {"kind": "cumulative", "cumulative_services": 35, "event_date": "2024-06-30"},
    outlet="paper", text="截至6月30日，累计有35款",
)  # fmt: skip
PRESS = page(
    "press", "2024-07-08",
    {"services_in_batch": 7, "cumulative_services": 35, "event_date": "2024-06-30"},
    outlet="daily", text="6月30日新增7款，累计有35款",
)  # fmt: skip
STORIES = {"first": FIRST, "again": AGAIN, "total": TOTAL, "press": PRESS}


def stored(folder: Path, steps: Iterable[str]) -> Path:
    """A store after some steps, each settled by itself."""
    path = store_path(folder)
    for step in steps:
        if step in LISTS:
            keep(folder, LISTS[step])
            settled(path)
        else:
            ingest(path, [STORIES[name] for name in step.split()])
    return path


def members(path: Path) -> dict[str, list[str]]:
    with RecordStore.open_read_only(path) as store:
        found = answers.batches(store)["batches"]
    return {b["slug"]: sorted(a["id"] for a in b["articles"]) for b in found}


def test_a_running_total_joins_the_list_that_ends_with_it(tmp_path: Path) -> None:
    path = stored(tmp_path, ["april", "june", "total"])
    assert members(path) == {
        "genai-filing-2024-06-15-list": ["total"],
        "genai-filing-2024-04-02-list": [],
    }
    with RecordStore.open_read_only(path) as store:
        batch = answers.batch(store, "genai-filing-2024-06-15-list") or {}
        before = answers.batch(store, batch["slug"], as_of="2024-07-07")
    assert batch["cumulative_stated"] == {"value": 35, "qualifier": "exact"}
    assert (batch["cumulative_listed"], batch["services_listed"]) == (35, 15)
    assert (batch["status"], batch["voices"]) == ("listed_only", 0)
    assert [row["role"] for row in batch["articles"]] == ["background"]
    assert before is None


def test_what_a_press_batch_takes_leaves_the_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.settle.NEARBY", 0)
    path = stored(tmp_path / "one", ["april", "june", "total", "press"])
    found = members(path)
    assert found["genai-filing-2024-06-15-list"] == []
    assert ["press", "total"] in found.values()
    assert found == members(stored(tmp_path / "all", ["april", "june", "total press"]))


@pytest.mark.parametrize(
    "said", [{"cumulative_services": 36}, {"province": "北京"}, {"scheme": "genai_registration"}]
)
def test_another_total_joins_nothing(tmp_path: Path, said: dict[str, Any]) -> None:
    facts = {"kind": "cumulative", "cumulative_services": 35, "event_date": "2024-06-30"}
    told = page("total", "2024-07-08", facts | said, outlet="paper")
    ingest(path := stored(tmp_path, ["june"]), [told])
    assert members(path) == {"genai-filing-2024-06-15-list": []}


def test_a_page_published_again_is_an_article_of_its_first_list(tmp_path: Path) -> None:
    path = stored(tmp_path, ["again", "first", "april", "june"])
    assert members(path) == {
        "genai-filing-2024-06-15-list": [],
        "genai-filing-2024-04": ["again", "first"],
    }
    with RecordStore.open_read_only(path) as store:
        old = answers.batch(store, "genai-filing-2024-05") or {}
    assert (old["slug"], old["voices"]) == ("genai-filing-2024-04", 1)


def test_so_it_is_where_no_article_is_the_list(tmp_path: Path) -> None:
    path = stored(tmp_path, ["april", "june", "again"])
    assert members(path) == {
        "genai-filing-2024-06-15-list": [],
        "genai-filing-2024-04-02-list": ["again"],
    }


def test_a_page_that_says_more_is_a_batch(tmp_path: Path) -> None:
    path = stored(tmp_path, ["april", "june"])
    ingest(path, [page("more", "2024-05-12", LISTING | {"services_in_batch": 7})])
    assert len(members(path)) == 3


ORDERS = list(permutations(["april", "june", "first", "again", "total"]))[::17]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    whole = ["april", "june", "first again total"]
    return contents(stored(tmp_path_factory.mktemp("expected"), whole))


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_any_order_gives_the_same_rows(
    tmp_path: Path, order: Sequence[str], expected: dict[str, list[str]]
) -> None:
    assert contents(stored(tmp_path, order)) == expected
