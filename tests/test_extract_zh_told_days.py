"""Chinese stories that name several days: who told on which, and which one the approval is of."""

from each import each
from reading import told

PUBLISHED = "2026-05-15T10:00:00+08:00"


@each(
    ("text", "day"),
    [
        (
            "记者12日从浙江省网信办获悉，截至4月底，浙江有90款生成式人工智能服务完成备案。",
            "2026-05-12",
        ),
        (
            "浙江省网信办副主任柯某5月12日在宁波表示，截至上月底，"
            "全省已有90款生成式人工智能服务完成备案。",
            "2026-05-12",
        ),
        (
            "“截至本月10日，全省90款生成式人工智能服务完成备案。”5月12日，"
            "浙江省网信办副主任柯某说。",
            "2026-05-12",
        ),
        ("截至4月30日，浙江有90款大模型完成备案。", "2026-04-30"),
        (
            "在5月14日召开的投资者交流会上，云鹿科技董秘柯某介绍，"
            "公司最新一款“云鹿同传”大模型于5月11日通过备案。",
            "2026-05-11",
        ),
        ("云鹿科技集团周一表示，“云鹿”大模型通过备案。", "2026-05-11"),
        ("云鹿医院5月13日澄清，5月12日完成备案的“云鹿”大模型由该院独立申报。", "2026-05-12"),
        ("随着“云鹿”大模型于上月30日通过备案，云鹿科技已有三款在用模型。", "2026-04-30"),
        (
            "5月14日晚，云鹿科技负责人柯某在直播中说，“云鹿”大模型完成备案。"
            "公开信息显示，该模型的备案时间为5月6日。",
            "2026-05-06",
        ),
        (
            "云鹿科技5月14日公告，公司“云鹿”语音算法于5月12日列入国家网信办公布的"
            "第十批深度合成服务算法备案清单。",
            "2026-05-12",
        ),
        ("近日，云鹿科技的“云鹿”大模型通过备案（5月6日），即日起向公众提供服务。", "2026-05-06"),
        (
            "椰风网讯，国家互联网信息办公室公布新一批深度合成服务算法备案信息，清单可在系统查询。",
            "2026-05-15",
        ),
        (
            "椰风网讯，国家互联网信息办公室近日公布新一批深度合成服务算法备案信息，清单可在系统查询。",
            "2026-05",
        ),
    ],
)
def test_the_day_told_or_the_day_of_the_act(text: str, day: str) -> None:
    assert told(text, published=PUBLISHED, language="zh").announcements[0].event_date == day


def test_a_model_and_an_algorithm_of_one_sentence_have_days_of_their_own() -> None:
    text = (
        "云鹿科技5月14日晚间发布公告：公司的“云鹿员工”算法进入国家网信办4月20日公布的"
        "深度合成服务算法备案清单，“云鹿”大模型则于5月7日完成生成式人工智能服务备案。"
    )
    found = {
        a.scheme: a.event_date for a in told(text, published=PUBLISHED, language="zh").announcements
    }
    assert found == {"deep_synthesis": "2026-04-20", "genai_filing": "2026-05-07"}


@each(
    ("text", "kind"),
    [
        (
            "5月12日，云鹿科技的“云鹿”大模型通过生成式人工智能服务备案。"
            "至此浙江通过备案的大模型有90个。",
            "single_service",
        ),
        (
            "5月12日，云鹿科技的“云鹿”和禾田大学的“禾语”通过生成式人工智能服务备案，"
            "全省备案总数增至90款。",
            "batch",
        ),
        (
            "浙江省网信办5月12日介绍，全省通过备案的大模型有90个，云鹿科技的“云鹿”便是其中之一。",
            "cumulative",
        ),
    ],
)
def test_a_total_told_behind_named_services_makes_no_running_total_of_them(
    text: str, kind: str
) -> None:
    assert told(text, published=PUBLISHED, language="zh").announcements[0].kind == kind
