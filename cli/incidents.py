"""After crawls: what went wrong or is well again, of outlets and of this machine, is told."""

import shutil
from collections.abc import Collection
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cli.options import Globals

if TYPE_CHECKING:
    from pipelines.system import Facts

_LONG: Final = timedelta(days=1)


def look_after(options: Globals, outlets: Collection[str]) -> None:
    """Look at some outlets and at the machine; what is to be told waits in the outbox."""
    from db.store import RecordStore, store_path
    from pipelines.channels import load_alerts
    from pipelines.incidents import look

    channels = load_alerts(options.config).channels
    facts = _facts(options.data)
    with RecordStore.open(store_path(options.data), create=False) as store:
        look(store, channels, outlets=outlets, facts=facts)


def _facts(data: Path) -> "Facts":
    from crawler.errors import LedgerError
    from crawler.ledger.opening import ledger_path, open_readable
    from crawler.ledger.reading import unstored_since
    from pipelines.system import Facts

    free = shutil.disk_usage(data).free
    before = f"{datetime.now(UTC) - _LONG:%Y-%m-%dT%H:%M:%SZ}"
    try:
        ledger = open_readable(ledger_path(data))
    except LedgerError:
        return Facts(free)
    if ledger is None:
        return Facts(free)
    with closing(ledger):
        return Facts(free, unstored_since(ledger, before))
