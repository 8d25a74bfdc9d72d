"""The pages of somebody's archive in, one by one; articles out, those of several pages whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from crawler.archive.capture import Capture
from crawler.captured import Read, read_capture, read_part
from crawler.further import MOST, Further
from crawler.items import Article
from crawler.joined import join
from crawler.noting import key_of
from crawler.urls import canonical_key, first_page

MOST_HELD: Final = 64 * 1024 * 1024
"""Bytes of pages that wait for others; then the article that waits longest is given as it is."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """An article, the record it came in, and those of its further pages."""

    article: Article
    capture: Capture
    parts: tuple[Capture, ...] = ()
    lack: tuple[str, ...] = ()
    """Addresses of pages that are not there."""


@dataclass(slots=True)
class _Held:
    """What is there of an article of several pages."""

    first: tuple[Capture, Read] | None = None
    parts: dict[str, Capture] = field(default_factory=dict)
    named: dict[int, str] = field(default_factory=dict)
    """Addresses of its further pages, by their numbers."""
    given: bool = False

    @property
    def size(self) -> int:
        """Bytes that wait."""
        return sum(len(capture.body) for capture in self.parts.values()) + (
            len(self.first[0].body) if self.first else 0
        )


class Gathering:
    """Holds the pages of articles of several pages: until all are there, and for newer ones."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._of: dict[str, str] = {}
        """The articles of addresses that pages have named as their further ones."""
        self.alone: list[str] = []
        """Addresses of further pages whose first page did not come."""

    def add(self, capture: Capture) -> Iterator[Gathered]:
        """Take a page; yield the article that it is, or completes."""
        key = self._of.get(capture.url)
        if key is None and first_page(capture.url) != capture.url:
            key = canonical_key(capture.url)
        if key is not None:
            held = self._held.setdefault(key, _Held())
            known = held.parts.get(capture.url)
            if known is not None and known.body == capture.body:
                return
            held.parts[capture.url], held.given = capture, False
        else:
            read = read_capture(capture, {})
            if read is None:
                return
            if not read.further:
                yield Gathered(read.article, capture)
                return
            key = read.article.key
            held = self._held.setdefault(key, _Held())
            held.first, held.named, held.given = (capture, read), {}, False
            self._name(key, held, read.further)
        yield from self._whole(key)
        while sum(one.size for one in self._held.values()) > MOST_HELD:
            yield from self._let_go(next(iter(self._held)))

    def end(self) -> Iterator[Gathered]:
        """Yield the articles of which pages are missing."""
        for key in list(self._held):
            yield from self._let_go(key)

    def _name(self, key: str, held: _Held, further: tuple[Further, ...]) -> None:
        for one in further:
            if one.number <= MOST and one.number not in held.named:
                held.named[one.number] = one.url
                self._of[one.url] = key

    def _whole(self, key: str) -> Iterator[Gathered]:
        """Yield the article where all pages that its pages name are there."""
        held = self._held[key]
        if held.first is None:
            return
        for url in list(held.named.values()):
            if url in held.parts and (read := read_part(self._part(held, url), {})) is not None:
                self._name(key, held, read.further)
        if held.parts.keys() >= set(held.named.values()):
            yield self._given(held)

    def _let_go(self, key: str) -> Iterator[Gathered]:
        held = self._held.pop(key)
        if held.first is None:
            self.alone += held.parts
        elif not held.given:
            yield self._given(held)

    def _given(self, held: _Held) -> Gathered:
        """The article of what is there; a page that comes later is another version of it."""
        assert held.first is not None
        held.given = True
        capture, read = held.first
        urls = [held.named[number] for number in sorted(held.named)]
        parts = [self._part(held, url) for url in urls if url in held.parts]
        found = [(part, read_part(part, {})) for part in parts]
        texts = [one.article for _, one in found if one is not None]
        lack = (url for url in urls if url not in held.parts)
        whole = tuple(part for part, one in found if one is not None)
        return Gathered(join(read.article, texts), capture, whole, tuple(lack))

    def _part(self, held: _Held, url: str) -> Capture:
        """A further page as the archive takes it."""
        assert held.first is not None
        first, part = held.first[0], held.parts[url]
        key = key_of(first.about, first.url, first)
        about = replace(part.about, kind="part", page=first.url, first=key)
        return replace(part, about=about)
