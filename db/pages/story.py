"""What happened to a batch and what disagrees in it, in the words of the page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from db.pages.wording import Speech

Row = Mapping[str, Any]
_TOLD: Final = (
    "services", "companies", "cumulative", "event_date", "province", "ordinal", "period",
)  # fmt: skip
"""What the history says of a fact that nobody disputes."""


def batch_story(say: Speech, batch: Row) -> dict[str, Any]:
    """``disputes``: fields on which sources differ; ``history``: tellings with their lines;
    ``earlier``: slugs that the batch was printed under."""
    return {
        "disputes": [
            field for field, rows in batch["values"].items() if any(r["disputes"] for r in rows)
        ],
        "history": list(_history(say, batch["history"])),
        "earlier": [row["before"] for row in batch["history"] if row["what"] == "renamed"],
    }


def _history(say: Speech, rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """One telling an article or edit, in the order in which they appeared."""
    reported = False
    entries = [row for row in rows if row["what"] != "renamed"]
    for (at, article, outlet), group in groupby(
        entries, key=lambda row: (row["at"], row["article"], row["outlet"])
    ):
        lines = list(_lines(say, list(group), first=not reported))
        reported = reported or article is not None
        if lines:
            yield {"at": at, "article": article, "outlet": outlet, "lines": lines}


def _lines(say: Speech, rows: Sequence[Row], *, first: bool) -> Iterator[str]:
    heads = {"reported": "told.first" if first else "told.again", "recalled": "told.recalls"}
    for row in rows:
        what = row["what"]
        if what in heads and (first or what == "recalled" or len(rows) == 1):
            yield say.t(heads[what])
        elif what == "edited":
            before = {**row, "value": row["before"], "qualifier": None}
            yield say.t("told.edited", value=fact(say, row), before=say.field(before))
        elif what == "listed":
            yield say.t("told.listed", n=say.n("count.entries", row["value"]), list=row["text"])
        elif what == "disputed":
            before = {**row, "value": row["before"], "qualifier": None}
            yield say.t("told.differs", value=fact(say, row), before=say.field(before))
    for what in ("stated", "confirmed"):
        if told := [row for row in rows if row["what"] == what and row["field"] in _TOLD]:
            yield say.t(f"told.{what}", facts=say.t("comma").join(fact(say, row) for row in told))
    if named := sum(row["field"] == "service" for row in rows):
        yield say.t("told.names", n=say.n("count.services", named))


def fact(say: Speech, row: Row) -> str:
    """A value under its field's name: ``services 14``, ``so far more than 40``."""
    return say.t("fact", field=say.label("field", row["field"]), value=say.field(row))
