"""The charts of registers and of provinces: bars with their numbers beside them."""

from collections.abc import Sequence
from typing import Any, Final

import altair as alt

from db.charts.looks import SIZE
from db.charts.marks import Drawing, Frame, Row, joined, layered, measured
from db.charts.telling import place
from db.charts.words import in_order, scheme_word, words

_BAR: Final = 16
_NUMBER: Final = 44
"""Pixels for the number after the longest bar of a column."""
_PANELS: Final = {False: 3, True: 2}


def schemes(rows: Sequence[Row], frame: Frame) -> Drawing:
    """Two bars a register: filled what the official lists have, outlined what the press names."""
    said = words(frame.language)
    drawn = []
    for scheme in in_order(row["scheme"] for row in rows):
        for source, form in (("official", said["listed"]), ("press", said["named"])):
            own = [row for row in rows if (row["scheme"], row["source"]) == (scheme, source)]
            number = sum(row["services"] for row in own)
            told = {"source": source, "value": number, "said": form.format(count=f"{number:,}")}
            drawn.append({"scheme": scheme_word(frame.language, scheme), **told})
    names = list(dict.fromkeys(row["scheme"] for row in drawn))
    room = max(measured(row["said"]) for row in drawn)
    left = frame.beside(names)
    width = max(int(frame.width - 40 - room - left), 60)
    most = max(row["value"] for row in drawn) or 1
    down = alt.Y("scheme:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False))
    base = alt.Chart(frame.data(drawn)).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False)),
        y=down.scale(paddingInner=0.35, paddingOuter=0.1),
        yOffset=alt.YOffset("source:N", sort=["official", "press"]),
    )
    look = frame.look
    bars = (
        base.mark_bar(strokeWidth=1.6)
        .transform_filter("datum.value > 0")
        .encode(
            fill=_by_source(look.official, look.ground),
            stroke=_by_source(look.official, look.press),
        )
    )
    numbers = base.mark_text(align="left", baseline="middle", dx=5).encode(text="said:N")
    return layered(bars, numbers, width=width, height=alt.Step(_BAR))


def provinces(rows: Sequence[Row], frame: Frame) -> Drawing:
    """A column of bars, all of one scale, for each large register; most entries first."""
    said = words(frame.language)
    panels = _columns(rows, _PANELS[frame.narrow])
    named = [{**row, "place": place(row, frame.language)} for row in rows]
    totals: dict[str, int] = {}
    for row in named:
        totals[row["place"]] = totals.get(row["place"], 0) + row["services"]
    order = sorted(totals, key=lambda place: (-totals[place], place))
    left = frame.beside(order) + 10
    room = frame.width - 44 - left - len(panels) * _NUMBER
    columns = []
    for title, inside in panels:
        values = dict.fromkeys(order, 0)
        for row in named:
            if row["scheme"] in inside:
                values[row["place"]] += row["services"]
        heading = said["others"] if title == "others" else scheme_word(frame.language, title)
        columns.append((heading, values))
    longest = sum(max(values.values()) for _, values in columns)
    parts = [
        _column(values, order, heading, frame, room * max(values.values()) / longest, number == 0)
        for number, (heading, values) in enumerate(columns)
    ]
    return joined("hconcat", *parts, spacing=_NUMBER)


def _by_source(official: str, press: str) -> Any:
    scale = alt.Scale(domain=["official", "press"], range=[official, press])
    return alt.Color("source:N", scale=scale, legend=None)


def _columns(rows: Sequence[Row], most: int) -> list[tuple[str | None, list[str | None]]]:
    """The registers in order; where there are too many, the smaller ones in one column."""
    totals: dict[str | None, int] = {}
    for row in rows:
        totals[row["scheme"]] = totals.get(row["scheme"], 0) + row["services"]
    by_size = sorted(in_order(totals), key=lambda scheme: -totals[scheme])
    if len(by_size) <= most:
        return [(scheme, [scheme]) for scheme in by_size]
    own, rest = by_size[: most - 1], by_size[most - 1 :]
    return [*((scheme, [scheme]) for scheme in own), ("others", rest)]


def _column(
    values: dict[str, int],
    order: list[str],
    heading: str,
    frame: Frame,
    width: float,
    named: bool,
) -> Drawing:
    drawn = [
        {"place": place, "value": number, "said": f"{number:,}" if number else ""}
        for place, number in values.items()
    ]
    axis = alt.Axis(ticks=False, domain=False, labels=named, title=None)
    most = max(values.values()) or 1
    base = alt.Chart(frame.data(drawn)).encode(
        x=alt.X("value:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False)),
        y=alt.Y("place:N", sort=order, axis=axis).scale(paddingInner=0.25),
    )
    bars = base.mark_bar(color=frame.look.official)
    numbers = base.mark_text(align="left", baseline="middle", dx=4).encode(text="said:N")
    title = alt.TitleParams(
        frame.lines(heading, SIZE, width + _NUMBER), fontSize=SIZE, frame="group", offset=6
    )
    return layered(bars, numbers, width=width, height=alt.Step(_BAR), title=title)
