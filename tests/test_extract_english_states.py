"""English numbers by the time, list or rank that they are told with, and by their own procedure."""

from each import each
from reading import told

from extract.extraction import Announcement


def numbers(made: Announcement) -> tuple[int | None, int | None]:
    """What is new and the total of an announcement."""
    new, total = made.services_in_batch, made.cumulative_services
    return new.value if new else None, total.value if total else None


@each(
    ("text", "new", "total"),
    [
        (
            "By January 31, 2026, Sichuan had put 66 generative AI services on file, its"
            " cyberspace office said on Monday.",
            None,
            66,
        ),
        (
            "In 19 months China's internet regulator has approved 340 generative AI services,"
            " beginning with six in August 2023.",
            None,
            340,
        ),
        (
            "Hebei's cyberspace office on Tuesday published its first list of registered"
            " generative AI applications, which has nine entries.",
            None,
            9,
        ),
        (
            "Hainan has published a complete list of the generative AI services filed there. It"
            " runs to six services, the provincial cyberspace office said.",
            None,
            6,
        ),
        (
            "Four more generative AI services were filed in Fujian on Tuesday. The province"
            " ranks eighth in the country with 27 filings.",
            4,
            27,
        ),
        (
            "Gansu registered three generative AI applications on Monday. The region had only 12"
            " such apps at the end of last year, and it has 15 today.",
            3,
            15,
        ),
        (
            "Tianjin registered 12 generative AI apps on Monday. The additions more than doubled"
            " the number on its list to 22.",
            12,
            22,
        ),
        (
            "Of 180 generative AI services now on Shanghai's list, 11 were added on Monday, the"
            " city's internet office said.",
            11,
            180,
        ),
    ],
)
def test_a_state_is_a_total_and_an_act_is_new(
    text: str, new: int | None, total: int | None
) -> None:
    mains = [a for a in told(text, published="2026-03-04").announcements if a.role == "main"]
    assert [numbers(a) for a in mains] == [(new, total)]


@each(
    ("text", "filed", "registered"),
    [
        (
            "In 2025 Chinese regulators put through 450 filings and 320 registrations of generative"
            " AI services, the CAC said on Monday.",
            (450, None),
            (320, None),
        ),
        (
            "Chongqing registered five generative AI apps and filed three services on Monday, its"
            " cyberspace office said.",
            (3, None),
            (5, None),
        ),
        (
            "Generative AI filings in Hubei reached 48 in February, the provincial cyberspace"
            " office said. Registrations in the province number 30.",
            (None, 48),
            (None, 30),
        ),
    ],
)
def test_a_number_is_of_the_procedure_that_its_own_words_name(
    text: str, filed: tuple[int | None, int | None], registered: tuple[int | None, int | None]
) -> None:
    mains = [a for a in told(text, published="2026-03-04").announcements if a.role == "main"]
    assert {a.scheme: numbers(a) for a in mains} == {
        "genai_filing": filed,
        "genai_registration": registered,
    }
