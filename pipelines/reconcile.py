"""What a batch's sources state against what was found in the register: one of five states."""

from typing import Literal

from extract.extraction import Quantity

Status = Literal["complete", "partial", "conflict", "stated_only", "listed_only"]


def status(
    services: Quantity | None,
    companies: Quantity | None,
    services_listed: int | None,
    companies_listed: int | None,
    *,
    in_press: bool = True,
) -> Status:
    """``complete`` where stated equals listed, ``partial`` where rows are missing.

    Without rows a batch is ``stated_only``; without press, or where the press gives no number,
    rows alone make it ``listed_only``. A listed number that the stated one excludes is a
    ``conflict``.
    """
    if services_listed is None:
        return "stated_only"
    if not in_press or (services is None and companies is None):
        return "listed_only"
    verdicts = {compare(services, services_listed), compare(companies, companies_listed)}
    if "conflict" in verdicts:
        return "conflict"
    return "partial" if "partial" in verdicts else "complete"


def compare(stated: Quantity | None, listed: int | None) -> Status:
    """One stated number against one listed number; nothing stated contradicts nothing."""
    if stated is None or listed is None or agrees(stated, listed):
        return "complete"
    return "partial" if listed < stated.value else "conflict"


def agrees(stated: Quantity, number: int) -> bool:
    """Whether a number satisfies a stated one: 79 satisfies "more than 40"."""
    match stated.qualifier:
        case "exact":
            return number == stated.value
        case "more_than":
            return number > stated.value
        case "at_least":
            return number >= stated.value
        case "up_to":
            return number <= stated.value
        case "nearly":
            return 0.8 * stated.value <= number < stated.value
        case "about":
            return abs(number - stated.value) <= 0.15 * stated.value
