"""What extraction raises."""


class RuleError(ValueError):
    """A line of a rule file that is wrong: names file, line and reason."""

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path, self.line, self.reason = path, line, reason
