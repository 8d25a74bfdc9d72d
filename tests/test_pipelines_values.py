"""Every value that an article states of a batch is kept with who says it and what it disputes."""

from pathlib import Path
from typing import Any

import pytest
from each import each
from told import Told, announcement, article, ingest, service, told

from db import answers
from db.statements import Statement, agree
from db.store import RecordStore
from extract.extraction import Quantity

SLUG = "genai-filing-2023-08-31"
FIRMS = [service("Alpha"), service("Beta"), service("Gamma")]
TEXT = "The same words in two papers."


def story(name: str, count: int, **known: Any) -> Told:
    columns = {key: known.pop(key) for key in list(known) if not hasattr(article(name), key)}
    said = announcement(services_in_batch=count, event_date="2023-08-31", **columns)
    return told(name, said, services=FIRMS, **known)


STORIES = [
    story("a", 11),
    story("b", 11, companies_in_batch=7, authority="CAC"),
    story("c", 8, authority="国家网信办"),
    story("d", 8, outlet="outlet-c"),
    story("e", 11, cumulative_services=Quantity(40, "more_than")),
    story("f", 11, cumulative_services=46),
    story("first", 8, outlet="outlet-c", text=TEXT, published_at="2024-03-04T00:00:00Z"),
    story("copy", 8, text=TEXT, published_at="2024-03-04T01:00:00Z"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> RecordStore:
    path = tmp_path_factory.mktemp("values") / "s.db"
    ingest(path, STORIES)
    return RecordStore.open_read_only(path)


def test_a_minority_keeps_its_number_beside_the_chosen_one(store: RecordStore) -> None:
    columns = "value, qualifier, voices, articles, outlets, chosen, disputes"
    rows = store.rows(f"SELECT {columns} FROM v_values WHERE field = 'services' ORDER BY value")
    assert [tuple(row.values()) for row in rows] == [
        (8, "exact", 1, 4, "outlet-c outlet-copy", 0, 1),
        (11, "exact", 4, 4, "outlet-a outlet-b outlet-e outlet-f", 1, 0),
    ]


def test_the_view_names_the_fields_that_are_disputed(store: RecordStore) -> None:
    assert store.rows("SELECT slug, disputed FROM v_batches") == [
        {"slug": SLUG, "disputed": "services"}
    ]


def test_the_answer_gives_the_values_with_their_articles(store: RecordStore) -> None:
    batch = answers.batch(store, SLUG)
    assert batch is not None
    assert list(batch["values"]) == [
        "services", "companies", "cumulative", "event_date", "scheme", "authority",
    ]  # fmt: skip
    chosen, other = batch["values"]["services"]
    assert chosen["articles"] == ["a", "b", "e", "f"]
    assert other == {
        "value": 8,
        "qualifier": "exact",
        "voices": 1,
        "articles": ["c", "copy", "d", "first"],
        "outlets": ["outlet-c", "outlet-copy"],
        "first_seen": "2024-03-04T00:00:00Z",
        "chosen": False,
        "disputes": True,
    }


def test_the_table_and_the_answer_say_the_same(store: RecordStore) -> None:
    batch = answers.batch(store, SLUG)
    assert batch is not None
    told = {
        (field, row["value"], row["voices"], len(row["articles"]), row["chosen"], row["disputes"])
        for field, rows in batch["values"].items()
        for row in rows
    }
    columns = "field, value, voices, articles, chosen, disputes"
    assert told == {tuple(row.values()) for row in store.rows(f"SELECT {columns} FROM v_values")}


@each(
    ("field", "one", "other", "both"),
    [
        ("services", (40, "more_than"), (46, "exact"), True),
        ("services", (40, "more_than"), (140, "exact"), False),
        ("services", (11, "exact"), (8, "exact"), False),
        ("cumulative", (300, "nearly"), (290, "exact"), True),
        ("companies", (14, "exact"), (14, "about"), True),
        ("event_date", "2024-01", "2024-01-17", True),
        ("event_date", "2023-01-17", "2024-01-17", False),
        ("period", "2024-01-01/2024-01-31", "/2024-01-31", True),
        ("period", "2024-01-01/2024-01-31", "2024-01-01/2024-02-29", False),
        ("authority", "CAC", "国家网信办", True),
        ("level", "city", "province", True),
        ("level", "national", "province", False),
        ("ordinal", 3, 4, False),
    ],
)
def test_what_can_be_true_beside_another(field: str, one: Any, other: Any, both: bool) -> None:
    mine, theirs = (
        Statement(field, *value) if isinstance(value, tuple) else Statement(field, value)
        for value in (one, other)
    )
    assert agree(mine, theirs) is agree(theirs, mine) is both


def test_a_month_that_nobody_names_has_its_days_behind_it(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    days = ("2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07")
    ingest(path, [
        told(day, announcement(services_in_batch=40, event_date=day), published_at=day)
        for day in days
    ])  # fmt: skip
    with RecordStore.open_read_only(path) as store:
        (batch,) = answers.batches(store)["batches"]
        rows = store.rows(
            "SELECT value, voices FROM v_values WHERE chosen AND field = 'event_date'"
        )
    assert rows == [
        {"value": batch["event_date"], "voices": 4 if len(batch["event_date"]) == 7 else 1}
    ]
