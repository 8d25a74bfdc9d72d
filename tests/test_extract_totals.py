"""Running totals and what a whole year came to are no new batch, in both languages."""

import pytest
from each import each
from reading import told

from extract.extraction import Announcement

TOTALS = [
    (
        "As of Dec 31, a total of 748 generative AI services had completed filing with the"
        " Cyberspace Administration of China, and 435 applications had been registered, the"
        " regulator said on Friday.",
        (None, 748),
    ),
    (
        "By the end of December, 748 generative AI services had been filed nationwide, with 435"
        " applications registered, the Cyberspace Administration of China said on Friday.",
        (None, 748),
    ),
    (
        "Regulators filed 446 generative AI services in 2025, bringing the total to 748, the"
        " Cyberspace Administration of China said.",
        (446, 748),
    ),
    ("回顾2025年，全国全年新增备案生成式人工智能服务446款，是2024年的近两倍。", (446, None)),
    ("国家网信办公布，2025年共有446款生成式人工智能服务完成备案。", (446, None)),
    ("2025年，上海新增备案大模型68款，累计达到128款。", (68, 128)),
]


@each(("text", "counts"), TOTALS)
def test_a_total_is_no_batch(text: str, counts: tuple[int | None, int | None]) -> None:
    mains = _mains(text)
    assert {main.kind for main in mains} == {"cumulative"}
    assert _stated(mains[0]) == counts


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("广东备案大模型数量达132款，新增8款。", (8, 132)),
        ("国家网信办1月9日公布，2025年第三批新增备案12款大模型，累计748款。", (12, 748)),
        ("Shanghai filed 12 more AI models in March 2025, taking the total to 71.", (12, 71)),
    ],
)
def test_what_is_new_beside_a_total_is_a_batch(
    text: str, counts: tuple[int | None, int | None]
) -> None:
    (main,) = _mains(text)
    assert main.kind == "batch"
    assert _stated(main) == counts


FIRST_LISTS = [
    (
        "The Cyberspace Administration of China said on Friday that 140 generative AI services had"
        " completed filing in all. For the first time it also put out a table of 31 applications"
        " registered with local offices.",
        31,
    ),
    (
        "国家网信办1月9日公布，累计140款生成式人工智能服务完成备案，并首次公布了31款完成登记的应用。",
        31,
    ),
    (
        "国家网信办1月9日公告，累计有140款生成式人工智能服务完成备案，还首次公示了登记清单，"
        "共31款应用或功能完成登记。",
        31,
    ),
]


@each(("text", "number"), FIRST_LISTS)
def test_all_that_a_first_list_has_is_new(text: str, number: int) -> None:
    (found,) = [main for main in _mains(text) if main.kind == "list"]
    assert found.scheme == "genai_registration"
    assert _stated(found) == (None, number)


@each(
    "text",
    [
        "For the first time the regulator put out a table. It has 31 applications registered.",
        "The regulator's table has 31 applications registered with local offices so far.",
        "国家网信办首次公布名单，截至1月9日，累计31款应用完成登记。",
    ],
)
def test_what_a_list_has_so_far_is_a_total(text: str) -> None:
    assert "list" not in {main.kind for main in _mains(text)}


def _mains(text: str) -> list[Announcement]:
    found = told(text, language="en" if text.isascii() else "zh", published="2026-01-09")
    return [a for a in found.announcements if a.role == "main"]


def _stated(main: Announcement) -> tuple[int | None, int | None]:
    services, total = main.services_in_batch, main.cumulative_services
    return services.value if services else None, total.value if total else None


def test_a_share_of_the_years_last_total_is_no_batch_where_the_year_is_summed_up() -> None:
    said = "截至2025年12月31日，共有748款生成式人工智能服务完成备案，其中新增备案446款。"
    (year,) = _mains(f"国家网信办公布2025年度备案情况。{said}")
    assert (year.kind, _stated(year)) == ("cumulative", (446, 748))
    (batch,) = _mains(f"国家网信办1月9日公布备案情况。{said}")
    assert (batch.kind, _stated(batch)) == ("batch", (446, 748))


def test_a_provinces_total_and_not_the_countrys_goes_with_what_is_new_there() -> None:
    country, main = _mains(
        "全国累计796款生成式人工智能服务完成备案；广东备案大模型数量达132款，新增8款。"
    )
    assert (main.province, _stated(main)) == ("广东", (8, 132))
    assert (country.level, country.kind, _stated(country)) == (
        "national",
        "cumulative",
        (None, 796),
    )


def test_a_first_batch_is_news_where_it_is_what_is_told() -> None:
    mains = _mains(
        "Chinese firms opened their chatbots to the public after winning the first approvals for"
        " generative AI services. Eight companies are in the first batch. Separately, the"
        " Cyberspace Administration of China issued the second list of deep synthesis algorithms"
        " on Friday, with 110 algorithms on it; a first list in June had 41."
    )
    assert [(m.scheme, m.kind) for m in mains] == [
        ("genai_filing", "batch"),
        ("deep_synthesis", "list"),
    ]
    assert mains[0].companies_in_batch is not None
    assert mains[0].companies_in_batch.value == 8


@pytest.mark.parametrize(
    "text",
    [
        "China's cyberspace regulator has cleared another 17 AI models for public use, it said on"
        " Friday. The 17 models come from 15 companies, all of them based in Shanghai."
        " That brings the number of filed services in the country to more than 190.",
        "又有17款生成式人工智能大模型通过备案，涉及15家企业，均来自上海。"
        "至此，全国累计备案的生成式人工智能服务已超过190款。",
    ],
    ids=["en", "zh"],
)
def test_where_the_firms_are_makes_no_batch_a_province_s(text: str) -> None:
    (main,) = _mains(text)
    assert (main.province, _stated(main)) == (None, (17, 190))
    assert main.companies_in_batch is not None
    assert main.companies_in_batch.value == 15


def test_a_period_of_days_is_not_the_day_of_its_announcement() -> None:
    (main,) = _mains(
        "国家互联网信息办公室1月8日发布公告，12月1日至12月31日新增58款生成式人工智能服务完成备案。"
    )
    assert main.event_date == "2026-01-08"
    assert (main.period_start, main.period_end) == ("2025-12-01", "2025-12-31")


def test_an_office_is_of_the_province_named_before_it() -> None:
    (main,) = _mains(
        "Two AI models developed in the east, Lake Software's Taihu and Zhongshan Data's Purple"
        " Peak, have been approved for public use, the Jiangsu provincial cyberspace"
        " administration said on Wednesday."
    )
    assert (main.level, main.province) == ("province", "江苏")
