"""The bytes of one file to the rows of the official lists in it."""

import logging
from collections.abc import Callable
from importlib import import_module
from typing import cast

from extract.errors import NotAList, TooSlow
from extract.limit import time_limit
from extract.register.grids import Grids
from extract.register.kinds import kind_of
from extract.register.lines import heading_of
from extract.register.records import RegisterFile, RegisterRow, Unread
from extract.register.rows import rows_of
from extract.register.tables import Sections

SECONDS = 120.0
"""Processor time for one file."""
PANIC = "PanicException"
"""What libraries in Rust raise for what they did not foresee; no Exception."""
READERS = {
    "docx": "extract.register.word",
    "xlsx": "extract.register.excel",
    "xls": "extract.register.excel",
    "pdf": "extract.register.pdf",
    "html": "extract.register.html",
}
"""Modules with a function ``grids``, imported when a file of their kind comes."""


def read_file(body: bytes, *, name: str | None, title: str | None = None) -> RegisterFile:
    """The rows of one file, whatever its name says that it is.

    ``name`` is what the file is called or linked as, ``title`` that of the page that links to it;
    both help to tell scheme and period. NotAList says in one line why a file is refused.
    """
    kind = kind_of(body)
    try:
        with time_limit(SECONDS):
            found = _grids(kind, body)
            sections = Sections()
            sections.read(found.grids)
    except TooSlow as error:
        raise NotAList(str(error)) from None
    if not found.grids and not found.unread:
        raise NotAList(f"no table in this {kind}")
    heading = found.heading or heading_of(found.grids)
    titles = [text for text in (heading, title) if text]
    read = [row for section in sections.sections for row in rows_of(section, name, titles)]
    rows = tuple(row for row in read if isinstance(row, RegisterRow))
    unread = [row for row in read if isinstance(row, Unread)]
    told = heading or title or name
    return RegisterFile(kind, told, rows, (*unread, *sections.unread, *found.unread))


def _grids(kind: str, body: bytes) -> Grids:
    """What the format's reader finds; whatever a library raises on a broken file is a refusal."""
    reader = cast(Callable[[bytes], Grids], import_module(READERS[kind]).grids)
    for name in ("pdfminer", "pdfplumber"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return reader(body)
    except (NotAList, TooSlow):
        raise
    except MemoryError:
        raise NotAList(f"reading this {kind} takes more memory than there is") from None
    except Exception as error:  # the edge: libraries raise whatever a broken file leads them to
        said = " ".join(str(error).split())[:120]
        raise NotAList(f"a damaged {kind}: {said or type(error).__name__}") from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise NotAList(f"a damaged {kind}: its reader gave up") from None
