"""Names of Chinese companies and services in sentences, by the words they stand beside."""

import pytest
from each import each
from reading import named, told

LEAD = "国家网信办昨日公布新一批生成式人工智能服务备案信息，本批新增九款。\n"


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("栖月科技有限公司此次过审的是小栖问答。", ("栖月科技有限公司", "小栖问答")),
        ("海川动力（688999）的川行助手同期过关。", ("海川动力", "川行助手")),
        ("禾苗科技有限公司的产品叫小禾问问，也已通过备案。", ("禾苗科技有限公司", "小禾问问")),
        ("云锦科技有限公司同时拿到了云锦通和织造问问。", ("云锦科技有限公司", "云锦通")),
    ],
)
def test_a_model_behind_its_company(sentence: str, pair: tuple[str, str]) -> None:
    assert pair in named(told(LEAD + sentence, language="zh"))


@pytest.mark.parametrize(
    "sentence",
    [
        "栖月科技有限公司总工程师何某某说，备案已经完成。",
        "栖月科技有限公司收到通知，备案已经完成。",
        "栖月科技有限公司正扩建团队，备案已经完成。",
    ],
)
def test_no_model_in_the_words_behind_a_company(sentence: str) -> None:
    assert [m for _, m in named(told(LEAD + sentence, language="zh")) if m] == []


def test_services_before_their_companies_in_one_order() -> None:
    text = "新增服务包括栖月通、小禾问问等，分别来自上海栖月科技有限公司、上海禾苗信息有限公司。"
    assert named(told(LEAD + text, language="zh")) == [
        ("上海栖月科技有限公司", "栖月通"),
        ("上海禾苗信息有限公司", "小禾问问"),
    ]


def test_each_company_keeps_its_own_service_before_what_they_serve() -> None:
    text = (
        "其余四款中，栖月的“栖巢”、禾苗的禾苗教育大模型、海川信息科技(上海)有限公司的瀚海"
        "分别面向媒体、教育和企业服务。"
    )
    found = named(told(LEAD + text, language="zh"))
    assert ("海川信息科技(上海)有限公司", "瀚海") in found
    assert "海川信息科技(上海)有限公司" not in [model for _, model in found]


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("来自苏州的云锦织造则带来选品助手“云锦通”。", "云锦织造"),
        ("做宠物诊疗的毛球星医自研的“毛毛”也在其中。", "毛球星医"),
        ("光谷企业澜图测绘获批的模型名为澜图地眼。", "澜图测绘"),
    ],
)
def test_a_company_begins_behind_a_function_word(sentence: str, company: str) -> None:
    assert company in [c for c, _ in named(told(LEAD + sentence, language="zh"))]


@pytest.mark.parametrize(
    "sentence",
    ["四川省的“栖月”也已通过备案。", "全市“栖月”等三款已通过备案。"],
)
def test_a_place_is_no_company(sentence: str) -> None:
    assert [c for c, _ in named(told(LEAD + sentence, language="zh")) if c] == []


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("上述三款的底座分别来自腾讯混元、字节豆包。", "腾讯"),
        ("小栖助手由阿里云提供底层能力。", "阿里云"),
        ("特斯拉的助手有关部门尚未批准。", "特斯拉"),
    ],
)
def test_partners_and_pending_ones_are_no_services(sentence: str, company: str) -> None:
    assert company not in [c for c, _ in named(told(LEAD + sentence, language="zh"))]


def test_a_double_negation_is_an_approval() -> None:
    text = "大公司也没有缺席。网易旗下的“音之屿”补上了余下一席。"
    assert ("网易", "音之屿") in named(told(LEAD + text, language="zh"))


@pytest.mark.parametrize(
    "sentence",
    [
        "栖月智能、禾苗海洋、云锦数织三家苏州和舟山的公司，分别拿下“栖月通”“渔汛通”和“云锦通”。",
        "做材料的栖月智能、做渔业的禾苗海洋以及云锦数织，获批的模型依次为栖月通、渔汛通和云锦通。",
    ],
)
def test_companies_and_their_services_in_two_lists(sentence: str) -> None:
    found = named(told(LEAD + sentence, language="zh"))
    assert ("栖月智能", "栖月通") in found
    assert ("云锦数织", "云锦通") in found


@pytest.mark.parametrize(
    ("sentence", "pairs"),
    [
        (
            "禾苗能源则有两款模型过审：HemiaoBrain与禾苗问答。",
            [("禾苗能源", "HemiaoBrain"), ("禾苗能源", "禾苗问答")],
        ),
        (
            "“栖月问问”和“栖月通”同属上海栖月文化有限公司。",
            [("上海栖月文化有限公司", "栖月问问"), ("上海栖月文化有限公司", "栖月通")],
        ),
        ("网易云课堂的“小课”已完成备案。", [("网易云课堂", "小课")]),
        ("栖月有限公司当日收到通知，其申报的“小栖”通过备案。", [("栖月有限公司", "小栖")]),
        ("云锦大学带来了藏汉双语的“云言”。", [("云锦大学", "云言")]),
    ],
)
def test_every_pair_of_a_sentence(sentence: str, pairs: list[tuple[str, str]]) -> None:
    assert named(told(LEAD + sentence, language="zh")) == pairs


@pytest.mark.parametrize(
    "sentence",
    [
        "全年新增备案四百款，当年登记三百款。",
        "已备案模型涉及电信、油气、民航等领域。",
        "这是我省首个由高校自主申报并完成备案的模型。",
        "备受瞩目的大模型终于获批。",
    ],
)
def test_spans_of_time_and_sectors_are_no_names(sentence: str) -> None:
    assert named(told(LEAD + sentence, language="zh")) == []


def test_a_run_of_brackets_says_together_which_name_is_the_company() -> None:
    items = "两家北京企业机构：栖月（小栖大模型）、禾苗AI（小禾大模型）"
    assert named(told(LEAD + items, language="zh")) == [("栖月", "小栖"), ("禾苗AI", "小禾")]
    lines = (
        "- **栖月 (小栖问答)**:[xiqi.example.cn](https://xiqi.example.cn)\n- **禾苗 (小禾大模型)**"
    )
    assert named(told(LEAD + lines, language="zh")) == [("栖月", "小栖问答"), ("禾苗", "小禾")]


def test_an_address_is_no_name() -> None:
    text = LEAD + "http://xiqi.example.cn\nhttps://xiqi.example.cn/s/Ab1\n"
    assert named(told(text, language="zh")) == []


def test_a_company_shown_once_is_found_at_the_head_of_its_service() -> None:
    text = "栖月今日宣布接受采访。云川大模型、栖月小栖大模型均已通过备案。"
    assert ("栖月", "小栖") in named(told(LEAD + text, language="zh"))


def test_owners_in_the_items_of_a_list() -> None:
    text = "此次获批的有栖月的小栖、禾苗科创的小禾问问和云锦的云锦通。"
    assert named(told(LEAD + text, language="zh")) == [
        ("栖月", "小栖"),
        ("禾苗科创", "小禾问问"),
        ("云锦", "云锦通"),
    ]


def test_an_aside_on_those_not_approved_does_not_rule_the_list_below() -> None:
    text = "以下是获批名单。备受关注的云锦通不在首批名单里。\n- 栖月：小栖问答\n- 禾苗：小禾问问\n"
    found = named(told(LEAD + text, language="zh"))
    assert ("栖月", "小栖问答") in found
    assert ("禾苗", "小禾问问") in found


@pytest.mark.parametrize(
    "sentence",
    ["获批企业分别为栖月、禾苗通、云锦。", "获批的大模型只有栖月、禾苗通、云锦三家。"],
)
def test_words_beside_a_list_say_that_it_holds_companies(sentence: str) -> None:
    assert named(told(LEAD + sentence, language="zh")) == [
        ("栖月", None),
        ("禾苗通", None),
        ("云锦", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("消费电子厂商栖月声学则登记了“小栖”助手。", "栖月声学"),
        ("此外还有禾苗智造有限公司的“小禾”完成备案。", "禾苗智造有限公司"),
        ("老牌数字孪生玩家云锦科技的“云锦通”同日过审。", "云锦科技"),
    ],
)
def test_what_sort_of_firm_it_is_is_no_part_of_its_name(sentence: str, company: str) -> None:
    assert company in [c for c, _ in named(told(LEAD + sentence, language="zh"))]


def test_a_school_with_a_second_name_has_no_service_of_that_name() -> None:
    text = "栖月工业大学（栖月省科学院）教授柯某津说，备案已经完成。"
    assert [m for _, m in named(told(LEAD + text, language="zh")) if m] == []


def test_a_function_word_may_stand_in_a_company_s_name() -> None:
    text = "近日，岭从科技旗下小栖大模型通过备案。"
    assert ("岭从科技", "小栖") in named(told(LEAD + text, language="zh"))


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("云锦科技的织造问问同步完成登记。", ("云锦科技", "织造问问")),
        ("去年11月，栖月的小栖通便已通过。", ("栖月", "小栖通")),
        ("栖月的小栖通、禾苗天成的“问禾”医疗大模型首次露面，均已通过备案。", ("禾苗天成", "问禾")),
        ("海川动力(688999)9月5日早间宣布，旗下川行助手已通过备案。", ("海川动力", "川行助手")),
    ],
)
def test_a_company_and_what_it_owns_before_their_verb(sentence: str, pair: tuple[str, str]) -> None:
    assert pair in named(told(LEAD + sentence, language="zh"))


@pytest.mark.parametrize(
    "sentence",
    [
        "前者的小栖通与后者的问禾均已通过备案。",
        "“小栖通”是运行在微信里的对话小程序，已通过备案。",
        "同批获批的还有一款助手。",
        "渠道确认，两款助手已通过备案。",
    ],
)
def test_a_word_that_points_at_a_name_or_a_place_is_no_company(sentence: str) -> None:
    assert [c for c, _ in named(told(LEAD + sentence, language="zh")) if c] == []


def test_companies_listed_before_what_they_own() -> None:
    text = "海川动力、禾苗天成的相关产品也已通过备案。"
    found = [c for c, _ in named(told(LEAD + text, language="zh"))]
    assert {"海川动力", "禾苗天成"} <= set(found)


def test_lines_that_end_on_the_place_of_filing() -> None:
    text = "名单如下：\n\n海川动力：川行 客户服务（上海）\n\n禾苗天成：问禾助手（北京）\n"
    found = named(told(LEAD + text, language="zh"))
    assert [c for c, _ in found] == ["海川动力", "禾苗天成"]


def test_a_company_behind_the_word_for_its_team() -> None:
    text = "由高校系创业团队聆川智能打造的LingGPT也已通过备案。"
    assert ("聆川智能", "LingGPT") in named(told(LEAD + text, language="zh"))


@each(
    ("sentence", "pairs"),
    [
        (
            "禾苗集团旗下栖城栖月的小栖通过备案。",
            [("栖城栖月", "小栖")],
        ),
        (
            "本批有栖月研发的小栖、禾苗推出的小禾、云锦旗下的织造通，均通过备案。",
            [("栖月", "小栖"), ("禾苗", "小禾"), ("云锦", "织造通")],
        ),
        (
            "材料科学公司栖月（QiyueGPT）、商用设备品牌禾苗（HemiaoGPT）也通过备案。",
            [("栖月", "QiyueGPT"), ("禾苗", "HemiaoGPT")],
        ),
        (
            "“小栖”通过备案，背后是栖城栖月科技有限公司。",
            [("栖城栖月科技有限公司", "小栖")],
        ),
        ("栖月未来的小栖通过备案。", [("栖月未来", "小栖")]),
        (
            "栖月科技有限公司（以下简称“栖月”）自主研发的“小栖”通过备案。",
            [("栖月科技有限公司", "小栖")],
        ),
        (
            "栖月“小栖”、禾苗“小禾”两款产品通过备案，云锦的“织造通”则仍在准备材料。",
            [("栖月", "小栖"), ("禾苗", "小禾")],
        ),
    ],
)
def test_owners_and_their_services(sentence: str, pairs: list[tuple[str, str]]) -> None:
    assert named(told(LEAD + sentence, language="zh")) == pairs


@pytest.mark.parametrize(
    "sentence",
    [
        "至此全省的小栖大模型已通过备案。",
        "上海首批落地的小栖大模型通过备案。",
        "二季度登记了六款应用。",
    ],
)
def test_times_and_places_are_no_companies(sentence: str) -> None:
    assert {company for company, _ in named(told(LEAD + sentence, language="zh"))} <= {None}
