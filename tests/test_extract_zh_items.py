"""Chinese services told in lists, jointly or in brackets, and what is none, on invented texts."""

from each import each
from reading import HAN_LEAD, han_pairs, named, told

Pairs = set[tuple[str | None, str | None]]


@each(
    ("text", "pairs"),
    [
        (
            "此次完成备案的服务包括：禾苗科技的“小禾”、海川公司Tide AI，以及栖月汽车与岭东大学"
            "合作推出的“小岭”。",
            {("禾苗科技", "小禾"), ("海川公司", "Tide AI"), ("栖月汽车", "小岭")},
        ),
        ("由栖月汽车和海川共同打造的“小岭”通过备案。", {("栖月汽车", "小岭")}),
        (
            "海川科技（王明）获批的是山海认知大模型，栖月智能（问禾）也在其中。",
            {("海川科技", "山海认知"), ("栖月智能", "问禾")},
        ),
        (
            "由海川医科大学联合栖月医疗科技有限公司研发的“仁心”大模型通过备案。",
            {("海川医科大学", "仁心")},
        ),
        ("海川银行3月17日宣布，该行智能客服“小海”通过备案。", {("海川银行", "小海")}),
        (
            "海川科技的“小海”通过备案，此前栖月科技的“小栖”早在2023年便已备案。",
            {("海川科技", "小海"), ("栖月科技", "小栖")},
        ),
        (
            "名单里有海川股份旗下栖月计算机与岭东合作的“小栖”。",
            {("栖月计算机", "小栖")},
        ),
        (
            "海川家电的“海川星海”、栖月重工的“小栖”等3款海川造大模型通过备案。",
            {("海川家电", "海川星海"), ("栖月重工", "小栖")},
        ),
        (
            "海川科技3月17日在互动平台表示，公司“小海”算法已完成深度合成算法备案。",
            {("海川科技", "小海")},
        ),
        ("本年度海川大学的“小海”大模型通过备案。", {("海川大学", "小海")}),
        (
            "海川星辰通过子公司拿到“小海”，栖月的“小栖”在列。",
            {("海川星辰", "小海"), ("栖月", "小栖")},
        ),
        ("海川科技（300999）周日晚间公告，公司的“小海”通过备案。", {("海川科技", "小海")}),
        ("海川汽车首次对外展示认知大模型，栖月的“小栖”通过备案。", {("栖月", "小栖")}),
        ("名单里有海川（中国）有限公司的“小海”。", {("海川（中国）有限公司", "小海")}),
        ("互联网大厂从“抢首发”转向“补场景”，海川科技的“小海”通过备案。", {("海川科技", "小海")}),
        (
            "栖月汽车的“小栖”完成备案。海川科技表示，问禾大模型将以云端接口的方式接入。",
            {("栖月汽车", "小栖")},
        ),
        ("三天前发布的公告显示，海川科技的“小海”完成备案。", {("海川科技", "小海")}),
        ("（图片来源网络，侵删）\n海川科技的“小海”完成备案。", {("海川科技", "小海")}),
        (
            "海川科技的“小海图像”完成备案；“小海”大模型去年已通过备案。",
            {("海川科技", "小海图像"), (None, "小海")},
        ),
    ],
)
def test_services_and_what_is_none(text: str, pairs: Pairs) -> None:
    assert han_pairs(text) == pairs


def test_known_firms_at_the_head_of_the_items_of_a_counted_list() -> None:
    text = (
        "公布4款手机端侧生成式人工智能服务备案信息，分别为荣耀YOYO、天禧AI、魅族Flyme AI和moto AI。"
    )
    found = named(told("国家网信办今日" + text, language="zh", published="2026-09-24"))
    assert found == [
        ("荣耀", "YOYO"), (None, "天禧AI"), ("魅族", "Flyme AI"), (None, "moto AI")
    ]  # fmt: skip


def test_a_known_firm_at_the_head_of_what_only_says_what_the_service_is() -> None:
    text = "3月16日，上海新增7款生成式人工智能服务完成备案，宜家文本智能助手等在列。"
    found = named(told(text, language="zh", published="2026-03-18"))
    assert found == [("宜家", "宜家文本智能助手")]


def test_what_needs_to_be_said_is_no_duty() -> None:
    text = HAN_LEAD + "需要区分的是，海川科技的“小海”已于去年8月31日获批，不在此次之列。"
    found = told(text, language="zh", published="2026-03-18")
    assert named(found) == [("海川科技", "小海")]
    assert found.announcements[found.services[0].announcement or 0].role == "background"


def test_a_guide_in_one_table_announces_nothing() -> None:
    text = (
        "大模型上线到底该办哪个手续？一张表看懂。\n"
        "登记：产品接入已完成备案的模型，向属地网信办登记并取得上线编号。"
    )
    assert not told(text, language="zh", published="2026-03-18").relevant
