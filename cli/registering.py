"""Official files and bundled rows into the store, and what became of them printed."""

from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.delivering import tell_of
from cli.delivering import told as told_of
from cli.documents import Documents, Told
from cli.errors import DONE
from cli.official import Handed, handed_in
from cli.options import Globals
from cli.output import counted, note, print_json, print_table
from cli.own_names import use_own_names
from cli.unread import refused, tell_unread

if TYPE_CHECKING:
    from pipelines.official.bundled import Loaded
    from pipelines.official.keep import KeptDocument, KeptList

COLUMNS = ("file", "list", "rows", "new", "changed", "known")


@dataclass(slots=True)
class Kept:
    """What became of one call."""

    status: int = DONE
    files: list[tuple[Path, str]] = field(default_factory=list)
    """Each file that was stored, with its key."""
    failures: list[tuple[str, str]] = field(default_factory=list)
    documents: dict[str, "KeptDocument"] = field(default_factory=dict)
    bundled: "Loaded | None" = None
    counters: dict[str, int] = field(default_factory=dict)

    @property
    def lists(self) -> list[tuple[Path, "KeptList"]]:
        """Every list of every file."""
        return [
            (path, one)
            for path, key in self.files
            if key in self.documents
            for one in self.documents[key].lists
        ]


def keep(options: Globals, paths: Iterable[Path], told: Told, *, bundled: bool) -> Kept:
    """Store the files that are official lists, and the rows that ship.

    Nothing is opened, and nothing made, before there is something to store.
    """
    use_own_names(options)
    kept = Kept()
    with ExitStack() as held:
        documents: Documents | None = None
        if bundled:
            with _opened(options) as shipped:
                kept.bundled = shipped.load_bundled()
            kept.counters = shipped.flow.counters
        for found in handed_in(paths, told.name):
            if not isinstance(found, Handed):
                _refuse(kept, found.path, found.reason)
                continue
            if (file := _read(kept, found)) is not None:
                documents = documents or held.enter_context(_opened(options))
                about = Told(found.name, told.page, told.published)
                kept.files.append((found.path, documents.add(found.body, file, about)))
        if documents is not None:
            for failure in kept.failures:
                documents.flow.failed(*failure)
    if documents is not None:
        kept.documents = documents.kept
        kept.counters = dict(Counter(kept.counters) + Counter(documents.flow.counters))
    return kept


def tell(options: Globals, kept: Kept) -> None:
    """Print what became of files and bundled rows."""
    if options.json:
        print_json(_document(kept))
        return
    if options.verbosity < 0:
        return
    if kept.files:
        rows = [
            (path.name, one.list, one.rows, one.new, one.changed, one.known)
            for path, one in kept.lists
        ]
        print_table(list(COLUMNS), rows, empty="nothing was stored")
    if (loaded := kept.bundled) is not None:
        lists, rows_told = counted(loaded.lists, "list", "lists"), f"{loaded.rows} rows"
        new = f"{loaded.new} new, {loaded.changed} changed"
        print(f"bundled: {lists}, {rows_told} ({new}), {loaded.totals} stated totals")
    tell_of(told_of(kept.counters), "a crawl that finds a list tells of it")


class _Opened(Documents):
    """Documents after those that an earlier run left were stored."""

    def __enter__(self) -> "_Opened":
        super().__enter__()
        for document in self.left():
            note(f"batchwatch: {document.name or document.key} of an earlier run is stored now")
        return self


def _opened(options: Globals) -> _Opened:
    """What a person stores confirms what was told aloud, and is no news itself."""
    from pipelines.newness import HANDED

    return _Opened(options, HANDED)


def _read(kept: Kept, found: Handed) -> Any:
    """The rows of a file, None where it has none; what is wrong with it is told."""
    from extract.errors import NotAList
    from extract.register import read_file

    try:
        file = read_file(found.body, name=found.name)
    except NotAList as error:
        _refuse(kept, found.path, str(error))
        return None
    kept.status = max(kept.status, tell_unread(found.path, file))
    kept.failures += [(str(found.path), one.reason) for one in file.unread]
    if not file.rows:
        kept.failures.append((str(found.path), "no row of an official list"))
    return file if file.rows else None


def _refuse(kept: Kept, path: Path, reason: str) -> None:
    kept.status = max(kept.status, refused(path, reason))
    kept.failures.append((str(path), reason))


def _document(kept: Kept) -> dict[str, Any]:
    loaded = kept.bundled
    return {
        "lists": [{"file": str(path), **_as_json(one)} for path, one in kept.lists],
        "bundled": None
        if loaded is None
        else {
            name: getattr(loaded, name) for name in ("lists", "rows", "new", "changed", "totals")
        },
        "refused": [{"file": file, "reason": reason} for file, reason in kept.failures],
        "counters": kept.counters,
        "alerts": told_of(kept.counters),
    }


def _as_json(one: "KeptList") -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if key != "numbers"}
