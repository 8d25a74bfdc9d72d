"""A body that says failure is no delivery: the Chinese services, and receivers of our own body."""

import hmac
from base64 import b64encode
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from each import each
from endpoint import OK, Reply, receiving
from outside import HOST, redirect

from pipelines.channels import Channel
from pipelines.delivery.answers import Answer
from pipelines.delivery.bodies import refusal
from pipelines.delivery.endpoints import read_endpoint
from pipelines.delivery.parcel import Parcel
from pipelines.delivery.sending import send

PARCEL = Parcel("key:1", {"key": "key:1"}, "Title", "Short", "Text")
SERVICES = {
    "wecombot": ("wecombot://abc-def-0123", "qyapi.weixin.qq.com"),
    "dingtalk": ("dingtalk://SECsecret@abcdef0123", "oapi.dingtalk.com"),
    "feishu": ("feishu://abcdef0123", "open.feishu.cn"),
    "lark": ("lark://abcdef-0123", "open.larksuite.com"),
    "schan": ("schan://SCTabcdef0123", "sctapi.ftqq.com"),
}
TAKEN = [
    ("wecombot", b'{"errcode":0,"errmsg":"ok"}'),
    ("dingtalk", b'{"errcode":0,"errmsg":"ok"}'),
    ("feishu", b'{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}'),
    ("feishu", b'{"Extra":null,"StatusCode":0,"StatusMessage":"success"}'),
    ("lark", b'{"code":0,"data":{},"msg":"success"}'),
    ("schan", b'{"code":0,"message":"","data":{"pushid":"1","errno":0,"error":"SUCCESS"}}'),
]
REFUSED = [
    ("wecombot", b'{"errcode":93000,"errmsg":"invalid webhook url"}'),
    ("wecombot", b'{"errcode":45009,"errmsg":"api freq out of limit"}'),
    ("dingtalk", b'{"errcode":310000,"errmsg":"keywords not in content"}'),
    ("dingtalk", b'{"errcode":"130101","errmsg":"send too fast"}'),
    ("feishu", b'{"code":9499,"msg":"Bad Request","data":{}}'),
    ("feishu", b'{"StatusCode":11232,"StatusMessage":"frequency limited"}'),
    ("lark", b'{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}'),
    ("lark", b'{"StatusCode":19001,"StatusMessage":"token invalid"}'),
    ("schan", b'{"code":40001,"message":"[AUTH]bad sendkey","scode":461}'),
    ("schan", b'{"code":0,"data":{"errno":1024,"error":"quota"}}'),
    ("wecombot", b'{"errcode":true}'),
]
SILENT = [b"", b"ok", b"<html>sign in</html>", b"[]", b"{}", b'{"errmsg":"ok"}', b"\xff"]


@pytest.mark.parametrize(("service", "body"), TAKEN)
def test_what_the_services_say_when_they_took_it(
    service: str, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _answer(monkeypatch, service, Reply(200, body)) == Answer(True, "answered 200", 200)


@pytest.mark.parametrize(("service", "body"), REFUSED)
def test_what_they_say_when_they_did_not(
    service: str, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = _answer(monkeypatch, service, Reply(200, body))
    assert (answer.ok, answer.status) == (False, 200)
    assert body.decode() in answer.said


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("body", SILENT)
def test_no_word_of_success_is_no_success(
    service: str, body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "no word of success" in _answer(monkeypatch, service, Reply(200, body)).said


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(500, b'{"errcode":0}'), "answered 500"),
        (Reply(429, b"", {"Retry-After": "7"}), "answered 429"),
        (Reply(302, b"", {"Location": "/elsewhere"}), "answered 302 (redirects are not followed)"),
        (Reply(reset=True), "connection reset"),
    ],
)
def test_other_failures_are_told_as_well(
    service: str, reply: Reply, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = _answer(monkeypatch, service, reply)
    assert (answer.ok, said in answer.said) == (False, True)
    assert answer.retry_after == (7 if reply.status == 429 else None)
    assert "0123" not in answer.said


def test_the_right_service_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for url, host in SERVICES.values():
        with receiving(lambda post: Reply(200, b"{}")) as receiver:
            redirect(monkeypatch, receiver)
            send(_channel(url), PARCEL)
            monkeypatch.undo()
        assert [post.headers[HOST] for post in receiver.posts] == [host]


def test_a_signature_of_dingtalk_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving(lambda post: Reply(200, b'{"errcode":0}')) as receiver:
        redirect(monkeypatch, receiver)
        assert send(_channel("dingtalk://SECsecret@abcdef0123"), PARCEL).ok
    (post,) = receiver.posts
    query = urlsplit(post.path).query
    moment = parse_qs(query)["timestamp"][0]
    wanted = hmac.digest(b"SECsecret", f"{moment}\nSECsecret".encode(), "sha256")
    assert f"sign={quote(b64encode(wanted), safe='')}" in query.split("&")
    assert "%25" not in query


@pytest.mark.parametrize(
    ("url", "body", "ok"),
    [
        ("tgram://123456789:abcdefg_hijklmnop/12315544", b'{"ok":false}', False),
        ("tgram://123456789:abcdefg_hijklmnop/12315544", b'{"ok":true}', True),
        ("bark://h/key1", b'{"code":400,"message":"failed"}', False),
        ("bark://h/key1", b'{"code":200,"message":"success"}', True),
        ("ntfy://topic", b'{"id":"x","event":"message"}', True),
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", b"ok", True),
        ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", b'{"id":"1","code":0}', True),
    ],
)
def test_other_services(url: str, body: bytes, ok: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving(lambda post: Reply(200, body)) as receiver:
        redirect(monkeypatch, receiver)
        assert send(_channel(url), PARCEL).ok is ok


@each(
    "body",
    [
        b"",
        b"ok",
        b"{}",
        b'{"ok":true}',
        b'{"code":0,"msg":"done"}',
        b'{"code":200}',
        b'{"code":1,"msg":"success"}',
        b'{"error":null,"errcode":0}',
        b'{"status":"accepted","code":"E7"}',
        b'"error"',
        b"[" * 100_000,
    ],
)
def test_a_receiver_of_our_own_that_took_it(body: bytes) -> None:
    assert refusal("json", body) is None


@each(
    "body",
    [
        b'{"errcode":40001,"errmsg":"invalid"}',
        b'{"code":19001,"msg":"param invalid"}',
        b'{"StatusCode":"1"}',
        b'{"ok":false}',
        b'{"success":false}',
        b'{"error":"no such desk"}',
        b'{"status":"error"}',
    ],
)
def test_a_receiver_of_our_own_that_did_not(body: bytes) -> None:
    with receiving(lambda post: Reply(200, body)) as receiver:
        answer = send(_channel(receiver.url), PARCEL)
    assert (answer.ok, answer.said) == (False, f"answered 200: {body.decode()}")


def test_a_status_of_2xx_is_success_and_no_other() -> None:
    for status in (200, 201, 202, 204):
        assert _own(Reply(status, b"")).ok
    for status in (301, 302, 307, 400, 401, 404, 429, 500, 503):
        assert not _own(Reply(status, b'{"ok":true}', {"Location": "/x"})).ok


def _own(reply: Reply) -> Answer:
    with receiving(lambda post: OK if post.number else reply) as receiver:
        answer = send(_channel(receiver.url), PARCEL)
        assert len(receiver.posts) == 1, "a redirect is not followed"
        return answer


def _answer(monkeypatch: pytest.MonkeyPatch, service: str, reply: Reply) -> Answer:
    with receiving(lambda post: reply) as receiver:
        redirect(monkeypatch, receiver)
        return send(_channel(SERVICES[service][0]), PARCEL)


def _channel(url: str) -> Channel:
    return Channel("desk", url, read_endpoint("url", url, Path()))
