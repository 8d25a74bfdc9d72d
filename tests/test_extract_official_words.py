"""How official notices say things: formulas of publication are no names, a headline's number is
that of the batch."""

import pytest
from each import each
from reading import main_of, named, told

from extract.extraction import Quantity

HEAD = "关于发布{}生成式人工智能服务{}信息的公告"
FILED = "国家网信办今日公布，共有9款生成式人工智能服务完成备案。"


@each(
    "sentence",
    [
        "现予公告。",
        "现将有关信息予以公告。",
        "特予公布，各单位可以查询。",
        "上述服务已完成备案，现予以确认。",
        "海南省现有9款服务完成备案，现予公告。",
        "其中4款在手机端侧运行的生成式人工智能服务完成备案。",
        "其中4款在车内部署的生成式人工智能服务通过备案。",
    ],
)
def test_a_formula_is_no_company(sentence: str) -> None:
    assert [company for company, _ in named(told(FILED + sentence, language="zh"))] == []


def test_a_name_with_such_a_character_stays_one() -> None:
    text = FILED + "潍坊华创信息技术有限公司的予非知识图谱大模型完成备案，现予公告。"
    assert named(told(text, language="zh")) == [("潍坊华创信息技术有限公司", "予非知识图谱")]


@pytest.mark.parametrize(
    ("number", "act", "text", "scheme", "alone"),
    [
        (
            "7款提供手机端侧",
            "已备案",
            "现有7款手机端侧生成式人工智能服务完成备案",
            "on_device",
            "batch",
        ),
        (
            "五款",
            "已登记",
            "目前共有5款生成式人工智能服务在地方网信办完成登记",
            "genai_registration",
            "cumulative",
        ),
        ("12款", "已备案", "现已有12款生成式人工智能服务完成备案", "genai_filing", "cumulative"),
    ],
)
def test_the_number_of_the_headline_is_the_batch(
    number: str, act: str, text: str, scheme: str, alone: str
) -> None:
    """Under a headline without a number it is a total, but for a register of one list."""
    title = HEAD.format(number, act)
    found = main_of(told(f"{text}，现予公告。", title=title, language="zh"))
    assert (found.kind, found.scheme, found.cumulative_services) == ("batch", scheme, None)
    assert found.services_in_batch is not None
    assert told(f"{text}，现予公告。", title="公告", language="zh").counts[0].scope == alone


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("6款", "截至7月15日，上海市现有6款生成式人工智能服务完成登记，现予公告。"),
        ("6款", "上海市累计有6款生成式人工智能服务完成登记，现予公告。"),
        ("5款", "上海市现有61款生成式人工智能服务完成登记，现予公告。"),
        ("", "上海市现有6款生成式人工智能服务完成登记，现予公告。"),
    ],
)
def test_a_total_stays_one(number: str, text: str) -> None:
    found = main_of(told(text, title=HEAD.format(number, "已登记"), language="zh"))
    assert (found.kind, found.services_in_batch) == ("cumulative", None)


def test_both_in_one_sentence() -> None:
    text = "现有5款生成式人工智能服务完成备案，累计达80款。"
    found = main_of(told(text, title=HEAD.format("5款", "已备案"), language="zh"))
    assert found.services_in_batch == Quantity(5, "exact")
    assert found.cumulative_services == Quantity(80, "exact")
