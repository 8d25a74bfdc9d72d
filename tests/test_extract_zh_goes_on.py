"""Chinese stories that go on with one firm's services, or with what came before, invented texts."""

from each import each
from reading import han_pairs, told

Pairs = set[tuple[str | None, str | None]]


@each(
    ("text", "pairs"),
    [
        (
            "栖月科技也有两个，一个是QiyueHome，另一个是面向装修的“小栖”。",
            {("栖月科技", "QiyueHome"), ("栖月科技", "小栖")},
        ),
        (
            "栖月科技有两款产品过审，一款叫“小栖”，另一款名为“小月”。",
            {("栖月科技", "小栖"), ("栖月科技", "小月")},
        ),
        (
            "栖月科技2023年11月凭“小栖”过审，去年又有“小月”和“小星”完成备案。",
            {("栖月科技", "小栖"), ("栖月科技", "小月"), ("栖月科技", "小星")},
        ),
        (
            "栖月科技拿下两款，其一是“小栖”，其二是“小月”。",
            {("栖月科技", "小栖"), ("栖月科技", "小月")},
        ),
        (
            "正在冲刺科创板的海川科技凭“小海”入列。",
            {("海川科技", "小海")},
        ),
        (
            "已向港交所递交上市申请的海川科技凭“小海”过关。",
            {("海川科技", "小海")},
        ),
        (
            "政务类应用值得关注，南京市档案局的“小档”、国家药监局信息中心（小药问答）均在名单里。",
            {("南京市档案局", "小档"), ("国家药监局信息中心", "小药问答")},
        ),
        (
            "青藤系的海川科技凭“小海”入围，则是直接做进App的功能。",
            {("海川科技", "小海")},
        ),
        (
            "栖月科技的“小栖”通过备案，将借助海川和岭东的模型能力。",
            {("栖月科技", "小栖")},
        ),
        (
            "栖月科技的“小栖”通过备案，海川科技全年没有新模型入列。",
            {("栖月科技", "小栖")},
        ),
        ("栖月智驾表示，座舱内置的语音大模型已通过备案。", {("栖月智驾", None)}),
        ("栖月智驾方面透露，新款车机助手日前已完成备案。", {("栖月智驾", None)}),
        (
            "岭东网络、必有清音、对岚信息、海川科技等公司的产品在列。",
            {("岭东网络", None), ("必有清音", None), ("对岚信息", None), ("海川科技", None)},
        ),
    ],
)
def test_one_firm_goes_on(text: str, pairs: Pairs) -> None:
    """Of services told one after the other, and of what is said beside them."""
    assert han_pairs(text) == pairs


def test_label_is_a_whole_name() -> None:
    """A line's label keeps a character that elsewhere leads to a name."""
    text = "名单如下：\n\n栖月科技：小栖\n\n必有清音：清音画室\n\n对岚信息：小影"
    assert ("必有清音", "清音画室") in han_pairs(text)
    assert ("对岚信息", "小影") in han_pairs(text)


FIRST = "5月8日，国家网信办公布，新增72款生成式人工智能服务完成备案。"


@each(
    ("text", "day"),
    [
        ("一周之前，第十七批深度合成服务算法备案清单公布，共608项。", "2026-05-01"),
        ("仅仅过了一周，第十七批深度合成服务算法备案清单公布，共608项。", "2026-05-15"),
        ("时隔三天，第十七批深度合成服务算法备案清单公布，共608项。", "2026-05-11"),
        ("公告发布两天前，第十七批深度合成服务算法备案清单亮相，共608项。", "2026-05-06"),
        ("名单公布前两天，第十七批深度合成服务算法备案清单出炉，共608项。", "2026-05-06"),
        ("四天后，第十七批深度合成服务算法备案清单公布，合计608项。", "2026-05-12"),
        ("一周之后，第十七批深度合成服务算法备案清单公布，总计608项。", "2026-05-15"),
        ("而就在三天前，第十七批深度合成服务算法备案清单公布，共608项。", "2026-05-05"),
        ("此前两天，第十七批深度合成服务算法备案清单公布，共608项。", "2026-05-06"),
        (
            "第十七批深度合成服务算法备案信息已于5月6日发布，合计608项，比3月的第十六批（779项）少171项。",
            "2026-05-06",
        ),
    ],
)
def test_second_list_is_dated_from_the_first(text: str, day: str) -> None:
    """What a paragraph counts back or on is counted from the day that it named before."""
    found = told(FIRST + text, language="zh", published="2026-05-16").announcements
    counted = [(a.event_date, a.services_in_batch) for a in found if a.scheme == "deep_synthesis"]
    assert [(at, number and number.value) for at, number in counted][:1] == [(day, 608)]


@each(
    ("text", "sources"),
    [
        ("据海潮社3月16日电，", ["海潮社"]),
        ("据外媒The Harbour报道，", ["The Harbour"]),
        ("据港媒海潮早报报道，", ["海潮早报"]),
        ("有第三方机构海潮智库统计，", ["海潮智库"]),
        ("海潮资本研报认为，", ["海潮资本"]),
        ("据海潮资本最新研报显示，", ["海潮资本"]),
        ("高盛在报告中估计，", ["高盛"]),
        ("Wind数据显示，", ["Wind"]),
        ("海潮证券研究所在研报中测算，", ["海潮证券研究所"]),
        ("海潮日报记者了解到，", ["海潮日报"]),
        ("海潮信息中心（HCIC）发布的报告显示，", ["海潮信息中心"]),
        ("两家券商研报预测，", []),
        ("多家机构研报认为，", []),
        ("该研报指出，", []),
        ("据公开报道，", []),
        ("记者从海川科技获悉，", []),
        ("据海川科技官网消息，", []),
    ],
)
def test_who_is_cited(text: str, sources: list[str]) -> None:
    """Agencies, foreign media, research of brokers; nobody, where no name is told."""
    found = told(
        text + "3月16日，上海新增7款生成式人工智能服务完成备案，栖月科技的“小栖”在列。",
        language="zh",
        published="2026-03-18",
    )
    assert [s.name for s in found.cited_sources] == sources
    assert [(s.company, s.model) for s in found.services] == [("栖月科技", "小栖")]


@each(
    ("text", "pairs"),
    [
        ("医疗方向则有海川生物“小海”，", {("海川生物", "小海")}),
        ("一家做陪伴机器人的公司，悄悄拿到了大模型备案。", set()),
        ("我校大模型通过国家备案。", set()),
        ("金融行业只有一家，为海川基金，其产品名叫“小海”。", {("海川基金", "小海")}),
        (
            "上个月新增2款，分别是海川机械的“小海”、栖月股份的“小栖”。",
            {("海川机械", "小海"), ("栖月股份", "小栖")},
        ),
        (
            "它们是：海川大学含章大模型、栖月银行栖语大模型。",
            {("海川大学", "含章"), ("栖月银行", "栖语")},
        ),
        (
            "名单如下：\n1.海货通 海川货山电子商务有限公司\n2.“政务小海” 海城市大数据中心"
            "\n3.酱香问答 海川酒业股份有限公司",
            {
                ("海川货山电子商务有限公司", "海货通"),
                ("海城市大数据中心", "政务小海"),
                ("海川酒业股份有限公司", "酱香问答"),
            },
        ),
    ],
)
def test_what_is_no_firm_beside_those_that_are(text: str, pairs: Pairs) -> None:
    """Fields, adverbs, one's own school and months are none; rows may hold quotes."""
    assert han_pairs(text) == pairs


@each(
    ("text", "counts"),
    [
        (
            "上海新增7款生成式人工智能服务完成备案。此前已有34款通过备案，本次更新后总数达到41款。",
            (7, 41),
        ),
        (
            "上海新增7款生成式人工智能服务完成备案。此前全市累计34款，加上这7款，总数升至41款。",
            (7, 41),
        ),
        ("上海新增7款生成式人工智能服务完成备案。小栖将搭载于20余款量产车型。", (7, None)),
        ("江苏省备案大模型总数71款，本期新增4款，分布在农业等领域。", (4, 71)),
        ("湖南再添3款大模型\n栖月科技等申报的生成式人工智能服务近日通过备案。", (3, None)),
    ],
)
def test_totals_told_beside_an_earlier_one(text: str, counts: tuple[int, int | None]) -> None:
    """A total that a sentence goes on to is this batch's, whatever it recalls before."""
    main = told("3月17日消息，" + text, language="zh", published="2026-03-18").announcements[0]
    new, total = main.services_in_batch, main.cumulative_services
    assert (new and new.value, total and total.value) == counts


ONE = "栖月科技的“小栖”大模型3月16日通过《生成式人工智能服务管理暂行办法》备案，向公众开放"


@each(
    ("text", "count"),
    [
        (ONE + "。", 1),
        ("栖月科技「小栖」大模型上线\n" + ONE + "！", 1),
        (ONE + "。据介绍，小栖已在12家医院试用。", 1),
        (ONE, None),
        ("首批！" + ONE, None),
        (
            ONE
            + "。"
            + "公司介绍了它的用法、团队、客户和今后的打算，也谈到了行业里的种种说法。" * 5,
            None,
        ),
        (ONE + "。海川科技的“小海”同日完成备案。", None),
    ],
)
def test_a_short_notice_of_one_service_adds_one(text: str, count: int | None) -> None:
    """A headline alone, a long story and one of two firms count nothing."""
    main = told(text, language="zh", published="2026-03-18").announcements[0]
    assert (main.services_in_batch and main.services_in_batch.value) == count


@each(
    ("text", "pairs"),
    [
        (
            "其中3款刚完成备案，运营方依次为成都地铁、岭东航空、栖月数创。",
            {("成都地铁", None), ("岭东航空", None), ("栖月数创", None)},
        ),
        (
            "辖区企业栖月心智、海川智能、岭东数据等榜上有名。",
            {("栖月心智", None), ("海川智能", None), ("岭东数据", None)},
        ),
        ("主创单位海川绣坊的“绣灵”通过备案。", {("海川绣坊", "绣灵")}),
        (
            "1月20日晚，栖月数科在官微宣布，“栖问”通过备案，这是继去年的“栖观”之后，公司第二款产品。",
            {("栖月数科", "栖问")},
        ),
        ("好未来、海川未来等企业的产品在列。", {("好未来", None), ("海川未来", None)}),
    ],
)
def test_lists_led_in_by_what_the_firms_are(text: str, pairs: Pairs) -> None:
    """Operators, firms of a place and makers are named after what they are called."""
    assert pairs <= han_pairs(text)
