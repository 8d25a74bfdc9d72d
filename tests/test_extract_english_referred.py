"""English sentences on those told of before, and names that only tell where something is."""

import pytest
from reading import named, told

HEAD = "Eight generative AI services completed filing in Hubei on Tuesday, the regulator said. "


@pytest.mark.parametrize(
    ("said", "services"),
    [
        (
            "Two firms, Haida Tools and Minfeng, made the list: the former with the coding tool"
            " Lanhe and the latter with a model for bankers.",
            [("Haida Tools", "Lanhe"), ("Minfeng", None)],
        ),
        (
            "Haida Tools and Minfeng are on it. The former has Lanhe, while the latter filed Yun.",
            [("Haida Tools", "Lanhe"), ("Minfeng", "Yun")],
        ),
        (
            "Haida Tools filed Lanhe, having registered an app of the same name last July.",
            [("Haida Tools", "Lanhe")],
        ),
        (
            "Minfeng Meta (Wuhan) is listed with a model of the same name.",
            [("Minfeng Meta", None), ("Minfeng Meta", "Minfeng Meta")],
        ),
        (
            "An industrial control model from Haida Tools called Lanhe is on the list.",
            [("Haida Tools", "Lanhe")],
        ),
        (
            "Haida Tools, officially Minfeng Yun, a listed data firm, filed Lanhe.",
            [("Haida Tools", "Lanhe")],
        ),
        ("One is from Haida Tools. Minfeng Robotics makes up the rest.",
         [("Haida Tools", None), ("Minfeng Robotics", None)]),
        ("Four were from Wuhan: Haida China's Lanhe, Synthesis Electronic Technology's Yun.",
         [("Haida China", "Lanhe"), ("Synthesis Electronic Technology", "Yun")]),
        ("Minfeng Esports and Haida Children's Science and Education won clearance.",
         [("Minfeng Esports", None), ("Haida Children's Science and Education", None)]),
        ("Haida Tools filed Lanhe. Haida's model is a first.", [("Haida Tools", "Lanhe")]),
        ("Haida Technology's Lan-he drives toys.", [("Haida Technology", "Lan-he")]),
    ],
)  # fmt: skip
def test_those_meant(said: str, services: list[tuple[str, str]]) -> None:
    assert named(told(HEAD + said, published="2026-03-05")) == services


def test_it_is_the_service_told_of_before() -> None:
    text = (
        "Lanhe, a large language model for poets, was launched in Wuhan on Sunday.\n\nIt writes"
        " odes, said its developer, Haida Tools.\n\nIt is also the first of its kind that has"
        " completed China's filing for generative AI services, the regulator said."
    )
    assert named(told(text, published="2026-03-05")) == [("Haida Tools", "Lanhe")]


@pytest.mark.parametrize(
    "said",
    [
        "Hubei, home to Haida and Baidu, now has 30 filed services.",
        "The province where Haida and Baidu have their headquarters now has 30 filed services.",
        "Tencent has models too but has not said when the public may try them.",
        "Luma's rival Xpeng says its Lanhe passed algorithm registration.",
    ],
)
def test_who_is_named_only_in_passing(said: str) -> None:
    assert named(told(HEAD + said, published="2026-03-05")) == []


@pytest.mark.parametrize(
    ("said", "services"),
    [
        (
            "They include Huawei Lanhe, Xiaomi Yunshan and Gree's butler model.",
            [("Huawei", "Lanhe"), ("Xiaomi", "Yunshan"), ("Gree", None)],
        ),
        (
            'Haida\'s Lanhe and "Yunhe," made by Minfeng Tools, are among them.',
            [("Haida", "Lanhe"), ("Minfeng Tools", "Yunhe")],
        ),
        (
            "A service by a subsidiary of Haida Energy in Sichuan, Lanhe, was filed.",
            [("Haida Energy", "Lanhe")],
        ),
        (
            "The Institute of Software under the Chinese Academy of Sciences filed Lanhe.",
            [("Institute of Software under the Chinese Academy of Sciences", "Lanhe")],
        ),
        (
            "Haida Tools won approval for both Lanhe, which runs the voice assistant in its cars,"
            " and YunheGPT, an image generator.",
            [("Haida Tools", "Lanhe"), ("Haida Tools", "YunheGPT")],
        ),
        (
            "They include Haida's Lanhe and Yunhe, the model behind Wuhan-based Minfeng Tools.",
            [("Haida", "Lanhe"), ("Minfeng Tools", "Yunhe")],
        ),
        (
            "Among them, Haida Technology, an affiliate of travel giant Minfeng, had two models"
            " filed: LanheGPT and YunheGPT.",
            [("Haida Technology", "LanheGPT"), ("Haida Technology", "YunheGPT")],
        ),
        (
            "Haida Technology, Luma Technology and Minfeng Tools submitted the Lanhe assistant, a"
            " research assistant and YunheGPT, respectively.",
            [
                ("Haida Technology", "Lanhe"),
                ("Luma Technology", None),
                ("Minfeng Tools", "YunheGPT"),
            ],
        ),
        (
            "Yunhe, an agent developed by Haida Tools, offers no service on the mainland, though"
            " the same company's Lanhe assistant was registered.",
            [("Haida Tools", "Lanhe")],
        ),
        (
            "Two went to Haida Tools, namely Lanhe Yun and Lanhe Zhi.",
            [("Haida Tools", "Lanhe Yun"), ("Haida Tools", "Lanhe Zhi")],
        ),
        (
            "Its neighbour Haida Motors was let through with Lanhe, and Minfeng Bus with Yunhe.",
            [("Haida Motors", "Lanhe"), ("Minfeng Bus", "Yunhe")],
        ),
        (
            "Three are for doctors (Lanhe, Yunhe and Minhe, from Tongda Hospital, Luma Hospital"
            " and Haida Health respectively).",
            [("Tongda Hospital", "Lanhe"), ("Luma Hospital", "Yunhe"), ("Haida Health", "Minhe")],
        ),
        (
            "Of the eight, Haida Tools is the only telecom company; its model is called Lanhe.",
            [("Haida Tools", "Lanhe")],
        ),
        (
            "Under the name Lanhe, Haida Electronics had a radio assistant filed.",
            [("Haida Electronics", "Lanhe")],
        ),
        (
            "The office registered Haida's 'Lanhe' as a generative AI service.",
            [("Haida", "Lanhe")],
        ),
        (
            "Haida Tools, a supplier to BYD and Geely, was cleared for Lanhe.",
            [("Haida Tools", "Lanhe")],
        ),
        (
            "Lanhe is a joint product of Haida Tools and Minfeng Data.",
            [("Haida Tools", "Lanhe"), ("Minfeng Data", "Lanhe")],
        ),
        (
            "Haida Tools leads with two (Lanhe and Lanshan), then comes Luma Tech with one, Yunhe.",
            [("Haida Tools", "Lanhe"), ("Haida Tools", "Lanshan"), ("Luma Tech", "Yunhe")],
        ),
        (
            "Two newspapers have models as well: Haida Daily, through its new unit, with Lanhe, and"
            " Minfeng Media with Yunhe.",
            [("Haida Daily", "Lanhe"), ("Minfeng Media", "Yunhe")],
        ),
        (
            "Several names come from the city's parks: Haida with Yan and Minfeng with RWKV AI.",
            [("Haida", "Yan"), ("Minfeng", "RWKV AI")],
        ),
        (
            "Also approved is LanheGPT, the model Haida Network uses for game characters.",
            [("Haida Network", "LanheGPT")],
        ),
        (
            "Regional broadcasters are represented by Haida Television, whose Lanhe was filed.",
            [("Haida Television", "Lanhe")],
        ),
        (
            "They include Lanhe, from a firm in Zhuhai named Haida Information, and a model by"
            " Minfeng Yun, which belongs to advertising group Luma Brand.",
            [("Haida Information", "Lanhe"), ("Minfeng Yun", None)],
        ),
        (
            "Haida Tools (HDA) was registered for Lanhe, and Minfeng Motors is waiting for it.",
            [("Haida Tools", "Lanhe")],
        ),
        (
            "Lanhe, the auto model of Haida Group, and Yunhe, developed by GPU designer Minfeng.",
            [("Haida Group", "Lanhe"), ("Minfeng", "Yunhe")],
        ),
        ('Haida Tools obtained approval for "haida index".', [("Haida Tools", "haida index")]),
        (
            "Haida Robotics won a contract to supply its Yunhe S2 robots to a mine, days after its"
            " Lanhe model was approved.",
            [("Haida Robotics", "Lanhe")],
        ),
    ],
)
def test_pairs_beside_each_other(said: str, services: list[tuple[str, str]]) -> None:
    assert named(told(HEAD + said, published="2026-03-05")) == services


def test_founders_and_sources_in_brackets() -> None:
    found = told(
        HEAD
        + "The South China Morning Post (via Luma) says Haida was founded by former Yun engineer"
        " Kelmo Chien.",
        published="2026-03-05",
    )
    assert [p.name for p in found.people] == ["Kelmo Chien"]
    assert [s.name for s in found.cited_sources] == ["South China Morning Post", "Luma"]
