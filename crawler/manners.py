"""How the crawler names itself and how long it waits."""

from typing import Final

from crawler.config import Config

PRODUCT: Final = "batchwatch/0.1"
JITTER: Final = 0.2
"""Share by which delays vary; they are stretched so that the shortest is still the one asked."""


def polite(config: Config) -> dict[str, object]:
    """Return Scrapy's settings for ``config``: who asks, and never less than its delay."""
    about = f"+{config.contact}" if config.contact else "no contact configured"
    spaced = config.delay / (1 - JITTER)
    return {
        "USER_AGENT": config.user_agent or f"{PRODUCT} (news monitor; {about})",
        "DOWNLOAD_DELAY": spaced,
        "DOWNLOAD_DELAY_JITTER": JITTER,
        "AUTOTHROTTLE_START_DELAY": spaced,
        "BATCHWATCH_PRIVATE_HOSTS": list(config.private_hosts),
        "BATCHWATCH_NAMES_FOLDER": str(config.names or ""),
        # A sub-second delay is meant: the throttle would slow a loopback crawl to its latency.
        "AUTOTHROTTLE_ENABLED": config.delay >= 1,
    }
