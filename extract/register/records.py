"""The records of an official list: a row as the list has it, and what one file yields."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.extraction import Scheme


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One entry of an official list; texts as printed, without line breaks and outer spaces."""

    scheme: Scheme
    seq: int | None
    """序号 as printed."""
    province: str | None
    """属地 as printed, such as ``北京市`` or ``国资委``."""
    name: str | None
    """Of the service or algorithm."""
    company: str | None
    number: str | None
    """The registration number, verbatim: odd prefixes, missing serials and typos stay."""
    date: str | None
    """Day of approval or cancellation, ``2024-01-17``; None where none is printed or it is no
    day."""
    date_note: str | None
    """What stands beside the day, such as ``补登``; a date that is no day, as printed."""
    list: str
    """The list's name: scheme and period or number, such as ``genai_filing/2024-04``."""
    page: int | None
    """Page of a PDF, number of a sheet or table elsewhere; from 1."""
    row: int
    """Place among the rows of its file, from 1."""
    details: Mapping[str, str] = field(default_factory=dict)
    """Further cells by name: ``role``, ``category``, ``products``, ``purpose``, ``remark``,
    ``scenario``; ``swapped`` where the list has name and company the wrong way round."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of a file that looks like rows and could not be read."""

    page: int | None
    row: int | None
    text: str
    """What stands there, cut to 200 characters."""
    reason: str


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What one file yields; a file may hold lists of several schemes."""

    type: str
    """``html``, ``docx``, ``pdf`` or ``xlsx``, told by its bytes."""
    title: str | None
    """The heading above its first table, else the name that it was given under."""
    rows: tuple[RegisterRow, ...]
    unread: tuple[Unread, ...]
