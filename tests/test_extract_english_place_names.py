"""English services that are called as a city is."""

from each import each
from reading import named, told

LEAD = "Shanghai has approved nine more models. "


@each(
    "text, pairs",
    [
        ("The remaining two are Haida (Lanhe) and Luma (Zhuhai).",
         [("Haida", "Lanhe"), ("Luma", "Zhuhai")]),
        ("Also approved were Haida, with Lanhe, and Luma, whose model is called Zhuhai.",
         [("Haida", "Lanhe"), ("Luma", "Zhuhai")]),
        ("Two smaller firms are on the list: Haida, creator of a model named Lanhe, and Luma, with"
         " the dialogue model Guilin.", [("Haida", "Lanhe"), ("Luma", "Guilin")]),
        ("Luma was cleared for a chatbot named Guilin.", [("Luma", "Guilin")]),
        ("They are Haida for Lanhe, Minfeng for Yunhe and Luma for Zhuhai.",
         [("Haida", "Lanhe"), ("Minfeng", "Yunhe"), ("Luma", "Zhuhai")]),
    ],
)  # fmt: skip
def test_a_city_where_services_stand_is_one(
    text: str, pairs: list[tuple[str | None, str | None]]
) -> None:
    assert named(told(LEAD + text)) == pairs


@each(
    "text",
    [
        "Luma filed a tourism model in Zhuhai.",
        "Luma (Zhuhai) and Haida (Foshan) filed Lanhe and Yunhe.",
        "Haida Technology (Nanjing) filed Lanhe.",
        "Luma filed the first model of Zhuhai, Lanhe.",
    ],
)
def test_a_city_elsewhere_is_none(text: str) -> None:
    cities = {"Zhuhai", "Foshan", "Nanjing"}
    assert not any(model in cities for _, model in named(told(LEAD + text)))
