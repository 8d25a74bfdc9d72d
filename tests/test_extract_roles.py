"""Only approved names are services; the others are kept with their role."""

import pytest
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
