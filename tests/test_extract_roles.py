"""Only approved names are services; the others are kept with their role."""

import pytest
from each import each
from reading import named, told

LEAD = "China's cyberspace regulator approved 12 generative AI models on Monday. "


def roles(text: str) -> dict[str, str | None]:
    found = told(LEAD + text)
    return {m.text: m.role for m in found.mentions if m.label == "COMPANY"}


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("Lenovo secured clearance for its Tianxi model.", "Lenovo"),
        ("Also on the list is Tiandi, built by Hanwang Technology.", "Hanwang Technology"),
        ("The other recipients are Qihoo 360 (Qiyuan) and Meituan (Tonghui).", "Meituan"),
        ("Among them are models from Moore Threads Group.", "Moore Threads Group"),
    ],
)
def test_approved(sentence: str, company: str) -> None:
    assert company in [c for c, _ in named(told(LEAD + sentence))]


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("Alibaba and iFlytek did not make the batch.", "Alibaba"),
        ("Absent from the list was Moonshot AI, whose Kimi is popular.", "Moonshot AI"),
        ("Honor said its application was still under review.", "Honor"),
        ("Tencent is waiting for approval of a second model.", "Tencent"),
        ("The assistant is powered by a model from ByteDance.", "ByteDance"),
    ],
)
def test_not_approved(sentence: str, company: str) -> None:
    assert company not in [c for c, _ in named(told(LEAD + sentence))]


def test_a_refused_name_keeps_its_role() -> None:
    assert roles("Alibaba did not make the batch.")["Alibaba"] == "refused"


def test_a_partner_behind_an_approved_name_is_none() -> None:
    text = "Apple won approval for Apple Intelligence, which is built on models from Alibaba."
    assert "Alibaba" not in [c for c, _ in named(told(LEAD + text))]


def test_a_duty_is_no_approval() -> None:
    text = "Tech companies must obtain approval from Chinese regulators before opening AI models."
    assert not told(text).relevant


@each(
    ("sentence", "company", "not_company"),
    [
        ("A spin-off of Runhai University, Haida Tools, holds approval for Lanhe.", "Haida", "Run"),
        ("Also on it is Lanhe, from Haida Tools, a startup incubated at Runhai University.",
         "Haida", "Runhai"),
        ("Included is the Runhai brand Haida, with its Lanhe assistant.", "Haida", "Runhai"),
        ("Haida's text generator for Runhai and Minfeng made the cut.", "Haida", "Runhai"),
        ("Haida filed chatbots based on the lab work of schools like Runhai University.",
         "Haida", "Runhai"),
        ("Edtech firm Haida passed with Lanhe.", "Haida", "Edtech"),
        ("Haida filed Lanhe for its phones, with Runhai providing search results.", "Haida", "Run"),
        ("Lanhe is the model of Chongqing-registered Haida.", "Haida", "Chongqing"),
    ],
)  # fmt: skip
def test_institution_behind_it_is_no_recipient(
    sentence: str, company: str, not_company: str
) -> None:
    found = [c or "" for c, _ in named(told(LEAD + sentence))]
    assert any(c.startswith(company) for c in found)
    assert not any(c.startswith(not_company) for c in found)


def test_board_and_group_are_nobody() -> None:
    text = "The Board is pleased to announce that the Lanhe model of the Group was approved."
    assert not {c for c, _ in named(told(LEAD + text))} & {"Board", "Group"}


def test_units_of_firms_are_listed_with_others() -> None:
    text = "Haida's research unit and Runhai got two licences, for Lanhe and Yunshan respectively."
    assert {("Haida", "Lanhe"), ("Runhai", "Yunshan")} <= set(named(told(LEAD + text)))


@pytest.mark.parametrize(
    ("sentence", "pairs", "none"),
    [
        ("Haida filed Lanhe; Runhai, Yunshan; and Minfeng, Kaixing.",
         [("Haida", "Lanhe"), ("Runhai", "Yunshan"), ("Minfeng", "Kaixing")], None),
        ("Also approved were Haida Translate and the Lanhe Assistant of Minfeng.",
         [("Minfeng", "Lanhe Assistant")], ("Minfeng", "Haida Translate")),
        ("Social platform Runhai made the grade with Lanhe.", [("Runhai", "Lanhe")], None),
        ("For Haida the new arrival is Lanhe.", [("Haida", "Lanhe")], None),
    ],
)  # fmt: skip
def test_elliptic_lists(
    sentence: str, pairs: list[tuple[str, str]], none: tuple[str, str] | None
) -> None:
    found = set(named(told(LEAD + sentence)))
    assert set(pairs) <= found
    assert none not in found
