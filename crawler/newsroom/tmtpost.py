"""TMT Post's JSON interface: an address in, the answer of the sample newsroom out."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any
from urllib.parse import parse_qs, urlsplit

from crawler.newsroom.pages import TEMPLATES, Page, as_json
from crawler.newsroom.story import Story

API = "https://api.tmtpost.com"
SITE = "https://www.tmtpost.com"
HEADER = "app-version"
SAYS = b'{"result":"error","errors":[{"code":406,"message":"miss app_version header"}]}'
REFUSED = (406, "application/json; charset=utf-8", SAYS)
NEW, COLUMN, WORDS = "/v1/lists/new", "/v1/categories/multi_content/list", "/v1/word/list"
POSTS = "/v1/posts/"
ROBOTS = {
    SITE: "User-agent: *\nDisallow: /search\n",
    API: "User-agent: *\nDisallow: /v1/users/\n",
}
AGI = "6916385"
ROWS = 20
"""Rows of a page where the query does not say."""


class Interface:
    """The lists and details of the outlet's stories, newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._posts = [story for story in stories if "flash" not in story.traits]
        self._words = [story for story in stories if "flash" in story.traits]

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        posts = (f"{POSTS}{guid(story)}" for story in self._posts)
        return tuple(API + path for path in (NEW, COLUMN, WORDS, *posts))

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return False

    def page(self, url: str) -> Page | None:
        """The answer to one address; None where the interface has none."""
        parts = urlsplit(url)
        if f"{parts.scheme}://{parts.netloc}" != API:
            return None
        path = parts.path
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        if path == NEW:
            return _rows(self._posts, asked, _post)
        if path == COLUMN and asked.get("category_guid", AGI) == AGI:
            return _rows([story for story in self._posts if story.section == "agi"], asked, _post)
        if path == WORDS:
            return _rows(self._words, asked, _word)
        found = (story for story in self._posts if path == f"{POSTS}{guid(story)}")
        return next((_detail(story, asked) for story in found), None)


def guid(story: Story) -> str:
    """The number in the story's address."""
    return story.url.rpartition("/")[2].removesuffix(".html")


def _rows(
    stories: Sequence[Story],
    asked: dict[str, str],
    row: Callable[[Story, dict[str, str]], dict[str, Any]],
) -> Page:
    """A page of ``limit`` rows from ``offset``; the first begins with the leading flashes."""
    offset, limit = _number(asked, "offset", 0), _number(asked, "limit", ROWS)
    shown = stories[offset : offset + limit]
    leading = [story for story in stories if "leading" in story.traits and offset == 0]
    group = {"item_type": "pc_power_pos", "items": [row(story, asked) for story in leading]}
    data = [*([group] if leading else []), *(row(story, asked) for story in shown)]
    cursor = {"offset": offset, "limit": limit, "total": len(stories), "sort": "desc"}
    answer = {"result": "ok", "errors": [], "data": data, "cursor": cursor}
    return as_json(answer, chain(shown, leading), HEADER, REFUSED)


def _post(story: Story, asked: dict[str, str]) -> dict[str, Any]:
    moved = "post_guid" in story.traits
    row = {
        "item_type": "post",
        "guid": None if moved else guid(story),
        "title": story.title,
        "summary": story.summary,
        "short_url": story.url,
        "time_published": None if "row_undated" in story.traits else _seconds(story),
        "time_updated": _seconds(story, changed=True),
        "is_popularize": "1" if "promoted" in story.traits else "0",
    }
    if moved:
        row["post_guid"] = guid(story)
    more = {
        "authors": _authors(story),
        "is_pro_post": "paid" in story.traits,
        "is_paid_special_column_post": False,
        "available": not story.traits & {"paid", "unavailable"},
    }
    return row | _wanted(more, asked.get("post_fields", ""))


def _word(story: Story, asked: dict[str, str]) -> dict[str, Any]:
    return {
        "item_type": "word",
        "guid": int(guid(story)),
        "title": story.title,
        "detail": story.summary,
        "share_link": story.url,
        "author_name": story.author,
        "time_published": _seconds(story),
    }


def _detail(story: Story, asked: dict[str, str]) -> Page:
    """One post; of a paid one the first paragraph only."""
    whole = TEMPLATES.get_template("tmtpost_main.html").render(story=story)
    data = {
        "post_guid": guid(story),
        "title": story.title,
        "summary": story.summary,
        "main": f"<p>{story.summary}</p>" if "paid" in story.traits else whole,
        "time_published": _seconds(story),
        "time_updated": _seconds(story, changed=True),
        "is_popularize": "1" if "promoted" in story.traits else "0",
        "is_pro_post": "paid" in story.traits,
    }
    more = {
        "authors": _authors(story),
        "tags": [{"tag": word} for word in story.keywords],
        "share_link": story.url,
    }
    data |= _wanted(more, asked.get("fields", ""))
    return as_json({"result": "ok", "errors": [], "data": data}, [story], HEADER, REFUSED)


def _wanted(more: dict[str, Any], names: str) -> dict[str, Any]:
    """The fields that an answer holds only where the query names them."""
    return {name: value for name, value in more.items() if name in names.split(";")}


def _seconds(story: Story, *, changed: bool = False) -> str | None:
    if "undated" in story.traits:
        return None
    return str(int((story.changed if changed else story.published).timestamp()))


def _authors(story: Story) -> list[dict[str, str]]:
    return [{"guid": f"{len(name)}", "username": name} for name in story.author.split("、")]


def _number(asked: dict[str, str], name: str, default: int) -> int:
    text = asked.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else default
