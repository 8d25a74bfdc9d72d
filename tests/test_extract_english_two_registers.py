"""English stories in which one firm, or two, enter more than one register."""

from each import each
from reading import told

FILED, REGISTERED, ALGORITHMS = "genai_filing", "genai_registration", "deep_synthesis"


def entered(text: str, published: str) -> set[tuple[str | None, str | None]]:
    """Register and day of each main announcement."""
    found = told(text, published=published)
    return {(a.scheme, a.event_date) for a in found.announcements if a.role == "main"}


@each(
    ("text", "published", "wanted"),
    [
        (
            "Hefei robot maker Luma Technology has been through both procedures. Its dialogue model"
            " Lanhe was filed under the interim measures on generative AI, and a speech algorithm"
            " of Luma Technology is in the tenth batch of deep-synthesis filings. The batch has 395"
            " algorithms.",
            "2025-03-25",
            {(ALGORITHMS, "2025-03"), (FILED, "2025-03")},
        ),
        (
            "Haida said its drawing model Haitu was filed in Beijing on June 18. Its dubbing"
            " algorithm was included in the 12th batch of deep-synthesis filings, published the"
            " same day, and the Haida assistant was registered as an application on June 12.",
            "2025-06-24",
            {(FILED, "2025-06-18"), (ALGORITHMS, "2025-06-18"), (REGISTERED, "2025-06-12")},
        ),
        (
            "Guizhou's internet information office has filed a model and registered an application"
            " within five weeks. The model, Qianyu by Duocai Cloud, was approved last Wednesday."
            " The application, Wujiang's maintenance helper, was registered on August 15.",
            "2025-09-22",
            {(FILED, "2025-09-17"), (REGISTERED, "2025-08-15")},
        ),
        (
            "Lumen's shopping assistant was registered with the Shanghai internet regulator on"
            " Monday as it calls another firm's model. Haida's AI guide, which has its own model,"
            " was filed there on Tuesday.",
            "2026-01-14",
            {(REGISTERED, "2026-01-12"), (FILED, "2026-01-13")},
        ),
        (
            "The Shanghai internet regulator has approved shopping assistants of Lumen, Boreal and"
            " the Chinese platform Haida. The first two were registered on January 12 since they"
            " rely on outside models; Haida's was filed because it runs on a model of its own.",
            "2026-01-14",
            {(REGISTERED, "2026-01-12"), (FILED, "2026-01-12")},
        ),
        (
            "China has a second register for apps that borrow a model already approved. It holds 26"
            " products, all registered by provincial offices before the end of July, and was made"
            " public on August 8 with an update to the main list of 188 services.",
            "2024-09-03",
            {(REGISTERED, "2024-08-08"), (FILED, "2024-08-08")},
        ),
        (
            "Chinese firm Unimo's second large model was approved in Beijing on Friday. The firm"
            " also holds seven deep synthesis algorithm filings.",
            "2024-12-05",
            {(FILED, "2024-11-29")},
        ),
        (
            "Tianqu's large model Kaiyu passed the generative AI filing in Hubei on Friday. Its"
            " algorithms were recorded as deep-synthesis algorithms in June.",
            "2025-11-20",
            {(FILED, "2025-11-14")},
        ),
        (
            "Kafei's ordering assistant has been registered with the Fujian branch of China's"
            " internet regulator, it said on Thursday. The assistant uses a Lanhe model. Fujian had"
            " registered 29 applications by then.",
            "2025-11-06",
            {(REGISTERED, "2025-11-06")},
        ),
    ],
)
def test_what_each_register_took_in(
    text: str, published: str, wanted: set[tuple[str | None, str | None]]
) -> None:
    assert entered(text, published) == wanted


def test_figures_of_filings_below_a_list_of_algorithms() -> None:
    text = (
        "China's internet regulator put out another set of deep-synthesis filings, 586 of them, and"
        " its figures for generative AI services: 99 filed, 27 registered."
    )
    made = {
        a.scheme: a.services_in_batch and a.services_in_batch.value
        for a in told(text, published=None).announcements
    }
    assert made == {ALGORITHMS: 586, FILED: 99, REGISTERED: 27}


NEWS = (
    "Seven developers in Hubei were cleared to open their generative AI services to the public on"
    " April 15, the provincial internet office said. Xinwei Tech won approval for Lanhe.\n\n"
)


@each(
    ("below", "day"),
    [
        (
            "The approvals are unrelated to the older register of deep synthesis algorithms. The"
            " eleventh list of those was released on April 11 and has 395 entries.",
            "2025-04-11",
        ),
        (
            "Deep synthesis algorithms have a register of their own. Its 11th list, with 395"
            " algorithms, was published on Monday by the CAC.",
            "2025-04-14",
        ),
        (
            "Filing does not replace that of deep synthesis algorithms. The 11th list of the"
            " latter, with 395 algorithms, was made public by the CAC on April 3.",
            "2025-04-03",
        ),
        (
            "On April 8, the CAC published the 11th list of algorithms for deep synthesis. There"
            " are 395 of them.",
            "2025-04-08",
        ),
        (
            "The CAC issued the 11th list of deep synthesis algorithms a day later. It names 395"
            " algorithms, up from 280 in the tenth list of February.",
            "2025-04-16",
        ),
        ("The CAC's 11th batch of deep synthesis filings, published last month, had 395.", None),
        ("The CAC's 10th batch of deep synthesis filings, published on January 20, had 280.", None),
        ("The firm also holds seven deep synthesis algorithm filings, its prospectus shows.", None),
    ],
)
def test_a_numbered_list_of_algorithms_with_a_day_of_its_own_is_news_beside_filings(
    below: str, day: str | None
) -> None:
    listed = {(ALGORITHMS, day)} if day else set()
    assert entered(NEWS + below, "2025-04-18") == {(FILED, "2025-04-15"), *listed}


@each(
    "called",
    [
        "which rely on models that have already been filed, grew by 27 to 263",
        "which run on top of a model that has already been approved, rose by 27 to 263",
        "that connect to models someone else had already filed, stands at 263",
    ],
)
def test_what_an_application_calls_is_no_recollection(called: str) -> None:
    text = (
        "Ninety-nine generative AI services won approval in China in July and August. As of August"
        " 31, a total of 538 services were on file, the Cyberspace Administration of China said on"
        f" Wednesday. The number of registered applications, {called}."
    )
    assert entered(text, "2025-09-11") == {(FILED, "2025-09-10"), (REGISTERED, "2025-09-10")}
