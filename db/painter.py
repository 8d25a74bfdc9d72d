"""Rows of a named query in, a chart as SVG out, drawn by a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock, Timer
from time import monotonic
from typing import Any, Final

MOST_SECONDS: Final = 30
"""So long a drawing may take; most take a tenth of a second."""
_ROOT: Final = Path(__file__).parents[1]
COMMAND: Final = (sys.executable, "-m", "db.charts", str(2 * MOST_SECONDS))
"""It ends itself where a drawing takes twice as long, for nobody else does once we are killed."""


class NotDrawn(Exception):
    """A chart could not be drawn; the text says why."""


class Painter:
    """One process that draws, begun when it is first needed and again when it died.

    It is for one thread. The process ends with this one, whose end closes its input.
    """

    def __init__(
        self, command: Sequence[str] = COMMAND, most_seconds: float = MOST_SECONDS
    ) -> None:
        self._command, self._most_seconds = command, most_seconds
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._lock = Lock()

    def draw(
        self, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], **look: Any
    ) -> str:
        """A chart as ``chart_svg`` draws it; NotDrawn where the process died or took too long."""
        order = {"name": name, "columns": list(columns), "rows": list(rows), **look}
        answer = self._answer(json.dumps(order, ensure_ascii=True, default=str))
        if "error" in answer:
            raise NotDrawn(answer["error"])
        svg: str = answer["svg"]
        return svg

    def stop(self) -> None:
        """Ends the process for good, whatever it does; another thread may be drawing."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def end(self) -> None:
        """The same, and leaves nothing of it behind."""
        self.stop()
        self._left()

    def _answer(self, order: str) -> Any:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        began = monotonic()
        late = Timer(self._most_seconds, process.kill)
        late.start()
        try:
            process.stdin.write(f"{order}\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = ""
        finally:
            late.cancel()
        if line:
            return json.loads(line)
        status = self._left()
        if monotonic() - began >= self._most_seconds:
            raise NotDrawn(f"it took longer than {self._most_seconds:g} seconds")
        raise NotDrawn(f"the process that draws ended with status {status}")

    def _running(self) -> "subprocess.Popen[str]":
        """The process; it stands in no group of ours, so that Ctrl-C is for us alone."""
        with self._lock:
            if self._stopped:
                raise NotDrawn("the server ends")
            if self._process is None:
                self._process = self._begun()
            return self._process

    def _begun(self) -> "subprocess.Popen[str]":
        try:
            return subprocess.Popen(
                self._command,
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                start_new_session=True,
            )
        except OSError as error:
            raise NotDrawn(f"no process can be begun: {error.strerror}") from error

    def _left(self) -> int | None:
        """Takes leave of the process; its status. The next drawing begins another."""
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill()
        process.communicate()
        return process.returncode
