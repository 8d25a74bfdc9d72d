"""Chinese stories in which one firm tells and another filed, and numbers that need their place."""

from each import each
from reading import named, told

PUBLISHED = "2026-05-15"


@each(
    ("text", "services"),
    [
        (
            "云鹿中国5月14日确认，云鹿饮料（上海）有限公司申报的“云鹿搭子”大模型已完成备案。",
            [("云鹿饮料（上海）有限公司", "云鹿搭子")],
        ),
        (
            "云鹿集团（02013）发布公告，集团附属公司上海云鹿企业发展有限公司研发的“云鹿商业”"
            "大模型已在国家网信办完成备案。",
            [("上海云鹿企业发展有限公司", "云鹿商业")],
        ),
        (
            "云鹿汽车产品负责人柯某在微博上说，“云鹿座舱”大模型完成备案。"
            "公开信息显示，该模型由广州鹿霄科技有限公司申报。",
            [("广州鹿霄科技有限公司", "云鹿座舱")],
        ),
        (
            "云鹿科技集团周一表示，“云鹿”大模型通过备案，由云鹿云计算有限公司申报。",
            [("云鹿云计算有限公司", "云鹿")],
        ),
        (
            "云鹿股份在业绩会上表示，公司有两款模型完成生成式人工智能服务备案，"
            "分别是2025年1月的“问答鹿”和今年4月的“云鹿消费大模型”。",
            [("云鹿股份", "问答鹿"), ("云鹿股份", "云鹿消费大模型")],
        ),
        (
            "云鹿科技发布公告：公司的“云鹿员工”算法进入深度合成服务算法备案清单，"
            "“云鹿”大模型则于5月7日完成生成式人工智能服务备案。",
            [("云鹿科技", "云鹿员工"), ("云鹿科技", "云鹿")],
        ),
        (
            "省网信办公布，全省备案大模型共有22款，云鹿科技“云鹿”、禾田大学“禾语”均属备案之列。",
            [("云鹿科技", "云鹿"), ("禾田大学", "禾语")],
        ),
        (
            "云鹿科技宣布“云鹿”大模型完成备案，是同批中唯一由媒体单位研发的。",
            [("云鹿科技", "云鹿")],
        ),
        ("云鹿科技近日完成“数智鹿”等2款生成式人工智能应用登记。", [("云鹿科技", "数智鹿")]),
        (
            "云鹿集团首席科学家柯某在世界人工智能大会上透露，集团旗下两款大模型已获备案，"
            "分别为鹿鸣健康的“鹿医”和鹿鸣产险的“鹿保”。",
            [("鹿鸣健康", "鹿医"), ("鹿鸣产险", "鹿保")],
        ),
        ("月之暗面的Kimi Audio通过生成式人工智能服务备案。", [("月之暗面", "Kimi Audio")]),
    ],
)
def test_who_filed_has_the_service_and_not_who_tells(
    text: str, services: list[tuple[str, str]]
) -> None:
    assert named(told(text, language="zh", published=PUBLISHED)) == services


@each(
    ("text", "new", "total"),
    [
        ("截至4月30日，全国累计有868款生成式人工智能服务完成备案，比2月底增加72款。", 72, 868),
        ("浙江通过备案的生成式人工智能服务已达21款，比去年年底多了6款。", 6, 21),
        (
            "云鹿科技的“云鹿”于5月4日完成生成式人工智能服务备案。这是海南第4款备案的大模型。",
            1,
            4,
        ),
        ("云鹿科技的“云鹿”大模型备案成功，成为自治区第三款、也是首款方言大模型。", None, 3),
        ("云鹿科技的“云鹿”大模型通过备案，成为全国第三款获批的工业质检产品。", 1, None),
        (
            "今年前两个月，全国共有58款生成式人工智能服务通过备案。截至4月底，累计数量为854款。",
            58,
            854,
        ),
        (
            "今年以来，我省已有17款生成式人工智能服务通过备案，总量达121款。"
            "其中，杭州12款，宁波3款，绍兴、嘉兴各1款。",
            17,
            121,
        ),
        ("5月浙江新增5款生成式人工智能服务完成备案；我国5G基站总数达439.5万个。", 5, None),
    ],
)
def test_numbers_that_need_their_place(text: str, new: int | None, total: int | None) -> None:
    main = told(text, language="zh", published=PUBLISHED).announcements[0]
    batch, running = main.services_in_batch, main.cumulative_services
    assert (batch and batch.value, running and running.value) == (new, total)


def test_totals_of_two_registers_in_one_sentence() -> None:
    text = "市网信办统计，到5月10日，济南完成备案的生成式人工智能服务有22款，完成登记的有25款。"
    found = told(text, language="zh", published=PUBLISHED).announcements
    totals = {a.scheme: a.cumulative_services for a in found}
    assert {scheme: n and n.value for scheme, n in totals.items()} == {
        "genai_filing": 22,
        "genai_registration": 25,
    }
