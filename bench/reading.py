"""The generic reader against trafilatura and against parsing alone, on pages no outlet declares.

Pages: the sample newsroom's English ones (small, and most of a layout that readers differ on) and
those of ``bench.chinese_pages``; or, with ``BENCH_PAGES``, the ``.html`` files of a folder.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import mean

from bench.ratio import Ratio, alternate, per_cpu_second

TARGET = 1.0
"""Beside trafilatura with its metadata."""
ROUNDS = 3


def measure(scale: float) -> Iterator[Ratio]:
    """Pages a second of CPU time; of Chinese pages also the likeness of body and original."""
    folder = os.environ.get("BENCH_PAGES")
    sets = {"own pages": _saved(Path(folder))} if folder else {"en": _english(), "zh": _chinese()}
    for name, pages in sets.items():
        pages = pages[: max(4, int(len(pages) * scale))]
        ours, reference = alternate(partial(_speed, pages, _ours), partial(_speed, pages, _peer))
        parsed = _speed(pages, _parsed)
        yield Ratio(
            f"reader, {name}", ours, "trafilatura, all fields", reference, "pages/CPU-s", TARGET
        )
        yield Ratio(f"reader, {name}", ours, "lxml, parse only", parsed, "pages/CPU-s")
    if not folder:
        yield _likeness(scale)


def _likeness(scale: float) -> Ratio:
    """Mean F1 of four-letter runs, in hundredths."""
    from bench.chinese_pages import written

    pages = list(written())[: max(4, int(42 * scale))]
    ours = 100 * mean(_f1(_ours(page.html), page.body) for page in pages)
    peer = 100 * mean(_f1(_peer(page.html), page.body) for page in pages)
    return Ratio("words of zh bodies", ours, "trafilatura", peer, "% F1", TARGET)


def _speed(pages: Sequence[str], read: Callable[[str], object]) -> float:
    read(pages[0])
    return per_cpu_second(len(pages), lambda: [read(page) for page in pages])


def _ours(html: str) -> str:
    from crawler.generic import read_generic

    fields = read_generic(html, "https://news.example/1")
    return fields.body if fields else ""


def _peer(html: str) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(html, url="https://news.example/1", with_metadata=True)
    return str(getattr(found, "text", "") or "")


def _parsed(html: str) -> object:
    from lxml.html import fromstring

    return fromstring(html.encode())


def _f1(found: str, wanted: str) -> float:
    one, other = _runs(found), _runs(wanted)
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _runs(text: str) -> Counter[str]:
    letters = "".join(filter(str.isalnum, text))
    return Counter(letters[at : at + 4] for at in range(len(letters) - 3))


def _english() -> list[str]:
    from crawler.newsroom.site import Site

    site = Site()
    stories = [story for story in site.stories if story.outlet in ("global_times", "technode")]
    pages = [(site.page(story.url), story.charset) for story in stories]
    return ROUNDS * [page.body.decode(charset) for page, charset in pages if page is not None]


def _chinese() -> list[str]:
    from bench.chinese_pages import written

    return [page.html for page in written(ROUNDS)]


def _saved(folder: Path) -> list[str]:
    return [path.read_text("utf-8", "replace") for path in sorted(folder.glob("*.html"))]
