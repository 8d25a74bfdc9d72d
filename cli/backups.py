"""A data directory's databases into a backup, and a backup's databases back into their places."""

import hashlib
import json
import zipfile
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from cli.backup_format import (
    MANIFEST,
    ArchiveFile,
    Copied,
    Kind,
    Manifest,
    Report,
    kinds,
    pour,
    unpack,
)
from cli.errors import DAMAGED, Failure


def write_backup(data: Path, file: Path, report: Report) -> Manifest:
    """Writes the backup of a data directory to ``file``, which is whole or stays as it was."""
    from db.workplace import move_into_place, workplace

    with workplace(file.parent) as place:
        now = datetime.now(UTC)
        copies = [
            _copied(kind, data / kind.name, place, report)
            for kind in kinds()
            if (data / kind.name).exists()
        ]
        manifest = Manifest(
            f"{now:%Y-%m-%dT%H:%M:%SZ}", version("batchwatch"), tuple(copies), *_beside(data)
        )
        new = place / "new.zip"
        with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
            for copy in copies:
                with (place / copy.name).open("rb") as source:
                    entry = packed.open(_entry(copy.name, now), "w", force_zip64=True)
                    pour(source, entry, copy.size, report)
        move_into_place(new, file)
    return manifest


def prepare(file: Path, manifest: Manifest, place: Path, report: Report, data: Path) -> None:
    """Unpacks, verifies and migrates the databases in a folder of their own."""
    try:
        unpack(file, manifest, place, report)
    except OSError as error:
        raise Failure(f"cannot unpack {file} into {data}: {error.strerror}") from error
    for kind in kinds():
        if (place / kind.name).exists():
            report(f"check {kind.name}", 0, 1)
            _check(kind, file, place)


def put_back(data: Path, manifest: Manifest, place: Path) -> dict[str, Path]:
    """Replaces one database after the other; where to those went that could not be used.

    A ledger that the backup has not would call pages stored that the record store no longer has.
    """
    from db.copies import replace_database, set_aside

    moved = {}
    for kind in kinds():
        held = any(copy.name == kind.name for copy in manifest.databases)
        path = data / kind.name
        aside = replace_database(path, place / kind.name) if held else set_aside(path)
        if aside is not None:
            moved[kind.name] = aside
    return moved


def nearest(data: Path) -> Path:
    """The data directory, or the folder in which it would be made."""
    return next(folder for folder in (data, *data.absolute().parents) if folder.is_dir())


def _copied(kind: Kind, source: Path, place: Path, report: Report) -> Copied:
    from db.copies import check_database, copy_database, refuse_unsound
    from db.errors import DamagedStore, ForeignStore, NewerStore

    copy = place / source.name
    try:
        refuse_unsound(source)
        copy_database(source, copy, lambda done, total: report(f"copy {kind.name}", done, total))
        report(f"check {kind.name}", 0, 1)
        found = check_database(
            copy, application_id=kind.application_id, newest_version=kind.newest, told_as=source
        )
    except (DamagedStore, ForeignStore, NewerStore) as error:
        raise Failure(f"no backup was made: {error}", DAMAGED) from error
    with copy.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Copied(kind.name, digest, kind.application_id, found, copy.stat().st_size)


def _entry(name: str, now: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, now.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _beside(data: Path) -> tuple[tuple[ArchiveFile, ...], tuple[ArchiveFile, ...]]:
    """The files of the archive, and the shards."""
    from cli.backfill.shelf import shards_of, shelf_path

    archive = data / "archive"
    files = sorted(path for path in archive.rglob("*") if path.is_file())
    return _named(files, archive), _named(shards_of(data), shelf_path(data))


def _named(files: list[Path], folder: Path) -> tuple[ArchiveFile, ...]:
    return tuple(
        ArchiveFile(path.relative_to(folder).as_posix(), path.stat().st_size) for path in files
    )


def _check(kind: Kind, file: Path, place: Path) -> None:
    from crawler.ledger.opening import LEDGER_NAME, open_ledger
    from db.copies import check_database
    from db.errors import DamagedStore, ForeignStore, NewerStore
    from db.store import RecordStore

    copy, told_as = place / kind.name, Path(f"{file}: its {kind.name}")
    try:
        check_database(
            copy, application_id=kind.application_id, newest_version=kind.newest, told_as=told_as
        )
    except (DamagedStore, ForeignStore, NewerStore) as error:
        raise Failure(f"{error}; nothing was changed", DAMAGED) from error
    (open_ledger if kind.name == LEDGER_NAME else RecordStore.open)(copy).close()
