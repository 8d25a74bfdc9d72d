"""Batches that were settled in, what readers are to be told of them into the outbox.

A batch is told once: as ``new_batch`` where something that arrived as news opens it, in silence
where all of it is history. What was told is corrected where its facts change, and confirmed once
when the official register has it.
"""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from db.store import RecordStore
from pipelines.channels import AlertConfig, Kind, wants
from pipelines.confidence import confidences, is_listed
from pipelines.newness import Newness
from pipelines.outbox import Notice, grown, put
from pipelines.parted import parted
from pipelines.passages import Passages
from pipelines.payload import batch_payload
from pipelines.retracting import retract, was_withdrawn
from pipelines.runs import moment
from pipelines.told import Told, free_key, homes, keep, note, of_lists_alone
from pipelines.told_facts import Change, changes, docs_of, facts_of, state_of

Row = dict[str, Any]
_logger = logging.getLogger(__name__)
_OPENED_BY_NEWS = (
    "SELECT DISTINCT n.batch FROM announcements AS n JOIN news_articles AS w ON w.doc = n.doc"
    " WHERE n.role = 'main' AND n.kind IS NOT 'cumulative' AND n.batch IN (?)"
)
_LISTED_AS_NEWS = (
    "SELECT DISTINCT r.batch FROM batch_rows AS r JOIN batches AS b ON b.slug = r.batch"
    " JOIN news_entries AS w ON w.scheme = r.scheme AND w.number = r.number"
    " WHERE b.voices = 0 AND r.batch IN (?)"
    " AND NOT EXISTS (SELECT 1 FROM told_entries AS e"
    " WHERE e.scheme = r.scheme AND e.number = r.number)"
    " AND NOT EXISTS (SELECT 1 FROM batch_rows AS o JOIN told AS t ON t.batch = o.batch"
    " WHERE o.scheme = r.scheme AND o.number = r.number AND o.batch <> r.batch)"
)


@dataclass(slots=True)
class Tally:
    """How many alerts were raised, and how many more there were had it not been history."""

    raised: int = 0
    quiet: int = 0


def tell(
    store: RecordStore,
    changed: Collection[str],
    newness: Newness,
    config: AlertConfig,
) -> Tally:
    """Writes what is to be told of the batches with some slugs, inside the open transaction.

    ``changed`` are the slugs of batches that were written or replaced.
    """
    located = homes(store, changed)
    told = located.by_slug
    home, beside = parted(store, told)
    unheard = of_lists_alone(store, located)
    slugs = {*changed, *home, *home.values(), *beside}
    rows = store.rows_for("SELECT * FROM batches WHERE slug IN (?)", sorted(slugs))
    teller = _Teller(store, rows, newness, config)
    teller.gone(located.gone)
    for row in sorted(rows, key=lambda row: (row["first_seen"] or "9", row["slug"])):
        if known := told.get(row["slug"]):
            if row["slug"] in unheard - home.keys():
                teller.announce(row)
            teller.back(row, known[0], located.back)
            teller.again(row, known, [r for r in rows if home.get(r["slug"]) == row["slug"]])
        elif row["slug"] not in home:
            teller.first(row)
    keep(store, teller.kept, [one for some in told.values() for one in some])
    return teller.tally


class _Teller:
    def __init__(
        self, store: RecordStore, rows: Sequence[Row], newness: Newness, config: AlertConfig
    ) -> None:
        self.tally = Tally()
        self.kept: list[Told] = []
        """What is told of known batches now."""
        self._store, self._newness, self._config = store, newness, config
        slugs = [row["slug"] for row in rows]
        self._facts = facts_of(store, rows)
        self._docs = docs_of(store, slugs)
        self._passages = Passages(store)
        self._confidence = confidences(store, rows)
        asked = (_OPENED_BY_NEWS, _LISTED_AS_NEWS)
        self._news = {row["batch"] for sql in asked for row in store.rows_for(sql, slugs)}

    def first(self, row: Row) -> None:
        """Tells of a batch that was not told; one that is too doubtful waits."""
        if row["slug"] in self._news and not self._is_old(row):
            if self._newness.speaks and self._is_sure(row):
                self._tell_new(row)
            return
        self.tally.quiet += self._is_sure(row)
        self._note(row, free_key(self._store, row["slug"]), aloud=False)

    def announce(self, row: Row) -> None:
        """Tells of a batch that only lists had, in silence, when news tells of it."""
        told = row["slug"] in self._news and row["voices"] and not self._is_old(row)
        if told and self._newness.speaks and self._is_sure(row):
            self._tell_new(row)

    def gone(self, keys: Collection[str]) -> None:
        """Tells of what was told and is no more."""
        if self._newness.speaks:
            self.tally.raised += retract(self._store, keys, self._config.channels)
        else:
            self.tally.quiet += len(keys)

    def back(self, row: Row, first: Told, keys: Collection[str]) -> None:
        """Tells that a batch of which the contrary was told is one after all."""
        if first.key in keys and self._newness.speaks and was_withdrawn(self._store, first.key):
            change = {"field": "withdrawn", "before": True, "after": False, "by": None}
            self._put("correction", row, f"{first.key}:restored", {"changes": [change]})

    def again(self, row: Row, known: Sequence[Told], parts: Sequence[Row]) -> None:
        """Tells what has changed of a batch that was told, and that the register has it.

        ``parts`` are the batches that have parted from it.
        """
        kept = self._corrected(row, known, parts)
        listed = next((one for one in (row, *parts) if is_listed(one)), None)
        if listed and not known[0].confirmed:
            self._tell_of_register(listed, known[0])
        self.kept += [replace(t, confirmed=t.confirmed or bool(listed)) for t in kept]
        sure = self._confidence[row["slug"]]
        for told in known if self._newness.speaks else ():
            if told.aloud:
                grown(self._store, told.key, sure, self._config.channels)

    def _tell_new(self, row: Row) -> None:
        key = free_key(self._store, row["slug"])
        self._put("new_batch", row, key, {})
        self._note(row, key, aloud=True)

    def _note(self, row: Row, key: str, *, aloud: bool) -> None:
        facts, listed = self._facts[row["slug"]], is_listed(row) or not row["voices"]
        note(self._store, key, row["slug"], facts, aloud=aloud, confirmed=listed, at=moment())

    def _corrected(self, row: Row, known: Sequence[Told], parts: Sequence[Row]) -> list[Told]:
        """Tells once what is not as it was told; returns what readers know from now on."""
        first, docs = known[0], self._docs[row["slug"]]
        facts = self._facts[row["slug"]].beside(self._facts[part["slug"]] for part in parts)
        heard = [told for told in known if told.aloud] or known
        found = [changes(t.facts, facts, docs, self._passages.stand) for t in heard if t.facts]
        if not all(found) or not found:
            return [replace(t, facts=t.facts.completed(facts) if t.facts else facts) for t in known]
        told = [(t, t.facts or facts) for t in known]
        if self._newness.speaks and (first.aloud or not self._is_old(row)):
            if not self._put_correction((row, *parts), first, found[0]):
                return [replace(t, facts=before.completed(facts)) for t, before in told]
        else:
            self.tally.quiet += first.aloud
        return [replace(t, facts=before.corrected(facts, found[0])) for t, before in told]

    def _put_correction(self, rows: Sequence[Row], told: Told, found: Iterable[Change]) -> bool:
        """``rows``: the batch and its parts, of which the one that has the new facts is shown."""
        made = list(found)
        key = f"{told.key}:{state_of(made)}"
        shown = [asdict(change) for change in made]
        row = next((row for row in rows if self._facts[row["slug"]].has(made)), rows[0])
        return self._put("correction", row, key, {"changes": shown})

    def _tell_of_register(self, row: Row, told: Told) -> None:
        aloud = self._newness.confirms and told.aloud
        if aloud or (self._newness.speaks and (told.aloud or not self._is_old(row))):
            self._put("confirmation", row, told.key, {})
        else:
            self.tally.quiet += told.aloud

    def _put(self, kind: Kind, row: Row, key: str, more: Row) -> bool:
        sure = self._confidence[row["slug"]]
        changed = more.get("changes", ())
        payload = batch_payload(self._store, row["slug"], self._config.base_url, changed)
        notice = Notice(
            key=f"{kind}:{key}",
            kind=kind,
            batch=row["slug"],
            payload=payload | {"confidence": sure} | more,
            scheme=row["scheme"],
            province=row["province"],
            confidence=sure,
        )
        written = put(self._store, notice, self._config.channels)
        self.tally.raised += written
        return written

    def _is_old(self, row: Row) -> bool:
        """Whether the event lies too far back to be news."""
        day = (row["event_date"] or row["first_seen"] or "9")[:10]
        return f"{day}-31"[:10] < self._newness.horizon

    def _is_sure(self, row: Row) -> bool:
        """Whether any reader wants to hear of a batch that is no surer than this."""
        sure = self._confidence[row["slug"]]
        if sure >= self._config.minimum_confidence:
            return True
        facts = row["scheme"], row["province"], sure
        return any(wants(channel, "new_batch", *facts) for channel in self._config.channels)
