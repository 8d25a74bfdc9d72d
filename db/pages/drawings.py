"""Charts as they were drawn last: one is drawn again only where its rows are others."""

import hashlib
import json
from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Lock
from typing import Final, Literal, get_args

from db.named import Rows

CHARTS: Final = ("timeline", "schemes", "provinces", "lag")
WIDTHS: Final = (340, 720)
Theme = Literal["light", "dark", "auto"]
THEMES: Final[tuple[Theme, ...]] = get_args(Theme)
MOST: Final = 100
"""Drawings that are kept."""


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
    """Draws in a thread of its own; while a chart is drawn anew the last one is given."""

    def __init__(self) -> None:
        self._last: OrderedDict[Kind, Drawing] = OrderedDict()
        self._begun: dict[tuple[Kind, str], Future[Drawing]] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="charts")

    def end(self) -> None:
        """Leaves what is not begun."""
        self._thread.shutdown(cancel_futures=True)

    def of(self, kind: Kind, rows: Rows) -> tuple[bytes, bool]:
        """A chart as SVG, and whether it is of these rows: the last one is given until it is."""
        last, job = self._begin(kind, rows)
        if last is not None:
            return last.svg, job is None
        assert job is not None
        return job.result().svg, True

    def start(self, kind: Kind, rows: Rows) -> None:
        """Has a chart drawn that will be asked for; returns at once."""
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
            job = self._begun.get((kind, told))
            if job is None:
                job = self._thread.submit(self._draw, kind, rows, told)
                self._begun[kind, told] = job
            return last, job

    def _draw(self, kind: Kind, rows: Rows, told: str) -> Drawing:
        try:
            from db.charts import chart_svg

            svg = chart_svg(
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
