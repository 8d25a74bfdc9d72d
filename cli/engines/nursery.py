"""A process that loads once what jobs need, and forks the workers that share it.

Started by ``cli.engines.local`` as ``python -m cli.engines.nursery FD PARENT``; ends when the other
end of FD is closed.
"""

import contextlib
import ctypes
import gc
import os
import pickle
import signal
import socket
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

_PDEATHSIG: Final = 1
FORK: Final = b"f"


def serve(control: Connection, parent: int) -> None:
    """Load, say so, then fork a worker for each socket that is sent."""
    end_with(parent)
    try:
        if (warm := control.recv()) is not None:
            warm()
        control.send(None)
    except EOFError:
        return
    except Exception as error:  # the edge: the engine says it
        control.send(told(error))
        return
    gc.collect()
    gc.freeze()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    with socket.socket(fileno=os.dup(control.fileno())) as requests:
        while True:
            message, handles, _, _ = socket.recv_fds(requests, 1, 1)
            _reap(os.WNOHANG if message == FORK else 0)
            if message != FORK:
                return
            own = os.getpid()
            if not os.fork():
                requests.close()
                control.close()
                _work(Connection(handles[0]), own)
            os.close(handles[0])


def _reap(how: int) -> None:
    """Take note of workers that have ended, so that what they took is counted; or wait for all."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, how)[0]:
            pass


def _work(jobs: Connection, parent: int) -> None:
    """Be a worker: one job after the other until the other end is closed."""
    status = 1
    try:
        end_with(parent)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        jobs.send(os.getpid())
        while True:
            jobs.send_bytes(_done(jobs.recv_bytes()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        status = 0
    finally:
        os._exit(status)


def _done(job: bytes) -> bytes:
    """Whether a job ended well, and its result or its error."""
    try:
        function, arguments = pickle.loads(job)
        return pickle.dumps((True, function(*arguments)))
    except Exception as error:  # the edge of every job
        return pickle.dumps((False, told(error)))


def told(error: Exception) -> str:
    """An error as one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())


def end_with(parent: int) -> None:
    """End when the process ends that started this one, however it does."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PDEATHSIG, signal.SIGKILL)
        # Where memory runs out the system ends a worker, not the one who hands out the jobs.
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    if os.getppid() != parent:
        os._exit(1)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(Connection(int(sys.argv[1])), int(sys.argv[2]))
