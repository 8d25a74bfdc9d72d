"""The pages of a data directory, asked in this process, without a socket between."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

from db.pages.keeper import Keeper
from db.pages.visit import Doors
from db.store import RecordStore

if TYPE_CHECKING:
    from db.pages.guard import App


class Pages:
    """Asks the pages, one request after the other."""

    def __init__(self, app: "App", keeper: Keeper, runner: asyncio.Runner) -> None:
        self.keeper = keeper
        self._runner = runner
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001")

    def ask(self, path: str, method: str = "GET", **how: Any) -> httpx.Response:
        """The answer to one request, redirects as they are."""
        return self._runner.run(self._client.request(method, path, **how))

    def page(self, path: str, **how: Any) -> str:
        """The text of a page that is there."""
        answer = self.ask(path, **how)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return answer.text

    def json(self, path: str, **how: Any) -> Any:
        """A document that is there."""
        answer = self.ask(path, **how)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:500])
        return answer.json()

    def sql(self, sql: str) -> httpx.Response:
        """What the SQL page answers as JSON."""
        return self.ask("/batchwatch.json", params={"sql": sql, "_shape": "arrays"})

    def look(self) -> bool:
        """Whether another copy was taken: what the server asks once a second."""
        return self.keeper.look()


def doors(base_url: str = "http://127.0.0.1:8001") -> Doors:
    """The rooms behind the pages, as the verb opens them."""
    from cli.crawled import outlets_due
    from pipelines import feed

    def fed(store: RecordStore, language: Any) -> bytes:
        return feed.feed(store, base_url, language=language, limit=50)

    return Doors(fed, outlets_due, base_url, "0.1.0")


@contextmanager
def pages(data: Path, *, every: float = 0.0, **keeping: Any) -> Iterator[Pages]:
    """The pages of a data directory; a changed one is copied at every look."""
    # Datasette takes over a second to import, in every process that collects.
    from cli.server import hosts_for
    from db.pages.app import application

    keeper = Keeper(data, every=every, share=0, **keeping)
    with asyncio.Runner() as runner:
        try:
            app, desk = runner.run(application(keeper, doors(), hosts_for("127.0.0.1", ())))
            try:
                keeper.begin()
                yield Pages(app, keeper, runner)
            finally:
                desk.end()
        finally:
            keeper.end()
