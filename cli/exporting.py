"""The verb ``export``: the researchers' views as a folder of files."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.errors import Failure
from cli.export_target import refuse_target
from cli.kinds import Day, Folder, day
from cli.options import Globals, verb
from cli.output import counted, note, plain, print_json, print_table, progress
from cli.store import reading

if TYPE_CHECKING:
    from db.exports.provenance import Asked
    from db.exports.writing import Exported
    from db.store import RecordStore

FORMATS = ("csv", "jsonl", "parquet", "xlsx", "sqlite")


class Several(click.ParamType[tuple[str, ...]]):
    """Words of a list, separated by commas."""

    name = "LIST"

    def __init__(self, *words: str, prefix: str = "") -> None:
        self.words, self.prefix = words, prefix

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        """The words, or a usage error that lists those there are."""
        if isinstance(value, tuple):
            return value
        found = [word.strip().lower() for word in str(value).split(",")]
        full = [word if word in self.words else self.prefix + word for word in found]
        for word, asked in zip(full, found, strict=True):
            if word not in self.words:
                self.fail(f"{asked!r} is none of {', '.join(self.words)}", param, ctx)
        return tuple(full)


def _views() -> tuple[str, ...]:
    from db.exports.views import ORDER

    return tuple(ORDER)


@click.command()
@click.argument("folder", metavar="DIR", type=Folder())
@click.option(
    "--format",
    "formats",
    type=Several(*FORMATS),
    multiple=True,
    help="csv, jsonl, parquet, xlsx, sqlite; several with commas (default: csv).",
)
@click.option(
    "--view",
    "chosen",
    type=Several(*_views(), prefix="v_"),
    multiple=True,
    help="Of these views only, such as v_batches; several with commas.",
)
@click.option("--since", type=Day(), help="Only what is new or changed since this day (in China).")
@click.option("--with-text", is_flag=True, help="Also the full texts of the articles.")
@verb
def export(
    options: Globals,
    folder: Path,
    formats: tuple[tuple[str, ...], ...],
    chosen: tuple[tuple[str, ...], ...],
    since: date | None,
    *,
    with_text: bool,
) -> None:
    """Write the records to DIR, with a data dictionary, provenance and checksums.

    DIR is made whole or not at all; an earlier export there is replaced.
    """
    from db.exports.provenance import Asked

    asked = Asked(
        formats=_each(formats, FORMATS) or ("csv",),
        views=_each(chosen, _views()),
        since=day(since),
        with_text=with_text,
    )
    target = folder.resolve()
    refuse_target(options.data, folder)
    with reading(options) as store:
        if store is None and target.is_dir() and any(target.iterdir()):
            raise Failure(f"there is no database in {options.data}; {folder} is left as it is")
        exported = _export(options, store, target, folder, asked)
    _show(options, folder, exported)
    if store is None:
        note(f"there is no database in {options.data} yet: the export has no rows")


def _each(given: tuple[tuple[str, ...], ...], order: tuple[str, ...]) -> tuple[str, ...]:
    """What is named, once each, in the order of the files."""
    named = {word for words in given for word in words}
    return tuple(word for word in order if word in named)


def _export(
    options: Globals,
    store: "RecordStore | None",
    target: Path,
    told_as: Path,
    asked: "Asked",
) -> "Exported":
    from db.errors import StoreFull
    from db.exports.writing import write_export
    from db.workplace import move_folder_into_place, workplace

    try:
        with (
            workplace(target.parent) as place,
            _state(store) as conn,
            progress("export", quiet=options.verbosity < 0) as bar,
        ):
            new = place / "export"
            new.mkdir()

            def report(view: str, done: int) -> None:
                bar.say(view)
                bar.reach(done)

            exported = write_export(conn, new, asked, report)
            move_folder_into_place(new, target)
    except StoreFull as error:
        raise Failure(f"no room to write {told_as}; free some space") from error
    except OSError as error:
        raise Failure(f"cannot write {told_as}: {error.strerror or error}") from error
    return exported


@contextmanager
def _state(store: "RecordStore | None") -> Iterator[sqlite3.Connection]:
    """A connection that shows one state of the store, or of an empty one where there is none."""
    if store is not None:
        with store.snapshot():
            yield store.conn
        return
    from db.migrations import migrate

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as conn:
        migrate(conn)
        conn.execute("BEGIN")
        yield conn


def _show(options: Globals, folder: Path, exported: "Exported") -> None:
    from db.exports.provenance import facts

    told = exported.provenance
    if options.json:
        files = [asdict(file) for file in exported.files]
        print_json({"directory": str(folder), **facts(told), "files": files})
        return
    if options.verbosity >= 0:
        print_table(["view", "rows"], list(told.rows.items()), empty="no views")
        size = sum(file.size for file in exported.files)
        print(
            f"{plain(folder)}: {counted(len(exported.files), 'file', 'files')},"
            f" {-(-size // 1000)} kB, records as of {told.changed or '(no records)'}"
        )
    for line in told.notes:
        note(line)
