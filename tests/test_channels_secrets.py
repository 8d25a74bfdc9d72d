"""Secrets of addresses and of signatures are in no output, no log and no database."""

from pathlib import Path

import pytest
from conftest import Batchwatch
from endpoint import Post, Reply, receiving
from outboxes import channel, configured, fill
from outside import redirect

from pipelines.delivery.answers import answered

SECRETS = (
    "T0PsecretPath",
    "pass-w0rd",
    "qu3ry-value",
    "s1gning",
    "d1ngt0kenabcdef",
    "SECd1ng",
    "bWU6cGFzcy13MHJk",
)
HIDDEN = "T0PsecretPath?key=qu3ry-value"


def echo(post: Post) -> Reply:
    """An endpoint that repeats all that it was sent."""
    seen = f"{post.path} {post.headers.get('Authorization')} {post.headers}".encode()
    return Reply(500, seen)


def test_nothing_tells_a_secret(
    batchwatch: Batchwatch,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("DESK_SECRET", "s1gning")
    with receiving(echo) as receiver:
        redirect(monkeypatch, receiver)
        config = configured(
            tmp_path,
            channel("echo", f"webhook+http://me:pass-w0rd@{receiver.host}/{HIDDEN}"),
            channel("signed", f"json://{receiver.host}/{HIDDEN}", secret_env="DESK_SECRET"),
            channel("ding", "dingtalk://SECd1ng@d1ngt0kenabcdef"),
        )
        fill(tmp_path, config, 2)
        outputs = [_run(batchwatch, tmp_path, *words) for words in COMMANDS]
        monkeypatch.undo()
        monkeypatch.setenv("DESK_SECRET", "s1gning")
    dead = f"webhook+http://me:pass-w0rd@{receiver.host}/{HIDDEN}"
    nowhere = f"json://me:pass-w0rd@no-such-host.invalid/{HIDDEN}"
    configured(tmp_path, channel("echo", dead), channel("signed", nowhere))
    outputs += [_run(batchwatch, tmp_path, *words) for words in COMMANDS]
    assert "answered 500: /***" in "".join(outputs)
    assert "connection refused" in "".join(outputs)
    assert "the host's name is not known" in "".join(outputs)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("batchwatch.db*"))
    assert b"answered 500" in stored
    for secret in SECRETS:
        assert secret not in "".join(outputs) + caplog.text
        assert secret.encode() not in stored


def test_half_a_secret_is_not_told_either() -> None:
    body = b"x" * 190 + b"T0PsecretPath"
    answer = answered(500, body, None)
    assert "T0P" not in answer.masked(("T0PsecretPath",)).said


def test_words_of_ours_that_an_address_has_as_well_are_told() -> None:
    """Of the other side's words a part of another word, too."""
    answer = answered(302, b"redirection by reset", None)
    said = answer.masked(("redir", "reset", "answered")).said
    assert said == "answered 302 (redirects are not followed): redirection by ***"


COMMANDS = [
    ("alerts", "retry", "-vv"),
    ("alerts", "retry", "--json"),
    ("alerts", "test", "-vv"),
    ("alerts", "test", "--json"),
    ("alerts", "channels"),
    ("alerts", "channels", "--json"),
    ("doctor", "-vv"),
    ("doctor", "--json"),
]


def _run(batchwatch: Batchwatch, folder: Path, *words: str) -> str:
    config = folder / "batchwatch.toml"
    ran = batchwatch(*words, "--data", folder, "--config", config)
    assert ran.status in (0, 1)
    return ran.out + ran.err
