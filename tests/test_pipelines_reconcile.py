"""Stated against listed numbers give one of five states."""

from each import each

from extract.extraction import Qualifier, Quantity
from pipelines.reconcile import Status, agrees, status


@each(
    ("services", "companies", "listed", "expected"),
    [
        (Quantity(14), Quantity(13), (None, None), "stated_only"),
        (None, None, (None, None), "stated_only"),
        (Quantity(14), Quantity(13), (14, 13), "complete"),
        (Quantity(40, "more_than"), None, (79, 70), "complete"),
        (Quantity(14), Quantity(13), (12, 11), "partial"),
        (Quantity(14), None, (15, 13), "conflict"),
        (Quantity(14), Quantity(14), (14, 15), "conflict"),
        (None, None, (14, 13), "listed_only"),
    ],
)
def test_status(
    services: Quantity | None,
    companies: Quantity | None,
    listed: tuple[int | None, int | None],
    expected: Status,
) -> None:
    assert status(services, companies, *listed) == expected


def test_rows_without_press_are_listed_only() -> None:
    assert status(Quantity(14), None, 14, 13, in_press=False) == "listed_only"


@each(
    ("qualifier", "number", "expected"),
    [
        ("exact", 40, True), ("exact", 41, False), ("more_than", 40, False),
        ("more_than", 79, True), ("at_least", 40, True), ("up_to", 41, False),
        ("nearly", 38, True), ("nearly", 40, False), ("about", 43, True), ("about", 60, False),
    ],
)  # fmt: skip
def test_what_a_qualifier_allows(qualifier: Qualifier, number: int, expected: bool) -> None:
    assert agrees(Quantity(40, qualifier), number) is expected
