"""The numbers of one story against each other and its headline, on stories invented here."""

import pytest
from each import each
from reading import main_of, told

from extract.counts.headlines import headline
from extract.extraction import Quantity

OFFICE = "the provincial cyberspace office said on Monday"


@each(
    "title, new, totals",
    [
        ("Lanhe and Runhai among nine newly filed Hubei AI models", {9}, []),
        ("Hainan adds six generative AI services to its list", {6}, []),
        ("Four more AI apps get through in Hunan", {4}, []),
        ("China's register of filed AI services grows to 415", set(), [415]),
        ("Hubei has over 60 filed AI services as hospitals join", set(), [60]),
        ("China's AI register closes May at 702 services", set(), [702]),
        ("List of registered AI apps, now 88", set(), [88]),
        ("Filings of AI services in Gansu pass 20", set(), [20]),
        ("China registers 415 AI services", set(), []),
        ("Seven years of chatbots, in 30 charts", set(), []),
        ("Kuozhi starts the year with two AI approvals", set(), []),
    ],
)
def test_numbers_of_an_english_headline(title: str, new: set[int], totals: list[int]) -> None:
    found = headline(title, "en")
    assert (set(found.new), [n.value for n in found.totals]) == (new, totals)


def test_numbers_of_a_chinese_headline() -> None:
    assert headline("关于发布7款生成式人工智能服务已备案信息的公告", "zh").new == {7}
    assert not headline("7款生成式人工智能服务完成备案", "zh").new


def counts(text: str, title: str | None = None) -> tuple[int | None, int | None]:
    """What is new, and the total, of a text's only announcement."""
    main = main_of(told(text, title=title, published="2026-03-10"))
    new, total = main.services_in_batch, main.cumulative_services
    return new.value if new else None, total.value if total else None


@each(
    "title, text, services, total",
    [
        (
            "Lanhe and Runhai among nine newly filed Hubei AI models",
            f"Hubei has published the list of nine generative AI services that have now passed"
            f" filing, {OFFICE}. The province counts 52 filed services in all. Kuozhi filed two"
            f" models, Lana and Lanu.",
            9,
            52,
        ),
        (
            "China's register of filed AI services, now 415",
            "China's internet regulator on Monday put out a new version of its list of filed"
            " generative AI services. It now holds 415 services and shows who offers them. Hubei"
            " is still ahead with 97 entries, followed by Hunan with 61.",
            None,
            415,
        ),
        (
            "China has over 600 filed generative AI services",
            "More than 600 generative AI services have been filed in China, as schools and banks"
            " join the list. In January and February, 58 new services completed filing, bringing"
            " the total to 619, the Cyberspace Administration of China said on Monday.",
            58,
            619,
        ),
        (
            None,
            "The Cyberspace Administration of China reported 61 newly filed generative AI services"
            " for January and February and a total of 702 on Monday.",
            61,
            702,
        ),
    ],
)
def test_a_headline_and_its_story(
    title: str | None, text: str, services: int | None, total: int | None
) -> None:
    assert counts(text, title) == (services, total)


def test_what_a_total_includes_that_is_new() -> None:
    found = told(
        "China had 702 generative AI services on file by the end of February, the Cyberspace"
        " Administration of China said on Monday. Another 301 applications had been registered"
        " with local offices, including 24 new ones.",
        published="2026-03-10",
    )
    apps = [a for a in found.announcements if a.scheme == "genai_registration"]
    assert [(a.services_in_batch, a.cumulative_services) for a in apps] == [
        (Quantity(24, "exact"), Quantity(301, "exact"))
    ]


@pytest.mark.parametrize("called", ["rely on models that have already been filed", "are small"])
def test_models_that_apps_call_are_not_the_news(called: str) -> None:
    found = told(
        "China approved 61 generative AI services in January and February, the Cyberspace"
        f" Administration of China said on Monday. The number of registered apps, which {called},"
        " grew by 24 to 301 over the two months.",
        published="2026-03-10",
    )
    mains = {a.scheme: a.services_in_batch for a in found.announcements if a.role == "main"}
    assert mains == {
        "genai_filing": Quantity(61, "exact"),
        "genai_registration": Quantity(24, "exact"),
    }


def test_a_total_since_the_first_approvals_is_news() -> None:
    text = (
        "Almost 620 generative AI services have been approved in China since the first clearances"
        " in 2023, after 58 were added in January and February, the Cyberspace Administration of"
        " China said on Monday."
    )
    assert counts(text) == (58, 620)


@each(
    "text, services, total",
    [
        (
            "China has cleared more than 50 AI models for public use since August, when its rules"
            " took effect. The latest approvals, 12 models in all, went to firms such as Kuozhi,"
            " regulators said on Monday.",
            12,
            50,
        ),
        (
            "China's regulators approved 12 large language models for public use on Monday. With"
            " them, reports say, over 60 AI models have the green light.",
            12,
            60,
        ),
        (
            "China's regulators approved 12 large language models for public use on Monday. Over"
            " 60 models are now available to users under the rules that took effect in August.",
            12,
            60,
        ),
        (
            "Beijing's cyberspace office approved 11 more generative AI models on Monday. It"
            " brings the number of models approved in the city to at least 80, based on company"
            " statements and a list issued last April.",
            11,
            80,
        ),
        (
            "China's cyberspace regulator has extended its register of generative AI services by"
            " 64 entries. The new version was uploaded on Monday and now has 252 services that"
            " have completed filing.",
            64,
            252,
        ),
        (
            "The list of filed generative AI services in China has grown beyond 300, the"
            " Cyberspace Administration of China said on Monday. There were 262 entries as of"
            " November 17.",
            None,
            300,
        ),
        (
            "Guangdong's cyberspace office said on Monday that it had completed the filing of 25"
            " generative AI services submitted by more than 20 companies.",
            25,
            None,
        ),
        (
            "Three in-car AI models completed their generative AI filing in Shanghai on Monday."
            " Kuozhi, Runhai and Lanhe had them checked by the cyberspace office.",
            3,
            None,
        ),
        (
            "Kuozhi's model was put on file as a generative AI service in China on Monday,"
            " joining a list that runs to nearly 440.",
            None,
            440,
        ),
    ],
)
def test_sizes_tell_a_batch_from_a_total(
    text: str, services: int | None, total: int | None
) -> None:
    assert counts(text) == (services, total)


@pytest.mark.parametrize(
    "text",
    [
        "Hubei's cyberspace office approved two more generative AI models on Monday. Its notice"
        " puts the number of filed services in the province at 22 and of registered applications"
        " at nine.",
        "Hubei's cyberspace office approved two more generative AI models on Monday. The"
        " province's filing list has 22 entries; its register of applications has nine.",
    ],
)
def test_totals_of_both_registers_by_their_nouns(text: str) -> None:
    found = told(text, published="2026-03-10")
    mains = {a.scheme: a.cumulative_services for a in found.announcements if a.role == "main"}
    assert mains == {
        "genai_filing": Quantity(22, "exact"),
        "genai_registration": Quantity(9, "exact"),
    }


def test_a_list_containing_so_many_of_them() -> None:
    found = told(
        "The Cyberspace Administration of China on Monday released the eighth list of deep"
        " synthesis algorithms, containing 509 of them.",
        published="2026-03-10",
    )
    assert main_of(found).services_in_batch == Quantity(509, "exact")


def test_a_firm_before_its_quoted_model_is_none_of_the_services() -> None:
    found = told(
        "Robots need permission in China, and this week three makers got it. The cyberspace"
        " office of Zhejiang filed Yushan's 'UniLO' as a generative AI service, while its"
        " counterpart in Shanghai cleared Lanhe Innovation's WITO and Kuozhi's voice assistant a"
        " day later.",
        published="2026-03-10",
    )
    told_of = [a.services_in_batch for a in found.announcements if a.role == "main"]
    assert told_of == [Quantity(1, "exact"), Quantity(2, "exact")]
