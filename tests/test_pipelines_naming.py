"""Stored names mean what all stored names together let them mean, in any order of arrival."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from told import Told, announcement, contents, ingest, service, told

from db.store import RecordStore
from pipelines.forgetting import forget
from pipelines.resolve import document_number

SAID = announcement(services_in_batch=4, event_date="2024-01-17")


def story(name: str, *services: tuple[str | None, str | None], **known: Any) -> Told:
    return told(name, SAID, services=[service(*pair) for pair in services], **known)


LONG, OTHER = "北京昊岚科技有限公司", "上海昊岚科技有限公司"
STORIES = [
    story("a", (LONG, "言川大模型"), language="zh"),
    story("b", ("昊岚", "言川"), language="zh"),
    story("c", (OTHER, "言海"), (OTHER, None), language="zh"),
    story("d", ("Haolan", None), (None, "Yanchuan")),
    story("e", ("Tesla", "xBot"), ("特斯拉", "特斯拉xBot客户服务"), (None, "xBot"), language="zh"),
    story("f", ("Quorvex AI", "Yanchuan"), fetched_at="2024-03-02T00:00:00Z"),
    story("f", ("Quorvex", "Onyx"), text="An edited story.", fetched_at="2024-03-03T00:00:00Z"),
    story("g", ("Quorvex Data", "Onyx")),
]


def meanings(path: Path) -> dict[tuple[str | None, str | None], tuple[str | None, str | None]]:
    asked = "SELECT company, model, company_id, service_id FROM service_mentions"
    with RecordStore.open_read_only(path) as store:
        return {
            (row["company"], row["model"]): (row["company_id"], row["service_id"])
            for row in store.rows(asked)
        }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    path = tmp_path_factory.mktemp("naming") / "s.db"
    ingest(path, STORIES)
    return contents(path)


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(STORIES), cut=st.integers(0, len(STORIES)))
def test_any_order_gives_the_same_rows(
    expected: dict[str, list[str]], order: list[Told], cut: int
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.db"
        ingest(path, order[:cut])
        ingest(path, order[cut:])
        assert contents(path) == expected


def test_what_goes_leaves_the_others_as_if_it_had_never_been(tmp_path: Path) -> None:
    ingest(tmp_path / "less.db", STORIES[:2])
    ingest(tmp_path / "more.db", STORIES[:3])
    with RecordStore.open(tmp_path / "more.db") as store:
        forget(store, [document_number(STORIES[2][0].key, "zh")])
    assert contents(tmp_path / "more.db") == contents(tmp_path / "less.db")


def test_a_second_firm_of_the_name_takes_the_short_name_from_the_first(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, STORIES[:2])
    assert meanings(path)["昊岚", "言川"] == ("haolan", "haolan/yanchuan")
    assert meanings(path)[LONG, "言川大模型"] == ("haolan", "haolan/yanchuan")
    ingest(path, STORIES[2:3])
    found = {company: ids[0] for (company, _), ids in meanings(path).items()}
    assert found == {
        "昊岚": "haolan", LONG: "beijing-haolan-technology", OTHER: "shanghai-haolan-technology",
    }  # fmt: skip


def test_a_service_without_its_firm_is_that_of_the_one_firm_that_has_it(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [story("a", ("Quorvex", "Onyx")), story("b", (None, "Onyx"))])
    assert meanings(path)[None, "Onyx"] == (None, "quorvex/onyx")
    ingest(path, [story("c", ("Brightpath", "Onyx"))])
    assert meanings(path)[None, "Onyx"] == (None, "onyx")


def test_a_service_without_its_firm_is_that_of_the_firm_in_its_name(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [story("a", (None, "特斯拉昊岚"), language="zh")])
    assert meanings(path)[None, "特斯拉昊岚"] == (None, "haolan")
    ingest(path, [story("b", ("Tesla", "xBot"))])
    assert meanings(path)[None, "特斯拉昊岚"] == (None, "tesla/haolan")


def test_the_gazetteers_names_of_what_is_stored_are_aliases(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(
        path,
        [
            story(
                "a",
                ("掌阅科技", "摹小仙"),
                ("Quorvex", "021科学基础"),
                ("衔远科技", None),
                language="zh",
            )
        ],
    )
    with RecordStore.open_read_only(path) as store:
        rows = store.rows("SELECT * FROM aliases")
    held = {(row["entity"], row["name"], row["origin"], row["articles"]) for row in rows}
    assert {
        ("zhangyue", "掌阅科技", "press", 1),
        ("zhangyue", "iReader", "reviewed", 0),
        ("zhangyue", "掌阅科技股份有限公司", "reviewed", 0),
        ("zhangyue/moxiaoxian", "摹小仙", "press", 1),
        ("zhangyue/moxiaoxian", "Mo Xiaoxian", "reviewed", 0),
        ("frontis", "Xianyuan", "pinyin", 0),
        ("quorvex/021kexuejichu", "021科学基础", "press", 1),
        ("quorvex/021kexuejichu", "021科学基础模型", "register", 0),
        ("quorvex", "Quorvex", "press", 1),
    } <= held
    assert {row["entity"].partition("/")[0] for row in rows} == {"zhangyue", "quorvex", "frontis"}
    assert all(row["first_seen"] is None for row in rows if row["origin"] != "press")
