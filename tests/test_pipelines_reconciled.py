"""A batch finds the official entries that it must be about, in whatever order both came."""

from collections.abc import Iterable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from beside import settled
from official import Given, entry, keep, official
from told import Told, announcement, contents, ingest, service, told

from db import answers
from db.store import RecordStore, store_path
from extract.register.records import RegisterRow

DAY = "2024-03-01"
FIRST = "genai_filing/2024-04"


def entries(pairs: Iterable[tuple[str, str]], *, first: int = 1, **known: Any) -> list[RegisterRow]:
    """Entries of (name, company) with running numbers."""
    return [
        entry(n, name, company=company, number=f"Beijing-Nr{n}-20240102{n:04}", **known)
        for n, (name, company) in enumerate(pairs, first)
    ]


PAIRS = [
    ("琥珀鹿写作大模型", "北京琥珀鹿科技有限公司"),
    ("柳絮问答", "北京竹篱信息技术有限公司"),
    ("青瓷绘图大模型", "北京竹篱信息技术有限公司"),
    ("石榴客服助手", "石榴巷（北京）网络科技有限公司"),
    ("海棠编程助手", "北京雁归来软件有限公司"),
    ("云杉语音大模型", "北京云杉岭智能科技有限公司"),
]
BEIJING = entries(PAIRS, date=DAY)
OTHERS = [
    *entries([("白鹭问诊", "上海白鹭洲科技有限公司")], first=20, date=DAY, province="上海市"),
    *entries([("黄杨教育", "北京黄杨木教育有限公司")], first=30, date="2024-02-02"),
]
(ONE_MORE,) = entries([("雪松", "北京雪松林科技有限公司")], first=9, date=DAY)
LIST = official([*BEIJING, *OTHERS])
NAMED = [service("Hupolu", None), service("Zhuli Technology", "Liuxu"), service(None, "Yunshan")]


def story(name: str = "a", services: Sequence[Any] = NAMED, **known: Any) -> Told:
    facts = {"services_in_batch": 6, "companies_in_batch": 5, "event_date": DAY, "province": "北京"}
    published = known.pop("published_at", "2024-03-04T02:00:00Z")
    said = announcement(**(facts | known))
    return told(name, said, services=services, published_at=published)


def both(folder: Path, stories: Iterable[Told], *lists: Given) -> list[dict[str, Any]]:
    """Store articles, then lists; the batches that articles tell of."""
    ingest(store_path(folder), stories)
    keep(folder, *lists)
    settled(store_path(folder))
    return [batch for batch in batches(folder) if batch["voices"]]


def batches(folder: Path) -> list[dict[str, Any]]:
    with RecordStore.open_read_only(store_path(folder)) as store:
        slugs = [row["slug"] for row in answers.batches(store)["batches"]]
        found = [answers.batch(store, slug) for slug in slugs]
    return [batch for batch in found if batch]


def statuses(batch: dict[str, Any]) -> dict[str, str]:
    return {s["register_name"] or s["company"]: s["status"] for s in batch["services"]}


def test_one_provinces_entries_of_one_day(tmp_path: Path) -> None:
    (batch,) = both(tmp_path, [story()], LIST)
    assert (batch["services_listed"], batch["companies_listed"]) == (6, 5)
    assert batch["status"] == "complete"
    assert statuses(batch) == {
        "琥珀鹿写作大模型": "both",
        "柳絮问答": "both",
        "青瓷绘图大模型": "listed",
        "石榴客服助手": "listed",
        "海棠编程助手": "listed",
        "云杉语音大模型": "both",
    }
    assert [(row["list"], row["relation"], row["rows"]) for row in batch["lists"]] == [
        (FIRST, "is", 6)
    ]


@pytest.mark.parametrize(
    ("listed", "status"),
    [(BEIJING[:5], "partial"), ([*BEIJING, ONE_MORE], "conflict")],
    ids=["one is missing", "one too many"],
)
def test_other_numbers_are_told(tmp_path: Path, listed: list[RegisterRow], status: str) -> None:
    (batch,) = both(tmp_path, [story()], official(listed))
    assert (batch["services_listed"], batch["status"]) == (len(listed), status)


@pytest.mark.parametrize(
    "known",
    [
        {"services_in_batch": 9, "companies_in_batch": None, "services": []},
        {"scheme": "genai_registration"},
        {"province": "四川"},
        {"event_date": "2024-02-01", "published_at": "2024-02-02T02:00:00Z"},
        {"event_date": "2024-09-01", "published_at": "2024-09-02T02:00:00Z"},
        {"services": [service("Elsewhere", "Quill"), service("Nowhere", "Cedar")]},
    ],
    ids=["number", "register", "province", "before", "long after", "names"],
)
def test_what_does_not_fit_is_not_linked(tmp_path: Path, known: dict[str, Any]) -> None:
    known = {"services_in_batch": 7, "companies_in_batch": None} | known
    (batch,) = both(tmp_path, [story(**known)], LIST)
    assert batch["services_listed"] is None
    assert batch["status"] == "stated_only"
    assert {service["status"] for service in batch["services"]} <= {"stated"}


def test_a_number_alone_tells_of_the_day_nearest_to_it(tmp_path: Path) -> None:
    more = entries(
        [(f"雪松{n}", f"北京雪松{n}科技有限公司") for n in range(6)], first=40, date="2024-02-20"
    )
    (batch,) = both(tmp_path, [story(services=[])], official([*BEIJING, *more]))
    assert {service["date"] for service in batch["services"]} == {DAY}


def test_a_service_of_another_firm_is_a_conflict(tmp_path: Path) -> None:
    wrong = [service("琥珀鹿", None), service("北京竹篱信息技术有限公司", "海棠编程助手")]
    (batch,) = both(tmp_path, [story(services=wrong)], LIST)
    assert statuses(batch)["海棠编程助手"] == "conflict"
    assert statuses(batch)["琥珀鹿写作大模型"] == "both"


def test_a_firm_with_two_entries_is_neither(tmp_path: Path) -> None:
    (batch,) = both(tmp_path, [story(services=[service("竹篱"), service("琥珀鹿")])], LIST)
    assert statuses(batch)["竹篱"] == "stated"
    assert (statuses(batch)["柳絮问答"], statuses(batch)["青瓷绘图大模型"]) == ("listed", "listed")


def test_one_service_approved_is_its_entry(tmp_path: Path) -> None:
    one = announcement(kind="single_service", event_date="2024-03")
    (batch,) = both(tmp_path, [told("a", one, services=[service("云杉岭", "云杉语音")])], LIST)
    assert (batch["services_listed"], batch["status"]) == (1, "complete")
    assert [s["number"] for s in batch["services"]] == [BEIJING[5].number]


def test_one_service_of_a_firm_with_another_name_is_not_its_entry(tmp_path: Path) -> None:
    one = announcement(kind="single_service", event_date="2024-03")
    (batch,) = both(tmp_path, [told("a", one, services=[service("云杉岭", "海棠写作")])], LIST)
    assert batch["services_listed"] is None


def test_services_of_several_days_are_found_one_by_one(tmp_path: Path) -> None:
    said = announcement(event_date="2024-03-04")
    named = [service(None, "琥珀鹿写作"), service(None, "白鹭问诊"), service(None, "黄杨教育")]
    (batch,) = both(tmp_path, [told("a", said, services=named)], official([BEIJING[0], OTHERS[1]]))
    assert batch["services_listed"] == 2
    assert sorted(statuses(batch).values()) == ["both", "both", "stated"]


def test_an_undated_story_is_known_by_its_names_alone(tmp_path: Path) -> None:
    undated: dict[str, Any] = {"event_date": None, "published_at": None, "province": None}
    (batch,) = both(tmp_path, [story(**undated)], official(BEIJING))
    assert batch["services_listed"] == 6
    nameless = tmp_path / "nameless"
    nameless.mkdir()
    (batch,) = both(nameless, [story(services=[], **undated)], official(BEIJING))
    assert batch["services_listed"] is None


ALGORITHMS = official(
    entries(
        [(f"合成算法{n}", f"公司{n % 7}") for n in range(30)],
        scheme="deep_synthesis", list="deep_synthesis/batch-9", date=None, province=None,
    ),
    published="2024-12-20", fetched="2024-12-21T00:00:00Z", page="https://www.cac.gov.cn/2024-12/20/c_9.htm",
)  # fmt: skip


def test_an_announcement_without_numbers_takes_its_size_from_its_entries(tmp_path: Path) -> None:
    said = announcement(kind="list", scheme="deep_synthesis", event_date="2024-12-20", ordinal=9)
    (batch,) = both(tmp_path, [told("a", said, published_at="2024-12-20T10:00:00Z")], ALGORITHMS)
    assert (batch["services_listed"], batch["companies_listed"]) == (30, 7)
    assert batch["status"] == "listed_only"
    assert batch["title"] == "Deep-synthesis algorithm filing: 30 services, 2024-12-20"
    assert [batch["slug"] for batch in batches(tmp_path)] == ["deep-synthesis-2024-12-20"]


def test_the_page_of_a_list_is_the_list(tmp_path: Path) -> None:
    page = "https://www.cac.gov.cn/2024-12/20/c_9.htm"
    said = announcement(kind="list", scheme="deep_synthesis", event_date="2025-01")
    article = told("a", said, url=page, key="cac.gov.cn/2024-12/20/c_9.htm",
                   published_at="2025-01-20T10:00:00Z")  # fmt: skip
    (batch,) = both(tmp_path, [article], ALGORITHMS)
    assert [row["relation"] for row in batch["lists"]] == ["is"]
    assert "own page" in batch["lists"][0]["reasons"][0]


WHOLE = official([entry(n, date=f"2024-03-{n:02}") for n in range(1, 13)])
OF_LIST = told(
    "l", announcement(kind="list", services_in_batch=12, event_date="2024-04-02"),
    published_at="2024-04-02T10:00:00Z",
)  # fmt: skip


def test_a_list_has_one_batch_whoever_told_of_it_first(tmp_path: Path) -> None:
    path = store_path(tmp_path)
    keep(tmp_path, WHOLE)
    settled(path)
    (alone,) = batches(tmp_path)
    assert (alone["slug"], alone["status"]) == ("genai-filing-2024-04-02-list", "listed_only")
    assert (alone["voices"], alone["services_listed"], alone["first_seen"]) == (0, 12, "2024-04-02")
    ingest(path, [OF_LIST])
    (batch,) = batches(tmp_path)
    assert (batch["slug"], batch["status"]) == ("genai-filing-2024-04-02", "complete")
    with RecordStore.open_read_only(path) as store:
        old = answers.batch(store, "genai-filing-2024-04-02-list")
    assert old is not None
    assert (old["slug"], old["forwarded_from"]) == (batch["slug"], alone["slug"])


def test_a_list_was_known_before_the_press_told_of_it(tmp_path: Path) -> None:
    late = told("late", *OF_LIST[1].announcements, published_at="2024-04-09T10:00:00Z")
    both(tmp_path, [late], WHOLE)
    with RecordStore.open_read_only(store_path(tmp_path)) as store:
        (then,) = answers.batches(store, as_of="2024-04-08")["batches"]
        page = answers.batch(store, then["slug"], as_of="2024-04-08")
    assert then["slug"] == "genai-filing-2024-04-02"
    assert (then["status"], then["services_listed"], then["voices"]) == ("listed_only", 12, 0)
    assert (then["services_stated"], then["first_seen"]) == (None, "2024-04-02")
    assert page is not None
    assert page["claims"] == page["articles"] == []
    assert [entry["what"] for entry in page["history"]] == ["listed"]


def test_the_period_of_a_list_begins_after_the_one_before_it(tmp_path: Path) -> None:
    later = official(
        [entry(n, date=f"2024-05-{n:02}", list="genai_filing/2024-08") for n in range(20, 31)],
        published="2024-08-08", fetched="2024-08-08T10:00:00Z",
    )  # fmt: skip
    keep(tmp_path, WHOLE, later)
    settled(store_path(tmp_path))
    with RecordStore.open_read_only(store_path(tmp_path)) as store:
        found = store.rows("SELECT period_start, period_end FROM batches ORDER BY slug")
    assert [tuple(row.values()) for row in found] == [
        (None, "2024-03-12"),
        ("2024-03-13", "2024-05-30"),
    ]


STEPS = {"a": story("a"), "b": story("b", [*NAMED, service("石榴巷", "石榴客服")]), "l": OF_LIST}


@pytest.mark.parametrize(
    "order", list(permutations(["a", "b l", "list", "whole"]))[::5], ids="-".join
)
def test_any_order_gives_the_same_rows(
    tmp_path: Path, order: Sequence[str], expected: dict[str, list[str]]
) -> None:
    assert stored_in(tmp_path, order) == expected


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    return stored_in(tmp_path_factory.mktemp("expected"), ["a", "b l", "list", "whole"])


def stored_in(folder: Path, order: Sequence[str]) -> dict[str, list[str]]:
    """The rows after some steps, articles and lists, each settled by itself."""
    path = store_path(folder)
    whole = official(
        [entry(n, date=f"2024-03-{n - 50:02}") for n in range(51, 63)],
        published="2024-04-03", fetched="2024-04-04T01:00:00Z", page="https://www.cac.gov.cn/c_8.htm",
    )  # fmt: skip
    lists = {"list": LIST, "whole": whole}
    for step in order:
        if step in lists:
            keep(folder, lists[step])
            settled(path)
        else:
            ingest(path, [STEPS[name] for name in step.split()])
    return contents(path)


def test_a_late_list_is_known_from_its_day_on(tmp_path: Path) -> None:
    both(tmp_path, [story()], LIST)
    with RecordStore.open_read_only(store_path(tmp_path)) as store:
        states = store.rows(
            "SELECT known_from, known_until, status, services_listed FROM batch_states"
            " WHERE batch = 'genai-filing-beijing-2024-03-01' ORDER BY known_from"
        )
    assert [tuple(row.values()) for row in states] == [
        ("2024-03-04", "2024-04-02", "stated_only", None),
        ("2024-04-02", None, "complete", 6),
    ]
