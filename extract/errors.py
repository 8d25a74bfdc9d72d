"""What extraction raises."""


class RuleError(ValueError):
    """A line of a file of rules or names that is wrong: names file, line and reason."""

    def __init__(self, path: str, line: int | None, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path, self.line, self.reason = path, line, reason


class TooSlow(RuntimeError):
    """An article whose reading was stopped because it took too long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"reading it took more than {seconds:g} s of processor time")


class NotAList(ValueError):
    """A file that no official list can be read from; its text says why, in one line."""
