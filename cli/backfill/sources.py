"""What a person names in (files, folders, lists, addresses), the WARC files out."""

import gzip
import io
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import IO, Final, cast
from urllib.parse import urljoin

from cli.backfill.errors import FetchFailed
from cli.backfill.fetching import at_hand
from cli.backfill.task import Source
from cli.errors import LOOK, USAGE, Failure

_ENDINGS: Final = (".warc", ".warc.gz")
_DAY: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)-?([01]\d)-?([0-3]\d)(?=\D|\d{6}(?!\d))")
_LATER: Final = timedelta(days=30)
"""So long after its publication a page may be captured first."""
_LONGEST: Final = 4096
_MOST: Final = 5_000_000
"""Lines of one list."""


@dataclass(slots=True)
class Sources:
    """The files, and what was named and is none."""

    files: list[Source] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    """Its name, and the reason."""


def sources_of(named: Iterable[str], base: str | None = None) -> Sources:
    """Find the WARC files that are named; Failure where what is named can be none at all.

    ``base`` is the folder or address that the paths of lists are relative to.
    """
    found, seen = Sources(), set()
    for name in named:
        listed = len(found.missing)
        none = True
        for source in _named(name, base, found.missing):
            none = False
            if source.place not in seen:
                seen.add(source.place)
                found.files.append(source)
        if none and len(found.missing) == listed:
            told = "standard input" if name == "-" else name
            raise Failure(f"{told} is empty: it names no WARC file", USAGE)
    return found


def within(files: Iterable[Source], since: date | None, until: date | None) -> list[Source]:
    """Keep the files that may hold articles of these days, as far as their names tell the day."""
    may_hold = _window(since, until)
    return [one for one in files if may_hold(one.day)]


def missing_within(
    missing: Iterable[tuple[str, str]], since: date | None, until: date | None
) -> list[tuple[str, str]]:
    """Likewise of those that were named and are not there."""
    may_hold = _window(since, until)
    return [(name, why) for name, why in missing if may_hold(_day_of(Path(name).name))]


def _window(since: date | None, until: date | None) -> Callable[[str | None], bool]:
    first = (since - timedelta(days=1)).isoformat() if since else ""
    last = (until + _LATER).isoformat() if until else "9"
    return lambda day: day is None or first <= day <= last


def _named(name: str, base: str | None, missing: list[tuple[str, str]]) -> Iterator[Source]:
    if name == "-":
        yield from _listed(sys.stdin.buffer, "standard input", Path(), base, missing)
    elif name.startswith(("http://", "https://")):
        if name.lower().partition("?")[0].endswith(_ENDINGS):
            yield _web(name)
        else:
            yield from _fetched(name, base, missing)
    elif (path := Path(name)).is_dir():
        files = [one for one in sorted(path.rglob("*")) if one.name.lower().endswith(_ENDINGS)]
        for one in files:
            if not one.name.startswith(".") and one.is_file():
                yield _local(one)
        if not files:
            raise Failure(f"{path} holds no .warc or .warc.gz file")
    elif not path.exists():
        raise Failure(f"{path}: no such file or directory", USAGE)
    elif _is_warc(path):
        yield _local(path)
    else:
        with path.open("rb") as lines:
            yield from _listed(lines, str(path), path.parent, base, missing)


def _fetched(url: str, base: str | None, missing: list[tuple[str, str]]) -> Iterator[Source]:
    """The files of a list on the web."""
    try:
        with at_hand(Source(url)) as path, path.open("rb") as lines:
            content = io.BytesIO(lines.read())
    except FetchFailed as error:
        raise Failure(str(error), LOOK) from error
    yield from _listed(content, url, None, base, missing)


def _listed(
    lines: IO[bytes],
    name: str,
    folder: Path | None,
    base: str | None,
    missing: list[tuple[str, str]],
) -> Iterator[Source]:
    for number, line in enumerate(_lines(lines, name), 1):
        if number > _MOST:
            raise Failure(f"{name} has more than {_MOST:,} lines", USAGE)
        try:
            source = _resolved(line, name, folder, base)
        except OSError as error:
            missing.append((line, (error.strerror or str(error)).lower()))
        else:
            yield source


def _lines(lines: IO[bytes], name: str) -> Iterator[str]:
    """The paths of a list, packed or not; what begins with # is none."""
    with tempfile.SpooledTemporaryFile(1 << 24) as kept:
        for chunk in iter(lambda: lines.read(1 << 20), b""):
            kept.write(chunk)
        kept.seek(0)
        packed = kept.read(2) == b"\x1f\x8b"
        kept.seek(0)
        # A GzipFile reads as an IO does, and typeshed does not derive it from one.
        stream = cast(IO[bytes], gzip.GzipFile(fileobj=kept, mode="rb")) if packed else kept
        try:
            for line in iter(lambda: stream.readline(_LONGEST + 1), b""):
                text = line.decode("utf-8").strip().lstrip("\ufeff")
                if not text or text.startswith("#"):
                    continue
                if not text.lower().partition("?")[0].endswith(_ENDINGS):
                    raise ValueError
                yield text
        except (OSError, EOFError, ValueError) as error:
            raise Failure(f"{name} is neither a WARC file nor a list of paths", USAGE) from error


def _resolved(line: str, name: str, folder: Path | None, base: str | None) -> Source:
    """The file of one line; OSError where it is not there."""
    if line.startswith(("http://", "https://")):
        return _web(line)
    if base is not None and base.startswith(("http://", "https://")):
        return _web(urljoin(base.rstrip("/") + "/", line.lstrip("/")))
    if base is not None:
        return _local(Path(base) / line.removeprefix("file://"))
    if folder is None or (line.startswith("crawl-data/") and not (folder / line).exists()):
        raise Failure(
            f"{name} names paths such as {line[:80]}: say where they are with --base URL or DIR",
            USAGE,
        )
    return _local(folder / line.removeprefix("file://"))


def _local(path: Path) -> Source:
    stat = path.stat()
    place = str(path.resolve())
    return Source(place, stat.st_size, stat.st_mtime_ns, _day_of(path.name))


def _web(url: str) -> Source:
    source = Source(url)
    return replace(source, day=_day_of(source.name))


def _day_of(name: str) -> str | None:
    found = _DAY.search(name)
    try:
        return date(*map(int, found.groups())).isoformat() if found else None
    except ValueError:
        return None


def _is_warc(path: Path) -> bool:
    """Told by its beginning, whatever it is called; a damaged one by its name."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    if head.startswith(b"\x1f\x8b"):
        try:
            head = gzip.GzipFile(fileobj=io.BytesIO(head)).read(5)
        except (OSError, EOFError):
            head = b""
    return head.startswith(b"WARC/") or path.name.lower().endswith(_ENDINGS)
