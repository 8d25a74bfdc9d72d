"""An address that a person gave in, what is wrong with it out; what is secret in it is not told."""

import re
from typing import Final
from urllib.parse import urlsplit

_WEB: Final = re.compile(r"https?://", re.IGNORECASE)
_LOGIN: Final = re.compile(r"//\S*@")
_SHOWN: Final = 200


def fault_of(address: str) -> str | None:
    """Return what keeps a text from being the address of a page, None where nothing does; what it
    is said of comes before.
    """
    login = False
    try:
        parts = urlsplit(address)
        login = "@" in parts.netloc
        known = parts.hostname and parts.port != 0 and " " not in parts.netloc
    except ValueError:
        known = False
    if not known or not _WEB.match(address) or not address.isprintable():
        return f"must be an http or https URL, not {shown(address)!r}"
    if login:
        return f"must hold no user name and no password: {shown(address)!r}"
    return None


def shown(address: str) -> str:
    """Return an address as a message may have it: without user name and password, not too long."""
    try:
        login = "@" in urlsplit(address).netloc
    except ValueError:
        login = True
    return (_LOGIN.sub("//…@", address, count=1) if login else address)[:_SHOWN]
