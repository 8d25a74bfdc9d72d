"""Addresses of the pages, for templates and handlers: one place that knows how they look."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, urlencode

STATIC = Path(__file__).parent / "static"
SAFE = ":"
"""What a path keeps as it is, beside letters, digits and ``_.-~``; a slash of a name is encoded."""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses under ``base``; they keep the language where the reader asked for one."""

    base: str = ""
    lang: str | None = None

    def to(self, path: str, query: Mapping[str, object] | None = None, mark: str = "") -> str:
        """A path that is encoded already, with a query and a place on the page."""
        asked = {k: v for k, v in (query or {}).items() if v is not None and v != ""}
        if self.lang:
            asked |= {"lang": self.lang}
        return f"{self.base}{path}{'?' if asked else ''}{urlencode(asked)}{mark}"

    def batch(self, slug: str, mark: str = "") -> str:
        """A batch's page."""
        return self.to(f"/batch/{_piece(slug)}", mark=mark)

    def company(self, identity: str) -> str:
        """A company's page."""
        return self.to(f"/company/{_piece(identity)}")

    def service(self, identity: str) -> str:
        """A service's page."""
        return self.to(f"/service/{_piece(identity)}")

    def province(self, name: str) -> str:
        """A province's page."""
        return self.to(f"/province/{_piece(name)}")

    def article(self, identity: str, start: int | None = None, end: int | None = None) -> str:
        """An article's page; with a span the page that marks it, scrolled to it."""
        if start is None or end is None:
            return self.to(f"/article/{_piece(identity)}")
        return self.to(f"/article/{_piece(identity)}", {"start": start, "end": end}, "#span")

    def version(self, identity: str, version: str) -> str:
        """An article's page with what has changed since an earlier version."""
        return self.to(f"/article/{_piece(identity)}", {"version": version}, "#changes")

    def path(self, kind: str, name: str) -> str:
        """Where the page of something is, for ``file``."""
        return f"/{kind}/{_piece(name)}"

    def query(self, name: str, params: Mapping[str, object] | None = None) -> str:
        """A named query's page."""
        return self.to(f"/query/{_piece(name)}", params)

    def chart(self, name: str, **how: object) -> str:
        """A chart as an image."""
        return self.to(f"/chart/{_piece(name)}.svg", how)

    def search(self, asked: str = "", **how: object) -> str:
        """The search page with an answer."""
        return self.to("/search", {"q": asked, **how})

    def file(self, path: str, kind: str, query: Mapping[str, object] | None = None) -> str:
        """The same as ``path`` shows, as ``json`` or ``csv``; the language plays no part."""
        return Links(self.base).to(f"{path}.{kind}", query)

    def entry(self, scheme: str, number: str) -> str:
        """An official entry as the records have it."""
        return self.to("/batchwatch/v_register", {"scheme": scheme, "number": number})

    def rows(self, listed: str) -> str:
        """The entries of an official list."""
        return self.to("/batchwatch/v_register", {"list": listed, "_sort": "seq"})

    def articles(self, outlet: str) -> str:
        """The articles of an outlet, the newest first."""
        return self.to("/batchwatch/v_articles", {"outlet": outlet, "_sort_desc": "published_at"})

    def static(self, name: str) -> str:
        """A file that the pages need, with its hash: a browser may keep it for ever."""
        return f"{self.base}/static/{name}?{_hash(name)}"


@cache
def _hash(name: str) -> str:
    return sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def _piece(text: str) -> str:
    """A name as one piece of a path; one that ends as a form of a page does is not taken for it."""
    name, dot, ending = quote(text, safe=SAFE).rpartition(".")
    return f"{name}%2E{ending}" if dot and ending in ("json", "csv") else name + dot + ending
