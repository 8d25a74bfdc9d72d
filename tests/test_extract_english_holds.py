"""English numbers of what a register holds, what months added, and days counted from an act."""

from each import each
from reading import told

from extract.extraction import Announcement


def numbers(made: Announcement) -> tuple[int | None, int | None]:
    """What is new and the total of an announcement."""
    new, total = made.services_in_batch, made.cumulative_services
    return new.value if new else None, total.value if total else None


@each(
    ("text", "published", "wanted"),
    [
        (
            "Lanhe's AI assistant is on the Nanjing list, newly filed on Monday. The list, updated"
            " on Wednesday, counts 76 services.",
            "2025-01-10",
            (None, 76),
        ),
        (
            "Tianqu and Haida have had generative AI services entered in China's national register,"
            " which was updated this morning and comprises 404 filings.",
            "2025-07-11",
            (None, 404),
        ),
        (
            "Jilin's cyberspace office cleared five large models on Wednesday, taking the province"
            " past 20.",
            "2026-01-16",
            (5, 20),
        ),
        (
            "China's internet authorities cleared six more large language models on Friday. That"
            " makes around 40 since August.",
            "2023-12-27",
            (6, 40),
        ),
        (
            "From July to September, 11 generative AI applications of firms in Wuhu completed"
            " registration with the Anhui cyberspace office. Total at year-end: 31.",
            "2025-12-30",
            (11, 31),
        ),
        (
            "A group of 17 generative AI filings was completed in Tianjin and Hebei last week. The"
            " two places now have 117 filed services between them.",
            "2026-06-30",
            (17, 117),
        ),
        (
            "The Cyberspace Administration of China on Wednesday put at 868 the number of"
            " generative AI services filed as of April 30. April alone contributed 31.",
            "2026-05-14",
            (31, 868),
        ),
        (
            "China had 1,112 generative AI services on file by the end of August, 58 of them added"
            " in the last month, the Cyberspace Administration of China said.",
            "2026-09-15",
            (58, 1112),
        ),
        (
            "Small firms took nine of the 48 places in the latest round of generative AI filings"
            " announced by the Cyberspace Administration of China on Tuesday.",
            "2026-03-18",
            (48, None),
        ),
        (
            "Few were surprised by the 14 generative AI services that, according to the Harbour"
            " Daily, Zhejiang approved in the last week of March.",
            "2026-04-02",
            (14, None),
        ),
        (
            "Henan has accepted 23 generative AI applications from foreign groups and approved"
            " three.",
            "2026-08-27",
            (3, None),
        ),
        (
            "The Tianjin cyberspace office announced six newly filed generative AI services on"
            " Tuesday. Tianjin now has 65 filed services, three times as many as two years ago.",
            "2026-02-11",
            (6, 65),
        ),
    ],
)
def test_what_is_held_and_what_was_added(
    text: str, published: str, wanted: tuple[int | None, int | None]
) -> None:
    assert numbers(told(text, published=published).announcements[0]) == wanted


@each(
    ("text", "published", "day"),
    [
        (
            "Haida's translation model opened to all users on Tuesday, four days after it was"
            " approved by the Yunnan cyberspace regulator.",
            "2025-04-30",
            "2025-04-25",
        ),
        (
            "Moyin AI opened its drawing model to everyone on Friday, a week after it completed"
            " filing in Hunan.",
            "2025-03-24",
            "2025-03-14",
        ),
        (
            "Gansu's internet information office reported two generative AI filings for April.",
            "2026-05-06",
            "2026-04",
        ),
        (
            "The CAC's November update adds 64 filed generative AI services.",
            "2024-12-02",
            "2024-11",
        ),
        (
            "More than 430 generative AI services have been put on record in China, Wang Lin, an"
            " official with the Cyberspace Administration of China, told a forum on Thursday.",
            "2025-07-18",
            "2025-07-17",
        ),
    ],
)
def test_days_counted_from_an_act_and_of_officials(text: str, published: str, day: str) -> None:
    assert told(text, published=published).announcements[0].event_date == day


@each(
    ("text", "schemes"),
    [
        (
            "Two Chinese makers of kettles have filed large models. Beike's cook passed"
            " registration only, as it runs on Haida's Lanhe.",
            {"genai_filing", "genai_registration"},
        ),
        (
            "Lanhe and Tianqu have filed large models for claims in China. Allmark, which leases"
            " models from others, registered its assistant with the Shanghai authority instead.",
            {"genai_filing", "genai_registration"},
        ),
        (
            "Kafei's AI ordering assistant has been registered with the Fujian branch of China's"
            " internet regulator, the office said on Thursday. Fujian had registered 29"
            " applications before Kafei's.",
            {"genai_registration"},
        ),
        (
            "Haida's large model and Yifu-70B, from a company registered only last autumn, were"
            " both filed in Beijing on Monday.",
            {"genai_filing"},
        ),
        (
            "Haida's Wanyi is on the latest Beijing list of generative AI. The list, updated on"
            " Thursday, counts 96 services. Mizhou's on-device text model was also approved.",
            {"genai_filing"},
        ),
        (
            "Lanhe's AI Doctor was registered on March 12, together with 20 other applications,"
            " the Beijing cyberspace office reports.",
            {"genai_registration"},
        ),
    ],
)
def test_registered_instead(text: str, schemes: set[str]) -> None:
    found = told(text, published="2025-03-14").announcements
    assert {a.scheme for a in found if a.role == "main"} == schemes
