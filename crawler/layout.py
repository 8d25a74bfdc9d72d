"""What the page reader knows of an outlet: the part of its declaration that is about pages."""

from dataclasses import dataclass
from typing import Self

from crawler.api import Detail


@dataclass(frozen=True, slots=True)
class Layout:
    """See the attributes of the same names in ``crawler.outlet.Outlet``."""

    name: str
    single: bool
    language: str | None
    timezone: str
    charset: str | None
    title: tuple[str, ...]
    date: tuple[str, ...]
    date_labels: tuple[str, ...]
    date_ends: tuple[str, ...]
    date_formats: tuple[str, ...]
    author: tuple[str, ...]
    body: tuple[str, ...]
    strip: tuple[str, ...]
    strict: bool
    detail: Detail | None
    drop_lines: str
    end_lines: str

    @classmethod
    def of(cls, outlet: object) -> Self:
        """Take the layout out of an outlet class or instance."""
        return cls(*(getattr(outlet, name) for name in cls.__dataclass_fields__))
