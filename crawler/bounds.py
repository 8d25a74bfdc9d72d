"""Requests in, those that may be sent out: on the outlet's own site, and to nobody's private one.

What may not be sent fails with a cause of its own, so that each URL has its outcome.
"""

from typing import Self

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.ceiling import Ceiling
from crawler.guard import refusal
from crawler.pace import PACE
from crawler.resolving import private_hosts, proxies
from crawler.via import Via


class PrivateAddress(IgnoreRequest):
    """The URL leads to an address that is not of the public internet."""


class OffSite(IgnoreRequest):
    """The URL lies outside the outlet's domains."""


class RedirectLoop(IgnoreRequest):
    """A redirect leads back to where it came from, or there is no end of them."""


class NotFollowed(IgnoreRequest):
    """A redirect leads to what is neither http nor https."""


class LeftForLater(IgnoreRequest):
    """Enough was asked of the outlet or of the host: the next run goes on."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why.replace("_", " "))


class Bounds:
    """Refuses what is private, with the reason, and what lies off the site.

    It goes by the original URL, through ``--via`` too: nothing but the prefix is excused. Redirects
    pass here again, and so do requests for robots.txt, which may lead to another host.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._allowed = private_hosts(crawler.settings)
        self._proxies = proxies()
        self._via = Via(crawler.settings.get("BATCHWATCH_VIA") or "")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the step for one crawl."""
        return cls(crawler)

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Raise PrivateAddress, OffSite or LeftForLater where the request may not be sent."""
        if (against := self.against(request)) is not None:
            raise against
        if not request.meta.get("dont_obey_robotstxt") and (why := left(self._crawler, request)):
            raise LeftForLater(why)

    def against(self, request: Request) -> IgnoreRequest | None:
        """Return what keeps a request from being sent."""
        url = (self._via.prefix and self._via.original(request.url)) or request.url
        host = urlparse_cached(request).hostname or ""
        why = refusal(url, self._allowed)
        if why is None and host in self._proxies:
            why = f"{host} is the proxy"
        if why is not None:
            return PrivateAddress(f"{why} (one of your own? see private_hosts)")
        spider = self._crawler.spider
        domains = () if getattr(spider, "single", False) else getattr(spider, "allowed_domains", ())
        robots = request.meta.get("dont_obey_robotstxt")
        if not robots and domains and not any(f".{host}".endswith(f".{d}") for d in domains):
            return OffSite(f"{host} is not a host of the outlet")
        return None


def left(crawler: Crawler, request: Request) -> str | None:
    """Return why a request is for the next run: a ceiling of the outlet, or a rest of the host."""
    if PACE.closed(urlparse_cached(request).hostname or ""):
        return "host_rests"
    ceiling = ceiling_of(crawler)
    return ceiling.spent(entry=for_list(request)) if ceiling else None


def for_list(request: Request) -> bool:
    """Whether a request is for a page that names others."""
    about = request.meta.get("about")
    return about is not None and about.kind == "entry"


def ceiling_of(crawler: Crawler) -> Ceiling | None:
    """The account of what the crawl may take, None for spiders that are no outlet's."""
    ceiling = getattr(crawler.spider, "ceiling", None)
    return ceiling if isinstance(ceiling, Ceiling) else None


class Redirect(RedirectMiddleware):
    """Follows redirects as Scrapy does, and says of those that lead nowhere why.

    Where they lead is looked at here already: Scrapy drops what it was asked for before in silence.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build the step for one crawl."""
        step = super().from_crawler(crawler)
        step._bounds = Bounds(crawler)
        return step

    _bounds: Bounds

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the next request, or the response where it is no redirect."""
        try:
            led = super().process_response(request, response)
        except IgnoreRequest as error:
            raise RedirectLoop(f"more than {self.max_redirect_times} redirects") from error
        except ValueError as error:
            raise NotFollowed(f"it redirects to what is no address: {error}") from error
        if isinstance(led, Request):
            if led.url in (request.url, *request.meta.get("redirect_urls", ())):
                raise RedirectLoop(f"it redirects back to {led.url}")
            if (against := self._bounds.against(led)) is not None:
                raise type(against)(f"it redirects to {led.url[:200]}: {against}")
        elif 300 < led.status < 400 and led.status != 304 and "Location" in led.headers:
            target = (led.headers[b"Location"] or b"").decode("latin-1")
            raise NotFollowed(f"it redirects to {target[:100]!r}")
        return led
