"""A backup's file: a zip of a manifest and databases; what is in it, read and verified."""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from cli.errors import DAMAGED, USAGE, Failure

FORMAT: Final = "batchwatch backup"
FORMAT_VERSION: Final = 1
MANIFEST: Final = "manifest.json"
_CHUNK: Final = 1 << 20
Report = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done and how much there is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the databases that a data directory holds."""

    name: str
    application_id: int
    newest: int


@dataclass(frozen=True, slots=True)
class Copied:
    """One database as it is in the backup."""

    name: str
    sha256: str
    application_id: int
    user_version: int
    size: int


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """A file of the archive at that time, which is not in the backup."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; the archive's files are named for information only."""

    created_at: str
    program_version: str
    databases: tuple[Copied, ...]
    archive: tuple[ArchiveFile, ...]
    shards: tuple[ArchiveFile, ...] = ()
    """What back-fills have read, likewise."""
    format: str = FORMAT
    format_version: int = FORMAT_VERSION


def kinds() -> tuple[Kind, Kind]:
    """The ledger, then the record store.

    In this order they are copied and put back: a ledger may lag behind the record store, for its
    pages are then stored again; ahead of it, it would call pages stored that are lost.
    """
    from crawler.ledger import opening as ledger
    from db import version
    from db.store import DATABASE_NAME

    return (
        Kind(ledger.LEDGER_NAME, ledger.APPLICATION_ID, ledger.SCHEMA_VERSION),
        Kind(DATABASE_NAME, version.APPLICATION_ID, version.SCHEMA_VERSION),
    )


def read_manifest(file: Path) -> Manifest:
    """The manifest of a backup; Failure where the file is none, or a newer program's."""
    with _told(file), zipfile.ZipFile(file) as packed:
        document = json.loads(packed.read(MANIFEST))
        if document["format"] != FORMAT:
            raise ValueError("of another format")
        if document["format_version"] > FORMAT_VERSION:
            raise Failure(f"{file} was written by a newer batchwatch; update batchwatch", DAMAGED)
        manifest = Manifest(
            document["created_at"],
            document["program_version"],
            tuple(Copied(**entry) for entry in document["databases"]),
            tuple(ArchiveFile(**entry) for entry in document["archive"]),
            tuple(ArchiveFile(**entry) for entry in document.get("shards", ())),
        )
    ledger, store = (kind.name for kind in kinds())
    names = [copy.name for copy in manifest.databases]
    if names not in ([store], [ledger, store]):
        raise Failure(f"{file} is no whole backup: it holds {', '.join(names)}", USAGE)
    return manifest


def unpack(file: Path, manifest: Manifest, place: Path, report: Report) -> None:
    """Writes every database of the backup into ``place``; Failure where one is not as stated."""
    with _told(file, DAMAGED), zipfile.ZipFile(file) as packed:
        for copy in manifest.databases:
            with packed.open(copy.name) as source:
                digest = pour(source, (place / copy.name).open("wb"), copy.size, report)
            if digest != copy.sha256:
                raise Failure(f"{file} is damaged: its {copy.name} has changed", DAMAGED)


def pour(source: IO[bytes], target: IO[bytes], size: int, report: Report) -> str:
    """Copies ``size`` bytes, little more where there are more; the SHA-256 of what was there."""
    digest, done = hashlib.sha256(), 0
    with target:
        while done <= size and (chunk := source.read(_CHUNK)):
            digest.update(chunk)
            target.write(chunk)
            done += len(chunk)
            report("packed, KB", done >> 10, size >> 10)
    return digest.hexdigest()


@contextmanager
def _told(file: Path, status: int = USAGE) -> Iterator[None]:
    """One line for the many ways in which a file can be no backup or a broken one."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Failure(f"{file} is no batchwatch backup, or was cut short ({error})", status) from (
            error
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Failure(f"{file} is no batchwatch backup", status) from error
