"""The data dictionary of exports says what the data model's page says, of every view's columns."""

import csv
import io
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from test_db_documented import PAGE

from db.exports import views
from db.migrations import migrate

FILE = Path(views.__file__).with_name("dictionary.csv")
COUNTED = {"articles", "registrations", "registered", "batches"}
"""Columns without a declared type that are counts; ``batches`` of v_companies alone."""
TOGETHER = 6
"""So many columns that the page tells of in one breath are named in front of what it says."""
TEXTS = {
    "article": "id of the article, as in `v_articles`",
    "text": "the full text, into which `start` and `end` of the other files point",
}


def documented() -> dict[str, dict[str, str]]:
    """What the page says of each column of each view, without links."""
    found: dict[str, dict[str, str]] = {}
    for section in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = section.split("\n## ")[0].partition("\n")
        found[name.strip()] = dict(_cells(rest))
    return found


def _cells(section: str) -> Iterator[tuple[str, str]]:
    for line in section.splitlines():
        parts = re.split(r"(?<!\\)\|", line)
        if line.startswith("|") and len(parts) == 4:
            text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", parts[2].strip()).replace("\\|", "|")
            columns = re.findall(r"`(\w+)`", parts[1])
            told = f"{', '.join(columns)}: {text}" if 1 < len(columns) <= TOGETHER else text
            yield from ((column, told) for column in columns)


def expected() -> str:
    """The file as the page and the schema have it."""
    said = documented()
    lines = io.StringIO()
    out = csv.writer(lines, lineterminator="\n")
    out.writerow(("view", "column", "type", "holds"))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        migrate(conn)
        for view in views.ORDER:
            for _, name, declared, *_ in conn.execute(f"PRAGMA table_info({view})"):
                out.writerow((view, name, kind(view, name, declared), said[view][name]))
    for name in (
        "article",
        "url",
        "outlet",
        "language",
        "title",
        "published_at",
        "revision",
        "text",
    ):
        kinds = "integer" if name == "revision" else "text"
        out.writerow(("texts", name, kinds, TEXTS.get(name) or said["v_articles"][name]))
    return lines.getvalue()


def kind(view: str, name: str, declared: str) -> str:
    """``integer``, ``text`` or ``any``; SQLite declares nothing of expressions."""
    if declared in ("INTEGER", "TEXT", "ANY"):
        return declared.lower()
    counted = name in COUNTED and (name != "batches" or view == "v_companies")
    return "integer" if counted or (view == "v_reconciliation" and name != "lists") else "text"


def test_the_dictionary_is_that_of_the_page() -> None:
    wanted, there = expected(), FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    if there != wanted:
        FILE.write_text(wanted, encoding="utf-8")
    assert there == wanted, f"{FILE.name} was written anew: read it, and keep it"
    assert all("as in `batch_" not in column.holds for column in views.dictionary())
