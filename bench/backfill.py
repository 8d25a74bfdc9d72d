"""``backfill`` by each engine against the same work in one process: CPU time, memory, the gate.

The archive is that of the acceptance test: files of 5,000 records in all, of which one is damaged
and one cut. CPU time is that of the whole tree of processes, start and merging included; memory is
the proportional share (PSS), of a worker with its part of the process that loads for all of them.
Both are looked at five times a second: Dask does not wait for all of its processes, so the system
would count only some. pandas, which only measurements and tests have, is hidden from the command.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from bench.processes import Peak, peak_of
from bench.ratio import Ratio, alternate
from bench.warcs import RECORDS, Kind, write_warcs

LOCAL, DASK, GATE = 1 / 1.15, 1 / 1.45, 5.0
A_WORKER, THE_REST = 250.0, 150.0
"""Megabytes."""
_WITHOUT_PANDAS: Final = """
import runpy, sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name == "pandas":
            raise ImportError(name)
sys.meta_path.insert(0, Hidden())
sys.argv[:] = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__")
"""
RARE: Final = Kind(announcing=0.01)


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run took."""

    seconds: float
    """Of the processors."""
    peak: Peak


def measure(scale: float) -> Iterator[Ratio]:
    """Records a second of CPU time, megabytes, and what the gate saves."""
    records = max(200, int(RECORDS * scale))
    with tempfile.TemporaryDirectory() as folder:
        warcs = Path(folder) / "warcs"
        write_warcs(warcs, records=records)
        peaks = {}
        for engine, target in (("local", LOCAL), ("dask", DASK)):
            peak = Peak()

            def work(name: str, peak: Peak = peak) -> float:
                ran = _run(name, warcs)
                peak.take(ran.peak)
                return records / ran.seconds

            rounds = 3 if engine == "local" else 1
            ours, serial = alternate(
                partial(work, engine),
                lambda: records / _run("serial", warcs).seconds,
                rounds=rounds,
            )
            peaks[engine] = peak
            yield Ratio(f"backfill, {engine}", ours, "one process", serial, "records/CPU-s", target)
        for engine, peak in peaks.items():
            most = peak.worker / 1e6
            yield Ratio(f"a worker, {engine}", A_WORKER, "its most memory", most, "MB (PSS)", 1.0)
            rest = peak.rest / 1e6
            yield Ratio(f"the rest, {engine}", THE_REST, "its most memory", rest, "MB (PSS)", 1.0)
        yield _gate(Path(folder) / "rare", max(200, records // 5))


def _gate(folder: Path, records: int) -> Ratio:
    """Reading an archive of which one page in a hundred announces, with the gate and without."""
    files = write_warcs(folder, files=2, records=records, kind=RARE, harmed=False)
    ours, reference = alternate(
        lambda: records / _read(files, gate=True), lambda: records / _read(files, gate=False)
    )
    return Ratio(
        "backfill, 1 % announce", ours, "without the gate", reference, "records/CPU-s", GATE
    )


def _read(files: list[Path], *, gate: bool) -> float:
    from cli.backfill import reading
    from cli.backfill.known import knowledge, leave
    from cli.backfill.task import Choice, Source, Task

    reading.warm()
    with tempfile.TemporaryDirectory() as folder:
        known = leave(Path(folder), knowledge())
        began = time.process_time()
        for file in files:
            task = Task(Source(str(file)), Choice(gate=gate), folder, known, "any")
            report = reading.read_file(task)
            assert report.failed is None, report.failed
        return time.process_time() - began


def _run(engine: str, warcs: Path) -> Ran:
    """Run the command; ``serial``: all of it in one process."""
    program = "bench.serially" if engine == "serial" else "cli"
    options = [] if engine == "serial" else ["--engine", engine, "--workers", "2"]
    with tempfile.TemporaryDirectory() as data:
        line = [program, "backfill", str(warcs), *options, "-q", "--data", data]
        with subprocess.Popen(
            [sys.executable, "-c", _WITHOUT_PANDAS, *line], stderr=subprocess.DEVNULL
        ) as process:
            peak = peak_of(process)
        assert process.returncode == 1, f"{engine} ended with {process.returncode}"
        return Ran(peak.seconds, peak)
