"""How outlets and this machine stand in, one notice an incident and one a recovery out.

To be called after every run. All is derived from what is stored, so that a call that a kill kept
from coming is made up by the next one.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from db import queries
from db.health import RUNS_LOOKED_AT, written
from db.store import RecordStore, Row
from pipelines.channels import Channel
from pipelines.outbox import Notice, put
from pipelines.standing import Standing, Trouble, standing_of
from pipelines.system import Facts, Finding, findings, reached_nothing

RUNS: Final = 2
"""Runs in a row that find an outlet broken before anyone is told; twice as many of faults that
may be accidents."""
RELAPSE: Final = timedelta(days=1)
"""An incident that comes back within this time must last twice as long, each time again, before
it is told, and its end must be twice as sure."""
_OUTLET: Final = "outlet:"
_OPEN: Final = "SELECT * FROM incidents WHERE closed_at IS NULL"
_AGAIN: Final = (
    "SELECT count(*) AS n FROM incidents WHERE subject = ? AND code = ? AND closed_at > ?"
)


@dataclass(frozen=True, slots=True)
class _Now:
    """What one look works with."""

    store: RecordStore
    channels: Sequence[Channel]
    at: datetime

    @property
    def instant(self) -> str:
        return written(self.at)


def look(
    store: RecordStore,
    channels: Sequence[Channel],
    *,
    outlets: Collection[str] = (),
    facts: Facts | None = None,
    at: datetime | None = None,
) -> list[Notice]:
    """Open and close the incidents of some outlets and of the system; what is new to be told.

    One transaction; the notices are in the outbox when it returns.
    """
    now = _Now(store, channels, at or datetime.now(UTC))
    told: list[Notice] = []
    with store.transaction():
        told += _of_system(now, findings(store, channels, facts, now.at), _open_ones(now))
        open_ones = _open_ones(now)
        for outlet, standing in _standings(now, outlets):
            trouble, known = standing.trouble, open_ones.get(_OUTLET + outlet)
            if trouble and "network" in open_ones and reached_nothing(trouble.reasons):
                continue
            told += _of_outlet(now, outlet, standing, known)
        return [notice for notice in told if put(store, notice, channels, at=now.instant)]


def _open_ones(now: _Now) -> dict[str, Row]:
    return {row["subject"]: row for row in now.store.rows(_OPEN)}


def _standings(now: _Now, outlets: Collection[str]) -> Iterator[tuple[str, Standing]]:
    runs: dict[str, list[Row]] = {name: [] for name in outlets}
    for run in queries.run(now.store, "outlet_runs", most=RUNS_LOOKED_AT):
        if run["outlet"] in runs:
            runs[run["outlet"]].append(run)
    for row in queries.run(now.store, "outlets"):
        if row["name"] in runs and row["enabled"]:
            yield row["name"], standing_of(row, runs[row["name"]], now.at)


def _of_outlet(now: _Now, outlet: str, standing: Standing, known: Row | None) -> Iterator[Notice]:
    trouble = standing.trouble
    if known is None and trouble is not None:
        patience = 2 ** _relapses(now, _OUTLET + outlet, trouble.code)
        if trouble.clear >= RUNS * patience or trouble.seen >= 2 * RUNS * patience:
            yield _open_outlet(now, outlet, trouble, standing)
    elif known is not None and trouble is None:
        details = json.loads(known["details"])
        if standing.good[details["part"]] >= details["patience"]:
            _close(now, known)
            yield _recovered(now, outlet, known["since"], details["payload"])


def _open_outlet(now: _Now, outlet: str, trouble: Trouble, standing: Standing) -> Notice:
    payload = {
        "outlet": outlet,
        "since": trouble.since,
        "reasons": list(trouble.reasons),
        "run": trouble.run,
        "last_success": standing.last_success,
    }
    patience = 2 ** _relapses(now, _OUTLET + outlet, trouble.code)
    details = {"part": trouble.part, "patience": patience, "payload": payload}
    _open(now, _OUTLET + outlet, trouble.code, trouble.since, details)
    return Notice(f"outlet_broken:{outlet}:{trouble.since}", "outlet_broken", None, payload)


def _recovered(now: _Now, outlet: str, since: str, was: dict[str, Any]) -> Notice:
    reasons = "; ".join(str(reason["text"]) for reason in was["reasons"])
    payload = {
        "outlet": outlet,
        "since": now.instant,
        "broken_since": since,
        "was": was["reasons"],
        "text": f"it was broken from {since} on: {reasons}",
    }
    return Notice(f"outlet_recovered:{outlet}:{since}", "outlet_recovered", None, payload)


def _of_system(now: _Now, found: Sequence[Finding], open_ones: dict[str, Row]) -> Iterator[Notice]:
    for finding in found:
        known = open_ones.get(finding.what)
        if known is None and finding.wrong:
            _open(now, finding.what, finding.what, now.instant, {"text": finding.text})
            yield _system_notice(finding, now.instant, "begun")
        elif known is not None and finding.over:
            _close(now, known)
            yield _system_notice(finding, known["since"], "over")


def _system_notice(finding: Finding, since: str, stage: str) -> Notice:
    text = f"resolved: {finding.text}" if stage == "over" else finding.text
    payload = {"what": finding.what, "text": text, "since": since, "stage": stage}
    return Notice(f"system:{finding.what}:{since}:{stage}", "system", None, payload)


def _open(now: _Now, subject: str, code: str, since: str, details: dict[str, Any]) -> None:
    row = {
        "subject": subject,
        "code": code,
        "since": since,
        "opened_at": now.instant,
        "details": json.dumps(details, ensure_ascii=False),
    }
    now.store.insert("incidents", [row])


def _close(now: _Now, known: Row) -> None:
    now.store.write("UPDATE incidents SET closed_at = ? WHERE id = ?", [(now.instant, known["id"])])


def _relapses(now: _Now, subject: str, code: str) -> int:
    lately = written(now.at - RELAPSE)
    return int(now.store.rows(_AGAIN, (subject, code, lately))[0]["n"])
