"""The archive's notes of articles of several pages in, these articles out of its records."""

from collections.abc import Mapping
from pathlib import Path

from crawler.archive.capture import Capture, Place, archive_path
from crawler.archive.reading import read_at
from crawler.captured import Read
from crawler.joined import Content, Joint, read_joined
from crawler.outlet import Outlet


class JoinedAgain:
    """Knows which records are pages of an article that a later note joins."""

    def __init__(self, data: Path, outlets: Mapping[str, type[Outlet]]) -> None:
        self._folder, self._outlets = archive_path(data), outlets
        self._firsts: set[Content] = set()
        self._places: dict[Content, Place | None] = {}

    def look(self, capture: Capture) -> None:
        """Take note of what a note joins, before the records are read."""
        if (joint := Joint.of(capture)) is not None:
            self._firsts.add(joint.contents[0])
            self._places |= dict.fromkeys(joint.contents)

    def waits(self, content: Content, place: Place) -> bool:
        """Tell whether a record is the first page of an article that a note joins later."""
        if content in self._places:
            self._places[content] = place
        return content in self._firsts

    def read(self, joint: Joint) -> Read | None:
        """Return the article that a note joins, of those of its pages that can be read."""
        places = [self._places.get(content) for content in joint.contents]
        captures = [read_at(self._folder, place) if place else None for place in places]
        found = [capture for capture in captures if capture is not None]
        return read_joined(found, self._outlets) if captures[0] is not None else None
