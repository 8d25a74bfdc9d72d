"""What archive and ledger cost: a whole crawl against the same run without the time they took."""

import inspect
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from bench.fetching import IMPOLITE, QUICK
from bench.loopback import isolated, served
from bench.pipeline import WARM_UP
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
    from crawler.run import CrawlRequest, crawl
    from extract.read import read

    read(WARM_UP)
    clock = _Clock()
    for kind in (Keep, Keeper, Ledger):
        for name, method in list(vars(kind).items()):
            if inspect.isfunction(method) and not name.startswith("__"):
                setattr(kind, name, clock.timed(method))
    settings = QUICK | {key: value for key, value in IMPOLITE.items() if key != "ITEM_PIPELINES"}
    with tempfile.TemporaryDirectory() as directory:
        request = CrawlRequest(
            data=Path(directory), outlets=("global_times",), via=prefix, settings=settings
        )
        began = time.process_time()
        (report,) = crawl(request).outlets
        spent = time.process_time() - began
    if report.counters.get("store/new", 0) != pages:
        raise RuntimeError(f"{report.counters.get('store/new', 0)} of {pages} pages came through")
    return clock.spent / spent


class _Clock:
    """Adds up the CPU time of outermost calls."""

    def __init__(self) -> None:
        self.spent = 0.0
        self._depth = 0

    def timed(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """The method, its time counted where it is not called from another timed one."""

        @wraps(method)
        def run(*args: Any, **kwargs: Any) -> Any:
            began, self._depth = time.process_time(), self._depth + 1
            try:
                return method(*args, **kwargs)
            finally:
                self._depth -= 1
                if not self._depth:
                    self.spent += time.process_time() - began

        return run
