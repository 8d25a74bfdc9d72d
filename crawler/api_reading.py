"""A JSON list in, the articles it names out; the JSON of one article in, its fields out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from bs4 import BeautifulSoup

from crawler.answers import first, instant, line, payload, reason_to_pass, values
from crawler.api import Api, Detail, Envelope, Kind
from crawler.discovery import Listed, ListForm, absolute, hint, read_list
from crawler.encoding import decode
from crawler.errors import BadApi
from crawler.fields import Fields
from crawler.fragment import BLOCKS
from crawler.text import clean_text, squeeze

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_MARKUP: Final = re.compile(r"<[/!a-zA-Z]|&#?\w{1,32};")
_IN_WORDS: Final = re.compile(r"https?://[^\s<>\"'\u3000-\u9fff\uff00-\uffef]+")
_LONGEST: Final = 2_000
"""Characters of a title or of a mark of change that are read."""


@dataclass(frozen=True, slots=True)
class ApiPage:
    """What one page of a JSON list names."""

    articles: tuple[Listed, ...]
    """Each address once, in the list's order; those with ``passed`` are not to be fetched."""
    rows: int
    """Rows of the page itself, whatever they are: fewer than ``Api.size`` mean the end."""
    nameless: int = 0
    """Rows without an id, and what is no row at all."""
    unknown: int = 0
    """Rows of a type that the outlet does not declare."""


def read_api(body: bytes, api: Api, form: ListForm | None = None) -> ApiPage:
    """Read one page of ``api``; raise BadApi where the body is not the list expected.

    ``form`` reads the pages of lists that may come as HTML (``Api.links``).
    """
    html = _html(body) if api.links else None
    rows = payload(body, api.envelope) if html is None else html
    if isinstance(rows, str) and api.links and form is not None:
        return _of_html(rows, api, form, whole=html is not None)
    if not isinstance(rows, list):
        raise BadApi(f"{api.envelope.data} of the answer is no array")
    found = [_listed(row, api) for row in _flat(rows, api.row.nested)]
    return ApiPage(
        articles=tuple(_merged(one for one in found if isinstance(one, Listed))),
        rows=len(rows),
        nameless=found.count("nameless"),
        unknown=found.count("unknown"),
    )


def _html(body: bytes) -> str | None:
    """The page that came in place of JSON."""
    return decode(body) if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else None


def _of_html(html: str, api: Api, form: ListForm, *, whole: bool) -> ApiPage:
    """Read rows in HTML; a ``whole`` page that names nothing is no list, a piece its end."""
    found = tuple(_merged(read_list(html, api.address(), replace(form, links=api.links))))
    if whole and not found:
        raise BadApi("the answer is a page that names no article")
    return ApiPage(found, rows=len(found))


def read_detail(body: bytes, detail: Detail) -> Fields | None:
    """Return the fields of one article, ``body`` still as HTML; None where there is no article.

    None also for an answer that reports an error, and for a paid or promoted article.
    """
    document = _detail_of(body, detail)
    if document is None or reason_to_pass(document, detail.flags):
        return None
    html = first(document, detail.body)
    if not isinstance(html, str) or not html.strip():
        return None
    date = instant(first(document, detail.published))
    names = (line(name) for path in detail.author for name in values(document, path))
    return Fields(
        title=_title(first(document, detail.title)),
        dates=(date,) if date else (),
        author="、".join(dict.fromkeys(filter(None, names))) or None,
        body=html,
    )


def reason_against(body: bytes, detail: Detail) -> str | None:
    """Return why an article is not for us (paid, promoted), where its own JSON says so."""
    document = _detail_of(body, detail)
    return reason_to_pass(document, detail.flags) if document is not None else None


def _detail_of(body: bytes, detail: Detail) -> dict[str, Any] | None:
    """The object of one article, be it alone, in an envelope or in an array of one."""
    try:
        document = payload(body, detail.envelope)
    except BadApi:
        try:
            document = payload(body, Envelope(data=""))
        except BadApi:
            return None
        if first(document, detail.body) is None:
            return None
    if isinstance(document, list) and len(document) == 1:
        document = document[0]
    return document if isinstance(document, dict) else None


def _flat(rows: list[Any], nested: tuple[str, ...]) -> Iterator[Any]:
    """Yield the rows and those inside them in the order in which they stand, without recursion."""
    stack = rows[::-1]
    while stack:
        row = stack.pop()
        inner = [row[key] for key in nested if isinstance(row, dict) and key in row]
        arrays = [item for array in inner for item in _items(array)]
        stack.extend(reversed(arrays))
        if not arrays:
            yield row


def _items(group: Any) -> list[Any]:
    """What a group holds, be it an array or an object by number."""
    if isinstance(group, dict):
        return list(group.values())
    return group if isinstance(group, list) else []


def _listed(row: Any, api: Api) -> Listed | str:
    """Return what a row names, or in a word why it names nothing."""
    if not isinstance(row, dict):
        return "nameless"
    title = _title(first(row, api.row.title))
    kind = _kind(row, title or "", api)
    if kind is None:
        return "unknown"
    id = line(first(row, api.row.id))
    named = kind.page or kind.fetch or ""
    url = _address(row, api) if not kind.page else kind.page.replace("{id}", id)
    if url is None or ("{id}" in named and not _ID.fullmatch(id)):
        return "nameless"
    return Listed(
        url=url,
        title=title,
        published_text=instant(first(row, api.row.published)),
        fetch=kind.fetch.replace("{id}", id) if kind.fetch else None,
        changed=line(first(row, api.row.changed))[:_LONGEST]
        or hint(title, line(first(row, api.row.told))),
        passed=kind.passed or reason_to_pass(row, api.row.flags),
        shown_on=kind.document,
    )


def _kind(row: dict[str, Any], title: str, api: Api) -> Kind | None:
    name = line(row.get(api.row.kind)) or api.kind or api.row.kinds[0].name
    named = (kind for kind in api.row.kinds if kind.name in ("", name))
    return next((kind for kind in named if re.search(kind.titled, title)), None)


def _address(row: dict[str, Any], api: Api) -> str | None:
    """Return the address that a row holds, be it all of the value or a link in HTML or words."""
    value = line(first(row, api.row.url))[:_LONGEST]
    found = _IN_WORDS.search(value)
    whole = value if value and not re.search(r"[\s<>\"']", value) else None
    return absolute(api.url, found.group() if found else whole)


def _title(value: Any) -> str | None:
    """Return a title as one line; interfaces mark up what a search has found in it."""
    title = line(value)[:_LONGEST]
    if _MARKUP.search(title):
        marked = BeautifulSoup(title, "lxml")
        for element in marked.find_all([*BLOCKS, "br"]):
            element.insert_after(" ")
        title = squeeze(marked.get_text())
    return clean_text(title) or None


def _merged(found: Iterable[Listed]) -> Iterator[Listed]:
    """Keep the first of each address, with what the later ones add and any reason to pass."""
    known: dict[str, Listed] = {}
    for one in found:
        had = known.get(one.url, one)
        known[one.url] = replace(
            had,
            title=had.title or one.title,
            published_text=had.published_text or one.published_text,
            changed=had.changed or one.changed,
            passed=had.passed or one.passed,
        )
    yield from known.values()
