"""Articles that were read from one file, with what they say: a Parquet file, written row by row.

A shard is whole or not there. Its metadata say of which file it is, by which program and names it
was read, and what was passed over.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, astuple, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from cli.backfill.errors import BadShard
from cli.backfill.files import beside, settle
from cli.backfill.packed import pack, unpack
from crawler.items import Article
from extract.extraction import Extraction

FORMAT: Final = 1
_KEY: Final = b"batchwatch"
pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own keeps 10 MB for the next read
_ROWS: Final = 256
"""Articles that are held before they are written."""
_TEXT: Final = 4 << 20
"""Characters of text, likewise."""
_ARTICLE: Final = tuple(field.name for field in fields(Article))
SCHEMA: Final = pa.schema(
    [pa.field("at", pa.int64(), nullable=False)]
    + [
        pa.field(one.name, pa.bool_() if one.name == "listed" else pa.string())
        for one in fields(Article)
    ]
    + [pa.field("extraction", pa.string(), nullable=False)]
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Which file, in which state, was read, and how."""

    source: str
    size: int | None
    modified: int | None
    """Nanoseconds since 1970; None for a file of the web."""
    choice: str
    """What was to be left out; see ``Choice``."""
    rules: str
    """Fingerprint of the program's readers and rules and of the names that were known."""
    format: int = FORMAT


@dataclass(slots=True)
class Account:
    """What became of a file's records."""

    counters: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    """What a person should know of, a line each."""
    skipped: list[tuple[int, str]] = field(default_factory=list)
    """Records that were left out, with the reason: byte in the file, one phrase."""

    def count(self, what: str, number: int = 1) -> None:
        """Add to a counter."""
        self.counters[what] = self.counters.get(what, 0) + number


@dataclass(frozen=True, slots=True)
class Row:
    """One article of a shard."""

    at: int
    article: Article
    extraction: Extraction


class Writer:
    """Collects rows, writes them in groups; ``finish`` gives the file its name."""

    def __init__(self, path: Path) -> None:
        self._path, self._new = path, beside(path)
        self._rows: list[dict[str, Any]] = []
        self._held = 0
        self._file: pq.ParquetWriter | None = None

    def add(self, row: Row) -> None:
        """Take a row."""
        told = {k: _sound(v) for k, v in zip(_ARTICLE, astuple(row.article), strict=True)}
        self._rows.append({"at": row.at, **told, "extraction": pack(row.extraction)})
        self._held += len(row.article.text)
        if len(self._rows) >= _ROWS or self._held >= _TEXT:
            self._flush()

    def finish(self, origin: Origin, account: Account) -> None:
        """Write what is left, then what the shard is of."""
        self._flush()
        assert self._file is not None
        told = {"origin": asdict(origin), "account": asdict(account)}
        self._file.add_key_value_metadata({_KEY: json.dumps(told, ensure_ascii=False)})
        self._file.close()
        self._file = None
        settle(self._new, self._path)

    def close(self) -> None:
        """Take back what was not finished."""
        if self._file is not None:
            with suppress(OSError, pa.ArrowException):
                self._file.close()
        self._new.unlink(missing_ok=True)

    def _flush(self) -> None:
        if self._file is None:
            self._file = pq.ParquetWriter(self._new, SCHEMA, compression="zstd")
        if self._rows:
            self._file.write_table(pa.Table.from_pylist(self._rows, schema=SCHEMA))
        self._rows.clear()
        self._held = 0


def about(path: Path) -> tuple[Origin, Account]:
    """What a shard is of; BadShard where that cannot be read. OSError where it is not there."""
    try:
        metadata = pq.read_metadata(path).metadata or {}
        told = json.loads(metadata[_KEY])
        account = Account(**told["account"])
        account.skipped = [(at, why) for at, why in account.skipped]
        return Origin(**told["origin"]), account
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise BadShard(_line(error)) from error


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows, a few hundred in memory at a time; BadShard where they cannot be read."""
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS):
                yield from map(_row, batch.to_pylist())
    except FileNotFoundError:
        raise
    except (pa.ArrowException, OSError, KeyError, TypeError, ValueError) as error:
        raise BadShard(_line(error)) from error


def _row(told: dict[str, Any]) -> Row:
    article = Article(**{name: told[name] for name in _ARTICLE})
    return Row(told["at"], article, unpack(told["extraction"]))


def _sound(value: Any) -> Any:
    """A value that can be written: what is no character of Unicode is replaced."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
