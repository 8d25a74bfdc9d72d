"""Files of any kind in (html, txt, json, jsonl, warc, directories, stdin), Articles out."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from crawler.documents import HTML, TEXT, BadArticle, Given, read_document, read_json
from crawler.items import Article

LARGEST: Final = 50 * 1024 * 1024
"""Bytes of one file, WARC and JSON Lines excepted."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a line of one, that gave no article, and why in one phrase."""

    path: Path
    reason: str


def read_path(
    path: Path,
    *,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Iterator[Article | Unreadable]:
    """Yield the articles of a file or directory (``-``: stdin), in order of names.

    What cannot be read is yielded as Unreadable, and reading goes on. Raises CrawlerError where
    ``published`` is no ISO instant or day.
    """
    given = Given.of(url, published, language)
    if str(path) == "-":
        yield from _guarded(path, _stdin(given))
    elif path.is_dir():
        yield from _directory(path, given)
    else:
        yield from _guarded(path, _file(path, given))


def _directory(folder: Path, given: Given) -> Iterator[Article | Unreadable]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and _wanted(path))
    if not paths:
        yield Unreadable(folder, "holds no .html, .txt, .json, .jsonl or .warc file")
    for path in paths:
        yield from _guarded(path, _file(path, given))


def _wanted(path: Path) -> bool:
    kinds = (*HTML, *TEXT, ".json", ".jsonl", ".warc", ".warc.gz")
    return path.name.lower().endswith(kinds) and not path.name.startswith(".")


def _guarded(path: Path, found: Iterator[Article | Unreadable]) -> Iterator[Article | Unreadable]:
    """Turn what can go wrong with a file into Unreadable."""
    try:
        yield from found
    except FileNotFoundError:
        yield Unreadable(path, "no such file")
    except (BadArticle, ValueError) as error:
        yield Unreadable(path, str(error))
    except OSError as error:
        yield Unreadable(path, error.strerror or str(error))


def _file(path: Path, given: Given) -> Iterator[Article | Unreadable]:
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        from crawler.warc import read_warc

        yield from read_warc(path)
    elif name.endswith(".jsonl"):
        with path.open("rb") as lines:
            yield from _json_lines(path, lines, given)
    elif path.stat().st_size > LARGEST:
        raise BadArticle(f"larger than {LARGEST // 1024 // 1024} MB")
    else:
        yield read_document(path.read_bytes(), name, given)


def _stdin(given: Given) -> Iterator[Article | Unreadable]:
    """Yield what stdin holds, its kind told by its first character."""
    body = sys.stdin.buffer.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise BadArticle(f"larger than {LARGEST // 1024 // 1024} MB")
    head = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if head == b"{":
        try:
            json.loads(body)
        except ValueError:
            yield from _json_lines(Path("-"), body.splitlines(), given)
            return
    kinds = {b"{": ".json", b"<": ".html"}
    yield read_document(body, kinds.get(head, ".txt"), given)


def _json_lines(path: Path, lines: Any, given: Given) -> Iterator[Article | Unreadable]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield read_json(line, given)
            except (BadArticle, ValueError) as error:
                yield Unreadable(path, f"line {number}: {error}")
