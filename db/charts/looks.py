"""How charts look: colours of the two themes, fonts, and the settings that all charts share."""

from dataclasses import dataclass, fields
from typing import Any, Final

FONTS: Final = (
    "system-ui, 'Segoe UI', 'Liberation Sans', 'DejaVu Sans', 'PingFang SC', 'Microsoft YaHei',"
    " 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"
)
SIZE: Final = 12


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of a theme; each stands once, so that one theme can be turned into the other."""

    ground: str
    ink: str
    quiet: str
    grid: str
    official: str
    press: str
    wash: str


LIGHT: Final = Look(
    ground="#ffffff",
    ink="#1c2126",
    quiet="#535b64",
    grid="#dde1e6",
    official="#1a5fa8",
    press="#a84a00",
    wash="#d3e2f1",
)
DARK: Final = Look(
    ground="#15191e",
    ink="#e8eaed",
    quiet="#a7afb8",
    grid="#353c44",
    official="#74b3f5",
    press="#f5a864",
    wash="#22384e",
)


def settings(look: Look, label: int) -> dict[str, Any]:
    """The Vega-Lite configuration of all charts; ``label`` is the most room of a name in pixels."""
    axis = {
        "labelColor": look.quiet,
        "titleColor": look.quiet,
        "domainColor": look.quiet,
        "tickColor": look.quiet,
        "gridColor": look.grid,
        "labelFontSize": SIZE - 1,
        "titleFontSize": SIZE - 1,
        "titleFontWeight": "normal",
        "labelLimit": label,
    }
    title = {
        "anchor": "start",
        "color": look.ink,
        "subtitleColor": look.quiet,
        "fontSize": SIZE + 2,
        "subtitleFontSize": SIZE - 1,
        "frame": "bounds",
        "offset": 10,
        "subtitlePadding": 4,
    }
    return {
        "font": FONTS,
        "background": look.ground,
        "aria": False,
        "padding": 12,
        "axis": axis,
        "title": title,
        "view": {"stroke": None},
        "text": {"color": look.ink, "fontSize": SIZE - 1},
        "locale": {
            "number": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", ""]}
        },
    }


def colours(look: Look) -> list[str]:
    """The colours of a theme, in one order for all themes."""
    return [str(getattr(look, field.name)) for field in fields(look)]
