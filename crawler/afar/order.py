"""What a crawl of one outlet must know on another machine, as bytes and back."""

import json
import zlib
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, Self

from crawler.ledger.opening import SCHEMA_VERSION
from crawler.ledger.page import Page
from crawler.manners import PRODUCT

Mark = tuple[str, str, str]
"""Key, value and instant of a row of ``marks``."""
_LENGTH: Final = 8


def program() -> str:
    """Which batchwatch this is, as far as the two ends of a crawl must agree."""
    try:
        release = version("batchwatch")
    except PackageNotFoundError:
        release = PRODUCT.partition("/")[2]
    return f"{release} (ledger {SCHEMA_VERSION})"


@dataclass(frozen=True, slots=True)
class Order:
    """One crawl of one outlet; all but ``contents`` travels as JSON."""

    outlet: str
    config: dict[str, Any]
    """The tables of ``batchwatch.toml`` that are about crawling."""
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    urls: tuple[str, ...] = ()
    """Pages that a person asks for; then no list is read."""
    via: str | None = None
    first: float = 0.0
    """Seconds from the start in which no host is asked: somebody else may have asked just now."""
    rests: dict[str, float] = field(default_factory=dict)
    """Seconds from the start in which a host is not asked."""
    pages: tuple[Page, ...] = ()
    """The rows of the ledger that the crawl may look at."""
    marks: tuple[Mark, ...] = ()
    files: dict[str, int] = field(default_factory=dict)
    """The archive's files and their sizes: no new one has such a name."""
    verbosity: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    """Scrapy settings on top of all others."""
    program: str = field(default_factory=program)
    contents: bytes = b""
    """A WARC file of the pages and lists of which the content may be needed."""

    def packed(self) -> bytes:
        """The order as bytes."""
        told = {name: getattr(self, name) for name in self.__dataclass_fields__}
        contents: bytes = told.pop("contents")
        told["pages"] = [page.values for page in self.pages]
        head = zlib.compress(json.dumps(told).encode(), 6)
        return len(head).to_bytes(_LENGTH) + head + contents

    @classmethod
    def of_bytes(cls, data: bytes) -> Self:
        """The order that was packed; ValueError where another batchwatch packed it."""
        end = _LENGTH + int.from_bytes(data[:_LENGTH])
        told: dict[str, Any] = json.loads(zlib.decompress(data[_LENGTH:end]))
        if told.get("program") != program():
            raise ValueError(
                f"batchwatch {told.get('program')} gives the orders and {program()} is installed"
                " here: install the same release"
            )
        pages = tuple(Page(*row) for row in told.pop("pages"))
        marks = tuple((key, value, at) for key, value, at in told.pop("marks"))
        urls = tuple(told.pop("urls"))
        return cls(pages=pages, marks=marks, urls=urls, contents=data[end:], **told)
