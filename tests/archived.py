"""Builders of captures and archives, and what other programs say of the files."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import fastwarc.cli
import pytest
import warcio.cli

from crawler.archive.capture import About, Capture, archive_files
from crawler.archive.reading import Damage, Member, capture_of, members
from crawler.archive.records import capture_record
from crawler.archive.writing import Archive
from crawler.bundled import bundled
from crawler.captured import read_capture
from crawler.items import SLUG_NOTE
from crawler.keeper import keeping
from crawler.newsroom import tmtpost
from crawler.newsroom.site import Site
from crawler.newsroom.story import Story
from db.store import RecordStore, store_path
from pipelines.flow import Flow
from pipelines.runs import keep_outlet

FIELDS = "fields=authors;tags;categories;share_link"
PAGE = About("page", outlet="global_times", listed=True)


def response(name: str = "a", **known: Any) -> Capture:
    """A response of a page of that name, with whatever else is known of it."""
    facts: dict[str, Any] = {
        "url": f"https://news.example/{name}",
        "fetched_at": "2024-01-30T10:00:00Z",
        "body": f"<p>The page {name}</p>".encode(),
        "status": 200,
        "fields": (("Content-Type", "text/html"),),
        "about": PAGE,
    }
    return Capture(**(facts | known))


def resource(name: str = "a.txt", **known: Any) -> Capture:
    """A file of that name as ``ingest`` archives it."""
    facts: dict[str, Any] = {
        "url": f"urn:sha256:{name}",
        "status": None,
        "fields": (("Content-Type", "text/plain"),),
        "about": About("file", name=name),
    }
    return response(name, **(facts | known))


def write(folder: Path, captures: Iterable[Capture]) -> list[Path]:
    """Archive captures in a folder; return its files."""
    archive = Archive(folder)
    for capture in captures:
        archive.append(capture_record(capture))
    archive.close()
    return sorted(folder.glob("*"))


def read(path: Path) -> list[Capture | None]:
    """What a sound file holds, a record each: None for what is no capture."""
    return [capture_of(member) for member in sound(path)]


def sound(path: Path) -> list[Member]:
    """The records of a file without damage."""
    found = list(members(path))
    assert all(isinstance(member, Member) for member in found), found
    return [member for member in found if isinstance(member, Member)]


def damages(path: Path) -> list[Damage]:
    """The damaged parts of a file."""
    return [found for found in members(path) if isinstance(found, Damage)]


def accepted(*paths: Path) -> bool:
    """Whether warcio and fastwarc both check the files without a complaint."""
    checks = ((warcio.cli.main, ["check"]), (fastwarc.cli.main, ["check", "-q"]))
    said = [_complaint(main, [*words, str(path)]) for main, words in checks for path in paths]
    assert not any(said), said
    return bool(paths)


def _complaint(main: Callable[[list[str]], object], words: list[str]) -> str:
    """What a command line says where it does not end well."""
    out = StringIO()
    with redirect_stdout(out), redirect_stderr(out), pytest.raises(SystemExit) as ended:
        main(words)
    return f"{ended.value.code}: {out.getvalue()}" if ended.value.code else ""


def repacked(record: bytes, old: bytes, new: bytes) -> bytes:
    """A record in which some bytes were replaced, in a gzip member that is sound."""
    plain = gzip.decompress(record)
    assert old in plain
    return gzip.compress(plain.replace(old, new), mtime=0)


def news(*outlets: str, edition: int = 1) -> Iterator[tuple[Story, Capture]]:
    """The newsroom's stories, oldest first, with the pages that a crawl of it would archive."""
    site = Site(edition)
    for story in reversed(site.stories):
        api = story.outlet == "tmtpost" and "flash" not in story.traits
        url = f"{tmtpost.API}{tmtpost.POSTS}{tmtpost.guid(story)}?{FIELDS}" if api else story.url
        page = site.page(url)
        if page is not None and story.outlet in outlets:
            public = story.url if api else None
            about = About("page", outlet=story.outlet, listed=True, page=public)
            fields = (("Content-Type", page.content_type), ("ETag", page.etag))
            at = f"2026-09-0{edition}T10:00:00Z"
            yield story, Capture(url, at, page.body, 200, fields, about)


def crawl(data: Path, captures: Iterable[Capture]) -> None:
    """Keep captures and store their articles, as one crawl does with what it fetches."""
    outlets, visited = bundled(), set()
    with keeping(data) as keeper:

        def printed(slugs: dict[str, str]) -> None:
            for slug, members in slugs.items():
                keeper.keep_note(SLUG_NOTE, slug, members)

        def stored(keys: list[str]) -> None:
            keeper.ledger.stored(keys)

        path = store_path(data)
        with Flow(path, verb="crawl", on_committed=stored, on_printed=printed) as flow:
            for capture in captures:
                visited.add(capture.about.outlet)
                kept = keeper.keep(capture)
                read = None if kept.unchanged else read_capture(capture, outlets)
                if read is not None:
                    flow.add(read.article)
        with RecordStore.open(path) as store:
            for outlet in (one for name, one in outlets.items() if name in visited):
                keep_outlet(store, outlet)


def keep(data: Path, captures: Iterable[Capture]) -> list[Path]:
    """Keep captures as a crawl does; return the archive's files."""
    with keeping(data) as keeper:
        for capture in captures:
            keeper.keep(capture)
    return archive_files(data)
