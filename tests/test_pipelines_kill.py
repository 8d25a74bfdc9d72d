"""A run that is killed at any point leaves whole commits, and running again completes it."""

from pathlib import Path

import pytest
from prepared import Prepared
from told import Told, announcement, contents, ingest, service, told

from db.store import RecordStore

TESTS = Path(__file__).parent
STORIES: list[Told] = [
    told(
        f"s{n}",
        announcement(services_in_batch=9 + n // 3, event_date=f"2024-0{1 + n // 3}-17"),
        services=[service(f"Firm {n % 3}", f"Model {n % 3}")],
        published_at=f"2024-0{1 + n // 3}-18",
    )
    for n in range(9)
]
FORGOTTEN = "SELECT doc FROM announcements WHERE batch IS NULL AND doc NOT IN (SELECT doc FROM due)"
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = [sys.argv[1], str(Path(sys.argv[1]).parent)]
import pipelines.store as step
from test_pipelines_kill import STORIES
from told import ingest

place, turn = sys.argv[3], int(sys.argv[4])
step.AT_MOST_ARTICLES = 1
whole = getattr(step, place)
calls = 0

def dies(*given, **named):
    global calls
    calls += 1
    if calls == turn:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*given, **named)

setattr(step, place, dies)
ingest(Path(sys.argv[2]), STORIES)
"""


@pytest.mark.parametrize(
    ("place", "turn"), [("write", 1), ("link_copies", 4), ("settle", 1), ("keep_slugs", 1)]
)
def test_a_killed_run_is_completed_by_the_next(
    commands: Prepared, tmp_path: Path, place: str, turn: int
) -> None:
    path, whole = tmp_path / "s.db", tmp_path / "whole.db"
    ingest(whole, STORIES)
    killed = commands(TESTS, path, place, turn, program=KILLED)
    assert killed.status == -9, killed.err
    with RecordStore.open(path) as store:
        assert store.integrity() == []
        assert store.rows("SELECT count(*) AS n FROM articles") == [
            {"n": 9 if place in ("settle", "keep_slugs") else turn - 1}
        ]
        assert store.rows(FORGOTTEN) == []
    ingest(path, STORIES)
    assert contents(path) == contents(whole)
    assert (
        contents(path, without=["runs"])["batch_slugs"]
        == (contents(whole, without=["runs"])["batch_slugs"])
    )
