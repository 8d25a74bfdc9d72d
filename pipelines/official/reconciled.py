"""A batch and the official register in, the batch with the entries that it must be about out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipelines.merge import BatchRecord
from pipelines.official.candidates import Judged
from pipelines.official.comparing import compared
from pipelines.official.judging import judge
from pipelines.official.matching import doubles, is_conflict, matched
from pipelines.official.record import Link, Official, Taken
from pipelines.official.register import Register
from pipelines.reconcile import agrees
from pipelines.registration import Registered


def reconciled(batch: BatchRecord, register: Register) -> BatchRecord:
    """The batch beside the register; as it is where the register has nothing for it.

    A function of the batch and the entries near it alone, whatever else is stored.
    """
    if register.empty:
        return batch
    found = judge(batch, register)
    if found is None:
        total = _total_alone(batch, register)
        return replace(batch, official=total) if total else batch
    batch, taken = _taken(batch, found)
    official = Official(
        taken=taken,
        lists=_links(batch, register, found),
        reasons=found.reasons,
        **_total(batch, register, found),
    )
    return compared(replace(batch, official=official))


def _taken(batch: BatchRecord, found: Judged) -> tuple[BatchRecord, tuple[Taken, ...]]:
    """The entries with the named services that they are; what the register shows to be one is."""
    entries = found.candidate.entries
    named = batch.registrations
    counted = {entry.key for entry in found.candidate.counted(batch.services)}
    matches = matched(named, entries)
    united, places = _united(named, doubles(named, matches, entries))
    by_entry = {match.entry.key: match for match in matches}
    taken = []
    for entry in entries:
        match = by_entry.get(entry.key)
        if match is None:
            taken.append(Taken(entry, apart=entry.key not in counted))
            continue
        conflict = is_conflict(match, named[match.place], entries)
        taken.append(Taken(entry, places[match.place], conflict, match.likeness.reasons))
    return replace(batch, registrations=united), tuple(taken)


def _united(
    named: Sequence[Registered], joined: Mapping[int, int]
) -> tuple[tuple[Registered, ...], dict[int, int]]:
    """Services without those that are others, and the new places of all."""
    kept = [place for place in range(len(named)) if place not in joined]
    places = {place: new for new, place in enumerate(kept)}
    places |= {place: places[host] for place, host in joined.items()}
    united = [named[place] for place in kept]
    for place in sorted(joined):
        united[places[place]] = _joined(united[places[place]], named[place])
    return tuple(united), places


def _joined(host: Registered, guest: Registered) -> Registered:
    return replace(
        host,
        description=host.description or guest.description,
        mentions=tuple(sorted({*host.mentions, *guest.mentions})),
        printed=tuple(dict.fromkeys((*host.printed, *guest.printed))),
    )


def _links(batch: BatchRecord, register: Register, found: Judged) -> tuple[Link, ...]:
    """The lists that have the entries; of those the batch is one that it covers."""
    rows = Counter(entry.list for entry in found.candidate.entries if entry.list)
    return tuple(
        Link(name, "is" if _is(batch, register, found, name, number) else "within", number)
        for name, number in sorted(rows.items())
    )


def _is(batch: BatchRecord, register: Register, found: Judged, name: str, rows: int) -> bool:
    one = found.candidate
    if found.certain or found.tied:
        return any(official.list == name for official in one.lists)
    if one.kind not in ("day", "run", "list") or 2 * rows < len(register.of_list(name)):
        return False
    if batch.services is None:
        return one.kind == "list"
    total = batch.cumulative.value if batch.cumulative else None
    totals = {official.stated_cumulative for official in one.lists} - {None}
    return agrees(batch.services, len(one.entries)) or total in totals


def _total(batch: BatchRecord, register: Register, found: Judged) -> dict[str, Any]:
    """The register's running total when the batch was approved, and the day."""
    one = found.candidate
    if one.lists:
        official = one.lists[0]
        return {"reached": register.listed_by(official), "until": official.until}
    until, told = one.day, batch.event_date or ""
    if batch.cumulative and until < told and len(told) >= 10:
        # A total of the day of the report: entries of other batches may lie between.
        reached = register.up_to(one.scheme, told, batch.province)
        if sum(number for _, number in reached) == batch.cumulative.value:
            return {"reached": reached, "until": told}
    return {"reached": register.up_to(one.scheme, until, batch.province), "until": until}


def _total_alone(batch: BatchRecord, register: Register) -> Official | None:
    """The register's total on the batch's own day, where a total is stated."""
    day = batch.event_date or ""
    if batch.cumulative is None or batch.scheme is None or len(day) < 10:
        return None
    reached = register.up_to(batch.scheme, day, batch.province)
    return Official(reached=reached, until=day) if reached else None
