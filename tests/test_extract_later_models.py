"""A service named apart from its company's approval."""

from reading import named, told

LEAD = (
    "The Cyberspace Administration of China approved two generative AI services, "
    "of Moting and of Wenhe. "
)


def test_the_only_service_that_a_company_approved_alone_is_linked_with() -> None:
    text = LEAD + "\n\nThe market was calm.\n\nMoting said its Tinghai could answer questions."
    assert ("Moting", "Tinghai") in named(told(text))


def test_no_choice_is_made_between_two() -> None:
    text = f"{LEAD}\n\nThe market was calm.\n\nMoting's Tinghai grew.\n\nMoting's Suyuan shrank."
    assert ("Moting", None) in named(told(text))


def test_none_that_waits() -> None:
    text = LEAD + "\n\nThe market was calm.\n\nMoting's Tinghai is still awaiting approval."
    assert ("Moting", "Tinghai") not in named(told(text))
