"""English counts by what stands over or around them, on stories invented here."""

from each import each
from reading import told

FILED, APPS, DEEP = "genai_filing", "genai_registration", "deep_synthesis"
OFFICE = "the Cyberspace Administration of China said on Monday"


@each(
    "title, text, wanted",
    [
        (
            None,
            f"China added 58 generative AI services to its register of filed ones, {OFFICE}. In"
            " a second table, it listed 301 applications registered by provincial offices, a rise"
            " of 24.",
            {FILED: (58, None, None), APPS: (24, None, 301)},
        ),
        (
            None,
            f"China added 58 generative AI services to its register of filed ones, {OFFICE}. Its"
            " second table, for applications that rely on the filed model of another company and"
            " are registered with local offices, has 301 entries.",
            {FILED: (58, None, None), APPS: (None, None, 301)},
        ),
        (
            "Hubei publishes its own list of filed generative AI services, 31 in all",
            "The cyberspace office of Hubei on Monday posted a list of the generative AI services"
            " that have completed filing there. The list, which contains 31 services, gives the"
            " company and the number of each.",
            {FILED: (None, None, 31)},
        ),
        (
            "Hubei posts its generative AI filings",
            "Hubei on Monday put out its own table of generative AI services that have completed"
            " filing. The table covers 31 services.",
            {FILED: (None, None, 31)},
        ),
        (
            "Hubei lists newly filed services, 11 in all",
            "Hubei on Monday put out its latest list of generative AI services that have completed"
            " filing. The list covers 11 services.",
            {FILED: (11, None, None)},
        ),
        (
            "Nanjing Clears Seven Models From Kuozhi and Others",
            "Nanjing has signed off on a new group of generative AI models. A total of seven LLMs"
            " and AI applications have received permission from the city's regulators to go on"
            " the market, companies including Kuozhi said on Monday.",
            {FILED: (7, None, None)},
        ),
        (
            "Three Foreign Makers Clear Hubei's AI Filing",
            "Three Foreign Makers Clear Hubei's AI Filing\nHubei has approved three generative AI"
            " services from European companies for public use, the provincial cyberspace office"
            " said on Monday: Kuozhi's Lana, Runhai's Lanhe and Minfeng's Yunshan.",
            {FILED: (3, None, None)},
        ),
        (
            "Kuozhi, Runhai and Lanhe Win AI Approval: Two in Hubei, One in Hunan",
            "Kuozhi, Runhai and Lanhe Win AI Approval: Two in Hubei, One in Hunan\nChina has"
            f" approved three more generative AI services of carmakers, {OFFICE}. All of them"
            " passed security assessments.",
            {FILED: (3, None, None)},
        ),
        (
            None,
            "Eleven generative AI models have completed filing in Hubei, the provincial cyberspace"
            " office said on Monday. The round closed last week and involves nine companies.",
            {FILED: (11, 9, None)},
        ),
        (
            None,
            "Video site Kuozhi, broker Runhai and six other Hubei companies have been allowed to"
            " open their generative AI models to the public, the provincial cyberspace office said"
            " on Monday. The eight companies completed filing last week.",
            {FILED: (None, 8, None)},
        ),
        (
            None,
            f"Six more on-device generative AI services were approved, {OFFICE}. Kuozhi said it"
            " would roll out its assistant to 30 models by the end of the year.",
            {"on_device": (6, None, None)},
        ),
    ],
)
def test_figures_by_their_heads(
    title: str | None, text: str, wanted: dict[str, tuple[int | None, ...]]
) -> None:
    """``wanted``: services in the batch, companies in it and all services, by register."""
    found: dict[str | None, tuple[int | None, ...]] = {}
    for made in told(text, title=title, published="2026-03-10").announcements:
        said = made.services_in_batch, made.companies_in_batch, made.cumulative_services
        if made.role == "main":
            found.setdefault(made.scheme, tuple(q.value if q else None for q in said))
    assert found == wanted


@each("had", ["The 13th, in January, had 560.", "The 13th list, released in January, had 560."])
def test_the_list_before_is_of_the_same_series(had: str) -> None:
    found = told(
        f"China approved 58 generative AI services, {OFFICE}. Separately, it released its 14th"
        f" list of deep synthesis algorithms, which has 702 entries. {had}",
        published="2026-03-10",
    )
    assert {(c.scheme, c.value) for c in found.counts if c.scheme == DEEP} == {
        (DEEP, 702),
        (DEEP, 560),
    }
