"""One thing as it was fetched or taken in, with what the crawler knew of it at that moment."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args

Kind = Literal["page", "part", "entry", "document", "file", "other"]
ARCHIVE_NAME: Final = "archive"
ELSEWHERE: Final = "elsewhere"
"""A file of names: those of archive files that another machine has (``crawler.afar``)."""
_OWN: Final = re.compile(r"batchwatch-\d{8}-\d{5}\.warc\.gz")
ABOUT: Final = "WARC-JSON-Metadata"
"""WARC header for facts about a record as JSON, as other web archivers use it."""


def archive_path(data: Path) -> Path:
    """Where the WARC files of a data directory are."""
    return data / ARCHIVE_NAME


def archive_files(data: Path) -> list[Path]:
    """The WARC files of a data directory in the order in which they were begun."""
    return sorted(archive_path(data).glob("*.warc.gz"))


def elsewhere(data: Path) -> frozenset[str]:
    """The archive files that the rows of a ledger speak of and another machine has."""
    try:
        return frozenset((data / ELSEWHERE).read_text(encoding="utf-8").splitlines())
    except FileNotFoundError:
        return frozenset()


def newest_own(files: list[Path]) -> Path | None:
    """The file that this program wrote last; WARC files of others may lie beside it."""
    return max((path for path in files if _OWN.fullmatch(path.name)), default=None)


@dataclass(frozen=True, slots=True)
class About:
    """What is known beside the bytes; the archive alone must suffice to read a page again."""

    kind: Kind = "other"
    """``page`` an article's, ``part`` a further page of one, ``entry`` a list, feed or search,
    ``document`` a file that a page links to, ``file`` one given to ``ingest``."""
    outlet: str | None = None
    listed: bool = False
    """True where a list named the page, False where a person did."""
    listed_date: str | None = None
    """The date that the list prints; of a document its publication, as far as it is known."""
    mark: str | None = None
    """What the list says of the last change, as printed."""
    page: str | None = None
    """The page's public address where its text is fetched from another (an API); of a document
    that of the page that links to it, of a further page that of the first."""
    name: str | None = None
    """Of the file; its ending tells how it is read. Of a document as the page names it."""
    form: str | None = None
    """What was posted, where the request was no GET."""
    live: bool = False
    """True of a file that was handed in as news."""
    first: str | None = None
    """Of a further page of an article: the key of the first one's row in the ledger."""

    def as_json(self) -> str:
        """ASCII JSON of what differs from the defaults."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return json.dumps({k: v for k, v in told.items() if v not in (None, False)})

    @classmethod
    def of_json(cls, text: str | None) -> "About":
        """What a record's header says; ``other`` where it says nothing that is understood."""
        try:
            told: Any = json.loads(text) if text else {}
        except ValueError:
            told = {}
        if not isinstance(told, dict) or told.get("kind") not in get_args(Kind):
            return cls()
        texts = {k: v for k, v in told.items() if k in _TEXTS and isinstance(v, str)}
        known: dict[str, Any] = texts | {name: told.get(name) is True for name in _FLAGS}
        return cls(kind=told["kind"], **known)


_FLAGS: Final = ("listed", "live")
_TEXTS: Final = frozenset(About.__dataclass_fields__) - {"kind", *_FLAGS}


@dataclass(frozen=True, slots=True)
class Capture:
    """A response or a file; ``body`` is decoded where it was read back from the archive."""

    url: str
    """The original URL; a ``urn:sha256:`` for a file."""
    fetched_at: str
    """Instant of the fetch in UTC, to the second."""
    body: bytes
    status: int | None = None
    """HTTP status; None for a file."""
    fields: tuple[tuple[str, str], ...] = ()
    """HTTP header fields as they came, repeated ones too."""
    about: About = About()
    digest: str | None = None
    """WARC payload digest, where the capture was read back from the archive."""

    @property
    def headers(self) -> dict[str, str]:
        """The header fields by name; of a repeated one the last."""
        return dict(self.fields)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record begins: a file of the archive and the byte in it."""

    file: str
    start: int
