"""Chinese services whose sentence names no company, and what else on a page is none of the list."""

import pytest
from reading import told

from extract.form import normalise

HEAD = "3月17日，省网信办公布，又有8款生成式人工智能服务完成备案。\n"
Pairs = set[tuple[str | None, str | None]]


def pairs(text: str) -> Pairs:
    found = told(HEAD + text, language="zh", published="2026-03-18", title="8款服务完成备案")
    return {(service.company, service.model) for service in found.services}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "岭东科技的会议室没空过。去年七月，旗下“小岭”大模型通过备案。",
            {("岭东科技", "小岭")},
        ),
        ("岭东科技位于园区。该公司自主研发的“望峦”大模型已获批。", {("岭东科技", "望峦")}),
        (
            "岭东科技一位产品经理说，两款模型都从客户现场来，望峦大模型率先通过备案。",
            {("岭东科技", "望峦")},
        ),
        (
            "岭东科技(LDK.US)公告称，子公司峦西网络技术有限公司自研的“小岭”获批。",
            {("峦西网络技术有限公司", "小岭")},
        ),
        ("汀南集团孵化的岭东科技拿到“小岭”大模型的备案。", {("岭东科技", "小岭")}),
        (
            "岭东科技、峦西科技在列。旗下“望峦”大模型获批。",
            {("岭东科技", None), ("峦西科技", None), (None, "望峦")},
        ),
        ("峦西科技凭LuanX获批。", {("峦西科技", "LuanX")}),
        ("岭东科技率先把“小岭”大模型向全社会放开，不再需要邀请码。", {("岭东科技", "小岭")}),
        (
            "岭东科技的“小岭”获批。晚报记者注意到，峦西数智、汀南云图两家公司的服务均与公司同名。",
            {("岭东科技", "小岭"), ("峦西数智", None), ("汀南云图", None)},
        ),
        (
            "岭东科技的服务名字最长，叫“岭东秀财AI日报”，峦西证券的望峦2024年5月即在上海登记。",
            {("岭东科技", "岭东秀财AI日报"), ("峦西证券", "望峦")},
        ),
        (
            "新品由通义千问和公司自研模型驱动，岭东科技表示其“小岭”大模型获批。",
            {("岭东科技", "小岭")},
        ),
        (
            "岭东科技的“小岭”获批，扫码即可使用。备案已从“准生证”变成“年检表”。",
            {("岭东科技", "小岭")},
        ),
        (
            "岭东科技股份有限公司（以下简称“岭东”）的经纬大模型获批。",
            {("岭东科技股份有限公司", "经纬")},
        ),
        ("岭东科技的“小岭”获批。峦西汽车目前没有服务进入名单。", {("岭东科技", "小岭")}),
        ("还有一款是岭东量子科技有限公司的“小岭”。", {("岭东量子科技有限公司", "小岭")}),
        (
            "岭东科技“小岭”通用大模型获批。岭东科技的小岭通用大模型面向企业。",
            {("岭东科技", "小岭")},
        ),
        (
            "岭东科技的“小岭”获批。\n延伸阅读\n▪ 峦西科技的“望峦”大模型上线\n▪ 汀南智能“汀语”发布",
            {("岭东科技", "小岭")},
        ),
        (
            "岭东科技的“小岭”获批。行业里，通用、垂直、轻量化三个方向都有代表。",
            {("岭东科技", "小岭")},
        ),
    ],
)
def test_whose_service(text: str, expected: Pairs) -> None:
    assert pairs(text) == expected


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "省网信办十七日公布最新一批服务的名单，\n其中岭东占三款。据介绍，首批过审的模型\n"
        "共有八款，分布在岭东、峦西和汀南\n三地。岭东的三款分别是岭东科技的小岭、\n峦西科技的望峦。"
    )
    assert "\n" not in normalise(text, "zh").text


def test_lines_of_a_list_stay_apart() -> None:
    text = (
        "岭东科技的小岭大模型与应用平台\n峦西科技股份的望峦智能助手\n汀南数据的汀语客服与问答工具"
    )
    assert normalise(text, "zh").text == text
