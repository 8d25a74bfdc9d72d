"""The records made safe to show: nothing hidden, nothing that turns the text round."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup

from db.pages.wording import place_key

_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?", re.ASCII)
SIGN = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """A text in which each control character and direction mark is U+FFFD; offsets hold."""
    return _UNSEEN.sub(SIGN, text)


def finalize(value: object) -> object:
    """What a template prints, before it is escaped; for ``Environment.finalize``."""
    if isinstance(value, Markup):
        return Markup(visible(str(value)))
    if isinstance(value, str):
        return visible(value)
    return "" if value is None else value


def web(address: object) -> str:
    """An address that a link may lead to: of the web, else nowhere."""
    text = str(address or "").strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.netloc else ""


def is_day(value: object) -> bool:
    """Whether a cell is a day or month, whose hyphens are no place to break a line."""
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def by_name(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a name and language, with all its ``origins``, articles and its earliest day."""
    merged: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        one = merged.setdefault((row["name"], row["language"]), dict(row) | {"origins": []})
        one["origins"].append(row["origin"])
        one["articles"] = max(one["articles"] or 0, row["articles"] or 0)
        days = [day for day in (one["first_seen"], row["first_seen"]) if day]
        one["first_seen"] = min(days, default=None)
    return list(merged.values())


def prepare(environment: Any) -> None:
    """Give a Jinja environment what the templates need."""
    environment.finalize = finalize
    environment.filters |= {
        "web": web,
        "place_key": place_key,
        "by_name": by_name,
        "is_day": is_day,
    }
