"""From what a handler found to the answer that goes out: a page, JSON, CSV or a file."""

import asyncio
import base64
import csv
import hashlib
import io
import json
import logging
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any, Final, TypeVar, get_args
from urllib.parse import unquote

from datasette import Response
from datasette.utils.asgi import Base400, Request
from datasette.views.base import DatasetteError
from jinja2 import Environment

from db.defused import defused
from db.pages.browsing import Served, counted, in_use
from db.pages.drawings import CHARTS, Drawings, Kind
from db.pages.guard import AGES
from db.pages.home import home
from db.pages.links import Links
from db.pages.others import feed
from db.pages.routes import File, Page
from db.pages.snapshot import Snapshot
from db.pages.visit import (
    SECONDS,
    Answer,
    Doors,
    Missing,
    Moved,
    Table,
    TooLong,
    Visit,
    Wrong,
    within,
)
from db.pages.wording import Language, page_vars
from db.store import RecordStore

T = TypeVar("T")
THREADS: Final = 4
"""Pages that are asked for at the same time; SQL of readers has threads of its own."""
logger = logging.getLogger("batchwatch.serve")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as it goes out."""

    html: str
    status: int


class Desk:
    """Answers visits of one server."""

    def __init__(self, doors: Doors, ahead: Sequence[Kind] = ()) -> None:
        self.doors, self.drawings = doors, Drawings()
        self._ahead = ahead
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="pages")

    def end(self) -> None:
        """Lets the threads go."""
        self.drawings.end()
        self._threads.shutdown(cancel_futures=True)

    async def page(self, page: Page, served: Served, request: Request) -> Response:
        """The answer of a page."""
        kind = request.url_vars.get("format")
        handler = (kind and page.whole) or page.handler

        def made(store: RecordStore, visit: Visit) -> Answer | Drawn:
            if kind:
                return handler(store, visit)
            minute = int(time.time() // AGES)
            key = (request.path, request.query_string, visit.language, minute)
            return visit.snapshot.keep_page(
                key, lambda: self._drawn(page, handler(store, visit), request)
            )

        try:
            found = await self.ask(made, self.visit(request))
        except Moved as moved:
            return _elsewhere(moved.path + (f".{kind}" if kind else ""), request)
        except Missing as missing:
            return await not_there(served, request, missing)
        if isinstance(found, Drawn):
            return Response.html(found.html, found.status)
        if found.get("status", 200) != 200:
            return await failed(served, request, found["status"], found["error"])
        if kind == "json" and page.json is not None:
            return json_reply(page.json(found))
        return csv_reply(page.csv(found) if page.csv else Table((), ()), request)

    async def file(self, file: File, served: Served, request: Request) -> Response:
        """The answer of a file."""
        try:
            sheet = await self.ask(file.handler, self.visit(request))
        except Missing as missing:
            return await not_there(served, request, missing)
        headers = {} if sheet.fresh else {"cache-control": "no-store"}
        if "svg" in file.kind:
            headers["content-security-policy"] = drawing_policy(sheet.body)
        return Response(sheet.body, sheet.status, headers, file.kind)

    def use(self, environment: Environment) -> None:
        """Draws pages as Datasette's environment does, but in the threads that ask for them."""
        self._templates = environment.overlay(enable_async=False)

    def warm(self, snapshot: Snapshot) -> None:
        """Has ready what is asked for first and takes longest."""
        with snapshot.connection() as conn:
            snapshot.keep("rows", lambda: counted(conn))
        for language in get_args(Language):
            visit = Visit("", {}, language, Links(), self.doors, self.drawings, snapshot)
            with snapshot.store() as store:
                home(store, visit)
                feed(store, visit)
                rows = {name: visit.asked(store, name, {}) for name in CHARTS}
        for kind in (*self._ahead, *self.drawings.kinds()):
            if not kind.asked:
                self.drawings.start(kind, rows[kind.name])

    def _drawn(self, page: Page, context: Answer, request: Request) -> Drawn:
        template = self._templates.get_template(context.pop("template", page.template))
        html = template.render(context | shared(request, self.doors))
        return Drawn(html, context.get("status", 200))

    def visit(self, request: Request) -> Visit:
        """What a request asks, its path decoded once."""
        told = variables(request)
        return Visit(
            name=unquote(request.url_vars.get("name") or ""),
            query={key: request.args.get(key) or "" for key in request.args},
            language=told["language"],
            links=told["link"],
            doors=self.doors,
            drawings=self.drawings,
            snapshot=in_use.get(),
        )

    async def ask(self, handler: Callable[[RecordStore, Visit], T], visit: Visit) -> T:
        """Runs a handler in a thread with the request's snapshot."""
        snapshot, context = in_use.get(), copy_context()

        def work() -> T:
            with snapshot.store() as store, within(store.conn, SECONDS):
                return handler(store, visit)

        return await asyncio.get_running_loop().run_in_executor(self._threads, context.run, work)


def drawing_policy(svg: bytes) -> str:
    """Lets a drawing use the styles that it holds, and nothing else."""
    hashes = (
        base64.b64encode(hashlib.sha256(style).digest()).decode()
        for style in re.findall(rb"<style[^>]*>(.*?)</style>", svg, re.DOTALL)
    )
    styles = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    return f"default-src 'none'; style-src {styles}; frame-ancestors 'none'; sandbox"


def variables(request: Request) -> dict[str, Any]:
    """What every template can use of a request."""
    return page_vars(request.path, request.query_string, request.headers.get("accept-language"))


def shared(request: Request, doors: Doors) -> dict[str, Any]:
    """The same, and which snapshot answers."""
    facts = in_use.get().facts
    told = {"taken_at": facts.taken_at, "schema": facts.schema, "version": doors.version}
    return variables(request) | {"snapshot": told}


async def not_there(served: Served, request: Request, missing: Missing) -> Response:
    """404, with what may have been meant."""
    told = {"what": missing.what, "asked": missing.asked, "near": list(missing.near)}
    if request.path.endswith((".json", ".csv")):
        return json_reply({"ok": False, "error": str(missing), "status": 404, **told}, 404)
    page = await served.render_template("missing.html", told, request=request)
    return Response.html(page, status=404)


async def failed(
    served: Served, request: Request, status: int, error: str, title: str | None = None
) -> Response:
    """An error in the form that was asked for."""
    told = {"ok": False, "error": error, "status": status, "title": title}
    if request.path.endswith((".json", ".csv")):
        return json_reply(told, status)
    page = await served.render_template("error.html", told, request=request)
    return Response.html(page, status=status)


def json_reply(document: Any, status: int = 200) -> Response:
    """A JSON document."""
    body = json.dumps(document, ensure_ascii=False, indent=2)
    return Response(body, status=status, content_type="application/json; charset=utf-8")


def csv_reply(table: Table, request: Request) -> Response:
    """Rows as CSV, saved under the path's last name."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows([defused(value) for value in row] for row in table.rows)
    name = "".join(sign for sign in request.path.rsplit("/")[-1] if sign.isalnum() or sign in "-._")
    return Response(
        out.getvalue(),
        headers={"content-disposition": f'attachment; filename="{name or "rows.csv"}"'},
        content_type="text/csv; charset=utf-8",
    )


def _elsewhere(path: str, request: Request) -> Response:
    query = f"?{request.query_string}" if request.query_string else ""
    return Response.redirect(path + query)


def explained(error: Exception) -> tuple[int, str, str | None]:
    """Status, text and title for whatever went wrong while a request was answered."""
    if isinstance(error, TooLong):
        return 503, "this page took too long to make; ask for less", None
    if isinstance(error, Wrong):
        return 400, str(error), None
    if isinstance(error, sqlite3.Error):
        return 400, told(str(error)), "Invalid SQL"
    if isinstance(error, DatasetteError):
        status = error.status if error.status < 500 else 400
        return status, told(str(error.message)), error.title
    if isinstance(error, Base400):
        return error.status, str(error.args[0]), None
    logger.error("a page could not be made", exc_info=error)
    return 500, "this page could not be made", None


def told(error: str) -> str:
    """SQLite's words with what they mean here."""
    if error.startswith("access to "):
        return f"{error}: whole texts are shown on the pages of their articles; name other columns"
    if error == "not authorized":
        return "not authorized: these pages can only be read"
    return error
