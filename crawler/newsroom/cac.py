"""The regulator's site: an address, a form and an edition in, what the site would answer out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, quote

from crawler.newsroom.docx import document
from crawler.newsroom.pages import TEMPLATES, Page
from crawler.newsroom.story import BEIJING, is_out

SITE, SYSTEM = "https://www.cac.gov.cn", "https://beian.cac.gov.cn"
FOLDER: Final = Path(__file__).parent
CHANNEL: Final = "A093702"
LIST, NOTICES = f"{SITE}/cms/JsonList", f"{SYSTEM}/api/notice/list"
TWIN, DOWNLOAD = (
    f"{SITE}/wxzw/wxfb/{CHANNEL}index_1.htm",
    f"{SITE}/cms/pub/interact/downloadfile.jsp",
)
ROBOTS: Final = {
    SITE: "User-agent: *\nDisallow: /zfz/\nDisallow: /wxb_zfz/\nDisallow: /wxzf/\n",
    SYSTEM: "User-agent: *\nDisallow:\n",
}
INSTEAD: Final = (200, "text/html; charset=utf-8", b"<html><body>404</body></html>")
NOTHING: Final = (200, "text/html; charset=utf-8", b"")
"""What comes without a Referer: a page in place of a file, and no page at all."""
_TYPE: Final = "application/octet-stream"
SECOND: Final = datetime(2026, 9, 1, tzinfo=BEIJING)
"""What is attached from then on is in the second edition only."""


@dataclass(frozen=True, slots=True)
class File:
    """One attachment as an edition has it."""

    name: str
    url: str
    body: bytes
    added: datetime


@dataclass(frozen=True, slots=True)
class Announcement:
    """One page as an edition has it."""

    url: str
    channel: str
    title: str
    published: datetime
    paragraphs: tuple[str, ...]
    files: tuple[File, ...]

    @property
    def again(self) -> datetime:
        """When it was published anew, which its footer says."""
        return max((self.published, *(file.added for file in self.files)))


class Regulator:
    """Both hosts in one edition; lists are newest first."""

    def __init__(self, edition: int) -> None:
        out = (page for page in announcements() if is_out(page.published, edition))
        self.pages = tuple(_of_edition(page, edition) for page in out)
        self._files = {file.url: file for page in self.pages for file in page.files}

    @property
    def urls(self) -> tuple[str, ...]:
        """Every address that answers."""
        return (LIST, NOTICES, TWIN, *(page.url for page in self.pages), *self._files)

    def takes_form(self, url: str) -> bool:
        """Tell whether a form may be posted there."""
        return url == LIST

    def page(self, url: str) -> Page | None:
        """The answer to an address and what was posted to it, as its query."""
        address, _, query = url.partition("?")
        if address == LIST:
            return self._rows({key: found[-1] for key, found in parse_qs(query).items()})
        if address == NOTICES:
            return self._notices()
        if address == TWIN:
            listed = [page for page in self.pages if page.channel == CHANNEL]
            return _html("cac_list.html", self._newest(), pages=listed)
        if url in self._files:
            file = self._files[url]
            return Page(file.body, _TYPE, file.added, "Referer", INSTEAD)
        found = next((page for page in self.pages if page.url == address), None)
        return _html("cac.html", found.again, page=found) if found else None

    def _rows(self, form: Mapping[str, str]) -> Page:
        listed = [page for page in self.pages if page.channel == form.get("channelCode")]
        size, number = _number(form, "perPage", 20), _number(form, "pageno", 1)
        rows = [
            {
                "topic": page.title,
                "infourl": page.url.removeprefix("https:"),
                "pubtime": f"{page.published:%Y-%m-%d %H:%M:%S}",
                "description": "",
            }
            for page in listed[(number - 1) * size : number * size]
        ]
        return _json({"list": rows, "totalRec": len(listed)}, self._newest())

    def _notices(self) -> Page:
        """The newest notice of the filing system leads to a page with a list of algorithms."""
        page = next(page for page in self.pages if "算法" in page.title)
        row = {"noticeId": "sample1", "type": 3, "title": page.title, "content": page.url}
        row["createTime"] = f"{page.published:%Y-%m-%d %H:%M:%S}"
        return _json({"errno": 0, "errmsg": "", "datas": [row]}, page.published)

    def _newest(self) -> datetime:
        return max(page.published for page in self.pages)


@cache
def announcements() -> tuple[Announcement, ...]:
    """All pages with all their attachments, newest first."""
    raw = json.loads((FOLDER / "announcements.json").read_text(encoding="utf-8"))
    return tuple(sorted(map(_announcement, raw), key=lambda page: page.published, reverse=True))


def _announcement(raw: Mapping[str, Any]) -> Announcement:
    published = datetime.fromisoformat(raw["published"]).astimezone(BEIJING)
    return Announcement(
        url=f"{SITE}/{raw['path']}.htm",
        channel=raw["channel"],
        title=raw["title"],
        published=published,
        paragraphs=tuple(raw["paragraphs"]),
        files=tuple(_file(file, published) for file in raw["files"]),
    )


def _file(raw: Mapping[str, Any], published: datetime) -> File:
    name, source = raw["name"], raw.get("file") or raw["list"]
    opaque = f"{source.encode().hex()}~"
    added = datetime.fromisoformat(raw["added"]) if "added" in raw else published
    body = (FOLDER / "files" / source).read_bytes() if "file" in raw else _listed(name, source)
    return File(name, f"{DOWNLOAD}?filepath={opaque}&fText={quote(name)}", body, added)


def _listed(title: str, name: str) -> bytes:
    found = json.loads((FOLDER / "lists.json").read_text(encoding="utf-8"))[name]
    return document(title, [found["columns"], *found["rows"]])


def _of_edition(page: Announcement, edition: int) -> Announcement:
    """The first edition has what was attached before its own last day; the one before it has the
    channel's older pages in its list, which would be empty.
    """
    channel = page.channel or (CHANNEL if not edition else "")
    files = page.files if edition > 1 else tuple(f for f in page.files if f.added < SECOND)
    return replace(page, files=files, channel=channel)


def _html(template: str, modified: datetime, **values: object) -> Page:
    text = TEMPLATES.get_template(template).render(charset="utf-8", **values)
    return Page(text.encode(), "text/html; charset=utf-8", modified, "Referer", NOTHING)


def _json(told: object, modified: datetime) -> Page:
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return Page(body, "application/json; charset=utf-8", modified, "Referer", NOTHING)


def _number(form: Mapping[str, str], name: str, default: int) -> int:
    text = form.get(name, "")
    return int(text) if text.isdecimal() and 0 < len(text) < 5 else default
