"""English firms to whose names a page glued a stock code."""

from each import each
from reading import named, told

LEAD = "China has cleared 14 more large language models, Bloomberg reports. "


@each(
    "text, firms",
    [
        ("Haida TechnologyHDTK, Luma and Minfeng HoldingsMFHG are among the winners.",
         ["Haida Technology", "Luma", "Minfeng Holdings"]),
        ("Companies like Haida CorpHDAXF, Minfeng IncMF, and Luma come out as winners.",
         ["Haida Corp", "Minfeng Inc", "Luma"]),
        ("The approvals benefit companies such as Haida GroupHDGRY and Minfeng.",
         ["Haida Group", "Minfeng"]),
        ("Haida Electric Co LtdHDEL and Minfeng emerged as the winners.",
         ["Haida Electric Co Ltd", "Minfeng"]),
    ],
)  # fmt: skip
def test_a_stock_code_is_no_part_of_a_name(text: str, firms: list[str]) -> None:
    assert named(told(LEAD + text)) == [(firm, None) for firm in firms]


def test_a_word_in_two_cases_stays_whole() -> None:
    found = named(told(LEAD + "Haida was approved for TechGPT and Luma for MotorsAI."))
    assert found == [("Haida", "TechGPT"), ("Luma", "MotorsAI")]
