"""A sample message to every channel at once, and what came back of each."""

import time
from datetime import UTC, datetime
from queue import Empty, SimpleQueue

from pipelines.channels import AlertConfig, Channel
from pipelines.delivery.answers import Answer
from pipelines.delivery.book import instant
from pipelines.delivery.parcel import Parcel
from pipelines.delivery.sending import SECONDS, start

_TITLES = {"en": "batchwatch: a test", "zh": "batchwatch：测试消息"}
_TEXTS = {
    "en": "This is a sample message. Alerts about new batches will arrive here.",
    "zh": "这是一条测试消息。新批次的提醒将发送到这里。",
}


def send_samples(config: AlertConfig, *, to_stdout: bool = True) -> list[Answer]:
    """The answer of each channel in the order of the configuration; nothing is stored.

    Without ``to_stdout`` no line is written to stdout, for something else goes there.
    """
    answers: list[Answer | None] = [None] * len(config.channels)
    came: SimpleQueue[tuple[int, Answer]] = SimpleQueue()
    for at, channel in enumerate(config.channels):
        if channel.endpoint.type == "stdout" and not to_stdout:
            answers[at] = Answer(True, "would be written to stdout")
        else:
            _start(at, channel, sample(config, channel), came)
    until = time.monotonic() + SECONDS
    while None in answers and (left := until - time.monotonic()) > 0:
        try:
            at, answer = came.get(timeout=left)
        except Empty:
            break
        answers[at] = answer
    return [answer or Answer(False, f"no end within {SECONDS:.0f} s") for answer in answers]


def _start(
    at: int, channel: Channel, parcel: Parcel, came: SimpleQueue[tuple[int, Answer]]
) -> None:
    start(channel, parcel, lambda answer: came.put((at, answer)))


def sample(config: AlertConfig, channel: Channel) -> Parcel:
    """The sample in the channel's language."""
    moment = instant(datetime.now(UTC))
    title, text = _TITLES[channel.language], _TEXTS[channel.language]
    body = {
        "key": f"test:{channel.name}:{moment}",
        "kind": "system",
        "batch": None,
        "title": title,
        "text": text,
        "url": config.base_url,
        "created_at": moment,
    }
    return Parcel(str(body["key"]), body, title, text, text)
