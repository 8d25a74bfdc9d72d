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
CODE = """
import json, sys
from cli.main import main
status = [main([*line.split(), "--data", sys.argv[1]]) for line in json.loads(sys.argv[2])]
heavy = sorted({"scrapy", "spacy", "sqlite_utils", "pandas", "numpy"} & set(sys.modules))
print(json.dumps([status, heavy]), file=sys.stderr)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    said = announcement(services_in_batch=1, event_date="2024-01-17")
    named = service("灯笼", "明灯")
    ingest(tmp_path / DATABASE_NAME, [told("a", said, services=[named], language="zh")])
    return tmp_path


def test_no_reading_verb_loads_what_takes_long(data: Path) -> None:
    command = [sys.executable, "-c", CODE, str(data), json.dumps(LINES)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    status, heavy = json.loads(ran.stderr.splitlines()[-1])
    expected = [int("no-such" in line or "無此" in line) for line in LINES]
    assert (status, heavy) == (expected, [])
