"""One story of what the offices of two places granted: an announcement of each."""

import pytest
from each import each
from reading import told

SHORT_LIST = [
    (
        "en",
        "Foreign brands have won filings for generative AI services in China. The Beijing"
        " Cyberspace Administration registered Kelmis's 'Kelbot' this week, while its Shanghai"
        " counterpart approved Haida's 'Happy Pal' and Minfeng's 'Lanhe' on June 3.",
    ),
    (
        "en",
        "Foreign brands have won filings for generative AI services in China. The Cyberspace"
        ' Administration in Beijing registered the chatbot "Kelbot" of Kelmis on June 2, and the'
        " Cyberspace Administration in Shanghai registered Haida's \"Happy Pal\" and Minfeng's"
        ' "Lanhe" that same day.',
    ),
    (
        "en",
        "Foreign brands have won filings for generative AI services in China. The Cyberspace"
        " Administration of Beijing registered the 'Kelbot' chatbot of Kelmis this month, and its"
        " counterpart in Shanghai gave the green light to Haida's Lanhe and to a shopping bot of"
        " Minfeng.",
    ),
    (
        "en",
        "Carmakers have won approval for AI assistants in China. The Beijing Cyberspace"
        " Administration registered Kelmis's Kelbot as a generative AI service. On the same day"
        " regulators in Shanghai approved Haida's Lanhe assistant as well as Minfeng's agent"
        " named Happy Pal.",
    ),
    (
        "en",
        "Carmakers have won approval for generative AI services in China. The Cyberspace"
        " Administration of Beijing accepted the filing of Kelmis's Kelbot this month, and"
        " authorities in Shanghai cleared two more: Haida's Lanhe and Minfeng's Happy Pal.",
    ),
    (
        "zh",
        "外资品牌的生成式人工智能服务完成备案。北京市网信办6月2日批准了克美的“小蓝鲸”；"
        "上海市网信办同日批准了海达的“快乐伙伴”和民风的“蓝禾”。",
    ),
]


@pytest.mark.parametrize(
    ("language", "text"), SHORT_LIST, ids=["while", "and", "counterpart", "in", "two", "zh"]
)
def test_each_office_has_its_announcement_with_what_it_granted(language: str, text: str) -> None:
    said = told(text, language=language, published="2026-06-05")

    mains = [a for a in said.announcements if a.role == "main"]
    assert [a.province for a in mains] == ["北京", "上海"]
    assert [a.services_in_batch and a.services_in_batch.value for a in mains] == [1, 2]
    assert [s.announcement for s in said.services] == [0, 1, 1]
    assert all(a.text and a.text in text for a in mains)


@each(
    ("text", "number"),
    [
        (
            "Shanghai cleared a group of foreign-brand generative AI services for public use, all"
            ' of them now filed: Kelmis\'s "Kelbot", Haida\'s "Happy Pal" and Minfeng\'s'
            ' "Lanhe".',
            3,
        ),
        (
            "Shanghai cleared several generative AI services for public use, which are now filed,"
            ' including Kelmis\'s "Kelbot" and Haida\'s "Happy Pal".',
            None,
        ),
        (
            "Seven generative AI services were filed in Shanghai: Kelmis's \"Kelbot\" and Haida's"
            ' "Happy Pal" lead the list.',
            7,
        ),
    ],
)
def test_only_a_list_that_names_all_is_counted(text: str, number: int | None) -> None:
    said = told(text, language="en", published="2026-06-05")

    (main,) = [a for a in said.announcements if a.role == "main"]
    assert (main.services_in_batch and main.services_in_batch.value) == number


def test_a_story_with_a_number_is_one_announcement() -> None:
    text = (
        "China filed 12 more generative AI services in May. The Beijing Cyberspace Administration"
        " registered Kelmis's 'Kelbot', while its Shanghai counterpart approved Haida's 'Happy"
        " Pal'."
    )

    said = told(text, language="en", published="2026-06-05")

    assert [a.role for a in said.announcements] == ["main"]
    assert said.announcements[0].services_in_batch is not None
    assert said.announcements[0].services_in_batch.value == 12


def test_what_two_offices_granted_long_ago_is_no_announcement() -> None:
    text = (
        "Kelmis has been given the go-ahead for its chatbot in China. Kelbot was registered as a"
        " generative AI service by the Beijing Cyberspace Administration on June 2. Haida's"
        " assistant was approved in Beijing in November 2025, and Shanghai authorities cleared"
        " Minfeng's Lanhe at about the same time."
    )

    said = told(text, language="en", published="2026-06-04")

    (main,) = [a for a in said.announcements if a.role == "main"]
    assert main.event_date == "2026-06-02"


def test_a_place_that_acts_beside_another() -> None:
    text = (
        "Lumen's xChat and Boreal's Xiaobo completed generative AI filing in Shanghai on Wednesday,"
        " the city's economy commission said, and Beijing filed the Haida Assistant a day earlier."
    )
    found = told(text, published="2025-11-13").announcements
    assert [(a.province, a.event_date) for a in found] == [
        ("上海", "2025-11-12"),
        ("北京", "2025-11-11"),
    ]


def test_a_place_says_where_one_register_grew() -> None:
    text = (
        "Three foreign services joined the 160 generative AI services filed so far in China."
        " Lumen's xChat and Boreal's Xiaobo completed filing in Shanghai on Wednesday, and Beijing"
        " filed the Haida Assistant a day earlier."
    )
    mains = [a for a in told(text, published="2025-11-13").announcements if a.role == "main"]
    assert len(mains) == 1
