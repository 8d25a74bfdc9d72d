"""What came back of one try: delivered or not, in words that hold no secret."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Literal

Fault = Literal["message", "endpoint"]
_UNPRINTABLE: Final = re.compile("[\x00-\x20\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_OF_THE_MESSAGE: Final = frozenset({400, 406, 409, 411, 413, 414, 415, 422, 431})
"""Statuses by which a server refuses this request and would take another."""
_OF_THE_ENDPOINT: Final = frozenset({401, 403, 404, 407, 410, 429, 503})
"""Statuses that have nothing to do with what was sent."""
LONGEST: Final = 200
WORD: Final = 8


@dataclass(frozen=True, slots=True)
class Answer:
    """One try's result."""

    ok: bool
    said: str
    """``answered 200``, ``connection refused``, …: our own words, until ``masked`` adds others'."""
    status: int | None = None
    retry_after: float | None = None
    """Seconds that the endpoint asks to wait."""
    fault: Fault | None = None
    """What is to blame; None where one answer cannot tell."""
    told: str = ""
    """What the other side said, with whatever secrets it repeats."""

    def masked(self, secrets: tuple[str, ...]) -> "Answer":
        """The answer with what the other side said, as far as it may be shown."""
        told = f": {shown(self.told, secrets)}" if self.told else ""
        return replace(self, said=_cut(f"{self.said}{told}"), told="")


def answered(
    status: int, content: bytes, refusal: str | None, retry_after: str | None = None
) -> Answer:
    """The answer of an HTTP service; ``refusal`` is what its body says against the message."""
    ok = 200 <= status < 300 and refusal is None
    said = f"answered {status}"
    if 300 <= status < 400:
        said += " (redirects are not followed)"
    told = refusal or ("" if ok else excerpt(content))
    return Answer(ok, said, status, wait_asked(retry_after), None if ok else _blame(status), told)


def _blame(status: int) -> Fault | None:
    if status in _OF_THE_MESSAGE:
        return "message"
    return "endpoint" if status in _OF_THE_ENDPOINT or 300 <= status < 400 else None


def excerpt(content: bytes) -> str:
    """A body as one printable line, still longer than it is shown: see ``shown``."""
    text = content[: LONGEST * 20].decode("utf-8", "replace")
    return _UNPRINTABLE.sub(" ", text).strip()


def shown(said: str, secrets: tuple[str, ...]) -> str:
    """What came back without the secrets, cut only then: half a secret is one as well.

    A short one of letters only may be a word: it stays where it is but a part of another.
    """
    for secret in secrets:
        if secret.isalpha() and len(secret) < WORD:
            said = re.sub(rf"(?<![^\W_]){re.escape(secret)}(?![^\W_])", "***", said)
        else:
            said = said.replace(secret, "***")
    return _cut(said)


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


def wait_asked(header: str | None) -> float | None:
    """The seconds of a ``Retry-After``, a number or a date; None where it is neither."""
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
