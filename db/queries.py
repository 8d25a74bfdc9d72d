"""Named queries: one SQL file each, whose opening comment says what it answers."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from db.store import RecordStore, Row

_FOLDER = Path(__file__).with_name("queries")
_PARAMETER = re.compile(r"^-- :(\w+)", re.MULTILINE)


@cache
def names() -> tuple[str, ...]:
    """The queries that ship, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.sql")))


@cache
def text(name: str) -> str:
    """A query's SQL with its comment; KeyError for a name that does not ship."""
    if name not in names():
        raise KeyError(name)
    return _FOLDER.joinpath(f"{name}.sql").read_text(encoding="utf-8")


def about(name: str) -> str:
    """What a query answers: the first line of its comment."""
    return text(name).splitlines()[0].removeprefix("-- ").strip()


def parameters(name: str) -> tuple[str, ...]:
    """The parameters that a query's comment declares; each may be left out and is then null."""
    return tuple(_PARAMETER.findall(text(name)))


def run(store: RecordStore, name: str, /, **params: Any) -> list[Row]:
    """The rows of a named query; TypeError for a parameter that it does not have."""
    known = parameters(name)
    if unknown := sorted(set(params) - set(known)):
        raise TypeError(f"query {name} has no parameter {', '.join(unknown)}")
    return store.rows(text(name), dict.fromkeys(known) | params)
