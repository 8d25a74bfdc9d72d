"""Apprise's services: one plugin an address, without its own pauses and redirects."""

import logging
import warnings
from typing import Any


def plugin(url: str) -> Any | None:
    """Apprise's plugin for an address, None where it knows none or cannot read the address."""
    _hush()
    with warnings.catch_warnings():
        # It imports every plugin it has, some with modules that Python gives up.
        warnings.simplefilter("ignore", DeprecationWarning)
        from apprise import Apprise

        found = Apprise.instantiate(url, suppress_exceptions=True)
    if found is not None:
        # Rates are the channel's, and what answers elsewhere was not asked.
        found.request_rate_per_sec = 0
        found.redirects = False
    return found


def _hush() -> None:
    """These log addresses with the tokens in them."""
    for name in ("apprise", "urllib3", "requests"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
