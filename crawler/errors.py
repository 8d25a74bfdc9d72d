"""What can go wrong in the crawler and is worth a name."""


class CrawlerError(Exception):
    """Base of all errors of this package; the message is one line for a person."""


class ConfigError(CrawlerError):
    """The configuration file has an unknown key, a wrong type or is no TOML."""


class UnknownOutlet(CrawlerError):
    """No outlet of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"unknown outlet {name!r}; known outlets: {', '.join(known)}")


class CrawlBusy(CrawlerError):
    """Another process writes into the data directory."""


class LedgerError(CrawlerError):
    """The ledger cannot be used as asked."""


class DamagedLedger(LedgerError):
    """The file is empty, no ledger, or fails SQLite's own check."""


class NewerLedger(LedgerError):
    """A newer batchwatch wrote the file."""


class LedgerLocked(LedgerError):
    """Another process held the write lock longer than the busy timeout."""


class LedgerFull(LedgerError):
    """The disk is full; nothing of the transaction was kept."""


class ArchiveError(CrawlerError):
    """The archive cannot be written or read as asked."""


class BadApi(CrawlerError):
    """An answer of an outlet's JSON interface is not what its declaration says."""
