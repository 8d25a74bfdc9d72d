"""Rates of channels: kept within, over restarts, and by telling several alerts in one message."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from endpoint import Post, Reply, receiving
from outboxes import Time, channel, configured, deliveries, fill
from outside import redirect

from db.store import store_path
from pipelines.deliver import deliver


def test_a_crowd_is_told_in_few_messages_within_the_rate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, began = Time(), Time().at
    at: list[float] = []

    def note(post: Post) -> Reply:
        at.append((clock.at - began).total_seconds())
        return Reply(200, b'{"errcode":0}')

    with receiving(note) as receiver:
        redirect(monkeypatch, receiver)
        config = configured(tmp_path, channel("bot", "wecombot://abcdef-0123456"))
        fill(tmp_path, config, 100)
        report = deliver(store_path(tmp_path), config, now=clock.now, sleep=clock.sleep)
    assert report.states == {"delivered": 100}
    assert at[-1] < 300
    assert max(sum(start <= one < start + 60 for one in at) for start in at) <= 15
    texts = [post.json["text"]["content"] for post in receiver.posts]
    assert max(len(text.encode()) for text in texts) <= 2048
    told = "".join(texts)
    assert all(f"test-{number:04}" in told for number in range(1, 101))


def test_a_rate_outlasts_the_process(tmp_path: Path) -> None:
    clock = Time()
    with receiving() as receiver:
        config = configured(tmp_path, channel("desk", receiver.url, rate="2/min"))
        fill(tmp_path, config, 2)
        deliver(store_path(tmp_path), config, now=clock.now, sleep=clock.sleep)
        began = clock.at
        fill(tmp_path, config, 1, first=3)
        deliver(store_path(tmp_path), config, now=clock.now, sleep=clock.sleep)
    assert len(receiver.posts) == 3, "a webhook's messages are never joined"
    assert 59 < (clock.at - began).total_seconds() < 62


def test_a_channel_that_waits_for_its_rate_keeps_no_other_waiting(tmp_path: Path) -> None:
    clock, began = Time(), Time().at

    def sleep(seconds: float) -> None:
        clock.sleep(seconds)
        if len(deliveries(tmp_path)) == 6:
            fill(tmp_path, config, 1, first=4)

    with receiving() as slow, receiving() as quick:
        config = configured(
            tmp_path, channel("slow", slow.url, rate="1/min"), channel("quick", quick.url)
        )
        fill(tmp_path, config, 3)
        deliver(store_path(tmp_path), config, now=clock.now, sleep=sleep)
    told = {row["key"][-1]: row for row in deliveries(tmp_path) if row["channel"] == "quick"}
    assert datetime.fromisoformat(told["4"]["delivered_at"]) - began < timedelta(seconds=5)
    assert len(slow.posts) == 4


def test_the_rate_holds_where_the_posts_arrive(tmp_path: Path) -> None:
    """Connecting for the first one takes long."""
    clock, began = Time(), Time().at
    at: list[float] = []

    def note(post: Post) -> Reply:
        clock.sleep(0 if at else 20)
        at.append((clock.at - began).total_seconds())
        return Reply(200, b"")

    with receiving(note) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url, rate="2/min"))
        fill(tmp_path, config, 4)
        deliver(store_path(tmp_path), config, now=clock.now, sleep=clock.sleep)
    assert len(at) == 4
    assert max(sum(start <= one < start + 60 for one in at) for start in at) <= 2
