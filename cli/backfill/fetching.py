"""A source in, a file of this machine out; what is on the web is fetched, in parts if need be."""

import http.client
import os
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from cli.backfill.errors import FetchFailed
from cli.backfill.task import Source

LARGEST: Final = 8 << 30
"""Bytes of one file; those of Common Crawl have one to two thousand million."""
TRIES: Final = 6
FIRST_PAUSE: Final = 1.0
"""Seconds before the second try; each pause is twice the last."""
_SILENCE: Final = 60.0
_CHUNK: Final = 1 << 20
_FOR_GOOD: Final = frozenset({400, 401, 403, 404, 405, 410, 451})
_AGENT: Final = {"User-Agent": "batchwatch"}


@contextmanager
def at_hand(source: Source) -> Iterator[Path]:
    """Give the file; one that was fetched is deleted at the end."""
    if not source.on_the_web:
        yield Path(source.place)
        return
    with tempfile.TemporaryDirectory(prefix="batchwatch-") as folder:
        path = Path(folder) / source.name
        with path.open("wb") as file:
            _fetch(source.place, file)
        yield path


@contextmanager
def head_of(source: Source, most: int) -> Iterator[tuple[Path, int | None]]:
    """Give the beginning of a file of the web, and the size of the whole where that is told."""
    fields = _AGENT | {"Range": f"bytes=0-{most - 1}"}
    request = urllib.request.Request(source.place, headers=fields)
    with tempfile.TemporaryDirectory(prefix="batchwatch-") as folder:
        path = Path(folder) / source.name
        try:
            with urllib.request.urlopen(request, timeout=_SILENCE) as answer:
                path.write_bytes(answer.read(most))
                told = answer.headers.get("Content-Range", "").rpartition("/")[2]
                told = told or answer.headers.get("Content-Length", "")
        except (OSError, http.client.HTTPException) as error:
            raise FetchFailed(f"cannot fetch {source.place}: {error}") from error
        yield path, int(told) if told.isdecimal() else None


def _fetch(url: str, file: IO[bytes]) -> None:
    """Fetch the whole of a file, going on where a try broke off; FetchFailed where that fails."""
    pause, why = FIRST_PAUSE, ""
    for number in range(TRIES):
        if number:
            time.sleep(pause)
            pause *= 2
        try:
            if _try(url, file):
                return
            why = "it broke off"
        except urllib.error.HTTPError as error:
            why = f"HTTP {error.code}"
            error.close()
            if error.code in _FOR_GOOD:
                raise FetchFailed(f"cannot fetch {url}: {why}") from error
            if error.code == 416:
                file.truncate(0)
        except (urllib.error.URLError, http.client.HTTPException) as error:
            why = str(getattr(error, "reason", None) or error or type(error).__name__)
        except (ConnectionError, TimeoutError) as error:
            why = error.strerror or type(error).__name__
    raise FetchFailed(f"cannot fetch {url}: {why} ({TRIES} tries)")


def _try(url: str, file: IO[bytes]) -> bool:
    """Fetch what is missing; whether that is all of it now."""
    have = file.seek(0, os.SEEK_END)
    fields = _AGENT | ({"Range": f"bytes={have}-"} if have else {})
    with urllib.request.urlopen(
        urllib.request.Request(url, headers=fields), timeout=_SILENCE
    ) as answer:
        if have and answer.status != 206:
            have = file.seek(0)
            file.truncate(0)
        length = answer.headers.get("Content-Length")
        whole = have + int(length) if length and length.isdecimal() else None
        while chunk := answer.read(_CHUNK):
            have += len(chunk)
            if have > LARGEST:
                raise FetchFailed(f"{url} is larger than {LARGEST >> 30} GB")
            file.write(chunk)
        file.flush()
    return whole is None or have >= whole
