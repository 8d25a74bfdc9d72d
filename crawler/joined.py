"""The pages of one article in, the article with the text of all of them in order out.

What was joined is noted in the archive, so that the same article can be made of the same pages
years later.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, Self
from urllib.parse import quote

from crawler.archive.capture import About, Capture
from crawler.captured import Read, read_capture, read_part
from crawler.items import Article
from crawler.outlet import Outlet

NOTE: Final = "urn:batchwatch:joined:"
Content = tuple[str, str]
"""Key of a row of the ledger, and the digest of what it held."""


def join(first: Article, others: Iterable[Article]) -> Article:
    """Return the article with the texts of its further pages behind its own, as new as the newest.

    Lines that stand on top of every page, or below every text, are kept once; a page that repeats
    another adds nothing.
    """
    pages = (first, *others)
    texts = list(dict.fromkeys(page.text for page in pages))
    lines = [text.split("\n") for text in texts]
    top = _same(lines) if len(lines) > 1 else 0
    rest = [page[top:] if number else page for number, page in enumerate(lines)]
    below = _same([page[::-1] for page in rest]) if len(rest) > 1 else 0
    kept = [page[: len(page) - below] for page in rest[:-1]] + rest[-1:]
    fetched = max((page.fetched_at for page in pages if page.fetched_at), default=None)
    text = "\n".join(line for page in kept for line in page)
    return replace(first, text=text, fetched_at=fetched)


def _same(pages: Sequence[Sequence[str]]) -> int:
    """How many lines all pages begin with; a page is more than these."""
    shortest = min(map(len, pages)) - 1
    return next((n for n in range(shortest) if len({page[n] for page in pages}) > 1), shortest)


@dataclass(frozen=True, slots=True)
class Joint:
    """Which contents an article was joined from, the first page's first; pages not had ``lack``."""

    contents: tuple[Content, ...]
    lack: tuple[str, ...] = ()

    @property
    def first(self) -> str:
        """The key of the first page's row, which stands for the article."""
        return self.contents[0][0]

    def capture(self, *, outlet: str | None) -> Capture:
        """The note for the archive; each is one of its own."""
        told = {"pages": self.contents, "missing": self.lack}
        body = json.dumps(told, ensure_ascii=False).encode()
        at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
        mark = hashlib.sha256(body + at.encode()).hexdigest()[:16]
        url = f"{NOTE}{quote(self.first, safe='')}:{mark}"
        fields = (("Content-Type", "application/json"),)
        return Capture(url, at, body, fields=fields, about=About("other", outlet=outlet))

    @classmethod
    def of(cls, capture: Capture) -> Self | None:
        """What a note says, None for any other record."""
        if capture.status is not None or not capture.url.startswith(NOTE):
            return None
        try:
            told: Any = json.loads(capture.body)
            pages = tuple((str(key), str(digest)) for key, digest in told["pages"])
            return cls(pages, tuple(map(str, told["missing"]))) if pages else None
        except (KeyError, TypeError, ValueError):
            return None


def read_joined(pages: Sequence[Capture], outlets: Mapping[str, type[Outlet]]) -> Read | None:
    """Return the article of some pages, the first page first; None where that holds none."""
    read = read_capture(pages[0], outlets)
    if read is None:
        return None
    parts = (read_part(page, outlets) for page in pages[1:])
    article = join(read.article, (part.article for part in parts if part is not None))
    return replace(read, article=article)
