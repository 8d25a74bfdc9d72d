"""An archive in, what is wrong with it out: every record unpacked and held against its digest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from crawler.archive.capture import newest_own
from crawler.archive.reading import Damage, Member, members

Progress = Callable[[int], None]
"""Called with the bytes read so far."""


@dataclass(frozen=True, slots=True)
class FileCheck:
    """How one file is: its records, and what is wrong with it, a line each."""

    path: Path
    size: int
    records: int
    state: Literal["sound", "cut", "damaged"]
    """``cut``: it ends in half a record, which the next run cuts off."""
    wrong: tuple[str, ...] = ()


def check_files(
    files: list[Path], sizes: dict[str, int], progress: Progress | None = None
) -> Iterator[FileCheck]:
    """Check files against themselves and against the sizes that the ledger knows."""
    before, newest = 0, newest_own(files)
    for path in files:
        size = path.stat().st_size
        yield _check(path, size, sizes.get(path.name, 0), path == newest, progress, before)
        before += size


def missing(files: list[Path], sizes: dict[str, int]) -> list[str]:
    """Files that the ledger knows and the folder has no longer."""
    return sorted(sizes.keys() - {path.name for path in files})


def _check(
    path: Path, size: int, known: int, newest: bool, progress: Progress | None, before: int
) -> FileCheck:
    records, wrong, cut = 0, [], False
    for found in members(path):
        if progress is not None:
            progress(before + found.end)
        if isinstance(found, Damage):
            cut = cut or (found.cut and newest and found.start >= known)
            wrong += [] if cut else [f"damaged at byte {found.start} of {size}"]
        else:
            records += 1
            wrong += _faults(found)
    if size < known:
        wrong.append(f"{known - size} bytes shorter than it was")
    state: Literal["sound", "cut", "damaged"] = "damaged" if wrong else "cut" if cut else "sound"
    return FileCheck(path, size, records, state, tuple(wrong))


def _faults(member: Member) -> list[str]:
    try:
        intact = member.intact()
    except ValueError:
        intact = False
    return [] if intact else [f"the record at byte {member.start} is not what its digest says"]
