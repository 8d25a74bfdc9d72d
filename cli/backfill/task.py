"""What one job of a back-fill is: a file to read, and what is to be left out."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from cli.backfill.shard import Origin
from cli.backfill.shelf import SUFFIX

LARGEST: Final = 10 << 20
"""Bytes of a page that is read, unpacked; see ``crawler.page``."""
_UNFIT: Final = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A WARC file: a path, or an address of the web."""

    place: str
    size: int | None = None
    modified: int | None = None
    day: str | None = None
    """The day that its name tells, as ``2024-01-30``."""

    @property
    def on_the_web(self) -> bool:
        """Whether it is to be fetched."""
        return self.place.startswith(("http://", "https://"))

    @property
    def name(self) -> str:
        """The last part of its place."""
        return self.place.rpartition("/")[2] or self.place


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the files is read."""

    names: bool = True
    """With the gazetteer of known names."""
    gate: bool = True
    """Only pages that name subject, act and place anywhere."""
    outlets: tuple[str, ...] = ()
    """Names of outlets, or hosts; of all where there is none."""

    def __str__(self) -> str:
        """The same for the same choice."""
        return json.dumps(asdict(self), sort_keys=True)


@dataclass(frozen=True, slots=True)
class Task:
    """One file, and where its shard and what is known are to be found."""

    source: Source
    choice: Choice
    folder: str
    known: str
    """Name of the file that tells names and rules."""
    rules: str
    """Their fingerprint."""

    @property
    def shard(self) -> Path:
        """Where its shard will be."""
        source = self.source
        told = json.dumps([source.place, source.size, source.modified, str(self.choice)])
        mark = hashlib.sha256(told.encode()).hexdigest()[:16]
        name = _UNFIT.sub("-", source.name.removesuffix(".gz").removesuffix(".warc"))[:80]
        return Path(self.folder) / f"{name}-{mark}{SUFFIX}"

    @property
    def origin(self) -> Origin:
        """What its shard says of itself."""
        source = self.source
        return Origin(source.place, source.size, source.modified, str(self.choice), self.rules)


@dataclass(slots=True)
class Report:
    """How a job ended."""

    shard: str
    size: int = 0
    seconds: float = 0.0
    counters: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    """What a person should know of, a line each."""
    failed: str | None = None
    """Why there is no shard."""
    stop: str | None = None
    """Why no other job would fare better."""
