"""A number in its clause, with what it counts and of which batch, total and scheme."""

from dataclasses import dataclass, field

from extract.clauses.clause import Clause
from extract.extraction import Counted, Scheme, Scope
from extract.printed.numbers import Number
from extract.quick import quick

MAIN = ("batch", "cumulative")
"""Scopes of counts that an announcement may state."""


@dataclass(frozen=True, slots=True)
class Noun:
    """What a number counts, where that ends in the form, and the rule that says so."""

    of: Counted
    end: int
    rule: str


@quick
@dataclass(frozen=True, slots=True)
class Counting:
    """A count in its clause, before announcements are put together; offsets into the form."""

    number: Number
    of: Counted
    scope: Scope
    scheme: Scheme | None
    earlier: bool
    clause: Clause
    end: int
    rule: str
    margin: int = 0
    whole: bool = False
    """Is it said to be all of a batch: ``a batch of 12``, ``a total of 11 firms``?"""

    start: int = field(init=False)
    """Where the number begins, its qualifier included."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", self.number.outer_start)
