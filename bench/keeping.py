"""What archive and ledger cost: a whole crawl against the same run without the time they took."""

import time
from collections.abc import Iterator

from bench.clock import Clock
from bench.loopback import isolated, served
from bench.pipeline import crawl_all, warm_up
from bench.ratio import Ratio

PAGES = 600
ROUNDS = 3


def measure(scale: float) -> Iterator[Ratio]:
    """The share of a crawl's CPU time that goes to anything else; the middle of three runs."""
    pages = max(50, int(PAGES * scale))
    with served(pages) as prefix:
        shares = sorted(isolated(kept_share, prefix, pages) for _ in range(ROUNDS))
    left = 100 * (1 - shares[len(shares) // 2])
    yield Ratio("beside archive, ledger", left, "the whole crawl", 100, "% of the CPU", 0.85)


def kept_share(prefix: str, pages: int) -> float:
    """The share of a crawl's CPU time that is spent inside the archive and the ledger."""
    from crawler.keeper import Keeper
    from crawler.ledger.ledger import Ledger
    from crawler.middleware import Keep

    warm_up()
    clock = Clock()
    clock.watch("kept", Keep, Keeper, Ledger)
    began = time.process_time()
    spent = crawl_all(prefix, pages) - began
    return clock.spent["kept"] / spent
