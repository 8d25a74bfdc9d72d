"""The verb ``doctor``: what is well with the data directory, and what is not."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from cli.archive_check import examine_archive, examine_backlog
from cli.channel_check import examine_channels
from cli.configuration import checked
from cli.errors import DAMAGED, DONE, LOOK, explain
from cli.findings import Finding, State
from cli.options import Globals, verb
from cli.output import plain, print_json
from cli.own_names import use_own_names
from cli.shard_check import examine_shards

if TYPE_CHECKING:
    from db.store import RecordStore


@click.command()
@verb
def doctor(options: Globals) -> int:
    """Examine data, outlets and configuration."""
    findings = list(examine(options))
    states = {finding.state for finding in findings}
    status = DAMAGED if "damaged" in states else LOOK if "error" in states else DONE
    if options.json:
        print_json({"ok": status == DONE, "findings": [asdict(found) for found in findings]})
    else:
        for found in findings:
            print(f"{found.state:<8} {found.check}: {plain(found.text)}")
    return status


def examine(options: Globals) -> Iterator[Finding]:
    """All findings, the configuration's first."""
    yield _configuration(options)
    yield _directory(options)
    yield from _writer(options)
    yield from _database(options)
    yield from _ledger(options)
    yield from examine_archive(options)
    yield from examine_shards(options)
    yield from examine_backlog(options)
    yield from examine_channels(options)


def _configuration(options: Globals) -> Finding:
    from crawler.errors import CrawlerError
    from extract.errors import RuleError
    from pipelines.errors import AlertConfigError

    if options.config is None:
        return Finding("configuration", "ok", "none, so the defaults hold")
    try:
        checked(options)
        use_own_names(options, stored_lists=False)
    except (CrawlerError, RuleError, AlertConfigError) as error:
        return Finding("configuration", "error", str(error))
    return Finding("configuration", "ok", f"{options.config} is valid")


def _directory(options: Globals) -> Finding:
    path = options.data
    if not path.exists():
        return Finding("data directory", "warning", f"{path} is not there yet; a crawl makes it")
    if not os.access(path, os.W_OK | os.X_OK):
        return Finding("data directory", "error", f"{path} cannot be written by this user")
    return Finding("data directory", "ok", f"{path}")


def _writer(options: Globals) -> Iterator[Finding]:
    from cli.writer import writer
    from crawler.lock import WATCH_NAME

    if said := writer(options.data, WATCH_NAME):
        yield Finding("watch", "ok", f"a watch runs ({said})")
    if said := writer(options.data):
        yield Finding("lock", "ok", f"a crawl writes now ({said})")


def _database(options: Globals) -> Iterator[Finding]:
    from db.errors import StoreError

    try:
        yield from _records(options)
    except StoreError as error:
        yield _unusable("database", error)


def _records(options: Globals) -> Iterator[Finding]:
    from db.store import open_for_reading

    store = open_for_reading(options.data)
    if store is None:
        yield Finding("database", "warning", "none yet")
        return
    with store:
        problems = store.integrity()
        for problem in problems:
            yield Finding("database", "damaged", problem)
        if not problems:
            yield Finding("database", "ok", f"sound, schema version {store.schema_version}")
            yield from _outlets(store)
            yield from _register(store)
            yield _backlog(store)


def _ledger(options: Globals) -> Iterator[Finding]:
    from crawler.errors import LedgerError
    from crawler.ledger.opening import SCHEMA_VERSION, integrity, ledger_path, open_readable

    try:
        ledger = open_readable(ledger_path(options.data))
    except LedgerError as error:
        yield _unusable("ledger", error)
        return
    if ledger is None:
        yield Finding("ledger", "ok", "none yet; a crawl makes it")
        return
    with closing(ledger):
        problems = integrity(ledger)
        for problem in problems:
            yield Finding("ledger", "damaged", problem)
        if not problems:
            version = ledger.execute("PRAGMA user_version").fetchone()[0]
            yield Finding("ledger", "ok", f"sound, schema version {version} of {SCHEMA_VERSION}")


def _unusable(check: str, error: Exception) -> Finding:
    _, status = explain(error) or ("", LOOK)
    return Finding(check, "damaged" if status == DAMAGED else "error", str(error))


def _outlets(store: "RecordStore") -> Iterator[Finding]:
    from db import answers

    for row in answers.outlets(store)["outlets"]:
        last = f"last success {row['last_success'] or 'never'}"
        why = f": {row['why']}" if row["why"] else ""
        state: State = "error" if row["state"] in ("broken", "stale") else "ok"
        yield Finding(f"outlet {row['name']}", state, f"{row['state']}, {last}{why}")


def _register(store: "RecordStore") -> Iterator[Finding]:
    """How whole the official lists are; what they lack is theirs, not the directory's."""
    from pipelines.official.checking import check_lists, read_register

    known = read_register(store)
    if not known.lists:
        return
    verdicts = Counter(one.judgement.verdict for one in check_lists(known) if one.documents)
    told = [f"{number} {verdict or 'unproven'}" for verdict, number in verdicts.most_common()]
    text = f"{len(known.lists)} lists, {len(known.rows)} rows; {', '.join(told)}"
    yield Finding("register", "ok", f"{text} (register --check says why)")


def _backlog(store: "RecordStore") -> Finding:
    """Runs that began and never ended, and alerts that nobody got."""
    open_runs = store.rows("select count(*) as n from runs where finished_at is null")[0]["n"]
    waiting = store.rows(
        "select count(*) as n from deliveries where state in ('pending', 'failed')"
    )
    text = f"{open_runs} unfinished runs, {waiting[0]['n']} undelivered alerts"
    return Finding("backlog", "warning" if open_runs or waiting[0]["n"] else "ok", text)
