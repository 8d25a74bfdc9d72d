"""Quick records are made as frozen ones are, equal and hashed alike."""

from dataclasses import dataclass, field, replace

import pytest

from extract.names.candidates import Candidate
from extract.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Word:
    text: str
    place: int = 0
    letters: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", frozenset(self.text))


def test_values_defaults_and_what_is_made_of_them() -> None:
    word = Word("aab", place=3)
    assert (word.text, word.place, word.letters) == ("aab", 3, frozenset("ab"))
    assert replace(word, text="c") == Word("c", 3)
    assert len({word, Word("aab", 3), Word("aab")}) == 2
    assert not hasattr(word, "__dict__")


def test_no_value_may_lack_and_no_other_be_given() -> None:
    for given in ({}, {"text": "a", "size": 1}, {"text": "a", "letters": frozenset()}):
        with pytest.raises(TypeError):
            Word(**given)


def test_a_record_of_this_room_is_quick() -> None:
    made = Candidate("model", 1, 2, "r", 5)
    assert made == Candidate("model", 1, 2, "r", 5, weak=False)
    assert hash(made) == hash(made.spanning(1, 2))
    assert made != made.spanning(1, 3)
