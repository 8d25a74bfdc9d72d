"""English numbers without a noun: what is new and what is the total, by the words beside them."""

import pytest
from reading import main_of, told


@pytest.mark.parametrize(
    ("text", "new", "total"),
    [
        ("The CAC put the number of generative AI services that have completed filing at 796, up 48"
         " from the end of last year.", 48, 796),
        ("China's filed generative AI services now number 796 after 48 joined the list in the first"
         " two months of the year.", 48, 796),
        ("Of the 796 generative AI services filed in China by the end of February, 48 were added"
         " this year, official figures show.", 48, 796),
        ("Hubei's tally of filed generative AI services edged up to 48 this week as three more"
         " passed the review.", 3, 48),
        ("The Sichuan cyberspace administration announced that two generative AI services completed"
         " filing, and that 21 had done so in total.", 2, 21),
        ("With two new generative AI filings on Thursday, Sichuan has reached 21.", 2, 21),
        ("Sichuan now counts 21 filed generative AI services after it cleared two on Thursday.",
         2, 21),
        ("China has approved more than 40 large language models in the six months since it began,"
         " including 14 last week.", 14, 40),
        ("Regulators gave the nod to 14 large language models in China last week, four months into"
         " a process that has let more than 40 through.", 14, 40),
        ("Two generative AI services entered Fujian's register on Wednesday to make it seven.",
         2, 7),
        ("Ten more generative AI services bring Jiangsu to 92 filings.", 10, 92),
        ("Jiangsu (10 new, 92 in total) published its list of generative AI filings.", 10, 92),
        ("The number of generative AI services on file in Shandong has risen from 17 to 24.",
         None, 24),
        ("Anhui: 9 new generative AI filings (total: 65), its cyberspace office said.", 9, 65),
        ("Anhui's list of filed AI services has 65 entries, an increase of nine.", 9, 65),
        ("Only one generative AI service was filed in Ningxia, the cyberspace office said.",
         1, None),
        ("New filings of generative AI services slowed to 48 in January and February in China,"
         " leaving 796 on the list.", 48, 796),
        ("China approved 11 more AI models, its fourth round, the CAC said. More than 40 are now"
         " licensed.", 11, 40),
        ("A group of 15 generative AI services has been given the go-ahead in Beijing, the"
         " municipal cyberspace office said. Since 2023 the city has let through 300.", 15, 300),
        ("China filed 124 generative AI services in July and August. That is four more than before."
         " The grand total is now 1,112, of which many are in Beijing.", 124, 1112),
        ("The CAC said 124 generative AI services were newly filed in July and August in China, for"
         " 1,112 cumulative as of August 31.", 124, 1112),
        ("Lanhe was registered as a generative AI service by the Beijing cyberspace office on"
         " Monday, one of ten in the batch.", 10, None),
        ("As many as 598 generative AI services have been filed in China, of which 68 in the two"
         " months.", 68, 598),
        ("Fourteen large models from Shanghai completed filing. With the new entries, some 60"
         " models from Shanghai can now legally serve the public.", 14, 60),
        ("China had 796 generative AI services on file by the end of February, 48 more than at the"
         " turn of the year. The register is likely to pass 1,000 services by summer.", 48, 796),
        ("China's regulators signed off on another 11 large models. More than 20 models are"
         " believed to have been cleared so far.", 11, 20),
        ("Beijing has approved nearly a dozen more generative AI models, the city's office said. It"
         " cleared 11 models on Friday, taking its tally to 60, a figure it has not confirmed.",
         11, 60),
    ],
)  # fmt: skip
def test_new_and_total(text: str, new: int | None, total: int | None) -> None:
    main = main_of(told(text, published="2026-03-20"))
    held = (main.services_in_batch, main.cumulative_services)
    assert tuple(quantity.value if quantity else None for quantity in held) == (new, total)


def test_names_that_are_numbers_count_nothing() -> None:
    main = main_of(
        told(
            "China's cyberspace regulator released a list of deep synthesis algorithms with 110"
            " entries. Among them are 360's text algorithm and one of 58.com services.",
            published="2023-09-04",
        )
    )
    assert main.services_in_batch is not None
    assert main.services_in_batch.value == 110
