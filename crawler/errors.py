"""What can go wrong in the crawler and is worth a name."""


class CrawlerError(Exception):
    """Base of all errors of this package; the message is one line for a person."""


class ConfigError(CrawlerError):
    """The configuration file has an unknown key, a wrong type or is no TOML."""


class UnknownOutlet(CrawlerError):
    """No outlet of that name, or none for the host of a URL."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        what = "no outlet for the host" if "." in name else "unknown outlet"
        super().__init__(f"{what} {name!r}; known outlets: {', '.join(known)}")
