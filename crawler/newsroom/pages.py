"""A template, or an object, and the stories in it in; the page as it is sent out."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from crawler.newsroom.story import BEIJING, Story

OPENED = datetime(2019, 1, 1, tzinfo=BEIJING)
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["http_date"] = lambda moment: format_datetime(moment.astimezone(UTC), usegmt=True)
TEMPLATES.filters["press_date"] = lambda moment: f"{moment:%b %d, %Y %I:%M %p}"


@dataclass(frozen=True, slots=True)
class Page:
    """One answer: its bytes, its type with charset, and when it last changed."""

    body: bytes
    content_type: str
    modified: datetime
    needs: str = ""
    """A request header without which the outlet refuses to answer."""
    refusal: tuple[int, str, bytes] = (406, "text/plain", b"")
    """Status, type and body of that refusal."""

    @property
    def etag(self) -> str:
        """A strong validator of the bytes."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:20]}"'

    @property
    def last_modified(self) -> str:
        """The instant of the last change as HTTP writes it."""
        return format_datetime(self.modified.astimezone(UTC), usegmt=True)


def render(
    template: str, dated: Iterable[Story], charset: str = "utf-8", /, **values: object
) -> Page:
    """Fills one template; the page is as new as the newest story of ``dated``."""
    text = TEMPLATES.get_template(template).render(charset=charset, **values)
    kind = "application/xml" if template.endswith(".xml") else "text/html"
    return Page(text.encode(charset), f"{kind}; charset={charset}", newest(dated))


def as_json(
    document: object,
    dated: Iterable[Story],
    needs: str = "",
    refusal: tuple[int, str, bytes] = (406, "text/plain", b""),
) -> Page:
    """Writes an object as JSON."""
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
    return Page(body, "application/json; charset=utf-8", newest(dated), needs, refusal)


def as_text(text: str) -> Page:
    """Sends a text that never changes, such as a robots.txt."""
    return Page(text.encode(), "text/plain; charset=utf-8", OPENED)


def newest(stories: Iterable[Story]) -> datetime:
    """The last change of any of the stories."""
    return max((story.changed for story in stories), default=OPENED)
