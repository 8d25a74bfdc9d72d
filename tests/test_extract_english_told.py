"""English names told over brackets, sentences and places; what only stands beside them."""

import pytest
from each import each
from reading import named, told

HEAD = "Four generative AI services were filed with China's cyberspace regulator on Monday. "


@each(
    ("text", "services"),
    [
        (
            'Luma Robotics Inc. (NASDAQ: LUMA) ("Luma" or the "Company"), a provider of port'
            " software, today announced that its large language model, HarborMind, has completed"
            " the generative AI service filing with the Cyberspace Administration of China.",
            ("Luma Robotics Inc", "HarborMind"),
        ),
        (
            "A translation model developed by Tianhe University has become the first generative"
            " AI service in China's Xinjiang to pass filing.\n\n"
            'The model, named "Lanhe Yitong", handles seven languages.',
            ("Tianhe University", "Lanhe Yitong"),
        ),
        (
            HEAD + "A design model from Luma Tech was among them. Called Lanhe Studio, the"
            " service draws houses.",
            ("Luma Tech", "Lanhe Studio"),
        ),
        (
            HEAD + "They include two models by Haida Tech: Lanhe and Yunhe.",
            ("Haida Tech", "Yunhe"),
        ),
        (
            HEAD + 'They include Luma\'s voice algorithm, "Lanhe" from Haida Tech and others.',
            ("Haida Tech", "Lanhe"),
        ),
        (
            HEAD + "They include Shaanxi Coal and Chemical Group's Lanhe and Midea's Yunhe.",
            ("Shaanxi Coal and Chemical Group", "Lanhe"),
        ),
        (
            HEAD + "Luma's reasoning model Lanhe 4.5 and its sibling Yunhe were among them.",
            ("Luma", "Yunhe"),
        ),
        (
            HEAD + "The other is a farm model belonging to Tianhe University and named Lanhe.",
            ("Tianhe University", "Lanhe"),
        ),
        (
            HEAD + "They include Lanhe by Tianhe Women and Children's Hospital.",
            ("Tianhe Women and Children's Hospital", "Lanhe"),
        ),
        (
            HEAD + "The list runs to Luma's Talk; Haida Tech's Lanhe; and others.",
            ("Haida Tech", "Lanhe"),
        ),
        (
            HEAD + "They include:\n\n- Haida Tech: Lanhe, named after a hero of the Tang Empire",
            ("Haida Tech", "Lanhe"),
        ),
        (
            HEAD + "They include L'Oral's i-Luma Chat.",
            ("L'Oral", "i-Luma Chat"),
        ),
    ],
)
def test_a_service_and_its_company(text: str, services: tuple[str, str | None]) -> None:
    assert services in named(told(text))


@pytest.mark.parametrize(
    "text",
    [
        "HEFEI -- " + HEAD,
        HEAD + "They come from the Hefei High-tech Development Zone.",
        HEAD + "Luma also has WeChat mini-programs approved.",
    ],
)
def test_datelines_zones_and_programs_are_no_names(text: str) -> None:
    names = {name for service in named(told(text)) for name in service if name}
    assert not names & {"HEFEI", "Hefei High-tech Development Zone", "mini"}


def test_a_service_that_still_waits_is_not_the_company_s() -> None:
    text = HEAD + "Luma Tech's Lanhe was one. Its new assistant, Yunhe, is still waiting."
    assert ("Luma Tech", "Yunhe") not in named(told(text))


@each(
    ("text", "services"),
    [
        (
            HEAD
            + "Truck maker Moshan is one of them.\n\nThe start-up obtained clearance for Chaoyi.",
            ("Moshan", "Chaoyi"),
        ),
        (
            HEAD + "Moshan Tech rose.\n\nChaoyi, its medical model, was approved.",
            ("Moshan Tech", "Chaoyi"),
        ),
        (
            HEAD + "Haida filed Yunhe, a model for power plants, and Moshan for Chaoyi.",
            ("Moshan", "Chaoyi"),
        ),
        (
            HEAD + "Chaoyi, an AI model, completed filing.\n\nIt is for courts.\n\nThe model was"
            " developed by Moshan Tech in Lhasa.",
            ("Moshan Tech", "Chaoyi"),
        ),
        (
            HEAD + "Chaoyi Xiaoda, an energy consultant developed by Moshan, was filed.",
            ("Moshan", "Chaoyi Xiaoda"),
        ),
        (HEAD + "Moshan's AI subsidiary (Chaoyi) is on the list.", ("Moshan", "Chaoyi")),
        (
            HEAD + "Moshan's culture subsidiary makes stage sets with a model called Chaoyi.",
            ("Moshan", "Chaoyi"),
        ),
        (
            HEAD + "Moshan got approval for Chaoyi, while its parent Haida did not.",
            ("Moshan", "Chaoyi"),
        ),
        (HEAD + "Zhatter owner Moshan was approved as well.", ("Moshan", None)),
        (HEAD + "Moshan acted first, shortly after midnight.", ("Moshan", None)),
        (HEAD + "Start-ups Haida and Moshan announced similar launches.", ("Moshan", None)),
        (
            HEAD + "Moshan, a maker of tools, was the only company from Liaoning province.",
            ("Moshan", None),
        ),
    ],
)
def test_told_in_a_sentence_of_its_own(text: str, services: tuple[str, str | None]) -> None:
    assert services in named(told(text))


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "One is an industry model by Moshan, in which Chaoyi holds a stake.",
        HEAD + "Chaoyi showed the Yunhe model last year; neither has been filed so far.",
        HEAD + "State broadcaster Chaoyi compared the tool with Chaoyi's Yunhe.",
        HEAD + "Filings for the Chaoyi model had been completed and it awaited an official launch.",
    ],
)
def test_only_beside_what_is_filed(text: str) -> None:
    assert not {"Chaoyi", "Yunhe"} & {name for pair in named(told(text)) for name in pair}


def test_what_apps_hand_in_about_their_algorithms_is_no_approval() -> None:
    found = told(
        "A list of 30 apps whose operators have handed in details of their recommendation"
        " algorithms has been published by the Cyberspace Administration of China.\n\n"
        "Moshan, Haida and Lanhe are on it, the watchdog said on Friday."
    )
    assert not found.relevant


RULES = (
    " Rules that were drafted in spring took effect last month, under which some Chinese"
    " firms, Kuozhi and Dotian among them, have received approval for their AI models."
)


@pytest.mark.parametrize(
    "opening",
    [
        "Haida Tech has said that Lanhe, its chatbot, is available to everyone in China.",
        "Haida Tech has opened Lanhe, its chatbot, to the public as of September 5th.",
        "Haida Tech's Lanhe is now fully open to all users.",
    ],
)
def test_what_is_open_to_all_is_approved_where_a_story_tells_of_approvals(opening: str) -> None:
    assert ("Haida Tech", "Lanhe") in named(told(opening + RULES, published="2023-09-05"))


def test_what_is_open_to_all_is_none_where_no_approval_is_told() -> None:
    opening = "Haida Tech has said that Lanhe, its chatbot, is available to everyone in China."
    assert named(told(opening, published="2023-09-05")) == []
    assert named(told(opening.replace("everyone in China", "its staff") + RULES)) == [
        ("Kuozhi", None),
        ("Dotian", None),
    ]
