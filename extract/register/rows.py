"""The sections of a file to rows of lists."""

from collections.abc import Iterator, Sequence

from extract.extraction import Scheme
from extract.register.cells import firm, flowing, solid, whole
from extract.register.columns import Key
from extract.register.days import day_and_note
from extract.register.lists import list_name
from extract.register.numbers import is_whole
from extract.register.records import RegisterRow, Unread
from extract.register.swaps import swapped
from extract.register.tables import SHOWN, Entry, Section
from extract.register.told import row_scheme, scheme_of

FURTHER: tuple[Key, ...] = ("role", "category", "products", "purpose", "remark", "scenario")
WANTED: tuple[Key, ...] = ("seq", "name", "company", "number", "date")
"""What lists have of every row."""


def rows_of(
    section: Section, name: str | None, titles: Sequence[str]
) -> Iterator[RegisterRow | Unread]:
    """Every entry as a row, or as what could not be read."""
    entries = [(entry, _by_key(section, entry)) for entry in section.entries]
    numbers = [number for _, cells in entries if (number := solid(cells.get("number", "")))]
    told = [text for text in (name, *titles) if text]
    scheme = scheme_of(section.header, numbers, section.caption, told)
    for entry, cells in entries:
        reason = _unreadable(section, entry, cells)
        if reason:
            text = flowing(" ".join(cell for cell in entry.cells if cell))
            yield Unread(entry.page, entry.place, text[:SHOWN], reason)
        else:
            own = row_scheme(scheme, solid(cells.get("number", "")) or None)
            place = list_name(own, name, section.caption, *titles)
            yield _row(section, entry, cells, own, place)


def _by_key(section: Section, entry: Entry) -> dict[Key, str]:
    pairs = zip(section.header.columns, entry.cells, strict=False)
    return {column.key: cell for column, cell in pairs if column.key and cell}


def _unreadable(section: Section, entry: Entry, cells: dict[Key, str]) -> str | None:
    if "(cid:" in "".join(entry.cells):
        return "its font does not tell the characters"
    if "name" not in cells and "number" not in cells:
        return "no name and no number"
    if "number" not in cells and "company" not in cells:
        return "no number and no company"
    wanted = [key for key in WANTED if key in section.header.keys]
    if is_whole(solid(cells.get("number", ""))) or 2 * len(cells.keys() & wanted) >= len(wanted):
        return None
    return "most of its cells are empty"


def _row(
    section: Section, entry: Entry, cells: dict[Key, str], scheme: Scheme, place: str
) -> RegisterRow:
    day, note = day_and_note(cells.get("date", ""))
    name, company = flowing(cells.get("name", "")) or None, firm(cells.get("company", "")) or None
    details = _details(section, entry, cells)
    if swapped(name, company):
        name, company = company, name
        details["swapped"] = "1"
    return RegisterRow(
        scheme=scheme,
        seq=whole(cells.get("seq", "")),
        province=solid(cells.get("province", "")) or None,
        name=name,
        company=company,
        number=solid(cells.get("number", "")) or None,
        date=day,
        date_note=note,
        list=place,
        page=entry.page,
        row=entry.place,
        details=details,
    )


def _details(section: Section, entry: Entry, cells: dict[Key, str]) -> dict[str, str]:
    """Further cells: those of known columns by key, others by heading, stray ones by place."""
    found = {str(key): flowing(cells[key]) for key in FURTHER if key in cells}
    if "seq" in cells and whole(cells["seq"]) is None:
        found["seq"] = flowing(cells["seq"])
    columns = section.header.columns
    for at, cell in enumerate(entry.cells):
        if cell and (at >= len(columns) or columns[at].key is None):
            heading = columns[at].heading if at < len(columns) else ""
            found[heading or f"column {at + 1}"] = flowing(cell)
    return found
