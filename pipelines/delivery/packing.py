"""Several short texts in one chat message, where more wait than the channel's rate lets through."""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

from pipelines.channels import Channel, Language
from pipelines.delivery.book import Delivery
from pipelines.delivery.parcel import Parcel

_TITLES: Final[dict[Language, str]] = {"en": "{} alerts", "zh": "{}条提醒"}
_SUSPICIOUS: Final = 3
"""Tries without an end after which a message goes alone."""


Word = Callable[[Delivery, Channel], Parcel | None]


def take(
    waiting: deque[Delivery], channel: Channel, word: Word
) -> tuple[list[Delivery], Parcel | None]:
    """Takes the next message, or several in one; None for one that cannot be put into words."""
    one = waiting.popleft()
    some, told = [one], [word(one, channel)]
    parcel = told[0]
    while parcel and joins(one) and crowded(channel, len(waiting) + 1):
        one = waiting[0]
        told.append(word(one, channel))
        packed = together([known for known in told if known], channel)
        if told[-1] is None or packed is None or not joins(one):
            break
        parcel = packed
        some.append(waiting.popleft())
    return some, parcel


def crowded(channel: Channel, waiting: int) -> bool:
    """Whether so many cannot be told one by one within one period of the channel's rate."""
    return channel.rate is not None and channel.endpoint.room > 0 and waiting > channel.rate.number


def joins(one: Delivery) -> bool:
    """False for a message that may be why others would fail with it."""
    return one.fault != "message" and one.attempts - one.failures < _SUSPICIOUS


def together(parcels: Sequence[Parcel], channel: Channel) -> Parcel | None:
    """The short texts of all in one parcel, None where they do not fit."""
    title = _TITLES[channel.language].format(len(parcels))
    text = "\n\n".join(parcel.short for parcel in parcels)
    if len(title.encode()) + len(text.encode()) > channel.endpoint.room:
        return None
    first = parcels[0]
    return Parcel(first.key, first.body, title, text, text)
