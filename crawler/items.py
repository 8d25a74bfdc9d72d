"""The record that leaves the crawler: one page of one outlet."""

from dataclasses import dataclass
from typing import Final

STORED: Final = "batchwatch articles stored"
"""Scrapy signal: the record store has committed the articles of ``keys``."""
PRINTED: Final = "batchwatch slugs printed"
"""Scrapy signal: names that must be answered for ever, ``slugs`` with what each stands for."""
SLUG_NOTE: Final = "batch_slug"
"""Name of the archive's notes about printed slugs."""
BUNDLED_NOTE: Final = "bundled_register"
"""Name of the archive's note that the official rows which ship were loaded."""
WALL_NOTE: Final = "wall"
"""Name of the archive's notes about contents that are no articles: other pages say the same."""
UNSTORABLE: Final = "batchwatch articles not stored"
"""Scrapy signal: the record store cannot be written, as ``error`` says."""


@dataclass(frozen=True, slots=True)
class Article:
    """One page of one outlet, or one file given to ``ingest``.

    ``text`` is the body whose character offsets every later span points into: control characters
    and lone surrogates are replaced one for one, line ends are ``\\n``.
    """

    id: str
    """The id a ``.json`` article brings, else ``key``."""
    key: str
    """Canonical key of the URL (the same for every variant of it), or ``sha256:…`` of the text."""
    url: str | None
    """The URL as fetched, unchanged."""
    outlet: str | None
    """The outlet's name, such as ``global_times``; for unknown pages the host."""
    language: str
    """``en`` or ``zh``."""
    title: str | None
    text: str
    published_at: str | None
    """An instant in UTC (``2024-01-30T12:20:00Z``), or a calendar day in China (``2024-01-30``)
    where the page gives no time; None where it gives no date."""
    published_text: str | None = None
    """The date as printed."""
    author: str | None = None
    fetched_at: str | None = None
    """Instant of the fetch in UTC, ``…Z``; None for a file, which does not tell it."""
    sha256: str | None = None
    """Of the page's or the file's bytes, hexadecimal."""
    listed: bool = False
    """True where an outlet's list, feed or sitemap named the page."""
    handed_at: str | None = None
    """Instant at which a file was handed in first, None for a page."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that an official page links to, or one given to ``register``: perhaps a list."""

    key: str
    """Of its row in the ledger: of the page, the name and the content, whatever its URL."""
    url: str | None
    """As fetched."""
    page: str | None
    """Public URL of the page that links to it; its own where a page holds the table itself."""
    name: str | None
    """As the page or the caller names it."""
    body: bytes
    sha256: str
    outlet: str | None
    published_at: str | None
    """Publication of the page, as ``Article.published_at``; of a file what the caller knows."""
    fetched_at: str | None
    """Instant of the fetch; of a file that at which it was handed in first."""

    @property
    def page_key(self) -> str | None:
        """Canonical key of its page, which the page's article has too."""
        from crawler.urls import canonical_key

        return canonical_key(self.page) if self.page else None
