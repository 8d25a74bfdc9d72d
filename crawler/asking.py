"""What to fetch in, Scrapy requests out; a list that the server did not send again comes out of
the archive."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.archive.capture import About
from crawler.frontier import Wanted
from crawler.keeper import Keeper
from crawler.noting import key_of
from crawler.parts import Asked
from crawler.sources import Source

Callback = Callable[..., Any]
LARGEST: Final = 50 * 1024 * 1024
"""Bytes of a file that a page links to; other answers are capped by Scrapy's own setting."""
LONGEST: Final = 180
"""Seconds that such a file may take."""
FIRST, SOON, NEWS = 100, 10, 1
"""Priorities: what names articles goes before all pages, a further page before other articles, and
a page that no run had found before one that is looked at again.
"""


class Asking:
    """Builds the requests of one outlet; ``headers`` go with each."""

    def __init__(self, keeper: Keeper, outlet: str, headers: Mapping[str, str]) -> None:
        self._keeper, self._outlet, self._headers = keeper, outlet, headers

    def page(
        self, wanted: Wanted, callback: Callback, errback: Callback, *, priority: int = 0
    ) -> Request:
        """Ask for an article's page; the callbacks get its ``key``."""
        return self._request(
            wanted.listed.fetch or wanted.listed.url,
            wanted.about,
            callback=callback,
            errback=errback,
            cb_kwargs={"key": wanted.key},
            priority=priority,
        )

    def part(self, asked: Asked, callback: Callback, errback: Callback) -> Request:
        """Ask for a further page of an article; the callbacks get its ``first`` and ``number``."""
        how: dict[str, Any] = {"callback": callback, "errback": errback}
        how["cb_kwargs"] = {"first": asked.about.first, "number": asked.number}
        # Where it leads was asked for before if it leads to another page of the article.
        return self._request(asked.url, asked.about, dont_filter=True, priority=SOON, **how)

    def document(self, wanted: Wanted, callback: Callback, errback: Callback) -> Request:
        """Ask for a file as one who looks at its page; the callbacks get its ``key``."""
        referer = {"Referer": wanted.about.page} if wanted.about.page else {}
        how: dict[str, Any] = {"callback": callback, "errback": errback}
        how["cb_kwargs"] = {"key": wanted.key}
        request = self._request(wanted.listed.url, wanted.about, headers=referer, **how)
        request.meta["download_maxsize"] = LARGEST
        request.meta["download_timeout"] = LONGEST
        return request

    def guess(self, url: str, callback: Callback, errback: Callback, **kwargs: Any) -> Request:
        """Ask for an article's page that may not be there; what is none is archived as such."""
        about = About(kind="page", outlet=self._outlet, listed=True)
        how: dict[str, Any] = {"callback": callback, "errback": errback, "cb_kwargs": kwargs}
        request = self._request(url, about, **how)
        request.meta["handle_httpstatus_list"] = [304, 404, 410]
        request.meta["guess"] = True
        return request

    def list(
        self, source: Source, number: int, callback: Callback, errback: Callback, **kwargs: Any
    ) -> Request:
        """Ask for a page of a list, by a form where it takes one; the callbacks get its number."""
        form = source.posted(number)
        about = About(kind="entry", outlet=self._outlet, form=form or None)
        how: dict[str, Any] = {"method": "POST", "body": form} if source.posts(number) else {}
        sent = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        how |= {"callback": callback, "errback": errback}
        how |= {"cb_kwargs": {"number": number, **kwargs}, "priority": FIRST}
        headers = {**sent, **source.headers}
        return self._request(source.address(number), about, headers=headers, **how)

    def present(self, response: Response) -> Response | None:
        """Return the answer to an entry page, for a 304 the content that the archive has.

        None where the archive has lost it: ``anew`` asks for the page again.
        """
        if response.status != 304:
            return response
        page = self._keeper.ledger.find(_key(response))
        capture = self._keeper.content(page) if page is not None else None
        if capture is None:
            return None
        kind = {name: value for name, value in capture.fields if name.lower() == "content-type"}
        return response.replace(body=capture.body, headers=kind, status=200)

    def anew(self, response: Response) -> Request | None:
        """Ask again without conditions; None where that is what was answered with 304."""
        if response.request is None or response.meta.get("anew"):
            return None
        self._keeper.ledger.lost(_key(response))
        meta = {**response.meta, "anew": True}
        return response.request.replace(meta=meta, dont_filter=True)

    def _request(
        self, url: str, about: About, headers: Mapping[str, str] | None = None, **how: Any
    ) -> Request:
        meta = {"about": about, "handle_httpstatus_list": [304]}
        return Request(url, headers={**self._headers, **(headers or {})}, meta=meta, **how)


def _key(response: Response) -> str:
    return key_of(response.meta["about"], response.url)


def headers_of(response: Response) -> dict[str, str]:
    """Return the header fields of a response, the last of each name."""
    return {
        name.decode("latin-1"): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }


def request_of(failure: Failure) -> Request:
    """Return the request that Scrapy puts on every failure of a download."""
    request: Request = failure.request  # type: ignore[attr-defined]  # set by Scrapy's scraper
    return request
