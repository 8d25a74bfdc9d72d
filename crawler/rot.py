"""What the selectors of an outlet found in, whether they have rotted out: they find too little.

A selector that still finds something after a site was rebuilt is worse than one that finds nothing:
half an article looks like one. The generic reader is asked beside it, on a sample of a run's pages.
"""

from typing import Final

from crawler.agreement import letters
from crawler.archive.capture import Capture
from crawler.encoding import content_type, decode
from crawler.generic import read_generic, rough_body
from crawler.outlet import Outlet

FIRST: Final = 3
"""Pages of a run that are compared."""
EVERY: Final = 100
"""Of those that follow, each how-many-eth."""
_LITTLE: Final = 400
"""Letters; of a shorter text a menu or two may be more than half."""


class Rot:
    """Compares the first pages of one run, and some of the others."""

    def __init__(self, outlet: type[Outlet]) -> None:
        self._outlet = outlet
        self._seen = 0

    def found(self, capture: Capture, text: str) -> bool:
        """Tell whether the page holds more than twice the text that the selectors found on it."""
        if not self._outlet.body or self._outlet.detail:
            return False
        self._seen += 1
        if self._seen > FIRST and self._seen % EVERY:
            return False
        html = decode(capture.body, content_type(capture.headers), charset=self._outlet.charset)
        if not too_little(text, rough_body(html)):
            return False
        fields = read_generic(html, capture.url)
        return fields is not None and too_little(text, fields.body)


def too_little(selected: str, generic: str) -> bool:
    """Tell whether ``selected`` is less than half of ``generic``: a part of it, else a quarter.

    What is no part may be a few true lines beside teasers that were taken for the text.
    """
    part, whole = letters(selected), letters(generic)
    if len(whole) < _LITTLE or 2 * len(part) >= len(whole):
        return False
    return letters(selected.split("\n", 1)[0]) in whole or 4 * len(part) < len(whole)
