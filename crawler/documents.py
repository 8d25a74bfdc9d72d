"""The bytes of one file (page, text, JSON object) and what the caller knows in, its Article out."""

import hashlib
import json
import re
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any, Final

from crawler.addresses import fault_of
from crawler.dates import published_from_user
from crawler.errors import CrawlerError
from crawler.hosts import host
from crawler.items import Article
from crawler.text import clean_text, detect_language
from crawler.urls import canonical_key

HTML: Final = frozenset({".html", ".htm", ".shtml", ".xhtml"})
TEXT: Final = frozenset({".txt"})
_PUBLISHED: Final = re.compile(
    r"^\s*(?:(?:published|发布时间|发布日期)\s*[:：]"
    r"|20\d\d(?:年|-)\d{1,2}(?:月|-)\d{1,2}日?(?:\s+\d{1,2}:\d\d(?::\d\d)?)?\s*(?:来源|作者|$))",
    re.IGNORECASE,
)
_MONTH: Final = re.compile(r"\d{4}-\d\d")
_GARBLED: Final = "garbled: its characters cannot be read in any charset"
_HEAD_LINES: Final = 12
_LONGEST_TITLE: Final = 200
_LONGEST_ID: Final = 2_000


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows of the files; it wins over what they say."""

    url: str | None = None
    published: str | None = None
    language: str | None = None
    strict: bool = False
    """True: for files that are handed in. What an archive has taken before is read as it was."""

    @classmethod
    def of(cls, url: str | None, published: str | None, language: str | None) -> "Given":
        """Check and normalise the options; raise CrawlerError for what cannot be read."""
        if url and (fault := fault_of(url.strip())):
            raise CrawlerError(f"url {fault}")
        return cls(url, _moment(published) if published else None, language, strict=True)


class BadArticle(CrawlerError):
    """An object or file that is no article; the message says why."""


def read_document(body: bytes, name: str, given: Given) -> Article:
    """Return the article of a file called ``name``; raise BadArticle where it holds none."""
    suffix = Path(name).suffix or name
    if suffix == ".json":
        return read_json(body, given)
    if suffix in HTML:
        return _from_html(body, given)
    if suffix in TEXT:
        return _from_text(body, given)
    raise BadArticle("not an .html, .txt, .json, .jsonl or .warc file")


def _from_html(body: bytes, given: Given) -> Article:
    from crawler import page
    from crawler.mojibake import garbled

    if not body.strip():
        raise BadArticle("empty")
    if len(body) > page.LARGEST:
        raise BadArticle(f"larger than {page.LARGEST // 1024 // 1024} MB")
    article = page.article_from_html(body, url=given.url)
    if article is None:
        raise BadArticle("no article found on the page")
    if given.strict and garbled(article.text):
        raise BadArticle(_GARBLED)
    return replace(
        article,
        published_at=given.published or article.published_at,
        language=given.language or article.language,
    )


def _from_text(body: bytes, given: Given) -> Article:
    from crawler.encoding import decode
    from crawler.filetypes import binary
    from crawler.mojibake import garbled

    text = decode(body).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise BadArticle("empty")
    if body.count(b"\x00") > len(body) // 100 and not text.isprintable() and "\x00" in text:
        raise BadArticle("binary, not text")
    if given.strict and (binary(body) or garbled(text)):
        raise BadArticle(_GARBLED)
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


def read_json(body: bytes, given: Given) -> Article:
    """Return the article of one JSON object; raise BadArticle where it is none."""
    try:
        document = json.loads(body.lstrip(b"\xef\xbb\xbf"))
    except UnicodeDecodeError as error:
        raise BadArticle("not UTF-8") from error
    except RecursionError as error:
        raise BadArticle("nested too deeply") from error
    except ValueError as error:
        if "integer string conversion" in str(error):
            raise BadArticle("a number in it is too long") from error
        raise BadArticle(f"invalid JSON: {error}") from error
    if not isinstance(document, dict):
        raise BadArticle("not a JSON object")
    strings = {
        key: _string(document, key) for key in ("url", "outlet", "language", "title", "text")
    }
    if not (strings["text"] or "").strip():
        raise BadArticle("has no text")
    language = _language(strings["language"])
    if language is None and strings["language"] and given.strict and not given.language:
        raise BadArticle(f"language is neither en nor zh: {strings['language'][:60]!r}")
    printed = _string(document, "published")
    return _build(
        strings["text"] or "",
        replace(
            given,
            url=given.url or _web(strings["url"]),
            language=given.language or language,
        ),
        sha256=hashlib.sha256(body).hexdigest(),
        id=_identity(document),
        outlet=strings["outlet"],
        title=strings["title"],
        published=given.published or (_loose(printed) if printed else None),
        printed=printed,
    )


def doubt(article: Article) -> str | None:
    """Return what a JSON article says that is left out of it: a date that is none."""
    printed = article.published_text
    if article.published_at or not printed or _MONTH.fullmatch(printed.strip()):
        return None
    return f"published is no day or instant, so it stays as printed: {printed[:60]!r}"


def _language(name: str | None) -> str | None:
    """The language of ``zh-Hans`` or ``en_GB``; None where it is another."""
    first = re.split(r"[-_]", (name or "").strip().lower())[0]
    return first if first in ("en", "zh") else None


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


def _web(url: str | None) -> str | None:
    """Return ``url`` where it is the address of a web page: others are no key of an article."""
    found = url.strip() if url else ""
    web = found.lower().startswith(("http://", "https://")) and host(found)
    return found if web and found.isprintable() else None


def _identity(document: dict[str, Any]) -> str | None:
    value = document.get("id")
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise BadArticle("id is neither a string nor a number")
    if isinstance(value, float) and not isfinite(value):
        raise BadArticle("id is no finite number")
    if len(found := clean_text(str(value))) > _LONGEST_ID:
        raise BadArticle(f"id is longer than {_LONGEST_ID} characters")
    return found


def _moment(text: str) -> str:
    if re.match(r"^\d{4}-\d{2}-\d{2}", text.strip()) and (found := _loose(text)):
        return found
    raise CrawlerError(f"published must be an ISO instant or day, not {text[:60]!r}")


def _loose(text: str) -> str | None:
    return published_from_user(text)
