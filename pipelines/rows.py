"""Resolved readings as rows of the record store, and rows back as claims."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from typing import Any, get_args

from crawler.items import Article
from db.days import china_day
from extract.extraction import Announcement, Extraction, Qualifier, Quantity
from pipelines.days import of_report
from pipelines.official.record import Official
from pipelines.resolve import Claim, Resolved, document_number, text_sha256
from pipelines.uniting import Named

Row = dict[str, Any]
_QUALIFIERS = get_args(Qualifier)
_PARTS = ("services", "companies", "cumulative")


def article_row(item: Resolved) -> Row:
    """The article's row as it would be if this were all that is known of it."""
    article = item.article
    return {
        "doc": document_number(article.key, article.language),
        "id": article.id,
        "key": article.key,
        "url": article.url,
        "outlet": article.outlet,
        "language": article.language,
        "title": article.title,
        "published_at": article.published_at,
        "published_text": article.published_text,
        "author": article.author,
        "text": article.text,
        "text_length": len(article.text),
        "text_sha256": text_sha256(article.text),
        "page_sha256": article.sha256,
        "version": version_of(article),
        "reading": reading_of(item.extraction),
        "revision": 1,
        "fetched_at": article.fetched_at,
        "last_seen": article.fetched_at or article.handed_at,
        "listed": int(article.listed),
        "relevant": int(item.extraction.relevant),
        "copy_of": None,
    }


def version_of(article: Article) -> str:
    """The hash of what makes one version of an article differ from another."""
    told = (article.title, article.text, article.published_at, article.published_text)
    return _digest([*told, article.author, article.outlet])


def reading_of(extraction: Extraction) -> str:
    """The hash of all that extraction found."""
    return _digest(extraction)


def _digest(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, default=parts)
    return hashlib.sha256(written.encode()).hexdigest()[:32]


def parts(record: Any) -> Row:
    """A record as a dictionary of what it holds: ``asdict`` would copy all of that."""
    return {name: getattr(record, name) for name in _names(record.__class__)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(part.name for part in fields(kind))


def fact_rows(item: Resolved) -> dict[str, list[Row]]:
    """What the article says, as rows of the tables that hang on ``articles``."""
    doc = document_number(item.article.key, item.article.language)
    found = item.extraction
    announcements = [{"doc": doc, "idx": n, **_said(a)} for n, a in enumerate(found.announcements)]
    counts = [{"doc": doc, "idx": n, **parts(count)} for n, count in enumerate(found.counts)]
    services = [{"doc": doc, "idx": n, **parts(s)} for n, s in enumerate(found.services)]
    return {
        "announcements": announcements,
        "counts": counts,
        "mentions": [{"doc": doc, "idx": n, **row} for n, row in enumerate(_mentions(item))],
        "service_mentions": services,
    }


def _said(said: Announcement) -> Row:
    row = parts(said)
    stated = (said.services_in_batch, said.companies_in_batch, said.cumulative_services)
    for column in ("services_in_batch", "companies_in_batch", "cumulative_services"):
        row[column] = row[column] and row[column].value
    for part, quantity in zip(_PARTS, stated, strict=True):
        row[f"{part}_qualifier"] = quantity.qualifier if quantity else None
    return row


def _mentions(item: Resolved) -> Iterable[Row]:
    """Every labelled span, cited sources and people among them."""
    text = item.article.text
    for mention in item.extraction.mentions:
        yield parts(mention)
    for source in item.extraction.cited_sources:
        yield _span("cited_source", text, source.start, source.end, None)
    for person in item.extraction.people:
        yield _span("person", text, person.start, person.end, person.role)


def _span(label: str, text: str, start: int, end: int, role: str | None) -> Row:
    printed = text[start:end]
    return {
        "label": label, "text": printed, "start": start, "end": end, "rule": label, "role": role,
    }  # fmt: skip


def facts_json(rows: dict[str, list[Row]]) -> str:
    """An earlier version's facts, kept with its text: announcements and named services."""
    dropped = ("doc", "batch", "registration", "company_id", "service_id")
    kept = {
        table: [
            {k: v for k, v in sorted(row.items()) if k not in dropped}
            for row in sorted(rows[table], key=lambda row: row["idx"])
        ]
        for table in ("announcements", "service_mentions")
    }
    return json.dumps(kept, ensure_ascii=False)


def claim_of(row: Row, named: Iterable[Named]) -> Claim:
    """A claim from its announcement's row joined with its article's."""
    mentions = list(named)
    return Claim(
        doc=row["doc"],
        index=row["idx"],
        outlet=row["outlet"],
        language=row["language"],
        published=china_day(row["published_at"]),
        published_at=row["published_at"],
        role=row["role"],
        kind=row["kind"],
        scheme=row["scheme"],
        authority=row["authority"],
        level=row["level"],
        province=row["province"],
        event_date=row["event_date"],
        ordinal=row["ordinal"],
        period_start=row["period_start"],
        period_end=row["period_end"],
        services=quantity_of(row["services_in_batch"], row["services_qualifier"]),
        companies=quantity_of(row["companies_in_batch"], row["companies_qualifier"]),
        cumulative=quantity_of(row["cumulative_services"], row["cumulative_qualifier"]),
        company_keys=frozenset(m.company_id for m in mentions if m.company_id),
        service_keys=frozenset(m.key[1] for m in mentions if m.key[1]),
        root=row["root"],
        root_outlet=row["root_outlet"],
        undated=of_report(row["event_date"], row["event_date_text"]),
    )


def stated_columns(part: str, quantity: Quantity | None) -> Row:
    """A stated number of a batch as its two columns."""
    return {
        f"{part}_stated": quantity.value if quantity else None,
        f"{part}_qualifier": quantity.qualifier if quantity else None,
    }


def listed_columns(official: Official | None) -> Row:
    """What the register has for a batch as its columns."""
    one = official or Official()
    return {
        "services_listed": one.services_listed,
        "companies_listed": one.companies_listed,
        "cumulative_listed": one.cumulative_listed,
        "cumulative_listed_on": one.until if one.reached else None,
    }


def quantity_of(value: int | None, qualifier: str | None) -> Quantity | None:
    """A stated number from its two columns."""
    if value is None:
        return None
    for known in _QUALIFIERS:
        if known == qualifier:
            return Quantity(value, known)
    return Quantity(value)
