"""Tables without lines around their cells: told by where the words stand."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from extract.register.cells import whole
from extract.register.columns import Header, Key, header_of
from extract.register.days import day_and_note
from extract.register.grids import Grid, Line
from extract.register.headlines import Setting, broken
from extract.register.levels import Level, edges_of, stacked
from extract.register.numbers import begins
from extract.register.pdf_text import SLACK, Char, Printed, joined, printed_lines

ABOVE = 3
HEADER_LEVELS = 3
"""A header's headings stand on so many levels at most."""


@dataclass(frozen=True, slots=True)
class Region:
    """A header and the levels below it, up to the next header."""

    header: Header
    above: str
    page: int
    levels: tuple[Level, ...]
    edges: tuple[float, ...]
    """Between the columns."""
    rooms: tuple[float, ...]
    """Width of each column's text."""
    setting: Setting
    followed: bool
    """True where another header comes below."""


def grids_of(levels: Sequence[Level]) -> tuple[Grid, ...]:
    """One grid a page and region; the first of a region begins with its header."""
    found: list[Grid] = []
    for region in _regions(levels):
        head = Line(tuple(column.heading for column in region.header.columns))
        own = {page: list(part) for page, part in groupby(region.levels, lambda lv: lv.page)}
        for page in {region.page: None} | dict.fromkeys(own):
            lines = tuple(_lines(region, own.get(page, []), own.get(page - 1, [])))
            first = page == region.page
            above = region.above if first else ""
            found.append(Grid(page, above, (head, *lines) if first else lines, bool(found)))
    return tuple(found)


def _regions(levels: Sequence[Level]) -> Iterator[Region]:
    heads = list(_heads(levels))
    if not heads:
        return
    ends = [start for start, _, _ in heads[1:]] + [len(levels)]
    for at, ((start, count, header), end) in enumerate(zip(heads, ends, strict=True)):
        above = levels[max(0, start - ABOVE) : start] if at == 0 else []
        told = "\n".join(" ".join(piece.text for piece in level.pieces) for level in above)
        headings = [band for band, _ in stacked(levels[start : start + count])]
        own = levels[start + count : end]
        edges = edges_of(own, headings)
        rooms, setting = _rooms(own, edges), Setting.of(own, edges)
        yield Region(
            header, told, levels[start].page, tuple(own), edges, rooms, setting, end < len(levels)
        )


def _rooms(levels: Sequence[Level], edges: Sequence[float]) -> tuple[float, ...]:
    found: list[list[Char]] = [[] for _ in range(len(edges) + 1)]
    for char in (char for level in levels for char in level.chars):
        found[_column(char, edges)].append(char)
    return tuple(max(c.x1 for c in own) - min(c.x0 for c in own) if own else 0.0 for own in found)


def _column(char: Char | Printed, edges: Sequence[float]) -> int:
    return bisect_right(edges, (char.x0 + char.x1) / 2)


def _heads(levels: Sequence[Level]) -> Iterator[tuple[int, int, Header]]:
    """Where headers begin, how many levels they take, and what they say."""
    at = 0
    while at < len(levels):
        here = _head(levels, at)
        later = [_head(levels, at + more) for more in range(1, here[1])] if here else []
        if here and not any(other and other[0] > here[0] for other in later):
            yield at, here[1], here[2]
            at += here[1]
        else:
            at += 1


def _head(levels: Sequence[Level], at: int) -> tuple[tuple[int, int], int, Header] | None:
    """The best header that begins at a level: its worth, levels, and what it says.

    It is the better the more columns it names, and the fewer it has besides.
    """
    together = next(_broken(levels[at : at + HEADER_LEVELS]))
    found = [
        ((len(header.keys), -len(header.columns)), count, header)
        for count in range(1, len(together) + 1)
        if (header := header_of([text for _, text in stacked(together[:count])]))
    ]
    return max(found, key=lambda head: (head[0], -head[1])) if found else None


def _lines(region: Region, levels: Sequence[Level], before: Sequence[Level]) -> Iterator[Line]:
    """The rows of one page; a title among them is a line of its own."""
    part: list[Level] = []
    titles = region.setting.titles(levels) | _over_next(region, levels, before)
    for at, level in enumerate(levels):
        if at in titles and not _counts(region, level):
            yield from (_cells(block, region) for block in _blocks(region, part))
            text = " ".join(piece.text for piece in level.pieces)
            yield Line((text, *[""] * len(region.edges)), merged=True)
            part = []
        else:
            part.append(level)
    yield from (_cells(block, region) for block in _blocks(region, part))


def _over_next(region: Region, levels: Sequence[Level], before: Sequence[Level]) -> set[int]:
    """What alone stands at the head of a page, above a header, where no line had to go on.

    Where it begins as the texts of its column do, it is the rest of a row.
    """
    pieces = [piece for level in levels for piece in level.pieces]
    at_end = region.followed and region.levels[-1:] == tuple(levels[-1:])
    if not at_end or len(pieces) > len(levels) or any(_counts(region, lv) for lv in levels):
        return set()
    column = _column(levels[0].chars[0], region.edges)
    above = [p for level in before for p in level.pieces if _column(p, region.edges) == column]
    if not above or region.setting.begins(column, pieces[0]):
        return set()
    left = region.rooms[column] - (above[-1].x1 - above[-1].x0)
    return set(range(len(levels))) if left > max(pieces[0].first, pieces[0].word) + SLACK else set()


def _blocks(region: Region, levels: Sequence[Level]) -> Iterator[Sequence[Level]]:
    """The levels of each row: between two rows is the largest gap, and each has what counts."""
    anchors = [at for at, level in enumerate(levels) if _counts(region, level)]
    edges = [0, *(_widest(levels, *pair) for pair in pairwise(anchors)), len(levels)]
    blocks = [levels[start:end] for start, end in pairwise(edges)]
    room = max(map(_gap, blocks[1:-1]), default=0.0)
    for block in blocks:
        if block is blocks[0] or block is blocks[-1]:
            yield from _broken(block, room)
        else:
            yield block


def _gap(levels: Sequence[Level]) -> float:
    """The largest within a row."""
    return max((below.top - above.bottom for above, below in pairwise(levels)), default=0.0) + SLACK


def _widest(levels: Sequence[Level], first: int, second: int) -> int:
    """Where the second of two rows begins."""
    gaps = [levels[at].top - levels[at - 1].bottom for at in range(first + 1, second + 1)]
    return first + 1 + max(range(len(gaps)), key=lambda at: (gaps[at], at))


def _broken(levels: Sequence[Level], room: float = 0.0) -> Iterator[Sequence[Level]]:
    """Levels that stand together."""
    start = 0
    for at in range(1, len(levels)):
        if broken(levels[start:at], levels[at], room):
            yield levels[start:at]
            start = at
    if levels:
        yield levels[start:]


def _counts(region: Region, level: Level) -> bool:
    """Has a level what each row has once: its place in the list, its number, or its day?"""
    header, texts = region.header, dict[Key | None, str]()
    for char in level.chars:
        key = header.columns[_column(char, region.edges)].key
        texts[key] = texts.get(key, "") + char.text
    if "seq" in header.keys:
        return whole(texts.get("seq", "")) is not None
    if "number" in header.keys:
        return begins(texts.get("number", ""))
    return day_and_note(texts.get("date", ""))[0] is not None


def _cells(levels: Sequence[Level], region: Region) -> Line:
    found: list[list[Char]] = [[] for _ in region.rooms]
    for char in (char for level in levels for char in level.chars):
        found[_column(char, region.edges)].append(char)
    pairs = zip(found, region.rooms, strict=True)
    return Line(tuple(joined(printed_lines(chars), room) for chars, room in pairs))
