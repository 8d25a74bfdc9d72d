"""A loopback server in a process of its own, and fresh processes for crawls beside it."""

import asyncio
import multiprocessing
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from multiprocessing.connection import Connection
from typing import Literal, ParamSpec, TypeVar

P = ParamSpec("P")
Figure = TypeVar("Figure")
SITE = "https://www.globaltimes.cn"
FIRST = 1_300_000
Kind = Literal["announcing", "look-alikes", "other", "news", "mixed"]
"""What pages do: announce a batch, pass the keyword gate and announce none, do not pass it.
``news`` is the latter with one look-alike in ``ONE_IN``, ``mixed`` all of the newsroom."""
ONE_IN = 20
"""Of so many pages of news one passes the gate: of short items in a real feed, one in 125."""
SPAWN = multiprocessing.get_context("spawn")


def article_url(number: int) -> str:
    """The original URL of one page."""
    return f"{SITE}/page/202401/{FIRST + number}.shtml"


@contextmanager
def served(pages: int, kind: Kind = "mixed") -> Iterator[str]:
    """The prefix under which ``pages`` article pages of a kind, a sitemap and a robots.txt are
    served.
    """
    here, there = SPAWN.Pipe()
    server = SPAWN.Process(target=_serve, args=(there, pages, kind), daemon=True)
    server.start()
    try:
        yield f"http://127.0.0.1:{here.recv()}/"
    finally:
        server.terminate()
        server.join()


def isolated(work: Callable[P, Figure], *args: P.args, **kwargs: P.kwargs) -> Figure:
    """What ``work`` returns in a fresh process: a reactor starts only once."""
    here, there = SPAWN.Pipe()
    child = SPAWN.Process(target=_send, args=(there, work, args, kwargs))
    child.start()
    there.close()
    try:
        figure: Figure = here.recv()
    except EOFError as error:
        raise RuntimeError(f"{getattr(work, '__name__', work)} ended without a figure") from error
    finally:
        child.join()
    return figure


def _send(
    there: Connection,
    work: Callable[..., object],
    args: tuple[object, ...],
    named: dict[str, object],
) -> None:
    there.send(work(*args, **named))


def _serve(there: Connection, pages: int, kind: Kind) -> None:
    asyncio.run(_answer(there, page_bodies(kind), _sitemap(pages)))


async def _answer(there: Connection, bodies: list[bytes], sitemap: bytes) -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await _head(reader):
            url = head.split(b" ", 2)[1].removeprefix(b"/").decode()
            kind, body = _page(url, bodies, sitemap)
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: %b; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
                % (kind, len(body))
            )
            writer.write(body)
        writer.close()

    server = await asyncio.start_server(client, "127.0.0.1", 0)
    there.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


def _page(url: str, bodies: list[bytes], sitemap: bytes) -> tuple[bytes, bytes]:
    if url.endswith("sitemap.xml"):
        return b"application/xml", sitemap
    if url.endswith("robots.txt"):
        return b"text/plain", b"User-agent: *\n"
    name = url.rpartition("/")[2].removesuffix(".shtml")
    if not name.isdecimal():
        return b"text/html", b"<html><body></body></html>"
    number = int(name) - FIRST
    return b"text/html", page_body(number, bodies)


def page_body(number: int, bodies: list[bytes]) -> bytes:
    """One page: one of the bodies, told from its copies by a sentence of its own."""
    return bodies[number % len(bodies)].replace(b"</p>", b" Item %d.</p>" % number, 1)


def page_bodies(kind: Kind) -> list[bytes]:
    """Pages of the sample newsroom in English; each is served under many numbers."""
    from crawler.newsroom.site import Site

    site = Site()
    urls = [s.url for s in site.stories if s.outlet == "global_times" and s.template != "old"]
    bodies: dict[Kind, list[bytes]] = defaultdict(list)
    for url in urls:
        if (page := site.page(url)) is not None:
            bodies[kind_of(page.body, url)].append(page.body)
    alike, other = bodies["look-alikes"], cycle(bodies["other"])
    if kind == "news":
        return [body for one in alike for body in (*islice(other, ONE_IN - 1), one)]
    return bodies[kind] if kind != "mixed" else [b for some in bodies.values() for b in some]


def kind_of(body: bytes, url: str) -> Kind:
    """Whether the article of a page announces anything, only passes the gate, or neither."""
    from crawler.page import article_from_html
    from extract.gate import passes
    from extract.read import read

    article = article_from_html(body, url=url)
    if article is not None and read(article).relevant:
        return "announcing"
    named = article is not None and passes(f"{article.title}\n{article.text}", "en")
    return "look-alikes" if named else "other"


def _sitemap(pages: int) -> bytes:
    rows = "".join(f"<url><loc>{article_url(number)}</loc></url>" for number in range(pages))
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0"?><urlset xmlns="{space}">{rows}</urlset>'.encode()
