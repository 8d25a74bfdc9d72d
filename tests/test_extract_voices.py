"""Who is cited and who is quoted: media, institutes and people, in both languages."""

import pytest
from each import each
from reading import told

EN = "China's cyberspace regulator approved 12 generative AI models on Monday. "
ZH = "国家网信办5月8日公告，新增12款生成式人工智能服务完成备案。"


def language(text: str) -> str:
    return "zh" if ZH in text else "en"


def sources(text: str, outlet: str | None = None) -> list[str]:
    return [
        source.name for source in told(text, outlet=outlet, language=language(text)).cited_sources
    ]


def people(text: str) -> list[tuple[str, str | None]]:
    return [(person.name, person.role) for person in told(text, language=language(text)).people]


@each(
    ("sentence", "name"),
    [
        ("The list is out, Harbour Herald reported on Sunday.", "Harbour Herald"),
        ("The list is out, according to business magazine Kelmis.", "Kelmis"),
        ("Research firm Kelmis estimates that prices fell.", "Kelmis"),
        ("Harbour News counts 60 firms in the zone.", "Harbour News"),
        ("A spokesman told Bloomberg that the list is long.", "Bloomberg"),
        ("The service is closed, writes Harbourblatt.", "Harbourblatt"),
        ("Users doubled, a report by the Ostland Institute of Metrology said.",
         "Ostland Institute of Metrology"),
        ("(Source: Harbour Daily)", "Harbour Daily"),
        ("2026-08-19 10:26   Source: KuoToday\n", "KuoToday"),
        ("Date: 2026-02-11    Source: Harbour Daily    A A A\n", "Harbour Daily"),
    ],
)  # fmt: skip
def test_english_source(sentence: str, name: str) -> None:
    assert sources(EN + "\n\n" + sentence) == [name]


@each(
    "sentence",
    [
        "Lenovo said in a statement that its model is ready.",
        "According to Lenovo, its model is ready.",
        "According to the regulator, the list is long.",
        "According to brokerage Kelmis, the list is long.",
        "According to the company's Chief Technology Officer, users doubled.",
        "Lenovo owns the Harbour Daily.",
    ],
)
def test_no_english_source(sentence: str) -> None:
    assert sources(EN + sentence) == []


@each(
    ("sentence", "name"),
    [
        ("据海潮日报此前报道，首批共有8款。", "海潮日报"),
        ("据凯洛斯数据不完全统计，融资事件有所减少。", "凯洛斯数据"),
        ("据凯洛斯统计，融资事件有所减少。", "凯洛斯"),
        ("据“网信滨海”5月11日通告，名单已公布。", "网信滨海"),
        ("海潮研究院的监测显示，调用量增长五倍。", "海潮研究院"),
        ("据《海潮评论》报道，至少6家企业正在洽谈。", "海潮评论"),
        ("海潮研究院5月发布的一份蓝皮书预计，规模将翻番。", "海潮研究院"),
        ("路透社引述分析师观点称，销量回升。", "路透社"),
        ("（来源：海潮日报）", "海潮日报"),
        ("海潮研究院梳理各地清单，勾勒出全貌。", "海潮研究院"),
        ("来自海潮协会研究部的统计显示，企业增多。", "海潮协会"),
        ("《海潮评论》早前引述消息称，车企有意申请。", "海潮评论"),
        ("据《海潮时报》当时报道，监管人士曾建议联手。", "海潮时报"),
        ("员工将调往邻近门店。（海潮社）", "海潮社"),
        ("路透社星期四引述知情者报道，一批服务获放行。", "路透社"),
        ("海潮研究中心8月中旬抽查的60款应用中，21款做到了。", "海潮研究中心"),
        ("综合网信办官网与第一财经报道，产品获准开放。", "第一财经"),
        ("据南都大数据研究院梳理，数量居全国第三。", "南都大数据研究院"),
        ("来源：海潮社   我要评论", "海潮社"),
        ("彭博社当天稍早报道说，产品已过审。", "彭博社"),
        ("发言人向路透社证实，产品已获批准。", "路透社"),
        ("市场研究机构凯洛斯估算，今年将有四成手机具备该能力。", "凯洛斯"),
        ("咨询公司凯洛斯在一份报告中估计，搭载率将过七成。", "凯洛斯"),
        ("海潮研究院一位专家认为，备案量将增加。", "海潮研究院"),
    ],
)
def test_chinese_source(sentence: str, name: str) -> None:
    assert sources(ZH + "\n" + sentence) == [name]


@each(
    "sentence",
    [
        "据公司公告，产品即日上线。",
        "据了解，名单共有12款。",
        "据不完全统计，国内大模型超过百款。",
        "国家网信办数据显示，备案数量增长。",
        "封面来源：壹图网",
        "本报根据附件统计，北京逾半。",
        "据小编统计，北京逾半。",
    ],
)
def test_no_chinese_source(sentence: str) -> None:
    assert sources(ZH + "\n" + sentence) == []


@pytest.mark.parametrize(
    ("outlet", "expected"),
    [
        ("Harbour Daily", []),
        ("The Harbour Daily", []),
        ("Harbour Daily (Reuters)", []),
        ("Ostland Post", ["Harbour Daily"]),
    ],
)
def test_own_outlet_is_no_source(outlet: str, expected: list[str]) -> None:
    text = EN + "The list is out, the Harbour Daily reported on Sunday."
    assert sources(text, outlet) == expected


@pytest.mark.parametrize(
    ("outlet", "expected"), [("网信海川", []), ("网信海川（转载）", ["网信海川"])]
)
def test_what_an_outlet_reprints_has_a_source(outlet: str, expected: list[str]) -> None:
    assert sources(ZH + "\n（来源：网信海川）", outlet) == expected


def test_forms_of_one_medium_are_one_source() -> None:
    text = "The list is out, Xinhua reported. It is long, Xinhua News Agency reported on Monday."
    assert sources(EN + text) == ["Xinhua"]


@each(
    ("sentence", "name", "role"),
    [
        ("said Tang Ruo, a research fellow in Wuhan.", "Tang Ruo", "a research fellow in Wuhan"),
        ("says Petra Ilyina of the Harbour Centre.", "Petra Ilyina", None),
        ("Mayor Tang Ruo said in his report.", "Tang Ruo", "Mayor"),
        ("said Anson Poon Kwok-leung, a strategist.", "Anson Poon Kwok-leung", "a strategist"),
        ("the parent is controlled by Geely founder Tang\nRuo.", "Tang\nRuo", "Geely founder"),
        ("an official surnamed Tang said so.", "Tang", None),
        ("according to Daxo Morbu, the company's chief engineer.", "Daxo Morbu",
         "the company's chief engineer"),
        ("according to Daxo Morbu of the Harbour Centre.", "Daxo Morbu", None),
        ("The firm replaced Tang Ruo as head of finance.", "Tang Ruo", None),
    ],
)  # fmt: skip
def test_english_person(sentence: str, name: str, role: str | None) -> None:
    assert people(EN + "\n\n" + sentence) == [(name, role)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It comes from Kelmis Weilai, whose founders left in 2024.",
        "It comes from Kelmis Biological, the company behind the coach SteadyStep.",
        "Its Chief Technology Officer said so.",
        "Contact reporter Lin Ruo and editor Mark Otley",
    ],
)
def test_no_english_person(sentence: str) -> None:
    assert people(EN + sentence) == []


@each(
    ("sentence", "name", "role"),
    [
        ("公司法务总监冉小禾解释，两套材料不同。", "冉小禾", "公司法务总监"),
        ("创始人何一川把团队转去做模型。", "何一川", "创始人"),
        ("创始人兼CEO柏云远的解释是，数据已有。", "柏云远", "创始人兼CEO"),
        ("某大学法学院副教授宇文川认为，成本下降。", "宇文川", "某大学法学院副教授"),
        ("首席执行官约翰·史密斯周一表示，谈判顺利。", "约翰·史密斯", "首席执行官"),
        ("王小禾（某研究院研究员）认为，成本下降。", "王小禾", "某研究院研究员"),
        ("创始人名叫肖禾。", "肖禾", None),
        ("“备案号是敲门砖。”陈禾说。", "陈禾", None),
        ("数字治理研究者方以禾表示，流程不短。", "方以禾", "数字治理研究者"),
        ("“是拿来投标的。”做合规咨询的叶小禾对海潮日报记者说，排队的项目不少。", "叶小禾", None),
        ("副院长况小禾表示，流程不短。", "况小禾", "副院长"),
        ("“村里人都说我们改行了。”集团信息部负责人武小禾笑着说。", "武小禾", "集团信息部负责人"),
        ("律师陈小禾（海潮律师事务所）提醒，备案不是免责。", "陈小禾", "律师"),
        ("研究员林小禾撰文称，备案提速。", "林小禾", "研究员"),
        ("主任助理石小禾此前说，中国场景多。", "石小禾", "主任助理"),
        ("学院教师才让文杰说，团队用了两年。", "才让文杰", "学院教师"),
    ],
)
def test_chinese_person(sentence: str, name: str, role: str | None) -> None:
    assert people(ZH + sentence) == [(name, role)]


@each(
    "sentence",
    [
        "负责人周一表示，名单已公布。",
        "具有社会动员能力的服务须备案。",
        "负责人对记者表示，名单已公布。",
        "负责人赵先生说，备案用了两个月。",
        "一位教师向记者透露，审核不易。",
        "董事长强调，备案不易。",
    ],
)
def test_no_chinese_person(sentence: str) -> None:
    assert people(ZH + sentence) == []


def test_a_surname_stands_for_the_person_named_before() -> None:
    text = "said Tang Ruo, a research fellow. The list will grow, Mr Tang said."
    assert [name for name, _ in people(EN + text)] == ["Tang Ruo"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ('"It is a start," said Wan Jun, general manager of Luma.', "Wan Jun"),
        ('"It is a start," said Kong Yiru, an associate professor.', "Kong Yiru"),
        ("Musk told reporters last week that he had seen it.", "Musk"),
    ],
)
def test_english_person_whose_name_is_another_word_too(sentence: str, name: str) -> None:
    assert [found for found, _ in people(EN + sentence)] == [name]
