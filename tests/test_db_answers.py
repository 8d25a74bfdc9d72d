"""Every answer has exactly the shape that the contract gives, in a stable order."""

from collections.abc import Iterator

import pytest
from each import each
from told import announcement, ingest, service, told

from db import answers
from db.store import RecordStore
from extract.extraction import Quantity

BATCH = {
    "slug", "scheme", "level", "province", "event_date", "title", "services_stated",
    "companies_stated", "cumulative_stated", "services_found", "companies_found",
    "services_listed", "companies_listed", "status", "voices", "first_seen", "articles",
}  # fmt: skip
SERVICE = {
    "service", "company", "description", "status", "number", "date", "register_name",
    "register_company", "evidence",
}  # fmt: skip
STORIES = [
    told(
        "en",
        announcement(
            services_in_batch=14,
            event_date="2024-01",
            cumulative_services=Quantity(40, "more_than"),
            authority="CAC",
        ),
        services=[service("Zhangyue Technology", "yueailiao"), service("Frontis")],
        published_at="2024-01-30T12:20:00Z",
    ),
    told(
        "zh",
        announcement(services_in_batch=14, companies_in_batch=13, event_date="2024-01-17"),
        services=[service("掌阅科技", "阅爱聊")],
        language="zh",
        published_at="2024-01-29T16:30:00Z",
    ),
    told("old", announcement(services_in_batch=8, event_date="2023-08-31", province="上海")),
    told("look-alike", published_at="2024-01-28"),
    told("undated", published_at=None),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordStore]:
    path = tmp_path_factory.mktemp("answers") / "s.db"
    ingest(path, STORIES)
    with RecordStore.open_read_only(path) as opened:
        yield opened


def slugs(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    return [batch["slug"] for batch in answer["batches"]]


def test_batches(store: RecordStore) -> None:
    found = answers.batches(store)
    assert slugs(found) == ["genai-filing-2024-01-17", "genai-filing-shanghai-2023-08-31"]
    batch = found["batches"][0]
    assert set(batch) >= BATCH
    assert batch["services_stated"] == {"value": 14, "qualifier": "exact"}
    assert batch["companies_stated"] == {"value": 13, "qualifier": "exact"}
    assert batch["cumulative_stated"] == {"value": 40, "qualifier": "more_than"}
    assert (batch["services_found"], batch["companies_found"], batch["voices"]) == (2, 2, 2)
    assert (batch["services_listed"], batch["companies_listed"]) == (None, None)
    assert batch["status"] == "stated_only"
    assert batch["first_seen"] == "2024-01-29T16:30:00Z"
    assert [a["id"] for a in batch["articles"]] == ["zh", "en"]
    assert batch["articles"][1] == {
        "id": "en", "url": "https://news.example/en", "outlet": "outlet-en", "language": "en",
        "published_at": "2024-01-30T12:20:00Z", "role": "main",
    }  # fmt: skip


@each(
    ("span", "count"),
    [
        ({"since": "2024-01-18"}, 0),
        ({"since": "2024-01-17"}, 1),
        ({"since": "2024"}, 1),
        ({"until": "2023"}, 1),
        ({"until": "2023-08"}, 1),
        ({"since": "2023-08-31", "until": "2024-01-17"}, 2),
        ({"scheme": "deep_synthesis"}, 0),
        ({"scheme": "genai_filing", "limit": 1}, 1),
        ({"limit": 0}, 0),
    ],
)
def test_batches_of_a_span(store: RecordStore, span: dict[str, object], count: int) -> None:
    assert len(answers.batches(store, **span)["batches"]) == count  # type: ignore[arg-type]  # parametrized


def test_one_batch(store: RecordStore) -> None:
    batch = answers.batch(store, "genai-filing-2024-01-17")
    assert batch is not None
    assert set(batch) >= BATCH | {"services", "claims", "values", "reasons", "history"}
    first = batch["services"][0]
    assert set(first) >= SERVICE
    assert first["status"] == "stated"
    assert [e["article"] for e in first["evidence"]] == ["zh", "en"]
    assert set(first["evidence"][0]) >= {"article", "start", "end", "text", "rule"}
    assert [claim["article"] for claim in batch["claims"]] == ["zh", "en"]
    assert batch["claims"][1]["cumulative_services"] == {"value": 40, "qualifier": "more_than"}
    assert batch["claims"][1]["authority"] == "CAC"
    (reason,) = batch["reasons"]
    assert {reason["article"], reason["with"]} == {"en", "zh"}
    assert reason["score"] >= 4
    assert list(dict.fromkeys(entry["at"] for entry in batch["history"])) == [
        "2024-01-29T16:30:00Z",
        "2024-01-30T12:20:00Z",
    ]


def test_an_unknown_slug_has_near_ones(store: RecordStore) -> None:
    assert answers.batch(store, "genai-filing-2024-01-18") is None
    near = answers.near_slugs(store, "genai-filing-2024-01-18")
    assert near[0] == "genai-filing-2024-01-17"


@pytest.mark.parametrize("name", ["Zhangyue Technology", "zhangyue technology", "掌阅科技", "掌阅"])
def test_a_company_by_any_name(store: RecordStore, name: str) -> None:
    company = answers.company(store, name)
    assert company is not None
    assert company["id"] == "zhangyue"
    printed = {n["name"] for n in company["names"] if n["origin"] == "press"}
    assert printed == {"Zhangyue Technology", "掌阅科技"}
    known = {n["name"] for n in company["names"] if n["origin"] == "reviewed"}
    assert {"掌阅", "iReader"} <= known
    (registration,) = company["registrations"]
    assert registration["batch"] == "genai-filing-2024-01-17"


def test_a_service_by_any_name(store: RecordStore) -> None:
    for name in ("yueailiao", "YUEAILIAO", "阅爱聊", "爱聊"):
        service = answers.service(store, name)
        assert service is not None
        assert service["id"] == "zhangyue/yueailiao"
        assert service["company"] in ("Zhangyue Technology", "掌阅科技")
    assert answers.service(store, "nobody's") is None
    assert answers.company(store, "  ") is None
    assert answers.near_names(store, "Frontiz", kind="company") == ["Frontis"]


def test_a_name_is_no_pattern(store: RecordStore) -> None:
    assert answers.company(store, "%") is None
    assert answers.company(store, "' OR 1=1 --") is None


def test_articles(store: RecordStore) -> None:
    found = answers.articles(store)["articles"]
    assert [row["id"] for row in found] == ["look-alike", "zh", "en", "old", "undated"]
    assert set(found[0]) == {
        "id", "url", "outlet", "language", "title", "published_at", "relevant", "text_length",
        "copy_of", "revision",
    }  # fmt: skip
    assert found[0]["relevant"] is False
    assert found[1]["relevant"] is True


def test_articles_of_a_day_in_china(store: RecordStore) -> None:
    found = answers.articles(store, since="2024-01-30", until="2024-01-30")["articles"]
    assert [row["id"] for row in found] == ["zh", "en"]
    assert [r["id"] for r in answers.articles(store, relevant=False)["articles"]] == [
        "look-alike",
        "undated",
    ]
    assert answers.articles(store, outlet="outlet-en", language="zh")["articles"] == []
    assert len(answers.articles(store, limit=2)["articles"]) == 2


def test_runs(store: RecordStore) -> None:
    (run,) = answers.runs(store)["runs"]
    assert set(run) == {
        "id", "verb", "outlet", "started_at", "finished_at", "outcome", "counters",
        "reasons",
    }  # fmt: skip
    assert (run["verb"], run["outcome"]) == ("ingest", "ok")
    assert run["counters"]["store/new"] == len(STORIES)
    assert answers.runs(store, verb="crawl") == {"runs": []}
    assert answers.runs(store, until="2020") == {"runs": []}


def test_a_text_by_its_article(store: RecordStore) -> None:
    assert answers.article_text(store, "en") == STORIES[0][0].text
    assert answers.article_text(store, "nobody") is None


def test_without_a_store_answers_are_empty() -> None:
    assert answers.batches(None) == {"batches": []}
    assert answers.articles(None) == {"articles": []}
    assert answers.outlets(None) == {"outlets": []}
    assert answers.runs(None) == {"runs": []}
    assert answers.batch(None, "x") is None
    assert answers.company(None, "x") is None
    assert answers.service(None, "x") is None
    assert answers.near_slugs(None, "x") == []
    assert answers.near_names(None, "x", kind="company") == []
