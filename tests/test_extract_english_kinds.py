"""English names that no list knows: their kind comes from what stands around them."""

import pytest
from each import each
from reading import named, told

LEAD = "The Cyberspace Administration of China approved nine generative AI services on Monday. "


def pairs(text: str) -> list[tuple[str | None, str | None]]:
    return named(told(LEAD + text))


@each(
    ("sentence", "pair"),
    [
        ("Qiming Foundry has a casting adviser named ZhuShi.", ("Qiming Foundry", "ZhuShi")),
        ("Zhushi was put forward by Qiming Hangdu.", ("Qiming Hangdu", "Zhushi")),
        ("The bridge builder Lanhe Qiao calls its model Qiaoling.", ("Lanhe Qiao", "Qiaoling")),
        ("Qiaoling, an inspection model, belongs to Lanhe Qiao.", ("Lanhe Qiao", "Qiaoling")),
        ("Qiaoling, with which Lanhe Qiao checks cables, got in.", ("Lanhe Qiao", "Qiaoling")),
        (
            "Heyuan Radio and TV Station registered HeSheng for podcasts.",
            ("Heyuan Radio and TV Station", "HeSheng"),
        ),
    ],
)
def test_unknown_names_of_a_sentence_without_approval(sentence: str, pair: tuple[str, str]) -> None:
    assert pair in pairs(sentence)


def test_a_list_shares_its_kind() -> None:
    found = pairs("Among the firms are Lanhe Qiao, Moting and Suyuan Wen.")
    assert found == [("Lanhe Qiao", None), ("Moting", None), ("Suyuan Wen", None)]


def test_brackets_hold_the_company_where_it_looks_like_one() -> None:
    assert pairs("Among them are Tinghai (Moting Acoustics) and Suyuan (Wenhe Software).") == [
        ("Moting Acoustics", "Tinghai"),
        ("Wenhe Software", "Suyuan"),
    ]


def test_as_many_models_as_companies_are_dealt_out_in_order() -> None:
    found = pairs("Moting Acoustics and Wenhe Software filed Tinghai-2 and Suyuan-1.")
    assert found == [("Moting Acoustics", "Tinghai-2"), ("Wenhe Software", "Suyuan-1")]


def test_a_name_in_brackets_behind_itself_is_the_model() -> None:
    assert pairs("Among them are Wenhe Software (Suyuan) and Tinghai (Tinghai).") == [
        ("Wenhe Software", "Suyuan"),
        ("Tinghai", "Tinghai"),
    ]


def test_a_stock_code_is_no_model() -> None:
    found = pairs("Moting Acoustics (HKG: 0475) said on Friday that its Tinghai had passed.")
    assert found == [("Moting Acoustics", "Tinghai")]


def test_what_a_company_is_said_to_be_is_not_its_service() -> None:
    found = pairs("Moting, a social media platform, obtained approval for its Tinghai model.")
    assert found == [("Moting", "Tinghai")]


def test_numbers_of_a_list_end_no_sentence() -> None:
    found = pairs("They are:\n\n1. Moting - Tinghai\n2. Wenhe: Suyuan\n")
    assert found == [("Moting", "Tinghai"), ("Wenhe", "Suyuan")]


def test_an_adjective_made_of_a_name_is_none() -> None:
    found = pairs("Moting Acoustics said its Zhatter-like chatbot Tinghai was approved.")
    assert found == [("Moting Acoustics", "Tinghai")]


def test_the_affiliate_is_approved_and_not_its_parent() -> None:
    found = pairs("Map maker Suyuan Wen's affiliate Tonglu Fengda won a permit for a travel guide.")
    assert [company for company, _ in found] == ["Tonglu Fengda"]


def test_an_aside_ends_where_its_list_goes_on() -> None:
    found = pairs("Moting Acoustics, a startup backed by Haorun, and Wenhe Software were approved.")
    assert [company for company, _ in found] == ["Moting Acoustics", "Wenhe Software"]


def test_a_regulation_holds_no_names() -> None:
    found = pairs(
        "Moting Acoustics filed Tinghai under the Measures for the Labelling of "
        "Machine-Generated and Synthetic Content."
    )
    assert found == [("Moting Acoustics", "Tinghai")]


@pytest.mark.parametrize(
    ("sentence", "absent"),
    [
        ("Moting Acoustics, backed by Haorun Partners, filed Tinghai.", "Haorun Partners"),
        ("Tinghai of Moting Acoustics was fine-tuned on Beidou's LingLM.", "Beidou"),
        ("Moting Acoustics filed Tinghai; its rival Suyuan Wen did not apply.", "Suyuan Wen"),
        ("Moting Acoustics filed Tinghai, said an analyst at Kelvar Research.", "Kelvar Research"),
    ],
)
def test_investors_rivals_and_base_models_are_aside(sentence: str, absent: str) -> None:
    found = pairs(sentence)
    assert ("Moting Acoustics", "Tinghai") in found
    assert absent not in [company for company, _ in found]


def test_a_paragraph_that_turns_to_the_refused_keeps_its_links() -> None:
    found = pairs("Moting filed Tinghai.\n\nTwo were sent back. Wenhe Software's Suyuan is one.")
    assert "Wenhe Software" not in [company for company, _ in found]


def test_a_mere_mention_far_from_the_approval_is_no_approval() -> None:
    text = "Moting filed Tinghai.\n\nChatbots are in fashion. Wenhe Software's Suyuan sells well."
    assert pairs(text) == [("Moting", "Tinghai")]


def test_what_only_is_believed_approved_is_not() -> None:
    found = pairs("Moting filed Tinghai. Wenhe Software is believed to have won approval too.")
    assert found == [("Moting", "Tinghai")]
