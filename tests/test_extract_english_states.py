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
        (
            "In February new registrations of generative AI apps in China exceeded new filings,"
            " which stood at 30 for a total of 900, the CAC said. Some 41 apps were registered.",
            (30, 900),
            (41, None),
        ),
        (
            "Gansu's cyberspace office has published its first list of generative AI services,"
            " which has seven filed models and three registered applications.",
            (None, 7),
            (None, 3),
        ),
        (
            "Fujian filed three generative AI services and registered nine apps this week. It had"
            " filed 54 and registered 61 by the end of February.",
            (3, 54),
            (9, 61),
        ),
        (
            "China had 538 generative AI services on record by the end of January, the country's"
            " internet regulator said on Monday, adding that 263 applications that call such"
            " services had been registered.",
            (None, 538),
            (None, 263),
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
        (
            "Hefei's makers had ten of the generative AI services filed in Anhui on Monday, more"
            " than half of the 18 approved in the same batch, the cyberspace office said.",
            18,
            None,
        ),
        (
            "Hubei approved five generative AI services on Monday. In the year to date its"
            " cyberspace office has approved 12.",
            5,
            None,
        ),
        (
            "Hubei approved five generative AI services on Monday. The province had only 24 at the"
            " end of 2024, and 61 today, its cyberspace office said.",
            5,
            61,
        ),
        (
            "Hainan's cyberspace office yesterday released a list of the nine generative AI"
            " services filed in the province since March last year.",
            None,
            9,
        ),
        (
            "Luma received approval for its generative AI model Tianyi in Shanghai on Monday, one"
            " of six services cleared that day, as it prepares for an initial public offering.",
            6,
            None,
        ),
        (
            "Haida has obtained 14 licences for generative AI services in China, more than Luma"
            " with eight. Beijing's cyberspace office approved 12 services on Monday.",
            12,
            None,
        ),
        (
            "Tianjin passed the mark of 40 filed generative AI services when it filed three on"
            " Monday, for a total of 42.",
            3,
            42,
        ),
        (
            "Chinese regulators approved 12 AI models in November, 4 in December and 21 in January."
            " With the 16 approved in February, the total has reached 153.",
            16,
            153,
        ),
        (
            "The list of filed generative AI services that the CAC issued on Monday runs to 820"
            " services, up from 790 a month earlier.",
            None,
            820,
        ),
        (
            "Chinese authorities have approved over 30 AI models for the public in under four"
            " months. The latest round of approvals includes 11 models.",
            11,
            30,
        ),
        (
            "Luma, Haida and Minfeng have 23 filed generative AI services between them. The newest"
            " is one of eight that Beijing filed on Monday.",
            8,
            None,
        ),
        (
            "Of the 302 generative AI services that China had approved by the end of 2025, 238 were"
            " approved during the year, the CAC said on Monday.",
            238,
            302,
        ),
        (
            "Beijing approved nine AI models on Monday. A research institute counted 478 models in"
            " the country in the middle of the year, filed or not.",
            9,
            None,
        ),
        (
            "Five generative AI services were filed in Shaanxi on Monday. There are 17 in the"
            " province, its cyberspace office said.",
            5,
            17,
        ),
        (
            "Luma's Tianyi, Haida's Wenxi and 14 other AI services cleared filing in Zhejiang on"
            " Monday, the provincial regulator said.",
            16,
            None,
        ),
        (
            "Filings of generative AI services in Fujian doubled to 52 in the year to February,"
            " provincial data released on Monday showed.",
            None,
            52,
        ),
        (
            "China has approved 198 generative AI services, an increase of 31 since the last public"
            " list in December, the CAC said on Monday.",
            31,
            198,
        ),
        (
            "Six generative AI services from Shenzhen, including two of Luma, were among those"
            " newly filed in Guangdong on Monday. In all, 15 were added to its list.",
            15,
            None,
        ),
        (
            "Sichuan has 41 filed generative AI services as of Monday, three more than last week.",
            3,
            41,
        ),
        (
            "Beijing's cyberspace office said on Monday that it had accepted the filings of 18 more"
            " generative AI services, which makes 190 since 2023.",
            18,
            190,
        ),
        (
            "Gansu has started to register generative AI apps. The first three were put on its list"
            " on Monday.",
            3,
            None,
        ),
        (
            "Ten generative AI services were filed in Beijing on Monday. The city has 172 such"
            " services on file, a third of the national total.",
            10,
            172,
        ),
        (
            "The updated list of filed generative AI services is 806 entries long, 12 more than a"
            " month ago, the CAC said on Monday.",
            12,
            806,
        ),
    ],
)
def test_numbers_stand_in_relation_to_others(text: str, new: int | None, total: int | None) -> None:
    mains = [a for a in told(text, published="2026-03-04").announcements if a.role == "main"]
    assert [numbers(a) for a in mains] == [(new, total)]


@each(
    ("text", "firms"),
    [
        (
            "At least three robot startups are on a list of 11 generative AI apps registered in"
            " Guangdong on Monday.",
            None,
        ),
        (
            "Seven makers of toys have registered generative AI apps in Guangdong this year. The"
            " province published a list of 12 new registrations on Monday.",
            None,
        ),
        (
            "Bosheng and Kranz obtained approval in Shanghai for generative AI services. They bring"
            " the number of foreign companies with approved services in the city to nine.",
            None,
        ),
        ("Anhui approved 12 generative AI services from nine companies on Monday.", 9),
    ],
)
def test_firms_are_of_the_batch_where_all_of_it_is_theirs(text: str, firms: int | None) -> None:
    mains = [a for a in told(text, published="2026-03-04").announcements if a.role == "main"]
    assert [a.companies_in_batch and a.companies_in_batch.value for a in mains] == [firms]


@each(
    ("text", "day"),
    [
        (
            "Nine generative AI services are newly approved in Beijing, according to a notice dated"
            " Feb. 27.",
            "2026-02-27",
        ),
    ],
)
def test_a_total_is_of_the_day_that_its_sentence_turns_on(text: str, day: str) -> None:
    mains = [a for a in told(text, published="2026-03-04").announcements if a.role == "main"]
    assert [a.event_date for a in mains] == [day]
