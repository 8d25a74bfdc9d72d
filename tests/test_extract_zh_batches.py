"""Chinese batches: their own totals, their firms, devices apart, on texts invented here."""

from each import each
from reading import told

from extract.extraction import Announcement, Quantity

DAY = "2026-03-20"


def mains(text: str, title: str = "") -> list[Announcement]:
    found = told(text, language="zh", published=DAY, title=title or None)
    return [a for a in found.announcements if a.role == "main"]


@each(
    ("text", "new", "total"),
    [
        ("北京又有一批大模型昨日通过备案，总数为12款，上一批是今年1月公布的。", 12, None),
        ("广东新一批大模型3月18日过审，总计7款。", 7, None),
        ("3月18日，浙江又有一批生成式人工智能服务通过备案，合计11款；全省总数为78款。", 11, 78),
        ("上海新一批3款生成式人工智能服务完成备案，全市总数为120款。", 3, 120),
        ("3月18日，第三批10款大模型通过备案。国内已公开的大模型超过200个。", 10, None),
        (
            "3月18日，第三批10款大模型通过备案。国内已公开的大模型超过200个，拿到备案的50款。",
            10,
            50,
        ),
        ("网信办新公布的六款生成式人工智能服务备案中，栖月的“小栖”在列。", 6, None),
    ],
)
def test_what_a_batch_comes_to(text: str, new: int, total: int | None) -> None:
    main = mains(text)[0]
    assert main.services_in_batch == Quantity(new)
    assert main.cumulative_services == (Quantity(total) if total else None)


@each(
    ("said", "firms"),
    [
        ("新增服务涉及8家单位，具体如下：", 8),
        ("8款服务分别由7家企业申报。", 7),
        ("涉及企业7家，其中南京4家、苏州3家。", 7),
        ("备案主体共7家，均为民营企业。", 7),
        ("另有5家企业的产品仍在审核中。", None),
        ("会议由8家企业代表发言。", None),
        ("8款服务分别来自江宁开发区、软件谷和麒麟科创园。", None),
        ("小栖、小禾等均在其中，涉及上市公司及其子公司近6家。", None),
    ],
)
def test_whose_a_batch_is(said: str, firms: int | None) -> None:
    main = mains(f"3月19日，江苏新增8款生成式人工智能服务完成备案。\n{said}")[0]
    assert main.companies_in_batch == (Quantity(firms) if firms else None)


@each(
    ("text", "told"),
    [
        (
            "3月18日，国家网信办新增备案72款。而在3月16日，第十七批深度合成服务算法备案清单也已"
            "出炉，本批共608项。",
            [("genai_filing", 72), ("deep_synthesis", 608)],
        ),
        (
            "又有六款手机端侧生成式人工智能服务完成备案，六款服务的备案日期均为3月18日。\n"
            "截至2月底，全国累计超过1100款生成式人工智能服务完成备案。",
            [("on_device", 6)],
        ),
        (
            "网信办公布6款手机端侧生成式人工智能服务备案信息。同日公布的还有新增的54款生成式"
            "人工智能服务备案。",
            [("on_device", 6), ("genai_filing", 54)],
        ),
        (
            "网信办3月18日公布手机端侧生成式人工智能服务备案信息，共6款。\n"
            "海川的“小栖”3月18日完成备案。",
            [("on_device", 6)],
        ),
        (
            "3月18日，新增54款生成式人工智能服务备案(含7款手机端侧服务)。",
            [("genai_filing", 54)],
        ),
    ],
)
def test_registers_of_one_story(text: str, told: list[tuple[str, int]]) -> None:
    found = [(m.scheme, m.services_in_batch and m.services_in_batch.value) for m in mains(text)]
    assert found == told


@each(
    ("text", "told"),
    [
        (
            "截至2月底，全国完成备案的生成式人工智能服务累计988款；其中江苏新增10款，总数增至92款。",
            [(None, None, 988), ("江苏", 10, 92)],
        ),
        (
            "3月10日，北京新增5款生成式人工智能服务完成备案，累计158款；上海新增7款，累计112款。",
            [("北京", 5, 158), ("上海", 7, 112)],
        ),
        (
            "三地更新名单。北京新增5款生成式人工智能服务完成备案。\n上海新增7款。\n广东新增3款。",
            [("北京", 5, None), ("上海", 7, None), ("广东", 3, None)],
        ),
        (
            "京沪两地新增21款生成式人工智能服务完成备案，其中北京新增12款，上海新增9款。",
            [("北京", 21, None)],
        ),
        (
            "网信办公布，2月全国新增68款生成式人工智能服务完成备案，累计988款。其中北京新增12款。",
            [(None, 68, 988)],
        ),
        (
            "3月10日，浙江新增8款生成式人工智能服务完成备案，累计80款。相比之下，江苏1月新增10款。",
            [("浙江", 8, 80)],
        ),
        (
            "截至2月底，累计有117款生成式人工智能服务完成备案。北京以51款居首，上海24款紧随其后。",
            [(None, None, 117)],
        ),
    ],
)
def test_places_of_one_story(text: str, told: list[tuple[str | None, int, int]]) -> None:
    found = [
        (m.province, *(q and q.value for q in (m.services_in_batch, m.cumulative_services)))
        for m in mains(text)
    ]
    assert found == told


def test_what_several_places_announce_is_of_their_own_day() -> None:
    text = (
        "3月10日，北京新增5款生成式人工智能服务完成备案；3月12日，上海新增7款完成备案，"
        "来自海川科技的“小栖”在列。"
    )
    found = told(text, language="zh", published=DAY)
    assert [a.event_date for a in found.announcements] == ["2026-03-10", "2026-03-12"]
    assert [s.announcement for s in found.services] == [1]


def test_a_total_alone_is_of_its_own_day() -> None:
    (main,) = mains(
        "网信办13日发布消息，介绍备案工作。截至2026年2月28日，完成备案的生成式人工智能服务累计达868款。"
    )
    assert main.event_date == "2026-02-28"


@each(
    ("text", "told"),
    [
        (
            "新增72款生成式人工智能服务完成备案，同期应用登记数为49款。截至2月底，登记总数530款。",
            [("genai_filing", 72, None), ("genai_registration", 49, 530)],
        ),
        (
            "网信办3月18日公告，新增61款生成式人工智能服务完成备案、登记应用46款，累计分别为672款"
            "和352款。",
            [("genai_filing", 61, 672), ("genai_registration", 46, 352)],
        ),
        (
            "3月18日，网信办更新已备案生成式人工智能服务名单，新增48款，累计748款升至796款。",
            [("genai_filing", 48, 796)],
        ),
        (
            "3月18日，海川科技的“小海”通过生成式人工智能服务备案。全省的数字，则刚刚跨过40款。",
            [("genai_filing", 1, 40)],
        ),
        (
            "3月18日，小禾教育的“小禾”大模型完成生成式人工智能服务备案，其讲题算法也同时出现在"
            "网信办发布的第十一批深度合成算法备案清单中。",
            [("genai_filing", 1, None)],
        ),
        (
            "获悉，青海省首款生成式人工智能服务——雪豹信息科技有限公司的“小豹”大模型完成备案。",
            [("genai_filing", 1, None)],
        ),
        (
            "“小海”问诊大模型通过生成式人工智能服务备案，该模型目前已在院内12个科室试用。",
            [("genai_filing", 1, None)],
        ),
    ],
)
def test_numbers_of_one_story(text: str, told: list[tuple[str, int | None, int | None]]) -> None:
    found = [
        (m.scheme, *(q and q.value for q in (m.services_in_batch, m.cumulative_services)))
        for m in mains(text)
    ]
    assert found == told


def test_models_that_are_used_announce_nothing() -> None:
    text = "国行车型将接入小海、问禾和小栖三款已备案的大模型，用户可自由切换。"
    assert not told(text, language="zh", published=DAY).relevant


@each(
    ("text", "level", "province"),
    [
        ("苏州市网信办公布，新增3款生成式人工智能服务完成备案。", "city", None),
        ("滨江区委网信办公布，新增3款生成式人工智能服务完成备案。", "city", None),
        ("省网信办公布，新增3款生成式人工智能服务完成备案。", "province", None),
        ("上海市网信办公布，新增3款生成式人工智能服务完成备案。", "province", "上海"),
        ("网信办通报，2月全国有40款生成式人工智能服务通过备案，其中北京12款。", "national", None),
    ],
)
def test_whose_office_it_is(text: str, level: str, province: str | None) -> None:
    (main,) = mains(f"3月18日，{text}")
    assert (main.level, main.province) == (level, province)


def test_an_office_that_files_needs_no_word_of_the_field() -> None:
    found = told("3月18日，市网信办为海川科技的“小海”办理备案。", language="zh", published=DAY)
    assert [(s.company, s.model) for s in found.services] == [("海川科技", "小海")]
    assert not told("市网信办提醒，企业应当为应用办理备案。", language="zh", published=DAY).relevant


def test_the_former_and_the_latter() -> None:
    text = (
        "网信办公布生成式人工智能服务备案数据，本期备案54款、登记61款，前者累计1166款，"
        "后者累计792款。"
    )
    found = [(m.scheme, m.cumulative_services) for m in mains(text)]
    assert found == [("genai_filing", Quantity(1166)), ("genai_registration", Quantity(792))]


@each(
    ("text", "day"),
    [
        (
            "海南日报海口3月19日讯 省委网信办今天发布公告，海南新增1款通过备案的生成式人工智能"
            "服务。",
            "2026-03-19",
        ),
        (
            "海川社3月18日电 记者昨日从网信办获悉，新增3款生成式人工智能服务完成备案。",
            "2026-03-17",
        ),
        (
            "海川科技讯 3月20日上午消息，针对昨日网信办公布的生成式人工智能服务备案信息，栖月方面"
            "表示，其“小栖”已通过备案。",
            "2026-03-19",
        ),
        ("网信办今天公告，新增3款生成式人工智能服务完成备案。", "2026-03-20"),
    ],
)
def test_today_is_of_the_day_of_writing(text: str, day: str) -> None:
    assert mains(text)[0].event_date == day


def test_what_firms_have_of_a_list_are_parts() -> None:
    text = (
        "3月18日，网信办公布第十八批深度合成服务算法备案清单，共计706项。其中，海川系12项，栖月9项，"
        "岭东8项。"
    )
    found = told(text, language="zh", published=DAY)
    assert [c.scope for c in found.counts if c.value < 706] == ["breakdown"] * 3


def test_a_registration_at_a_local_office_is_one() -> None:
    (main,) = mains("站海“梦笔”图像生成服务已完成属地网信部门登记（上线编号：ShangHai-1）。")
    assert main.scheme == "genai_registration"


def test_a_launch_in_a_digest_is_no_approval() -> None:
    text = (
        "3月19日晚报｜网信办公布新一批备案\n新产品：\n海川科技发布“小海”V6.5。\n行业：\n"
        "网信办3月18日公布，新增39款生成式人工智能服务完成备案。"
    )
    assert told(text, language="zh", published=DAY).services == ()


def test_a_total_behind_what_is_new_of_another() -> None:
    text = (
        "网信办3月18日公告，截至2025年12月31日，共302款生成式人工智能服务完成备案，其中2025年新增"
        "238款备案；105款生成式人工智能应用或功能完成登记。"
    )
    found = {m.scheme: m.cumulative_services for m in mains(text)}
    assert found == {"genai_filing": Quantity(302), "genai_registration": Quantity(105)}


def test_a_total_that_takes_in_what_is_of_another_month() -> None:
    text = (
        "3月18日，网信办更新手机端侧生成式人工智能服务备案名单，新增6款。算上1月的首批7款，国内"
        "已有13款手机端侧服务拿到备案。"
    )
    (main,) = mains(text)
    assert (main.services_in_batch, main.cumulative_services) == (Quantity(6), Quantity(13))
