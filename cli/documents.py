"""Official files into a data directory: read, archived, stored, in that order."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cli.options import Globals
from cli.taking import Taking

if TYPE_CHECKING:
    from crawler.archive.capture import Capture
    from crawler.items import Document
    from extract.register.records import RegisterFile
    from pipelines.newness import Newness
    from pipelines.official.bundled import Loaded
    from pipelines.official.keep import KeptDocument

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "pdf": "application/pdf",
    "html": "text/html",
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the person at the keyboard says of a file."""

    name: str | None = None
    page: str | None = None
    published: str | None = None


class Documents(Taking):
    """Takes official files one by one, in a locked data directory."""

    def __init__(self, options: Globals, newness: "Newness | None" = None) -> None:
        super().__init__(options, verb="register", newness=newness)

    def left(self) -> Iterator["Document"]:
        """The files that an earlier run archived and did not get to store; they are stored."""
        from crawler.captured import read_document_capture

        for row in self._keeper.ledger.waiting(None, kind="document"):
            capture = self._keeper.content(row)
            document = read_document_capture(capture) if capture is not None else None
            if document is None:
                self._keeper.ledger.settle(row.key, "no_document")
            elif self.flow.add_document(document):
                yield document

    def add(self, body: bytes, file: "RegisterFile", told: Told) -> str:
        """Archive and store a file that was read; return its key."""
        from crawler.captured import read_document_capture

        key = self._keeper.keep_file(capture := _capture(body, file.type, told))
        document = read_document_capture(capture)
        assert document is not None
        at = self._keeper.kept_at(key) or document.fetched_at
        self.flow.add_document(replace(document, fetched_at=at), file)
        return document.key

    def load_bundled(self) -> "Loaded":
        """Store the rows and totals that ship; the archive notes it for every later replay."""
        from crawler.items import BUNDLED_NOTE

        self._keeper.keep_note(BUNDLED_NOTE, "loaded", "{}")
        return self.flow.load_bundled()

    @property
    def kept(self) -> dict[str, "KeptDocument"]:
        """What became of the files, by their keys; whole when the block was left."""
        return {one.key: one for one in self.flow.kept}


def _capture(body: bytes, kind: str, told: Told) -> "Capture":
    """A file as a record for the archive; its address tells it and what was said of it."""
    from crawler.archive.capture import About, Capture

    about = About("document", listed_date=told.published, page=told.page, name=told.name)
    mark = hashlib.sha256(about.as_json().encode() + body).hexdigest()
    return Capture(
        url=f"urn:sha256:{mark}",
        fetched_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}",
        body=body,
        fields=(("Content-Type", TYPES.get(kind, "application/octet-stream")),),
        about=about,
    )
