"""What goes over the wire to webhooks and into files, and what a failure of either says."""

import json
import os
import threading
from pathlib import Path

import pytest
from each import each
from endpoint import Reply, receiving

from pipelines.channels import Channel
from pipelines.delivery.answers import Answer, wait_asked
from pipelines.delivery.endpoints import read_endpoint
from pipelines.delivery.lines import append
from pipelines.delivery.parcel import Parcel
from pipelines.delivery.sending import send

PARCEL = Parcel("batch:北京/1", {"key": "batch:北京/1", "title": "一批"}, "Title", "Short", "Text")


def test_path_query_login_and_headers_are_the_addresss_own() -> None:
    with receiving() as receiver:
        url = f"json://me:p%40ss@{receiver.host}/a/b?-x=1&+X-Team=desk&y=2"
        assert _send(url).ok
        assert _send(f"webhook+http://{receiver.host}/a%20b?-x=1&+y=2").ok
    first, second = receiver.posts
    assert (first.path, second.path) == ("/a/b?x=1&y=2", "/a%20b?-x=1&+y=2")
    assert first.headers["Authorization"] == "Basic bWU6cEBzcw=="
    assert first.headers["X-Team"] == "desk"
    assert "Authorization" not in second.headers
    assert "X-Batchwatch-Signature" not in second.headers
    assert first.headers["Idempotency-Key"] == "batch:%E5%8C%97%E4%BA%AC/1"
    assert first.body == json.dumps(PARCEL.body, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("url", "said", "fault"),
    [
        ("json://127.0.0.1:1/x", "connection refused", "endpoint"),
        ("json://no-such-host.invalid/x", "the host's name is not known", "endpoint"),
    ],
)
def test_what_was_never_sent(url: str, said: str, fault: str) -> None:
    answer = _send(url)
    assert (answer.ok, answer.said, answer.fault) == (False, said, fault)


def test_what_no_server_of_the_protocol_says() -> None:
    with receiving() as receiver:
        answer = _send(f"jsons://{receiver.host}/x")
    assert (answer.ok, answer.said, answer.fault) == (False, "no TLS connection", "endpoint")


def test_half_an_answer_is_none() -> None:
    with receiving(lambda post: Reply(200, b"ok", {"Content-Length": "100"})) as receiver:
        assert not _send(receiver.url).ok


def test_an_endless_body_is_cut() -> None:
    with receiving(lambda post: Reply(200, b"x" * 3_000_000)) as receiver:
        assert _send(receiver.url) == Answer(True, "answered 200", 200)


@each(
    ("header", "seconds"),
    [(None, None), ("120", 120), ("0", 0), ("-5", 0), ("soon", None), ("nan", 0)],
)
def test_how_long_an_endpoint_asks_to_wait(header: str | None, seconds: float | None) -> None:
    assert wait_asked(header) == seconds


def test_a_date_to_wait_for() -> None:
    assert wait_asked("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert (wait_asked("Wed, 21 Oct 2099 07:28:00 GMT") or 0) > 1e9


def test_a_line_is_appended_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("before\n", encoding="utf-8")
    assert append(str(path), PARCEL).ok
    before, line = path.read_text(encoding="utf-8").splitlines()
    assert (before, json.loads(line)) == ("before", PARCEL.body)


def test_a_line_that_does_not_fit_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, path = os.write, tmp_path / "out.jsonl"
    path.write_text("before\n", encoding="utf-8")

    def half(handle: int, data: bytes) -> int:
        if len(data) < 20:
            raise OSError(28, "No space left on device")
        return real(handle, data[: len(data) // 2])

    monkeypatch.setattr(os, "write", half)
    answer = append(str(path), PARCEL)
    assert (answer.ok, answer.said) == (False, "cannot append: No space left on device")
    assert path.read_text(encoding="utf-8") == "before\n"


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    assert append(str(tmp_path / "no" / "out"), PARCEL).said.startswith("cannot append: No such")
    assert not append("/dev/full", PARCEL).ok
    os.mkfifo(tmp_path / "pipe")
    assert not append(str(tmp_path / "pipe"), PARCEL).ok, "nobody reads"


def test_a_pipe_that_somebody_reads(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    while not append(str(pipe), PARCEL).ok:
        pass
    reader.join()
    assert json.loads(read[0]) == PARCEL.body


def _send(url: str) -> Answer:
    return send(Channel("desk", url, read_endpoint("url", url, Path())), PARCEL)
