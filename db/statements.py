"""What articles state of one batch in; for each value who says it and whether it disputes out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Row = dict[str, Any]
Value = int | str

COUNTS: Final = ("services", "companies", "cumulative")
FIELDS: Final = (
    *COUNTS, "event_date", "scheme", "province", "level", "authority", "ordinal", "period",
)  # fmt: skip
_PLAIN: Final = ("event_date", "scheme", "province", "authority", "ordinal")
_REACH: Final = {
    "exact": (1.0, 1.0),
    "more_than": (1.0, 1.35),
    "at_least": (1.0, 1.35),
    "nearly": (0.75, 1.0),
    "up_to": (0.75, 1.0),
    "about": (0.85, 1.15),
}
"""From how much to how much of the number the true one may be, as papers use these words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One value that one announcement gives for one field of its batch."""

    field: str
    value: Value
    qualifier: str | None = None
    """Of a count; None for all other fields."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement with who made it."""

    said: Statement
    article: int | str
    outlet: str | None
    voice: str
    at: str | None
    """Publication of the article."""


def stated(row: Mapping[str, Any]) -> Iterator[Statement]:
    """What an announcement states; its counts are in ``services_value``, ``services_qualifier``…

    One service approved is not the size of a batch.
    """
    for part in COUNTS:
        value = row[f"{part}_value"]
        if value is not None and (part != "services" or row["kind"] != "single_service"):
            yield Statement(part, value, row[f"{part}_qualifier"] or "exact")
    for part in _PLAIN:
        if row[part] is not None:
            yield Statement(part, row[part])
    if level := row["level"] or (row["province"] and "province"):
        yield Statement("level", level)
    if period := period_of(row):
        yield Statement("period", period)


def period_of(row: Mapping[str, Any]) -> str | None:
    """The days that a batch covers, ``2024-01-01/2024-01-31``, either side open where unknown."""
    start, end = row["period_start"], row["period_end"]
    return f"{start or ''}/{end or ''}" if start or end else None


def agree(one: Statement, other: Statement) -> bool:
    """Whether two statements of one field can both be true: 2024-01 and 2024-01-17 can."""
    if one.value == other.value:
        return True
    match one.field:
        case "services" | "companies" | "cumulative":
            (low, high), (least, most) = _reach(one), _reach(other)
            return low <= most and least <= high
        case "event_date":
            return _within(str(one.value), str(other.value))
        case "period":
            sides = zip(str(one.value).split("/"), str(other.value).split("/"), strict=True)
            return all(not (mine and theirs) or _within(mine, theirs) for mine, theirs in sides)
        case "level":
            return "national" not in (one.value, other.value)
        case _:
            # One office goes by many names, in two languages.
            return one.field == "authority"


def _reach(said: Statement) -> tuple[float, float]:
    low, high = _REACH[said.qualifier or "exact"]
    return int(said.value) * low, int(said.value) * high


def _within(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def chosen_of(row: Mapping[str, Any]) -> dict[str, Statement]:
    """What a batch's own row holds for each field, as a statement."""
    found = [
        Statement(part, row[f"{part}_stated"], row[f"{part}_qualifier"])
        for part in COUNTS
        if row[f"{part}_stated"] is not None
    ]
    found += [Statement(part, row[part]) for part in (*_PLAIN, "level") if row[part] is not None]
    period = period_of(row)
    return {said.field: said for said in found} | (
        {"period": Statement("period", period)} if period else {}
    )


def tallied(heard: Iterable[Heard], chosen: Mapping[str, Statement]) -> list[Row]:
    """One row a field and value, the chosen first: who says it, since when, what it disputes.

    ``articles`` and ``outlets`` are sorted lists. A chosen value that nobody states in these
    words, such as the month of many days, has those who agree with it behind it.
    """
    by_value: dict[tuple[str, Value], list[Heard]] = defaultdict(list)
    for one in heard:
        by_value[one.said.field, one.said.value].append(one)
    for field, said in chosen.items():
        if (field, said.value) not in by_value:
            stating = (group for (name, _), group in by_value.items() if name == field)
            agreeing = [one for group in stating for one in group if agree(one.said, said)]
            by_value[field, said.value] = agreeing
    rows = [_row(field, v, group, chosen.get(field)) for (field, v), group in by_value.items()]
    return sorted(
        rows,
        key=lambda r: (
            FIELDS.index(r["field"]), -r["chosen"], -r["voices"], r["first_seen"] or "9",
            str(r["value"]),
        ),
    )  # fmt: skip


def _row(field: str, value: Value, group: list[Heard], chosen: Statement | None) -> Row:
    is_chosen = chosen is not None and chosen.value == value
    qualifier = chosen.qualifier if chosen and is_chosen else _usual(group)
    said = Statement(field, value, qualifier)
    return {
        "field": field,
        "value": value,
        "qualifier": qualifier,
        "voices": len({one.voice for one in group}),
        "articles": sorted({one.article for one in group}, key=str),
        "outlets": sorted({one.outlet for one in group if one.outlet}),
        "first_seen": min((one.at for one in group if one.at), default=None),
        "chosen": int(is_chosen),
        "disputes": int(chosen is not None and not agree(said, chosen)),
    }


def _usual(group: list[Heard]) -> str | None:
    times = Counter(one.said.qualifier for one in group)
    return min(times, key=lambda q: (-times[q], q != "exact", q or ""), default=None)
