"""Stories and official lists that come as news or as history, and what readers were told of it."""

import json
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from crawler.items import Article
from db import answers
from db.store import RecordStore, store_path
from pipelines.channels import AlertConfig
from pipelines.flow import Flow
from pipelines.newness import HISTORY, PLAYED, Newness

_CLOCK = count(1)
"""What is handed in later counts more."""


def play(
    folder: Path,
    items: Iterable[tuple[Any, Any]],
    newness: Newness = PLAYED,
    config: AlertConfig | None = None,
) -> dict[str, int]:
    """One run that takes stories and lists; returns its counters."""
    given = list(items)
    readings = {(s.text, s.language): e for s, e in given if isinstance(s, Article)}
    with Flow(
        store_path(folder),
        verb="ingest",
        reader=lambda item: readings[item.text, item.language],
        alerts=config or AlertConfig(),
        newness=newness,
    ) as flow:
        for one, other in given:
            if isinstance(one, Article):
                flow.add(replace(one, handed_at=f"2026-01-01T00:00:00.{next(_CLOCK):06}Z"))
            else:
                flow.add_document(one, other)
    return flow.counters


def quietly(folder: Path, items: Iterable[tuple[Any, Any]]) -> dict[str, int]:
    """The same as history."""
    return play(folder, items, HISTORY)


def alerts(folder: Path) -> list[dict[str, Any]]:
    """What was told, the first first, with its payload."""
    with RecordStore.open_read_only(store_path(folder)) as store:
        rows = store.rows("SELECT key, kind, batch, payload, confidence FROM alerts ORDER BY id")
    return [row | {"payload": json.loads(row["payload"])} for row in rows]


def kinds(folder: Path) -> list[str]:
    """The kinds of what was told, in order."""
    return [alert["kind"] for alert in alerts(folder)]


def changed(alert: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """What a correction says: field, before and after; numbers without their qualifiers."""
    return [
        (change["field"], *(_plain(change[side]) for side in ("before", "after")))
        for change in alert["payload"]["changes"]
    ]


def _plain(value: Any) -> Any:
    return value["value"] if isinstance(value, dict) else value


def slugs(folder: Path) -> list[str]:
    """The batches there are."""
    with RecordStore.open_read_only(store_path(folder)) as store:
        return sorted(batch["slug"] for batch in answers.batches(store)["batches"])
