"""A process in, the memory and the processor time that it and those that it started take out."""

import os
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
_TICK: Final = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Peak:
    """Bytes of proportional memory: of the largest worker, and of all that is no worker."""

    worker: int = 0
    rest: int = 0
    seconds: float = 0.0
    """Of the processors; of each process as it was when it was looked at last."""

    def take(self, other: "Peak") -> None:
        """Keep the larger numbers."""
        self.worker, self.rest = max(self.worker, other.worker), max(self.rest, other.rest)


def peak_of(process: "subprocess.Popen[bytes]") -> Peak:
    """Look at a process and its descendants until it ends."""
    peak, spent = Peak(), dict[int, float]()
    while process.poll() is None:
        peak.take(_now(process.pid))
        for pid in (process.pid, *descendants(process.pid)):
            spent[pid] = max(spent.get(pid, 0.0), _seconds(pid))
        time.sleep(OFTEN)
    peak.seconds = sum(spent.values())
    return peak


def descendants(root: int) -> list[int]:
    """The processes that a process started, and those that these did."""
    children = _children()
    return [pid for pid, _ in _owned(root, None, children, {}) if pid != root]


def _now(root: int) -> Peak:
    """A worker is a fork, with its share of the process that forks them and of a Dask worker."""
    children = _children()
    shares = dict(_workers(root, children))
    taken = dict.fromkeys(shares, 0)
    rest = 0
    for pid, owner in _owned(root, None, children, taken):
        if owner is None:
            rest += _size(pid)
        else:
            taken[owner] += _size(pid)
    most = max((size // shares[pid] for pid, size in taken.items()), default=0)
    return Peak(most, rest)


def _owned(
    pid: int, owner: int | None, children: dict[int, list[int]], workers: dict[int, int]
) -> Iterator[tuple[int, int | None]]:
    owner = pid if owner is None and pid in workers else owner
    yield pid, owner
    for child in children[pid]:
        yield from _owned(child, owner, children, workers)


def _workers(root: int, children: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    """The processes below which jobs are done, and how many jobs at a time."""
    for child in children[root]:
        if "cli.engines.nursery" not in _command(child):
            yield from _workers(child, children)
        else:
            of_dask = "multiprocessing" in _command(root) or "dask" in _command(root)
            yield root if of_dask else child, max(1, len(children[child]))


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


def _seconds(pid: int) -> float:
    with suppress(OSError, ValueError, IndexError):
        told = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / _TICK
    return 0.0


def _size(pid: int) -> int:
    with suppress(OSError):
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
