"""What can go wrong with an engine and with a job of it."""

from cli.errors import LOOK, USAGE, Failure


class EngineError(Failure):
    """The engine cannot work, or cannot go on."""


class EngineMissing(EngineError):
    """A package that the engine needs is not installed; the message says how to get it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"--engine {name} needs a package that is not installed:"
            f" pip install 'batchwatch[{name}]'",
            USAGE,
        )


class EngineUnreachable(EngineError):
    """No scheduler answers, it has no worker, or it went away."""

    def __init__(self, message: str) -> None:
        super().__init__(message, LOOK)


class JobFailed(Exception):
    """A job raised, or its worker died too often; the message is one line."""
