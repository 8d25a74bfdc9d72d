"""Hostile words through every form of chat: nobody is called, nothing links or is marked up."""

import json
import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import unquote_plus

import pytest
from endpoint import Post, Reply, receiving
from outside import redirect

from pipelines.channels import Channel
from pipelines.deliver import parcel
from pipelines.delivery.endpoints import read_endpoint
from pipelines.delivery.sending import send

WORDS = (
    '=1+1 <!channel> <!here> @everyone @all @room @所有人 <at user_id="all">all</at> <@U123>'
    " **bold** [text](https://evil.example/a) ![i](https://evil.example/i.png) `code` <b>x</b>"
    " <script>alert(1)</script>\r\n# head\u202e\x00\x1b[31m||spoiler||"
)
HOSTILE = re.compile(
    r"<!|@(?:everyone|all|here|room|channel|所有人)|<at|<@|</?b>x|<script|\]\(|\*\*bold|`code"
    r"|\|\|spoiler|https://evil|^# head|[\x00\x1b\u202e]",
    re.MULTILINE,
)
CHATS = [
    "wecombot://abcdef-0123456",
    "dingtalk://abcdefghijkl",
    "feishu://abc123",
    "lark://abc-123",
    "schan://SCT123",
    "bark://bark.example/key1",
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ",
    "tgram://123456789:abcdefg_hijklmnop/12315544",
    "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
    "mmost://mm.example/3ccdd113474722377935511fc85d3dd4",
    "gchat://space/key/token1",
    "rocket://web/abc@rc.example/room",
    "ntfy://topic",
    "gotify://g.example/abcdefghijklmno",
    "pushplus://0123456789abcdef0123456789abcdef",
]
ROW = {
    "key": "system:x",
    "kind": "system",
    "batch": None,
    "created_at": "2024-01-30T12:00:00Z",
    "payload": json.dumps(
        {
            "what": WORDS,
            "text": f"Text {WORDS}",
            "reasons": [{"text": WORDS}],
            "url": "https://pages.example/x",
        }
    ),
}


@pytest.mark.parametrize("url", CHATS)
def test_chats(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = _channel(url)
    with receiving(lambda post: Reply(200, b"{}")) as receiver:
        redirect(monkeypatch, receiver)
        send(channel, parcel(ROW, channel))
    [post] = receiver.posts
    said = _said(post)
    assert "Text" in said
    assert "bold" in said
    assert not HOSTILE.findall(
        said.replace("<b>", "").replace("</b>", "") if "tgram" in url else said
    )


def _said(post: Post) -> str:
    """All texts of a request, as the service reads them."""
    body = post.body.decode()
    try:
        return "\n".join(_texts(json.loads(body)))
    except ValueError:
        return unquote_plus(body)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)
    else:
        yield str(value)


def test_mail() -> None:
    with _mailbox() as (port, mails):
        channel = _channel(f"mailto://127.0.0.1:{port}?from=a@example.org&to=b@example.org")
        assert send(channel, parcel(ROW, channel)).said == "sent"
    mail = message_from_bytes(mails[0], policy=policy.default)
    parts = [part for part in mail.walk() if part.get_content_maintype() == "text"]
    texts = [str(mail["Subject"]), *(part.get_content() for part in parts)]
    assert parts
    assert "Text" in "".join(texts)
    for text in texts:
        assert not HOSTILE.findall(text)


def test_mail_that_is_refused_is_no_delivery() -> None:
    with _mailbox(answer=b"550 no such user") as (port, mails):
        channel = _channel(f"mailto://127.0.0.1:{port}?from=a@example.org&to=b@example.org")
        answer = send(channel, parcel(ROW, channel))
    assert (answer.ok, answer.said, mails) == (False, "Apprise could not send it", [])


def _channel(url: str) -> Channel:
    return Channel("desk", url, read_endpoint("url", url, Path()))


@contextmanager
def _mailbox(answer: bytes = b"250 ok") -> Iterator[tuple[int, list[bytes]]]:
    """An SMTP server on loopback that says ``answer`` to each recipient."""
    mails: list[bytes] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                word = line[:4].upper()
                if word == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    mails.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write((answer if word == b"RCPT" else b"250 ok") + b"\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server.server_address[1], mails
        server.shutdown()
        thread.join()
