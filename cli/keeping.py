"""The verbs ``backup`` and ``restore``: both databases into one file, and back from it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click

from cli.backup_format import Manifest, Report, kinds, read_manifest
from cli.backups import nearest, prepare, put_back, write_backup
from cli.errors import BUSY, Failure
from cli.options import Globals, verb
from cli.output import counted, plain, print_json, print_table, progress
from cli.writer import without_deliveries, writer


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@verb
def backup(options: Globals, file: Path) -> None:
    """Copy the databases into one file, also while a crawl writes.

    FILE is replaced where it is a backup. The archive's files are not in it: copy them as well.
    """
    from db.errors import StoreFull

    _refuse_target(options.data, file)
    _refuse_nothing(options.data)
    try:
        with _reporting("backup", options) as report:
            manifest = write_backup(options.data, file.resolve(), report)
    except StoreFull as error:
        raise Failure(f"no room to write {file}; free some space") from error
    except OSError as error:
        raise Failure(f"cannot write {file}: {error.strerror}") from error
    _show_backup(options, file, manifest)


@click.command()
@click.argument(
    "file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@verb
def restore(options: Globals, file: Path) -> None:
    """Put the databases of a backup in the place of the present ones.

    Nothing is touched before the whole of FILE is found sound.
    """
    from crawler.lock import writing
    from db.workplace import workplace

    if busy := writer(options.data):
        raise Failure(f"{busy} writes into {options.data}; nothing was changed", BUSY)
    manifest = read_manifest(file)
    with workplace(nearest(options.data)) as place:
        with _reporting("restore", options) as report:
            prepare(file, manifest, place, report, options.data)
        with writing(options.data), without_deliveries(options.data):
            moved = put_back(options.data, manifest, place)
    _show_restored(options, file, manifest, moved)


def _refuse_target(data: Path, file: Path) -> None:
    """What a backup must not overwrite is wrong usage."""
    target, home = file.resolve(), data.resolve()
    own = {"lock", *(kind.name for kind in kinds())}
    if target.is_relative_to(home / "archive"):
        raise click.UsageError(f"{file} lies in the archive; name a file outside it")
    if target.parent == home and any(target.name.startswith(name) for name in own):
        raise click.UsageError(f"{file} is the name of one of the data directory's own files")
    if not target.parent.is_dir():
        raise click.UsageError(f"there is no folder {file.parent}")
    if target.exists():
        try:
            read_manifest(target)
        except Failure:
            raise click.UsageError(
                f"{file} is there and is no batchwatch backup; name another file"
            ) from None


def _refuse_nothing(data: Path) -> None:
    from db.opening import refuse_missing
    from db.store import store_path

    refuse_missing(store_path(data))
    if not store_path(data).exists():
        raise Failure(f"there is no database in {data} yet, so nothing to back up")


def _show_backup(options: Globals, file: Path, manifest: Manifest) -> None:
    size = file.stat().st_size
    files, volume = len(manifest.archive), sum(entry.size for entry in manifest.archive)
    shards = {"files": len(manifest.shards), "size": sum(one.size for one in manifest.shards)}
    if options.json:
        told = asdict(manifest) | {"archive": {"files": files, "size": volume}, "shards": shards}
        print_json({"file": str(file), "size": size, **told})
    elif options.verbosity >= 0:
        _table(manifest)
        print(f"{plain(file)}: {_size(size)}, as of {manifest.created_at}")
        if files:
            held = counted(files, "file", "files")
            print(f"not in it: the archive's {held}, {_size(volume)}; copy the archive as well")
        if shards["files"]:
            held = counted(shards["files"], "shard", "shards")
            print(f"not in it: {held}, {_size(shards['size'])}; copy the folder shards as well")


def _show_restored(
    options: Globals, file: Path, manifest: Manifest, moved: dict[str, Path]
) -> None:
    if options.json:
        aside = {name: str(path) for name, path in moved.items()}
        told = {"file": str(file), "created_at": manifest.created_at}
        rows = [asdict(copy) for copy in manifest.databases]
        print_json({**told, "databases": rows, "moved_aside": aside})
    elif options.verbosity >= 0:
        _table(manifest)
        print(f"{plain(options.data)} is as it was at {manifest.created_at}")
        for name, path in moved.items():
            print(f"the {name} that was there is now {plain(path)}")


def _table(manifest: Manifest) -> None:
    rows = [(copy.name, _size(copy.size), copy.user_version) for copy in manifest.databases]
    print_table(["database", "size", "schema"], rows, empty="no database")


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{-(-size // 1000)} kB"


@contextmanager
def _reporting(label: str, options: Globals) -> Iterator[Report]:
    with progress(label, quiet=options.verbosity < 0) as bar:

        def report(step: str, done: int, total: int) -> None:
            bar.say(step)
            bar.reach(done, total)

        yield report
