"""Deliveries of a round: each due one once, all channels at a time, one process at a time."""

import json
from pathlib import Path

import pytest
from endpoint import OK, Post, Reply, receiving
from outboxes import channel, configured, deliveries, fill

from db.store import store_path
from pipelines.deliver import DeliveryReport, deliver, delivering


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
