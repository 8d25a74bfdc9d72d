"""A process in, the most memory that it and those that it started take out."""

import subprocess
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

OFTEN: Final = 0.2
_PROC: Final = Path("/proc")


@dataclass(slots=True)
class Peak:
    """Bytes of proportional memory: of the largest worker, and of all that is no worker."""

    worker: int = 0
    rest: int = 0

    def take(self, other: "Peak") -> None:
        """Keep the larger numbers."""
        self.worker, self.rest = max(self.worker, other.worker), max(self.rest, other.rest)


def peak_of(process: "subprocess.Popen[bytes]") -> Peak:
    """Look at a process and its descendants until it ends."""
    peak = Peak()
    while process.poll() is None:
        peak.take(_now(process.pid))
        time.sleep(OFTEN)
    return peak


def _now(root: int) -> Peak:
    """A worker is a fork of the process that forks them, or a Dask worker with its own."""
    children = _children()
    workers = dict.fromkeys(_workers(root, children), 0)
    rest = 0
    for pid, owner in _owned(root, None, children, workers):
        size = _size(pid)
        if owner is None:
            rest += size
        else:
            workers[owner] += size
    return Peak(max(workers.values(), default=0), rest)


def _owned(
    pid: int, owner: int | None, children: dict[int, list[int]], workers: dict[int, int]
) -> Iterator[tuple[int, int | None]]:
    owner = pid if owner is None and pid in workers else owner
    yield pid, owner
    for child in children[pid]:
        yield from _owned(child, owner, children, workers)


def _workers(root: int, children: dict[int, list[int]]) -> Iterator[int]:
    """The children of a process that forks, or the Dask workers that started one."""
    for child in children[root]:
        if "cli.engines.nursery" in _command(child):
            if "cli" in _command(root).split() or "bench" in _command(root):
                yield from children[child]
            else:
                yield root
        else:
            yield from _workers(child, children)


def _children() -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for path in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            found[int(path.read_text().rpartition(")")[2].split()[1])].append(int(path.parent.name))
    return found


def _command(pid: int) -> str:
    with suppress(OSError):
        return (_PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def _size(pid: int) -> int:
    with suppress(OSError):
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
