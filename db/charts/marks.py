"""What several charts share: their frame, keys to the signs, ticks, and rows as data."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final, Literal

import altair as alt

from db.charts.looks import SIZE, Look

_PIECES: Final = re.compile("[\u2e80-\U0003ffff]|[^\\s\u2e80-\U0003ffff]+\\s*|\\s+")
Row = dict[str, Any]
How = Literal["hconcat", "vconcat"]
Drawing = dict[str, Any]
"""A view of Vega-Lite."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The room that a chart has, its colours and its language."""

    width: int
    look: Look
    language: str
    datasets: dict[str, list[Row]] = field(default_factory=dict)
    """What the chart draws, by name; altair would copy rows that are in the chart at every step."""

    def data(self, rows: Iterable[Row]) -> alt.NamedData:
        """Rows that the finished specification holds itself, so that nothing is asked for."""
        name = f"rows{len(self.datasets)}"
        self.datasets[name] = list(rows)
        return alt.NamedData(name)

    @property
    def narrow(self) -> bool:
        """Whether panels must stand below each other."""
        return self.width < 520

    @property
    def label(self) -> int:
        """The most room that a name beside a row has; longer ones are cut."""
        return self.width * 2 // 5

    def beside(self, names: Iterable[str]) -> int:
        """The room that names beside rows take."""
        return min(round(max(measured(name) for name in names)), self.label)

    def lines(self, text: str, size: int = SIZE + 2, room: float = 0) -> list[str]:
        """A text in lines that fit; Chinese may break at any character."""
        found: list[str] = []
        room = room or self.width - 30
        for piece in _PIECES.findall(text):
            joined = found[-1] + piece if found else piece
            if found and measured(joined.rstrip()) * size / SIZE > room:
                found.append(piece)
            elif found:
                found[-1] = joined
            else:
                found.append(piece)
        return [line.strip() for line in found]


def key(entries: Sequence[tuple[str, str, str]], frame: Frame, width: int, left: int) -> Drawing:
    """Signs with what they mean, on one line or on one line each; (shape, words, colour)."""
    places = []
    x, line = float(left), 0
    for shape, said, colour in entries:
        room = 22 + measured(said)
        if x > left and x + room > width:
            x, line = float(left), line + 1
        places.append({"shape": shape, "said": said, "colour": colour, "x": x, "y": line * 18 + 8})
        x += room + 16
    signs = [_sign(place, frame) for place in places]
    names = alt.Chart(frame.data(places)).mark_text(
        align="left", baseline="middle", color=frame.look.ink
    )
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width]))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[(line + 1) * 18, 0]))
    texts = names.encode(x=alt.X("tx:Q"), y=down, text="said:N").transform_calculate(
        tx="datum.x + 14"
    )
    signed = [sign.encode(x=across, y=down) for sign in signs]
    return layered(*signed, texts, width=width, height=(line + 1) * 18)


def _sign(place: Row, frame: Frame) -> Any:
    filled = place["shape"] != "diamond"
    return alt.Chart(frame.data([{**place, "x": place["x"] + 5}])).mark_point(
        shape=place["shape"],
        size=70,
        stroke=place["colour"],
        fill=place["colour"] if filled else frame.look.ground,
        strokeWidth=1.8,
        opacity=1,
    )


def measured(text: str) -> float:
    """About how many pixels a text is wide; Chinese characters are square."""
    return sum(SIZE * (1.0 if ord(sign) > 0x2E7F else 0.56) for sign in text)


def layered(*charts: Any, **properties: Any) -> Drawing:
    """Charts of altair over each other; joining them as dictionaries is a tenth of the work."""
    return {"layer": [_plain(chart) for chart in charts], **_plain(properties)}


def joined(how: How, *parts: Drawing, **properties: Any) -> Drawing:
    """Views beside or below each other."""
    return {how: list(parts), **_plain(properties)}


def _plain(part: Any) -> Any:
    if isinstance(part, dict):
        return {name: _plain(value) for name, value in part.items()}
    if isinstance(part, alt.SchemaBase):
        return part.to_dict(validate=False, context={"top_level": False})
    return part


def whole_ticks(most: float, many: int = 3) -> list[int]:
    """Zero and at most so many more whole round numbers up to ``most``."""
    rounds = (part * 10**power for power in count() for part in (1, 2, 5))
    step = next(step for step in rounds if most / step < many + 1)
    return list(range(0, int(most) + 1, step))
