"""What goes with every export: where it comes from, how to read it, what may be done with it."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version as program_version
from typing import Any, Final

from db.version import version

FORMAT: Final = "batchwatch export"
NOTE: Final = "provenance.json"
README: Final = "README.md"
SUMS: Final = "SHA256SUMS"
DICTIONARY: Final = "dictionary.csv"
_CHANGED: Final = """SELECT max(at) FROM (
    SELECT max(coalesce(fetched_at, last_seen, published_at)) AS at FROM articles
    UNION ALL SELECT max(first_seen) FROM register_documents
    UNION ALL SELECT max(known_from) FROM register_rows
    UNION ALL SELECT max(known_from) FROM batch_states
)"""
_FROM: Final = "Exported by batchwatch {version} (schema {schema}); records as of {changed}."
_SINCE: Final = (
    "Only what is new or changed since {day} (a day in China), with all rows of the batches that"
    " this touches. v_slugs and batchwatch.db are whole."
)
_USE: Final = (
    "The official entries are facts that China's regulators publish; the list and page of each"
    " stand beside it. Sentences and words of articles are quoted as evidence, with their outlet"
    " and address, and stay their publishers'.",
    "To cite: batchwatch developers, batchwatch {version} (schema {schema}), records as of"
    " {changed}; a batch by its slug, which answers for ever (v_slugs).",
)
_TEXTS_USE: Final = (
    "This export has the full texts of articles. They are their outlets': not to be passed on."
)
_CSV: Final = (
    "CSV is UTF-8; texts stand in quotation marks, numbers do not, a null is nothing at all. A text"
    " that a spreadsheet would take for a formula, or that begins with a tab, a line end or an"
    " apostrophe, has an apostrophe before it: take one apostrophe off every text that begins with"
    " one."
)
_EXCEL: Final = (
    "In the workbook empty and null cells look alike, control characters are pictures such as ␀,"
    " and numbers of more than fifteen digits are text."
)
_SQLITE: Final = (
    "batchwatch.db is the record store, always whole; {texts}; where alerts were delivered is left"
    " out."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export was asked for."""

    formats: tuple[str, ...]
    views: tuple[str, ...]
    since: str | None = None
    with_text: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an export comes from; the same for the same records and options."""

    version: str
    schema: int
    changed: str | None
    """Instant or day of the newest of the records."""
    asked: Asked
    rows: Mapping[str, int]
    notes: tuple[str, ...]


def provenance(
    conn: sqlite3.Connection, asked: Asked, rows: Mapping[str, int], notes: Sequence[str]
) -> Provenance:
    """The provenance of what was read through this connection."""
    changed = conn.execute(_CHANGED).fetchone()[0]
    return Provenance(
        program_version("batchwatch"), version(conn), changed, asked, dict(rows), tuple(notes)
    )


def facts(told: Provenance) -> dict[str, Any]:
    """The provenance as one flat document."""
    head: dict[str, Any] = {"format": FORMAT, "format_version": 1, "program": "batchwatch"}
    parts = asdict(told)
    asked: dict[str, Any] = parts.pop("asked")
    return head | asked | parts


def document(told: Provenance, files: Sequence[str]) -> str:
    """``provenance.json``."""
    return json.dumps(facts(told) | {"files": list(files)}, ensure_ascii=False, indent=2) + "\n"


def readme(told: Provenance) -> list[str]:
    """The lines of ``README.md``, which the workbook has as well."""
    lines: list[str] = []
    for paragraph in _paragraphs(told):
        lines += [*([""] if lines else []), *paragraph]
    return lines


def _paragraphs(told: Provenance) -> Iterator[list[str]]:
    asked = told.asked
    changed = told.changed or "(no records)"
    of = {"version": told.version, "schema": told.schema, "changed": changed}
    yield ["# Registrations of generative-AI services in China"]
    yield [_FROM.format(**of)]
    if asked.since:
        yield [_SINCE.format(day=asked.since)]
    yield [f"- {view}: {count} rows" for view, count in told.rows.items()]
    yield [f"`{DICTIONARY}` says what each column holds. `sha256sum -c {SUMS}` checks the files."]
    texts = "with the texts of articles" if asked.with_text else "the texts of articles are empty"
    for name, said in (("csv", _CSV), ("xlsx", _EXCEL), ("sqlite", _SQLITE)):
        if name in asked.formats:
            yield [said.format(texts=texts)]
    for said in _USE:
        yield [said.format(**of)]
    if asked.with_text:
        yield [_TEXTS_USE]
    if told.notes:
        yield [f"- {note}" for note in told.notes]
