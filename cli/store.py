"""The record store as the reading verbs see it: opened read-only, or absent."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cli.options import Globals

if TYPE_CHECKING:
    from db.store import RecordStore


@contextmanager
def reading(options: Globals) -> Iterator["RecordStore | None"]:
    """The store of the data directory, None where there is none yet; creates nothing.

    A configuration that is wrong is wrong for every verb, and told by the first that is run.
    """
    if options.config is not None:
        from crawler.config import load_config

        load_config(options.config)
    from db.store import open_for_reading

    store = open_for_reading(options.data)
    if store is None:
        yield None
        return
    with store:
        yield store
