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


@each(
    ("text", "new", "total"),
    [
        (
            "Yuanqing Bank's Zhangliu was passed in Jilin on Monday together with four other"
            " generative AI services, the provincial cyberspace office said.",
            5,
            None,
        ),
        (
            "Luma's Tianyi and Haida's Wenxi were approved as generative AI services by Shanghai's"
            " cyberspace office. They were cleared on Monday along with six other services.",
            8,
            None,
        ),
        (
            "Just under 300 generative AI services have been approved in China after Anhui cleared"
            " nine more on Monday, its cyberspace office said.",
            9,
            300,
        ),
        (
            "More than 200 generative AI apps were registered in Chinese cities in February. The"
            " exact figure is 206, the CAC said.",
            206,
            None,
        ),
        (
            "Haida has 12 approved generative AI services, more than any other company. Beijing's"
            " cyberspace office approved 14 services on Monday.",
            14,
            None,
        ),
        (
            "Only two of the nine generative AI services that Liaoning put on file on Monday are"
            " from hospitals, its cyberspace office said.",
            9,
            None,
        ),
        (
            "Guizhou filed one generative AI service in February, its seventh, the provincial"
            " cyberspace office said.",
            1,
            7,
        ),
    ],
)
def test_numbers_stand_in_relation_to_others(text: str, new: int | None, total: int | None) -> None:
    mains = [a for a in told(text, published="2026-03-04").announcements if a.role == "main"]
    assert [numbers(a) for a in mains] == [(new, total)]
