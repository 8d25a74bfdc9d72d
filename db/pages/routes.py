"""Which page stands at which path, and in which forms."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from db.pages import articles, batches, home, names, others
from db.pages.visit import Answer, Sheet, Table, Visit
from db.store import RecordStore

Handler = Callable[[RecordStore, Visit], Answer]
Drawn = Callable[[RecordStore, Visit], Sheet]
_NAME: Final = r"(?P<name>[^/]+?)"
_PATH: Final = r"(?P<name>.+?)"


@dataclass(frozen=True, slots=True)
class Page:
    """A page made of a template, and what it is as JSON and CSV where it is that."""

    path: str
    """A regular expression; ``name`` is what the page is about."""
    template: str
    handler: Handler
    json: Callable[[Answer], Answer] | None = None
    csv: Callable[[Answer], Table] | None = None
    whole: Handler | None = None
    """What JSON and CSV are made of where it is more than a page shows."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """The path with the endings of its forms."""
        kinds = [kind for kind, form in (("json", self.json), ("csv", self.csv)) if form]
        ending = rf"(?:\.(?P<format>{'|'.join(kinds)}))?" if kinds else ""
        return re.compile(f"^{self.path}{ending}$")


@dataclass(frozen=True, slots=True)
class File:
    """A document that is no page."""

    path: str
    kind: str
    handler: Drawn

    @property
    def pattern(self) -> re.Pattern[str]:
        """The path."""
        return re.compile(f"^{self.path}$")


PAGES: Final[Sequence[Page]] = (
    Page("/", "home.html", home.home),
    Page("/home", "home.html", home.home, home.json_of),
    Page("/batches", "batches.html", batches.batches, batches.batches_json, batches.batches_csv),
    Page(f"/batch/{_NAME}", "batch.html", batches.batch, batches.batch_json, batches.batch_csv),
    Page(f"/company/{_PATH}", "company.html", names.company, names.named_json, names.named_csv),
    Page(f"/service/{_PATH}", "service.html", names.service, names.named_json, names.named_csv),
    Page(
        f"/province/{_NAME}",
        "province.html",
        names.province,
        names.province_json,
        names.province_csv,
        whole=names.province_whole,
    ),
    Page(
        f"/article/{_PATH}",
        "article.html",
        articles.article,
        articles.article_json,
        whole=articles.article_whole,
    ),
    Page("/search", "search.html", others.search_page, others.search_json),
    Page("/outlets", "outlets.html", others.outlets, others.outlets_json),
    Page("/queries", "queries.html", others.queries, others.queries_json),
    Page(
        f"/query/{_NAME}",
        "named.html",
        others.query_page,
        others.query_json,
        others.query_csv,
        whole=others.query,
    ),
    Page("/about", "about.html", home.about),
)
FILES: Final[Sequence[File]] = (
    File(rf"/chart/{_NAME}\.svg", "image/svg+xml; charset=utf-8", others.chart),
    File(r"/feed\.xml", "application/atom+xml; charset=utf-8", others.feed),
)
