"""English sentences that go on with a list, a batch or approvals by naming them again."""

from reading import told

from extract.extraction import Quantity

LIST = (
    "A third list of registered deep synthesis algorithms has been released by China's internet"
    " regulator. The document, which the Cyberspace Administration of China posted on Friday,"
    " contains 114 algorithms; the companies behind them include Haida, Luma and Yunqi."
)
PERMITS = (
    "According to reports, nine large language models were given permits in the latest batch by"
    " Chinese regulators. Haida, Luma Technology and Yunqi are some of the companies that obtained"
    " them."
)
LAWSUIT = (
    "Chinese regulators approved nine large language models. The companies behind the lawsuit"
    " against Haida Technology include Luma Technology."
)


def companies(text: str) -> list[str | None]:
    return [s.company for s in told(text, published="2024-01-08").services]


def test_a_list_is_counted_where_the_next_sentence_says_what_it_contains() -> None:
    (main,) = told(LIST, published="2024-01-08").announcements
    assert (main.scheme, main.services_in_batch) == ("deep_synthesis", Quantity(114))


def test_who_is_behind_them_or_obtained_them_is_approved() -> None:
    assert companies(LIST) == ["Haida", "Luma", "Yunqi"]
    assert companies(PERMITS) == ["Haida", "Luma Technology", "Yunqi"]


def test_who_is_behind_something_else_is_not() -> None:
    assert companies(LAWSUIT) == []
