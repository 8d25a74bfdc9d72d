"""The host of an address."""

from urllib.parse import urlsplit


def host(url: str) -> str:
    """Return the host of ``url`` in lower case, empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
