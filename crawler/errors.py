"""What can go wrong in the crawler and is worth a name."""


class CrawlerError(Exception):
    """Base of all errors of this package; the message is one line for a person."""


class ConfigError(CrawlerError):
    """The configuration file has an unknown key, a wrong type or is no TOML."""


class UnknownOutlet(CrawlerError):
    """No outlet of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"unknown outlet {name!r}; known outlets: {', '.join(known)}")
