"""The chart of how soon outlets tell of an event."""

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Final

import altair as alt

from db.charts.marks import Drawing, Frame, Row, layered, measured
from db.charts.words import counted, words

_STEP: Final = 30
_TICKS: Final = (0, 1, 2, 3, 5, 7, 14, 30, 90, 180, 365, 730, 1825, 3650)


def lag(rows: Sequence[Row], frame: Frame) -> Drawing:
    """A row an outlet, the quickest first: circles by how many batches, a bar at the median."""
    days: dict[str, list[int]] = {}
    for row in rows:
        days.setdefault(row["outlet"] or "?", []).append(row["days"])
    order = sorted(days, key=lambda outlet: (median(days[outlet]), -len(days[outlet]), outlet))
    ends = [_end(outlet, days[outlet], frame) for outlet in order]
    circles = [
        {"outlet": outlet, "days": day, "batches": number}
        for outlet in order
        for day, number in sorted(Counter(days[outlet]).items())
    ]
    left = frame.beside(order)
    right = max(measured(end["said"]) for end in ends)
    width = max(int(frame.width - 50 - left - right), 90)
    return _drawn(circles, ends, order, frame, width)


def _end(outlet: str, days: list[int], frame: Frame) -> Row:
    """The median in words, for the end of the row."""
    middle = median(days)
    said = words(frame.language)["median"].format(
        days=counted(frame.language, "day", middle),
        batches=counted(frame.language, "batch", len(days)),
    )
    return {"outlet": outlet, "days": middle, "said": said}


def _drawn(
    circles: list[Row], ends: list[Row], order: list[str], frame: Frame, width: int
) -> Drawing:
    look = frame.look
    most = max(row["days"] for row in circles)
    least = min(row["days"] for row in circles)
    across = alt.X(
        "days:Q",
        title=words(frame.language)["days"],
        scale=alt.Scale(
            type="symlog", constant=1, domain=[min(least, 0), max(most, 3)], padding=14
        ),
        axis=alt.Axis(values=_ticks(most, width), format=",d", grid=True, domain=False),
    )
    down = alt.Y("outlet:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False))
    size = alt.Size(
        "batches:Q",
        scale=alt.Scale(
            type="sqrt", domain=[1, max(row["batches"] for row in circles) + 1], range=[50, 340]
        ),
        legend=None,
    )
    told = (
        alt.Chart(frame.data(circles))
        .mark_point(
            shape="circle", stroke=look.official, fill=look.wash, strokeWidth=1.5, opacity=1
        )
        .encode(x=across, y=down, size=size)
    )
    middles = (
        alt.Chart(frame.data(ends))
        .mark_tick(color=look.press, thickness=3, size=22, opacity=1)
        .encode(x=across, y=down)
    )
    said = (
        alt.Chart(frame.data(ends))
        .mark_text(align="left", baseline="middle")
        .encode(x=alt.value(width + 8), y=down, text="said:N")
    )
    return layered(told, middles, said, width=width, height=alt.Step(_STEP))


def _ticks(most: int, width: int) -> list[int]:
    """Round numbers of days; every other one where there is little room."""
    found = [tick for tick in _TICKS if tick <= max(most, 3)]
    return found if len(found) * 30 <= width else found[::2]
