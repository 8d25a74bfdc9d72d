"""A store full of hostile names, and files of an export read back as they say they are read."""

import csv
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from hostile import NAMES

from db.store import RecordStore, store_path

Cells = tuple[Any, ...]
SECRET = "Only whoever asks for texts may find this sentence of the article."
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (9, 10)}
_EXCEL = str.maketrans(_PICTURES | {0x7F: 0x2421, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD})


def fill(folder: Path, names: Sequence[str] = NAMES) -> None:
    """A record store whose every kind of row has every name, put there without any step."""
    with RecordStore.open(store_path(folder)) as store, store.transaction():
        for number, name in enumerate(names):
            _batch(store, number, name)
            _article(store, number, name)
            _entry(store, number, name)


def _batch(store: RecordStore, number: int, name: str) -> None:
    slug, company = f"batch-{number}", f"company-{number}"
    day = f"2024-01-{number % 28 + 1:02d}"
    put(store, "companies", id=company, name=name, first_seen=day)
    for spelling in (name, f"{name}+"):
        alias = {"kind": "company", "entity": company, "name": spelling, "language": "en"}
        put(store, "aliases", **alias, origin="press", first_seen=day, folded="", sound="")
    facts = {"slug": slug, "scheme": "genai_filing", "province": name, "title": name}
    numbers = {"services_stated": number or None, "voices": 1, "first_seen": day}
    put(store, "batches", **facts, **numbers, event_date=day, status="stated_only", reasons="[]")
    value = {"batch": slug, "field": "province", "value": name, "voices": 1, "articles": 1}
    put(store, "batch_values", **value, chosen=1, disputes=0)
    put(
        store,
        "batch_values",
        **{**value, "field": "services", "value": number},
        chosen=1,
        disputes=0,
    )
    state = {"batch": slug, "known_from": day, "title": name, "status": "stated_only", "voices": 1}
    put(store, "batch_states", **state, services_found=1, companies_found=1, articles=1)
    named = {"id": f"r{number}", "batch": slug, "company": name, "service": f"a {name}", "rank": 1}
    put(store, "registrations", **named, company_id=company, status="stated")
    put(store, "batch_slugs", slug=name, batch=slug, members="[]")


def _article(store: RecordStore, number: int, name: str) -> None:
    day = f"2024-02-{number % 28 + 1:02d}T01:02:03Z"
    known = {"doc": number + 1, "id": f"article {name}", "key": f"k{number}", "language": "en"}
    told = {"url": "http://news.example/=1", "title": name, "outlet": name, "published_at": day}
    text = f"{SECRET} {name}"
    hashes = {"text_sha256": "t", "page_sha256": "p", "version": "v", "reading": "r"}
    times = {"fetched_at": day, "last_seen": day, "relevant": 1, "text_length": len(text)}
    put(store, "articles", **known, **told, **hashes, **times, text=text)
    indexed = "INSERT INTO articles_fts (rowid, title, text) VALUES (?, ?, ?)"
    store.write(indexed, [(number + 1, f"headline {number}", text)])
    put(store, "batch_articles", batch=f"batch-{number}", doc=number + 1, role="main")
    span = {"doc": number + 1, "idx": 0, "start": 0, "end": 9, "text": name}
    put(store, "announcements", **span, batch=f"batch-{number}", role="main", authority=name)
    counted = {"of": "services", "scope": "batch", "value": number, "qualifier": "exact"}
    put(store, "counts", **span, **counted, rule="en.rule")
    put(store, "service_mentions", **span, company=name, registration=f"r{number}", rule="en.rule")


def _entry(store: RecordStore, number: int, name: str) -> None:
    entry = {"scheme": "genai_filing", "number": f"{number}{name}", "name": name, "company": name}
    put(store, "register_rows", **entry, seq=number, known_from="2024-01-01", province="北京市")


def put(store: RecordStore, table: str, **row: Any) -> None:
    """Insert one row."""
    columns = ", ".join(f'"{column}"' for column in row)
    marks = ", ".join("?" * len(row))
    store.write(f"INSERT INTO {table} ({columns}) VALUES ({marks})", [tuple(row.values())])


def viewed(file: Path, view: str) -> tuple[list[str], list[Cells]]:
    """The columns and rows of a view."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as conn:
        cursor = conn.execute(f"SELECT * FROM {view}")
        return [column[0] for column in cursor.description], cursor.fetchall()


def undone(text: str) -> str:
    """A text of a CSV file as it was."""
    return text.removeprefix("'")


def from_csv(folder: Path, view: str) -> tuple[list[str], list[list[str]]]:
    """By Python's reader: heading and rows, all as texts."""
    csv.field_size_limit(10**9)
    with (folder / f"{view}.csv").open(encoding="utf-8", newline="") as lines:
        heading, *rows = csv.reader(lines)
    return heading, [[undone(cell) for cell in row] for row in rows]


def from_pandas_csv(folder: Path, view: str) -> tuple[list[str], list[Cells]]:
    """By pandas, which is told that texts are texts."""
    import pandas

    frame = pandas.read_csv(folder / f"{view}.csv", dtype=str, keep_default_na=False)
    rows = frame.map(undone).itertuples(index=False, name=None)
    return list(frame.columns), list(rows)


def from_duckdb_csv(folder: Path, view: str, types: dict[str, str]) -> list[Cells]:
    """By DuckDB, with the types of the dictionary."""
    import duckdb

    told = ", ".join(f"'{name}': '{kind}'" for name, kind in types.items())
    sql = (
        f"SELECT * FROM read_csv('{folder / view}.csv', columns = {{{told}}}, header = true,"
        " quote = '\"', escape = '\"', allow_quoted_nulls = false, max_line_size = 1000000)"
    )
    return [
        tuple(undone(cell) if isinstance(cell, str) else cell for cell in row)
        for row in duckdb.execute(sql).fetchall()
    ]


def from_json(folder: Path, view: str) -> list[dict[str, Any]]:
    """One object a line, for readers that end lines where Unicode does as well."""
    text = (folder / f"{view}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def from_parquet(folder: Path, view: str) -> tuple[list[str], list[Cells], list[Cells]]:
    """By pandas and by DuckDB."""
    import duckdb
    import pandas

    file = folder / f"{view}.parquet"
    frame = pandas.read_parquet(file, dtype_backend="pyarrow")
    shown = frame.astype(object).where(frame.notna(), None)
    rows = list(shown.itertuples(index=False, name=None))
    return list(frame.columns), rows, duckdb.execute(f"SELECT * FROM '{file}'").fetchall()


def from_excel(folder: Path) -> Iterator[tuple[str, list[Cells], list[Cells]]]:
    """Each sheet by openpyxl and by calamine; nothing and an empty text are both None."""
    import openpyxl
    import python_calamine
    from openpyxl.utils.escape import unescape

    file = folder / "batchwatch.xlsx"
    book = openpyxl.load_workbook(file, read_only=True)
    other = python_calamine.CalamineWorkbook.from_path(file)
    for name in book.sheetnames:
        by_openpyxl = [
            tuple(unescape(cell) if isinstance(cell, str) else cell for cell in row)
            for row in book[name].iter_rows(values_only=True)
        ]
        by_calamine = [
            tuple(None if cell == "" else cell for cell in row)
            for row in other.get_sheet_by_name(name).to_python()
        ]
        yield name, by_openpyxl, by_calamine
    book.close()


def in_excel(cell: Any) -> Any:
    """What a cell of the workbook holds for a value."""
    if not isinstance(cell, str):
        return cell
    shown = cell.translate(_EXCEL)
    if len(shown.encode("utf-16-le")) > 2 * 32_767:
        shown = shown[: 32_767 - len("… [cut]")] + "… [cut]"
    return shown or None
