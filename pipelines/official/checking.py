"""The stored register in, for each list and each stated total whether they agree out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from db import register
from db.store import RecordStore
from pipelines.official.sequences import running_on, serials_of
from pipelines.official.sightings import fullest_serials
from pipelines.official.stated import Stated, stated
from pipelines.official.verdicts import Found, Judgement, Told, judge

Row = dict[str, Any]
BY_LIST: Final = frozenset({"genai_registration"})
"""Registers whose late rows carry old dates: what counts up to a day are their lists."""
LATE: Final = "补"


@dataclass(frozen=True, slots=True)
class Checked:
    """One list in its place among those of its scheme."""

    found: Found
    stated: Stated | None
    as_of: str | None
    judgement: Judgement
    documents: int
    known_from: str | None


@dataclass(frozen=True, slots=True)
class Register:
    """What the store has of the register and what is stated of it."""

    rows: list[Row]
    lists: dict[str, Row]
    serials: dict[str, tuple[int, ...]]
    """Serial numbers of each list's fullest document."""
    stated: list[Stated]


def read_register(store: RecordStore) -> Register:
    """The register of a store."""
    lists = {row["list"]: row for row in register.list_facts(store)}
    serials = fullest_serials(register.documents(store), register.contents(store))
    return Register(register.rows(store), lists, serials, stated(store))


def check_lists(known: Register) -> list[Checked]:
    """Every list that is stored or stated, in the order of scheme, province and time."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in known.rows:
        rows[row["list"]].append(row)
    of_list = {one.list: one for one in known.stated if one.list}
    sequences: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in known.lists.keys() | of_list.keys():
        sequences[_sequence(name, known.lists, of_list)].append(name)
    found = []
    for _, names in sorted(sequences.items()):
        by_time = sorted(names, key=lambda n: _time(n, known.lists, rows, of_list))
        before: Checked | None = None
        earlier: list[Row] = []
        for name in running_on(by_time, {n: serials_of(rows.get(n, ())) for n in names}):
            told = _told(of_list.get(name), before, earlier)
            before = _checked(name, known, rows, of_list.get(name), before, told)
            earlier += rows.get(name, [])
            found.append(before)
    return found


def check_totals(known: Register, lists: Iterable[Checked]) -> list[Row]:
    """Every stated running total beside how many rows there are."""
    checked = list(lists)
    return [
        {
            "as_of": one.as_of,
            "scheme": one.scheme,
            "province": one.province or None,
            "rows": (rows := _rows_of(one, known, checked)),
            "stated": one.cumulative,
            "equal": rows == one.cumulative,
            "includes": one.includes,
            "origin": one.origin,
        }
        for one in sorted(known.stated, key=lambda s: (s.scheme, s.as_of or "", s.province))
        if one.cumulative is not None and one.as_of is not None
    ]


def check(store: RecordStore) -> dict[str, list[Row]]:
    """What ``register --check`` answers."""
    known = read_register(store)
    lists = check_lists(known)
    return {"lists": [_answer(one) for one in lists], "totals": check_totals(known, lists)}


def keep_verdicts(store: RecordStore) -> None:
    """Writes what is stated of the stored lists, and whether they are whole; changes are due."""
    known = read_register(store)
    there = register.lists(store)
    changed = []
    for one in check_lists(known):
        if (row := there.get(one.found.list)) is not None:
            facts = _facts(one)
            if any(row[column] != value for column, value in facts.items()):
                changed.append(row | facts)
    store.upsert("register_lists", changed)
    store.upsert("register_due", [{"scheme": s} for s in sorted({r["scheme"] for r in changed})])


def _checked(
    name: str,
    known: Register,
    rows: Mapping[str, list[Row]],
    said: Stated | None,
    before: Checked | None,
    told: Told,
) -> Checked:
    facts = known.lists.get(name, {})
    mine = rows.get(name, [])
    earlier = before.as_of if before else None
    as_of = (said.as_of if said else None) or _last(mine)
    found = Found(
        list=name,
        scheme=facts.get("scheme") or (said.scheme if said else ""),
        rows=(facts["held"] or 0) if facts.get("province") else len(mine),
        held=facts.get("held") or 0,
        late=sum(map(_is_late, mine)),
        serials=known.serials.get(name, ()),
        unread=facts.get("unread") or 0,
        included=_included(said, known.rows, earlier) if said else 0,
    )
    last = max(before.found.serials, default=None) if before else None
    judgement = judge(found, told, last)
    documents = facts.get("documents", 0)
    return Checked(found, said, as_of, judgement, documents, facts.get("known_from"))


def _told(said: Stated | None, before: Checked | None, earlier: Iterable[Row]) -> Told:
    if said is None:
        return Told()
    total = before.stated.cumulative if before and before.stated else None
    since = said.since or _year_of(said)
    if not (since and before and before.as_of and since <= before.as_of):
        return Told(said.new, said.cumulative, before=total)
    days = [row["date"] for row in earlier if row["date"]]
    told_before = sum(since <= day <= (said.as_of or "9") for day in days)
    return Told(said.new, said.cumulative, False, total, told_before)


def _year_of(said: Stated) -> str | None:
    """The first day of the year at whose end a text may tell of all of it."""
    as_of = said.as_of or ""
    return f"{as_of[:4]}-01-01" if as_of.endswith("-12-31") else None


def _included(said: Stated, rows: Iterable[Row], after: str | None) -> int:
    if said.includes is None or said.as_of is None:
        return 0
    days = [row["date"] for row in rows if row["scheme"] == said.includes and row["date"]]
    return sum((after or "") < day <= said.as_of for day in days)


def _rows_of(one: Stated, known: Register, lists: Iterable[Checked]) -> int:
    """How many rows a running total should be equal to."""
    assert one.as_of is not None
    if one.scheme in BY_LIST and not one.province:
        ends = {c.found.list: c.as_of or c.known_from or "9" for c in lists}
        mine = (row for row in known.rows if row["scheme"] == one.scheme)
        return sum(ends.get(row["list"], "9") <= one.as_of for row in mine)
    schemes = {one.scheme, one.includes}
    return sum(
        row["date"] <= one.as_of
        for row in known.rows
        if row["scheme"] in schemes
        and row["date"]
        and (row["province"] or "").startswith(one.province)
    )


def _sequence(name: str, lists: Mapping[str, Row], said: Mapping[str, Stated]) -> tuple[str, str]:
    """Among which lists one has its place: those of its register and its authority."""
    if name in lists:
        return lists[name]["scheme"], lists[name]["province"] or ""
    return said[name].scheme, said[name].province


def _time(
    name: str,
    lists: Mapping[str, Row],
    rows: Mapping[str, list[Row]],
    said: Mapping[str, Stated],
) -> tuple[str, int, str]:
    """What sorts the lists of one scheme by the time up to which they count."""
    day = said[name].as_of if name in said else None
    mine = rows.get(name, [])
    first = min((row["seq"] for row in mine if row["seq"] is not None), default=0)
    late = bool(mine) and all(map(_is_late, mine))
    known = lists[name]["known_from"] if name in lists else None
    return day or (known if late else _last(mine)) or known or "9999", first, name


def _last(rows: list[Row]) -> str | None:
    """The last day of a list's rows; late ones tell of another time, if there are others."""
    dated = [row for row in rows if row["date"]]
    in_time = [row["date"] for row in dated if not _is_late(row)]
    return max(in_time or [row["date"] for row in dated], default=None)


def _is_late(row: Row) -> bool:
    return bool(row["date"]) and LATE in (row["date_note"] or "")


def _facts(one: Checked) -> Row:
    said = one.stated
    return {
        "as_of": one.as_of,
        "stated_new": said.new if said else None,
        "stated_cumulative": said.cumulative if said else None,
        "verdict": one.judgement.verdict,
        "difference": one.judgement.difference,
    }


def _answer(one: Checked) -> Row:
    found, judgement = asdict(one.found), asdict(one.judgement)
    serials = found.pop("serials")
    ends = {"first_serial": min(serials, default=None), "last_serial": max(serials, default=None)}
    return found | _facts(one) | judgement | ends | {"documents": one.documents}
