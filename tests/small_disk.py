"""A disk that is full when a test wants it to be."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def disk(folder: Path, size: int) -> Iterator[Callable[[int], None]]:
    """A disk of so many KiB at ``folder``; what is given changes its size. Skips without one."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    options = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", str(folder)]
    mounted = subprocess.run(options, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    try:

        def resize(size: int) -> None:
            again = ["mount", "-o", f"remount,size={size}k", str(folder)]
            subprocess.run(again, check=True, capture_output=True)

        yield resize
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)
