"""Charts as they were drawn last: one is drawn again only where its rows are others."""

import hashlib
import json
import logging
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from time import monotonic
from typing import Final, Literal, get_args

from db.named import Rows
from db.painter import NotDrawn, Painter

CHARTS: Final = ("timeline", "schemes", "provinces", "lag")
WIDTHS: Final = (340, 720)
Theme = Literal["light", "dark", "auto"]
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)
MOST: Final = 100
"""Drawings that are kept."""
AGAIN: Final = 60.0
"""Seconds until a chart that could not be drawn is tried again."""
logger = logging.getLogger("batchwatch.serve")


@dataclass(frozen=True, slots=True)
class Kind:
    """One chart in one look."""

    name: str
    language: str
    theme: Theme
    width: int
    asked: str = ""
    """What its rows were asked for by; empty for what the query gives unasked."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart and what its rows were."""

    rows: str
    svg: bytes


class Drawings:
    """Has charts drawn one after the other; while one is drawn anew the last one is given."""

    def __init__(self, painter: Painter | None = None) -> None:
        self._painter = painter or Painter()
        self._failed: dict[tuple[Kind, str], tuple[float, NotDrawn]] = {}
        self._ended = False
        self._last: OrderedDict[Kind, Drawing] = OrderedDict()
        self._begun: dict[tuple[Kind, str], Future[Drawing]] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="charts")

    def end(self) -> None:
        """Leaves what is not drawn."""
        self._ended = True
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._painter.stop()
        self._thread.shutdown()
        self._painter.end()

    def of(self, kind: Kind, rows: Rows) -> tuple[bytes, bool]:
        """A chart as SVG, and whether it is of these rows: the last one is given until it is.

        NotDrawn where it cannot be.
        """
        last, job = self._begin(kind, rows)
        if last is not None:
            return last.svg, job is None
        assert job is not None
        return job.result().svg, True

    def start(self, kind: Kind, rows: Rows) -> None:
        """Has a chart drawn that will be asked for; returns at once."""
        with suppress(NotDrawn):
            self._begin(kind, rows)

    def kinds(self) -> list[Kind]:
        """The charts that were asked for last."""
        with self._lock:
            return list(self._last)

    def _begin(self, kind: Kind, rows: Rows) -> tuple[Drawing | None, Future[Drawing] | None]:
        """The last drawing, and the one that is being made where that is of other rows."""
        told = _hash(rows)
        with self._lock:
            last = self._last.get(kind)
            if last is not None and last.rows == told:
                self._last.move_to_end(kind)
                return last, None
            if failed := self._failed.get((kind, told)):
                if monotonic() < failed[0]:
                    raise failed[1]
                del self._failed[kind, told]
            job = self._begun.get((kind, told))
            if job is None:
                job = self._thread.submit(self._draw, kind, rows, told)
                self._begun[kind, told] = job
            return last, job

    def _draw(self, kind: Kind, rows: Rows, told: str) -> Drawing:
        try:
            svg = self._painter.draw(
                kind.name, rows.columns, rows.rows,
                language=kind.language, theme=kind.theme, width=kind.width,
            )  # fmt: skip
            drawing = Drawing(told, svg.encode())
            with self._lock:
                self._last[kind] = drawing
                self._last.move_to_end(kind)
                while len(self._last) > MOST:
                    self._last.popitem(last=False)
            return drawing
        except NotDrawn as error:
            if not self._ended:
                logger.warning("the chart %s is not drawn: %s", kind.name, error)
            with self._lock:
                self._failed[kind, told] = monotonic() + AGAIN, error
            raise
        finally:
            with self._lock:
                self._begun.pop((kind, told), None)


def kind_of(name: str, language: str, theme: str | None, width: int, asked: str = "") -> Kind:
    """The nearest of the looks that are drawn."""
    near = min(WIDTHS, key=lambda known: abs(known - width))
    look = next((known for known in THEMES if known == theme), THEMES[0])
    return Kind(name, language, look, near, asked)


def _hash(rows: Rows) -> str:
    told = json.dumps([rows.columns, rows.rows], ensure_ascii=False, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
