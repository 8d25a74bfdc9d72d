"""Reading verbs answer without the rooms that read articles and crawl."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from told import announcement, ingest, service, told

from db.store import DATABASE_NAME

LINES = (
    "batches",
    "batch no-such-batch",
    "company 灯笼",
    "company 燈籠",
    "company Deng-Long",
    "company 無此公司",
    "service 明灯",
    "service 明燈",
    "articles",
    "outlets",
    "runs",
    "register --check",
    "query timeline",
    "search 明燈",
)
HEAVY = {"scrapy", "spacy", "sqlite_utils", "pandas", "numpy"}
QUICK = ("batches", "company 灯笼", "search 备案")
"""What answers within a third of a second on the shipped register."""
LATE = {
    *("ctypes", "difflib", "rich", "shutil", "statistics", "tempfile"),
    *("db.health", "db.history", "db.migrations", "db.one_batch"),
}
"""Modules of which such an answer needs nothing, each a few milliseconds of its start."""
CODE = """
import json, sys
from cli.main import main
status = [main([*line.split(), "--data", sys.argv[1]]) for line in json.loads(sys.argv[2])]
there = sorted(set(json.loads(sys.argv[3])) & set(sys.modules))
print(json.dumps([status, there]), file=sys.stderr)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    said = announcement(services_in_batch=1, event_date="2024-01-17")
    named = service("灯笼", "明灯")
    ingest(tmp_path / DATABASE_NAME, [told("a", said, services=[named], language="zh")])
    return tmp_path


def loaded(data: Path, lines: tuple[str, ...], modules: set[str]) -> tuple[list[int], list[str]]:
    """The statuses of some lines of one process, and which of the modules it has in the end."""
    told = [json.dumps(lines), json.dumps(sorted(modules))]
    command = [sys.executable, "-c", CODE, str(data), *told]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    status, heavy = json.loads(ran.stderr.splitlines()[-1])
    return status, heavy


def test_no_reading_verb_loads_what_takes_long(data: Path) -> None:
    expected = [int("no-such" in line or "無此" in line) for line in LINES]
    assert loaded(data, LINES, HEAVY) == (expected, [])


def test_the_quick_answers_load_little_else_either(data: Path) -> None:
    assert loaded(data, QUICK, LATE) == ([0, 0, 0], [])
