"""A batch in, what its messages are made of out: the facts, the names, who says so, the links."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from db import answers
from db.store import RecordStore

Row = dict[str, Any]
_BESIDE: Final = ("services", "claims", "values", "lists", "reasons", "history")
_STATED: Final = {"services": "services_in_batch", "companies": "companies_in_batch"}
_SERVICE: Final = ("service", "company", "description", "status", "number", "register_name")
_LIST: Final = ("list", "title", "url", "relation", "rows")


def batch_payload(store: RecordStore, slug: str, base_url: str, changes: Iterable[Row] = ()) -> Row:
    """``batch`` as in ``batches --json``, ``services``, ``sentences``, ``lists`` and ``url``.

    Of a correction the numbers that some ``changes`` lead to, though most sources may still say
    another, and the sentences that state them.
    """
    found = answers.batch(store, slug) or {"slug": slug}
    new = {c["field"]: c["after"] for c in changes if c["field"] in _STATED}
    stated = {f"{part}_stated": number for part, number in new.items()}
    return {
        "batch": {key: value for key, value in found.items() if key not in _BESIDE} | stated,
        "services": [{key: one[key] for key in _SERVICE} for one in found.get("services", ())],
        "sentences": _sentences(_stating(found.get("claims", ()), new)),
        "lists": [{key: one[key] for key in _LIST} for one in found.get("lists", ())],
        "url": page_of(slug, base_url),
    }


def page_of(slug: str, base_url: str) -> str:
    """Where the batch's page is served."""
    return f"{base_url}/batchwatch/batches/{quote(slug, safe='')}"


def _stating(claims: Sequence[Row], new: Mapping[str, Row]) -> Sequence[Row]:
    """The claims that state some new numbers; all where none does."""
    said = [c for c in claims if all(c[_STATED[part]] == new[part] for part in new)]
    return said or claims


def _sentences(claims: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The sentence of each language that says most of the batch, the earlier of equals."""
    best: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for claim in claims:
        says = (
            claim["role"] == "main",
            claim["kind"] != "cumulative",
            not claim["disagrees"],
            bool(claim["services_in_batch"]),
            bool(claim["event_date"]),
        )
        weight = sum(16 >> place for place, is_so in enumerate(says) if is_so)
        if claim["text"] and weight > best.get(claim["language"], (0, claim))[0]:
            best[claim["language"]] = weight, claim
    keys = ("language", "outlet", "url", "text")
    return [{key: claim[key] for key in keys} for _, claim in best.values()]
