"""Lines of an English page that tell nothing of the story, and names with places in them."""

import pytest
from each import each
from reading import named, told

from extract.layout.english_chrome import is_furniture

LEAD = "The internet office of Hainan said on Monday that three generative AI services were filed."


@each(
    "line",
    [
        "By DENG HAO|Nov 24, 2025",
        "By Deng Hao in Haikou | chinadaily.com.cn | Updated: 2025-04-09",
        "Photo/iHaikou",
        "[Photo: A visitor tries Lanhe. PROVIDED TO CHINA DAILY]",
        "(Source: Xinhua   Editor: Deng Hao)",
        "Become A CarPost Member",
        "Follow Haikou Daily on Twitter and Facebook to join the conversation.",
        "Writer: Deng Hao",
    ],
)
def test_furniture(line: str) -> None:
    assert is_furniture(line)
    found = told(f"{LEAD}\n\n{line}\n\nThey include Kuozhi's Lanhe.", published="2026-03-03")
    assert named(found) == [("Kuozhi", "Lanhe")]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, Kuozhi had filed Lanhe.",
        "By the end of May 302 services had been filed",
        "Share prices of Kuozhi rose.",
        "by Kuozhi and Runhai, serves the page",
    ],
)
def test_what_tells_something_is_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@each(
    ("said", "services"),
    [
        (
            "They are Lanhe by Kuozhi Future (Hainan) Technology and Yun from Runhai (China).",
            [("Kuozhi Future (Hainan) Technology", "Lanhe"), ("Runhai (China)", "Yun")],
        ),
        ("They include Runhai (China)'s Lanhe.", [("Runhai (China)", "Lanhe")]),
        ("- Runhai (China): Lanhe (兰河)", [("Runhai (China)", "Lanhe")]),
        (
            "They include the Obstetrics and Gynecology Hospital of Hainan University's Lanhe.",
            [("Obstetrics and Gynecology Hospital of Hainan University", "Lanhe")],
        ),
        ("Insurtech Runhai, a unit of Kuozhi, filed Lanhe.", [("Runhai", "Lanhe")]),
        ("Kuozhi announced on Weibo that its Lanhe model was approved.", [("Kuozhi", "Lanhe")]),
    ],
)
def test_whole_names(said: str, services: list[tuple[str, str]]) -> None:
    assert named(told(f"{LEAD}\n\n{said}", published="2026-03-03")) == services
