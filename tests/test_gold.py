"""Gold articles have the form that ``evaluate`` scores, and their facts stand in their texts."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from each import each

from extract.extraction import Kind, Qualifier, Role, Scheme

GOLD = Path(__file__).parent / "gold"
UNSEEN = GOLD.parent / "unseen"
FILES = sorted([*GOLD.glob("*/*.json"), *UNSEEN.glob("*/*.json")])
ARTICLE = {
    *("id", "url", "outlet", "language", "title", "published", "text", "truncated"),
    *("text_kind", "source", "gold"),
}
FACTS = {
    *("relevant", "borderline", "negative_type", "batch_key", "announcements", "services"),
    *("excluded", "cited_sources", "people", "tags"),
}
PASSING = {"distractor_names"}
ANNOUNCEMENT = {
    *("role", "kind", "authority", "regulation", "scheme", "event_date_text", "event_date"),
    *("batch_ordinal", "models_in_batch", "models_in_batch_qualifier", "companies_in_batch"),
    *("companies_in_batch_qualifier", "cumulative_models", "cumulative_qualifier"),
    *("deep_synthesis_count", "other_counts", "batch_key"),
}
AS_OF = {"as_of_text", "as_of_date"}
SERVICE = {"company", "model", "kind", "evidence", "announcement"}
QUOTED = ("authority", "regulation", "event_date_text", "as_of_text")
LEAST, LEAST_NEGATIVE = 60, 10

Json = dict[str, Any]


def load(path: Path) -> Json:
    document: Json = json.loads(path.read_text(encoding="utf-8"))
    return document


def flat(text: str) -> str:
    """The words without line ends, which wrapped texts have inside names and sentences."""
    return "".join(text.split())


def name(item: str | Json) -> str:
    return item if isinstance(item, str) else str(item["name"])


@each("path", FILES, ids=lambda path: path.stem)
def test_keys_and_values(path: Path) -> None:
    document = load(path)
    gold = document["gold"]
    assert set(document) == ARTICLE
    assert set(gold) - PASSING == FACTS
    assert document["id"] == path.stem
    assert document["language"] == path.parent.name
    assert document["published"] is None or date.fromisoformat(document["published"][:10])
    for row in gold["announcements"]:
        assert ANNOUNCEMENT <= set(row) <= ANNOUNCEMENT | AS_OF
        assert row["role"] in get_args(Role)
        assert row["kind"] in get_args(Kind) or (row["kind"] is None and row["role"] != "main")
        assert row["scheme"] in get_args(Scheme)
        qualifiers = {row[key] for key in row if key.endswith("_qualifier")}
        assert qualifiers <= {None, *get_args(Qualifier)}
    for service in gold["services"]:
        assert set(service) == SERVICE
        assert service["company"] or service["model"]
        assert service["announcement"] in range(len(gold["announcements"]))


@each("path", FILES, ids=lambda path: path.stem)
def test_facts_stand_in_the_text(path: Path) -> None:
    document = load(path)
    gold, text = document["gold"], document["text"]
    named = [row.get(key) for row in gold["services"] for key in ("company", "model", "evidence")]
    named += [row.get(key) for row in gold["excluded"] for key in ("company", "model", "evidence")]
    named += [row.get(key) for row in gold["announcements"] for key in QUOTED]
    named += [name(item) for item in (*gold["cited_sources"], *gold["people"])]
    absent = [said for said in named if said and said not in text]
    assert [said for said in absent if flat(said) not in flat(text)] == []
    assert "\ufffd" not in text
    without = [row for row in gold["services"] if not row["evidence"]]
    assert without == []


@each("path", FILES, ids=lambda path: path.stem)
def test_look_alikes_announce_nothing_and_say_what_they_are(path: Path) -> None:
    gold = load(path)["gold"]
    if gold["relevant"]:
        assert any(row["role"] == "main" for row in gold["announcements"])
        assert gold["batch_key"]
    else:
        assert (gold["announcements"], gold["services"]) == ([], [])
        assert gold["negative_type"]


def test_ids_and_texts_are_distinct() -> None:
    documents = [load(path) for path in FILES]
    for key in ("id", "text"):
        seen = Counter(document[key] for document in documents)
        assert [value for value, times in seen.items() if times > 1] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_enough_of_each_language_look_alikes_among_them(language: str) -> None:
    documents = [load(path) for path in FILES if path.parent.name == language]
    negative = [document for document in documents if not document["gold"]["relevant"]]
    assert len(documents) >= LEAST
    assert len(negative) >= LEAST_NEGATIVE
    assert len({document["gold"]["negative_type"] for document in negative}) >= 5
