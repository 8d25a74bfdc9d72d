"""One row of the ledger: what is known of one URL, whatever its variants."""

from dataclasses import dataclass
from typing import Literal

from crawler.archive.capture import Kind, Place

State = Literal["queued", "fetched", "stored", "settled", "redirected", "failed"]
"""``queued`` to be fetched; ``fetched`` archived, not yet in the record store; ``stored`` the
record store has committed it; ``settled`` looked at, nothing to store; ``redirected`` see
``target``; ``failed`` given up."""


@dataclass(frozen=True, slots=True)
class Page:
    """Instants are in UTC, to the second or better; attributes are the columns of ``pages``."""

    key: str
    """Canonical key of an article's page; of anything else the URL itself. Of what a document's
    address has held there is a row each, by its content, its page and its name."""
    url: str
    """As it was found first."""
    fetch: str | None
    """The address that is fetched, where it is not ``url``."""
    outlet: str | None
    kind: Kind
    state: State
    outcome: str | None
    """The last outcome in one word, such as ``article``, ``no_article``, ``timeout``."""
    cause: str | None
    """The last failure in words."""
    attempts: int
    """Failures in a row."""
    listed: int
    listed_date: str | None
    mark: str | None
    """What the list said of the last change when the page was fetched."""
    target: str | None
    """Key of the page that a redirect led to; of a document's address that of its content, and
    of a content that was had before under another name or address that of the first."""
    found_at: str
    checked_at: str | None
    """Last answer of the server, 304 among them."""
    changed_at: str | None
    """Fetch of the present content."""
    published_at: str | None
    status: int | None
    etag: str | None
    last_modified: str | None
    digest: str | None
    """WARC payload digest of the present content."""
    file: str | None
    start: int | None
    page: str | None = None
    """Of a document: the public address of the page that it belongs to; of a further page of an
    article: the key of the first."""
    name: str | None = None
    """Of a document: what its page calls it."""

    @property
    def place(self) -> Place | None:
        """Where the present content is in the archive."""
        return None if self.file is None or self.start is None else Place(self.file, self.start)

    @property
    def values(self) -> tuple[str | int | None, ...]:
        """The columns in the order of the table."""
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)
