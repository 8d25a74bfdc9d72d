"""A crawl (fetch, archive, read, gate, extract, store) against a spider that reads nothing."""

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Literal

from bench.fetching import IMPOLITE, QUICK, bare
from bench.loopback import Kind, isolated, kind_of, served
from bench.ratio import Ratio, alternate

PAGES = 600
Steps = Literal["none", "all but facts", "all"]
KINDS: tuple[tuple[str, Kind, Steps, float | None], ...] = (
    ("reading pages", "news", "none", 0.45),
    ("whole way, other pages", "news", "all", 0.33),
    ("whole way, look-alikes", "look-alikes", "all", None),
    ("announcing, without facts", "announcing", "all but facts", 0.18),
    ("whole way, announcing", "announcing", "all", 0.18),
)
"""What is measured, on which pages, the steps that they go through, the target.

The target of announcing pages is one of fetching, archive, reading, gate and store; finding what
they say is shown against it as well.
"""


def measure(scale: float) -> Iterator[Ratio]:
    """Pages a second of CPU time, on pages that announce something and on others."""
    pages = max(50, int(PAGES * scale))
    name = "bare spider, our settings"
    for what, kind, steps, target in KINDS:
        with served(pages, kind) as prefix:
            ours, reference = alternate(
                partial(isolated, whole, prefix, pages, kind, steps=steps),
                partial(isolated, bare, prefix, pages, own=True),
            )
        yield Ratio(what, ours, name, reference, "pages/CPU-s", target)


def whole(prefix: str, pages: int, kind: Kind, *, steps: Steps) -> float:
    """Crawl with the real spider into a fresh store, or into nothing without the steps; pages a
    second of CPU time from the first answer to the last commit.
    """
    warm_up()
    began: list[float] = []

    def on_event(*_: object) -> None:
        began.append(time.process_time())

    if steps == "all but facts":
        from bench.known import find_all

        find_all(pages, kind)
    ended = crawl_all(prefix, pages, steps=steps, on_event=on_event)
    return pages / (ended - began[0])


def crawl_all(
    prefix: str,
    pages: int,
    *,
    steps: Steps = "all",
    on_event: Callable[..., None] | None = None,
) -> float:
    """Crawl every page, as ``whole`` says; return the CPU time of this process at the end."""
    from crawler.run import CrawlRequest, crawl

    settings = QUICK | {key: value for key, value in IMPOLITE.items() if key != "ITEM_PIPELINES"}
    settings |= _pipelines(steps)
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
    done = report.counters.get("page/article" if steps == "none" else "store/new", 0)
    if done != pages:
        raise RuntimeError(f"{done} of {pages} pages came through")
    return ended


def _pipelines(steps: Steps) -> dict[str, dict[str, int]]:
    """The setting that leaves steps out, nothing where all are run."""
    from crawler.settings import ITEM_PIPELINES

    if steps == "all":
        return {}
    if steps == "none":
        return {"ITEM_PIPELINES": {}}
    known = {"pipelines.read.Read": "bench.known.Known"}
    return {"ITEM_PIPELINES": {known.get(step, step): at for step, at in ITEM_PIPELINES.items()}}


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
