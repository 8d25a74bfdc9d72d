"""The whole way (fetch, read, extract, resolve, store) against a spider that reads nothing."""

import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench.fetching import IMPOLITE, QUICK, bare
from bench.loopback import isolated, served
from bench.ratio import Ratio, alternate
from crawler.items import Article

PAGES = 600
WARM_UP = Article(
    id="warm-up",
    key="warm-up",
    url=None,
    outlet=None,
    language="en",
    title=None,
    text="A batch of 14 generative AI services completed filing, the regulator said.",
    published_at=None,
)
"""Names and rules are loaded before the clock starts."""


def measure(scale: float) -> Iterator[Ratio]:
    """Pages a second of CPU time; about one page in three is an announcement."""
    pages = max(50, int(PAGES * scale))
    name = "bare spider, our settings"
    with served(pages) as prefix:
        for what, steps, target in (("reading pages", False, 0.45), ("the whole way", True, 0.18)):
            ours, reference = alternate(
                partial(isolated, whole, prefix, pages, steps=steps),
                partial(isolated, bare, prefix, pages, own=True),
            )
            yield Ratio(what, ours, name, reference, "pages/CPU-s", target)


def whole(prefix: str, pages: int, *, steps: bool) -> float:
    """Crawl with the real spider into a fresh store, or into nothing without the steps."""
    from crawler.run import CrawlRequest, crawl
    from extract.read import read

    read(WARM_UP)
    settings = QUICK | {key: value for key, value in IMPOLITE.items() if key != "ITEM_PIPELINES"}
    if not steps:
        settings["ITEM_PIPELINES"] = {}
    with tempfile.TemporaryDirectory() as directory:
        request = CrawlRequest(
            data=Path(directory), outlets=("global_times",), via=prefix, settings=settings
        )
        began = time.process_time()
        (report,) = crawl(request).outlets
        spent = time.process_time() - began
    done = report.counters.get("store/new" if steps else "page/article", 0)
    if done != pages:
        raise RuntimeError(f"{done} of {pages} pages came through")
    return pages / spent
