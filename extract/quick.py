"""Frozen records that are made by the hundred a page: mypy keeps them frozen, not the interpreter.

A frozen dataclass sets each value through a guard, which takes longer than all else about it.
"""

from dataclasses import field, fields, make_dataclass
from typing import TypeVar

Record = TypeVar("Record")


def quick(record: type[Record]) -> type[Record]:
    """The frozen slotted dataclass itself, made as a plain one is; hash and equality stay."""
    given = fields(record)  # type: ignore[arg-type]  # mypy cannot say "any dataclass"
    plain = make_dataclass(
        record.__name__,
        [(f.name, f.type, field(default=f.default, init=f.init)) for f in given],
        namespace={k: v for k, v in vars(record).items() if k == "__post_init__"},
    )
    record.__init__ = vars(plain)["__init__"]  # type: ignore[method-assign]  # the point
    for guard in ("__setattr__", "__delattr__"):
        delattr(record, guard)
    return record
