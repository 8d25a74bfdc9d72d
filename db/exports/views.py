"""What is exported: the researchers' views, each with its order and its documented columns."""

import csv
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Final

_DICTIONARY: Final = Path(__file__).with_name("dictionary.csv")
ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "v_batches": ("slug",),
    "v_values": ("batch", "field", "value"),
    "v_batch_states": ("batch", "known_from"),
    "v_claims": ("batch", "article", "language", "start", "end"),
    "v_registrations": ("batch", "id"),
    "v_mentions": ("batch", "registration", "article", "language", "start", "end"),
    "v_register": ("scheme", "number"),
    "v_reconciliation": ("batch",),
    "v_counts": ("article", "language", "start", "end"),
    "v_articles": ("id", "language"),
    "v_companies": ("id",),
    "v_slugs": ("slug",),
}
"""The views, each with the columns that its rows are sorted by; the other columns follow."""
TEXTS: Final = "texts"
_TEXTS_SQL: Final = (
    "SELECT id AS article, url, outlet, language, title, published_at, revision, text FROM articles"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the data dictionary has it."""

    view: str
    name: str
    type: str
    """``integer``, ``text``, or ``any`` where a cell is either."""
    holds: str


@dataclass(frozen=True, slots=True)
class View:
    """One table of an export."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """The names of its columns, in order."""
        return [column.name for column in self.columns]


@cache
def dictionary() -> tuple[Column, ...]:
    """Every column of every view, in the order in which the files have them."""
    with _DICTIONARY.open(encoding="utf-8", newline="") as lines:
        return tuple(Column(*line) for line in islice(csv.reader(lines), 1, None))


def views(names: tuple[str, ...] = (), *, with_text: bool = False) -> list[View]:
    """The named views, or all; last the full texts of articles where they are asked for."""
    chosen = [name for name in ORDER if not names or name in names]
    if with_text:
        chosen.append(TEXTS)
    return [
        View(name, tuple(column for column in dictionary() if column.view == name))
        for name in chosen
    ]


def rows(
    conn: sqlite3.Connection, view: View, *, condition: str | None = None
) -> Iterator[tuple[Any, ...]]:
    """The rows of a view in their one order, read as they are asked for."""
    first = ORDER.get(view.name, ("article", "language"))
    order = [*first, *(name for name in view.names if name not in first)]
    source = f"({_TEXTS_SQL})" if view.name == TEXTS else view.name
    cursor = conn.execute(
        f"SELECT {_listed(view.names)} FROM {source} WHERE {condition or '1'}"
        f" ORDER BY {_listed(order)}"
    )
    yield from cursor


def _listed(names: list[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
