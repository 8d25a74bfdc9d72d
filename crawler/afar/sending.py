"""The data directory of a crawl afar in, parcels of what is new in it out."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any, Final

from crawler.afar.leaving import CONTENTS
from crawler.afar.parcel import PIECE, ROWS, Parcel
from crawler.archive.capture import archive_path, elsewhere
from crawler.ledger.opening import ledger_path, open_readable, told_clearly
from crawler.ledger.page import Page

_COLUMNS: Final = ", ".join(f"pages.{name}" for name in Page.__dataclass_fields__)
_NEW: Final = "SELECT key, max(n) AS last FROM changes WHERE of = ? AND n > ? GROUP BY key"
_PAGES: Final = f"SELECT {_COLUMNS} FROM ({_NEW}) JOIN pages USING (key) ORDER BY last"
_MARKS: Final = f"SELECT marks.* FROM ({_NEW}) JOIN marks USING (key) ORDER BY last"


class Sending:
    """Follows one crawl; what it has sent once is not sent again."""

    def __init__(self, crawl: str, data: Path) -> None:
        self._crawl, self._data = crawl, data
        self._numbers = count(1)
        self._change = 0
        self._sent: dict[str, int] = {}
        """How far each WARC file was sent."""
        self._known = {CONTENTS, *elsewhere(data)}
        """Files that were there before, here or elsewhere."""

    def parcels(self, told: dict[str, Any], *, at_any_rate: bool = False) -> Iterator[Parcel]:
        """Yield what is new, with ``told`` in the seal; nothing where nothing is.

        The rows are of one moment, and the records that they speak of come before them.
        """
        changed, sizes, pages, marks = self._state()
        grown = {name: size for name, size in sizes.items() if size > self._sent.get(name, 0)}
        if not (pages or marks or grown or at_any_rate):
            return
        for name, size in sorted(grown.items()):
            yield from self._pieces(name, size)
        for rows in (pages[at : at + ROWS] for at in range(0, len(pages), ROWS)):
            yield self._parcel("rows", {"pages": rows, "marks": []})
        yield self._parcel("rows", {"pages": [], "marks": marks})
        yield self._parcel("seal", told)
        self._change = changed

    def _state(self) -> tuple[int, dict[str, int], list[Any], list[Any]]:
        """The last change, the sizes of the crawl's files, and the rows that are new."""
        path = ledger_path(self._data)
        conn = open_readable(path)
        assert conn is not None
        with told_clearly(path), closing(conn):
            conn.execute("BEGIN")
            sizes = dict(conn.execute("SELECT name, size FROM files").fetchall())
            changed = conn.execute("SELECT coalesce(max(n), 0) FROM changes").fetchone()[0]
            pages = conn.execute(_PAGES, ("pages", self._change)).fetchall()
            marks = conn.execute(_MARKS, ("marks", self._change)).fetchall()
        return changed, {n: s for n, s in sizes.items() if n not in self._known}, pages, marks

    def _pieces(self, name: str, size: int) -> Iterator[Parcel]:
        at = self._sent.get(name, 0)
        with (archive_path(self._data) / name).open("rb") as file:
            file.seek(at)
            while at < size:
                piece = file.read(min(PIECE, size - at))
                if not piece:
                    raise OSError(f"{name} is shorter than its ledger says")
                yield self._parcel("warc", {"file": name}, piece)
                at += len(piece)
                self._sent[name] = at

    def _parcel(self, what: Any, told: dict[str, Any], data: bytes = b"") -> Parcel:
        return Parcel(self._crawl, next(self._numbers), what, told, data)
