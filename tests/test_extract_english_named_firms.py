"""English firms and institutions whose names or places mislead."""

from each import each
from reading import named, told

LEAD = "Shanghai has approved nine more generative AI models. "


@each(
    "text, pairs",
    [
        ("Luma-Hum's \"Lanhe\" got the green light.", [("Luma-Hum", "Lanhe")]),
        ("The Zhejiang Cyberspace Administration filed Unitree's 'Lanhe' as a generative AI"
         " service.", [("Unitree", "Lanhe")]),
        ("The Big Data Center of the Ministry of Fisheries had two models approved, Yu'an Lanhe and"
         " Yu'an Tairu.",
         [("Big Data Center of the Ministry of Fisheries", "Yu'an Lanhe"),
          ("Big Data Center of the Ministry of Fisheries", "Yu'an Tairu")]),
        ("Tibet University and Jinan University of Chinese Medicine each had a model filed.",
         [("Tibet University", None), ("Jinan University of Chinese Medicine", None)]),
        ("Harbour Daily has two filings to its name, one of them for writing.",
         [("Harbour Daily", None)]),
        ("Haida, the accounting software maker, got through with Lanhe in January, and Feichi, the"
         " download tool company, with Tairu.", [("Haida", "Lanhe"), ("Feichi", "Tairu")]),
        ("Haida's assistant Lanhe, Minfeng with Tairu, and a perception model by Luma were approved"
         " in August.", [("Haida", "Lanhe"), ("Minfeng", "Tairu"), ("Luma", None)]),
    ],
)  # fmt: skip
def test_whose_it_is(text: str, pairs: list[tuple[str | None, str | None]]) -> None:
    found = named(told(LEAD + text, published="2025-09-02"))
    assert {(c, m if m else None) for c, m in found} == set(pairs)


def test_the_owners_of_a_list_are_on_it() -> None:
    found = told(
        "The Cyberspace Administration of China published its thirteenth list of deep synthesis"
        " algorithms on Thursday, with 586 algorithms. Their owners include Haida, Luma and"
        " Minfeng.",
        published="2025-09-12",
    )
    assert [company for company, _ in named(found)] == ["Haida", "Luma", "Minfeng"]
