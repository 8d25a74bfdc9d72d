"""A function that loads what jobs need in, processes that have it loaded out."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from typing import Final

from cli.children import program_path
from cli.engines.errors import EngineError
from cli.engines.jobs import Function
from cli.engines.nursery import FORK

GRACE: Final = 5.0
"""Seconds in which workers that have no job come to their end."""
_THREADS: Final = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Forks:
    """Starts the process that forks workers when the first is asked for, and again if it dies.

    Several threads may ask.
    """

    def __init__(self, warm: Function | None) -> None:
        self._warm = warm
        self._lock = threading.Lock()
        self._control: Connection | None = None
        self.nursery: subprocess.Popen[bytes] | None = None
        """The process that forks."""

    def fork(self) -> Connection:
        """A pipe to a new worker; EngineError where none can be had."""
        with self._lock:
            for _ in range(2):
                control = self._control or self._start()
                ours, theirs = socket.socketpair()
                with theirs, socket.socket(fileno=os.dup(control.fileno())) as requests:
                    try:
                        socket.send_fds(requests, [FORK], [theirs.fileno()])
                    except OSError:  # it was killed
                        self._end()
                        ours.close()
                        continue
                return Connection(ours.detach())
        raise EngineError("the process that forks workers dies as soon as it is started")

    def close(self) -> None:
        """End it, and whatever of its workers is left."""
        with self._lock:
            self._end()

    def _start(self) -> Connection:
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", "cli.engines.nursery"]
            self.nursery = subprocess.Popen(
                [*command, str(theirs.fileno()), str(os.getpid())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=os.environ | _THREADS | {"PYTHONPATH": program_path()},
                pass_fds=(theirs.fileno(),),
                # The terminal's Ctrl-C is for the one who hands out the jobs.
                start_new_session=True,
            )
        self._control = Connection(ours.detach())
        try:
            self._control.send(self._warm)
            said = self._control.recv()
        except (EOFError, OSError):
            said = "it ended at once"
        except BaseException:  # who waits is told to stop
            self.nursery.kill()
            raise
        if said is not None:
            self._end()
            raise EngineError(f"workers cannot be started: {said}")
        return self._control

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self.nursery is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.nursery.wait(GRACE)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.nursery.pid, signal.SIGKILL)
            self.nursery.wait()
            self.nursery = None
