"""Our pages as a plugin of Datasette."""

import re
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Final

from datasette import Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.plugins import pm
from datasette.utils import tilde_decode
from datasette.utils.asgi import Request
from datasette.views.database import DatabaseView
from datasette.views.table import TableView
from markupsafe import Markup

from db.pages import articles, showing
from db.pages.browsing import NAME, Served
from db.pages.closed import is_index
from db.pages.defusing import defusing
from db.pages.links import Links
from db.pages.replies import explained, failed, not_there, shared
from db.pages.routes import FILES, PAGES
from db.pages.visit import Missing, Visit
from db.store import RecordStore

View = Callable[[Request], Awaitable[Response]]
Route = tuple[re.Pattern[str], View]
_CLOSED: Final = re.compile(r"^/(?:-/.*|_internal(?:[./].*)?|_memory(?:[./].*)?|:memory:.*)$")
"""What Datasette tells of itself and of this machine, and its own databases."""
_ROWS: Final = re.compile(
    rf"^/{NAME}/(?P<table>articles|batches|batch_values)/(?P<name>[^/.]+?)(?:\.\w+)?$"
)
"""Rows that have a page of their own."""
_FILES: Final = (
    (re.compile(rf"^/(?P<database>{NAME})\.(?P<format>csv)$"), DatabaseView),
    (re.compile(rf"^/(?P<database>{NAME})/(?P<table>[^/.]+)\.(?P<format>csv)$"), TableView),
)
_NAMED: Final[Mapping[str, Callable[[Links, str], str]]] = {
    "slug": Links.batch,
    "batch": Links.batch,
    "company_id": Links.company,
    "service_id": Links.service,
    "article": Links.article,
}
"""Columns of tables, views and SQL whose values have a page."""
_LEFT: Final = "datasette.handle_exception"
"""It prints every page that is not there with the values of all variables."""


def use() -> None:
    """Adds the pages to Datasette, once a process."""
    if not pm.has_plugin(__name__):
        pm.register(sys.modules[__name__], __name__)
        pm.unregister(name=_LEFT)


@hookimpl  # type: ignore[untyped-decorator]  # datasette has no types
def register_routes(datasette: Any) -> list[Route]:
    """Our paths; they go before Datasette's."""
    return list(_routes(datasette)) if isinstance(datasette, Served) else []


@hookimpl  # type: ignore[untyped-decorator]  # datasette has no types
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """What is printed is shown as it is: no character of it hides or turns the others."""
    if isinstance(datasette, Served):
        env.auto_reload = False
        showing.prepare(env)
        datasette.desk.use(env)


@hookimpl  # type: ignore[untyped-decorator]  # datasette has no types
def extra_template_vars(request: Any, datasette: Any) -> dict[str, Any]:
    """Language, words, addresses, and which snapshot answers."""
    if request is None or not isinstance(datasette, Served):
        return {}
    return shared(request, datasette.desk.doors)


@hookimpl  # type: ignore[untyped-decorator]  # datasette has no types
def render_cell(value: Any, column: str, table: str | None, datasette: Any) -> Markup | None:
    """What has a page leads there."""
    of_articles = (table, column) == ("v_articles", "id")
    page = Links.article if of_articles else _NAMED.get(column)
    if page is None or not isinstance(value, str) or not value or not isinstance(datasette, Served):
        return None
    return Markup('<a href="{}">{}</a>').format(page(Links(), value), value)


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]  # datasette has no types
def permission_allowed(datasette: Any, action: str, resource: Any) -> bool | None:
    """A full-text index is no table to look at, and Datasette's own tables are not ours to show."""
    if not isinstance(datasette, Served):
        return None
    if action == "view-table" and is_index(resource[1]):
        return False
    return False if action == "view-database" and resource != NAME else None


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]  # datasette has no types
def forbidden(datasette: Any, request: Any, message: str) -> Any:
    """403 in the look of the pages."""

    async def answer() -> Response:
        return await failed(datasette, request, 403, f"not served here: {message}")

    return answer


@hookimpl(tryfirst=True)  # type: ignore[untyped-decorator]  # datasette has no types
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Any:
    """Whatever goes wrong becomes a page that says so in one line."""

    async def answer() -> Response:
        cut = getattr(exception, "message_is_html", False)  # only so where a query was cut off
        if cut or isinstance(exception, QueryInterrupted):
            limit = datasette.setting("sql_time_limit_ms")
            return await failed(datasette, request, 400, _CUT.format(limit), "SQL interrupted")
        status, text, title = explained(exception)
        if status == 404:
            return await not_there(datasette, request, Missing("page", request.path))
        return await failed(datasette, request, status, text, title)

    return answer


_CUT: Final = "the query was cut off after {} ms; ask for less, or narrow it down"


def _routes(served: Served) -> Iterable[Route]:
    for page in PAGES:
        yield page.pattern, _bound(served.desk.page, page, served)
    for file in FILES:
        yield file.pattern, _bound(served.desk.file, file, served)
    yield _ROWS, _row(served)
    for pattern, view in _FILES:
        yield pattern, _defused(view(served))
    yield _CLOSED, _nothing(served)


def _bound(answer: Callable[..., Awaitable[Response]], what: Any, served: Served) -> View:
    async def view(request: Request) -> Response:
        return await answer(what, served, request)

    return view


def _row(served: Served) -> View:
    """Leads from a row to its page; addresses such as these stand in alerts."""

    async def view(request: Request) -> Response:
        table, name = request.url_vars["table"], request.url_vars["name"]
        if table == "batch_values":
            # Datasette would look for the value as text, which a number is not.
            return Response.redirect(Links().batch(tilde_decode(name.split(",")[0])))
        name = tilde_decode(name)
        if table == "batches":
            return Response.redirect(Links().batch(name))

        def found(store: RecordStore, _visit: Visit) -> str:
            return articles.numbered(store, name)

        try:
            identity = await served.desk.ask(found, served.desk.visit(request))
        except Missing as missing:
            return await not_there(served, request, missing)
        return Response.redirect(Links().article(identity))

    return view


def _defused(table: Any) -> View:
    """Datasette's CSV, whose cells no spreadsheet takes for formulas."""

    async def view(request: Request) -> Response:
        return defusing(await table.dispatch_request(request))

    return view


def _nothing(served: Served) -> View:
    async def view(request: Request) -> Response:
        return await not_there(served, request, Missing("page", request.path))

    return view
