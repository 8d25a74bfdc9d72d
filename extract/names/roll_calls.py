"""Lists of names in one sentence: who is called up among the approved without a word of it."""

import re
from collections.abc import Iterable, Iterator

from extract.names.candidates import Candidate

LEAST = 3
"""Names; two firms side by side are as often partners or rivals of those approved."""
BETWEEN = re.compile(
    r"(?:'s [\w.&' -]{1,40})?(?: ?\([^()\n]{1,40}\))?"
    r"(?:[,;] ?(?:and |as well as |plus )?| and | as well as | plus )(?:[a-z-]+ ){0,4}"
)
"""What stands between two of a list: ``Haida's Lanhe, textile exchange Minfeng and Kuozhi``."""


def rolls(text: str, candidates: Iterable[Candidate]) -> Iterator[tuple[int, int]]:
    """From the first to the last name of each list of ``LEAST`` companies and more."""
    run: list[Candidate] = []
    for firm in sorted((c for c in candidates if c.kind == "company"), key=lambda c: c.start):
        if run and not BETWEEN.fullmatch(text, run[-1].end, firm.start):
            yield from _span(run)
            run = []
        run.append(firm)
    yield from _span(run)


def _span(run: list[Candidate]) -> Iterator[tuple[int, int]]:
    if len(run) >= LEAST:
        yield run[0].start, run[-1].end
