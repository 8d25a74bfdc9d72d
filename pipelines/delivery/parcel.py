"""One alert as it is handed over: the contract's body for programs, texts for people."""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one try sends."""

    key: str
    """The same at every try, so that a receiver knows a repeat."""
    body: dict[str, Any]
    """A webhook's body as in the contract."""
    title: str
    short: str
    text: str
    """The full form."""

    def line(self) -> bytes:
        """The body as one line of JSON without its line end, the same bytes at every try."""
        return json.dumps(self.body, ensure_ascii=False).encode("utf-8", "replace")
