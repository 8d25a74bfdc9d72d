"""What a person writes for a fact of a batch in, the value as a batch has it out."""

from datetime import date
from typing import get_args

from extract.extraction import Level, Qualifier, Quantity, Scheme
from pipelines.slugs import PROVINCES

Value = str | int | Quantity | None
LONGEST = 300
"""Characters of a title."""


def read_value(field: str, text: str) -> Value:
    """A correction's value as a batch has it, None where it is empty: ``more than 40`` of services.

    ValueError says how to write it.
    """
    if field == "scheme":
        return _known(field, text, get_args(Scheme))
    if field == "title":
        if not 0 < len(text) <= LONGEST:
            raise ValueError(f"value is {text[:20]!r}: a title has 1 to {LONGEST} characters")
        return text
    if not text:
        return None
    match field:
        case "event_date":
            return _day_or_month(text)
        case "level":
            return _known(field, text, get_args(Level))
        case "province":
            return read_province(text)
        case "ordinal":
            return _number(field, text)
        case "services" | "companies" | "cumulative":
            return _quantity(field, text)
    return text[:LONGEST]


def _known(field: str, text: str, known: tuple[str, ...]) -> str:
    if text not in known:
        raise ValueError(f"value is {text!r}: for {field} write {one_of(known)}")
    return text


def read_province(text: str) -> str:
    """A province as batches have it, from 北京 or Beijing; ValueError says how to write it."""
    wanted = "-".join(text.lower().split())
    for han, latin in PROVINCES.items():
        if text == han or wanted == latin:
            return han
    raise ValueError(f"value is {text!r}: write a province as 北京 or Beijing")


def _day_or_month(text: str) -> str:
    try:
        whole = text if len(text) != 7 else f"{text}-01"
        if date.fromisoformat(whole).isoformat() == whole:
            return text
    except ValueError:
        pass
    raise ValueError(f"value is {text!r}: write a day as 2024-01-29 or a month as 2024-01")


def _number(field: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 8 and int(text)):
        raise ValueError(f"value is {text!r}: for {field} write a number")
    return int(text)


def _quantity(field: str, text: str) -> Quantity:
    before, _, last = text.rpartition(" ")
    qualifier = "_".join(before.split()) or "exact"
    known: tuple[Qualifier, ...] = get_args(Qualifier)
    for name in known:
        if name == qualifier:
            return Quantity(_number(field, last), name)
    said = ", ".join(name.replace("_", " ") for name in known if name != "exact")
    raise ValueError(f"value is {text!r}: write a number, before it nothing or {said}")


def one_of(names: tuple[str, ...]) -> str:
    """Names as a choice: ``a, b or c``."""
    return f"{', '.join(names[:-1])} or {names[-1]}"
