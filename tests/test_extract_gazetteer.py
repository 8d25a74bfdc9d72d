"""The gazetteer is made from its sources, holds every official row, and finds what it holds."""

import csv
from pathlib import Path

import pytest
from each import each
from naming import company_key, service_key
from reading import told

from extract.known import table_files
from extract.known.forms import company_forms, is_common, needs_support, service_forms, usable
from extract.known.gazetteer import aliases
from extract.known.hits import gazetteer
from extract.known.official import bundled
from extract.known.pinyin import pinyin, spellings
from extract.known.pinyin_names import PinyinNames
from extract.known.shipped import NAMES, fold

MADE = ("readings.csv", "companies.csv", "services.csv", "sounds.csv")


def rows(name: str) -> list[dict[str, str]]:
    with (NAMES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_files_are_what_their_sources_make(tmp_path: Path) -> None:
    table_files.main(tmp_path)
    for name in MADE:
        assert (tmp_path / name).read_bytes() == (NAMES / name).read_bytes(), (
            f"run make names: {name}"
        )


def test_every_official_row_is_in() -> None:
    known = aliases()
    assert len(bundled()) > 3000
    missing = [
        name
        for name in bundled()
        if not {("company", fold(name.name)), ("service", fold(name.name))} & known.keys()
    ]
    assert missing == []


def test_a_row_that_its_list_has_the_wrong_way_round_is_put_right() -> None:
    assert aliases()["company", "深圳市商汤科技有限公司"].origin == "register"
    assert aliases()["service", "希姆九州大模型"].origin == "register"
    assert ("service", "广州希姆半导体科技有限公司") not in aliases()


def test_every_alias_has_one_owner_and_known_words() -> None:
    for name in ("companies.csv", "services.csv"):
        found = rows(name)
        assert len({row["alias"] for row in found}) == len(found)
        assert {row["origin"] for row in found} == {"register", "reviewed", "pinyin"}
        assert {row["ambiguous"] for row in found} == {"0", "1"}
        assert {row["language"] for row in found} == {"en", "zh"}


@pytest.mark.parametrize(
    ("name", "shortest"),
    [
        ("北京零一万物科技有限公司", "零一万物"),
        ("某某人工智能科技（上海）有限公司", "某某"),
        ("珠海金山办公软件有限公司", "金山办公"),
    ],
)
def test_short_forms_of_a_company(name: str, shortest: str) -> None:
    assert list(company_forms(name))[-1] == shortest


def test_short_forms_of_a_service() -> None:
    assert {"智谱清言", "ChatGLM"} <= set(service_forms("智谱清言（ChatGLM）"))
    assert "文澜" in set(service_forms("文澜大模型"))


@each("form", ["大学", "互联网", "北京", "A", "云", "2024"])
def test_a_short_form_that_means_something_else_is_left_out(form: str) -> None:
    assert not usable(form, "某公司")


@pytest.mark.parametrize("form", ["成果转化", "文澜", "Vega", "VLA", "互联网"])
def test_a_short_or_common_form_needs_support(form: str) -> None:
    assert needs_support(form)


@pytest.mark.parametrize("form", ["零一万物", "摹小仙", "MiracleVision"])
def test_a_long_and_rare_form_does_not(form: str) -> None:
    assert not needs_support(form)
    assert not is_common(form)


def test_a_company_wins_over_a_service_that_was_cut_to_its_name() -> None:
    assert ("service", "零一万物") not in aliases()
    assert not aliases()["company", "零一万物"].ambiguous


def test_a_string_that_is_both_is_ambiguous() -> None:
    kinds = [row for row in aliases().values() if row.origin == "register" and row.ambiguous]
    both = [n for n in kinds if n.kind == "company" and ("service", fold(n.alias)) in aliases()]
    assert both
    assert all(aliases()["service", fold(name.alias)].ambiguous for name in both)


@pytest.mark.parametrize(
    ("name", "spelt"),
    [("零一万物", "lingyiwanwu"), ("阅爱聊", "yueailiao"), ("重庆银行", "chongqingyinhang")],
)
def test_pinyin(name: str, spelt: str) -> None:
    assert pinyin(name) == spelt


def test_a_character_of_two_readings_gives_both_spellings() -> None:
    assert {"".join(s) for s in spellings("某乐搭")} >= {"mouleda", "mouyueda"}
    assert {"".join(s) for s in spellings("绿洲搭")} >= {"lvzhouda", "luzhouda", "lyuzhouda"}


@pytest.mark.parametrize(
    "printed", ["Lingyi Wanwu", "Ling-yi Wan-wu", "LINGYI WANWU", "lingyiwanwu"]
)
def test_a_company_meets_its_spellings(printed: str) -> None:
    assert company_key(printed) == company_key("零一万物")


@pytest.mark.parametrize(
    "printed", ["Moxiaoxian", "Mo Xiao Xian", "mo-xiaoxian", "摹小仙", "摹小仙大模型"]
)
def test_a_service_meets_its_spellings(printed: str) -> None:
    assert service_key(printed) == service_key("摹小仙")


def test_a_legal_name_belongs_to_the_reviewed_one() -> None:
    assert company_key("北京月之暗面科技有限公司") == company_key("Moonshot AI")


@pytest.mark.parametrize("text", ["Mo Xiao Xian is", "the moxiaoxian tool", "a Moxiao-xian one"])
def test_spellings_are_found_in_running_text(text: str) -> None:
    names = PinyinNames()
    names.add("mo xiao xian")
    ((start, end, spelling),) = names.find(text)
    assert spelling == "moxiaoxian"
    assert text[start:end].lower().replace(" ", "").replace("-", "") == spelling


@pytest.mark.parametrize("text", ["Mo Xiaoxian said so", "moxiao, xian", "Moxiaoxiang", "mo xiao"])
def test_persons_and_parts_are_not(text: str) -> None:
    names = PinyinNames()
    names.add("mo xiao xian")
    names.add("ai da")
    assert list(names.find(text)) == []


def found(language: str, text: str) -> list[tuple[str, str]]:
    hits = gazetteer(language).find(text)
    return [(hit.kind, text[hit.start : hit.end]) for hit in hits]


def test_hits_are_the_longest() -> None:
    assert found("zh", "零一万物科技的产品") == [("company", "零一万物科技")]
    assert found("en", "It is by Lingyi Wanwu.") == [("company", "Lingyi Wanwu")]


def test_an_ambiguous_name_counts_with_support_only() -> None:
    text = "3月5日，上海市网信办公布，新增2款生成式人工智能服务完成备案。{}。"
    alone = told(text.format("成果转化也在业内讨论"), language="zh")
    paired = told(text.format("其中包括超脑工业科技有限公司的成果转化大模型"), language="zh")
    assert [s.model for s in alone.services] == []
    assert [s.model for s in paired.services] == ["成果转化"]
