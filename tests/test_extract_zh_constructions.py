"""Chinese constructions of reporters and notices: who was approved with what, and who was not."""

import pytest
from each import each
from reading import HAN_LEAD, han_pairs, main_of, told

from extract.extraction import Quantity


@each(
    ("text", "expected"),
    [
        (
            "岭东大学有“小岭”，峦西医院有“望峦”，汀南学院申报的“汀语”尚未列入本次名单。",
            {("岭东大学", "小岭"), ("峦西医院", "望峦")},
        ),
        ("岭东科技的“小岭”获批，峦西的“望峦”还在内测中。", {("岭东科技", "小岭")}),
        ("岭东大学第一附属医院的“小岭”获批。", {("岭东大学第一附属医院", "小岭")}),
        ("还有一款名为“小岭”，出自岭东陶瓷大学。", {("岭东陶瓷大学", "小岭")}),
        (
            "岭东科技的UUBot和峦西食品股份有限公司的“望峦”获批。",
            {("岭东科技", "UUBot"), ("峦西食品股份有限公司", "望峦")},
        ),
        ("岭东集团子公司的“小岭”获批。", {("岭东集团", "小岭")}),
        ("岭东科技自研的音视频多媒体大模型“小岭”获批。", {("岭东科技", "小岭")}),
        ("更早的还有岭东科技，3月1日以“小岭”通过备案。", {("岭东科技", "小岭")}),
        (
            "工业云制造（四川）创新中心的“小岭”刚刚完成备案。",
            {("工业云制造（四川）创新中心", "小岭")},
        ),
        (
            "岭东科技的“小岭”3月2日在江苏备案。某公司称其模型“通过国家认证”。",
            {("岭东科技", "小岭")},
        ),
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
        (
            "面向宠物主的“爪爪问诊”（岭东爪爪科技）、面向果农的“果满仓”（峦西丰谷科技）。",
            {("岭东爪爪科技", "爪爪问诊"), ("峦西丰谷科技", "果满仓")},
        ),
        ("通过备案的“砚池”由书法教育机构岭东文化自主研发。", {("岭东文化", "砚池")}),
        ("岭东医院的“龙影”（与峦西联合研发）获批。", {("岭东医院", "龙影")}),
        ("岭东科技的“小岭”（调用通义千问）获批。", {("岭东科技", "小岭")}),
        (
            "科大讯飞持股37%的参股公司岭东言知科技研发的“言知”教育大模型获批。",
            {("岭东言知科技", "言知")},
        ),
        (
            "“小岭”“望峦”均已完成备案，分属岭东科技、峦西科技。",
            {("岭东科技", "小岭"), ("峦西科技", "望峦")},
        ),
        ("岭东银行再添一款；峦西科技的“望峦”也在其中。", {("峦西科技", "望峦")}),
        (
            "本批最大的赢家是岭东科技，一口气有“小岭”“望峦”两款应用过关。",
            {("岭东科技", "小岭"), ("岭东科技", "望峦")},
        ),
        ("岭东科技一口气通过“小岭”“望峦”两款。", {("岭东科技", "小岭"), ("岭东科技", "望峦")}),
        (
            "登记最多的要数岭东教育，旗下“小岭”“望峦”均在列。",
            {("岭东教育", "小岭"), ("岭东教育", "望峦")},
        ),
        (
            "排在名单首位的是岭东科技有限公司的“小岭”，末位是峦西动力有限公司的“望峦”。",
            {("岭东科技有限公司", "小岭"), ("峦西动力有限公司", "望峦")},
        ),
        (
            "岭东公司此次以岭东红棉科技有限公司为主体完成备案，模型为小岭大模型。",
            {("岭东红棉科技有限公司", "小岭")},
        ),
        ("卖母婴用品的岭东王在4月底拿到备案，其“小岭大模型”用于育儿。", {("岭东王", "小岭大模型")}),
        ("由岭东科技申报、峦西动力提供算力的“小岭”大模型完成备案。", {("岭东科技", "小岭")}),
        ("岭东科技凭借自研的“小岭”首次入围。", {("岭东科技", "小岭")}),
        (
            "三款产品进入名单，分别由旗下岭东教育、岭东医疗和岭东出行申报。",
            {("岭东教育", None), ("岭东医疗", None), ("岭东出行", None)},
        ),
        (
            "名单里有“小岭”（岭东网络科技有限公司）和峦西科技(北京)有限公司的望峦通。",
            {("岭东网络科技有限公司", "小岭"), ("峦西科技(北京)有限公司", "望峦通")},
        ),
        (
            "国产品牌占三席：岭东科技的“小岭”、峦西科技的“望峦”、汀南科技的“汀语”；"
            "外资品牌两席，分别是甲骨（岭北公司）和乙骨（汀西公司）。",
            {
                ("岭东科技", "小岭"),
                ("峦西科技", "望峦"),
                ("汀南科技", "汀语"),
                ("岭北公司", "甲骨"),
                ("汀西公司", "乙骨"),
            },
        ),
        (
            "岭东科技是单批登记最多的一家，共有小岭通、望峦通和BotLing三款。",
            {("岭东科技", "小岭通"), ("岭东科技", "望峦通"), ("岭东科技", "BotLing")},
        ),
        (
            "公共机构同样出现在名单里：岭东药监局信息中心的“药监小岭”，以及峦西科技的“望峦”。",
            {("岭东药监局信息中心", "药监小岭"), ("峦西科技", "望峦")},
        ),
        (
            "岭东科技动作最早，“小岭”于3月1日完成备案；峦西科技随后跟进。",
            {("岭东科技", "小岭"), ("峦西科技", None)},
        ),
        ("岭东科技的“小岭”获批；竞品方面，峦西科技也在开发同类产品。", {("岭东科技", "小岭")}),
        ("登记集中在客服场景，直接调用通义千问、DeepSeek等已备案模型。", set()),
        (
            "全省此前已有岭东（厦门）科技有限公司“小岭”于3月完成备案。",
            {("岭东（厦门）科技有限公司", "小岭")},
        ),
        (
            "母婴零售企业岭东儿童用品股份有限公司的“小岭”获批。",
            {("岭东儿童用品股份有限公司", "小岭")},
        ),
        (
            "它们是：小岭通（岭东科技有限公司）以及写作机器人（峦西贸易有限公司）。",
            {("岭东科技有限公司", "小岭通"), ("峦西贸易有限公司", "写作机器人")},
        ),
        ("岭东科技有限公司的“小岭”泛传播大模型获批。", {("岭东科技有限公司", "小岭")}),
        (
            "岭东科技在杭州办展。据介绍，其底层的“岭东烹饪大模型”已于3月10日完成备案。",
            {("岭东科技", "岭东烹饪大模型")},
        ),
    ],
)
def test_who_and_what(text: str, expected: set[tuple[str | None, str | None]]) -> None:
    assert han_pairs(text) == expected


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


@each(
    ("text", "batch", "total"),
    [
        ("8月，全国共有45款大模型通过备案，全国总数升至583款。", 45, 583),
        ("2024年前三季度已有130款大模型完成备案。", 130, None),
        ("两款大模型日前通过省网信办备案，备案大模型由此前的2款增加到4款。", 2, 4),
        ("网信办公告，12款服务办理了备案变更，新增生成式人工智能备案64款。", 64, None),
        ("网信办公布第十批深度合成服务算法备案信息，本批680款，累计备案5100款。", 680, 5100),
        ("国家网信办注销5项深度合成算法备案，同日公布第十三批备案清单586项。", 586, None),
    ],
)
def test_which_number_is_the_batch(text: str, batch: int, total: int | None) -> None:
    main = main_of(told(text, language="zh", published="2024-12-06", title="大模型备案"))
    stated = main.cumulative_services
    assert (main.services_in_batch, stated) == (Quantity(batch), Quantity(total) if total else None)


@pytest.mark.parametrize(
    "text",
    [
        "今天，某某智能旗下大模型获得国家相关部门批准，即日起面向公众全面开放服务。",
        "本市24款AI应用获得“上线编号”，首次覆盖16区。市网信办昨日发布名单。",
        "要闻：一、工信部就网联汽车征求意见；二、网信办公布5月新增备案57款，累计464款。",
        "省网信办7月3日公布第4批登记的生成式人工智能应用(共5款)：灵犀、小岭等。",
        "微信小程序“岭务·小岭”昨日取得省网信办发放的登记编号，是首个完成登记的AI应用。",
    ],
)
def test_other_words_for_an_approval(text: str) -> None:
    assert told(text, language="zh", published="2025-06-18", title="AI服务").relevant


@pytest.mark.parametrize(
    "text",
    [
        "大模型备案和算法备案有何不同？前者针对生成式AI产品。未备案最高可罚10万元。",
        "人大代表提交建议，呼吁优化生成式人工智能服务备案制度，对已备案模型实行告知承诺。",
    ],
)
def test_words_about_the_procedure_are_no_approval(text: str) -> None:
    assert not told(text, language="zh", published="2025-06-18", title="大模型备案").relevant


def test_fields_one_a_line() -> None:
    text = "序号：1\n服务名称：小岭通\n提供者：岭东科技有限公司\n备案号：Gansu-XiaoLingTong-2025072"
    assert han_pairs(text) == {("岭东科技有限公司", "小岭通")}


def test_a_day_on_which_another_office_announced() -> None:
    text = "上海2025年新增备案大模型78款，累计139款。市经信委1月13日发布数据。"
    main = main_of(told(text, language="zh", published="2026-01-14", title="上海大模型备案"))
    assert main.event_date == "2026-01-13"


def test_firms_named_before_the_first_batch_are_counted_as_firms() -> None:
    text = "百度、阿里等首批8家获准面向公众开放的大模型已于8月31日陆续上线。"
    main = main_of(told(text, language="zh", published="2023-09-01", title="大模型获批"))
    assert (main.companies_in_batch, main.services_in_batch) == (Quantity(8), None)


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("岭东大学沈阳教授表示，质量比数量重要。", "沈阳"),
        ("创始人林深（化名）对我们说，备案花了九个月。", "林深"),
    ],
)
def test_people_before_their_title_and_under_another_name(text: str, person: str) -> None:
    found = told(HAN_LEAD + text, language="zh", published="2026-03-18", title="8款服务完成备案")
    assert [p.name for p in found.people] == [person]
