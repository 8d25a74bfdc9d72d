"""An English report of a place: by its office, by what it says of itself, by its headline."""

import pytest
from each import each
from reading import main_of, told

FILED = "Five generative AI services have completed filing"


@each(
    ("title", "text", "province"),
    [
        (
            "Five more for Zhejiang",
            f"{FILED}, the provincial cyberspace administration said.",
            "浙江",
        ),
        ("AI services filed", f"{FILED}, the cyberspace authority of Anhui province said.", "安徽"),
        (
            "Qinghai gets five filed AI models",
            f"{FILED}, the provincial cyberspace affairs office said on Tuesday.",
            "青海",
        ),
        ("Seven from Hunan pass", "Hunan has seven more filed generative AI services.", "湖南"),
        ("Beijing adds AI services", f"{FILED}, taking the city's total to 215.", "北京"),
        ("AI helpers approved", f"{FILED} in Shanghai, the city's internet watchdog said.", "上海"),
        (
            "Filings rise",
            "Hebei has three more of them.\n\nThree generative AI services completed filing, the"
            " provincial internet information office said, which lifts the total in the province.",
            "河北",
        ),
        (
            "Guangdong hands out certificates",
            "Eight companies got their generative AI filing certificates from the regulator.",
            "广东",
        ),
    ],
)
def test_a_batch_is_of_the_place_that_tells_of_it(title: str, text: str, province: str) -> None:
    main = main_of(told(text, language="en", published="2026-03-04", title=title))
    assert (main.level, main.province) == ("province", province)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Beijing approves five AI models",
            f"{FILED}, the Cyberspace Administration of China said.",
        ),
        (
            "AI services filed",
            f"{FILED}, three in Zhejiang and two in Anhui, the Cyberspace Administration of China"
            " said.",
        ),
        (
            "Five AI models cleared",
            "The Cyberspace Administration of China cleared five large language models, that of"
            " Jiangxi Bank among them. The list gives the province of each.",
        ),
        (
            "AI services filed",
            f"HEFEI, Anhui -- {FILED}, the Cyberspace Administration of China said on Monday.",
        ),
    ],
)
def test_what_the_country_s_office_tells_is_of_no_province(title: str, text: str) -> None:
    main = main_of(told(text, language="en", published="2026-03-04", title=title))
    assert (main.level, main.province) == ("national", None)


def test_what_two_provinces_offices_tell_together_is_of_neither() -> None:
    text = (
        "The Beijing Cyberspace Administration and the Shanghai Cyberspace Administration have"
        " approved the filing of five generative AI services."
    )
    main = main_of(told(text, language="en", published="2026-03-04"))
    assert main.province is None
