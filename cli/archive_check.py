"""What ``doctor`` finds of the archive and of what is on its way into the record store."""

from collections.abc import Iterator
from contextlib import closing

from cli.findings import Finding
from cli.options import Globals
from cli.output import counted, progress


def examine_archive(options: Globals) -> Iterator[Finding]:
    """Every record of every file, held against its digest and against the ledger."""
    from crawler.archive.capture import archive_files
    from crawler.archive.checking import check_files, missing

    files, sizes = archive_files(options.data), _sizes(options)
    for name in missing(files, sizes):
        text = f"{name} is not in the archive any more; copy it back from where archives are kept"
        yield Finding("archive", "error", text)
    if not files:
        yield Finding("archive", "ok", "none yet; a crawl makes it")
        return
    total = sum(path.stat().st_size for path in files)
    with progress("archive, MB", total >> 20, quiet=options.verbosity < 0) as bar:
        checks = list(check_files(files, sizes, lambda done: bar.reach(done >> 20)))
    for check in checks:
        for wrong in check.wrong:
            yield Finding("archive", "damaged", f"{check.path}: {wrong}")
        if check.state == "cut":
            text = f"{check.path} ends in half a record, which the next run cuts off"
            yield Finding("archive", "warning", text)
    records = sum(check.records for check in checks)
    sound = sum(check.state != "damaged" for check in checks)
    text = f"{sound} of {counted(len(files), 'file', 'files')} sound, {records} sound records"
    yield Finding("archive", "ok" if sound == len(files) else "damaged", text)


def examine_backlog(options: Globals) -> Iterator[Finding]:
    """Pages that are archived and not stored, found and not fetched, or given up."""
    from crawler.errors import LedgerError
    from crawler.ledger.opening import ledger_path, open_readable
    from crawler.ledger.reading import backlog

    try:
        ledger = open_readable(ledger_path(options.data))
    except LedgerError:
        return
    if ledger is not None:
        with closing(ledger):
            found = backlog(ledger)
        text = (
            f"{found.stored} stored, {found.unstored} archived and not stored yet,"
            f" {found.queued} to be fetched, {found.given_up} given up"
        )
        if found.unstored:
            text += "; the next crawl or batchwatch replay stores them"
        yield Finding("pages", "warning" if found.unstored else "ok", text)


def _sizes(options: Globals) -> dict[str, int]:
    from crawler.errors import LedgerError
    from crawler.ledger.opening import ledger_path, open_readable
    from crawler.ledger.reading import file_sizes

    try:
        ledger = open_readable(ledger_path(options.data))
    except LedgerError:
        return {}
    if ledger is None:
        return {}
    with closing(ledger):
        return file_sizes(ledger)
