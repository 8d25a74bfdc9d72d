"""Named queries as text: their list, one with its parameters and columns, and answers as CSV."""

import csv
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from cli.output import plain, print_heading, print_json, print_table

if TYPE_CHECKING:
    from db.named import NamedQuery, Parameter, Rows


def print_queries(queries: Mapping[str, "NamedQuery"], *, as_json: bool) -> None:
    """All named queries with their help."""
    if as_json:
        print_json({"queries": [asdict(query) for query in queries.values()]})
        return
    rows = [(query.name, query.help) for query in queries.values()]
    print_table(["query", "answers"], rows, empty="no query ships", folds="answers")


def print_query(query: "NamedQuery") -> None:
    """What one asks, what it may be told, and what it answers."""
    print_heading(f"batchwatch query {query.name}")
    print(f"\n{query.help}\n{query.help_zh}")
    if query.doc:
        print(f"\n{query.doc}")
    if query.parameters:
        print_heading("\nParameters")
        rows = [(f"--param {p.name}=", p.type, _default(p), p.help) for p in query.parameters]
        print_table(["parameter", "type", "default", "means"], rows, empty="", folds="means")
    print_heading("\nExample")
    print(command(query))
    print_heading("\nColumns")
    columns = [(column.name, column.help) for column in query.columns]
    print_table(["column", "holds"], columns, empty="", folds="holds")


def command(query: "NamedQuery") -> str:
    """The command line of a query's example."""
    told = "".join(f" --param {key}={value}" for key, value in query.example)
    return f"batchwatch query {query.name}{told}"


def _default(parameter: "Parameter") -> str:
    return "(needed)" if parameter.required else parameter.default


def print_sql(query: "NamedQuery", *, as_json: bool) -> None:
    """The statement, to be run in any SQLite tool; or the whole query as JSON."""
    if as_json:
        print_json(asdict(query))
    else:
        print(query.sql)


def print_csv(rows: "Rows") -> None:
    """An answer as CSV in UTF-8: a null is an empty cell, and no text is taken for a formula."""
    from db.defused import defused

    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([defused(_one_line(cell)) for cell in row] for row in rows.rows)


def _one_line(cell: object) -> object:
    return plain(cell) if isinstance(cell, str) else cell
