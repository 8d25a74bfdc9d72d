"""Large sites whose answers are made when they are asked for: lists of thousands of articles."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import parse_qs, urlsplit

from faults.serving import Answer

BEIJING = timezone(timedelta(hours=8))
SENTENCE = (
    "The harbour office counted the ferries that left before noon, and those that came back. "
)
Make = Callable[[str], Answer | None]


class Answers(dict[str, list[Answer]]):
    """Answers of a FaultServer, each made by the first of ``makers`` that knows the address."""

    def __init__(self, *makers: Make) -> None:
        super().__init__()
        self._makers = makers

    def get(self, url: str, default: Any = None) -> Any:
        """Return the answers to an address."""
        made = (make(url) for make in self._makers)
        answer = next((one for one in made if one is not None), None)
        return default if answer is None else [answer]


def as_json(document: object) -> Answer:
    """An answer of an interface."""
    body = json.dumps(document, ensure_ascii=False).encode()
    return Answer(body, headers={"Content-Type": "application/json; charset=utf-8"})


def as_html(text: str) -> Answer:
    """A page."""
    return Answer(text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def query_of(url: str) -> dict[str, str]:
    """What an address asks for."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(url).query).items()}


class Column:
    """TMT Post's column: ``size`` posts, one in four hours, the newest on 1 September 2026."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.newest = datetime(2026, 9, 1, 12, tzinfo=UTC)

    def published(self, number: int) -> datetime:
        """When the post of a place in the list was published."""
        return self.newest - timedelta(hours=4 * number)

    def guids(self, first: str, last: str) -> set[str]:
        """Numbers of the posts of some days in China."""
        days = {n: f"{self.published(n).astimezone(BEIJING):%Y-%m-%d}" for n in range(self.size)}
        return {str(1_000_000 - n) for n, day in days.items() if first <= day <= last}

    def __call__(self, url: str) -> Answer | None:
        """Answer the interface's lists and posts."""
        parts, asked = urlsplit(url), query_of(url)
        if parts.netloc != "api.tmtpost.com":
            return None
        if "/posts/" in parts.path:
            number = 1_000_000 - int(parts.path.rpartition("/")[2])
            return as_json({"result": "ok", "errors": [], "data": self._post(number, text=True)})
        if "categories" not in parts.path:
            return as_json({"result": "ok", "errors": [], "data": [self._post(0)]})
        offset = int(asked["offset"])
        numbers = range(offset, min(offset + int(asked["limit"]), self.size))
        rows = [self._post(number) for number in numbers]
        return as_json({"result": "ok", "errors": [], "data": rows})

    def _post(self, number: int, *, text: bool = False) -> dict[str, Any]:
        post = {"guid": str(1_000_000 - number), "title": f"第{number}篇", "item_type": "post"}
        post["time_published"] = str(int(self.published(number).timestamp()))
        return post | ({"main": f"<p>{'渡轮每小时开出一班。' * 20}</p>"} if text else {})
