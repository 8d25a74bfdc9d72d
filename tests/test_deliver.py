"""Deliveries at least once: what is tried when, what is recorded, what holds up nobody."""

import json
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from endpoint import OK, Post, Receiver, Reply, receiving
from outboxes import Time, channel, configured, deliveries, fill
from outside import redirect

from db.store import store_path
from pipelines.deliver import DeliveryReport, deliver, delivering
from pipelines.delivery.patience import LIMIT


def test_a_healthy_endpoint_gets_each_alert_once(tmp_path: Path) -> None:
    with receiving() as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        keys = fill(tmp_path, config, 3)
        report = deliver(store_path(tmp_path), config)
        assert deliver(store_path(tmp_path), config) == DeliveryReport()
    assert receiver.keys() == keys
    assert (report.states, report.waiting) == ({"delivered": 3}, 0)
    for row in deliveries(tmp_path):
        assert (row["state"], row["attempts"], row["failures"]) == ("delivered", 1, 0)
        assert (row["delivered_at"] is None, row["error"], row["next_at"]) == (False, None, None)


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


def test_one_channel_that_hangs_keeps_no_other_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.delivery.webhook.READ_SECONDS", 0.5)
    with receiving(lambda post: Reply(hang=2)) as dead, receiving() as healthy:
        config = configured(
            tmp_path, channel("dead", dead.url), channel("desk", healthy.url, language="zh")
        )
        fill(tmp_path, config, 2)
        report = deliver(store_path(tmp_path), config)
    said = {one.said for one in report.tries if one.channel == "dead"}
    assert (report.states, said) == ({"delivered": 2, "failed": 2}, {"no answer in time"})
    assert healthy.posts[-1].at < dead.posts[-1].at


def test_what_trickles_in_for_ever_ends_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipelines.delivery.round.SECONDS", 0.3)
    with receiving(lambda post: Reply(hang=2)) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        fill(tmp_path, config, 1)
        [one] = deliver(store_path(tmp_path), config).tries
    assert (one.state, one.said) == ("failed", "no end within 0 s")


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


def test_only_one_process_delivers_at_a_time(tmp_path: Path) -> None:
    with receiving() as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        fill(tmp_path, config, 1)
        with delivering(store_path(tmp_path)) as mine:
            assert mine
            with delivering(store_path(tmp_path), 0.1) as second:
                assert not second
        assert deliver(store_path(tmp_path), config).states == {"delivered": 1}


def test_what_arrives_during_a_round_is_taken_up(tmp_path: Path) -> None:
    def add_one(post: Post) -> Reply:
        if not post.number:
            fill(tmp_path, config, 1, first=2)
        return OK

    with receiving(add_one) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        fill(tmp_path, config, 1)
        assert deliver(store_path(tmp_path), config).states == {"delivered": 2}


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


def test_stop_ends_the_round_between_two_tries(tmp_path: Path) -> None:
    with receiving() as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        fill(tmp_path, config, 5)
        report = deliver(store_path(tmp_path), config, stop=lambda: bool(receiver.posts))
    assert (report.states, report.waiting) == ({"delivered": 1}, 4)


def test_without_a_store_or_channels_nothing_happens(tmp_path: Path) -> None:
    config = configured(tmp_path, channel("desk", "json://127.0.0.1:9/x"))
    assert deliver(store_path(tmp_path), config) == DeliveryReport()
    assert not store_path(tmp_path).exists()


def test_a_file_gets_whole_lines_and_stdout_waits_where_it_may_not_be_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = configured(tmp_path, channel("log", "file:alerts.jsonl"), channel("pipe", "stdout:"))
    keys = fill(tmp_path, config, 2)
    assert deliver(store_path(tmp_path), config, to_stdout=False).states == {"delivered": 2}
    assert capsys.readouterr().out == ""
    assert deliver(store_path(tmp_path), config).states == {"delivered": 2}
    written = (tmp_path / "alerts.jsonl").read_text(encoding="utf-8")
    for text in (written, capsys.readouterr().out):
        assert [json.loads(line)["key"] for line in text.splitlines()] == keys


def _try(folder: Path, clock: Time, receiver: Receiver) -> DeliveryReport:
    config = configured(folder, channel("desk", receiver.url))
    return deliver(store_path(folder), config, now=clock.now, sleep=clock.sleep)


def _wait(next_at: str, clock: Time) -> float:
    return (datetime.fromisoformat(next_at) - clock.at).total_seconds()
