"""What was read from one article, and the announcements that are put together from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from extract.clauses.clause import Clause
from extract.counts.counting import Counting
from extract.dates.read import DateMention
from extract.extraction import Kind, Quantity, Role, Scheme
from extract.layout.form import Form
from extract.matching.rules import Match
from extract.matching.windows import within
from extract.names.pairs import Pair


@dataclass(frozen=True)
class Facts:
    """What was read from a form, before it is grouped."""

    form: Form
    clauses: Sequence[Clause]
    matches: Sequence[Match]
    counts: Sequence[Counting]
    dates: Sequence[DateMention]
    pairs: Sequence[Pair]
    published: date | None
    scheme: Scheme
    title: Sequence[Match] = ()
    """The cues of the headline; their offsets are not the form's."""

    @cached_property
    def lead(self) -> Clause | None:
        """The first clause that tells of an approval."""
        return next((c for c in self.clauses if c.role == "approved"), None)

    def dates_in(self, start: int, end: int) -> Sequence[DateMention]:
        """The dates that begin in a stretch of the form."""
        return within(self.dates, start, end)

    def age(self, mention: DateMention) -> int:
        """Days from a resolved date to the report; of a month, from its end. 0 where unknown."""
        if self.published is None or not mention.value:
            return 0
        value = mention.value
        if len(value) == 7:
            year, month = int(value[:4]), int(value[5:])
            return (self.published - date(year + (month == 12), month % 12 + 1, 1)).days
        return (self.published - date.fromisoformat(value)).days


NEARLY = {"more_than": (1, 1.2), "at_least": (1, 1.2), "nearly": (0.8, 1), "up_to": (0.8, 1)}
"""Between which parts of a rounded number the exact one lies; else on either side."""


@dataclass(slots=True)
class Draft:
    """An announcement while it is put together; offsets into the form."""

    role: Role
    scheme: Scheme
    clauses: list[Clause] = field(default_factory=list)
    services: Counting | None = None
    companies: Counting | None = None
    cumulative: Counting | None = None
    listed: Quantity | None = None
    """How many services a sentence names that is taken to name all; no number is printed."""
    date: DateMention | None = None
    period: DateMention | None = None
    ordinal: int | None = None
    named: list[Pair] = field(default_factory=list)
    kind: Kind | None = None
    place: str | None = None
    """The province, or the whole country, in a story that counts for several places."""

    @property
    def says_something(self) -> bool:
        """Does it hold more than its clauses?"""
        counts = self.services or self.companies or self.cumulative
        return bool(self.date or self.ordinal or counts or self.named)

    def take(self, counting: Counting) -> None:
        """Keeps a count where it is the first of its kind, or better than the one held."""
        if counting.of == "companies":
            if counting.scope == "batch" and _better(counting, self.companies):
                self.companies = counting
        elif counting.scope == "cumulative":
            if _better(counting, self.cumulative) or _more_exact(counting, self.cumulative):
                self.cumulative = counting
        elif _better(counting, self.services) or _more_exact(counting, self.services):
            self.services = counting


def quantity(counting: Counting | None) -> Quantity | None:
    """A count as it stands in an Announcement."""
    return Quantity(counting.number.value, counting.number.qualifier) if counting else None


def _better(new: Counting, held: Counting | None) -> bool:
    """A sentence is a better witness than a heading with the same number, a whole than a part."""
    if held is None:
        return True
    if new.whole and not held.whole and new.number.value > held.number.value:
        return True
    if held.clause.carried and not new.clause.carried and new.number.value > held.number.value:
        return True
    return held.clause.sentence.kind == "heading" and held.number.value == new.number.value


def _more_exact(new: Counting, held: Counting | None) -> bool:
    """An exact number takes the place of a rounded one near it."""
    if held is None or held.number.qualifier == "exact" or new.number.qualifier != "exact":
        return False
    low, high = NEARLY.get(held.number.qualifier, (0.8, 1.2))
    return low * held.number.value <= new.number.value <= high * held.number.value
