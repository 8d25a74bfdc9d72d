"""What disagrees about one batch, why its claims are one event, and when what became known."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from cli.output import counted, moment, plain, print_heading, print_table, quantity

Row = dict[str, Any]
_WORDS = {"cumulative": "so far", "event_date": "date", "ordinal": "batch number"}
_TOLD = ("services", "companies", "cumulative", "event_date", "province", "ordinal", "period")
"""What a line of the history says of a fact that nobody disputes."""
_NUMBERS = (
    ("services", "services_in_batch"),
    ("companies", "companies_in_batch"),
    ("cumulative", "cumulative_services"),
)


def print_disputes(batch: Row) -> None:
    """A line a field on which sources differ, with what is shown first."""
    label = "disputed"
    for field, rows in batch["values"].items():
        others = [row for row in rows if row["disputes"]]
        if not others:
            continue
        shown = [_said(field, row) + _behind(row) for row in rows if row["chosen"]]
        against = "; ".join(f"{_value(row)}{_behind(row, named=True)}" for row in others)
        print(f"  {label:<11}{plain(f'{shown[0]} against {against}')}")
        label = ""


def _behind(row: Row, *, named: bool = False) -> str:
    voices = counted(row["voices"], "voice", "voices")
    outlets = f": {', '.join(row['outlets'])}" if named and row["outlets"] else ""
    return f" ({voices}{outlets})"


def print_why(batch: Row) -> None:
    """Each claim with the evidence that joined it to another, and what it says otherwise."""
    print_heading("\nWhy these claims are one event")
    joined = {row["claim"]: row for row in batch["reasons"] if "decision" not in row}
    for number, claim in enumerate(batch["claims"]):
        print(f"  {_name(claim)}: {plain(_numbers(claim))}")
        reason = joined.get(number)
        if reason is None:
            print(
                "    stands by itself"
                if len(batch["claims"]) == 1
                else "    the first report; others join it"
            )
        else:
            other = _name(batch["claims"][reason["with_claim"]])
            print(f"    joins {other}, score {reason['score']}: {', '.join(reason['evidence'])}")
        for said in claim["disagrees"]:
            shown = next(row for row in batch["values"][said["field"]] if row["chosen"])
            print(f"    says {plain(_said(said['field'], said))}, not {plain(_value(shown))}")


def print_why_listed(batch: Row) -> None:
    """Why the batch is about its entries, and why each named service is its entry."""
    if not batch["lists"]:
        return
    print_heading("\nWhy these entries of the register")
    for row in batch["lists"]:
        said = ", ".join(row["reasons"])
        print(f"  {plain(row['list'])} ({counted(row['rows'], 'entry', 'entries')}): {plain(said)}")
    for row in batch["services"]:
        if row["matched"]:
            name = " ".join(part for part in (row["company"], row["service"]) if part)
            told = "conflict: " if row["status"] == "conflict" else ""
            print(f"  {plain(name)}: {told}{plain(', '.join(row['matched']))}")


def _name(claim: Row) -> str:
    told = "" if claim["role"] == "main" else ", in passing"
    return plain(f"{claim['outlet'] or claim['article']} {moment(claim['published_at'])}{told}")


def _numbers(claim: Row) -> str:
    said = [_said(field, claim[column]) for field, column in _NUMBERS if claim[column]]
    if claim["event_date"]:
        said.append(_said("event_date", {"value": claim["event_date"]}))
    return ", ".join(said) or "no number"


def print_history(batch: Row) -> None:
    """A line an article or edit, in the order in which they appeared."""
    print_heading("\nHistory")
    entries = [row for row in batch["history"] if row["what"] != "renamed"]
    rows: list[list[object]] = []
    reported = False
    for key, group in groupby(entries, key=lambda row: (row["at"], row["article"], row["outlet"])):
        told = "; ".join(_changes(list(group), first=not reported))
        reported = reported or key[1] is not None
        rows.append([moment(key[0]), key[2] or key[1] or "register", told])
    print_table(["known (UTC)", "outlet", "what"], rows, empty="  none", folds="what")
    slugs = [row["before"] for row in batch["history"] if row["what"] == "renamed"]
    if slugs:
        print(f"earlier printed as {plain(', '.join(slugs))}")


def _changes(entries: list[Row], *, first: bool) -> Iterator[str]:
    """The changes of one telling in words."""
    heads = {"reported": "first report" if first else "reports it", "recalled": "recalls it"}
    stated = _list(row for row in entries if row["what"] == "stated")
    confirmed = _list(row for row in entries if row["what"] == "confirmed")
    named = sum(row["field"] == "service" for row in entries)
    for row in entries:
        if row["what"] in heads and (first or row["what"] == "recalled" or len(entries) == 1):
            yield heads[row["what"]]
        elif row["what"] == "edited":
            yield f"edited: {_said(row['field'], row)}, before {plain(row['before'])}"
        elif row["what"] == "listed":
            yield f"lists {counted(row['value'], 'service', 'services')} ({row['text']})"
        elif row["what"] == "disputed":
            yield f"differs: {_said(row['field'], row)}, not {row['before']}"
    if stated:
        yield f"states {stated}"
    if confirmed:
        yield f"confirms {confirmed}"
    if named:
        yield f"names {counted(named, 'service', 'services')}"


def _list(rows: Iterable[Row]) -> str:
    """Values in words, their voices once where all have as many."""
    told = [row for row in rows if row["field"] in _TOLD]
    same = len({row["voices"] for row in told}) == 1
    said = [
        _said(row["field"], row) + ("" if same or row["what"] == "stated" else _behind(row))
        for row in told
    ]
    confirmed = bool(told) and told[0]["what"] == "confirmed"
    return ", ".join(said) + (_behind(told[0]) if same and confirmed else "")


def _said(field: str, row: Row) -> str:
    """A value under its field's name: ``services 14``, ``so far more than 40``."""
    return f"{_WORDS.get(field, field)} {_value(row)}"


def _value(row: Row) -> str:
    if row["value"] is None:
        return "nothing"
    return quantity(row) if row.get("qualifier") else str(row["value"])
