"""Three firms in a row in a paragraph of approvals are of those approved, unless they did else."""

import pytest
from each import each
from reading import named, told

LEAD = "China's cyberspace regulator approved nine generative AI services on Monday. "
FIRMS = [("Haida Tech", None), ("Minfeng Bank", None), ("Kuozhi Robotics", None)]


@each(
    "roll",
    [
        "Haida Tech, Minfeng Bank and Kuozhi Robotics are the better known ones.",
        "A third comes from the port: Haida Tech, insurer Minfeng Bank and Kuozhi Robotics.",
        "The mixture is wide, with Haida Tech, Minfeng Bank and toy maker Kuozhi Robotics.",
    ],
)
def test_a_roll_call_is_of_the_approved(roll: str) -> None:
    assert set(named(told(LEAD + roll))) == set(FIRMS)


@pytest.mark.parametrize(
    "roll",
    [
        "Haida Tech, Minfeng Bank and Kuozhi Robotics will use them in their shops.",
        "They rely on computing power of Haida Tech, Minfeng Bank and Kuozhi Robotics.",
        "The province is home to Haida Tech, Minfeng Bank and Kuozhi Robotics.",
        "Haida Tech and Minfeng Bank are names that shoppers know.",
    ],
)
def test_firms_that_did_something_else_are_not(roll: str) -> None:
    assert not set(named(told(LEAD + roll))) & set(FIRMS)


def test_in_a_paragraph_of_its_own_a_list_says_nothing() -> None:
    assert not set(named(told(f"{LEAD}\n\nCars: Haida Tech, Minfeng Bank, Kuozhi Robotics.")))
