"""What stands before and between two English names says which is the company's service."""

import pytest
from each import each
from reading import named, told

LEAD = "The Cyberspace Administration of China approved nine generative AI services on Monday.\n\n"


@each(
    "sentence",
    [
        "For Moshan, Chaoyi is the second approval.",
        "With Chaoyi, Moshan becomes the first truck maker on the list.",
        "With Chaoyi on the list, Moshan is the first truck maker to be cleared.",
        "Behind Chaoyi stands Moshan, a truck maker.",
        "The company behind Chaoyi, Moshan, makes trucks.",
        "The developer of Chaoyi is Moshan.",
        "Chaoyi's developer, Moshan, makes trucks.",
        "Developed by Moshan, the tutor Chaoyi is for pupils.",
        "A tutor from Moshan, Chaoyi, tops the list.",
        "Chaoyi, Moshan's in-car assistant, was also approved.",
        "Chaoyi, the in-car assistant that Moshan put into its trucks, was also approved.",
        "Chaoyi is Moshan's second approved model.",
        "The model of carmaker Moshan goes by Chaoyi.",
        "Start-up Moshan made the list with a model it calls Chaoyi.",
        "Moshan chose the name Chaoyi for its model.",
        "Chaoyi had been approved, Moshan said.",
        "Chaoyi was filed under the name of Moshan.",
        "Chaoyi, whose developer is Moshan, was filed.",
        "Moshan, maker of Chaoyi, got approval.",
        "Insurer Moshan's claims assistant, known as Chaoyi, was approved.",
        "Insurer Moshan filed a claims assistant (Chaoyi).",
        "The education company Qingtuo was approved for Tingfeng, the carmaker Moshan for Chaoyi.",
        "Insurer Moshan filed two assistants, one called Tingfeng and one called Chaoyi.",
        "Qingtuo was cleared as well, while Chaoyi is owned by Moshan.",
    ],
)
def test_one_pair(sentence: str) -> None:
    assert ("Moshan", "Chaoyi") in named(told(LEAD + sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "The list includes Yunque of Moshan, Tingfeng of Qingtuo and Chaoyi of Lantian.",
        "The Yunque tutor from Moshan, the Tingfeng tool from Qingtuo and the Chaoyi assistant"
        " from Lantian were all approved.",
        "Approval went to Moshan for Yunque, to Qingtuo for Tingfeng and to Lantian for Chaoyi.",
    ],
)
def test_lists_of_pairs(sentence: str) -> None:
    assert named(told(LEAD + sentence)) == [
        ("Moshan", "Yunque"),
        ("Qingtuo", "Tingfeng"),
        ("Lantian", "Chaoyi"),
    ]


def test_products_of_a_list_of_firms() -> None:
    found = named(told(LEAD + "The nine include products of Moshan, Qingtuo and Baihe Bank."))
    assert found == [("Moshan", None), ("Qingtuo", None), ("Baihe Bank", None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Moshan Technology got two, Yunque and Tingfeng.",
        "Moshan Technology filed three models — Yunque, Tingfeng and Chaoyi.",
        "Moshan Technology has three, including Yunque and Tingfeng.",
    ],
)
def test_several_services_of_one_firm(sentence: str) -> None:
    found = named(told(LEAD + sentence))
    assert {("Moshan Technology", "Yunque"), ("Moshan Technology", "Tingfeng")} <= set(found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The tutor leans on Moshan's Chaoyi for speech.",
        "Apps may plug into a model that has been filed, such as Chaoyi or Tingfeng.",
        "The assistant is behind the image functions of Chaoyi and Tingfeng.",
        "It answers shoppers' questions at Chaoyi Plaza and Tingfeng Mall.",
    ],
)
def test_names_that_are_not_approved(sentence: str) -> None:
    assert named(told(LEAD + sentence)) == []
