"""The numbers of one story against each other and its headline, on stories invented here."""

import pytest
from each import each
from reading import main_of, told

from extract.extraction import Quantity
from extract.headlines import headline

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
    pair = main.services_in_batch, main.cumulative_services
    return pair[0] and pair[0].value, pair[1] and pair[1].value  # type: ignore[return-value]


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
