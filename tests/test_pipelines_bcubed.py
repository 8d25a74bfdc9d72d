"""How well clusters meet an editor's judgement, on a corpus named by ``BATCHWATCH_CORPUS``."""

import json
import os
import re
from collections import defaultdict
from datetime import UTC, date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from told import announcement, article, service

from crawler.items import Article
from extract.extraction import Announcement, Extraction, Quantity
from pipelines.cluster import cluster
from pipelines.resolve import Claim, claims_of, identified
from pipelines.rows import quantity_of
from pipelines.slugs import PROVINCES

CORPUS = os.environ.get("BATCHWATCH_CORPUS")
Judged = tuple[str, Claim]

pytestmark = pytest.mark.skipif(not CORPUS, reason="BATCHWATCH_CORPUS names no corpus")


def quantity(said: dict[str, Any], key: str, qualifier: str) -> Quantity | None:
    return quantity_of(said.get(key), (said.get(qualifier) or "exact").replace(" ", "_"))


def province(authority: str | None) -> str | None:
    names = PROVINCES.items()
    folded = (authority or "").lower()
    return next((zh for zh, en in names if zh in folded or en in folded), None)


def gold_announcement(said: dict[str, Any]) -> Announcement:
    deep = said.get("scheme") == "deep_synthesis" and said.get("deep_synthesis_count")
    batch = quantity(said, "models_in_batch", "models_in_batch_qualifier")
    return announcement(
        role=said.get("role", "main"),
        kind=said.get("kind"),
        scheme=said.get("scheme"),
        authority=said.get("authority"),
        province=province(said.get("authority")),
        event_date=said.get("event_date"),
        ordinal=said.get("batch_ordinal"),
        services_in_batch=Quantity(deep) if deep else batch,
        companies_in_batch=quantity(said, "companies_in_batch", "companies_in_batch_qualifier"),
        cumulative_services=quantity(said, "cumulative_models", "cumulative_qualifier"),
    )


def gold_article(told: dict[str, Any]) -> Article:
    published = told.get("published")
    if published and len(published) > 10:
        moment = datetime.fromisoformat(published).astimezone(UTC)
        published = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return article(
        told["id"],
        text=told["text"],
        language=told["language"],
        outlet=told["outlet"],
        published_at=published if published and len(published) >= 10 else None,
    )


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    found: list[Judged] = []
    for path in sorted(Path(CORPUS or "").rglob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        if not told["gold"]["relevant"]:
            continue
        said = told["gold"]["announcements"]
        named = [s for s in told["gold"]["services"] if s.get("announcement") is not None]
        services = tuple(
            identified(service(s.get("company"), s.get("model"), s["announcement"])) for s in named
        )
        extraction = Extraction(True, tuple(map(gold_announcement, said)), services=services)
        claims = claims_of(gold_article(told), extraction)
        found += zip([s["batch_key"] for s in said], claims, strict=True)
    return found


def bcubed(pairs: list[tuple[str, int]]) -> float:
    """B-cubed F1 of (gold key, cluster) pairs."""
    gold: dict[str, set[int]] = defaultdict(set)
    found: dict[int, set[int]] = defaultdict(set)
    for number, (key, group) in enumerate(pairs):
        gold[key].add(number)
        found[group].add(number)
    precision = recall = 0.0
    for key, group in pairs:
        both = len(gold[key] & found[group])
        precision += both / len(found[group])
        recall += both / len(gold[key])
    return 2 * precision * recall / (precision + recall) / len(pairs)


def grouped(judged: list[Judged]) -> dict[tuple[int, int], int]:
    groups = cluster(claim for _, claim in judged)
    return {claim.order: number for number, group in enumerate(groups) for claim in group}


@pytest.mark.parametrize(("role", "least"), [("main", 0.97), ("any", 0.93)])
def test_clusters_meet_the_editors_judgement(judged: list[Judged], role: str, least: float) -> None:
    home = grouped(judged)
    pairs = [(key, home[c.order]) for key, c in judged if role in ("any", c.role)]
    assert bcubed(pairs) >= least


def test_events_more_than_ten_days_apart_stay_apart(judged: list[Judged]) -> None:
    home = grouped(judged)
    mains = [
        (key, c) for key, c in judged if c.opens and re.match(r"....-..-..", str(c.event_date))
    ]
    for (key, claim), (other_key, other) in combinations(mains, 2):
        days = abs(
            date.fromisoformat(str(claim.event_date)) - date.fromisoformat(str(other.event_date))
        )
        if key != other_key and days.days > 10:
            assert home[claim.order] != home[other.order], (key, other_key)
