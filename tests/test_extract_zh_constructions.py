"""Chinese constructions of reporters and notices: who was approved with what, and who was not."""

import pytest
from reading import main_of, told

from extract.extraction import Quantity

HEAD = "3月17日，省网信办公布，又有8款生成式人工智能服务完成备案。\n"
Pairs = set[tuple[str | None, str | None]]


def pairs(text: str) -> Pairs:
    found = told(HEAD + text, language="zh", published="2026-03-18", title="8款服务完成备案")
    return {(service.company, service.model) for service in found.services}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "岭东大学有“小岭”，峦西医院有“望峦”，汀南学院申报的“汀语”尚未列入本次名单。",
            {("岭东大学", "小岭"), ("峦西医院", "望峦")},
        ),
        ("岭东科技的“小岭”获批，峦西的“望峦”还在内测中。", {("岭东科技", "小岭")}),
        ("岭东科技“小岭”过审，汀南的申请已提交，等通知。", {("岭东科技", "小岭")}),
        ("岭东科技申报的是面向自闭症儿童的“小岭”。", {("岭东科技", "小岭")}),
        ("岭东科技拿下“小岭”和“望峦”两款。", {("岭东科技", "小岭"), ("岭东科技", "望峦")}),
        ("岭东科技股份有限公司(岭东集团)自研的“小岭”获批。", {("岭东科技股份有限公司", "小岭")}),
        ("由岭东科技研发的小岭大模型(XiaoLing)正式通过备案。", {("岭东科技", "小岭")}),
        (
            "岭东科技、峦西医疗2家企业各自申报的“小岭”“望峦”获批。",
            {("岭东科技", "小岭"), ("峦西医疗", "望峦")},
        ),
        ("✅ 上海:岭东游戏“恋语”｜峦西科技“望峦”", {("岭东游戏", "恋语"), ("峦西科技", "望峦")}),
        (
            "岭东科技:岭东小岭\n峦西科技:望峦智能",
            {("岭东科技", "岭东小岭"), ("峦西科技", "望峦智能")},
        ),
        (
            "（一）小岭通，岭东科技有限公司，Jiangxi-XiaoLingTong-20260310S0001；\n"
            "（二）望峦，峦西科技有限公司，Jiangxi-WangLuan-20260310S0002。",
            {("岭东科技有限公司", "小岭通"), ("峦西科技有限公司", "望峦")},
        ),
        ("岭东科技的“小岭”上榜。\n峦西智造:赴港发行H股获证监会备案", {("岭东科技", "小岭")}),
        ("岭东科技的“小岭”上榜。\n上一篇:我市开展“清朗”行动", {("岭东科技", "小岭")}),
    ],
)
def test_who_and_what(text: str, expected: Pairs) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "batch", "total"),
    [
        ("省网信办公布，新增三款大模型完成备案。加上此前的4款，全省共计7款。", 3, 7),
        ("继1月底一批14款之后，国家网信办日前再批准11款大模型，总数增至60款。", 11, 60),
        ("“新增备案三款”应为“新增备案两款”，两款大模型12月2日通过网信办备案。", 2, None),
        ("市网信办公布新一批生成式人工智能服务备案信息，包含15款应用。", 15, None),
    ],
)
def test_how_many(text: str, batch: int, total: int | None) -> None:
    main = main_of(told(text, language="zh", published="2026-02-07", title="大模型获批"))
    stated = main.cumulative_services
    assert (main.services_in_batch, stated) == (Quantity(batch), Quantity(total) if total else None)


def test_a_total_of_each_register() -> None:
    text = "网信办公布，全年新增446款服务备案。截至12月31日，累计748款备案、435款登记。"
    found = told(text, language="zh", published="2026-01-12", title="生成式人工智能备案")
    totals = {a.scheme: a.cumulative_services for a in found.announcements}
    assert totals == {"genai_filing": Quantity(748), "genai_registration": Quantity(435)}


def test_the_register_of_algorithms_stays_where_another_is_told_apart() -> None:
    text = (
        "国家网信办发布第十四批深度合成服务算法备案信息，共680款。\n"
        "深度合成算法备案与生成式人工智能服务备案不同，前者针对算法。"
    )
    main = main_of(told(text, language="zh", published="2025-11-07", title="算法备案"))
    assert (main.scheme, main.services_in_batch) == ("deep_synthesis", Quantity(680))


def test_a_wrapped_text_keeps_its_quotations() -> None:
    text = (
        '19日从省委网信办获悉,岭东集团的"小岭大\n模型"、峦西科技的"望峦大脑"、汀南的"汀\n'
        '语"日前通过生成式人工智能服务备案,全省备\n案总数因此达到7款,另有多家企业的材料仍在\n'
        "审核之中,有关部门表示将加快办理这些申请."
    )
    found = told(text, language="zh", published="2025-08-20", title="新增备案大模型")
    assert {s.company for s in found.services} == {"岭东集团", "峦西科技", "汀南"}
