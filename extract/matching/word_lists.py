"""The lines of rule files, and their word lists filled into regexes; without spaCy."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from extract.errors import RuleError
from extract.matching.regexes import Words

RULES = Path(__file__).parents[1] / "rules"


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file with their line numbers; RuleError on anything else."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise RuleError(shown(path), 1, "not UTF-8: save the file as UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise RuleError(shown(path), number, f"not JSON: {_about(error)}") from error
        if not isinstance(record, dict):
            raise RuleError(shown(path), number, "not a JSON object")
        yield number, record


def _about(error: json.JSONDecodeError) -> str:
    return f"{error.msg} at character {error.colno}"


@lru_cache
def vocabulary(language: str) -> Words:
    """The word lists of ``words.jsonl``; in English no regex heeds the case of letters."""
    lists: dict[str, str] = {}
    for number, record in read_lines(RULES / language / "words.jsonl"):
        if set(record) != {"name", "words"}:
            raise RuleError("words.jsonl", number, "wants the keys name and words, no others")
        lists[record["name"]] = "(?:" + "|".join(record["words"]) + ")"
    return Words(lists, re.IGNORECASE, longest=4) if language == "en" else Words(lists)


def compiled(regex: str, language: str) -> re.Pattern[str]:
    """The pattern of a regex with its ``{name}`` word lists; it does not say how it is written."""
    return vocabulary(language).compiled(regex)


def written(regex: str, language: str) -> str:
    """A regex with its ``{name}`` word lists filled in."""
    return vocabulary(language).written(regex)


def shown(path: Path) -> str:
    """A file that ships is known by its name, a user's own by its path."""
    return path.name if path.is_relative_to(RULES) else str(path)
