"""The whole way (fetch, read, extract, resolve, store) against a spider that reads nothing."""

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.fetching import IMPOLITE, QUICK, bare
from bench.loopback import Kind, isolated, kind_of, served
from bench.ratio import Ratio, alternate

PAGES = 600
KINDS: tuple[tuple[str, Kind, bool, float | None], ...] = (
    ("reading pages", "news", False, 0.45),
    ("whole way, other pages", "news", True, 0.33),
    ("whole way, look-alikes", "look-alikes", True, None),
    ("whole way, announcing", "announcing", True, 0.18),
)
"""What is measured, on which pages, whether they go through the steps, the target."""


def measure(scale: float) -> Iterator[Ratio]:
    """Pages a second of CPU time, on pages that announce something and on others."""
    pages = max(50, int(PAGES * scale))
    name = "bare spider, our settings"
    for what, kind, steps, target in KINDS:
        with served(pages, kind) as prefix:
            ours, reference = alternate(
                partial(isolated, whole, prefix, pages, steps=steps),
                partial(isolated, bare, prefix, pages, own=True),
            )
        yield Ratio(what, ours, name, reference, "pages/CPU-s", target)


def whole(prefix: str, pages: int, *, steps: bool) -> float:
    """Crawl with the real spider into a fresh store, or into nothing without the steps; pages a
    second of CPU time from the first answer to the last commit.
    """
    warm_up()
    began: list[float] = []

    def on_event(*_: object) -> None:
        began.append(time.process_time())

    ended = crawl_all(prefix, pages, steps=steps, on_event=on_event)
    return pages / (ended - began[0])


def crawl_all(
    prefix: str, pages: int, *, steps: bool = True, on_event: Callable[..., None] | None = None
) -> float:
    """Crawl every page, as ``whole`` says; return the CPU time of this process at the end."""
    from crawler.run import CrawlRequest, crawl

    settings = QUICK | {key: value for key, value in IMPOLITE.items() if key != "ITEM_PIPELINES"}
    if not steps:
        settings["ITEM_PIPELINES"] = {}
    with tempfile.TemporaryDirectory() as directory:
        request = CrawlRequest(
            data=Path(directory),
            outlets=("global_times",),
            via=prefix,
            settings=settings,
            on_event=on_event,
        )
        (report,) = crawl(request).outlets
        ended = time.process_time()
    done = report.counters.get("store/new" if steps else "page/article", 0)
    if done != pages:
        raise RuntimeError(f"{done} of {pages} pages came through")
    return ended


def warm_up() -> None:
    """Load names, rules and libraries before the clock starts: a crawl does it once."""
    # Imported for its time alone.
    import pipelines.store  # noqa: F401
    from crawler.generic import read_generic
    from crawler.newsroom.site import Site

    site = Site()
    for story in site.stories:
        if story.outlet == "global_times" and (page := site.page(story.url)) is not None:
            kind_of(page.body, story.url)
    read_generic("<article><p>Ferries leave for the island twice a day.</p></article>", None)
