"""English firms and services of whom nobody has heard: numbers, common words, offices, titles."""

from each import each
from reading import named, told


@each(
    ("text", "found"),
    [
        (
            "The Fujian regulator registered three AI apps on Monday. They are Tern from the Port"
            " of Xiuyu Freight, Loach from Puyang Bank, and a tutor of Xiamen No. 6 Middle School.",
            [
                ("Port of Xiuyu Freight", "Tern"),
                ("Puyang Bank", "Loach"),
                ("Xiamen No. 6 Middle School", None),
            ],
        ),
        (
            "Gansu filed one AI model on Monday: Uncle Li's Noodles by Cookwell.",
            [("Cookwell", "Uncle Li's Noodles")],
        ),
        (
            "Six generative AI services were filed in Hebei, among them Anvil of steel firm 3"
            " Forges and Wheat King by 12 Fields. 88 Lanterns, a lamp maker, got Lampo through.",
            [("3 Forges", "Anvil"), ("12 Fields", "Wheat King"), ("88 Lanterns", "Lampo")],
        ),
        (
            "Startups such as Quiet Fox, maker of the Foxy planner, and Eleven Wells were on the"
            " list of 12 generative AI services that Anhui approved in May.",
            [("Quiet Fox", "Foxy"), ("Eleven Wells", None)],
        ),
        (
            "Brook, a ticket agent that sells train seats, was the first AI agent registered in"
            " Qinghai. Plateau Rail Travel, its operator, got the number on May 3.",
            [("Plateau Rail Travel", "Brook")],
        ),
        (
            "A Guilin developer, Karst Language Technology, became the first firm from Guangxi to"
            " win approval for a large model. Karstie, as it is called, speaks Zhuang.",
            [("Karst Language Technology", None), ("Karst Language Technology", "Karstie")],
        ),
        (
            "Heading Hunan's list of four filed AI models is Changsha Lumeng Information Technology"
            " Co., Ltd. (Lumeng), with the Lumeng large model.",
            [("Lumeng", "Lumeng")],
        ),
        (
            "Three Hefei companies — Tern, Ibis Road and Plain Talk — are among 12 in Anhui whose"
            " AI models were approved in May.",
            [("Tern", None), ("Ibis Road", None), ("Plain Talk", None)],
        ),
        (
            "With Heron Games, Maple Street and the Second People's Hospital of Wuhu, three more"
            " organisations have filed large models, Anhui said on Monday.",
            [
                ("Heron Games", None),
                ("Maple Street", None),
                ("Second People's Hospital of Wuhu", None),
            ],
        ),
        (
            "Also on Hainan's list of filed AI models are Salt & Smoke's grilling assistant, Sanya"
            " Mangoes' Mang, and one by the island's airline.",
            [("Salt & Smoke", None), ("Sanya Mangoes", "Mang")],
        ),
        (
            "The Jade Lake Tea and Silk Weaving Institute has filed a large model in Zhejiang.",
            [("Jade Lake Tea and Silk Weaving Institute", None)],
        ),
        (
            "The archive centre of the Ministry of Silk has completed the filing of Canjian, a"
            " large model, in Beijing.",
            [("Ministry of Silk", "Canjian")],
        ),
    ],
)
def test_names_of_any_form(text: str, found: list[tuple[str | None, str | None]]) -> None:
    assert named(told(text, published="2026-06-15")) == found


@each(
    ("text", "found"),
    [
        (
            "Lotus Bank and Cedar Insurance had their AI assistants registered on Monday in"
            ' Tianjin. "Pip" handles loans for the former, "Bo" answers the latter\'s clients.',
            {("Lotus Bank", "Pip"), ("Cedar Insurance", "Bo")},
        ),
        (
            "Lotus Bank and Cedar Insurance registered AI apps on Monday in Tianjin. Their"
            " assistants are called Pip and Bo.",
            {("Lotus Bank", "Pip"), ("Cedar Insurance", "Bo")},
        ),
        (
            "Lotus Bank and Cedar Insurance filed large models in Tianjin. They were approved in"
            " May as Pip 1.0 and Bo 2.0.",
            {("Lotus Bank", "Pip 1.0"), ("Cedar Insurance", "Bo 2.0")},
        ),
        (
            "Plum Alley and Wild Goose Media had large models filed in Hubei. They were approved"
            " as Alley Clerk and Goosey.",
            {("Plum Alley", "Alley Clerk"), ("Wild Goose Media", "Goosey")},
        ),
    ],
)
def test_services_told_behind_their_firms(text: str, found: set[tuple[str, str]]) -> None:
    assert found <= set(named(told(text, published="2026-06-15")))


@each(
    ("text", "company"),
    [
        (
            "Larch will run Larchy, a large model filed in Hebei. It uses a model, here Qwen.",
            "Qwen",
        ),
        ("Approvals for two AI models, from Tern and Ibis Bank, are expected in Hebei.", "Tern"),
        ("On May 8 Haida filed a large model in Hebei.", "8 Haida"),
        ("Luma filed an AI model in Hebei, and is preparing to file Lum, a large model.", "Lum"),
    ],
)
def test_no_names(text: str, company: str) -> None:
    lead = "Hebei filed three generative AI services on Monday, the province said. "
    assert company not in {n for pair in named(told(lead + text)) for n in pair}
