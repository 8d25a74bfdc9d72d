"""Official files into a data directory: read, archived, stored, in that order."""

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cli.options import Globals

if TYPE_CHECKING:
    from crawler.archive.capture import Capture
    from crawler.items import Document
    from crawler.keeper import Keeper
    from extract.register.records import RegisterFile
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


class Documents:
    """Takes official files one by one, in a locked data directory."""

    def __init__(self, options: Globals) -> None:
        from db.store import store_path
        from pipelines.flow import Flow

        self._data = options.data
        self._held = ExitStack()
        self.flow = Flow(
            store_path(options.data),
            verb="register",
            on_committed=self._committed,
            on_printed=self._printed,
        )
        self._keeper: Keeper

    def __enter__(self) -> Self:
        from crawler.keeper import keeping

        self._keeper = self._held.enter_context(keeping(self._data))
        try:
            self._held.enter_context(self.flow)
        except BaseException:
            self._held.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._held.__exit__(kind, error, trace)

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

    def _committed(self, keys: list[str]) -> None:
        self._keeper.ledger.stored(keys)

    def _printed(self, slugs: dict[str, str]) -> None:
        from crawler.items import SLUG_NOTE

        for slug, members in slugs.items():
            self._keeper.keep_note(SLUG_NOTE, slug, members)


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
