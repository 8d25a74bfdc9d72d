"""Texts in, their shingles out, and the numbers under which texts with many of the same are found.

A shingle is four characters of Chinese or three words of English.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from rensa import RMinHash

from extract.layout.form import simplified

BANDS = 24
SHARED = 2
"""Bands that two texts must share to be compared; of pairs half alike 98 in 100 do."""
SHORTEST = 20
"""Shingles below which a text has no bands."""
MASK = "\ue000"
"""A character that stands for something taken out of a text."""
_SEED = 20240129
_ODD = 0x9E3779B97F4A7C15


class _Plain(dict[int, str]):
    """For ``str.translate``: letters and figures in their plainest form, all else one thing.

    What the table lacks is looked up once.
    """

    def __init__(self, otherwise: str) -> None:
        super().__init__({ord(MASK): MASK})
        self._otherwise = otherwise

    def __missing__(self, code: int) -> str:
        letters = normalize("NFKD", chr(code)).casefold()
        kept = (simplified(c) if c >= "\u3400" else c for c in letters if c.isalnum())
        self[code] = made = "".join(kept) or self._otherwise
        return made


_HAN, _WORDS = _Plain(""), _Plain(" ")


def units(text: str, language: str) -> Sequence[str]:
    """Characters of Chinese or words of English, without case, marks and gaps, in simple script."""
    return text.translate(_HAN) if language == "zh" else text.translate(_WORDS).split()


@dataclass(frozen=True)
class Text:
    """A text in the parts by which it is compared, each made once."""

    language: str
    text: str

    @cached_property
    def units(self) -> Sequence[str]:
        """Its characters or words."""
        return units(self.text, self.language)

    @cached_property
    def pieces(self) -> list[str]:
        """Its shingles in order."""
        plain = self.units
        if isinstance(plain, str):
            return [plain[n : n + 4] for n in range(len(plain) - 3)]
        return [" ".join(three) for three in zip(plain, plain[1:], plain[2:], strict=False)]

    @cached_property
    def shingles(self) -> frozenset[str]:
        """Its shingles as a set."""
        return frozenset(self.pieces)


def bands(text: Text) -> list[int]:
    """Numbers of 63 bits, none for a text that is too short."""
    if len(text.pieces) < SHORTEST:
        return []
    sketch = RMinHash(num_perm=2 * BANDS, seed=_SEED)
    sketch.update(text.pieces)
    digest = sketch.digest()
    return [
        ((one << 32 | other) * _ODD + number >> 1) & (1 << 63) - 1
        for number, one, other in zip(range(1, BANDS + 1), digest[::2], digest[1::2], strict=True)
    ]
