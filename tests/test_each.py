"""A table of cases in one test names every case that fails, with file, line and text."""

import inspect

import pytest
from each import each


@each(("number", "text"), [(1, "one"), (2, "zwei"), (3, "trois")])
def spelled(number: int, text: str, words: tuple[str, ...]) -> None:
    assert words[number] == text


def test_every_case_that_fails_is_told() -> None:
    with pytest.raises(pytest.fail.Exception) as caught:
        spelled(words=("", "one", "two"))
    told = str(caught.value)
    assert told.startswith("2 of 3 cases fail\n[1] (2, 'zwei')")
    assert "[2] (3, 'trois')" in told
    assert "IndexError" in told
    assert "[0]" not in told
    assert told.count(f'File "{__file__}", line 11, in spelled') == 2
    assert "assert 'two' == 'zwei'" in told


def test_what_holds_fails_nothing_and_only_fixtures_are_asked_for() -> None:
    spelled(words=("", "one", "zwei", "trois"))
    assert list(inspect.signature(spelled).parameters) == ["words"]


def test_a_case_that_does_not_raise_as_it_should_is_told() -> None:
    @each("number", [1])
    def raising(number: int) -> None:
        with pytest.raises(ValueError, match="never"):
            float(number)

    with pytest.raises(pytest.fail.Exception, match="1 of 1"):
        raising()


def test_an_empty_table_is_no_test() -> None:
    with pytest.raises(AssertionError):
        each("number", [])
