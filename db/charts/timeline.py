"""The chart of new and cumulative registrations by month, official entries beside the press."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from db.charts.looks import SIZE
from db.charts.marks import Drawing, Frame, How, Row, joined, key, layered, measured, whole_ticks
from db.charts.words import in_order, scheme_word, words

_MONTH: Final = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_HEIGHT: Final = 62
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_LABEL: Final = 58
"""Pixels that a month's label and its gap take."""
_AXIS: Final = 38
_GAP: Final = 14


@dataclass(frozen=True, slots=True)
class Span:
    """The months that a chart shows, each as the number of months since year 0."""

    first: int
    last: int

    @property
    def domain(self) -> list[str]:
        """From the first day of the first month to the day after the last."""
        return [day(self.first), day(self.last + 1)]

    def gap(self, width: int) -> float:
        """Pixels between two bars; none where the bars themselves are thin."""
        return 0.7 if width / (self.last - self.first + 1) > 4 else 0.0

    def ticks(self, width: int) -> list[str]:
        """Months that have room for a label; Januaries where a label stands for a year or more."""
        months = self.last - self.first + 1
        fitting = [step for step in _STEPS if months / step * _LABEL <= width]
        step = fitting[0] if fitting else _STEPS[-1]
        found = [day(month) for month in range(self.first, self.last + 1) if month % step == 0]
        return found or [day(self.first)]


def timeline(rows: Sequence[Row], frame: Frame) -> Drawing:
    """Two panels a register: new a month as bars, so far as a line; diamonds are the press.

    Each panel has a scale of its own, for registers differ a hundredfold.
    """
    months = [number(row["month"]) for row in rows]
    span = Span(min(months), max(months))
    panels = 1 if frame.narrow else 2
    schemes = in_order(row["scheme"] for row in rows)
    room = frame.width - 44 - _GAP * (panels - 1) - _beside(rows)
    width = room // panels - _AXIS
    parts = []
    for scheme in schemes:
        own = [row for row in rows if row["scheme"] == scheme]
        last = scheme == schemes[-1]
        bars = _new(own, frame, span, width, last and not frame.narrow)
        line = _so_far(own, frame, span, width, last)
        if frame.narrow or scheme == schemes[0]:
            bars["title"] = _caption("new", frame)
            line["title"] = _caption("cumulative", frame)
        name = alt.TitleParams(scheme_word(frame.language, scheme), fontSize=SIZE, offset=6)
        how: How = "vconcat" if frame.narrow else "hconcat"
        parts.append(joined(how, bars, line, spacing=_GAP, title=name))
    return joined("vconcat", _key(rows, frame), *parts, spacing=16)


def dated(row: Row) -> bool:
    """Whether a row has a month of the calendar."""
    return _MONTH.fullmatch(row["month"] or "") is not None


def number(month: str) -> int:
    """``2024-01`` as months since year 0."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def day(month: int) -> str:
    """The first day of a month."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}-01"


def _beside(rows: Sequence[Row]) -> int:
    """The room right of a line for its last number, where no diamond can be."""
    totals = [row["cumulative"] or 0 for row in rows if row["source"] == "official"]
    return round(1.1 * measured(f"{max(totals, default=0):,}"))


def _key(rows: Sequence[Row], frame: Frame) -> Drawing:
    said = words(frame.language)
    entries = [("square", said["official"], frame.look.official)]
    if any(row["source"] == "press" for row in rows):
        entries.append(("diamond", said["press"], frame.look.press))
    return key(entries, frame, frame.width - 60, -_AXIS)


def _caption(what: str, frame: Frame) -> Row:
    title = alt.TitleParams(
        words(frame.language)[what],
        fontSize=SIZE - 1,
        fontWeight="normal",
        color=frame.look.quiet,
        offset=2,
    )
    return dict(title.to_dict(validate=False))


def _time(span: Span, width: int, labels: bool) -> alt.X:
    axis = alt.Axis(
        title=None, format="%Y-%m", values=span.ticks(width), labels=labels, ticks=labels
    )
    return alt.X("from:T", scale=alt.Scale(type="utc", domain=span.domain), axis=axis)


def _height(most: float) -> alt.Y:
    axis = alt.Axis(
        values=whole_ticks(most), format=",d", grid=True, domain=False, minExtent=_AXIS - 4
    )
    return alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, most * 1.35]), axis=axis)


def _placed(rows: Sequence[Row], source: str, field: str) -> list[Row]:
    """The values of one source, each with the first days of its month and the next."""
    found = []
    for row in sorted(rows, key=lambda row: row["month"]):
        if row["source"] == source and row[field]:
            month = number(row["month"])
            start = day(month)
            place = {"from": start, "middle": start[:8] + "16", "to": day(month + 1)}
            found.append({**place, "value": row[field]})
    return found


def _diamonds(rows: Sequence[Row], field: str, frame: Frame, height: alt.Y) -> Any:
    look = frame.look
    points = alt.Chart(frame.data(_placed(rows, "press", field)))
    marked = points.mark_point(
        shape="diamond", size=44, stroke=look.press, fill=look.ground, strokeWidth=1.8, opacity=1
    )
    return marked.encode(x="middle:T", y=height)


def _new(rows: Sequence[Row], frame: Frame, span: Span, width: int, labels: bool) -> Drawing:
    height = _height(max([row["new"] or 0 for row in rows] + [1]))
    bars = (
        alt.Chart(frame.data(_placed(rows, "official", "new")))
        .mark_rect(color=frame.look.official, stroke=frame.look.ground, strokeWidth=span.gap(width))
        .encode(x=_time(span, width, labels), x2="to:T", y=height, y2=alt.datum(0))
    )
    diamonds = _diamonds(rows, "new", frame, height)
    return layered(bars, diamonds, width=width, height=_HEIGHT)


def _so_far(rows: Sequence[Row], frame: Frame, span: Span, width: int, labels: bool) -> Drawing:
    """A step a month; the last number stands at the end of the line."""
    steps = _placed(rows, "official", "cumulative")
    if steps:
        steps.append({**steps[-1], "from": day(span.last + 1)})
    height = _height(max([row["cumulative"] or 0 for row in rows] + [1]))
    area = (
        alt.Chart(frame.data(steps))
        .mark_area(
            interpolate="step-after",
            color=frame.look.wash,
            line={"color": frame.look.official, "strokeWidth": 1.8},
        )
        .encode(x=_time(span, width, labels), y=height)
    )
    end = (
        alt.Chart(frame.data([{**row, "said": f"{row['value']:,}"} for row in steps[-1:]]))
        .mark_text(align="left", baseline="middle", dx=4, fontWeight="bold")
        .encode(x="from:T", y=height, text="said:N")
    )
    diamonds = _diamonds(rows, "cumulative", frame, height)
    return layered(area, end, diamonds, width=width, height=_HEIGHT)
