"""Chinese counts: totals that run on, parts that add up, firms served, on texts invented here."""

import pytest
from reading import main_of, told

from extract.extraction import Announcement, Quantity

DAY = "2026-03-03"


def zh(text: str) -> Announcement:
    """The first main announcement of a Chinese text."""
    found = told(text, language="zh", published=DAY)
    return next(a for a in found.announcements if a.role == "main")


def mains(text: str) -> dict[str | None, Announcement]:
    found = told(text, language="zh", published=DAY)
    return {a.scheme: a for a in found.announcements if a.role == "main"}


def test_a_total_as_of_a_day_runs_on_to_what_is_counted_besides() -> None:
    text = (
        "3月2日，某省网信办消息，新增3款生成式人工智能服务完成备案。"
        "截至目前，全省已备案生成式人工智能服务共27款；另有6款应用完成登记。"
    )
    found = mains(text)
    assert found["genai_filing"].services_in_batch == Quantity(3)
    assert found["genai_filing"].cumulative_services == Quantity(27)
    assert found["genai_registration"].cumulative_services == Quantity(6)


def test_a_total_on_the_provincial_books() -> None:
    found = mains("截至目前，490余款大模型完成国家网信办备案，240余款在省级网信办登记在册。")
    assert found["genai_registration"].cumulative_services == Quantity(240, "more_than")


def test_firms_that_add_up_are_parts() -> None:
    text = "8款大模型获批上线。五家北京企业和三家上海企业的大模型通过备案。"
    assert zh(text).companies_in_batch is None


@pytest.mark.parametrize(
    "text",
    [
        "“织经大模型”通过生成式人工智能服务备案。截至去年底，公司已为600余家纺织企业提供服务。",
        "“织经大模型”完成备案，成为本省第二款备案的大模型。",
        "研究所的两个具身大模型完成备案，一起过审的还有飞野科技的“峥嵘”。",
        "“织经大模型”完成备案，该集团成为又一家获批企业。",
    ],
)
def test_what_is_no_number_of_the_batch(text: str) -> None:
    assert zh(text).services_in_batch in (None, Quantity(1))
    assert zh(text).companies_in_batch is None


def test_firms_named_before_their_number() -> None:
    assert zh("“网信北京”公布备案进展，云鹿AI、拓野科技等19家获通过。").companies_in_batch == (
        Quantity(19)
    )


def test_a_list_compared_with_an_earlier_one_is_new() -> None:
    text = (
        "国家网信办官网3月2日更新了生成式人工智能服务已备案信息。"
        "与去年8月的清单相比，此次新增64款，备案总数达到252款。"
    )
    main = main_of(told(text, language="zh", published=DAY))
    assert main.services_in_batch == Quantity(64)
    assert main.cumulative_services == Quantity(252)
    assert main.event_date == "2026-03-02"


def test_these_are_the_ones_counted_before() -> None:
    text = "3月2日，七款手机端侧大模型完成备案。这7款模型的获批表明它们已通过审查。"
    assert zh(text).services_in_batch == Quantity(7)
    assert zh(text).cumulative_services is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("截至2月，全国共有412款生成式AI服务完成备案。", "2026-02"),
        ("截至2026年初，全国已有796款大模型完成备案。", "2026-01"),
        ("某公司3月1日在互动平台表示，公司的“旷冥”大模型已通过备案。", "2026-03-01"),
    ],
)
def test_days_and_months_of_a_state_or_an_answer(text: str, day: str) -> None:
    assert zh(text).event_date == day


def test_a_cue_holds_for_the_scheme_named_next() -> None:
    text = "2月，某市新增生成式人工智能服务备案4款、登记7款，累计备案33款、登记58款。"
    found = mains(text)
    filed, registered = found["genai_filing"], found["genai_registration"]
    assert (filed.services_in_batch, filed.cumulative_services) == (Quantity(4), Quantity(33))
    assert registered.services_in_batch == Quantity(7)
    assert registered.cumulative_services == Quantity(58)


def test_the_number_before_a_rise_is_none() -> None:
    main = zh(
        "记者3月2日从省网信办获悉，我省已备案大模型由上月的28款增至31款，新增的3款均来自高校。"
    )
    assert (main.services_in_batch, main.cumulative_services) == (Quantity(3), Quantity(31))


def test_a_firm_s_own_tally_is_no_total() -> None:
    assert zh("“步者”模型通过备案。目前公司已有5项算法通过备案。").cumulative_services is None


def test_algorithms_of_a_list_are_its_scheme_s() -> None:
    text = "网信办公布第十九批深度合成服务算法备案信息，本批共新增备案算法655个。"
    assert zh(text).scheme == "deep_synthesis"


def test_a_firm_s_notice_is_of_the_day_below_its_name() -> None:
    text = (
        "近日，公司“织经大模型”通过生成式人工智能服务备案。\n\n特此公告。\n\n"
        "织经信息股份有限公司董事会\n2026年3月2日"
    )
    assert zh(text).event_date == "2026-03-02"


def test_the_scheme_told_first_is_announced_before_the_one_recalled() -> None:
    text = (
        "云鹿的大模型“云鹿一号”3月1日通过生成式人工智能服务备案，"
        "此前该公司的图像合成算法已通过深度合成算法备案。"
    )
    assert zh(text).scheme == "genai_filing"


def test_a_total_whose_new_part_is_told_behind_it() -> None:
    found = mains(
        "3月2日，网信部门消息，新增40款生成式人工智能服务完成备案，累计300款；"
        "另有120款应用或功能完成登记，其中二月新增31款。"
    )
    assert found["genai_registration"].services_in_batch == Quantity(31)
    assert found["genai_registration"].cumulative_services == Quantity(120)


@pytest.mark.parametrize("total", ["，共200款", "，全市共200款", "，总计200款"])
def test_a_total_behind_what_is_new(total: str) -> None:
    made = zh(f"某市网信办消息，新增9款生成式人工智能服务完成备案{total}。")
    assert made.services_in_batch == Quantity(9)
    assert made.cumulative_services == Quantity(200)


def test_what_a_number_holds_is_a_part_of_it() -> None:
    made = zh("新增33款生成式人工智能服务备案（含4款手机端侧服务），总数达到912款。")
    assert (made.scheme, made.services_in_batch) == ("genai_filing", Quantity(33))
    assert made.cumulative_services == Quantity(912)


def test_firms_named_count_with_those_that_are_not() -> None:
    made = zh("栖月、禾苗和另外六家公司的大模型通过生成式人工智能服务备案。")
    assert made.companies_in_batch == Quantity(8)


def test_a_year_is_no_total() -> None:
    made = zh("2025年，全国共有446款生成式人工智能服务完成备案；截至年末，累计748款。")
    assert made.services_in_batch == Quantity(446)
    assert made.cumulative_services == Quantity(748)


def test_what_is_new_of_two_registers_in_their_order() -> None:
    found = mains(
        "截至2月28日，累计868款生成式人工智能服务完成备案，530款应用完成登记，"
        "其中1月至2月分别新增72款和49款。"
    )
    assert found["genai_filing"].services_in_batch == Quantity(72)
    assert found["genai_registration"].services_in_batch == Quantity(49)


def test_a_sum_of_both_registers_is_a_total_of_neither() -> None:
    found = mains("截至2月，全国有554个大模型已备案或登记，其中备案395个，登记159个。")
    assert found["genai_filing"].cumulative_services == Quantity(395)
    assert found["genai_registration"].cumulative_services == Quantity(159)


def test_a_total_that_goes_on_in_the_next_sentence() -> None:
    found = mains(
        "截至2月28日，共有346款生成式人工智能服务完成备案。此外，共有159款应用在地方完成登记。"
    )
    assert found["genai_registration"].cumulative_services == Quantity(159)


def test_a_number_that_points_back_has_the_register_of_the_first() -> None:
    text = (
        "3月2日，某省新增8款生成式人工智能服务通过备案。"
        "全国累计有796款完成备案、481款应用完成登记，上述8款未计入其中。"
    )
    assert "genai_registration" not in mains(text) or (
        mains(text)["genai_registration"].services_in_batch is None
    )


def test_registers_that_a_list_parts() -> None:
    rows = "\n\n".join(f"{n} | 云课{n}号大模型 | 云课{n}号科技有限公司" for n in range(1, 8))
    text = (
        "现将生成式人工智能服务信息公告如下。\n\n一、备案情况。新增7款服务完成备案，累计35款。\n\n"
        f"序号 | 服务名称 | 备案单位\n\n{rows}\n\n"
        "二、登记情况。新增6款调用已备案模型能力的应用完成登记，累计30款。"
    )
    found = mains(text)
    assert found["genai_registration"].services_in_batch == Quantity(6)
    assert found["genai_registration"].cumulative_services == Quantity(30)


@pytest.mark.parametrize(
    "text",
    [
        "截至2月28日，全国已有611款生成式人工智能服务完成备案，其中本地企业贡献40款。",
        "百川靠7B、13B两个开源小模型积累口碑，其大模型也完成了生成式人工智能服务备案。",
        "国内10亿参数以上的大模型已超过80个，后续还将有更多产品获批。“织经大模型”完成备案。",
    ],
)
def test_parts_and_other_models(text: str) -> None:
    assert zh(text).services_in_batch in (None, Quantity(1))


def test_a_total_that_grows_from_what_is_new() -> None:
    found = mains(
        "网信办更新大模型名单，新增64款已完成备案，累计252款；由地方登记的应用则添31款至57款。"
    )
    assert found["genai_registration"].services_in_batch == Quantity(31)
    assert found["genai_registration"].cumulative_services == Quantity(57)


def test_a_total_as_of_the_last_year_is_no_earlier_batch() -> None:
    text = (
        "网信办公布，2025年全年共有446款生成式人工智能服务完成备案，另有330款应用完成登记。"
        "\n截至去年12月31日，累计备案的服务达748款，登记的应用达435款。"
    )
    assert mains(text)["genai_filing"].cumulative_services == Quantity(748)
    assert mains(text)["genai_registration"].cumulative_services == Quantity(435)


def test_firms_of_two_cities_add_up() -> None:
    text = (
        "本省7款生成式人工智能服务完成备案。七款新面孔里，济南企业有五家：云鹿科技有限公司的云鹿。"
        "青岛两家，拓野技术有限公司带来拓野大模型。"
    )
    assert zh(text).companies_in_batch is None


def test_what_either_register_holds_is_no_total_of_one() -> None:
    text = (
        "截至2月，国内共有554个大模型完成备案或登记。其中广东已备案的大模型有39个，约占一成。"
        "从主体看，云鹿公司的“云鹿”大模型完成生成式人工智能服务备案。"
    )
    assert zh(text).cumulative_services == Quantity(39)
    assert zh(text).services_in_batch is None


def test_some_of_the_firms_are_a_part() -> None:
    text = "本市新增4款生成式AI服务登记，两家医疗机构在列。3月2日，4款服务完成登记。"
    assert zh(text).companies_in_batch is None


def test_the_last_year_of_a_day_just_past_is_no_earlier_batch() -> None:
    found = told(
        "又一批公司的大模型拿到备案。去年12月25日，广东一次性有15款生成式人工智能服务完成备案。",
        language="zh",
        published="2026-01-06",
    )
    first = next(a for a in found.announcements if a.role == "main")
    assert (first.services_in_batch, first.event_date) == (Quantity(15), "2025-12-25")


@pytest.mark.parametrize(
    "text",
    [
        "“织经”大模型已于2月23日完成生成式人工智能服务备案，系广西首个通过备案的大模型。",
        "“织经”大模型已于2月23日完成生成式人工智能服务备案，是纺织厂商中的首个。",
        "广西又有一款大模型通过国家备案，全省总数增至6款。",
    ],
)
def test_the_first_of_its_kind_is_one(text: str) -> None:
    assert zh(text).services_in_batch == Quantity(1)


def test_all_that_is_filed_published_for_the_first_time_is_a_total() -> None:
    text = "网信办首次集中公布已完成备案的生成式人工智能服务清单，117款产品获准向公众开放。"
    assert zh(text).cumulative_services == Quantity(117)


def test_rows_of_a_place_with_its_share_are_parts() -> None:
    text = "截至2月，我国备案大模型总量439款，分布在47个城市。\n北京 141款 32.1%\n上海 66款 15.0%"
    assert zh(text).services_in_batch is None


def test_what_stands_before_its_own_total_is_new() -> None:
    text = "两个月来，全国新增生成式人工智能服务备案48款、累计796款，登记46款、累计481款。"
    found = mains(text)["genai_registration"]
    assert found.services_in_batch == Quantity(46)
    assert found.cumulative_services == Quantity(481)


def test_from_what_it_grew() -> None:
    found = zh("从2月的61款到如今的66款，深圳一个月内新增5款备案大模型。")
    assert (found.services_in_batch, found.cumulative_services) == (Quantity(5), Quantity(66))


def test_what_another_register_holds_below_the_news_is_told_besides() -> None:
    found = mains(
        "3月2日，省网信办公布，又有两款大模型通过生成式人工智能服务备案，全省备案大模型增至9款。\n\n"
        "岭东科技的“小岭”面向医院。\n\n去年8月，峦西的“望峦”拿到备案号。\n\n"
        "对直接调用已备案大模型的应用，实行的是登记。目前全省登记在册4款。"
    )
    assert list(found) == ["genai_filing"]


def test_one_value_of_two_registers_has_two_scopes() -> None:
    text = (
        "3月1日，广东一天之内有14款大模型完成生成式人工智能服务备案。至此广东备案大模型累计92款。\n\n"
        "相比之下，登记制仍不温不火，截至2月底累计登记14款应用。"
    )
    main = zh(text)
    assert (main.services_in_batch, main.cumulative_services) == (Quantity(14), Quantity(92))


def test_a_day_of_entries_gives_way_to_the_announcement_s() -> None:
    text = (
        "江苏省网信办3月2日披露，新增6款完成登记的生成式人工智能服务，"
        "登记时间均为2月27日，全省累计登记达到30款。"
    )
    assert zh(text).event_date == "2026-03-02"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "2026世界通信大会今天开幕。国家网信办副主任在开幕式致辞时说，"
            "中国完成备案的大模型目前已有433款。",
            "2026-03-03",
        ),
        ("记者今天从省网信办获悉，2月底，我省又有两款大模型通过备案。", "2026-02"),
    ],
)
def test_a_day_of_a_conference_and_the_month_that_is_told(text: str, day: str) -> None:
    assert zh(text).event_date == day


def test_a_headline_alone_cries_the_first_of_a_place() -> None:
    text = "青海首个！岭东大学“小岭”大模型通过国家生成式人工智能服务备案"
    assert zh(text).services_in_batch == Quantity(1)


def test_an_earlier_batch_that_is_added_to_the_total_recalls_nothing() -> None:
    found = zh(
        "3月1日，江西省新增8款生成式人工智能服务通过备案。加上年内此前各批，全省累计备案59款。"
    )
    assert (found.services_in_batch, found.cumulative_services) == (Quantity(8), Quantity(59))


def test_a_batch_that_is_compared_with_is_counted_as_an_earlier_one() -> None:
    text = "国家网信办公布第二批深度合成服务算法备案清单，共110项，较1月首批的41项多出一倍以上。"
    found = told(text, language="zh", published=DAY)
    assert zh(text).services_in_batch == Quantity(110)
    assert ("batch", 41) in [(c.scope, c.value) for c in found.counts]


def test_parts_told_respectively_in_the_next_sentence() -> None:
    text = (
        "截至2月28日，全国累计868款生成式人工智能服务完成备案，530款应用完成登记。"
        "1月至2月两项分别新增72款和49款。"
    )
    found = mains(text)
    assert found["genai_filing"].services_in_batch == Quantity(72)
    assert found["genai_registration"].services_in_batch == Quantity(49)


def test_a_total_beside_those_of_it_with_a_day_of_their_own() -> None:
    text = (
        "3月2日，岭东大学申报的三款生成式人工智能应用完成登记。截至目前我省已有6款应用完成登记，"
        "其中省文旅厅的“智游”于1月15日完成登记。"
    )
    assert zh(text).cumulative_services == Quantity(6)


def test_a_total_behind_its_act_and_what_of_it_is_new() -> None:
    text = (
        "截至2月28日，共有748款生成式人工智能服务完成备案；435款通过API接口等方式调用已备案模型能力的"
        "应用或功能在地方网信办完成登记，其中今年新增330款。"
    )
    found = mains(text)["genai_registration"]
    assert (found.services_in_batch, found.cumulative_services) == (Quantity(330), Quantity(435))
    alone = zh("根据公开附件整理，截至2月28日，全国备案生成式人工智能服务累计538款。")
    assert alone.cumulative_services == Quantity(538)


def test_the_only_number_of_the_register_for_devices_is_its_list() -> None:
    found = zh("国家网信办3月2日公布，已有7款手机端侧生成式人工智能服务完成备案。")
    assert found.services_in_batch == Quantity(7)


def test_the_only_one_counts_nothing() -> None:
    text = "3月2日，江西新增8款大模型完成备案。唯一一款京外产品是栖月科技的“小栖”。"
    assert zh(text).services_in_batch == Quantity(8)


TOLD_TWICE = [
    (
        "国家网信办公布数据：生成式人工智能服务备案868款，登记530款；较上次公告分别增加72款和49款。",
        (72, 868), (49, 530),
    ),
    (
        "新增生成式人工智能服务备案5款、登记8款，累计分别为33款、45款。",
        (5, 33), (8, 45),
    ),
    (
        "新增已备案生成式人工智能服务2个，累计15个；新增已登记服务6个，累计22个。",
        (2, 15), (6, 22),
    ),
    (
        "截至3月2日，共79款生成式人工智能服务完成备案，占全国的9.1%；54款应用完成登记。",
        (None, 79), (None, 54),
    ),
    (
        "再添5款已备案生成式人工智能服务，总数达104款，另有66款应用完成登记。",
        (5, 104), (None, 66),
    ),
    (
        "1至2月48款生成式人工智能服务备案，46款应用登记。截至2月底，备案、登记总量分别为796款和481款。",
        (48, 796), (46, 481),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "filed", "registered"), TOLD_TWICE)
def test_what_is_new_and_the_total_of_both_registers(
    text: str, filed: tuple[int | None, int], registered: tuple[int | None, int]
) -> None:
    found = mains(f"3月2日，网信办公告，{text}")
    for scheme, (new, total) in (("genai_filing", filed), ("genai_registration", registered)):
        said = found[scheme]
        assert said.services_in_batch == (Quantity(new) if new else None)
        assert said.cumulative_services == Quantity(total)


@pytest.mark.parametrize(
    ("text", "new", "total"),
    [
        ("8家公司共10款产品在列，全省备案数突破百款，达到106款。", 10, 106),
        ("四川新增备案3款，均来自成都；全省备案数为28款，居西部首位。", 3, 28),
        ("7个生成式人工智能服务通过国家备案，数量居全国前列，全省合计43个。", 7, 43),
    ],
)
def test_what_is_new_and_how_many_there_are(text: str, new: int, total: int) -> None:
    found = zh(f"3月2日，省网信办公布新一批生成式人工智能服务备案名单，{text}")
    assert (found.services_in_batch, found.cumulative_services) == (Quantity(new), Quantity(total))


def test_the_quarter_that_just_ended_is_no_earlier_batch() -> None:
    text = "截至2025年3月31日，完成备案的生成式人工智能服务共有346款，其中一季度新增44款。"
    found = main_of(told(text, language="zh", published="2025-04-09"))
    assert (found.services_in_batch, found.cumulative_services) == (Quantity(44), Quantity(346))


def test_what_a_report_of_january_tells_of_december_is_news() -> None:
    text = (
        "1月2日，江苏省网信办称，去年12月底全省新增8款生成式人工智能服务完成登记，来自8家单位，"
        "全省登记总数由6款升至14款。"
    )
    found = main_of(told(text, language="zh", published="2025-01-03"))
    assert (found.companies_in_batch, found.cumulative_services) == (Quantity(8), Quantity(14))


def test_a_number_that_is_said_to_be_the_total() -> None:
    text = (
        "1112款，这是截至2月底国内完成备案的生成式AI服务总数。\n"
        "3月2日，国家网信办公布1月至2月备案信息，新增124款。"
    )
    assert (zh(text).services_in_batch, zh(text).cumulative_services) == (
        Quantity(124), Quantity(1112)
    )  # fmt: skip


def test_the_latest_of_several_batches_without_a_noun() -> None:
    text = (
        "网信办已分七次公布《境内深度合成服务算法备案清单》，累计1919项算法。"
        "最近一批为2026年2月，共487个，比1月的492个略少。"
    )
    assert zh(text).services_in_batch == Quantity(487)


def test_firms_far_apart_are_no_parts_of_one_number() -> None:
    text = (
        "3月2日，北京10家企业的12个大模型通过生成式人工智能服务备案。\n\n岭东科技带来“小岭”。\n\n"
        "图像赛道另有两家创业公司。"
    )
    assert zh(text).companies_in_batch == Quantity(10)


def test_of_a_table_of_months_the_latest_row_is_the_batch() -> None:
    text = (
        "截至2026年3月，国家网信办公布的深度合成服务算法备案累计6451项，历次数量如下：\n\n"
        "公布月份 数量（项）\n2026年3月 779\n2026年1月 572\n2025年11月 680\n\n名单见官网。"
    )
    found = zh(text)
    assert found.services_in_batch == Quantity(779)
    assert found.cumulative_services == Quantity(6451)
