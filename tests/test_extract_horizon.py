"""What no list had published by a day is not known on that day."""

import json
from pathlib import Path

import pytest
from conftest import Batchwatch
from naming import company_key, service_key

from extract.known import official
from extract.known.alias_files import Kind
from extract.known.gazetteer import aliases, names
from extract.known.grown_names import names_until
from extract.known.hits import gazetteer
from extract.known.identity import identities
from extract.known.names import alike
from extract.known.official import OfficialName, bundled, use_horizon, use_stored

BEFORE, FIRST_LIST = "2024-02-01", "2024-04-02"
LATER = [name for name in bundled() if name.since > BEFORE]
EARLIER = {(name.kind, name.name) for name in bundled() if name.since <= BEFORE}
SHORT, SERVICE = "衔远", "衔远品商大模型"


def found(text: str) -> list[str]:
    hits = gazetteer("zh").find(text)
    return [text[hit.start : hit.end] for hit in hits]


def test_nothing_of_a_later_list_is_known() -> None:
    use_horizon(BEFORE)
    canonicals = {(n.kind, n.canonical) for n in names() if n.origin != "reviewed"}
    told = {(n.kind, n.canonical) for n in names() if n.origin == "reviewed"}
    assert canonicals - told
    assert canonicals - told <= EARLIER
    assert not {(n.kind, n.name) for n in LATER} & (canonicals - EARLIER)


def test_the_day_of_publication_counts() -> None:
    use_horizon(BEFORE)
    assert ("service", SERVICE) not in aliases()
    use_horizon("2024-04-01")
    assert ("service", SERVICE) not in aliases()
    use_horizon(FIRST_LIST)
    assert aliases()["service", SERVICE].origin == "register"


def test_without_a_day_everything_is_known_again() -> None:
    before = names()
    use_horizon(BEFORE)
    assert len(names()) < len(before) / 2
    use_horizon(None)
    assert names() == before


def test_the_last_day_is_as_none() -> None:
    before = names()
    use_horizon(max(name.since for name in bundled()))
    assert names() is before


def test_what_people_know_of_a_firm_stays() -> None:
    use_horizon(BEFORE)
    assert company_key("零一万物") == company_key("01.AI")
    assert aliases()["company", "智谱"].origin == "reviewed"


@pytest.mark.parametrize(
    ("kind", "alias", "day"),
    [("company", "雪球", "2025-04-08"), ("service", "mindgpt", FIRST_LIST)],
)
def test_what_people_wrote_of_an_official_name_goes_with_it(
    kind: Kind, alias: str, day: str
) -> None:
    use_horizon(BEFORE)
    assert (kind, alias) not in aliases()
    use_horizon(day)
    assert aliases()[kind, alias].origin == "reviewed"


def test_sounds_and_identities_follow() -> None:
    printed = ("MoXiaoXian", "摹小仙")
    whole = "爱客易智能科技（上海）有限公司"
    assert any("爱客易" in name for names_ in alike("company").values() for name in names_)
    use_horizon(BEFORE)
    assert not any("爱客易" in name for names_ in alike("company").values() for name in names_)
    assert identities("company", (whole,))[whole].canonicals == frozenset()
    assert service_key(printed[0]) == service_key(printed[1])


def test_of_two_rows_with_one_short_name_the_earlier_has_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first row in the list's order has it, unless it was not published by the day."""
    rows = (
        OfficialName("company", "上海阔维信息有限公司", "2025-01-08"),
        OfficialName("company", "北京阔维科技有限公司", "2024-04-02"),
    )
    monkeypatch.setattr(official, "bundled", lambda: rows)
    names_until.cache_clear()
    for day, owner in (("2024-06-01", rows[1].name), ("2025-01-07", rows[1].name)):
        use_horizon(day)
        assert aliases()["company", "阔维"].canonical == owner
    names_until.cache_clear()


def test_the_text_is_read_by_what_is_known() -> None:
    text = "其中衔远品商大模型通过备案。"
    assert found(text) == [SERVICE]
    use_horizon(BEFORE)
    assert found(text) == [SHORT]  # people know the firm


def test_names_of_stored_lists_are_known_from_their_day() -> None:
    text = "阔维问答大模型由北京阔维科技有限公司运营。"
    before = names()
    assert found(text) == []
    assert use_stored(
        [
            OfficialName("company", "北京阔维科技有限公司", "2027-01-05"),
            OfficialName("service", "阔维问答大模型", "2027-01-05"),
        ]
    )
    assert found(text) == ["阔维问答大模型", "北京阔维科技有限公司"]
    assert aliases()["company", "阔维"].canonical == "北京阔维科技有限公司"
    assert company_key("Kuowei") == company_key("阔维")
    assert names()[: len(before)] == before
    use_horizon("2027-01-04")
    assert found(text) == []


def test_stored_names_that_ship_add_nothing() -> None:
    before = names()
    assert not use_stored(bundled())
    assert names() is before


def test_what_stored_names_add_does_not_depend_on_their_order() -> None:
    stored = [
        OfficialName("company", "北京阔维科技有限公司", "2027-01-05"),
        OfficialName("company", "上海阔维信息有限公司", "2027-02-05"),
        OfficialName("company", "上海阔维信息有限公司", "2027-03-05"),
    ]
    use_stored(stored)
    one = names()
    use_stored(())
    use_stored(reversed(stored))
    assert names() == one
    assert aliases()["company", "阔维"].canonical == stored[0].name


STORY = {
    "id": "batch",
    "url": "https://news.example.org/2024/0130",
    "outlet": "news",
    "language": "zh",
    "published": "2024-01-30",
    "title": "14款大模型通过备案",
    "text": (
        "1月29日消息，国内又有14款大模型通过生成式人工智能服务备案，"
        "包括北京衔远有限公司的衔远品商大模型、掌阅科技的阅爱聊和新壹科技的新壹视频大模型。"
    ),
}


@pytest.fixture
def data(batchwatch: Batchwatch, tmp_path: Path) -> Path:
    story = tmp_path / "story.json"
    story.write_text(json.dumps(STORY, ensure_ascii=False), encoding="utf-8")
    assert batchwatch("ingest", story, "--data", tmp_path / "data", "-q").status == 0
    return tmp_path / "data"


def official_aliases(batchwatch: Batchwatch, data: Path, kind: str, name: str) -> list[str]:
    answer = json.loads(batchwatch(kind, name, "--data", data, "--json").out)
    return [row["name"] for row in answer["names"] if row["origin"] in ("register", "pinyin")]


def test_replay_as_of_a_day_knows_no_later_list(batchwatch: Batchwatch, data: Path) -> None:
    asked = ("service", SERVICE)
    assert "衔远品商" in official_aliases(batchwatch, data, *asked)
    assert batchwatch("replay", "--as-of", BEFORE, "--data", data, "-q").status == 0
    assert official_aliases(batchwatch, data, *asked) == []
    assert batchwatch("replay", "--as-of", FIRST_LIST, "--data", data, "-q").status == 0
    assert "衔远品商" in official_aliases(batchwatch, data, *asked)


def test_a_plain_command_afterwards_knows_everything(batchwatch: Batchwatch, data: Path) -> None:
    assert batchwatch("replay", "--as-of", BEFORE, "--data", data, "-q").status == 0
    assert batchwatch("replay", "--data", data, "-q").status == 0
    assert "衔远品商" in official_aliases(batchwatch, data, "service", SERVICE)
