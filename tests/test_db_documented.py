"""The data model's page names every table, view and column of the schema, and nothing else."""

import re
from pathlib import Path

from db.store import RecordStore, store_path

PAGE = Path(__file__).parent.parent / "docs" / "data-model.md"
INTERNAL = re.compile(r"articles_fts_|_sqlite_|sqlite_")


def schema(folder: Path) -> dict[str, set[str]]:
    with RecordStore.open(store_path(folder)) as store:
        columns = store.rows(
            "SELECT m.name AS owner, c.name AS name FROM sqlite_master AS m,"
            " pragma_table_info(m.name) AS c WHERE m.type IN ('table', 'view')"
        )
    found: dict[str, set[str]] = {}
    for column in columns:
        if not INTERNAL.match(column["owner"]):
            found.setdefault(column["owner"], set()).add(column["name"])
    return found


def documented() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    sections = re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for section in sections:
        section = section.split("\n## ")[0]
        name, _, rest = section.partition("\n")
        cells = [line.split("|")[1] for line in rest.splitlines() if line.startswith("|")]
        found[name.strip()] = set(re.findall(r"`(\w+)`", " ".join(cells)))
    found["articles_fts"] = {"title", "text"}
    return found


def test_every_column_of_every_table_and_view_is_documented(tmp_path: Path) -> None:
    assert documented() == schema(tmp_path)
