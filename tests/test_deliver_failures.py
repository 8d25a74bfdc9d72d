"""Failures of endpoints and messages: when each is tried again, and what is set aside."""

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from endpoint import OK, Post, Receiver, Reply, receiving
from outboxes import Time, channel, configured, deliveries, fill

from db.store import store_path
from pipelines.deliver import DeliveryReport, deliver
from pipelines.delivery.patience import LIMIT


def test_a_failure_is_recorded_and_tried_again_with_the_same_key_and_bytes(tmp_path: Path) -> None:
    clock = Time()
    with receiving(lambda post: Reply(500, b"broken") if post.number < 3 else OK) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        [key] = fill(tmp_path, config, 1)
        waits = []
        for _ in range(3):
            _try(tmp_path, clock, receiver)
            [row] = deliveries(tmp_path)
            assert (row["state"], row["error"]) == ("failed", "answered 500: broken")
            assert _try(tmp_path, clock, receiver) == DeliveryReport(waiting=1), "not due yet"
            waits.append(_wait(row["next_at"], clock))
            clock.sleep(waits[-1] + 1)
        assert _try(tmp_path, clock, receiver).states == {"delivered": 1}
    assert waits[0] < waits[1] < waits[2] <= 240
    assert deliveries(tmp_path)[0]["attempts"] == 4
    assert {post.headers["Idempotency-Key"] for post in receiver.posts} == {key}
    assert len({post.body for post in receiver.posts}) == 1


def test_retry_after_is_kept_to_and_holds_the_channel(tmp_path: Path) -> None:
    clock = Time()
    reply = Reply(429, headers={"Retry-After": "90"})
    with receiving(lambda post: reply if not post.number else OK) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        fill(tmp_path, config, 3)
        _try(tmp_path, clock, receiver)
        assert len(receiver.posts) == 1, "the others wait as well"
        clock.sleep(80)
        assert not _try(tmp_path, clock, receiver).tries
        clock.sleep(11)
        assert _try(tmp_path, clock, receiver).states == {"delivered": 3}


def test_retry_after_is_capped(tmp_path: Path) -> None:
    clock = Time()
    with receiving(lambda post: Reply(503, headers={"Retry-After": "99999999"})) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        fill(tmp_path, config, 1)
        _try(tmp_path, clock, receiver)
    assert _wait(deliveries(tmp_path)[0]["next_at"], clock) == 3600


@pytest.mark.parametrize("status", [400, 500])
def test_a_poison_message_is_set_aside_and_holds_up_nobody(tmp_path: Path, status: int) -> None:
    clock = Time()

    def refuse_the_second(post: Post) -> Reply:
        return Reply(status, b"no") if post.key.endswith("0002") else OK

    with receiving(refuse_the_second) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        keys = fill(tmp_path, config, 4)
        assert _try(tmp_path, clock, receiver).states == {"delivered": 3, "failed": 1}
        for _ in range(20):
            clock.sleep(7 * 3600)
            _try(tmp_path, clock, receiver)
    assert receiver.keys().count(keys[1]) == LIMIT
    assert [row["state"] for row in deliveries(tmp_path)] == [
        "delivered",
        "set_aside",
        "delivered",
        "delivered",
    ]


def test_everything_tries_what_was_set_aside_and_what_is_not_due(tmp_path: Path) -> None:
    healthy = threading.Event()
    with receiving(lambda post: OK if healthy.is_set() else Reply(400)) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        fill(tmp_path, config, 2)
        for _ in range(LIMIT):
            deliver(store_path(tmp_path), config, everything=True)
        assert {row["state"] for row in deliveries(tmp_path)} == {"set_aside"}
        healthy.set()
        assert not deliver(store_path(tmp_path), config).tries
        assert deliver(store_path(tmp_path), config, everything=True).states == {"delivered": 2}


def test_an_outage_of_days_loses_nothing_and_ends_within_minutes(tmp_path: Path) -> None:
    clock = Time()
    with receiving() as receiver:
        port = int(receiver.host.split(":")[1])
    config = configured(tmp_path, channel("desk", receiver.url))
    fill(tmp_path, config, 20)
    for _ in range(60):
        clock.sleep(3600)
        deliver(store_path(tmp_path), config, now=clock.now, sleep=clock.sleep)
    states = {row["state"] for row in deliveries(tmp_path)}
    assert states <= {"failed", "set_aside"}
    with receiving(port=port) as receiver:
        began = clock.at
        while any(row["state"] != "delivered" for row in deliveries(tmp_path)):
            clock.sleep(30)
            deliver(store_path(tmp_path), config, now=clock.now, sleep=clock.sleep)
            assert clock.at - began < timedelta(minutes=5)
    assert sorted(receiver.keys()) == sorted(set(receiver.keys()))


def test_a_dead_endpoint_is_not_asked_for_every_message(tmp_path: Path) -> None:
    with receiving(lambda post: Reply(503)) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        fill(tmp_path, config, 50)
        report = deliver(store_path(tmp_path), config)
        assert (len(receiver.posts), report.waiting) == (5, 50)
        assert not deliver(store_path(tmp_path), config).tries


def _try(folder: Path, clock: Time, receiver: Receiver) -> DeliveryReport:
    config = configured(folder, channel("desk", receiver.url))
    return deliver(store_path(folder), config, now=clock.now, sleep=clock.sleep)


def _wait(next_at: str, clock: Time) -> float:
    return (datetime.fromisoformat(next_at) - clock.at).total_seconds()
