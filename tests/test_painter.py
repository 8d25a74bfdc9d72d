"""Charts are drawn by a process of their own, whose death is told and no more than that."""

import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.named import Rows
from db.pages.drawings import Drawings, kind_of
from db.painter import NotDrawn, Painter

KIND = kind_of("timeline", "en", None, 720)
ROWS = Rows(("month",), [("2024-01",)])
ANSWERS = """
import json, os, sys
for line in sys.stdin:
    print(json.dumps({"svg": f"<svg>{os.getpid()} {json.loads(line)['name']}</svg>"}), flush=True)
"""
DIES = "import sys; sys.stdin.readline(); sys.exit(7)"
SLEEPS = "import time; time.sleep(600)"
REFUSES = """
import sys
for line in sys.stdin:
    print('{"error": "ValueError: no"}', flush=True)
"""


def script(code: str, **how: Any) -> Painter:
    return Painter((sys.executable, "-c", code), **how)


@pytest.fixture
def painter() -> Iterator[Painter]:
    one = script(ANSWERS)
    yield one
    one.end()


def drawn_by(painter: Painter) -> int:
    return int(painter.draw("timeline", ("a",), [(1,)], width=720)[5:].split()[0])


def test_one_process_draws_all_until_it_dies(painter: Painter) -> None:
    first = drawn_by(painter)
    assert drawn_by(painter) == first != os.getpid()
    os.kill(first, signal.SIGKILL)
    with pytest.raises(NotDrawn, match="ended with status -9"):
        drawn_by(painter)
    assert drawn_by(painter) != first


def test_the_process_goes_with_its_painter(painter: Painter) -> None:
    number = drawn_by(painter)
    painter.end()
    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        (DIES, "ended with status 7"),
        (SLEEPS, "longer than 0.5 seconds"),
        (REFUSES, "ValueError: no"),
    ],
)
def test_what_is_not_drawn_is_told_once(
    code: str, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    drawings = Drawings(script(code, most_seconds=0.5 if code == SLEEPS else 30))
    for _ in range(3):
        with pytest.raises(NotDrawn, match=why):
            drawings.of(KIND, ROWS)
    drawings.end()
    (line,) = caplog.record_tuples
    assert line[:2] == ("batchwatch.serve", logging.WARNING)
    assert line[2].startswith("the chart timeline is not drawn: ")


def test_the_end_waits_for_no_drawing(caplog: pytest.LogCaptureFixture) -> None:
    drawings = Drawings(script(SLEEPS))
    drawings.start(KIND, ROWS)
    began = time.monotonic()
    drawings.end()
    assert time.monotonic() - began < 10
    assert not caplog.records


def test_nobody_to_draw_is_no_chart(tmp_path: Path) -> None:
    with pytest.raises(NotDrawn, match="no process can be begun"):
        Painter((str(tmp_path / "none"),)).draw("timeline", (), [])
