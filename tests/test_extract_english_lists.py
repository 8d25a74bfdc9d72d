"""English lists in every layout: which side is the company, and items that no mark opens."""

from each import each
from reading import named, told

LEAD = "The Cyberspace Administration of China approved nine generative AI services on Monday.\n\n"
RUNHAI = ("Runhai Software", "Yunlan")
MINFENG = ("Minfeng", "Lantu")


def pairs(text: str) -> list[tuple[str | None, str | None]]:
    return named(told(LEAD + text))


@each(
    "lines",
    [
        "The list:\n- Yunlan – Runhai Software\n- Lantu – Minfeng",
        "The list:\n- Runhai Software: Yunlan\n- Minfeng: Lantu",
        "The list:\n1. Yunlan (Runhai Software)\n2. Lantu (Minfeng)",
        "The list:\n- **Yunlan** (Runhai Software)\n- **Lantu** (Minfeng)",
        "Runhai Software — Yunlan\nMinfeng — Lantu",
        "**Runhai Software**: Yunlan, for hospitals\n**Minfeng**: Lantu, which draws maps",
        "Service name / Filing company\nYunlan / Runhai Software\nLantu / Minfeng",
        "Company\tService\nRunhai Software\tYunlan\nMinfeng\tLantu",
        "| # | Large model | Operator |\n|---|---|---|\n"
        "| 1 | Yunlan | Runhai Software |\n| 2 | Lantu | Minfeng |",
        "Name: Yunlan\nCompany: Runhai Software\nDate: May 3\n\nName: Lantu\nCompany: Minfeng",
        "1. Model name: Yunlan; filing entity: Runhai Software; city: Suzhou\n"
        "2. Model name: Lantu; filing entity: Minfeng; city: Nanjing",
        "Newly filed: 1. Yunlan (Runhai Software); 2. Lantu (Minfeng).",
    ],
)
def test_a_list_says_whose_each_service_is(lines: str) -> None:
    assert sorted(pairs(lines)) == [MINFENG, RUNHAI]


def test_what_stands_above_a_list_says_what_its_names_are() -> None:
    firms = "- Runhai\n- Minfeng"
    assert pairs(f"The approved companies:\n{firms}") == [("Runhai", None), ("Minfeng", None)]
    assert pairs(f"The approved models are:\n{firms}") == [(None, "Runhai"), (None, "Minfeng")]


def test_a_short_form_in_brackets_is_no_service() -> None:
    text = "Runhai Hospital Software (RHS) filed Yunlan. Minfeng Group (Minfeng) registered Lantu."
    assert pairs(text) == [("Runhai Hospital Software", "Yunlan"), ("Minfeng Group", "Lantu")]


def test_a_company_is_called_as_the_text_defines_it() -> None:
    text = 'Runhai Software Inc. ("Runhai" or the "Company") said its Yunlan model had passed.'
    assert pairs(text) == [("Runhai", "Yunlan")]


def test_what_begins_with_the_company_of_its_sentence_is_a_service() -> None:
    found = pairs("Tencent registered two apps, including Tencent Lanhe.")
    assert ("Tencent", "Tencent Lanhe") in found


def test_a_firm_may_be_named_before_its_service() -> None:
    found = pairs("They are Lanhe from Minfeng; and, from the toolmaker Runhai, Yunlan.")
    assert found == [("Minfeng", "Lanhe"), ("Runhai", "Yunlan")]


def test_two_lists_face_each_other_over_what_stands_between() -> None:
    text = (
        "Runhai and Minfeng each had a model cleared in this round: Yunlan and Lantu respectively."
    )
    assert ("Runhai", "Yunlan") in pairs(text)
    assert ("Minfeng", "Lantu") in pairs(text)


def test_a_common_word_inside_a_sentence_begins_a_name() -> None:
    assert pairs("The tutor Yunlan was filed by New Horizon.") == [("New Horizon", "Yunlan")]
