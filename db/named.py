"""Named queries: researchers' questions, one SQL file each, for the verb, the pages and charts."""

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from db.errors import WrongQuestion
from db.named_values import TYPES, Value, read_value

_FOLDER: Final = Path(__file__).parent / "queries" / "named"
_HEADER: Final = re.compile(r"-- (help|help_zh|doc|param|example|column): (\S.*)")
_PARAM: Final = re.compile(r'(\w+) (\w+)(!?) "([^"]*)" (\S.*)')
_COLUMN: Final = re.compile(r"(\w+) (\S.*)")
_USED: Final = re.compile(r"(?<!:):([a-z]\w*)")
_QUOTED: Final = re.compile(r"'[^']*'")


class BadQueryFile(ValueError):
    """A file of a named query that is not written as the loader wants it."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query may be told."""

    name: str
    type: str
    """A key of ``TYPES``."""
    default: str
    """As a person writes it; empty where the parameter may be left out and is then null."""
    help: str
    required: bool = False
    """Has it no default, so that the question cannot be asked without it?"""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a named query's answer."""

    name: str
    help: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question with its SQL."""

    name: str
    help: str
    help_zh: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sql: str
    """The statement alone, with ``:name`` for each parameter."""
    example: tuple[tuple[str, str], ...]
    """Parameters with which it may be asked, as a person writes them."""
    doc: str
    """Paragraphs on what is counted, and on nulls; empty where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: the names of its columns, and its rows in order."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Name to query, in alphabetical order; BadQueryFile for a file that is written wrongly."""
    files = sorted(_FOLDER.glob("*.sql"))
    found = {path.stem: parse(path.stem, path.read_text(encoding="utf-8")) for path in files}
    return MappingProxyType(found)


def named_query(name: str) -> NamedQuery:
    """The query of a name; WrongQuestion, with the near names, where there is none."""
    known = named_queries()
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name.lower().replace("_", "-"), known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "batchwatch query lists all"
        raise WrongQuestion(f"there is no named query {name!r}; {hint}")
    return known[name]


def answer(connection: sqlite3.Connection, name: str, params: Mapping[str, Any]) -> Rows:
    """The rows of a named query; WrongQuestion for what it cannot be asked.

    Values are as a person writes them; an empty one, None and one that is left out are the default.
    """
    query = named_query(name)
    cursor = connection.execute(query.sql, values(connection, query, params))
    columns = tuple(column[0] for column in cursor.description)
    return Rows(columns, [tuple(row) for row in cursor])


def values(
    connection: sqlite3.Connection | None, query: NamedQuery, params: Mapping[str, Any]
) -> dict[str, Value]:
    """The value of each parameter as SQL takes it; without a store a province is taken as it is."""
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in params:
        if name not in known:
            raise WrongQuestion(_unknown(query, name))
    told = {name: str(value) for name, value in params.items() if value is not None}
    for parameter in query.parameters:
        if parameter.required and not told.get(parameter.name, "").strip():
            raise WrongQuestion(f"query {query.name} needs {parameter.name}: {parameter.help}")
    found = {
        parameter.name: read_value(connection, parameter.name, parameter.type, text)
        if (text := told.get(parameter.name, "").strip() or parameter.default)
        else None
        for parameter in query.parameters
    }
    since, until = found.get("since"), found.get("until")
    if isinstance(since, str) and isinstance(until, str) and since > until:
        raise WrongQuestion(f"since {since} is after until {until}")
    return found


def parse(name: str, text: str) -> NamedQuery:
    """A query from the text of its file."""
    headers: dict[str, list[str]] = {}
    lines = text.splitlines()
    while lines and lines[0].startswith("--"):
        line = lines.pop(0)
        found = _HEADER.fullmatch(line)
        if found is None:
            raise BadQueryFile(f"{name}: {line!r} is no header of a named query")
        headers.setdefault(found[1], []).append(found[2].strip())
    sql = "\n".join(lines).strip()
    query = NamedQuery(
        name=name,
        help=_one(name, headers, "help"),
        help_zh=_one(name, headers, "help_zh"),
        parameters=tuple(_parameter(name, line) for line in headers.get("param", ())),
        columns=tuple(_column(name, line) for line in headers.get("column", ())),
        sql=sql,
        example=_example(name, headers.get("example", [])),
        doc="\n\n".join(headers.get("doc", ())),
    )
    _check(query)
    return query


def _one(name: str, headers: Mapping[str, list[str]], kind: str) -> str:
    lines = headers.get(kind, [])
    if len(lines) != 1:
        raise BadQueryFile(f"{name}: {len(lines)} lines of {kind}, and not one")
    return lines[0]


def _example(name: str, lines: list[str]) -> tuple[tuple[str, str], ...]:
    pairs = [tuple(pair.partition("=")[::2]) for line in lines for pair in line.split()]
    if len(lines) > 1 or not all(key and value for key, value in pairs):
        raise BadQueryFile(f"{name}: example {lines} is not one line of: key=value key=value")
    return tuple((key, value) for key, value in pairs)


def _parameter(name: str, line: str) -> Parameter:
    found = _PARAM.fullmatch(line)
    if found is None or found[2] not in TYPES or (found[3] and found[4]):
        raise BadQueryFile(f'{name}: param {line!r} is not: name type "default" help')
    return Parameter(found[1], found[2], found[4], found[5], bool(found[3]))


def _column(name: str, line: str) -> Column:
    found = _COLUMN.fullmatch(line)
    if found is None:
        raise BadQueryFile(f"{name}: column {line!r} is not: name help")
    return Column(*found.groups())


def _check(query: NamedQuery) -> None:
    used = set(_USED.findall(_QUOTED.sub("''", query.sql)))
    told = [parameter.name for parameter in query.parameters]
    columns = [column.name for column in query.columns]
    if used != set(told) or len(told) != len(set(told)):
        raise BadQueryFile(
            f"{query.name}: parameters {sorted(told)}, but its SQL has {sorted(used)}"
        )
    asked = {key for key, _ in query.example}
    needed = {parameter.name for parameter in query.parameters if parameter.required}
    if not needed <= asked <= used:
        raise BadQueryFile(f"{query.name}: its example tells {sorted(asked)}")
    if not columns or len(columns) != len(set(columns)):
        raise BadQueryFile(f"{query.name}: columns {columns}")


def _unknown(query: NamedQuery, name: str) -> str:
    known = [parameter.name for parameter in query.parameters]
    if not known:
        return f"query {query.name} has no parameters, and so no {name!r}"
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}"
    return f"query {query.name} has no parameter {name!r}; {hint}"
