"""The stored register beside what is stated of it, as a table or JSON."""

from typing import Any

from cli.options import Globals
from cli.output import print_heading, print_json, print_table

Row = dict[str, Any]
LISTS = ("list", "rows", "stated new", "stated so far", "verdict", "difference", "why")
TOTALS = ("as of", "scheme", "province", "rows", "stated", "equal")


def check(options: Globals) -> None:
    """Print the verdict on every list and every stated total; empty where there is no store."""
    answer = checked(options)
    if options.json:
        print_json(answer)
        return
    print_heading("Lists")
    print_table(list(LISTS), map(_list, answer["lists"]), empty="no official list is stored")
    print_heading("Stated totals")
    print_table(list(TOTALS), map(_total, answer["totals"]), empty="no total is known")


def checked(options: Globals) -> dict[str, list[Row]]:
    """What the check finds."""
    from db.store import open_for_reading
    from pipelines.official.checking import check as check_store

    store = open_for_reading(options.data)
    if store is None:
        return {"lists": [], "totals": []}
    with store, store.snapshot():
        return check_store(store)


def _list(row: Row) -> tuple[object, ...]:
    return (
        row["list"],
        row["rows"],
        row["stated_new"],
        row["stated_cumulative"],
        row["verdict"] or "unknown",
        row["difference"],
        "; ".join(row["reasons"]),
    )


def _total(row: Row) -> tuple[object, ...]:
    equal = "yes" if row["equal"] else "no"
    return row["as_of"], row["scheme"], row["province"], row["rows"], row["stated"], equal
