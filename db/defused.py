"""Values as a spreadsheet may open them: a text that it would take for a formula stays text."""

import re
from typing import Any, Final

_FORMULA: Final = re.compile(r"[\s\x00-\x1f\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|['\t\r\n\x00]")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)


def defused(value: Any) -> Any:
    """A text that begins as a formula does with an apostrophe before it; all else as it is.

    One that begins with an apostrophe gets another: whoever takes one off every text that begins
    with one has all texts as they were.
    """
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
