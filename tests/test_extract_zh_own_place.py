"""A Chinese notice or report that says ``our city``: the batch is that place's."""

import pytest
from reading import main_of, told


@pytest.mark.parametrize(
    ("title", "text", "province"),
    [
        (
            "江西再添3款服务",
            "记者从省委网信办获悉，我省又有3款生成式人工智能服务完成备案。",
            "江西",
        ),
        ("又有4款应用登记", "据“网信重庆”消息，市网信办公告，全市新增4款AI应用完成登记。", "重庆"),
        ("本市新增9款大模型", "北京日报讯 本市又有9款大模型产品通过生成式AI备案。", "北京"),
        (
            "上海登记再添13款",
            "广东6月11日新增25款生成式人工智能服务完成备案。",
            "广东",
        ),
        ("大模型过关", "6月11日，广东省一次性有15款生成式人工智能服务完成备案。", "广东"),
        ("6款大模型获批", "广东地区近日有6款大模型完成生成式人工智能服务备案。", "广东"),
    ],
)
def test_a_batch_of_our_place_is_a_provinces(title: str, text: str, province: str) -> None:
    main = main_of(told(text, language="zh", published="2025-06-12", title=title))
    assert (main.level, main.province) == ("province", province)


def test_the_whole_country_stays_national() -> None:
    text = "国家网信办6月10日公布，全国新增40款生成式人工智能服务完成备案。"
    main = main_of(told(text, language="zh", published="2025-06-12", title="全国新增40款"))
    assert (main.level, main.province) == ("national", None)
