"""English, Chinese and pinyin spellings of one known name meet; what only resembles does not."""

import pytest
from each import each
from naming import company_key, service_key


@each(
    ("one", "other"),
    [
        ("Zhangyue Technology", "掌阅科技"),
        ("Lingyi Wanwu Information Technology Company", "零一万物"),
        ("Beijing Zhidemai Technology", "值得买科技"),
        ("Xinyi Technology", "新壹科技"),
        ("Frontis", "衔远科技"),
        ("Xiaomi Corp", "小米科技有限责任公司"),
        ("北京百度网讯科技有限公司", "Baidu Inc"),
    ],
)
def test_one_company(one: str, other: str) -> None:
    assert company_key(one) == company_key(other) != ""


@pytest.mark.parametrize(("one", "other"), [("yueailiao", "阅爱聊"), ("moxiaoxian", "摹小仙")])
def test_one_service(one: str, other: str) -> None:
    assert service_key(one) == service_key(other) != ""


@each(
    ("one", "other"),
    [
        ("小米", "小鹏"),
        ("Zhipu AI", "Zhihu"),
        ("Tesla", "Volvo"),
        ("新壹科技", "新易盛"),
        ("昆仑数智科技有限责任公司", "昆仑万维"),
        ("北京广监云科技有限公司", "广州广监云科技有限公司"),
        ("上海闪尖软件科技有限公司", "深圳市闪剪智能科技有限公司"),
        ("商汤教育科技有限公司", "商汤"),
        ("小米汽车", "小米"),
    ],
)
def test_two_companies(one: str, other: str) -> None:
    assert company_key(one) != company_key(other)


def test_nothing_comparable() -> None:
    assert company_key("…") == ""
