"""The last step before the network: the prefix of ``--via`` and the check that a body is whole,
before it is archived.
"""

import gc
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import Final

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.archive.coding import TooLong, Undecodable, UnknownCoding, whole
from crawler.bounds import LeftForLater, PrivateAddress, ceiling_of, for_list, left
from crawler.filetypes import binary, unended
from crawler.guard import plain_host
from crawler.heads import Factory, too_long
from crawler.keeping import ending
from crawler.manners import JITTER
from crawler.middleware import NotKept, retry_after
from crawler.pace import PACE
from crawler.resolving import REFUSED
from crawler.via import Via

logger = logging.getLogger(__name__)
_LITTLE, _SWEPT = 1_000_000, 60_000_000
"""Bytes that a failed download counts, and after how many of theirs the memory is swept."""
_COPIES: Final = 3
"""How often a page is kept that was dropped: body, source and text."""


class Handler(HTTP11DownloadHandler):
    """Fetches through ``BATCHWATCH_VIA`` and refuses a body that ends early.

    Nothing above this step sees a prefixed URL: robots.txt, delays, slots, allowed domains,
    cookies, redirects and every stored URL go by the original.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        # Scrapy's second is over before a busy process sees that all connections are closed.
        self._disconnect_timeout = 10
        self._pool._factory = Factory
        self._via = Via(crawler.settings.get("BATCHWATCH_VIA") or "")
        self._spaced = crawler.settings.getfloat("DOWNLOAD_DELAY")
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._held = 0
        self._rested: dict[str, float] = {}
        """Seconds that each host has asked for in this run."""
        self._longest = crawler.settings.getfloat("BATCHWATCH_RETRY_AFTER_MAX", 3600.0)
        self._busy = {int(code) for code in crawler.settings.getlist("RETRY_HTTP_CODES")}

    async def download_request(self, request: Request) -> Response:
        """Return the response to ``request``.

        Raise NotKept where the crawl is being stopped, LeftForLater where a ceiling of the outlet
        is reached or its host wants to rest for long, ResponseDataLossError for a cut body,
        DownloadCancelledError for one that is too large when it is unpacked.
        """
        host = urlparse_cached(request).hostname or ""
        delay = self._delay(host)
        await self._turn(request, host, delay)
        sent, began = self._via.request(request), monotonic()
        with self._counted(request) as came:
            response = await self._fetch(sent)
            PACE.rest(host, began + sent.meta.get("download_latency", 0.0) + delay - monotonic())
            self._rest(host, response)
            came(len(response.body))
            self._sweep(_COPIES * len(response.body))
            if sent is not request:
                if "download_latency" in sent.meta:
                    request.meta["download_latency"] = sent.meta["download_latency"]
                response = self._via.response(response, request.url)
            if request.method != "HEAD" and response.body:
                most = int(request.meta.get("download_maxsize", self._most))
                _must_be_whole(response, most)
        return response

    async def _turn(self, request: Request, host: str, delay: float) -> None:
        """Wait until the host may be asked; raise where nothing is asked any more."""
        await PACE.turn(host, delay, stopped=lambda: self._stopped(request))
        if ending(self._crawler):
            self._hurry()
            raise NotKept("the crawl is being stopped")
        if not _for_robots(request) and (why := left(self._crawler, request)):
            self._hurry()
            raise LeftForLater(why)

    @contextmanager
    def _counted(self, request: Request) -> Iterator[Callable[[int], None]]:
        """Count a request and what comes of it; free what failures hold.

        A failed download refers to itself, with all that had come: Python would keep a gigabyte of
        that before it looks.
        """
        ceiling = None if _for_robots(request) else ceiling_of(self._crawler)
        if ceiling:
            ceiling.sent(entry=for_list(request))
        came: Callable[[int], None] = ceiling.came if ceiling else _uncounted
        try:
            yield came
        except Exception as error:
            came(_LITTLE)
            self._sweep(self._most if isinstance(error, DownloadCancelledError) else _LITTLE)
            raise

    def _sweep(self, held: int) -> None:
        """Free what refers to itself where enough has come together."""
        self._held += held
        if self._held > _SWEPT:
            self._held = 0
            gc.collect()

    def _rest(self, host: str, response: Response) -> None:
        """Let a host rest as its Retry-After asks; one that asks for more than an hour in all is
        left alone for the rest of the run.
        """
        rest = retry_after(response, datetime.now(UTC))
        if rest is None or response.status not in self._busy:
            return
        self._rested[host] = self._rested.get(host, 0.0) + rest
        if self._rested[host] <= self._longest:
            PACE.rest(host, rest)
            return
        logger.warning("%s asks for a rest of %d s: left for the next run", host, rest)
        PACE.close(host, rest)

    async def _fetch(self, sent: Request) -> Response:
        try:
            return await super().download_request(sent)
        except CannotResolveHostError as error:
            host = plain_host(urlparse_cached(sent).hostname or "")
            if (address := REFUSED.get(host)) is None:
                raise
            why = f"{host} leads to {address}, which is not a public address"
            raise PrivateAddress(why) from error
        except DownloadFailedError as error:
            if (refusal := too_long(error)) is not None:
                raise refusal from error
            raise

    def _stopped(self, request: Request) -> bool:
        return ending(self._crawler) or left(self._crawler, request) is not None

    def _delay(self, host: str) -> float:
        """The seconds that a host has to itself at least, jitter left out."""
        own = self._crawler.engine.downloader.per_slot_settings.get(host, {}).get("delay")
        return (self._spaced if own is None else float(own)) * (1 - JITTER)

    def _hurry(self) -> None:
        """Let what still waits for its turn pass at once: it is not sent any more."""
        engine = self._crawler.engine
        if engine is not None:
            for slot in engine.downloader.slots.values():
                slot.delay = 0


def _for_robots(request: Request) -> bool:
    return bool(request.meta.get("dont_obey_robotstxt"))


def _uncounted(size: int) -> None:
    """What comes for robots.txt counts nowhere."""


def _must_be_whole(response: Response, most: int) -> None:
    """Raise ResponseDataLossError for half a body, DownloadCancelledError for one that is too long:
    Scrapy would take the half for the whole, and stops unpacking without a cause of its own.
    """
    codings = b",".join(response.headers.getlist(b"Content-Encoding")).decode("latin-1")
    try:
        body = whole(response.body, codings, most)
    except UnknownCoding as error:
        if binary(body := response.body):
            raise ResponseDataLossError(f"the body of {response.url}: {error}") from error
    except TooLong as error:
        raise DownloadCancelledError(f"{response.url}: {error}") from error
    except Undecodable as error:
        raise ResponseDataLossError(f"the body of {response.url} is not whole: {error}") from error
    if "partial" in response.flags and unended(body):
        raise ResponseDataLossError(f"the body of {response.url} stops before its end")
