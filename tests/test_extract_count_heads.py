"""English counts by what stands over or around them, on stories invented here."""

from each import each
from reading import figures, told

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
        (
            None,
            "Kuozhi's assistant Lanhe, a generative AI service, was cleared for public use in"
            " Hubei on Monday. The approval is among about 20 handed out in the province this"
            " month.",
            {FILED: (20, None, None)},
        ),
        (
            None,
            "Kuozhi's assistant Lanhe, a generative AI service, was filed in Hubei on Monday and"
            " entered the province's list as number 52.",
            {FILED: (None, None, 52)},
        ),
        (
            None,
            "Five Hubei carmakers won approval to offer generative AI models to the public, part"
            " of a group of 27 filings completed in the province on Monday.",
            {FILED: (27, None, None)},
        ),
        (
            None,
            "Kuozhi and Runhai had their generative AI models approved in Hubei on Monday. At"
            " least 10 other companies had asked for the same permission.",
            {FILED: (None, None, None)},
        ),
        (
            None,
            "Hubei filed eight generative AI services on Monday. The province aims for 50 filed"
            " services by the end of 2027; it has 22.",
            {FILED: (8, None, 22)},
        ),
        (
            None,
            "At the end of February, 159 generative AI applications had been registered with local"
            f" offices, compared with 346 filings, {OFFICE}.",
            {APPS: (None, None, 159), FILED: (None, None, 346)},
        ),
        (
            None,
            "Hubei cleared three generative AI services on Monday. So far 14 finance models have"
            " been approved in the province.",
            {FILED: (3, None, None)},
        ),
        (
            None,
            "Hubei cleared three generative AI services on Monday. About 20 generative AI services"
            " by foreign groups are on the province's list of filed ones.",
            {FILED: (3, None, None)},
        ),
        (
            None,
            "Some 12 of the 20 most visited chatbots in China have completed filing. In all, 346"
            f" generative AI services have been filed so far, {OFFICE}.",
            {FILED: (None, None, 346)},
        ),
        (
            None,
            f"China had 702 filed generative AI services at the end of February, {OFFICE}. On the"
            " list of registered applications, which use models already filed, there are 301"
            " names, 24 of them new.",
            {FILED: (None, None, 702), APPS: (24, None, 301)},
        ),
        (
            None,
            "The cyberspace office of Hubei on Monday published the list of generative AI services"
            " filed in the province. It contains 31 services from 22 companies.",
            {FILED: (None, 22, 31)},
        ),
        (
            None,
            "The register now has 702 filed generative AI services, the Cyberspace Administration"
            " of China (CAC) said on Monday. It also lists 301 registered applications, 24 more"
            " than in the notice before.",
            {FILED: (None, None, 702), APPS: (24, None, 301)},
        ),
        (
            None,
            "Kuozhi, Runhai, the carmaker Minfeng and five other firms won approval for generative"
            " AI models in Hubei on Monday, the provincial cyberspace office said.",
            {FILED: (None, 8, None)},
        ),
        (
            None,
            "In Hubei, Kuozhi, broker Runhai and five other firms won approval for generative AI"
            " models on Monday, the provincial cyberspace office said.",
            {FILED: (None, 7, None)},
        ),
        (
            None,
            "China's regulators gave the go-ahead to 14 more AI models on Monday, state media said."
            " That makes more than 40 in under six months. Analysts see 200 models by the end of"
            " the year.",
            {FILED: (14, None, 40)},
        ),
    ],
)
def test_figures_by_their_heads(
    title: str | None, text: str, wanted: dict[str, tuple[int | None, ...]]
) -> None:
    assert figures(text, title) == wanted


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


@each(
    "said",
    [
        "on Tuesday approved 20 leading generative AI services",
        "on Tuesday approved 20 top large language models",
        "on Tuesday registered the 20 most recent generative AI services",
        "said on Tuesday that 20 leading generative AI services had been registered",
    ],
)
def test_praise_of_what_was_approved_takes_nothing_from_its_number(said: str) -> None:
    assert figures(f"The Cyberspace Administration of China {said}.")[FILED][0] == 20


@each(
    "title",
    ["Shanghai has 11 approved AI services in latest batch", "Clearances hit 11 in one day"],
)
def test_a_headline_of_one_batch_tells_no_total(title: str) -> None:
    text = "Shanghai's cyberspace office said 11 generative AI services were registered on Tuesday."
    found = figures(text, title)
    assert [told[0] for told in found.values()] == [11]
