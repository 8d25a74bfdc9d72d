"""The finishing of a chart's SVG: what a screen reader says, and colours for dark screens."""

import re
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from db.charts.looks import DARK, LIGHT, Look, colours

_ROOT: Final = re.compile(r"<svg\b[^>]*>")
_UNFIT: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]+"
)
_LONGEST: Final = 48


@dataclass(frozen=True, slots=True)
class Text:
    """What stands for the chart where it is not seen."""

    title: str
    description: str


def fit(text: str, longest: int = _LONGEST) -> str:
    """A text that XML has and that keeps the direction of the line; a very long one is cut."""
    clean = " ".join(_UNFIT.sub(" ", text).split())
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def finished(svg: str, name: str, text: Text, *, follows_screen: bool) -> str:
    """The SVG as an image with title and description; with both themes where it is to follow."""
    found = _ROOT.search(svg)
    assert found is not None
    told = f'role="img" aria-labelledby="{name}-title {name}-desc">'
    head = (
        found[0][:-1].rstrip()
        + " "
        + told
        + f'<title id="{name}-title">{escape(text.title)}</title>'
        f'<desc id="{name}-desc">{escape(text.description)}</desc>'
    )
    if follows_screen:
        head += f"<style>{_dark_rules(LIGHT, DARK)}</style>"
    return svg[: found.start()] + head + svg[found.end() :]


def _dark_rules(light: Look, dark: Look) -> str:
    """Each light colour's dark one, for screens that are dark; others keep the light ones."""
    rules = []
    for here, there in zip(colours(light), colours(dark), strict=True):
        rules.append(f'[fill="{here}"]{{fill:{there}}}[stroke="{here}"]{{stroke:{there}}}')
    return "@media (prefers-color-scheme: dark){" + "".join(rules) + "}"
