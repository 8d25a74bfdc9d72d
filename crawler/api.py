"""What an outlet declares of its JSON interface: the lists that name articles, and their details.

Keys are tried in order, the first that holds a value counts. A dotted path goes from object to
object (``data.rows``) and into every item of an array (``authors.username``).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is around the payload of every answer."""

    data: str = "data"
    """Path of the payload."""
    result: str = ""
    """Key of the verdict; empty where the answers carry none."""
    good: str = "ok"
    """The verdict of an answer that can be used."""
    errors: str = "errors.message"
    """Path of the interface's own words about what went wrong."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A key whose value says that a row, or an article, is to be passed over."""

    key: str
    reason: str
    """One word for the ledger, such as ``paid``."""
    when: bool = True
    """The value that says so; one that is absent or null never does."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of row, and where its articles are; ``{id}`` is replaced by the row's id."""

    name: str
    page: str
    """The public address of the article."""
    fetch: str | None = None
    """The address that holds the text, where it is another one."""
    passed: str | None = None
    """Why articles of this kind are never fetched, such as ``video``."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one row of a list is read."""

    kinds: tuple[Kind, ...]
    """The types of row that name articles; others are counted and left."""
    id: tuple[str, ...] = ("id",)
    title: tuple[str, ...] = ("title",)
    published: tuple[str, ...] = ()
    """Publication time: seconds or milliseconds since 1970, as a number or a string, or a date
    in words."""
    changed: tuple[str, ...] = ()
    """A value that changes whenever the article was edited."""
    kind: str = ""
    """Key of the row's type."""
    flags: tuple[Flag, ...] = ()
    nested: tuple[str, ...] = ("items",)
    """Keys of arrays of further rows; a row that has one names nothing itself."""


@dataclass(frozen=True, slots=True)
class Api:
    """One list of articles in JSON."""

    url: str
    """Its address; ``{offset}`` is replaced by a multiple of ``size``, where it has pages."""
    row: Row
    size: int = 0
    """Rows of a full page; fewer mean that it is the last."""
    kind: str = ""
    """Name of the kind of rows that name none; empty: the first kind."""
    envelope: Envelope = Envelope()

    @property
    def paged(self) -> bool:
        """True where there are further pages to ask for."""
        return self.size > 0 and "{offset}" in self.url

    def address(self, number: int = 0) -> str:
        """Return the address of a page, the first being number 0."""
        return self.url.replace("{offset}", str(number * self.size))


@dataclass(frozen=True, slots=True)
class Detail:
    """Where an answer about one article keeps its parts; an answer that has no body, or that a
    flag marks, is no article."""

    body: tuple[str, ...]
    """HTML of the text."""
    title: tuple[str, ...] = ("title",)
    published: tuple[str, ...] = ()
    """As in ``Row``."""
    author: tuple[str, ...] = ()
    """Names of those who wrote it, all that the path leads to."""
    flags: tuple[Flag, ...] = ()
    envelope: Envelope = Envelope()
