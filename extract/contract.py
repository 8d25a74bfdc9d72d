"""An extraction as the JSON object that ``batchwatch extract`` prints."""

from dataclasses import asdict, fields
from typing import Any

from crawler.items import Article
from extract.extraction import Extraction


def as_contract(article: Article, extraction: Extraction) -> dict[str, Any]:
    """One object a article, with the keys of the command line's contract."""
    head = {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet,
        "language": article.language,
        "title": article.title,
        "published_at": article.published_at,
        "sha256": article.sha256,
        "relevant": extraction.relevant,
    }
    lists = ("announcements", "counts", "services", "cited_sources", "people")
    return head | {key: [_plain(record) for record in getattr(extraction, key)] for key in lists}


def _plain(record: Any) -> dict[str, Any]:
    plain = asdict(record)
    return {f.name: plain[f.name] for f in fields(record)}
