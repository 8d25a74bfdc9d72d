"""The whole way (fetch, read, extract, resolve, store) against a spider that reads nothing."""

import tempfile
import time
from collections.abc import Iterator
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
    with served(pages) as prefix:
        ours, reference = alternate(
            lambda: isolated(whole, prefix, pages),
            lambda: isolated(bare, prefix, pages, own=True),
        )
    yield Ratio("the whole way", ours, "bare spider, our settings", reference, "pages/CPU-s", 0.18)


def whole(prefix: str, pages: int) -> float:
    """Crawl the pages with the real spider into a fresh store; pages a second of CPU time."""
    from crawler.run import CrawlRequest, crawl
    from db import answers
    from db.store import open_for_reading
    from extract.read import read

    read(WARM_UP)
    steps = {key: value for key, value in IMPOLITE.items() if key != "ITEM_PIPELINES"}
    with tempfile.TemporaryDirectory() as directory:
        data = Path(directory)
        request = CrawlRequest(
            data=data, outlets=("global_times",), via=prefix, settings=QUICK | steps
        )
        began = time.process_time()
        crawl(request)
        spent = time.process_time() - began
        store = open_for_reading(data)
        if store is None:
            raise RuntimeError("the crawl stored nothing")
        with store:
            stored = len(answers.articles(store)["articles"])
    if stored != pages:
        raise RuntimeError(f"stored {stored} of {pages} pages")
    return pages / spent
