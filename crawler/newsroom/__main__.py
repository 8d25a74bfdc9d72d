"""``python -m crawler.newsroom``: serves the sample newsroom until interrupted."""

import argparse
import logging
from threading import Event

from crawler.newsroom.server import Newsroom

logger = logging.getLogger("crawler.newsroom")


def main() -> None:
    """Starts the server and logs where it listens and what it holds."""
    parser = argparse.ArgumentParser(prog="python -m crawler.newsroom", description=__doc__)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--edition", type=int, default=1, choices=(0, 1, 2))
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    with Newsroom(edition=options.edition, port=options.port) as newsroom:
        logger.info("the sample newsroom answers at %s (stop with Ctrl-C):", newsroom.prefix)
        for url in newsroom.site().urls:
            logger.info("%s%s", newsroom.prefix, url)
        try:
            Event().wait()
        except KeyboardInterrupt:
            logger.info("stopped after %d requests", len(newsroom.requests))


if __name__ == "__main__":
    main()
