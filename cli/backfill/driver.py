"""Files in, their shards out: hands the jobs to an engine, and follows them."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from cli.backfill.errors import BadShard
from cli.backfill.files import tidy
from cli.backfill.job import read_file, warm
from cli.backfill.journal import progress_of
from cli.backfill.known import fingerprint, knowledge, leave
from cli.backfill.pace import Pace
from cli.backfill.shard import about
from cli.backfill.task import Choice, Report, Source, Task
from cli.engines import Engine, JobFailed
from cli.output import Progress

AHEAD = 4
"""Jobs a worker that are handed in before they can be done."""


@dataclass(slots=True)
class Done:
    """What became of the files."""

    shards: list[Path] = field(default_factory=list)
    counters: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """Files with something that a person should know of: the place, one phrase."""
    failed: list[tuple[str, str]] = field(default_factory=list)
    """Files of which there is no shard."""
    stop: str | None = None
    """Why nothing further was done."""


class Driver:
    """Knows which files have a shard, and has the others read."""

    def __init__(self, folder: Path, choice: Choice) -> None:
        self.folder = folder
        self.choice = choice
        self._known = knowledge()
        self.rules = fingerprint(self._known, names=choice.names)
        self.done = Done()

    def tasks(self, files: Sequence[Source], known: str = "") -> list[Task]:
        """The job of each file."""
        folder = str(self.folder.resolve())
        return [Task(one, self.choice, folder, known, self.rules) for one in files]

    def is_done(self, task: Task) -> bool:
        """Whether its shard is there, and was read by these readers, rules and names."""
        try:
            return about(task.shard)[0] == task.origin
        except (BadShard, OSError):
            return False

    def waiting(self, files: Sequence[Source]) -> list[Source]:
        """Those of the files that have no shard; the others are taken as done."""
        waiting = []
        for task in self.tasks(files):
            if self.is_done(task):
                self._note(task, *self._known_before(task))
            else:
                waiting.append(task.source)
        return waiting

    def run(
        self, files: Sequence[Source], engine: Engine, bar: Progress, *, quiet: bool = False
    ) -> Done:
        """Have files read that have no shard."""
        with closing(engine):
            self.folder.mkdir(parents=True, exist_ok=True)
            tidy(self.folder)
            tasks = self.tasks(files, leave(self.folder, self._known))
            files_in_all = len(tasks) + self.done.counters["files/known"]
            pace = Pace(tasks, files_in_all, bar, quiet=quiet)
            self._work(tasks, engine, AHEAD * engine.slots(), pace)
        return self.done

    def _work(self, waiting: list[Task], engine: Engine, ahead: int, pace: Pace) -> None:
        queue, at_work = list(reversed(waiting)), dict[str, Task]()
        while (queue or at_work) and self.done.stop is None:
            while queue and len(at_work) < ahead:
                task = queue.pop()
                engine.submit(read_file, task, key=task.shard.name)
                at_work[task.shard.name] = task
            job = engine.next_done(pace.beat)
            if job is None:
                pace.look(progress_of(task.shard) for task in at_work.values())
                continue
            task = at_work.pop(job.key)
            try:
                report = job.result()
            except JobFailed as error:
                report = Report(job.key, failed=str(error))
            self._take(task, report)
            pace.ended(task, report)

    def _take(self, task: Task, report: Report) -> None:
        place = task.source.place
        if report.stop is not None:
            self.done.stop = report.stop
        elif report.failed is not None:
            self.done.failed.append((place, report.failed))
        elif not task.shard.exists():
            self.done.stop = (
                f"a worker wrote {task.shard}, which is not here:"
                " --shards must name a folder that all machines share"
            )
        else:
            self._note(task, report.counters, report.wrong)

    def _known_before(self, task: Task) -> tuple[dict[str, int], list[str]]:
        self.done.counters["files/known"] += 1
        _, account = about(task.shard)
        return account.counters, account.wrong

    def _note(self, task: Task, counters: dict[str, int], wrong: list[str]) -> None:
        self.done.shards.append(task.shard)
        self.done.counters["files/read"] += 1
        self.done.counters.update(counters)
        self.done.wrong += [(task.source.place, one) for one in wrong]


def engine_for(name: str, scheduler: str | None, workers: int | None) -> Engine:
    """The engine, whose workers have loaded what they need."""
    from cli.engines import engine_of

    return engine_of(name, scheduler, workers, warm=warm)
