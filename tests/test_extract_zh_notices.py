"""Notices of listed Chinese firms name their firm by its short name; corrections, bylines."""

from each import each
from reading import main_of, named, told

from extract.extraction import Quantity

HEAD = "证券代码：603993    证券简称：栖月股份    公告编号：2026-004\n\n"
FULL = "栖月精密仪器股份有限公司"
ACT = "已于2026年1月14日完成生成式人工智能服务备案。\n"
SIGNED = f"\n特此公告。\n\n{FULL}董事会\n2026年1月16日\n"
LEAD = "3月6日，某省网信办公布，新增4款生成式人工智能服务完成备案。"


@each(
    "text",
    [
        f"{FULL}关于“小栖”大模型完成备案的公告\n\n近日，公司自主研发的“小栖”大模型{ACT}",
        f"{FULL}\n关于“小栖”大模型完成备案的公告\n\n近日，由公司研发的“小栖”大模型{ACT}",
        f"{FULL}（以下简称“公司”）自主研发的“小栖”大模型{ACT}",
        f"{FULL}（以下简称“公司”或“栖月股份”）的“小栖”大模型{ACT}",
        f"本公司董事会及全体董事保证本公告内容真实、准确、完整。\n\n公司自研的“小栖”大模型{ACT}",
    ],
)
def test_a_notice_is_of_the_firm_whose_short_name_it_prints(text: str) -> None:
    found = told(HEAD + text + SIGNED, language="zh", published="2026-01-16")
    assert {(c, (m or "").removesuffix("大模型")) for c, m in named(found)} == {
        ("栖月股份", "小栖")
    }


def test_a_subsidiary_named_in_a_notice_keeps_its_name() -> None:
    text = (
        f"{FULL}关于全资子公司大模型完成备案的公告\n\n近日，公司全资子公司"
        f"栖城小栖软件有限公司申报的“小栖”大模型{ACT}"
    )
    found = told(HEAD + text + SIGNED, language="zh", published="2026-01-16")
    assert [c for c, _ in named(found)] == ["栖城小栖软件有限公司"]


@each(
    "text",
    [
        "海潮社栖城3月6日电（记者 周某、韩越）" + LEAD,
        LEAD + "从行业看，新备案的服务覆盖多个领域。",
        LEAD + "高校以自己的名义完成备案，还是头一回。",
        LEAD + "2025年该省登记应用20款，同年新增备案6款。",
        LEAD + "每经记者|周某、韩越",
    ],
)
def test_bylines_views_and_years_are_no_companies(text: str) -> None:
    assert named(told(text, language="zh", published="2026-03-06")) == []


@each(
    "wrong",
    [
        "本报3月5日《某省新增备案》一文称新增3款，有误，正确的数量应为4款。",
        "本报3月5日的报道将新增数量误写为3款，更正后的数量为4款。",
        "新增数量应为4款，而非3款。",
    ],
)
def test_a_number_put_right_is_the_batch(wrong: str) -> None:
    found = told(wrong + "\n\n" + LEAD, language="zh", published="2026-03-06")
    assert main_of(found).services_in_batch == Quantity(4)


@each("said", ["已在8个板块的21个应用场景中试用。", "覆盖全省12个服务网点。", "支持6个语种。"])
def test_what_a_service_is_used_at_is_no_number_of_services(said: str) -> None:
    text = f"3月6日，栖月科技的“小栖”大模型通过生成式人工智能服务备案。目前，该模型{said}"
    found = main_of(told(text, language="zh", published="2026-03-06"))
    assert (found.kind, found.cumulative_services) == ("single_service", None)


def test_the_first_batch_since_a_day_is_the_batch_told() -> None:
    text = (
        "北京又放行了一批大模型。3月11日，10家企业的12个大模型通过生成式人工智能服务备案，"
        "这是春节之后的首批。栖月同样备案了两个，分别是小栖和小禾。"
    )
    found = main_of(told(text, language="zh", published="2026-03-20"))
    assert (found.services_in_batch, found.ordinal) == (Quantity(12), None)
    assert (found.companies_in_batch, found.event_date) == (Quantity(10), "2026-03-11")


def test_since_a_register_began_is_no_earlier_batch() -> None:
    text = (
        "国家网信办7月6日公布，第二季度新增173款生成式人工智能服务完成备案。上半年，全国共新增备案287款。"
        "自2023年8月实施备案管理以来，已有1035款服务完成备案。"
    )
    found = main_of(told(text, language="zh", published="2026-07-06"))
    assert (found.services_in_batch, found.cumulative_services) == (Quantity(173), Quantity(1035))


def test_this_round_of_a_province_is_new() -> None:
    text = "湖北省网信办5月6日表示，本轮全省共有8款生成式人工智能服务通过备案。"
    found = main_of(told(text, language="zh", published="2026-05-06"))
    assert (found.services_in_batch, found.cumulative_services) == (Quantity(8), None)


def test_batches_told_of_behind_a_total_are_recalled() -> None:
    text = (
        "3月5日，海南省网信办公布第四批备案清单，栖月科技有限公司的“小栖”大模型位列其中。至此，"
        "海南共有3款服务通过生成式人工智能服务备案：此前两批分别为海川有限公司的“小海”、禾苗大学的“小禾”。"
    )
    found = told(text, language="zh", published="2026-03-06")
    assert [s.model for s in found.services if s.announcement == 0] == ["小栖"]
    assert main_of(found).cumulative_services == Quantity(3)


def test_a_digest_tells_of_filings_and_registrations_of_two_places() -> None:
    text = (
        "1. 天津：6月17日，市网信办公布新增4款备案服务，全市累计23款。\n\n"
        "2. 江西：6月18日，省网信办发布，“瓷韵”等3款应用完成登记。\n"
    )
    found = told(text, title="AI周报", language="zh", published="2026-06-22")
    mains = {a.scheme: a for a in found.announcements if a.role == "main"}
    assert mains["genai_filing"].services_in_batch == Quantity(4)
    assert mains["genai_registration"].services_in_batch == Quantity(3)
