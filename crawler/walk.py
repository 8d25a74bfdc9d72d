"""What an outlet declares of articles that are numbered in the order of their publication."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Walk:
    """Addresses that differ by a number and by the month of publication."""

    url: str
    """``{id}`` is the number, ``{month}`` such as ``202401``; a wrong month is a 404."""
    known: tuple[tuple[int, str], ...]
    """Numbers and the days on which they were given, lowest first, two at least: what others are
    estimated by, beside what earlier runs have found."""
