"""Files of any kind in (html, txt, json, jsonl, warc, directories, stdin), Articles out."""

import gzip
import hashlib
import json
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from crawler.archive.capture import About, Capture
from crawler.documents import HTML, TEXT, BadArticle, Given, doubt, read_document
from crawler.items import Article
from crawler.urls import is_numbered

LARGEST: Final = 50 * 1024 * 1024
"""Bytes of one file, WARC and JSON Lines excepted."""
_PLAIN: Final = (*HTML, *TEXT, ".json", ".jsonl")
"""Endings of files that may be packed by gzip, as ``record`` does."""
_TYPES: Final = {
    **dict.fromkeys(HTML, "text/html"),
    **dict.fromkeys(TEXT, "text/plain"),
    ".json": "application/json",
}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a line of one, that gave no article, and why in one phrase."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An article out of a file, and the bytes it was read from as the archive takes them."""

    article: Article
    capture: Capture
    parts: tuple[Capture, ...] = ()
    """The further pages of an article of several."""
    doubt: str | None = None
    """What the file says that is left out, and where it says so."""


def read_path(
    path: Path,
    *,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Iterator[Article | Unreadable]:
    """Yield the articles of a file or directory; see ``take_path``."""
    for found in take_path(path, url=url, published=published, language=language):
        yield found.article if isinstance(found, Taken) else found


def take_path(
    path: Path,
    *,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Iterator[Taken | Unreadable]:
    """Yield what a file or directory (``-``: stdin) holds, in order of names.

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


def _directory(folder: Path, given: Given) -> Iterator[Taken | Unreadable]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and _wanted(path))
    if not paths:
        yield Unreadable(folder, "holds no .html, .txt, .json, .jsonl or .warc file")
    for path in paths:
        yield from _guarded(path, _file(path, given))


def _wanted(path: Path) -> bool:
    kinds = (*_PLAIN, *(f"{kind}.gz" for kind in _PLAIN), ".warc", ".warc.gz")
    return path.name.lower().endswith(kinds) and not path.name.startswith(".")


def _guarded(path: Path, found: Iterator[Taken | Unreadable]) -> Iterator[Taken | Unreadable]:
    """Turn what can go wrong with a file into Unreadable."""
    try:
        yield from found
    except FileNotFoundError:
        yield Unreadable(path, "no such file")
    except (BadArticle, ValueError) as error:
        yield Unreadable(path, str(error))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield Unreadable(path, f"cannot be unpacked: {error}")
    except OSError as error:
        yield Unreadable(path, error.strerror or str(error))


def _file(path: Path, given: Given) -> Iterator[Taken | Unreadable]:
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        yield from _warc(path)
        return
    name = name.removesuffix(".gz")
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as content:
        if name.endswith(".jsonl"):
            yield from _json_lines(path, _lines(content), given)
            return
        body = content.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise BadArticle(f"larger than {LARGEST // 1024 // 1024} MB")
        taken = _taken(body, name, given)
        yield replace(taken, doubt=taken.doubt and f"{path}: {taken.doubt}")


def _warc(path: Path) -> Iterator[Taken | Unreadable]:
    """Yield the articles of a WARC file; of those of an outlet also what is missing of them."""
    from crawler.gathering import Gathering
    from crawler.warc import read_warc

    gathering = Gathering()
    try:
        for found in read_warc(path, gathering):
            yield Taken(found.article, found.capture, found.parts)
            for url in filter(is_numbered, found.lack):
                yield Unreadable(path, f"{url}, a further page of an article, is not in it")
    finally:
        alone = gathering.alone
    for url in alone:
        yield Unreadable(path, f"{url} continues an article whose first page is not in it")


def _stdin(given: Given) -> Iterator[Taken | Unreadable]:
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
    taken = _taken(body, f"stdin{kinds.get(head, '.txt')}", given)
    yield replace(taken, doubt=taken.doubt and f"-: {taken.doubt}")


def _lines(content: Any) -> Iterator[bytes]:
    """The lines of a file; of one longer than ``LARGEST`` only a beginning that is too long."""
    while line := content.readline(LARGEST + 1):
        yield line
        while len(line) > LARGEST and not line.endswith(b"\n"):
            line = content.readline(LARGEST + 1)


def _json_lines(path: Path, lines: Any, given: Given) -> Iterator[Taken | Unreadable]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                if len(line) > LARGEST:
                    raise BadArticle(f"larger than {LARGEST // 1024 // 1024} MB")
                taken = _taken(line, f"{path.stem}.json", given)
                doubted = taken.doubt and f"{path}: line {number}: {taken.doubt}"
                yield replace(taken, doubt=doubted)
            except (BadArticle, ValueError) as error:
                yield Unreadable(path, f"line {number}: {error}")


def _taken(body: bytes, name: str, given: Given) -> Taken:
    article = read_document(body, name, given)
    doubted = doubt(article) if name.endswith(".json") else None
    return Taken(article, _capture(body, name), doubt=doubted)


def _capture(body: bytes, name: str) -> Capture:
    """The bytes of one article as a record for the archive; its ending tells how it is read."""
    kind = _TYPES.get(Path(name).suffix, "application/octet-stream")
    return Capture(
        url=f"urn:sha256:{hashlib.sha256(body).hexdigest()}",
        # Two versions of an article may come within a second.
        fetched_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        body=body,
        fields=(("Content-Type", kind),),
        about=About("file", name=name),
    )
