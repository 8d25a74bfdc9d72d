"""Forks of a prepared process that act and are killed: a kill takes no new interpreter."""

import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
LOOP = """
import os, signal, sys, time
for line in sys.stdin:
    wait, given = line.split()
    child = os.fork()
    if not child:
        os._exit(act(int(given)) or 0)
    began = time.monotonic()
    if float(wait):
        time.sleep(float(wait))
        os.kill(child, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(status, time.monotonic() - began, flush=True)
"""


KILLED = -9


class Ended(NamedTuple):
    """How a fork ended: KILLED where it was killed."""

    status: int
    seconds: float


Act = Callable[..., Ended]


@contextmanager
def forks(prelude: str, *arguments: object) -> Iterator[Act]:
    """``prelude`` defines ``act(number)``, run by a fork at each call of what is given.

    ``act(number, wait=0.02)`` kills that fork after 0.02 s; without ``wait`` it may finish.
    """
    command = [sys.executable, "-c", prelude + LOOP, *map(str, arguments)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        into, out = process.stdin, process.stdout

        def act(number: int = 0, *, wait: float = 0.0) -> Ended:
            print(wait, number, file=into)
            status, seconds = out.readline().split()
            return Ended(int(status), float(seconds))

        try:
            yield act
        finally:
            into.close()


def moments(longest: float, seed: int) -> Iterator[float]:
    """Moments at which to kill what took ``longest`` seconds when nothing else was running."""
    rng = random.Random(seed)
    while True:
        yield rng.uniform(0.0005, 1.3 * longest)
