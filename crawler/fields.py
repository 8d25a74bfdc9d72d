"""What a reader finds on a page, before it becomes an Article."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Fields:
    """What a reader found on a page; dates as printed, the surest first."""

    title: str | None = None
    dates: tuple[str, ...] = ()
    """Declared as the article's: by selectors, JSON-LD, meta tags, its own ``time`` element."""
    near: tuple[str, ...] = ()
    """Of the address, beside the headline, behind a label: perhaps another's."""
    astray: tuple[str, ...] = ()
    """Of what stands around the article, and guesses."""
    author: str | None = None
    body: str = ""

    def preferring(self, other: "Fields") -> "Fields":
        """Return these fields with those that ``other`` knows in front."""
        return replace(
            self,
            title=other.title or self.title,
            dates=(*other.dates, *self.dates),
            near=(*other.near, *self.near),
            astray=(*other.astray, *self.astray),
            author=other.author or self.author,
        )
