"""From whatever goes wrong in any room to one line for a person and one exit status."""

from errno import EROFS

import click

DONE = 0
LOOK = 1
USAGE = 2
BUSY = 3
DAMAGED = 4


class Failure(click.ClickException):
    """An error that a person must look at; ``status`` is the exit status."""

    def __init__(self, message: str, status: int = LOOK) -> None:
        super().__init__(message)
        self.status = status


def explain(error: Exception) -> tuple[str, int] | None:
    """The line and the exit status for an error of a room, or None where no room knows it."""
    for known in (_store, _crawler, _rules, _alerts, _system):
        answer = known(error)
        if answer is not None:
            return answer
    return None


def _store(error: Exception) -> tuple[str, int] | None:
    from db import errors

    if isinstance(error, errors.WrongQuestion):
        return str(error), USAGE
    if not isinstance(error, errors.StoreError):
        return None
    if isinstance(error, errors.StoreLocked):
        return str(error), BUSY
    unusable = errors.DamagedStore | errors.MissingStore | errors.NewerStore | errors.ForeignStore
    return str(error), DAMAGED if isinstance(error, unusable) else LOOK


def _crawler(error: Exception) -> tuple[str, int] | None:
    """The ledger, the archive and the lock; or what the crawler was asked and cannot take."""
    from crawler import errors

    if not isinstance(error, errors.CrawlerError):
        return None
    if isinstance(error, errors.CrawlBusy | errors.LedgerLocked):
        return str(error), BUSY
    if isinstance(error, errors.DamagedLedger | errors.NewerLedger):
        return str(error), DAMAGED
    failed = isinstance(error, errors.LedgerError | errors.ArchiveError)
    return str(error), LOOK if failed else USAGE


def _rules(error: Exception) -> tuple[str, int] | None:
    """A wrong line of the user's own names or rules is wrong configuration."""
    from extract.errors import RuleError

    return (str(error), USAGE) if isinstance(error, RuleError) else None


def _alerts(error: Exception) -> tuple[str, int] | None:
    """Wrong channels are wrong configuration."""
    from pipelines.errors import AlertConfigError

    return (str(error), USAGE) if isinstance(error, AlertConfigError) else None


def _system(error: Exception) -> tuple[str, int] | None:
    if not isinstance(error, OSError):
        return None
    reason = error.strerror or str(error)
    named = f"{error.filename}: {reason}" if error.filename else reason
    # Python has no class for a disk that may only be read.
    kind = PermissionError if error.errno == EROFS else type(error)
    return f"{named}{_HINTS.get(kind, '')}", LOOK


_HINTS: dict[type[OSError], str] = {
    PermissionError: "; name a directory that you may write with --data DIR",
    FileExistsError: "; name another place with --data DIR",
    NotADirectoryError: "; --data must name a directory",
}
