"""A text to where the strings stand in it that regexes need, and so to where a match can begin."""

from collections.abc import Sequence

from extract.matching.anchors import Anchor
from extract.matching.strings import Strings

FOLDED = {"ı": "i", "ſ": "s"}
"""Letters that a regex without regard to case takes for others, and ``str.lower`` does not."""
Near = tuple[list[int], int, int]
"""Places in order; a match begins the least to the most characters before one of them."""
Stands = list[list[int]]
"""Where any string of each anchor stands."""
NOWHERE: Near = ([], 0, 0)


class Needs:
    """The anchors of many regexes, looked for in one pass over a text."""

    def __init__(self, anchors: Sequence[Sequence[Anchor]]) -> None:
        groups: dict[frozenset[str], int] = {}
        self._needs = [
            [(groups.setdefault(t, len(groups)), least, most) for t, least, most in of_one]
            for of_one in anchors
        ]
        self._groups = len(groups)
        held: dict[str, list[int]] = {}
        for texts, group in groups.items():
            for text in texts:
                held.setdefault(text, []).append(group)
        self._strings, self._of = Strings(held), list(held.values())

    def of(self, text: str) -> Stands:
        """Where the anchors stand in a text."""
        stands: Stands = [[] for _ in range(self._groups)]
        for string, start, _ in self._strings.find(folded(text)):
            for group in self._of[string]:
                stands[group].append(start)
        return stands

    def near(self, index: int, stands: Stands, *, spread: bool = False) -> Near | None:
        """The rarest anchor of a regex; ``NOWHERE`` where it lacks one, None where it has none.

        ``spread``: the one that leaves the fewest places, of a regex that may begin at any.
        """
        best: Near | None = None
        fewest = 0
        for group, least, most in self._needs[index]:
            found = stands[group]
            if not found:
                return NOWHERE
            places = len(found) * (most - least + 1 if spread else 1)
            if best is None or places < fewest:
                best, fewest = (found, least, most), places
        if best and len(best[0]) > 1:
            best[0].sort()
        return best


def folded(text: str) -> str:
    """A text in lower case, letter by letter, as a regex without regard to case reads it."""
    low = text.lower()
    if low.isascii() or (len(low) == len(text) and not any(letter in low for letter in FOLDED)):
        return low
    return "".join(FOLDED.get(letter, letter) for letter in (c.lower()[0] for c in text))
