"""What a reader finds on a page, before it becomes an Article."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Fields:
    """What a reader found on a page; ``dates`` as printed, the surest first."""

    title: str | None = None
    dates: tuple[str, ...] = ()
    author: str | None = None
    body: str = ""

    def preferring(self, other: "Fields") -> "Fields":
        """Return these fields with those that ``other`` knows in front."""
        return replace(
            self,
            title=other.title or self.title,
            dates=(*other.dates, *self.dates),
            author=other.author or self.author,
        )
