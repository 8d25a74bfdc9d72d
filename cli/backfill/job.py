"""The job of a back-fill by its name: whoever hands it out need not load what it takes."""

from cli.backfill.task import Report, Task


def read_file(task: Task) -> Report:
    """Make the shard of a file; see ``cli.backfill.reading``."""
    from cli.backfill import reading

    return reading.read_file(task)


def warm() -> None:
    """Load what that takes."""
    from cli.backfill import reading

    reading.warm()
