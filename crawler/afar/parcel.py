"""What comes home of a crawl, piece by piece: bytes of its WARC files, then rows, then a seal."""

import json
import zlib
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Self

What = Literal["warc", "rows", "seal"]
PIECE: Final = 1 << 20
"""Bytes of a WARC file in one parcel."""
ROWS: Final = 1000
"""Rows in one parcel."""
_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Parcel:
    """One piece; those of a crawl are numbered from 1 without a gap.

    All up to a seal is a state in which the crawl's own ledger was.
    """

    crawl: str
    """Whose piece it is."""
    number: int
    what: What
    told: dict[str, Any] = field(default_factory=dict)
    """``file`` of a piece of it; ``pages`` and ``marks``; what a seal says."""
    data: bytes = b""

    def packed(self) -> bytes:
        """The parcel as bytes."""
        told = {"crawl": self.crawl, "number": self.number, "what": self.what, "told": self.told}
        head = zlib.compress(json.dumps(told).encode(), 6)
        return len(head).to_bytes(_LENGTH) + head + self.data

    @classmethod
    def of_bytes(cls, data: bytes) -> Self:
        """The parcel that was packed."""
        end = _LENGTH + int.from_bytes(data[:_LENGTH])
        return cls(**json.loads(zlib.decompress(data[_LENGTH:end])), data=data[end:])
