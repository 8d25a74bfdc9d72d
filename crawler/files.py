"""Files of any kind in (html, txt, json, jsonl, warc, directories, stdin), Articles out."""

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from crawler import page
from crawler.dates import published_from_user
from crawler.encoding import decode
from crawler.errors import CrawlerError
from crawler.items import Article
from crawler.text import clean_text, detect_language
from crawler.urls import canonical_key

HTML: Final = frozenset({".html", ".htm", ".shtml", ".xhtml"})
TEXT: Final = frozenset({".txt"})
LARGEST: Final = 50 * 1024 * 1024
"""Bytes of one file, WARC and JSON Lines excepted."""
_PUBLISHED: Final = re.compile(r"^\s*(?:published|发布时间|发布日期)\s*[:：]", re.IGNORECASE)
_HEAD_LINES: Final = 12
_LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a line of one, that gave no article, and why in one phrase."""

    path: Path
    reason: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of the files; it wins over what they say."""

    url: str | None = None
    published: str | None = None
    language: str | None = None

    @classmethod
    def of(cls, url: str | None, published: str | None, language: str | None) -> "Given":
        """Check and normalise the options; raise CrawlerError for a date that cannot be read."""
        return cls(url, _moment(published) if published else None, language)


class BadArticle(CrawlerError):
    """An object or file that is no article; the message says why."""


def read_path(
    path: Path,
    *,
    url: str | None = None,
    published: str | None = None,
    language: str | None = None,
) -> Iterator[Article | Unreadable]:
    """Yield the articles of a file or directory (``-``: stdin), in order of names.

    What cannot be read is yielded as Unreadable, and reading goes on. Raises CrawlerError where
    ``published`` is no ISO instant or day.
    """
    given = Given.of(url, published, language)
    if str(path) == "-":
        yield from _guarded(path, _stdin(given))
    elif path.is_dir():
        yield from _directory(path, given)
    else:
        yield from _guarded(path, _file(path, given))


def _directory(folder: Path, given: Given) -> Iterator[Article | Unreadable]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and _wanted(path))
    if not paths:
        yield Unreadable(folder, "holds no .html, .txt, .json, .jsonl or .warc file")
    for path in paths:
        yield from _guarded(path, _file(path, given))


def _wanted(path: Path) -> bool:
    kinds = (*HTML, *TEXT, ".json", ".jsonl", ".warc", ".warc.gz")
    return path.name.lower().endswith(kinds) and not path.name.startswith(".")


def _guarded(path: Path, found: Iterator[Article | Unreadable]) -> Iterator[Article | Unreadable]:
    """Turn what can go wrong with a file into Unreadable."""
    try:
        yield from found
    except FileNotFoundError:
        yield Unreadable(path, "no such file")
    except (BadArticle, ValueError) as error:
        yield Unreadable(path, str(error))
    except OSError as error:
        yield Unreadable(path, error.strerror or str(error))


def _file(path: Path, given: Given) -> Iterator[Article | Unreadable]:
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        from crawler.warc import read_warc

        yield from read_warc(path)
    elif name.endswith(".jsonl"):
        with path.open("rb") as lines:
            yield from _json_lines(path, lines, given)
    elif path.stat().st_size > LARGEST:
        raise BadArticle(f"larger than {LARGEST // 1024 // 1024} MB")
    else:
        yield _article(path.read_bytes(), name, given)


def _stdin(given: Given) -> Iterator[Article | Unreadable]:
    """Yield what stdin holds, its kind told by its first character."""
    body = sys.stdin.buffer.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise BadArticle(f"larger than {LARGEST // 1024 // 1024} MB")
    head = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if head == b"{":
        try:
            json.loads(body)
        except ValueError:
            yield from _json_lines(Path("-"), body.splitlines(), given)
            return
    kinds = {b"{": ".json", b"<": ".html"}
    yield _article(body, kinds.get(head, ".txt"), given)


def _json_lines(path: Path, lines: Any, given: Given) -> Iterator[Article | Unreadable]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _from_json(line, given)
            except (BadArticle, ValueError) as error:
                yield Unreadable(path, f"line {number}: {error}")


def _article(body: bytes, name: str, given: Given) -> Article:
    suffix = Path(name).suffix or name
    if suffix == ".json":
        return _from_json(body, given)
    if suffix in HTML:
        return _from_html(body, given)
    if suffix in TEXT:
        return _from_text(body, given)
    raise BadArticle("not an .html, .txt, .json, .jsonl or .warc file")


def _from_html(body: bytes, given: Given) -> Article:
    if not body.strip():
        raise BadArticle("empty")
    if len(body) > page.LARGEST:
        raise BadArticle(f"larger than {page.LARGEST // 1024 // 1024} MB")
    article = page.article_from_html(body, url=given.url)
    if article is None:
        raise BadArticle("no article found on the page")
    return replace(
        article,
        published_at=given.published or article.published_at,
        language=given.language or article.language,
    )


def _from_text(body: bytes, given: Given) -> Article:
    text = decode(body).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadArticle("empty")
    if body.count(b"\x00") > len(body) // 100 and not text.isprintable() and "\x00" in text:
        raise BadArticle("binary, not text")
    lines = [line.strip() for line in text.split("\n")[:_HEAD_LINES]]
    first = next((line for line in lines if line), "")
    printed = next((line for line in lines if _PUBLISHED.match(line)), None)
    published = given.published or (_loose(printed) if printed else None)
    return _build(
        text,
        given,
        sha256=hashlib.sha256(body).hexdigest(),
        title=first if len(first) <= _LONGEST_TITLE and first != printed else None,
        published=published,
        printed=printed,
    )


def _from_json(body: bytes, given: Given) -> Article:
    try:
        document = json.loads(body.lstrip(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise BadArticle("not UTF-8") from error
    except RecursionError as error:
        raise BadArticle("nested too deeply") from error
    except ValueError as error:
        raise BadArticle(f"invalid JSON: {error}") from error
    if not isinstance(document, dict):
        raise BadArticle("not a JSON object")
    strings = {
        key: _string(document, key) for key in ("url", "outlet", "language", "title", "text")
    }
    if not (strings["text"] or "").strip():
        raise BadArticle("has no text")
    language = strings["language"]
    if language not in (None, "", "en", "zh"):
        language = "zh" if language.lower().startswith("zh") else None
    printed = _string(document, "published")
    return _build(
        strings["text"] or "",
        Given(given.url or strings["url"], given.published, given.language or language or None),
        sha256=hashlib.sha256(body).hexdigest(),
        id=_identity(document),
        outlet=strings["outlet"],
        title=strings["title"],
        published=given.published or (_loose(printed) if printed else None),
        printed=printed,
    )


def _build(
    text: str,
    given: Given,
    *,
    sha256: str,
    published: str | None,
    printed: str | None,
    title: str | None = None,
    outlet: str | None = None,
    id: str | None = None,
) -> Article:
    from crawler.outlets import by_url

    clean = clean_text(text)
    digest = hashlib.sha256(clean.encode()).hexdigest()
    key = canonical_key(given.url) if given.url else f"sha256:{digest}"
    known = by_url(given.url) if given.url and not outlet else None
    return Article(
        id=id or key,
        key=key,
        url=given.url,
        outlet=outlet or (known.name if known else None),
        language=given.language or detect_language(f"{title or ''}\n{clean}"),
        title=clean_text(title) if title else None,
        text=clean,
        published_at=published,
        published_text=printed,
        sha256=sha256,
    )


def _string(document: dict[str, Any], key: str) -> str | None:
    value = document.get(key)
    if value is not None and not isinstance(value, str):
        raise BadArticle(f"{key} is not a string")
    return value or None


def _identity(document: dict[str, Any]) -> str | None:
    value = document.get("id")
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise BadArticle("id is neither a string nor a number")
    return clean_text(str(value))


def _moment(text: str) -> str:
    if re.match(r"^\d{4}-\d{2}-\d{2}", text.strip()) and (found := _loose(text)):
        return found
    raise CrawlerError(f"published must be an ISO instant or day, not {text[:60]!r}")


def _loose(text: str) -> str | None:
    return published_from_user(text, datetime.now(UTC))
