"""Official entries name companies and services as articles do, whatever came first."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice, permutations
from pathlib import Path
from typing import Any

import pytest
from told import Told, announcement, ingest, service, told

from db.store import RecordStore, Row
from extract.known.alias_files import Kind
from extract.known.identity import Identity, identities
from extract.known.official import bundled, stored
from pipelines.official.naming import names_changed

LIST = "genai_filing/2024-04"
HAOLAN, ZHANGYUE = "北京昊岚科技有限公司", "掌阅科技股份有限公司"
SAID = announcement(services_in_batch=4, event_date="2024-01-17")
SEEN = ("company_id", "service_id")


def entry(number: str, company: str | None, name: str | None, **known: Any) -> Row:
    facts = {"scheme": "genai_filing", "number": number, "list": LIST, "known_from": "2024-04-02"}
    facts["date"] = "2024-01-17"
    return facts | {"company": company, "name": name} | known


def story(name: str, *services: tuple[str | None, str | None], **known: Any) -> Told:
    return told(name, SAID, services=[service(*pair) for pair in services], **known)


ENTRIES = (
    entry("n1", ZHANGYUE, "阅爱聊"),
    entry("n2", HAOLAN, "言川大模型", known_from="2024-08-08"),
    entry("n3", HAOLAN, "言海"),
    entry("n4", None, "无主大模型"),
)
STORIES = (
    story("a", ("Zhangyue", "Yueailiao"), (None, "Yanchuan")),
    story("b", ("昊岚", "言川"), language="zh", published_at="2024-05-04T02:00:00Z"),
)


def keep(path: Path, *entries: Row, gone: Sequence[str] = ()) -> None:
    with RecordStore.open(path) as store, store.transaction():
        told = {"list": LIST, "scheme": "genai_filing", "known_from": "2024-04-02"}
        store.upsert("register_lists", [told])
        store.upsert("register_rows", entries)
        store.write("DELETE FROM register_rows WHERE number = ?", [(number,) for number in gone])
        names_changed(store)


def ids(path: Path) -> dict[str, tuple[str | None, str | None]]:
    found = rows(path, "SELECT number, company_id, service_id FROM register_rows")
    return {row["number"]: (row["company_id"], row["service_id"]) for row in found}


def rows(path: Path, sql: str, *params: object) -> list[Row]:
    with RecordStore.open_read_only(path) as store:
        return store.rows(sql, params)


def everything(path: Path) -> dict[str, list[Row]]:
    tables = ("register_rows", "service_mentions", "companies", "services", "aliases")
    return {t: sorted(rows(path, f"SELECT * FROM {t}"), key=repr) for t in tables}


def test_an_entry_means_what_an_article_means(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    keep(path, *ENTRIES)
    ingest(path, STORIES)
    assert ids(path) == {
        "n1": ("zhangyue", "zhangyue/yueailiao"),
        "n2": ("haolan", "haolan/yanchuan"),
        "n3": ("haolan", "haolan/yanhai"),
        "n4": (None, "wuzhu"),
    }
    said = rows(path, "SELECT model, company_id, service_id FROM service_mentions ORDER BY model")
    assert [tuple(row.values()) for row in said] == [
        ("Yanchuan", None, "haolan/yanchuan"),
        ("Yueailiao", "zhangyue", "zhangyue/yueailiao"),
        ("言川", "haolan", "haolan/yanchuan"),
    ]


def test_any_order_gives_the_same_rows(tmp_path: Path) -> None:
    states = []
    arrivals: list[Callable[[Path], object]] = [
        lambda path: keep(path, *ENTRIES[:2]),
        lambda path: keep(path, *ENTRIES[2:]),
        lambda path: ingest(path, STORIES[:1]),
        lambda path: ingest(path, STORIES[1:]),
    ]
    for number, order in enumerate(islice(permutations(arrivals), 0, None, 5)):
        path = tmp_path / f"{number}.db"
        for arrive in order:
            arrive(path)
        states.append(everything(path))
    assert all(state == states[0] for state in states)


LABORATORY = "Shanghai AI Laboratory"
OF_SEVERAL_SOUNDS = (
    entry("m1", "上海人工智能创新中心（上海人工智能实验室）", "书生通用大模型"),
    entry("m2", "上海人工智能实验室", None, known_from="2025-07-11"),
    entry("m3", "浪潮云信息技术股份公司", "浪潮海若大模型"),
)
"""Firms that people gave names that do not sound as their official ones."""


def test_names_of_one_firm_that_sound_otherwise_stay_whole(tmp_path: Path) -> None:
    stories = (
        story("a", (LABORATORY, "InternLM")),
        story("b", ("Inspur", "Yuan")),
        story("c", ("浪潮", "海若"), language="zh"),
    )
    one, other, last = (tmp_path / f"{name}.db" for name in "abc")
    keep(one, *OF_SEVERAL_SOUNDS)
    ingest(one, stories)
    ingest(other, stories)
    keep(other, *OF_SEVERAL_SOUNDS)
    keep(last, OF_SEVERAL_SOUNDS[2])
    ingest(last, stories[1:])
    keep(last, *OF_SEVERAL_SOUNDS[:2])
    ingest(last, stories[:1])
    found = [everything(path) for path in (one, other, last)]
    names = {row["name"] for row in found[0]["aliases"] if row["first_seen"] is None}
    assert "人工智能创新中心" in names
    assert found[0] == found[1] == found[2]


def test_an_entry_that_goes_leaves_the_names_of_the_others(tmp_path: Path) -> None:
    path, other = tmp_path / "s.db", tmp_path / "o.db"
    keep(path, *OF_SEVERAL_SOUNDS)
    keep(path, gone=("m2",))
    keep(other, *OF_SEVERAL_SOUNDS[::2])
    assert everything(path) == everything(other)


def test_what_articles_say_of_a_services_firm_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    ingest(path, [story("a", ("Quorvex", "Yanchuan"), (None, "Yanchuan"))])
    keep(path, *ENTRIES)
    said = rows(path, "SELECT DISTINCT service_id FROM service_mentions")
    assert said == [{"service_id": "quorvex/yanchuan"}]


def test_first_seen_is_the_earlier_of_list_and_article(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    keep(path, *ENTRIES)
    asked = "SELECT name, first_seen FROM companies WHERE id = ?"
    assert rows(path, asked, "zhangyue") == [{"name": ZHANGYUE, "first_seen": "2024-04-02"}]
    ingest(path, STORIES)
    assert rows(path, asked, "zhangyue")[0]["first_seen"] == "2024-03-04T02:00:00Z"
    assert rows(path, asked, "haolan") == [{"name": "昊岚", "first_seen": "2024-04-02"}]


def test_a_company_of_lists_alone_has_its_official_name(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    keep(path, *ENTRIES)
    assert rows(path, "SELECT name FROM companies WHERE id = 'haolan'") == [{"name": HAOLAN}]
    asked = "SELECT name, company FROM services WHERE id = 'haolan/yanhai'"
    assert rows(path, asked) == [{"name": "言海", "company": "haolan"}]


def test_of_official_names_the_newest_entrys_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    before, after = "北京智谱华章科技有限公司", "北京智谱华章科技股份有限公司"
    asked = "SELECT name FROM companies WHERE id = 'zhipu'"
    keep(path, entry("z1", before, "智谱清流"), entry("z2", after, "智谱清言", date="2025-06-06"))
    assert rows(path, asked) == [{"name": after}]
    keep(path, entry("z1", before, "智谱清流", date="2025-06-07"))
    assert rows(path, asked) == [{"name": before}]
    keep(path, entry("z2", after, "智谱清言", stands_from="2026-01-05"))
    assert rows(path, asked) == [{"name": after}]
    ingest(path, [story("a", ("Zhipu AI", "Qingyan")), story("b", ("Zhipu AI", "Qingyan"))])
    ingest(path, [story("c", ("智谱", "清言"), language="zh")])
    assert rows(path, asked) == [{"name": "Zhipu AI"}]


def test_official_names_and_their_forms_are_aliases(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    keep(path, *ENTRIES)
    asked = "SELECT name, language, origin, first_seen, articles FROM aliases WHERE entity = ?"
    found = {row["name"]: row for row in rows(path, asked, "haolan")}
    assert found[HAOLAN]["first_seen"] == "2024-04-02"
    assert found["昊岚科技"]["first_seen"] is None
    assert {row["origin"] for row in found.values()} == {"register", "pinyin"}
    assert {"昊岚", "Haolan"} <= found.keys()
    service = {row["name"]: row for row in rows(path, asked, "haolan/yanchuan")}
    assert service["言川大模型"]["first_seen"] == "2024-08-08"
    assert {row["origin"] for row in service.values()} == {"register", "pinyin"}
    assert {row["articles"] for row in (*found.values(), *service.values())} == {0}


def test_an_entry_that_changes_or_goes_leaves_nothing_behind(tmp_path: Path) -> None:
    path, other = tmp_path / "s.db", tmp_path / "o.db"
    keep(path, *ENTRIES, entry("n5", "上海阔维信息有限公司", "阔维问答"))
    keep(path, ENTRIES[0] | {"company": "上海阅己科技有限公司"}, gone=("n5",))
    keep(other, ENTRIES[0] | {"company": "上海阅己科技有限公司"}, *ENTRIES[1:])
    assert everything(path) == everything(other)
    assert ids(path)["n1"] == ("yueji", "yueji/yueailiao")


def test_without_entries_nothing_changes(tmp_path: Path) -> None:
    path, other = tmp_path / "s.db", tmp_path / "o.db"
    ingest(path, STORIES)
    keep(path)
    ingest(other, STORIES)
    assert everything(path) == everything(other)


def test_an_id_that_moves_makes_its_register_due(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    keep(path, ENTRIES[1])
    with RecordStore.open(path) as store, store.transaction():
        store.write("DELETE FROM register_due WHERE scheme <> ?", [("",)])
        store.upsert("register_rows", [entry("n9", "上海昊岚科技有限公司", "言海")])
        names_changed(store)
        due = store.rows("SELECT scheme FROM register_due")
    assert due == [{"scheme": "genai_filing"}]
    assert ids(path)["n2"][0] != "haolan"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names whose identity was looked at."""
    seen: list[str] = []

    def noting(kind: Kind, names: Iterable[str]) -> dict[str, Identity]:
        seen.extend(held := set(names))
        return identities(kind, held)

    monkeypatch.setattr("pipelines.naming.identities", noting)
    return seen


def test_names_of_other_sounds_are_not_looked_at(tmp_path: Path, asked: list[str]) -> None:
    path = tmp_path / "s.db"
    keep(path, *ENTRIES)
    asked.clear()
    ingest(path, [story("c", ("昊岚科技", "言山"), language="zh")])
    assert set(asked) == {HAOLAN, "昊岚科技", "言山"}
    asked.clear()
    keep(path)
    assert asked == ["无主大模型"] or asked == []


def test_names_of_stored_lists_are_known_to_readings(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    algorithm = entry("n5", "上海阔维信息有限公司", "虚拟人生成算法", scheme="deep_synthesis")
    keep(path, *ENTRIES, algorithm)
    known = {(name.kind, name.name, name.since) for name in stored()}
    assert ("company", HAOLAN, "2024-04-02") in known
    assert ("service", "言川大模型", "2024-08-08") in known
    assert ("company", "上海阔维信息有限公司", "2024-04-02") in known
    assert "虚拟人生成算法" not in {name for _, name, _ in known}
    assert not {(n.kind, n.name) for n in bundled()} & {(n.kind, n.name) for n in stored()}
