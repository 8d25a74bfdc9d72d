"""``alerts test``, ``retry`` and ``channels``, and what ``doctor`` says of channels."""

import hashlib
import hmac
import json
from pathlib import Path

import pytest
from conftest import Batchwatch
from endpoint import OK, Reply, receiving
from outboxes import channel, configured, deliveries, fill

CONTRACT = {"key", "kind", "batch", "title", "text", "url", "created_at"}


def test_a_sample_goes_to_every_channel(
    batchwatch: Batchwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESK_SECRET", "sesame")
    with receiving() as receiver, receiving(lambda post: Reply(500, b"no room")) as bad:
        configured(
            tmp_path,
            channel("desk", receiver.url, secret_env="DESK_SECRET"),
            channel("log", "file:out.jsonl"),
            channel("pipe", "stdout:"),
            channel("bad", f"webhook+http://{bad.host}/tok-en-99"),
        )
        ran = batchwatch("alerts", "test", "--json", *_options(tmp_path))
        table = batchwatch("alerts", "test", *_options(tmp_path))
    said = {one["name"]: one for one in json.loads(ran.out)["channels"]}
    assert (ran.status, ran.err) == (1, "")
    assert {name: one["ok"] for name, one in said.items()} == {
        "desk": True,
        "log": True,
        "pipe": True,
        "bad": False,
    }
    assert (said["bad"]["said"], said["bad"]["status"]) == ("answered 500: no room", 500)
    post = receiver.posts[0]
    assert set(post.json) == CONTRACT
    assert post.headers["Content-Type"] == "application/json"
    digest = hmac.new(b"sesame", post.body, hashlib.sha256).hexdigest()
    assert post.headers["X-Batchwatch-Signature"] == digest
    assert set(json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0])) == CONTRACT
    assert set(json.loads(table.out.splitlines()[0])) == CONTRACT, "the channel stdout:"
    assert "tok-en-99" not in ran.out + table.out + table.err
    assert not (tmp_path / "batchwatch.db").exists()


def test_all_well_is_status_0_and_no_channel_is_said(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    with receiving() as receiver:
        configured(tmp_path, channel("desk", receiver.url))
        assert batchwatch("alerts", "test", *_options(tmp_path)).status == 0
    configured(tmp_path)
    ran = batchwatch("alerts", "test", "--json", *_options(tmp_path))
    assert (ran.status, json.loads(ran.out)) == (1, {"channels": []})
    assert "no channel is configured" in ran.err


def test_a_secret_that_is_not_there_is_no_delivery(
    batchwatch: Batchwatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DESK_SECRET", raising=False)
    with receiving() as receiver:
        configured(tmp_path, channel("desk", receiver.url, secret_env="DESK_SECRET"))
        ran = batchwatch("alerts", "test", *_options(tmp_path))
        sound = batchwatch("doctor", *_options(tmp_path))
    assert (ran.status, receiver.posts) == (1, [])
    assert "DESK_SECRET (secret_env) is not set" in ran.out
    assert sound.status == 1
    assert "DESK_SECRET (secret_env) is not set" in sound.out


def test_retry_tries_all_that_is_undelivered(batchwatch: Batchwatch, tmp_path: Path) -> None:
    with receiving(lambda post: Reply(400) if post.number < 16 else OK) as receiver:
        config = configured(tmp_path, channel("desk", receiver.url))
        keys = fill(tmp_path, config, 2)
        for _ in range(8):
            assert batchwatch("alerts", "retry", *_options(tmp_path)).status == 1
        assert {row["state"] for row in deliveries(tmp_path)} == {"set_aside"}
        ill = batchwatch("doctor", *_options(tmp_path))
        ran = batchwatch("alerts", "retry", "--json", *_options(tmp_path))
    assert ran.status == 0
    assert json.loads(ran.out) == {
        "tries": [
            {"channel": "desk", "key": key, "state": "delivered", "said": "answered 200"}
            for key in keys
        ],
        "waiting": 0,
    }
    assert ill.status == 1
    assert "error    channel desk: 0 delivered, 0 waiting, 2 set aside" in ill.out
    assert batchwatch("doctor", *_options(tmp_path)).status == 0


def test_retry_waits_its_turn(batchwatch: Batchwatch, tmp_path: Path) -> None:
    from db.store import store_path
    from pipelines.deliver import delivering

    with receiving() as receiver:
        fill(tmp_path, configured(tmp_path, channel("desk", receiver.url)), 1)
        with pytest.MonkeyPatch.context() as patch, delivering(store_path(tmp_path)):
            patch.setattr("pipelines.deliver.LOCK_SECONDS", 0.1)
            ran = batchwatch("alerts", "retry", *_options(tmp_path))
    assert (ran.status, receiver.posts) == (3, [])
    assert "another batchwatch delivers alerts now" in ran.err


def test_channels_are_listed_without_their_addresses(
    batchwatch: Batchwatch, tmp_path: Path
) -> None:
    config = configured(
        tmp_path,
        channel("desk", "webhook+https://u:hush-hush@hooks.example.org/T0KEN?key=se-cret"),
        channel("bot", "dingtalk://abcdefghijklmnop"),
        channel("old", "stdout:"),
    )
    fill(tmp_path, config, 2)
    configured(tmp_path, *_lines(tmp_path)[:2])
    ran = batchwatch("alerts", "channels", "--json", *_options(tmp_path))
    desk, bot, old = json.loads(ran.out)["channels"]
    assert (ran.status, desk["address"]) == (0, "webhook+https://hooks.example.org")
    assert (bot["address"], bot["rate"], bot["pending"]) == ("dingtalk://…", "15/min", 2)
    assert (desk["state"], old["state"], old["pending"]) == ("ok", "gone", 2)
    table = batchwatch("alerts", "channels", *_options(tmp_path))
    doctor = batchwatch("doctor", *_options(tmp_path))
    for secret in ("T0KEN", "hush-hush", "se-cret", "abcdefghijklmnop"):
        assert secret not in ran.out + table.out + doctor.out
    assert "warning  channel old: 0 delivered, 2 waiting" in doctor.out
    configured(tmp_path)
    ran = batchwatch("alerts", "retry", *_options(tmp_path))
    assert (ran.status, ran.out) == (1, "nothing to try\n")
    assert "2 alerts wait for the channel old, which is not configured any more" in ran.err


def test_wrong_configuration_is_status_2(batchwatch: Batchwatch, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="unknown key"):
        configured(tmp_path, channel("desk", "stdout:", colour="red"))
    for verb in ("test", "retry", "channels"):
        ran = batchwatch("alerts", verb, *_options(tmp_path))
        assert (ran.status, ran.out) == (2, "")
        assert "batchwatch.toml: unknown key channel.desk.colour" in ran.err
    assert batchwatch("doctor", *_options(tmp_path)).status == 1


def _options(folder: Path) -> tuple[str, ...]:
    return ("--data", str(folder), "--config", str(folder / "batchwatch.toml"))


def _lines(folder: Path) -> list[str]:
    text = (folder / "batchwatch.toml").read_text(encoding="utf-8")
    return text.split("[[channel]]\n")[1:]
