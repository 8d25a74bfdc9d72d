"""The bytes of a JSON answer in, its payload out; and what may be taken for which kind of value."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from math import isfinite
from typing import Any, Final

from crawler.api import Envelope, Flag
from crawler.dates import LONGEST, as_published
from crawler.errors import BadApi
from crawler.text import clean_text, squeeze

LARGEST: Final = 10 * 1024 * 1024
"""Bytes of an answer that is read."""
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?", re.ASCII)
_DIGITS: Final = 20
_MILLISECONDS: Final = 100_000_000_000
"""Seconds reach this in the year 5138, milliseconds had reached it in 1973."""
_FALSE: Final = frozenset({"0", "false", "no"})
_SAID: Final = 200
"""Characters of the interface's own words that an error repeats."""


def payload(body: bytes, envelope: Envelope) -> Any:
    """Return what ``envelope`` is around; raise BadApi, with one line that says what came instead.

    Bytes of any length, depth or encoding do no harm.
    """
    document = _document(body)
    if not isinstance(document, dict):
        raise BadApi(f"the answer is no JSON object but {_named(document)}")
    verdict = document.get(envelope.result, envelope.good) if envelope.result else envelope.good
    said = "; ".join(filter(None, map(line, values(document, envelope.errors))))[:_SAID]
    if line(verdict) != envelope.good:
        told = line(verdict)[:_SAID] or "missing"
        raise BadApi(f"{envelope.result} is {told}: {said or 'the answer says no more'}")
    found = next(values(document, envelope.data), None) if envelope.data else document
    if found is None:
        raise BadApi(f"the answer holds no {envelope.data}{said and f': {said}'}")
    return found


def values(node: Any, path: str) -> Iterator[Any]:
    """Yield what ``path`` leads to: along objects, and in arrays on the way along every item."""
    found = [node]
    for name in path.split("."):
        flat = (item for one in found for item in (one if isinstance(one, list) else [one]))
        found = [item[name] for item in flat if isinstance(item, dict) and name in item]
    yield from found


def first(row: dict[str, Any], paths: tuple[str, ...]) -> Any:
    """Return the first value of ``paths`` that is neither null, empty, false nor zero."""
    found = (value for path in paths for value in values(row, path))
    return next((value for value in found if value and value != "0"), None)


def line(value: Any) -> str:
    """Return a string or a number as one line, anything else as an empty one."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return squeeze(clean_text(str(int(value) if whole else value)))


def instant(value: Any) -> str | None:
    """Return a time as the interface states it in a form that ``parse_published`` reads.

    Seconds and milliseconds since 1970 become an instant in UTC, whether they come as a number or
    as a string; a date in words stays as printed. Numbers outside 1990 to 2100 are no times.
    """
    text = line(value)
    if not any(char.isdecimal() for char in text):
        return None
    if not _NUMBER.fullmatch(text):
        return None if isinstance(value, (int, float)) else text[:LONGEST]
    number = float(text) if len(text) <= _DIGITS else 0.0
    seconds = number / 1000 if number >= _MILLISECONDS else number
    if not isfinite(seconds) or not 0 < seconds < _MILLISECONDS:
        return None
    return as_published(datetime.fromtimestamp(int(seconds), UTC))


def truth(value: Any) -> bool | None:
    """Return what a flag says: ``"0"`` and ``"false"`` mean no; None where it says nothing."""
    if value is None or isinstance(value, (list, dict)) or value == "":
        return None
    return value.strip().lower() not in _FALSE if isinstance(value, str) else bool(value)


def reason_to_pass(row: dict[str, Any], flags: tuple[Flag, ...]) -> str | None:
    """Return the reason of the first flag that is raised."""
    raised = (flag.reason for flag in flags if truth(row.get(flag.key)) is flag.when)
    return next(raised, None)


def _document(body: bytes) -> Any:
    if len(body) > LARGEST:
        raise BadApi(f"the answer is larger than {LARGEST // 1024 // 1024} MB")
    try:
        return json.loads(body)
    except RecursionError:
        raise BadApi("the answer is nested too deeply") from None
    except ValueError:
        start = squeeze(clean_text(body[:60].decode("utf-8", "replace")))
        raise BadApi(f"the answer is no JSON: {start!r}") from None


def _named(document: Any) -> str:
    names = {list: "an array", str: "a string", type(None): "null", bool: "a truth value"}
    return names.get(type(document), "a number")
