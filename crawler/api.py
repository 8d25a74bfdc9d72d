"""What an outlet declares of its JSON interface: the lists that name articles, and their details.

Keys are tried in order, the first that holds a value counts. A dotted path goes from object to
object (``data.rows``) and into every item of an array (``authors.username``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

_PLACES: Final = ("{offset}", "{page}", "{number}")


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is around the payload of every answer."""

    data: str = "data"
    """Path of the payload."""
    result: str = ""
    """Key of the verdict; empty where the answers carry none."""
    good: str = "ok"
    """The verdict of an answer that can be used; a number as it is printed."""
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
    """The row's type; empty: of any type."""
    page: str = ""
    """The public address of the article; empty where the row itself holds it (``Row.url``)."""
    fetch: str | None = None
    """The address that holds the text, where it is another one."""
    passed: str | None = None
    """Why articles of this kind are never fetched, such as ``video``."""
    titled: str = ""
    """Regular expression that is found in the titles of this kind."""
    document: str | None = None
    """Public address of the page that shows the file, where ``page`` is that of a file."""


@dataclass(frozen=True, slots=True)
class Row:
    """How one row of a list is read."""

    kinds: tuple[Kind, ...]
    """The types of row that name articles, tried in order; others are counted and left."""
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
    url: tuple[str, ...] = ()
    """The article's address, whole or relative to the list, perhaps in the midst of words."""
    told: tuple[str, ...] = ()
    """A text of the article, whole or its beginning: where it is another, the article may be."""


@dataclass(frozen=True, slots=True)
class Api:
    """One list of articles in JSON."""

    url: str
    """Its address; ``{offset}`` is replaced by a multiple of ``size``, ``{page}`` by the number of
    the page from 1 and ``{number}`` by that from 0, where it has pages."""
    row: Row
    size: int = 0
    """Rows of a full page; fewer mean that it is the last."""
    kind: str = ""
    """Name of the kind of rows that name none; empty: the first kind."""
    envelope: Envelope = Envelope()
    form: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What is posted, ``{offset}`` and ``{page}`` replaced; empty: nothing, the list is got."""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Headers of requests for this list, in place of the outlet's own of these names."""
    dated: str = ""
    """Its address where certain days are asked for: holds ``{since}`` and ``{until}`` as well;
    empty where the list cannot be asked for days."""
    sparse: bool = False
    """True: it may name nothing, as a search for rare words does."""
    deeper: bool = False
    """True: read only for the past, or where another list of the outlet has ended before anything
    that an earlier crawl knew."""
    more: str = ""
    """Address of the pages from the second on, where it is not that of the first."""
    post: bool = False
    """True: those are posted for, without a form where ``form`` is empty."""
    links: tuple[str, ...] = ()
    """Where the rows may come as HTML, a page or a string at ``Envelope.data``: selectors of the
    links that name articles; ``Outlet.rows`` and ``Outlet.row_date`` give their dates."""

    @property
    def paged(self) -> bool:
        """True where there are further pages to ask for."""
        places = " ".join((self.url, self.more, *self.form.values()))
        return self.size > 0 and any(name in places for name in _PLACES)

    @property
    def key(self) -> tuple[str, str]:
        """What tells this list from others, whatever the page."""
        return self.url, urlencode(self.form)

    def address(self, number: int = 0, days: tuple[str, str] | None = None) -> str:
        """Return the address of a page, the first being number 0, of all or of certain days."""
        if days is None or not self.dated:
            return self._filled((self.more if number else "") or self.url, number)
        dated = self.dated.replace("{since}", days[0]).replace("{until}", days[1])
        return self._filled(dated, number)

    def posted(self, number: int = 0) -> str:
        """Return the form of a page as it is sent, empty where nothing is posted."""
        return urlencode({name: self._filled(text, number) for name, text in self.form.items()})

    def _filled(self, text: str, number: int) -> str:
        text = text.replace("{offset}", str(number * self.size))
        return text.replace("{page}", str(number + 1)).replace("{number}", str(number))


@dataclass(frozen=True, slots=True)
class Hub:
    """JSON lists whose addresses are on the pages of ``lists`` and change from time to time."""

    pattern: str
    """Regular expression; its group ``id`` tells a list."""
    url: str
    """Address of a list, relative to the page that names it; ``{id}`` is replaced."""
    row: Row
    envelope: Envelope = Envelope()


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
