"""What Scrapy lacks: responses are archived, robots.txt without answer forbids, hosts may rest."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

from crawler.archive.capture import About, Capture
from crawler.errors import ArchiveError, LedgerError
from crawler.keeping import end, keeper_of
from crawler.manners import JITTER
from crawler.noting import key_of
from crawler.pace import PACE

logger = logging.getLogger(__name__)
_NEVER: Final = 1e9
"""Seconds, thirty years: of more digits a number has no end."""


class ForbiddenByRobots(IgnoreRequest):
    """The host's robots.txt names this page: an outcome, not a failure."""


class RobotsUnreachable(IgnoreRequest):
    """The host's robots.txt could not be had, so that nothing of the host may be fetched."""


class NotKept(IgnoreRequest):
    """The archive or the ledger could not take the response, so that nobody may read it."""


class Unreachable(RobotParser):
    """Stands for a robots.txt that answered 429 or 5xx, or not at all: nothing is allowed."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> "Unreachable":
        """Build one; the body does not matter."""
        return cls()

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        """Return False (RFC 9309, section 2.3.1.4)."""
        return False


class First:
    """Tells Scrapy's queues which requests a crawl begins with: they keep their order.

    Scrapy's own looks at what comes of each page as well.
    """

    async def process_start(self, start: AsyncIterator[object]) -> AsyncIterator[object]:
        """Mark the requests that a spider starts with."""
        async for one in start:
            if isinstance(one, Request):
                one.meta.setdefault("is_start_request", True)
            yield one


class Keep:
    """Archives every response as it came, before anything above reads it.

    A request's ``meta["about"]`` says what it is for; ``meta["kept"]`` is what became of it. A
    page that the archive has is asked for on condition that it was changed, by its own validators:
    those of a page that redirects to it say nothing of it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Keep":
        """Build the step for one crawl."""
        return cls(crawler)

    def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Add the validators of what the archive has; NotKept where the ledger cannot be read."""
        about = request.meta.get("about")
        if about is None:
            return
        keeper = keeper_of(self._crawler)
        try:
            page = keeper.ledger.find(key_of(about, request.url))
        except LedgerError as error:
            end(self._crawler, error)
            raise NotKept(str(error)) from error
        had = page if page is not None and keeper.has(page, about) else None
        for name, value in (
            ("If-None-Match", had and had.etag),
            ("If-Modified-Since", had and had.last_modified),
        ):
            request.headers.pop(name, None)
            if value and request.method == "GET":
                request.headers[name] = value

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Response:
        """Return the response; NotKept, and the end of the crawl, where it cannot be archived."""
        fields = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        capture = Capture(
            url=response.url,
            fetched_at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            body=response.body,
            status=response.status,
            fields=fields,
            about=_about(request, response),
        )
        keeper = keeper_of(self._crawler)
        if keeper.broken is not None:
            end(self._crawler, keeper.broken)
            raise NotKept(str(keeper.broken))
        try:
            request.meta["kept"] = keeper.keep(capture)
        except (ArchiveError, LedgerError) as error:
            end(self._crawler, error)
            raise NotKept(str(error)) from error
        return response


def _about(request: Request, response: Response) -> About:
    """What a response is: one to a guess that is no page is nobody's."""
    about: About = request.meta.get("about") or About()
    missed = request.meta.get("guess") and response.status != 200
    return About("other", outlet=about.outlet) if missed else about


class Robots(RobotsTxtMiddleware):
    """Obeys robots.txt, its absence by failure, and its Crawl-delay (at most an hour)."""

    longest_delay = 3600.0

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Raise IgnoreRequest where robots.txt forbids ``request`` or could not be had."""
        await super().process_request(request)
        host = urlparse_cached(request).hostname or ""
        if host in self.crawler.engine.downloader.per_slot_settings:
            request.meta["autothrottle_dont_adjust_delay"] = True

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Raise what says why ``request`` may not be sent."""
        if isinstance(rp, Unreachable):
            raise RobotsUnreachable(f"robots.txt for {request.url} could not be had: {rp.reason}")
        try:
            super().process_request_2(rp, request)
        except IgnoreRequest as error:
            raise ForbiddenByRobots(f"robots.txt forbids {request.url}") from error

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status == 429 or response.status >= 500:
            self._forbid(netloc, f"it answered {response.status}")
            return
        if not 200 <= response.status < 300:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)
        self._slow_down(netloc, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, NotKept):
            super()._robots_error(exc, netloc)
            return
        self._stats.inc_value(f"robotstxt/exception_count/{type(exc)}")
        self._forbid(netloc, " ".join(str(exc).split()) or type(exc).__name__)

    def _forbid(self, netloc: str, reason: str) -> None:
        logger.warning("robots.txt of %s could not be had (%s): nothing fetched", netloc, reason)
        self._stats.inc_value("robotstxt/unreachable")
        waiting, nothing = self._parsers[netloc], Unreachable(reason)
        self._parsers[netloc] = nothing
        if isinstance(waiting, Deferred):
            waiting.callback(nothing)

    def _slow_down(self, netloc: str, request: Request) -> None:
        parser = self._parsers[netloc]
        agent = str(self.crawler.settings["USER_AGENT"])
        delay = parser.crawl_delay(agent) if isinstance(parser, RobotParser) else None
        if not delay:
            return
        host = urlparse_cached(request).hostname or ""
        downloader = self.crawler.engine.downloader
        spaced = min(float(delay), self.longest_delay) / (1 - JITTER)
        spaced = max(spaced, self.crawler.settings.getfloat("DOWNLOAD_DELAY"))
        downloader.per_slot_settings[host] = {"delay": spaced}
        if host in downloader.slots:
            downloader.slots[host].delay = spaced


class Retry(RetryMiddleware):
    """Retries as Scrapy does, but not where the host wants a long rest, and twice what timed out.

    How long a host rests was noted by ``crawler.handler``.
    """

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """Return the request again, or the response where retries are used up."""
        if PACE.closed(urlparse_cached(request).hostname or ""):
            return response
        again = super().process_response(request, response)
        if isinstance(again, Request) and retry_after(response, datetime.now(UTC)) is not None:
            # The one that was told when to come back comes first.
            again.priority = request.priority + 1
        return again

    def process_exception(
        self, request: Request, exception: Exception, spider: Spider | None = None
    ) -> Request | Response | None:
        """Return the request again; what timed out twice is left, for it holds up its host."""
        tried = request.meta.get("retry_times", 0)
        if tried and isinstance(exception, DownloadTimeoutError):
            return None
        return super().process_exception(request, exception)


def retry_after(response: Response, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for, None without a valid one."""
    header = (response.headers.get(b"Retry-After") or b"").decode("latin-1").strip()
    if not header:
        return None
    if header.isdecimal():
        return min(float(header), _NEVER)
    try:
        moment = parsedate_to_datetime(header)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
