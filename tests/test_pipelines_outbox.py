"""A notice is kept once, with a delivery for each channel that wants it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db.store import RecordStore, store_path
from pipelines.channels import AlertConfig, load_alerts
from pipelines.outbox import Notice, grown, put

CONFIG = """
[[channel]]
name = "desk"
url = "stdout:"
[[channel]]
name = "shanghai"
url = "stdout:"
provinces = ["上海"]
[[channel]]
name = "sure"
url = "stdout:"
minimum_confidence = 0.9
[[channel]]
name = "makers"
url = "stdout:"
kinds = ["outlet_broken"]
"""
NEW = Notice("new_batch:one", "new_batch", "one", {"n": 1}, "genai_filing", "北京", 0.7)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[RecordStore]:
    with RecordStore.open(store_path(tmp_path)) as opened:
        yield opened


@pytest.fixture
def config(tmp_path: Path) -> AlertConfig:
    path = tmp_path / "batchwatch.toml"
    path.write_text(CONFIG, encoding="utf-8")
    return load_alerts(path)


def told(store: RecordStore) -> list[tuple[str, str]]:
    rows = store.rows(
        "SELECT a.key, d.channel FROM deliveries AS d JOIN alerts AS a ON a.id = d.alert"
        " WHERE d.state = 'pending' AND d.next_at IS NULL ORDER BY 1, 2"
    )
    return [(row["key"], row["channel"]) for row in rows]


def test_one_row_and_a_delivery_for_each_that_wants_it(
    store: RecordStore, config: AlertConfig
) -> None:
    with store.transaction():
        assert put(store, NEW, config.channels)
        assert not put(store, replace(NEW, payload={"n": 2}), config.channels)
    assert [row["payload"] for row in store.rows("SELECT payload FROM alerts")] == ['{"n": 1}']
    assert told(store) == [(NEW.key, "desk")]


def test_a_channel_that_waits_for_confidence_is_told_once_when_there_is(
    store: RecordStore, config: AlertConfig
) -> None:
    corrected = replace(NEW, key="correction:one:0a1b", kind="correction")
    another = replace(NEW, key="new_batch:one-more")
    with store.transaction():
        for notice in (NEW, corrected, another):
            put(store, notice, config.channels)
        assert grown(store, "one", 0.8, config.channels) == 0
        assert grown(store, "one", 0.95, config.channels) == 2
        assert grown(store, "one", 0.99, config.channels) == 0
    keys = [corrected.key, NEW.key]
    assert [key for key, channel in told(store) if channel == "sure"] == keys


def test_a_channel_that_came_later_is_not_told_of_the_past(
    store: RecordStore, config: AlertConfig
) -> None:
    with store.transaction():
        put(store, NEW, [])
        assert grown(store, "one", 1.0, config.channels) == 0
    assert told(store) == []


def test_what_fails_with_its_transaction_was_never_told(
    store: RecordStore, config: AlertConfig
) -> None:
    # The transaction is what the error must leave, with all that was done in it.
    with pytest.raises(RuntimeError), store.transaction():  # noqa: PT012
        put(store, NEW, config.channels)
        raise RuntimeError
    assert store.rows("SELECT 1 FROM alerts") == []


def test_an_outlet_s_trouble_goes_to_those_who_keep_it(
    store: RecordStore, config: AlertConfig
) -> None:
    with store.transaction():
        put(store, Notice("outlet_broken:x:1", "outlet_broken", None, {}), config.channels)
    assert [channel for _, channel in told(store)] == ["desk", "makers", "shanghai", "sure"]
