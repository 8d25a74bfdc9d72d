"""Securities Times' lists: an address in, the answer to a script or to a reader out."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import parse_qs

from crawler.newsroom.pages import TEMPLATES, Page, as_json
from crawler.newsroom.story import Story

SITE: Final = "https://www.stcn.com"
LIST: Final = f"{SITE}/article/list.html"
HEADER: Final = "X-Requested-With"
SECTIONS: Final = ("kx", "yw")
ROWS: Final = 20
ROBOTS: Final = {
    SITE: "User-agent: *\nDisallow: /operation/\n",
    "https://company.stcn.com": "User-agent: *\nDisallow:\n",
}


class Lists:
    """Flashes and news, newest first."""

    def __init__(self, stories: Sequence[Story]) -> None:
        self._stories = stories

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        return tuple(f"{LIST}?type={section}" for section in SECTIONS)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return False

    def page(self, url: str) -> Page | None:
        """A list of a section; HTML for whoever does not ask as a script."""
        address, _, query = url.partition("?")
        if address != LIST:
            return None
        asked = {name: values[-1] for name, values in parse_qs(query).items()}
        section, number = asked.get("type", "yw"), int(asked.get("page", "1"))
        found = [story for story in self._stories if story.section == section]
        shown = found[(number - 1) * ROWS : number * ROWS]
        html = TEMPLATES.get_template("stcn_list.html").render(section=section, stories=shown)
        refusal = (200, "text/html; charset=utf-8", html.encode())
        answer = {"state": 1, "msg": "", "data": [_row(story) for story in shown]}
        return as_json(answer, shown, HEADER, refusal)


def _row(story: Story) -> dict[str, Any]:
    """One row; the time of a flash is in milliseconds, that of news in seconds."""
    seconds = int(story.published.timestamp())
    return {
        "id": int("".join(char for char in story.url if char.isdecimal())),
        "title": story.title,
        "content": story.summary,
        "url": story.url.removeprefix(SITE),
        "time": seconds * 1000 if story.section == "kx" else seconds,
        "show_time": f"{story.published:%H:%M}",
        "pageTime": seconds,
        "source": "证券时报网",
        "tags": [],
    }
