"""Engines: jobs are done on processes, whatever dies; their results or errors come back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from cli.children import program_path
from cli.engines import Engine, EngineMissing, EngineUnreachable, JobFailed, engine_of
from cli.engines.dask_worker import _forks, in_own_process
from cli.engines.local import LocalEngine
from cli.engines.uninterrupted import uninterrupted


def doubled(number: int) -> int:
    """A job that ends well."""
    return 2 * number


def refused(number: int) -> int:
    """A job that raises."""
    raise ValueError(f"{number} is\nno number")


def unsendable() -> object:
    """A job whose result cannot be sent."""
    return lambda: None


def deadly() -> None:
    """A job that kills its worker each time."""
    os.kill(os.getpid(), signal.SIGKILL)


def deadly_once(mark: Path) -> str:
    """A job that kills its worker the first time."""
    if not mark.exists():
        mark.touch()
        deadly()
    return "done"


def waiting(mark: Path) -> int:
    """A job that tells its process and waits until the mark is gone."""
    mark.write_text(str(os.getpid()))
    while mark.exists():
        time.sleep(0.01)
    return os.getpid()


def swollen() -> None:
    """A job that takes more and more memory."""
    held = []
    while True:
        held.append(b"x" * (1 << 20))
        time.sleep(0.001)


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let workers import the jobs of this module."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """The address of a Dask scheduler with one worker, each a process of its own."""
    pytest.importorskip("distributed")
    with scheduler() as address, worker(address):
        yield address


@contextmanager
def scheduler() -> Iterator[str]:
    """A scheduler on a free port."""
    with daemon("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard") as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "tcp://" in line:
                yield line[line.index("tcp://") :].strip()
                return
        raise AssertionError("the scheduler did not start")


@contextmanager
def worker(address: str) -> Iterator[subprocess.Popen[str]]:
    """A worker of that scheduler, that does two jobs at a time."""
    with daemon("worker", address, "--nthreads", "2", "--no-dashboard") as process:
        yield process


@contextmanager
def daemon(kind: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """One of Dask's daemons, with the folder of the tests to import from."""
    path = os.pathsep.join((program_path(), str(Path(__file__).parent)))
    with subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.dask_{kind}", *arguments],
        env=os.environ | {"PYTHONPATH": path},
        stderr=subprocess.PIPE if kind == "scheduler" else subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):  # of one that ended by itself
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def engine(name: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The engine of a name, the cluster's where it is ``dask``."""
    address = request.getfixturevalue("cluster") if name == "dask" else None
    with closing(engine_of(name, address, 2)) as made:
        yield made


@pytest.mark.parametrize("name", ["local", "dask"])
def test_every_job_comes_to_its_end(
    name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    with engine(name, request) as jobs:
        for number in range(5):
            jobs.submit(doubled, number, key=f"doubled {number}")
        jobs.submit(refused, 7, key="refused")
        jobs.submit(unsendable, key="unsendable")
        jobs.submit(deadly, key="deadly")
        jobs.submit(deadly_once, tmp_path / "mark", key="deadly once")
        ends = {}
        for job in jobs.as_completed():
            try:
                ends[job.key] = job.result()
            except JobFailed as error:
                ends[job.key] = str(error)
    assert ends.pop("unsendable").startswith("AttributeError")
    assert ends == {f"doubled {number}": 2 * number for number in range(5)} | {
        "refused": "ValueError: 7 is no number",
        "deadly": "its worker died 3 times",
        "deadly once": "done",
    }


def test_jobs_that_are_handed_in_meanwhile_are_done() -> None:
    with closing(LocalEngine(2)) as jobs:
        jobs.submit(doubled, 1)
        seen = []
        for job in jobs.as_completed():
            seen.append(job.result())
            if job.result() < 16:
                jobs.submit(doubled, job.result())
    assert seen == [2, 4, 8, 16]


def test_the_process_that_forks_is_killed(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    with closing(LocalEngine(1)) as jobs:
        jobs.submit(waiting, mark)
        assert jobs.next_done(0.01) is None
        first = told(mark)
        jobs.next_done(0.01)
        assert jobs.pids == [first]
        assert jobs._forks.nursery is not None
        jobs._forks.nursery.kill()
        while lives(first):
            time.sleep(0.01)
        mark.unlink()
        while not mark.exists():
            jobs.next_done(0.05)
        mark.unlink()
        done = jobs.next_done()
    assert done is not None
    assert (done.deaths, done.result() != first) == (1, True)


def test_a_result_that_goes_with_its_worker_is_made_again(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    from cli.engines.dask import DaskEngine

    mark = tmp_path / "mark"
    with (
        scheduler() as address,
        worker(address) as first,
        closing(engine_of("dask", address, 1)) as jobs,
    ):
        assert isinstance(jobs, DaskEngine)
        jobs.submit(waiting, mark)
        process = told(mark)
        mark.unlink()
        while jobs._heard.empty():
            time.sleep(0.01)
        (future,) = jobs._jobs
        os.killpg(first.pid, signal.SIGKILL)
        while future.status != "lost":
            time.sleep(0.01)
        assert jobs.next_done(0.01) is None
        assert jobs.next_done(0.01) is None
        with worker(address):
            told(mark)
            mark.unlink()
            done = jobs.next_done()
    assert done is not None
    assert done.result() != process


def test_a_worker_that_swells_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.engines.local._LOOK", 0.05)
    with closing(LocalEngine(1, memory=100 << 20)) as jobs:
        jobs.submit(swollen)
        ended = jobs.next_done()
        with pytest.raises(JobFailed, match="died 3 times"):
            assert ended is None or ended.result()


def test_each_thread_of_a_worker_has_a_process_of_its_own(tmp_path: Path) -> None:
    marks = [tmp_path / str(number) for number in range(3)]
    with closing(_forks(None)), ThreadPoolExecutor(3) as threads:
        at_work = [threads.submit(in_own_process, None, waiting, (mark,)) for mark in marks]
        processes = [told(mark) for mark in marks]
        for mark in reversed(marks):
            mark.unlink()
        assert [job.result() for job in at_work] == [(True, process) for process in processes]
    assert len(set(processes)) == 3


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_heard_after_what_must_not_be_broken_off(number: int) -> None:
    heard: list[int] = []
    before = signal.signal(number, lambda number, _: heard.append(number))
    try:
        with uninterrupted():
            os.kill(os.getpid(), number)
            time.sleep(0.01)
            assert heard == []
        assert heard == [number]
    finally:
        signal.signal(number, before)


def test_an_end_leaves_no_process(tmp_path: Path) -> None:
    jobs = LocalEngine(1)
    jobs.submit(waiting, tmp_path / "mark")
    jobs.next_done(0.01)
    process = told(tmp_path / "mark")
    jobs.close()
    while lives(process):
        time.sleep(0.01)


def test_nobody_answers() -> None:
    with pytest.raises(EngineUnreachable, match="no Dask scheduler answers at tcp://127"):
        engine_of("dask", "tcp://127.0.0.1:1")


def test_without_dask_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EngineMissing, match=r"pip install 'batchwatch\[dask\]'"):
        engine_of("dask")


def lives(process: int) -> bool:
    """Whether a process runs; one that nobody has asked for its end does not."""
    try:
        told = Path(f"/proc/{process}/stat").read_text("utf-8")
    except OSError:
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def told(mark: Path) -> int:
    """The process that a job told."""
    while not (mark.exists() and mark.read_text()):
        time.sleep(0.01)
    return int(mark.read_text())
