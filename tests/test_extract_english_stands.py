"""English numbers that the words around a place, a list or a second procedure tell to be totals."""

from each import each
from reading import named, told

from extract.extraction import Announcement

TIANJIN = "Tianjin's cyberspace office filed six generative AI services on Monday"


def numbers(made: Announcement) -> tuple[str | None, int | None, int | None]:
    """The register, what is new and the total of an announcement."""
    new, total = made.services_in_batch, made.cumulative_services
    return made.scheme, new.value if new else None, total.value if total else None


@each(
    ("text", "new", "total"),
    [
        (f"{TIANJIN}, which gives the city 38.", 6, 38),
        (f"{TIANJIN}, leaving the municipality with 38.", 6, 38),
        (f"{TIANJIN}. With 38, the city is still behind Wuhan.", 6, 38),
        (f"{TIANJIN}. At 38 services, Tianjin ranks tenth in the country.", 6, 38),
        (f"{TIANJIN}, which makes 38.", 6, 38),
        (
            "The newest names on the list of 117 generative AI services that China published on"
            " Friday are Lanhe Auto's Yunqi and Beike Motors' Xiaobei.",
            None,
            117,
        ),
        (
            "A travel model of Lhasa-based Gaoyuan Data was approved on January 23. It is the only"
            " model from Tibet among the 252 filed, the national cyberspace regulator's list"
            " shows.",
            None,
            252,
        ),
        (
            "Gansu has seven filed generative AI services, three more than a year ago, after Tiebei"
            " Motor's TB-Mind was approved on Friday, the provincial internet office said.",
            None,
            7,
        ),
        (
            "With an approval for Tiebei Motor's TB-Mind on January 24, Gansu ends the month with"
            " 17 filed generative AI services, ten more than at the end of 2022.",
            None,
            17,
        ),
        (
            "Lumen's xChat completed generative AI filing in Shanghai on Wednesday, according to"
            " the city's cyberspace office. Shanghai has filed 115 services.",
            None,
            115,
        ),
        (
            "Beijing approved five generative AI services on Monday and four on Friday, its"
            " cyberspace office said. The nine lift the city's total to 31.",
            9,
            31,
        ),
        (
            "Six generative AI services from Hunan were approved on January 29, following two on"
            " January 22, the province's internet information office said. The eight bring the"
            " provincial number to 36.",
            8,
            36,
        ),
        (
            "China gave the green light to another 14 large models last week, taking the number"
            " approved since August last year to 40.",
            14,
            40,
        ),
    ],
)
def test_what_a_place_or_list_has(text: str, new: int | None, total: int | None) -> None:
    made = told(text, published="2024-01-30").announcements[0]
    assert numbers(made)[1:] == (new, total)


@each(
    ("text", "filed", "registered"),
    [
        (
            "Hubei filed three generative AI services in February and registered eight"
            " applications, the internet information office said on Wednesday. There are now 44 of"
            " the former and 37 of the latter.",
            (3, 44),
            (8, 37),
        ),
        (
            "The Cyberspace Administration of China said on Wednesday that 72 generative AI"
            " services were filed in February. The number of filed services is 868. Another 49"
            " applications were registered, making 530.",
            (72, 868),
            (49, 530),
        ),
        (
            "In the fourth quarter, four generative AI services were filed through Guizhou's"
            " internet information office, it said on Tuesday. One application was registered in"
            " the same period.",
            (4, None),
            (1, None),
        ),
        (
            f"{TIANJIN}. The city has 38 filed services. Registrations, begun in April, came to"
            " 17.",
            (6, 38),
            (None, 17),
        ),
    ],
)
def test_both_procedures(
    text: str, filed: tuple[int | None, int | None], registered: tuple[int | None, int | None]
) -> None:
    made = [numbers(a) for a in told(text, published="2026-03-19").announcements]
    assert made == [("genai_filing", *filed), ("genai_registration", *registered)]


def test_algorithms_of_a_list_told_besides() -> None:
    text = (
        "Eight generative AI services passed filing on Thursday, the Cyberspace Administration of"
        " China said. Their algorithms had been recorded in June on a list of 41 under the"
        " deep-synthesis rules. "
        "The number of algorithms filed since the lists began stands at 151."
    )
    found = told(text, published="2023-09-05")
    assert {(c.scheme, c.value) for c in found.counts if c.scheme == "deep_synthesis"} >= {
        ("deep_synthesis", 41)
    }


@each(
    ("text", "names"),
    [
        (
            "A crop model built by Wuhan-based Tianqu Data was cleared on January 19 and is printed"
            " in the table that came with the notice which the country's cyberspace regulator put"
            " online on Monday.",
            [("Tianqu Data", None)],
        ),
        (
            "Panshi's chat service, which tops the app charts, was approved on January 23, the"
            " register of the Cyberspace Administration of China shows.",
            [("Panshi", None)],
        ),
        (
            "Nine chatbots were let onto the market last Friday under the generative AI measures"
            " that took effect in August. Kaiyu (Beike) and Panshi (Duxing) were the first to say"
            " so.",
            [("Beike", "Kaiyu"), ("Duxing", "Panshi")],
        ),
        (
            "Eight chatbots were opened to the public on Thursday after passing the filing"
            " procedure, five months after the interim measures took effect. Baidu was the first"
            " to say so.",
            [],
        ),
        (
            "Hunan filed nine generative AI services on Monday. Xiangyu Studio is on the list with"
            " a film model and Lingling Tech with a drug assistant.",
            [("Xiangyu Studio", None), ("Lingling Tech", None)],
        ),
    ],
)
def test_stories_that_name_neither_country_nor_ai(
    text: str, names: list[tuple[str | None, str | None]]
) -> None:
    found = told(text, published="2024-01-30")
    assert found.relevant
    assert [x for x in named(found) if x in names] == names


@each(
    "text",
    [
        "The European Commission approved interim measures against an AI chatbot. The regulator"
        " said that the list of complaints was long.",
        "An AI assistant was let go on the market in Paris. The measures on generative AI that the"
        " cabinet had passed took effect.",
    ],
)
def test_measures_of_others(text: str) -> None:
    assert not told(text).relevant
