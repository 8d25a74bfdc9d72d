"""Which names are one company or service: a function of the set of names, never by a guess."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from each import each
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.known.alias_files import Kind
from extract.known.identity import identities
from extract.own_folder import use_folder


def grouped(*names: str, kind: Kind = "company") -> set[frozenset[str]]:
    """The names that are one, together."""
    held: dict[str, set[str]] = {}
    for name, identity in identities(kind, names).items():
        held.setdefault(identity.key, set()).add(name)
    return set(map(frozenset, held.values()))


def apart(*names: str) -> set[frozenset[str]]:
    return {frozenset([name]) for name in names}


@each(
    "names",
    [
        ("北京昊岚科技有限公司", "昊岚科技", "昊岚", "Haolan Technology", "Beijing-based Haolan"),
        (
            "昊岚科技（苏州）有限公司",
            "苏州昊岚科技股份有限公司",
            "Suzhou Haolan Technology Co., Ltd.",
        ),
        ("昊岚集团", "昊岚", "昊嵐"),
        ("Quorvex Inc", "Quorvex Group", "Quorvex Holdings Ltd", "quorvex"),
        ("Quorvex", "Quorvex AI", "Quorvex AI Technology"),
        ("Hao Lan", "haolan", "昊岚智能"),
    ],
)
def test_spellings_and_shorter_forms_of_one_name_are_one(names: tuple[str, ...]) -> None:
    assert grouped(*names) == {frozenset(names)}


@each(
    "names",
    [
        ("北京昊岚科技有限公司", "上海昊岚科技有限公司"),
        ("昊岚智能", "昊岚数据"),
        ("Quorvex AI", "Quorvex Data"),
        ("昊岚科技", "浩蓝科技"),
        ("昊岚科技有限公司", "昊岚智能科技有限公司"),
        ("北京云智能科技有限公司", "上海云智能科技有限公司"),
        ("奇迹科技", "奇迹"),
        ("昊岚万维", "昊岚数智"),
        ("Quorvex", "Quorvex Bank"),
    ],
)
def test_what_only_resembles_is_two(names: tuple[str, ...]) -> None:
    assert grouped(*names) == apart(*names)


def test_a_short_name_that_fits_two_is_neither() -> None:
    both = "北京昊岚科技有限公司", "上海昊岚科技有限公司"
    assert grouped(*both, "昊岚") == apart(*both, "昊岚")
    assert grouped(*both, "上海昊岚") == {frozenset([both[0]]), frozenset([both[1], "上海昊岚"])}


def test_a_latin_spelling_meets_the_one_chinese_name_that_it_can_mean() -> None:
    software, data = "昊岚软件", "浩蓝数据"
    assert grouped(software, data, "Haolan") == apart(software, data, "Haolan")
    found = grouped(software, data, "Haolan Software", "Haolan Data")
    assert found == {frozenset([software, "Haolan Software"]), frozenset([data, "Haolan Data"])}


def test_known_names_count_among_the_candidates() -> None:
    known = "广州广监云科技有限公司"
    assert grouped("广监云", known) == apart("广监云", known)


def test_a_key_is_plain_where_it_can_be_and_tells_apart_where_it_must() -> None:
    keys = {n: i.key for n, i in identities("company", ["昊岚科技", "浩蓝科技"]).items()}
    assert identities("company", ["昊岚科技"])["昊岚科技"].key == "haolan"
    assert len(set(keys.values())) == 2
    assert all(key.startswith("haolan-") for key in keys.values())


@pytest.mark.parametrize(
    "names",
    [
        ("言川大模型", "言川", "Yanchuan", "Yanchuan large language model"),
        ("言川助手", "言川"),
        ("特斯拉言川助理", "言川助理"),
        ("言川 App", "言川App"),
    ],
)
def test_spellings_of_one_service_are_one(names: tuple[str, ...]) -> None:
    assert grouped(*names, kind="service") == {frozenset(names)}


@pytest.mark.parametrize(
    "names",
    [
        ("言川4.0", "言川"),
        ("言川 Pro", "言川"),
        ("言川V2", "言川V3"),
        ("言川助手", "言川App"),
        ("言川（移动版）", "言川（PC版）"),
    ],
)
def test_versions_and_kinds_of_a_service_are_two(names: tuple[str, ...]) -> None:
    assert grouped(*names, kind="service") == apart(*names)


def test_a_version_of_what_the_register_has_without_is_that() -> None:
    names = "文心一言", "文心一言4.0"
    assert grouped(*names, kind="service") == {frozenset(names)}


POOL = (
    "北京昊岚科技有限公司", "上海昊岚智能科技有限公司", "昊岚科技", "昊岚智能", "昊岚", "浩蓝",
    "Haolan", "Haolan AI", "Shanghai Haolan", "Haolan Technology Co., Ltd", "广监云",
    "Guangjianyun", "广州广监云", "商汤", "SenseTime", "商汤数据", "Xiaomi Data", "Quorvex",
    "Quorvex AI", "…",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_order_of_the_names_changes_nothing(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(POOL), unique=True))
    assert identities("company", data.draw(st.permutations(names))) == identities("company", names)


@given(st.lists(st.sampled_from(POOL), unique=True))
def test_names_of_other_sounds_change_nothing(names: list[str]) -> None:
    found = identities("company", names)
    some = [name for name in names if name.startswith("Quorvex")]
    assert identities("company", some) == {name: found[name] for name in some}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(POOL), unique=True))
def test_no_two_places_and_no_two_writings_are_ever_one(names: list[str]) -> None:
    for group in grouped(*names):
        places = {name[:2] for name in group if name[:2] in ("北京", "上海")}
        written = {form for form in ("昊岚", "浩蓝") if any(form in name for name in group)}
        assert len(places) <= 1
        assert len(written) <= 1


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    use_folder(None)


def test_a_person_joins_what_the_rule_keeps_apart(folder: Path) -> None:
    text = "kind,canonical,aliases\ncompany,Quorvex,昊岚\n"
    (folder / "aliases.csv").write_text(text, "utf-8")
    use_folder(folder)
    names = "Quorvex", "昊岚", "昊岚科技有限公司", "Haolan"
    assert grouped(*names) == {frozenset(names)}


def test_a_person_parts_what_the_rule_joins(folder: Path) -> None:
    names = "昊岚", "昊岚科技"
    assert grouped(*names) == {frozenset(names)}
    (folder / "apart.csv").write_text("kind,name,other\ncompany,昊岚,昊岚科技\n", "utf-8")
    use_folder(folder)
    assert grouped(*names) == apart(*names)


def test_a_name_can_leave_the_company_that_the_package_gives_it_to(folder: Path) -> None:
    assert grouped("阿里云", "Alibaba") == {frozenset(["阿里云", "Alibaba"])}
    (folder / "apart.csv").write_text("kind,name,other\ncompany,阿里云,阿里巴巴\n", "utf-8")
    use_folder(folder)
    assert grouped("阿里云", "Alibaba", "阿里巴巴") == {
        frozenset(["阿里云"]), frozenset(["Alibaba", "阿里巴巴"]),
    }  # fmt: skip
