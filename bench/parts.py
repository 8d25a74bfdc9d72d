"""What a page costs, part by part: one crawl whose parts are timed, beside Scrapy's own work."""

import time
from collections.abc import Iterator
from functools import partial

from bench.clock import Clock
from bench.loopback import Kind, isolated, served
from bench.pipeline import crawl_all, warm_up
from bench.ratio import Ratio

PAGES = 600
KINDS: tuple[tuple[str, Kind], ...] = (
    ("other", "news"),
    ("look-alikes", "look-alikes"),
    ("announcing", "announcing"),
)
PARTS = ("archive and ledger", "reading", "extraction", "names and claims", "record store")
"""What is ours; the rest is Scrapy's: request, connection, middlewares, tasks."""


def measure(scale: float) -> Iterator[Ratio]:
    """Microseconds of CPU time a page, each part against the whole."""
    pages = max(50, int(PAGES * scale))
    for name, kind in KINDS:
        with served(pages, kind) as prefix:
            spent = isolated(partial(parts, prefix, pages))
        whole = sum(spent)
        for part, time_taken in zip((*PARTS, "Scrapy"), spent, strict=True):
            yield Ratio(f"{name}: {part}", time_taken, "the whole page", whole, "us/page")


def parts(prefix: str, pages: int) -> tuple[float, ...]:
    """Microseconds a page of each part and of the rest, from the first answer on."""
    from crawler import harvest
    from crawler.keeper import Keeper
    from crawler.ledger.ledger import Ledger
    from crawler.middleware import Keep
    from pipelines.merge import Merge
    from pipelines.read import Read
    from pipelines.resolve import Resolve
    from pipelines.store import Store

    warm_up()
    clock = Clock()
    clock.watch("archive and ledger", Keep, Keeper, Ledger)
    clock.watch("reading", harvest, names=("read_capture",))
    clock.watch("extraction", Read, names=("process_item",))
    clock.watch("names and claims", Resolve, Merge, names=("process_item",))
    clock.watch("record store", Store, names=("process_item", "open_spider", "close_spider"))
    began: list[float] = []

    def on_event(*_: object) -> None:
        if not began:
            clock.spent.clear()
            began.append(time.process_time())

    whole = crawl_all(prefix, pages, on_event=on_event) - began[0]
    ours = [clock.spent[part] for part in PARTS]
    return tuple(1e6 * spent / pages for spent in (*ours, whole - sum(ours)))
