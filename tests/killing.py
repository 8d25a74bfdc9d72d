"""Runs a command line, kills it with SIGKILL at random moments, and looks at what it leaves."""

import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import told
from prepared import Prepared

from crawler.archive.capture import archive_files
from crawler.archive.reading import Damage, capture_of, members
from db.store import store_path

OFFICIAL = ("register_lists", "register_documents", "register_rows", "register_row_revisions")
TIMES = ("fetched_at", "last_seen", "dated_at", *(f"{table}.first_seen" for table in OFFICIAL))


@dataclass
class Killer:
    """Counts kills; a run that ends before its kill ends the round."""

    commands: Prepared
    line: list[str]
    begun: Callable[[], bool]
    """True once the run has got beyond its start."""
    within: float
    """Seconds after that in which the kill comes."""
    chance: random.Random
    kills: int = 0
    errors: list[str] = field(default_factory=list)

    def round(self, data: Path, most: int) -> bool:
        """Run until ``most`` kills have hit; True where a run came to its end before."""
        while self.kills < most:
            running = self.commands.start(*self.line, "--data", data)
            while not (gone := running.ended()) and not self.begun():
                time.sleep(0.005)
            until = time.monotonic() + self.chance.uniform(0, self.within)
            while not gone and time.monotonic() < until:
                time.sleep(0.005)
                gone = running.ended()
            if not gone:
                running.kill()
            ended = running.wait()
            if ended.status != -signal.SIGKILL:
                self.errors += [ended.err] if ended.status else []
                return True
            self.kills += 1
            self.errors += unsound(data)
        return False


def unsound(data: Path) -> list[str]:
    """What a kill must never leave: a damaged database, a damaged part inside the archive."""
    wrong = []
    for path in (store_path(data), data / "ledger.db"):
        if path.exists():
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as conn:
                found = conn.execute("PRAGMA integrity_check").fetchall()
                wrong += [f"{path.name}: {row[0]}" for row in found if row[0] != "ok"]
    for path in archive_files(data):
        damages = [found for found in members(path) if isinstance(found, Damage)]
        wrong += [f"{path.name}: {found}" for found in damages if not found.cut]
    return wrong


def contents(data: Path) -> dict[str, list[str]]:
    """Every derived row of the record store, without the instants of its fetches."""
    return told.contents(store_path(data), dropped=TIMES)


def captures(data: Path, kind: str) -> Counter[str]:
    """How often the archive has the content of each URL of a kind."""
    found: Counter[str] = Counter()
    for path in archive_files(data):
        for member in members(path):
            assert not isinstance(member, Damage), f"{path.name}: {member}"
            capture = capture_of(member)
            if capture is not None and capture.about.kind == kind:
                found[capture.url] += 1
    return found
