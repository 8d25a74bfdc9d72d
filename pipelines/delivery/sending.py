"""One parcel to one channel, in a thread of its own that may hang as long as it likes."""

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from typing import Final

from pipelines.channels import Channel
from pipelines.delivery.answers import Answer
from pipelines.delivery.parcel import Parcel

SECONDS: Final = 30.0
"""Longest time of one try, whatever trickles in meanwhile."""
_logger = logging.getLogger(__name__)


def send(channel: Channel, parcel: Parcel) -> Answer:
    """Try once; never raises, and its words hold nothing of the address or the secret."""
    hush()
    try:
        answer = _send(channel, parcel)
    except Exception as error:  # the edge: one delivery must not end the others
        # Without the error's own words, which may quote the address.
        where = "".join(traceback.format_tb(error.__traceback__))
        _logger.debug("%s in a try to %s:\n%s", type(error).__name__, channel.name, where)
        answer = Answer(False, f"unexpected {type(error).__name__}")
    return answer.masked(secrets(channel))


def hush() -> None:
    """These log addresses with the tokens in them."""
    for name in ("apprise", "urllib3", "requests"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def secrets(channel: Channel) -> tuple[str, ...]:
    """What no text may repeat of a channel."""
    own = os.environ.get(channel.secret_env or "")
    return (*([own] if own else []), *channel.endpoint.secrets)


def start(
    channel: Channel, parcel: Parcel, done: Callable[[Answer], None], sender: "Sender" = send
) -> None:
    """Begin a try in a thread that does not keep the process alive; ``done`` hears the answer."""
    work = threading.Thread(
        target=lambda: done(sender(channel, parcel)), name=f"to {channel.name}", daemon=True
    )
    work.start()


Sender = Callable[[Channel, Parcel], Answer]


def _send(channel: Channel, parcel: Parcel) -> Answer:
    endpoint = channel.endpoint
    match endpoint.type:
        case "webhook":
            from pipelines.delivery.webhook import post

            secret = None
            if channel.secret_env is not None and not (
                secret := os.environ.get(channel.secret_env)
            ):
                said = f"the environment variable {channel.secret_env} (secret_env) is not set"
                return Answer(False, said, fault="endpoint")
            return post(endpoint, parcel, secret)
        case "file":
            from pipelines.delivery.lines import append

            return append(endpoint.target, parcel)
        case "stdout":
            from pipelines.delivery.lines import write

            return write(sys.stdout, parcel)
        case "apprise":
            from pipelines.delivery.apprising import notify

            return notify(endpoint, parcel)
