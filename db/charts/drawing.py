"""Rows of a named query in, a chart as SVG or PNG out; nothing is fetched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final, Literal

import altair as alt
import vl_convert
from altair.utils import schemapi

from db.charts.accessible import Text, finished, fit
from db.charts.bars import provinces, schemes
from db.charts.lag import lag
from db.charts.looks import DARK, LIGHT, SIZE, settings
from db.charts.marks import Drawing, Frame, Row, layered
from db.charts.telling import description
from db.charts.timeline import dated, timeline
from db.charts.words import words

Theme = Literal["light", "dark", "auto"]
WIDTH: Final = 720
_NARROWEST: Final = 280
_WIDEST: Final = 2400
_SCALE: Final = 2.0
_VERSION: Final = "6.4"
"""Of Vega-Lite, which vl-convert brings along."""


def chart_svg(
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    language: str = "en",
    theme: Theme = "light",
    *,
    width: int = WIDTH,
) -> str:
    """A chart as SVG without scripts; ``auto`` follows the light or dark screen of the reader.

    KeyError for a name or a language that charts do not have. ``width`` is in pixels; below 520
    panels stand below each other.
    """
    look = DARK if theme == "dark" else LIGHT
    frame = Frame(min(max(width, _NARROWEST), _WIDEST), look, language)
    drawn = [_clean(dict(zip(columns, row, strict=True))) for row in rows]
    drawn = [row for row in drawn if _DRAWABLE[name](row)]
    spec = specification(name, drawn, frame)
    svg = vl_convert.vegalite_to_svg(spec, vl_version=_VERSION, allowed_base_urls=[])
    text = Text(words(language)[f"{name}_title"], description(name, drawn, language))
    return finished(svg, name, text, follows_screen=theme == "auto")


def chart_png(
    name: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Any]],
    language: str = "en",
    theme: Theme = "light",
    *,
    width: int = WIDTH,
    scale: float = _SCALE,
) -> bytes:
    """The same as PNG, ``scale`` pixels of the image for each of ``width``; ``auto`` is light."""
    shown: Theme = "dark" if theme == "dark" else "light"
    svg = chart_svg(name, columns, rows, language, shown, width=width)
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@cache
def can_write_chinese() -> bool:
    """Whether this machine has a font with Chinese characters, without which PNG shows boxes."""
    return len({_drawn_sign(sign) for sign in "一龘备"}) == 3


def _drawn_sign(sign: str) -> bytes:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        f'<text x="4" y="32" font-size="30" font-family="sans-serif">{sign}</text></svg>'
    )
    return bytes(vl_convert.svg_to_png(svg))


def _clean(row: Row) -> Row:
    return {
        column: fit(value) if isinstance(value, str) else value for column, value in row.items()
    }


def specification(name: str, rows: list[Row], frame: Frame) -> Drawing:
    """The Vega-Lite specification of a chart, with all that it draws inside."""
    # What we hand to altair is fixed by this code and checked by the tests.
    with schemapi.debug_mode(False):
        drawing = _DRAW[name](rows, frame) if rows else _empty(frame)
    said = words(frame.language)
    note = frame.lines(said[f"{name}_note"], SIZE - 1) if rows else ""
    title = {"text": frame.lines(said[f"{name}_title"]), "subtitle": note}
    config = settings(frame.look, frame.label)
    return {**drawing, "title": title, "datasets": frame.datasets, "config": config}


def _empty(frame: Frame) -> Drawing:
    said = words(frame.language)["empty"]
    written = alt.Chart(frame.data([{}])).mark_text(color=frame.look.quiet, fontSize=13)
    return layered(written.encode(text=alt.value(said)), width=frame.width - 24, height=90)


_DRAW: Final[Mapping[str, Callable[[list[Row], Frame], Drawing]]] = {
    "timeline": timeline,
    "schemes": schemes,
    "provinces": provinces,
    "lag": lag,
}
_DRAWABLE: Final[Mapping[str, Callable[[Row], bool]]] = {
    "timeline": dated,
    "schemes": lambda row: bool(row["services"]),
    "provinces": lambda row: bool(row["services"]),
    "lag": lambda row: row["days"] is not None,
}
NAMES: Final = tuple(_DRAW)
