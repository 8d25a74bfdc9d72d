"""Models and firms abroad: a text on China names them as rivals or likens others to them."""

import csv
import re
from functools import lru_cache

from extract.known.shipped import NAMES


def is_abroad(name: str) -> bool:
    """Does a name, or its first word, stand in ``abroad.csv``?"""
    return _names().match(name) is not None


@lru_cache
def _names() -> re.Pattern[str]:
    with (NAMES / "abroad.csv").open(encoding="utf-8", newline="") as file:
        names = sorted((row["name"] for row in csv.DictReader(file)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})\b")
