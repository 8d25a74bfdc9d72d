"""A capture in, its article or document out: the same for one just fetched and years later."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Final

from crawler.archive.capture import About, Capture
from crawler.attachments import holds_table
from crawler.cut import cut
from crawler.dates import as_published, parse_published, zone_of
from crawler.dating import untold
from crawler.documents import BadArticle, Given, read_document
from crawler.encoding import content_type, decode
from crawler.filetypes import Fault, binary, fault, no_page
from crawler.further import Further
from crawler.hosts import host
from crawler.instead import LARGEST, Instead, instead
from crawler.items import Article, Document
from crawler.layout import Layout
from crawler.noting import document_key
from crawler.outlet import Outlet
from crawler.outlets import by_url, of_host
from crawler.page import holds_no_text, memento_time, read_page
from crawler.unfit import unfit
from crawler.weight import too_complex

WHOLE: Final = (200, 203)
"""What a server says of a whole page; 203 where one on the way has changed it."""
_DAY: Final = len("2024-01-30")
_MIDNIGHT: Final = re.compile(r"(?<![\d:+-])00:00(?::00(?:\.0+)?)?(?![\d:])")
"""A clock, not an offset such as ``+00:00``."""
_ENDED: Final = re.compile(rb"</(?:html|body)", re.IGNORECASE)
_STATED: Final = re.compile(
    rb"og:type[\"']?\s[^<>]{0,40}[\"']article|\"@type\"\s*:\s*\[?\s*\"\w*(?:Article|BlogPosting)\""
    rb"|itemtype\s*=\s*[\"']https?://schema\.org/\w*(?:Article|BlogPosting)",
    re.IGNORECASE,
)
_NOTICE: Final = 1000
"""Characters of a text; what is longer is an article, whatever words are in it."""


@dataclass(frozen=True, slots=True)
class Read:
    """An article, whether the outlet's own selectors found it, and what of it they ``missed``."""

    article: Article
    by_outlet: bool
    missed: frozenset[str] = frozenset()
    further: tuple[Further, ...] = ()
    """The further pages of the article that this one links to."""
    disputed: str | None = None
    """See ``crawler.dating.Dated``."""
    blind: bool = False
    """See ``crawler.page.Page``."""


def read_capture(capture: Capture, outlets: Mapping[str, type[Outlet]]) -> Read | None:
    """Return the article of a page or file, None where it holds none or is neither.

    ``outlets`` are those of the configuration; a page of none of them is told by its host.
    """
    read = _read(capture, outlets)
    return None if read is None or _fault(capture, read) else read


def read_part(capture: Capture, outlets: Mapping[str, type[Outlet]]) -> Read | None:
    """Return what a further page holds as if it were the article, None where it holds no text of
    one: of an outlet with selectors only what these find is.
    """
    if capture.about.kind != "part":
        return None
    page = replace(capture, about=replace(capture.about, kind="page"))
    read = _read(page, outlets)
    outlet = _outlet_of(page.about.outlet, page.about.page or page.url, outlets)
    generic = read is not None and not read.by_outlet and outlet is not None and outlet.body
    return None if generic else read


def fault_of(capture: Capture, outlets: Mapping[str, type[Outlet]]) -> Fault | None:
    """Return why what looks like the article of a fetched page is none."""
    if binary(capture.body):
        return Fault("no_page", "the server sent a file instead of the page")
    if too_complex(decode(capture.body, content_type(capture.headers))):
        return Fault("too_complex", "it has too many tags, or one with too many attributes")
    read = _read(capture, outlets)
    return _fault(capture, read) if read is not None else None


def _fault(capture: Capture, read: Read) -> Fault | None:
    if capture.status is None:
        return None
    if not read.by_outlet and (wrong := no_page(capture.body, capture.headers)) is not None:
        return wrong
    if not _ENDED.search(capture.body):
        html = decode(capture.body, content_type(capture.headers))
        if (where := cut(html, read.article.text)) is not None:
            return Fault("cut_off", f"the page stops {where}")
    return unfit(read.article)


def _read(capture: Capture, outlets: Mapping[str, type[Outlet]]) -> Read | None:
    about = capture.about
    if about.kind == "file" and capture.status is None:
        try:
            article = read_document(capture.body, about.name or "", Given())
        except (BadArticle, ValueError):
            return None
        return Read(replace(article, handed_at=capture.fetched_at), by_outlet=False)
    if about.kind not in ("page", "file") or capture.status not in WHOLE:
        return None
    url = about.page or capture.url
    outlet = _outlet_of(about.outlet, url, outlets)
    fetched_at = memento_time(capture.headers) or _instant(capture.fetched_at)

    def told() -> str | None:
        listed = told_by_list(about.listed_date, outlet, fetched_at)
        return listed or day_of_address(url, outlet)

    page = read_page(
        capture.body,
        url=url,
        headers=capture.headers,
        layout=Layout.of(outlet) if outlet else None,
        fetched_at=fetched_at,
        told=told if about.kind == "page" else untold,
    )
    if page is None:
        return None
    article = page.article
    if page.reader == "generic" and len(article.text) < _NOTICE:
        came = came_instead(capture, outlet)
        if came is not None and (came.sure or not _states_itself(capture, article)):
            return None
    if about.kind == "page":
        article = replace(article, listed=about.listed)
    by_outlet = page.reader == "outlet"
    return Read(article, by_outlet, page.missed, page.further, page.disputed, page.blind)


def came_instead(capture: Capture, outlet: type[Outlet] | None) -> Instead | None:
    """Return what a server sent instead of a page with something on it, None where it has."""
    if len(capture.body) > 4 * LARGEST:
        return None
    charset = outlet.charset if outlet else None
    return instead(decode(capture.body, content_type(capture.headers), charset=charset))


def _states_itself(capture: Capture, article: Article) -> bool:
    """Whether the page says that it is an article: by a date of its own, whatever its list tells,
    or in words for machines."""
    return article.published_text is not None or _STATED.search(capture.body) is not None


def shows_only(capture: Capture, outlet: type[Outlet]) -> bool:
    """Whether a page without an article is one of pictures or a video where its outlet has text."""
    return holds_no_text(capture.body, capture.headers, Layout.of(outlet))


def _outlet_of(
    name: str | None, url: str, outlets: Mapping[str, type[Outlet]]
) -> type[Outlet] | None:
    """The outlet that a page was asked of; of a host without one, that of the page it led to."""
    outlet = outlets.get(name or "")
    if outlet is not None and not outlet.single:
        return outlet
    if (known := by_url(url)) is not None or name is None:
        return known
    return of_host(host(url) if "." in name else name)


def read_document_capture(
    capture: Capture, outlets: Mapping[str, type[Outlet]] | None = None
) -> Document | None:
    """Return the document of a capture, None where it holds none.

    A file that a page links to, or one given to ``register``; and a page whose own body holds a
    table, where its outlet says so (``outlets`` are those of the configuration).
    """
    about = capture.about
    if about.kind == "page":
        return _own_table(capture, outlets or {})
    if about.kind != "document" or capture.status not in (None, *WHOLE):
        return None
    if capture.status is not None and fault(capture.body, capture.headers) is not None:
        return None
    moment = memento_time(capture.headers)
    return Document(
        key=document_key(about, capture.body),
        url=capture.url if capture.status is not None else None,
        page=about.page,
        name=about.name,
        body=capture.body,
        sha256=hashlib.sha256(capture.body).hexdigest(),
        outlet=about.outlet,
        published_at=about.listed_date,
        fetched_at=as_published(moment) or capture.fetched_at,
    )


def _own_table(capture: Capture, outlets: Mapping[str, type[Outlet]]) -> Document | None:
    """The page itself, where the text on it holds a table with rows."""
    outlet = outlets.get(capture.about.outlet or "") or by_url(capture.url)
    read = read_capture(capture, outlets) if outlet is not None and outlet.tables else None
    if outlet is None or read is None:
        return None
    html = decode(capture.body, content_type(capture.headers), charset=outlet.charset)
    if not holds_table(html, outlet.body):
        return None
    article = read.article
    return Document(
        key=document_key(About(page=article.url, name=article.title), capture.body),
        url=article.url,
        page=article.url,
        name=article.title,
        body=capture.body,
        sha256=hashlib.sha256(capture.body).hexdigest(),
        outlet=article.outlet,
        published_at=article.published_at,
        fetched_at=article.fetched_at,
    )


def listed_day(
    printed: str | None, outlet: type[Outlet] | None, base: datetime | None
) -> str | None:
    """The publication that a list prints for a page, as far as it can be read."""
    if not printed:
        return None
    return parse_published(
        printed,
        language=(outlet.language if outlet else None) or "en",
        timezone=outlet.timezone if outlet else Outlet.timezone,
        base=base,
    )


def told_by_list(
    printed: str | None, outlet: type[Outlet] | None, base: datetime | None
) -> str | None:
    """The publication that a list prints for a page; of an exact midnight, which programs write
    for want of a time, the day."""
    moment = listed_day(printed, outlet, base)
    if moment is None or len(moment) == _DAY or not _MIDNIGHT.search(printed or ""):
        return moment
    instant = datetime.fromisoformat(moment)
    local = instant.astimezone(zone_of(outlet.timezone if outlet else Outlet.timezone))
    days = (one.date().isoformat() for one in (instant, local) if one.time() == time.min)
    return next(days, moment)


def day_of_address(url: str, outlet: type[Outlet] | None) -> str | None:
    """The day of publication that an address names, where the outlet's addresses do."""
    found = re.search(outlet.article, url) if outlet and outlet.article else None
    parts = found.groupdict() if found else {}
    try:
        return date(int(parts["year"]), int(parts["month"]), int(parts["day"])).isoformat()
    except (KeyError, TypeError, ValueError):
        return None


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
